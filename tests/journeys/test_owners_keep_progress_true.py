"""Items from their allocation to HMICFRS's letter and on under a later report, over HTTP."""

import io
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, SignIn, token_of
from tests.journeys.owners_story import (
    CELLS,
    LAMPS,
    LISTS,
    OTHERS,
    PUBLISHED,
    REPORT,
    Story,
    allocate,
    ask_for_date,
    begin,
    frozen,
    letter_comes,
    plan_action,
    record_report,
    sum_between,
    sum_of,
    update,
)
from tests.services.proof_records import PDF
from tests.web.letter_pages import main_text

START = date(2026, 1, 6)
LAMPS_PAGE, LISTS_PAGE = f"/items/{LAMPS}", f"/items/{LISTS}"
LATER = "R2026-01-REC1"
LATER_TEXTS = (
    "By 31 March 2027, the force should finish its one list.",
    "By 31 March 2027, the force should read its list each month.",
)
DONE = {"words": "Every lamp is lit: see the signed record."}


@pytest.fixture
def story(app: Flask, make_account: MakeAccount, sign_in: SignIn) -> Iterator[Story]:
    with frozen() as clock:
        yield begin(app, make_account, sign_in, clock)


def test_an_item_from_its_allocation_to_the_later_report_that_takes_it_up(story: Story) -> None:
    three_items_are_ours_and_are_given_to_a_post(story)
    the_owner_says_what_was_done(story)
    more_time_is_refused_and_then_agreed(story)
    the_action_is_done_and_proved(story)
    completion_is_sent_back_and_then_signed_off_by_somebody_else(story)
    one_letter_closes_two_and_reopens_a_third(story)
    a_later_report_takes_the_work_up(story)
    assert "The history is whole" in story.read("auditor", "/history/verify")


def three_items_are_ours_and_are_given_to_a_post(story: Story) -> None:
    assert record_report(story, "A night without lamps", PUBLISHED) == REPORT
    assert sum_between(story, START, date(2026, 1, 7)) == sum_of(0, 3, new=3)
    assert "Awaiting allocation" in story.read_item(LAMPS)
    assert "Not rated" in story.read_item(OTHERS)
    story.on(2026, 1, 12)
    allocate(story, LAMPS, LISTS, CELLS)
    for item in (LAMPS, LISTS, CELLS):
        said = story.read_item(item)
        assert "Delivery In progress" in said
        assert "Owner Head of Reviews" in said
        assert "Executive lead Assistant Chief Constable" in said


def the_owner_says_what_was_done(story: Story) -> None:
    story.on(2026, 1, 20)
    assert LAMPS in story.read("owner", "/my-items?show=all")
    update(story, LAMPS, "Forty lamps are lit.", next_steps="Light the yard.")
    said = story.read_item(LAMPS)
    for words in ("Forty lamps are lit.", "Light the yard.", "20 January 2026, Owen Hart"):
        assert words in said


def more_time_is_refused_and_then_agreed(story: Story) -> None:
    story.on(2026, 2, 2)
    ask_for_date(story, LAMPS, date(2026, 9, 30), "The bulbs are late.")
    assert "1 request for you to decide" in story.read("executive", "/date-requests")
    assert "Owen Hart asks for 30 September 2026." in story.read("executive", "/")
    story.by("executive").submit("/date-requests/1", {"state": "refused", "words": "June was promised."})
    said = story.read("owner", LAMPS_PAGE)
    assert "Date in force 30 June 2026" in said
    assert "June was promised." in said
    assert LAMPS in story.read("owner", "/my-items")
    story.on(2026, 2, 10)
    ask_for_date(story, LAMPS, date(2026, 9, 30), "The maker closed; another was found.")
    agreed_by_hand(story, "owner")
    story.by("executive").submit("/date-requests/2", {"state": "agreed"})
    said = story.read_item(LAMPS)
    assert "Date in force 30 September 2026" in said
    assert "Moved once, +92 days" in said
    assert "June was promised." in said  # what was refused stays in the list


def agreed_by_hand(story: Story, who: str) -> None:
    """A request to agree one's own date, made by hand, is refused and changes nothing."""
    story.read(who, "/date-requests/2")
    visit = story.by(who)
    visit.get(f"{LAMPS_PAGE}/update")
    sent = {"csrf_token": token_of(visit), "version": "1", "state": "agreed"}
    visit.post("/date-requests/2", sent, status=403)
    assert "Date in force 30 June 2026" in story.read_item(LAMPS)


def the_action_is_done_and_proved(story: Story) -> None:
    action = plan_action(story, LAMPS, "Light the yard", date(2026, 4, 30))
    assert "1 of 1 action open" in story.read_item(LAMPS)
    story.on(2026, 4, 20)
    update(story, LAMPS, "The yard is lit.")
    proved(story, LAMPS, "The signed record of the yard", action)
    story.by("owner").submit(f"{action}/settle", {"state": "done", "words": "All forty are lit"})
    said = story.read_item(LAMPS)
    assert "0 of 1 action open" in said
    assert "The signed record of the yard" in said
    assert "For: Light the yard" in said


def proved(story: Story, item: str, shows: str, action: str = "") -> None:
    """The owner attaches a file that shows something, for an action if one is named."""
    given = {"shows": shows, "file": (io.BytesIO(PDF + shows.encode()), "record.pdf")}
    chosen = {"action_id": action.rpartition("/")[2]} if action else {}
    story.by("owner").submit(f"/items/{item}/proofs/new", given | chosen, status=303)


