"""The pages of a meeting: planned, worked on by its secretary, and read by everybody."""

from dataclasses import dataclass
from datetime import date

import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, Person, SignIn
from tests.fixtures.page_check import Visitor
from tests.services.meeting_records import a_story
from tests.web.commission_pages import boxes_of
from tests.web.letter_pages import main_text
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.board import BoardItem
from tracker.queries.items import item_by_reference

BOARD = "/boards/wessmere-delivery-group"
MEETING = f"{BOARD}/meetings/2026-02-04"
PLANNED = {
    **boxes_of(date(2026, 2, 4), "on"),
    **boxes_of(date(2026, 1, 28), "cut_off_on"),
    "agenda_item": "8.0",
    "place": "Fenland Hall",
}
EARLIER = {**boxes_of(date(2026, 1, 14), "on"), **boxes_of(date(2026, 1, 8), "cut_off_on")}


@dataclass(frozen=True)
class Room:
    """The program with a board, its secretary and its items."""

    app: Flask
    secretary: Person
    enter: SignIn

    def visitor(self, who: Person | Role | None = None) -> Visitor:
        """Somebody signed in; the secretary unless told otherwise."""
        client = self.app.test_client()
        self.enter(client, who or self.secretary)
        return Visitor(client)


@pytest.fixture
def room(app: Flask, make_account: MakeAccount, sign_in: SignIn, stopped_clock: None) -> Room:
    secretary = make_account(Role.BOARD_SECRETARY, name="Bo Secretary")
    owner = make_account(Role.OWNER, name="Owen Hart")
    with app.app_context():
        a_story(secretary=secretary.actor, owner=owner.actor)
    return Room(app, secretary, sign_in)


@pytest.fixture
def visit(room: Room) -> Visitor:
    """The secretary, with the meeting of 4 February 2026 planned."""
    visit = room.visitor()
    visit.submit(f"{BOARD}/meetings/new", PLANNED)
    return visit


def test_a_secretary_plans_a_meeting_and_lands_on_her_place_of_work(room: Room) -> None:
    visit = room.visitor()
    sent = visit.submit(f"{BOARD}/meetings/new", PLANNED)
    assert sent.location == MEETING
    visit.get(MEETING)
    said = main_text(visit)
    assert "The meeting on 4 February 2026 is planned." in said
    assert "Planned, cut-off in 21 days, 2 of 2 items without an update. The meeting is in 28 days." in said
    assert "Totals reconcile" in said
    assert "Wednesday 4 February 2026" in said
    assert "Fenland Hall" in said


def test_two_presses_plan_one_meeting(room: Room) -> None:
    visit = room.visitor()
    visit.get(f"{BOARD}/meetings/new")
    page = visit.html
    for _ in range(2):
        visit.html = page
        assert visit.send(PLANNED, path=f"{BOARD}/meetings/new").location == MEETING


def test_a_second_meeting_on_the_day_is_refused_beside_the_day(room: Room, visit: Visitor) -> None:
    visit.submit(f"{BOARD}/meetings/new", PLANNED | {"agenda_item": "9.1"}, status=400)
    assert "This board has a meeting on 4 February 2026 already" in main_text(visit)
    assert 'value="9.1"' in visit.html


def test_a_cut_off_after_the_meeting_is_refused_beside_it(room: Room) -> None:
    visit = room.visitor()
    wrong = PLANNED | boxes_of(date(2026, 2, 5), "cut_off_on")
    visit.submit(f"{BOARD}/meetings/new", wrong, status=400)
    assert "The last day for updates cannot come after the meeting on 4 February 2026." in main_text(visit)


def test_a_meeting_of_the_past_says_what_the_history_does_not_hold(room: Room) -> None:
    visit = room.visitor()
    past = PLANNED | boxes_of(date(2019, 3, 20), "on") | boxes_of(date(2019, 3, 13), "cut_off_on")
    visit.submit(f"{BOARD}/meetings/new", past)
    visit.get(f"{BOARD}/meetings/2019-03-20")
    assert "History before 7 January 2026 is not held here" in main_text(visit)


def test_a_meeting_is_moved_on_by_its_one_main_button(visit: Visitor) -> None:
    visit.get(MEETING)
    visit.send(path=MEETING, button="Ask for updates")
    visit.get(MEETING)
    assert "Collecting updates, cut-off in 21 days" in main_text(visit)
    visit.send(path=MEETING, button="Draft the pack")
    visit.get(MEETING)
    said = main_text(visit)
    assert "Pack drafted" in said
    assert f'href="{MEETING}/final/make"' in visit.html
    assert "Bo Secretary moved a meeting on" in said


@pytest.mark.parametrize(
    "path",
    [
        f"{MEETING}/chase",
        f"{MEETING}/texts",
        f"{BOARD}/pack?on=2026-02-04",
        f"{MEETING}/papers",
        f"{MEETING}/questions",
        f"{MEETING}/final",
    ],
)
def test_the_meeting_leads_to_all_of_its_work(visit: Visitor, path: str) -> None:
    visit.get(MEETING)
    assert f'href="{path}"' in visit.html
    visit.get(path)


