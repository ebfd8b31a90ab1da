"""The message that asks for updates: plain, whole, the same on every run; no typed text breaks out of it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage

import pytest

from tracker.documents.chase_message import chase_body, chase_message, chase_subject
from tracker.documents.email_message import Mailbox, NotAnAddress
from tracker.domain.chasing import ChaseLetter, ItemWanted

AT = datetime(2026, 1, 7, 12, 5, tzinfo=UTC)
LETTER = ChaseLetter(
    to_name="Owen Hart",
    to_address="owen@example.org",
    board="Gold Group",
    meeting_on=date(2026, 2, 4),
    cut_off_on=date(2026, 1, 28),
    asked_by="Bo Secretary",
    on=date(2026, 1, 7),
    items=(
        ItemWanted("R1-REC1", "Review open cases.", "/items/R1-REC1/update", date(2025, 9, 4)),
        ItemWanted("R1-REC2", "Train call handlers.", "/items/R1-REC2/update", None),
    ),
)
WHOLE = """Dear Owen Hart,

Gold Group meets on 4 February 2026. Please say by 28 January 2026, how these 2 items stand:

- R1-REC1: Review open cases.
  Last update on 4 September 2025.
  https://x.example/items/R1-REC1/update

- R1-REC2: Train call handlers.
  No update yet.
  https://x.example/items/R1-REC2/update

Where nothing has changed, one press says so: “nothing new, still on track”.
All your items: https://x.example/my-items

This message was sent for Bo Secretary by the recommendations tracker. Please do not reply to it:
put questions to Bo Secretary."""


def message(letter: ChaseLetter = LETTER) -> EmailMessage:
    sender = Mailbox("Recommendations tracker", "tracker@example.org")
    return chase_message(letter, base_address="https://x.example", sender=sender, at=AT)


def test_it_says_which_board_by_when_and_every_item_once() -> None:
    assert chase_body(LETTER, "https://x.example") == WHOLE
    assert message().get_content().rstrip("\n") == WHOLE
    assert chase_subject(LETTER) == "Updates wanted for Gold Group, 4 February 2026: 2 items"


def test_of_one_item_it_speaks_in_the_singular() -> None:
    one = replace(LETTER, items=LETTER.items[:1])
    assert "how this item stands:" in chase_body(one, "")
    assert chase_subject(one).endswith(": 1 item")


def test_it_is_the_same_on_every_run_and_answered_by_no_machine() -> None:
    assert message().as_bytes() == message().as_bytes()
    assert message()["Auto-Submitted"] == "auto-generated"
    assert message()["Message-ID"] != message(replace(LETTER, on=date(2026, 1, 8)))["Message-ID"]


def test_typed_text_stays_on_its_line_and_out_of_the_headers() -> None:
    wild = replace(
        LETTER,
        to_name="Owen\r\nBcc: x@example.org",
        board="Gold\nSubject: Other" + "x" * 200,
        asked_by="Bo\nSecretary",
        items=(ItemWanted("R1", "One\nTwo\x00" + "y" * 300, "/items/R1/update", None),),
    )
    made = message(wild)
    assert made["Bcc"] is None
    assert "\n" not in made["Subject"]
    assert made["Subject"].endswith("…, 4 February 2026: 1 item")
    line = next(line for line in made.get_content().splitlines() if line.startswith("- R1: "))
    assert line.startswith("- R1: One Two")
    assert len(line) == len("- R1: ") + 200


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(NotAnAddress, match="“nowhere” is not an e-mail address"):
        message(replace(LETTER, to_address="nowhere"))