def completion_is_sent_back_and_then_signed_off_by_somebody_else(story: Story) -> None:
    story.on(2026, 5, 4)
    story.by("owner").submit(f"{LAMPS_PAGE}/propose", DONE)
    assert "Owen Hart says that it is complete." in story.read("checker", "/")
    assert "may sign off completion or send it back" in story.read("owner", LAMPS_PAGE)
    story.by("owner").get(f"{LAMPS_PAGE}/sign-off", status=403)
    story.on(2026, 5, 6)
    missing = "Where is the record of the night shift?"
    story.by("checker").submit(f"{LAMPS_PAGE}/send-back", {"words": missing})
    assert missing in story.read("owner", LAMPS_PAGE)
    assert f"on 6 May 2026: {missing}" in story.read("owner", "/my-items?show=waiting")
    assert "?." not in main_text(story.by("owner"))
    story.on(2026, 5, 11)
    proved(story, LAMPS, "The record of the night shift")
    story.by("owner").submit(f"{LAMPS_PAGE}/propose", DONE)
    story.on(2026, 5, 12)
    seen = story.read("checker", f"{LAMPS_PAGE}/sign-off")
    assert "The record of the night shift" in seen
    story.by("checker").submit(f"{LAMPS_PAGE}/sign-off", {"has_seen_proof": "y", "closure_level": "Level 2"})
    said = story.read_item(LAMPS)
    assert "Blue – signed off, awaiting HMICFRS" in said
    assert "11 May 2026, proposed by Owen Hart" in said
    assert "12 May 2026, signed off by Ines Roe" in said
    assert "HMICFRS Not closed" in said
    # Signed off is not closed: HMICFRS has not spoken, and the sum still counts it as open.
    assert sum_between(story, date(2026, 1, 7), date(2026, 5, 12)) == sum_of(3, 3)


def one_letter_closes_two_and_reopens_a_third(story: Story) -> None:
    story.on(2026, 5, 18)
    letter_comes(story, "office", "Your list", date(2026, 5, 15), (LISTS, "closes"))
    assert sum_between(story, date(2026, 5, 12), date(2026, 5, 18)) == sum_of(3, 2, closed=1)
    story.on(2026, 6, 3)
    said = ((LAMPS, "closes"), (CELLS, "closes"), (LISTS, "reopens"))
    letter = letter_comes(
        story, "lead", "Our visit of May", date(2026, 6, 1), *said, note="The list is not kept."
    )
    told = story.read("auditor", letter)
    assert told.count("Closes it") == 2
    assert told.count("Withdraws its closure") == 1
    for item in (LAMPS, CELLS):
        said_of_it = story.read_item(item)
        assert "1 June 2026, closed by HMICFRS" in said_of_it
        assert "Blue – closed by HMICFRS" in said_of_it
    assert "12 May 2026, signed off by Ines Roe" in story.read_item(LAMPS)
    assert "Not signed off" in story.read_item(CELLS)  # three truths: nobody here ever checked it
    said_of_it = story.read_item(LISTS)
    assert "Delivery In progress" in said_of_it
    assert "Owner Head of Reviews" in said_of_it
    assert "The list is not kept." in said_of_it
    assert sum_between(story, date(2026, 5, 18), date(2026, 6, 3)) == sum_of(2, 1, reopened=1, closed=2)


def a_later_report_takes_the_work_up(story: Story) -> None:
    story.on(2026, 6, 8)
    action = plan_action(story, LISTS, "Merge the two lists", date(2026, 11, 30))
    proved(story, LISTS, "The first half of the list")
    story.on(2026, 9, 1)
    before, day = date(2026, 8, 31), date(2026, 9, 1)
    record_report(story, "Lamps and lists again", day, LATER_TEXTS, kind="progress_report")
    story.by("office").submit(f"/items/{LATER}/link", {"other": LISTS, "kind": "partly_met"})
    assert sum_between(story, before, day) == sum_of(1, 3, new=2)
    carry = f"/items/{LATER}/continue/{LISTS}"
    offered = story.read("lead", carry)
    for words in ("Owner Head of Reviews", "Merge the two lists", "The first half of the list"):
        assert words in offered
    story.by("lead").submit(carry, {"note": "Told HMICFRS."}, button="Continue the work there")
    assert sum_between(story, before, day) == sum_of(1, 2, new=2, off=1)
    said = story.read_item(LATER)
    for words in ("Owner Head of Reviews", "Date in force 31 March 2027", "1 of 1 action open"):
        assert words in said
    for words in ("Merge the two lists", "The first half of the list"):
        assert words in said
    # Each turn ahead once, though more reasons join it in December and in March.
    assert said.count("Amber – at risk from") == 1
    assert f"The work goes on under {LATER}. Told HMICFRS." in story.read_item(LISTS)
    nothing_stands_twice(story, action)


def nothing_stands_twice(story: Story, action: str) -> None:
    """The action and the list hold the work once, and the year's sum comes out."""
    listed = story.read("auditor", "/actions")
    assert listed.count("Merge the two lists") == 1
    assert LATER in story.read("auditor", action)
    assert "of 2 items" in story.read("auditor", "/as-at?standing=open")
    story.read("auditor", "/register?for_whom=force")
    register = story.by("auditor").html
    assert f'href="/items/{LATER}"' in register
    assert f'href="/items/{LAMPS}"' in register  # closed, and still to be read
    assert f'href="/items/{LISTS}"' not in register
    assert sum_between(story, START, date(2026, 9, 1)) == sum_of(0, 2, new=5, reopened=1, closed=3, off=1)
    assert "not counted as open" in story.read("auditor", f"/items/{LATER}/chain")
    assert "Not rated: taken off the list" in story.read("owner", "/my-items?show=all")
    assert LATER in main_text(story.by("owner"))
