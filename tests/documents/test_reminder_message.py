import email
import email.policy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tracker.documents.email_message import Mailbox, NotAnAddress
from tracker.documents.reminder_message import reminder_message
from tracker.domain.reminders import Digest, DueItem, Recipient

NOW = datetime(2026, 1, 5, 7, 0, tzinfo=UTC)
TODAY = date(2026, 1, 5)
ITEM = DueItem(
    "R2025-01-REC1", "Train all officers – by March", "/items/R2025-01-REC1", TODAY + timedelta(days=7),
    date(2025, 9, 1), is_done=False, is_owner=True, is_executive=False, waiting=(), said=frozenset(),
)  # fmt: skip
LATE = replace(ITEM, reference="R2024-02-AFI3", title="Bicycles", due_on=TODAY - timedelta(days=1))
DIGEST = Digest(
    to=Recipient("Éva Owner", "eva@example.org", 0), on=TODAY, overdue=(LATE,), coming=(ITEM,),
    date_requests=(), sign_offs=(replace(ITEM, due_on=None),), marks=(),
)  # fmt: skip


def body_of(digest: Digest) -> str:
    content = written(digest)
    made = email.message_from_bytes(content, policy=email.policy.default)
    assert made.get_content_type() == "text/plain"
    return str(made.get_content()).replace("\r\n", "\n")


def written(digest: Digest) -> bytes:
    sender = Mailbox("Recommendations tracker", "tracker@example.org")
    return reminder_message(digest, base_address="https://tracker.example", sender=sender, at=NOW).as_bytes()


def test_a_reminder_says_what_is_overdue_first_and_links_to_each_item() -> None:
    assert body_of(DIGEST) == (
        "Dear Éva Owner,\n\n"
        "Overdue (1)\n\n"
        "- R2024-02-AFI3: Bicycles\n"
        "  1 day overdue: it was due on Sunday 4 January.\n"
        "  https://tracker.example/items/R2025-01-REC1\n\n"
        "Due soon (1)\n\n"
        "- R2025-01-REC1: Train all officers – by March\n"
        "  Due in 7 days, on Monday 12 January.\n"
        "  https://tracker.example/items/R2025-01-REC1\n\n"
        "Waiting for your sign-off (1)\n\n"
        "- R2025-01-REC1: Train all officers – by March\n"
        "  No date agreed.\n"
        "  https://tracker.example/items/R2025-01-REC1\n\n"
        "All your items: https://tracker.example/my-items\n\n"
        "This message was sent by the recommendations tracker. Please do not reply to it.\n"
    )


def test_the_heading_counts_what_is_in_it_and_nothing_that_is_not() -> None:
    made = email.message_from_bytes(written(DIGEST), policy=email.policy.default)
    assert made["Subject"] == "Recommendations: 1 overdue, 1 due soon, 1 waiting for you"
    assert made["To"] == "Éva Owner <eva@example.org>"
    assert made["Date"].datetime == NOW
    assert (made["Auto-Submitted"], made["Content-Language"], made["X-Unsent"]) == (
        "auto-generated",
        "en-GB",
        None,
    )
    only = email.message_from_bytes(
        written(replace(DIGEST, overdue=(), sign_offs=())), policy=email.policy.default
    )
    assert only["Subject"] == "Recommendations: 1 due soon"


def test_the_same_digest_is_the_same_message_and_another_has_another_id() -> None:
    assert written(DIGEST) == written(DIGEST)
    ids = {
        email.message_from_bytes(written(one), policy=email.policy.default)["Message-ID"]
        for one in (DIGEST, replace(DIGEST, overdue=()), replace(DIGEST, on=TODAY + timedelta(days=1)))
    }
    assert len(ids) == 3


def test_a_typed_title_stays_on_its_line_and_long_ones_are_cut() -> None:
    title = "Bicycles\r\nBcc: thief@example.org\n\nAll your items: https://evil.example " + "x" * 5_000
    body = body_of(replace(DIGEST, coming=(replace(ITEM, title=title),)))
    (line,) = [line for line in body.splitlines() if "evil" in line]
    assert line.startswith("- R2025-01-REC1: Bicycles Bcc")
    assert line.endswith("x…")
    assert len(line) < 230


def test_a_person_without_an_address_is_refused_by_name() -> None:
    with pytest.raises(NotAnAddress):
        written(replace(DIGEST, to=Recipient("Éva", "eva@example.org\nBcc: x@example.org", 0)))
