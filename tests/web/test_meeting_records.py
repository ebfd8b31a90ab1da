"""The pages of what was said at a meeting: who came, and decisions with the actions they open."""

from datetime import date

import pytest

from tests.fixtures.page_check import Visitor
from tests.web.commission_pages import boxes_of
from tests.web.letter_pages import main_text
from tests.web.test_meetings import BOARD, PLANNED, Room, room
from tracker.domain.vocabulary import Role

__all__ = ["room"]
MEETING = f"{BOARD}/meetings/2025-12-17"
HELD = PLANNED | boxes_of(date(2025, 12, 17), "on") | boxes_of(date(2025, 12, 10), "cut_off_on")
NEW = f"{MEETING}/decisions/new"
ACTION = {
    "what": "Write the plan",
    "proof_expected": "The plan, signed",
    "owner_post": "1",
    **boxes_of(date(2026, 3, 31), "target_on"),
}


@pytest.fixture
def visit(room: Room) -> Visitor:
    """The secretary, with a meeting that was held in December."""
    visit = room.visitor()
    visit.submit(f"{BOARD}/meetings/new", HELD)
    return visit


def test_who_came_is_recorded_agency_by_agency(visit: Visitor) -> None:
    visit.get(MEETING)
    assert "Wessmere Council Not recordedNobody is named" in main_text(visit)
    visit.submit(f"{MEETING}/attendance", {"came-1": "attended", "people-1": "Pat Ford"})
    visit.get(MEETING)
    said = main_text(visit)
    assert "Wessmere Council AttendedPat Ford" in said
    assert "Bo Secretary recorded who came to a meeting" in said


def test_names_without_attendance_are_refused_and_kept(visit: Visitor) -> None:
    visit.submit(f"{MEETING}/attendance", {"people-1": "Pat Ford"}, status=400)
    assert "Choose whether the agency came, or take the names out." in main_text(visit)
    assert 'value="Pat Ford"' in visit.html


def test_two_people_recording_who_came_lose_no_word(room: Room, visit: Visitor) -> None:
    other = room.visitor()
    other.get(f"{MEETING}/attendance")
    visit.submit(f"{MEETING}/attendance", {"came-1": "attended", "people-1": "Pat Ford"})
    other.send({"came-1": "attended", "people-1": "Lou Marsh"}, path=f"{MEETING}/attendance", status=409)
    said = main_text(other)
    assert "Pat Ford" in said
    assert "Lou Marsh" in other.html
    other.send({"people-1": "Pat Ford, Lou Marsh"}, path=f"{MEETING}/attendance")
    other.get(MEETING)
    assert "Pat Ford, Lou Marsh" in main_text(other)


def test_a_decision_is_noted_and_opens_an_action_on_its_item(visit: Visitor) -> None:
    visit.submit(NEW, {"words": "Bring a plan to the next meeting.", "item": "r2025-01-rec1"} | ACTION)
    visit.get(MEETING)
    said = main_text(visit)
    assert "Bring a plan to the next meeting.R2025-01-REC1The action of R2025-01-REC1" in said
    assert "Bo Secretary, 7 January 2026" in said
    visit.get("/actions/1")
    assert "Write the plan" in main_text(visit)
    visit.get("/items/R2025-01-REC1")
    said = main_text(visit)
    assert "1 of 1 action open" in said
    assert "Bo Secretary noted a decision of a meeting" in said


def test_two_presses_note_one_decision(visit: Visitor) -> None:
    visit.get(NEW)
    page = visit.html
    for _ in range(2):
        visit.html = page
        visit.send({"words": "Noted once."}, path=NEW)
    visit.get(MEETING)
    assert visit.html.count('<span class="app-lines app-wraps">Noted once.</span>') == 1


def test_a_refused_decision_keeps_what_was_typed_with_each_reason_in_its_place(visit: Visitor) -> None:
    wrong = {"words": "Bring a plan.", "item": "R2099-01-REC1"} | ACTION
    visit.submit(NEW, wrong, status=400)
    assert "There is no item R2099-01-REC1. Look it up in the register." in main_text(visit)
    visit.submit(NEW, {"words": "Bring a plan.", "item": "R2025-01-REC1", "what": "Write it"}, status=400)
    said = main_text(visit)
    for words in ("Say what would show that it is done.", "Choose the post that answers for it."):
        assert words in said
    assert "Write it" in visit.html
    visit.submit(NEW, {"words": " "}, status=400)
    assert "Enter what the meeting decided." in main_text(visit)


def test_a_decision_of_a_meeting_to_come_is_refused(visit: Visitor) -> None:
    visit.submit(f"{BOARD}/meetings/new", PLANNED)
    visit.submit(f"{BOARD}/meetings/2026-02-04/decisions/new", {"words": "Too early."}, status=400)
    assert "decisions are noted from then on" in main_text(visit)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("=1+1", "=1+1"), ("_x0041_", "_x0041_"), ("x\x07y", "xy"), ("<b>&amp;", "<b>&amp;")],
)
def test_awkward_words_are_read_as_they_were_typed(visit: Visitor, typed: str, read: str) -> None:
    visit.submit(NEW, {"words": f"Decided: {typed}."})
    visit.get(MEETING)
    assert f"Decided: {read}." in main_text(visit)


def test_nothing_is_recorded_of_a_meeting_that_was_called_off(visit: Visitor) -> None:
    visit.submit(f"{MEETING}/move/call-off", {"reason": "No quorum."})
    for path in ("attendance", "decisions/new"):
        visit.get(f"{MEETING}/{path}", 403)


def test_a_meeting_s_decisions_are_for_everybody_to_read(room: Room, visit: Visitor) -> None:
    visit.submit(NEW, {"words": "Bring a plan.", "item": "R2025-01-REC1"})
    reader = room.visitor(Role.AUDITOR)
    reader.get(MEETING)
    assert "Bring a plan." in main_text(reader)
    assert NEW not in reader.html
