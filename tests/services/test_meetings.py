"""Meetings of boards: planned on a day of their own, changed, and moved on by the table."""

from datetime import date, timedelta

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.board_records import sits_on
from tests.services.meeting_records import ACT, CUT_OFF_ON, ON, Story, a_story, meets, moved_on
from tracker.domain.boards import BoardRole
from tracker.domain.meetings import MeetingDetails, MeetingMove, MeetingStatus
from tracker.domain.permissions import SYSTEM
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.queries.events import timeline
from tracker.queries.meetings import meeting_after, meetings_of, next_meeting, previous_meeting
from tracker.services.meetings import change_meeting, get_meeting, may_change, move_meeting

M, S = MeetingMove, MeetingStatus


@pytest.fixture
def story(register: Flask) -> Story:
    return a_story()


def test_a_meeting_is_planned_with_its_cut_off_and_found_by_its_day(story: Story) -> None:
    meets(story, agenda_item=" 8.0 ", place="Fenland Hall")
    found = get_meeting(board_reference=story.board.reference, on=ON, by=person(Role.AUDITOR))
    assert (found.on, found.cut_off_on, found.agenda_item) == (ON, CUT_OFF_ON, "8.0")
    assert (found.status, found.recorded_by) == (S.PLANNED, "Bo Secretary")


def test_there_is_no_meeting_on_another_day(story: Story) -> None:
    meets(story)
    with pytest.raises(NotHere):
        get_meeting(board_reference=story.board.reference, on=ON + timedelta(days=1), by=story.secretary)


def test_a_board_has_one_meeting_on_a_day(story: Story) -> None:
    meets(story)
    with pytest.raises(Invalid, match="has a meeting on 4 February 2026 already"):
        meets(story)


def test_updates_cannot_be_taken_after_the_meeting(story: Story) -> None:
    with pytest.raises(Invalid) as refusal:
        meets(story, cut_off_on=ON + timedelta(days=1))
    assert "cannot come after the meeting on 4 February 2026" in refusal.value.problems["cut_off_on"]


def test_a_meeting_of_the_past_can_be_recorded(story: Story) -> None:
    assert meets(story, date(2019, 3, 20)).status is S.PLANNED


def test_another_s_secretary_and_the_office_plan_no_meeting_of_this_board(story: Story) -> None:
    for who in (person(Role.BOARD_SECRETARY, name="Other"), person(Role.OFFICE_STAFF, name="Off"), SYSTEM):
        with pytest.raises(NotAllowed):
            meets(story, by=who)


def test_a_deputy_runs_the_board_from_her_first_day_on(story: Story) -> None:
    deputy = person(Role.BOARD_SECRETARY, name="Dep Uty")
    sits_on(story.board, BoardRole.DEPUTY, deputy, from_on=TODAY + timedelta(days=1))
    with pytest.raises(NotAllowed):
        meets(story, by=deputy)
    assert meets(story, by=deputy, today=TODAY + timedelta(days=1)).recorded_by == "Dep Uty"


def test_a_meeting_can_be_put_off_and_keeps_its_history(story: Story) -> None:
    meeting = meets(story)
    details = MeetingDetails(ON + timedelta(days=7), ON)
    change_meeting(meeting=meeting, version=1, details=details, by=story.secretary, **ACT)
    assert (meeting.on, meeting.cut_off_on) == (date(2026, 2, 11), ON)
    told = timeline(db.session(), [("meeting", meeting.id)])[0]
    assert {(line.field, line.before, line.after) for line in told.changes} == {
        ("meeting_on", "2026-02-04", "2026-02-11"),
        ("cut_off_on", "2026-01-28", "2026-02-04"),
    }


def test_a_meeting_is_not_moved_onto_the_day_of_another(story: Story) -> None:
    meets(story)
    later = meets(story, ON + timedelta(days=28))
    with pytest.raises(Invalid, match="choose another day"):
        change_meeting(
            meeting=later, version=1, details=MeetingDetails(ON, CUT_OFF_ON), by=story.secretary, **ACT
        )


