"""The pages of dates: asked for with a reason, decided by somebody else, the whole list kept."""

from datetime import date
from typing import Any

import pytest
from freezegun import freeze_time
from sqlalchemy import select

from tests.fixtures.app import token_of
from tests.services.ownership_records import allocated
from tests.services.records import a_report, an_item
from tests.web.date_pages import ITEM, DatePages, date_pages
from tests.web.letter_pages import main_text
from tracker.domain.vocabulary import ForWhom, Role
from tracker.models.base import db
from tracker.models.office import Post

__all__ = ["date_pages"]

NEW, REQUEST = f"{ITEM}/dates/new", "/date-requests/1"
WHY = {"reason": "dependency", "words": "The contract is late.", "past_words": "HMICFRS was told."}


def day(on: date, name: str = "on") -> dict[str, str]:
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def asked(pages: DatePages, on: date = date(2026, 9, 30), **given: Any) -> None:
    pages.visitor(pages.owner).submit(NEW, day(on) | WHY | given)


def test_a_first_target_is_in_force_at_once(date_pages: DatePages) -> None:
    visit = date_pages.visitor(date_pages.owner)
    visit.submit(NEW, day(date(2026, 4, 1)))
    visit.get(ITEM)
    said = main_text(visit)
    assert "The target date is set and in force." in said
    assert "Local target 1 April 2026" in said
    assert "Moved Not moved" in said


def test_a_move_is_asked_for_agreed_and_counted(date_pages: DatePages) -> None:
    asked(date_pages)
    visit = date_pages.visitor(date_pages.lead)
    visit.get(ITEM)
    assert "A date waits for a decision: 30 June 2026 → 30 September 2026, 92 days later" in main_text(visit)
    visit.get("/date-requests")
    assert "1 request for you to decide, 0 with others." in main_text(visit)
    visit.submit(REQUEST, {"state": "agreed"})
    visit.get(REQUEST)
    said = main_text(visit)
    assert "Another date is asked for Agreed" in said
    assert "Lena Marsh, 7 January 2026" in said
    visit.get(ITEM)
    assert "Date in force 30 September 2026" in main_text(visit)
    assert "Moved Moved once, +92 days" in main_text(visit)


def test_a_refusal_without_its_sentence_is_told_beside_the_box(date_pages: DatePages) -> None:
    asked(date_pages)
    visit = date_pages.visitor(date_pages.lead)
    visit.submit(REQUEST, {"state": "refused"}, status=400)
    assert "Say why the date is refused." in main_text(visit)
    visit.submit(REQUEST, {"state": "refused", "words": "June was promised."})
    visit.get(ITEM)
    assert "Date in force 30 June 2026" in main_text(visit)
    assert "June was promised." in main_text(visit)


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2026, 1, 6), "Enter today or a later day: a target lies ahead."),
        (date(2101, 1, 1), "2100"),
        (date(2026, 6, 30), "30 June 2026 is in force already: enter another day."),
    ],
)
def test_a_day_that_cannot_be_is_told_and_what_was_typed_stays(
    date_pages: DatePages, on: date, told: str
) -> None:
    visit = date_pages.visitor(date_pages.owner)
    visit.submit(NEW, day(on) | WHY, status=400)
    assert told in main_text(visit)
    assert "The contract is late." in visit.html


def test_a_move_past_the_inspectorates_date_asks_for_its_own_sentence(date_pages: DatePages) -> None:
    visit = date_pages.visitor(date_pages.owner)
    visit.submit(NEW, day(date(2026, 9, 30)), status=400)
    said = main_text(visit)
    assert "Choose why the date is to move." in said
    assert "The inspectorate’s date is 30 June 2026: say why this one may lie past it." in said


def test_nobody_decides_on_their_own_request(date_pages: DatePages) -> None:
    visit = date_pages.visitor(date_pages.lead)
    visit.submit(NEW, day(date(2026, 9, 30)) | WHY)
    visit.get(REQUEST)
    assert "You asked for this date yourself: somebody else must decide on it." in main_text(visit)
    other = date_pages.visitor(Role.FORCE_INSPECTION_LEAD)
    other.submit(REQUEST, {"state": "agreed"})
    other.get(ITEM)
    assert "Date in force 30 September 2026" in main_text(other)


def test_a_request_of_ones_own_agreed_by_hand_is_refused_and_moves_nothing(date_pages: DatePages) -> None:
    lead = date_pages.visitor(date_pages.lead)
    lead.submit(NEW, day(date(2026, 9, 30)) | WHY)
    lead.get(NEW)
    lead.post(REQUEST, {"csrf_token": token_of(lead), "version": "1", "state": "agreed"}, status=403)
    assert "You asked for this date yourself: somebody else must decide on it." in main_text(lead)
    lead.get(ITEM)
    assert "Date in force 30 June 2026" in main_text(lead)


def test_a_request_is_not_agreed_once_its_day_has_passed(date_pages: DatePages) -> None:
    asked(date_pages)
    with freeze_time("2026-09-30 23:00:00"), pytest.MonkeyPatch.context() as patch:
        patch.delenv("TEST_CLOCK")
        lead = date_pages.visitor(date_pages.lead)
        lead.submit(REQUEST, {"state": "agreed", "words": "So be it."}, status=400)
        assert "The day asked for has passed: refuse it, or send it back for a later one." in main_text(lead)
        assert "So be it." in lead.html