def test_a_step_taken_from_an_old_page_says_who_was_first(room: Room, visit: Visitor) -> None:
    visit.get(MEETING)
    page = visit.html
    visit.submit(f"{MEETING}/edit", {"place": "Elsewhere"})
    visit.html = page
    visit.send(path=MEETING, button="Ask for updates", status=409)
    assert "Look at the meeting as it stands now" in main_text(visit)
    visit.send(path=f"{MEETING}/move/collect", button="Ask for updates")
    visit.get(MEETING)
    assert "Collecting updates" in main_text(visit)


def test_a_meeting_is_called_off_with_a_reason(visit: Visitor) -> None:
    visit.submit(f"{MEETING}/move/call-off", {"reason": " "}, status=400)
    assert "Say why you call the meeting off." in main_text(visit)
    visit.submit(f"{MEETING}/move/call-off", {"reason": "No quorum."})
    visit.get(MEETING)
    said = main_text(visit)
    assert "Called off: No quorum." in said
    assert "Set the meeting again" in said


@pytest.mark.parametrize("path", ["make-final", "correct", "nonsense"])
def test_there_is_no_page_for_a_step_that_is_made_elsewhere(visit: Visitor, path: str) -> None:
    visit.get(f"{MEETING}/move/{path}", 404)


@pytest.mark.parametrize("on", ["2026-02-05", "20260204x", "2026-02-30"])
def test_a_day_without_a_meeting_is_not_found(visit: Visitor, on: str) -> None:
    visit.get(f"{BOARD}/meetings/{on}", 404)


def test_two_people_changing_one_meeting_lose_no_word(room: Room, visit: Visitor) -> None:
    other = room.visitor()
    other.get(f"{MEETING}/edit")
    visit.submit(f"{MEETING}/edit", {"place": "Hers"})
    other.send({"place": "His"}, path=f"{MEETING}/edit", status=409)
    said = main_text(other)
    assert "changed “Place (optional)” while you were writing" in said
    assert "Hers" in said
    other.send({"place": "His and hers"}, path=f"{MEETING}/edit")
    other.get(MEETING)
    assert "His and hers" in main_text(other)


def test_everybody_reads_a_meeting_and_is_told_why_nothing_can_be_done(room: Room, visit: Visitor) -> None:
    for role in (Role.OWNER, Role.AUDITOR, Role.BOARD_SECRETARY):
        reader = room.visitor(role)
        reader.get(MEETING)
        assert "must do this" in main_text(reader) or "may run the meetings" in main_text(reader)
        assert f"{MEETING}/edit" not in reader.html
        for path in ("edit", "move/collect", "attendance", "decisions/new"):
            reader.get(f"{MEETING}/{path}", 403)


def test_an_item_that_stayed_red_is_raised_by_one_button(
    room: Room, visit: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit.submit(f"{BOARD}/meetings/new", PLANNED | EARLIER)
    visit.get(MEETING)
    assert "Red at two meetings running" not in main_text(visit)
    monkeypatch.setenv("TEST_CLOCK", "2026-01-30T12:00:00+00:00")
    visit = room.visitor()
    visit.get(MEETING)
    assert "No item is Red at two meetings running." not in main_text(visit)
    visit.send(path=MEETING, button="Raise to Wessmere Coordination Board: R2025-01-REC1")
    visit.get(MEETING)
    said = main_text(visit)
    assert "R2025-01-REC1 is raised to Wessmere Coordination Board." in said
    assert "R2025-01-REC1 to Wessmere Coordination Board" in said
    assert "Every board above reads it already" in said
    assert "cannot be raised" not in said
    visit.get("/items/R2025-01-REC1")
    assert "raised the item to the board above" in main_text(visit)


def test_a_board_under_no_other_is_told_once_why_nothing_can_be_raised(
    room: Room, visit: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit.submit(f"{BOARD}/meetings/new", PLANNED | EARLIER)
    visit.submit(f"{BOARD}/edit", {"parents": []}, status=303)
    monkeypatch.setenv("TEST_CLOCK", "2026-01-30T12:00:00+00:00")
    visit = room.visitor()
    visit.get(MEETING)
    said = main_text(visit)
    assert said.count("this board reports to no other board") == 1
    assert "Raise it" not in said


def test_totals_that_differ_are_told_days_ahead_with_the_first_item(room: Room, visit: Visitor) -> None:
    with room.app.app_context():
        item = item_by_reference(db.session(), "R2025-01-REC2")
        assert item is not None
        db.session.query(BoardItem).filter_by(item_id=item.id).delete()
        db.session.commit()
    visit.get(MEETING)
    said = main_text(visit)
    assert "Totals do not reconcile" in said
    assert "The first difference: R2025-01-REC2:" in said