def test_of_two_people_who_change_a_meeting_the_second_hears_of_the_first(story: Story) -> None:
    meeting = meets(story)
    details = MeetingDetails(ON, CUT_OFF_ON, "8.0")
    change_meeting(meeting=meeting, version=1, details=details, by=story.secretary, **ACT)
    with pytest.raises(Conflict) as conflict:
        change_meeting(meeting=meeting, version=1, details=details, by=story.secretary, **ACT)
    assert conflict.value.theirs == "Bo Secretary"


def test_a_meeting_goes_from_planned_to_a_drafted_pack_and_back_to_collecting(story: Story) -> None:
    meeting = moved_on(meets(story), M.COLLECT, M.DRAFT, by=story.secretary)
    assert meeting.status == S.DRAFTED
    assert moved_on(meeting, M.COLLECT_AGAIN, by=story.secretary).status == S.COLLECTING
    told = timeline(db.session(), [("meeting", meeting.id)])[0]
    assert [(line.field, line.before, line.after) for line in told.changes] == [
        ("meeting_status", "drafted", "collecting")
    ]


def test_a_meeting_skips_no_step(story: Story) -> None:
    with pytest.raises(NotAllowed, match="ask for updates before the pack is drafted"):
        moved_on(meets(story), M.DRAFT, by=story.secretary)


@pytest.mark.parametrize("move", [M.MAKE_FINAL, M.CORRECT])
def test_a_final_copy_is_no_move_of_its_own(story: Story, move: MeetingMove) -> None:
    meeting = moved_on(meets(story), M.COLLECT, M.DRAFT, by=story.secretary)
    with pytest.raises(NotHere):
        move_meeting(meeting=meeting, move=move, version=meeting.version, by=story.secretary, **ACT)


def test_a_meeting_is_called_off_with_a_reason_and_set_again(story: Story) -> None:
    meeting = meets(story)
    with pytest.raises(Invalid, match="Say why you call the meeting off"):
        moved_on(meeting, M.CALL_OFF, by=story.secretary, words=" ")
    db.session.refresh(meeting)
    moved_on(meeting, M.CALL_OFF, by=story.secretary, words="No quorum.")
    assert (meeting.status, meeting.status_words) == (S.CALLED_OFF, "No quorum.")
    assert timeline(db.session(), [("meeting", meeting.id)])[0].reason == "No quorum."
    moved_on(meeting, M.SET_AGAIN, by=story.secretary)
    assert (meeting.status, meeting.status_words) == (S.PLANNED, "")


def test_a_meeting_that_was_called_off_is_nobody_s_next_or_last(story: Story) -> None:
    first, off, last = (meets(story, ON + timedelta(days=days)) for days in (0, 28, 56))
    moved_on(off, M.CALL_OFF, by=story.secretary, words="No quorum.")
    session = db.session()
    assert previous_meeting(session, last) == first
    assert meeting_after(session, first) == last
    assert next_meeting(session, story.board.id, ON + timedelta(days=1)) == last
    assert meetings_of(session, story.board.id) == [last, off, first]


def test_a_meeting_is_read_as_it_was_once_its_final_copy_is_made(story: Story) -> None:
    meeting = meets(story)
    assert may_change(meeting=meeting, by=story.secretary, today=TODAY)
    meeting.status = S.FINAL
    db.session.commit()
    assert "names its day" in may_change(meeting=meeting, by=story.secretary, today=TODAY).reason


def test_a_final_copy_is_tabled_on_the_day_of_its_meeting(story: Story) -> None:
    meeting = meets(story)
    meeting.status = S.FINAL
    db.session.commit()
    with pytest.raises(NotAllowed, match="The meeting is on 4 February 2026"):
        moved_on(meeting, M.TABLE, by=story.secretary)
    moved_on(meeting, M.TABLE, by=story.secretary, now=NOW + timedelta(days=40), today=ON + timedelta(days=3))
    assert (meeting.status, meeting.tabled_on) == (S.TABLED, ON)