def test_a_decision_sent_by_somebody_who_may_not_is_refused(date_pages: DatePages) -> None:
    asked(date_pages)
    visit = date_pages.visitor(date_pages.owner)
    visit.get(NEW)
    sent = {"csrf_token": token_of(visit), "version": "1", "state": "agreed"}
    visit.post(REQUEST, sent, status=403)
    visit.get(ITEM)
    assert "Date in force 30 June 2026" in main_text(visit)


def test_of_two_decisions_the_first_stands_and_the_other_keeps_its_words(date_pages: DatePages) -> None:
    asked(date_pages)
    one, two = date_pages.visitor(date_pages.lead), date_pages.visitor(date_pages.lead)
    two.get(REQUEST)
    one.submit(REQUEST, {"state": "agreed"})
    two.send({"state": "refused", "words": "June was promised."}, path=REQUEST, status=409)
    said = main_text(two)
    assert "Lena Marsh saved this while you were working on it." in said
    assert "Another date is asked for Agreed" in said
    assert "June was promised." in two.html


def test_of_two_windows_on_the_dates_the_second_is_told_and_may_go_on(date_pages: DatePages) -> None:
    one, two = date_pages.visitor(date_pages.owner), date_pages.visitor(date_pages.owner)
    two.get(NEW)
    one.submit(NEW, day(date(2026, 4, 1)))
    two.send(day(date(2026, 5, 1)) | WHY, path=NEW, status=409)
    assert "Date in force 1 April 2026" in main_text(two)
    two.send({}, path=NEW, button="Ask for another date")
    two.get(ITEM)
    assert "1 April 2026 → 1 May 2026, 30 days later" in main_text(two)


def test_a_request_is_withdrawn_and_stays_in_the_list(date_pages: DatePages) -> None:
    asked(date_pages)
    visit = date_pages.visitor(date_pages.owner)
    visit.submit(f"{REQUEST}/withdraw", {"why": "We shall manage."})
    visit.get(REQUEST)
    said = main_text(visit)
    assert "Another date is asked for Withdrawn" in said
    assert "We shall manage." in said
    visit.get("/date-requests")
    assert "No request waits" in main_text(visit)


def test_a_printed_deadline_that_was_met_gives_way_to_the_next(date_pages: DatePages) -> None:
    visit = date_pages.visitor(date_pages.owner)
    visit.submit(f"{ITEM}/dates/met", {"deadline": "2026-06-30"} | day(date(2026, 1, 5), "met_on"))
    visit.get(ITEM)
    said = main_text(visit)
    assert "Date in force 30 December 2026" in said
    assert "30 June 2026: met on 5 January 2026, recorded by Owen Hart" in said
    visit.get(f"{ITEM}/dates/met")
    assert "No deadline to tick off" in main_text(visit)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.BOARD_SECRETARY, Role.OWNER])
def test_who_has_no_post_of_the_item_reads_the_dates_and_asks_for_none(
    date_pages: DatePages, role: Role
) -> None:
    asked(date_pages)
    visit = date_pages.visitor(role)
    visit.get(REQUEST)
    assert "<form" not in visit.html.split("<main")[1].split("</main>")[0]
    visit.get("/date-requests")
    assert "No request for you to decide, 1 with others." in main_text(visit)
    visit.get(NEW, 403)


@pytest.mark.parametrize("key", ["2", "0", "9999999999"])
def test_a_request_that_is_not_there_is_not_found(date_pages: DatePages, key: str) -> None:
    date_pages.visitor(Role.AUDITOR).get(f"/date-requests/{key}", 404)


def test_a_first_target_has_no_page_of_a_request(date_pages: DatePages) -> None:
    visit = date_pages.visitor(date_pages.owner)
    visit.submit(NEW, day(date(2026, 4, 1)))
    visit.get(REQUEST, 404)


def test_an_item_without_any_date_asks_for_the_day_alone(date_pages: DatePages) -> None:
    with date_pages.app.app_context():
        lone = allocated(an_item(a_report("Bare"), for_whom=ForWhom.FORCE), owner_post()).reference
    visit = date_pages.visitor(date_pages.owner)
    visit.get(f"/items/{lone}/dates/new")
    assert 'name="past_words"' not in visit.html
    visit.send(day(date(2026, 9, 30)), path=f"/items/{lone}/dates/new", button="Set a target date")
    visit.get(f"/items/{lone}")
    assert "Date in force 30 September 2026" in main_text(visit)


def owner_post() -> Post:
    return db.session.scalars(select(Post).where(Post.slug == "head-of-reviews")).one()


def test_the_history_says_what_was_decided(date_pages: DatePages) -> None:
    asked(date_pages)
    visit = date_pages.visitor(date_pages.lead)
    visit.submit(REQUEST, {"state": "sent_back", "words": "Who agreed?"})
    visit.get(ITEM)
    assert "Lena Marsh decided on a date that was asked for: Sent back" in main_text(visit)
