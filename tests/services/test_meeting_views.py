"""What the page of a meeting is made of: who has not updated, whether it adds up, what stayed Red."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.board_records import a_board, by_hand
from tests.services.meeting_records import BEFORE_ON, ON, Story, a_story, meets, moved_on
from tests.services.records import a_report, an_item
from tests.services.update_records import updated
from tracker.domain.london_time import end_of_london_day
from tracker.domain.meeting_records import Came
from tracker.domain.meetings import Attendance, MeetingMove, MeetingStatus
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.meeting import Meeting
from tracker.queries.board_items import overseen_now
from tracker.services.meeting_records import note_decision, raise_item, record_attendance
from tracker.services.meeting_views import (
    MeetingInFull,
    Waiting,
    meeting_in_full,
    meetings_to_come,
    waiting_for,
)

M = MeetingMove
DAY_OF_FIRST = datetime(2026, 1, 14, 12, 0, tzinfo=UTC)
BEFORE_SECOND = datetime(2026, 1, 30, 12, 0, tzinfo=UTC)


@pytest.fixture
def story(register: Flask) -> Story:
    return a_story()


def seen(story: Story, meeting: Meeting, now: datetime = BEFORE_SECOND) -> MeetingInFull:
    db.session.rollback()
    return meeting_in_full(meeting=meeting, by=story.secretary, now=now, today=now.date())


def test_every_open_item_owes_the_first_meeting_an_update(story: Story) -> None:
    assert seen(story, meets(story)).waiting == Waiting(2, 2)


def test_an_update_since_the_last_meeting_counts_and_an_earlier_one_does_not(story: Story) -> None:
    meets(story, BEFORE_ON)
    meeting = meets(story)
    updated(story.items[0], story.owner, now=DAY_OF_FIRST)
    assert waiting_for(meeting=meeting, today=ON) == Waiting(2, 2)
    updated(story.items[1], story.owner, now=DAY_OF_FIRST + timedelta(days=1))
    assert waiting_for(meeting=meeting, today=ON) == Waiting(2, 1)


def test_an_item_of_a_report_under_embargo_is_waited_for_by_nobody(story: Story) -> None:
    an_item(a_report("Not out yet", published_on=ON + timedelta(days=30), is_embargoed=True))
    assert waiting_for(meeting=meets(story), today=TODAY) == Waiting(2, 2)


def test_nothing_is_waited_for_once_the_pack_is_final(story: Story) -> None:
    meeting = meets(story)
    meeting.status = MeetingStatus.FINAL
    db.session.commit()
    full = seen(story, meeting)
    assert (full.waiting, full.sums) == (None, None)


def test_the_totals_are_counted_both_ways_days_ahead(story: Story) -> None:
    meets(story, BEFORE_ON)
    full = seen(story, meets(story))
    assert full.sums is not None
    assert full.sums.reconciles
    assert full.opened_by == "the end of the day of the meeting on 14 January 2026"


def test_a_damaged_row_is_named_on_the_meeting_s_page(story: Story) -> None:
    meets(story, BEFORE_ON)
    meeting = meets(story)
    row = overseen_now(db.session(), [story.items[1].id])[story.board.id, story.items[1].id]
    db.session.delete(row)
    db.session.commit()
    full = seen(story, meeting)
    assert full.sums is not None
    assert not full.sums.reconciles
    assert full.sums.first_difference.startswith("R2025-01-REC2: ")


def test_an_item_that_stayed_red_is_named_with_the_boards_above_that_do_not_read_it(story: Story) -> None:
    meets(story, BEFORE_ON)
    meeting = meets(story)
    [again] = seen(story, meeting).red_again
    assert (again.item.reference, again.to) == ("R2025-01-REC1", (story.above,))
    raise_item(
        meeting=meeting,
        item=again.item,
        parent=story.above,
        by=story.secretary,
        now=BEFORE_SECOND,
        today=BEFORE_SECOND.date(),
    )
    [again] = seen(story, meeting).red_again
    assert again.to == ()


def test_a_meeting_is_read_alike_on_either_database(either_register: Flask) -> None:
    story = a_story()
    meets(story, BEFORE_ON)
    meeting = meets(story)
    updated(story.items[1], story.owner, now=DAY_OF_FIRST + timedelta(days=1))
    at: dict[str, Any] = {"meeting": meeting, "by": story.secretary, "now": NOW + timedelta(days=28)}
    record_attendance(version=1, came=[Came(story.agency.id, Attendance.ATTENDED)], today=ON, **at)
    note_decision(words="Bring a plan.", item=story.items[0], today=ON, **at)
    raise_item(item=story.items[0], parent=story.above, today=ON, **at)
    full = seen(story, meeting)
    assert full.waiting == Waiting(2, 1)
    assert full.sums is not None
    assert full.sums.reconciles
    assert [(one.item.reference, one.to) for one in full.red_again] == [("R2025-01-REC1", ())]
    assert [board for _, _, board in full.raised] == ["Wessmere Coordination Board"]
    assert [name for _, name in full.attendance] == ["Wessmere Council"]
    assert [row.item for row in full.notes] == ["R2025-01-REC1"]
    assert full.history_from == TODAY
    [first, second] = meetings_to_come(by=story.secretary, today=TODAY, limit=10)
    assert (first.meeting.on, second.waiting) == (BEFORE_ON, Waiting(2, 1))


def test_of_two_meetings_to_come_neither_has_anything_that_is_red_again(story: Story) -> None:
    meets(story, BEFORE_ON)
    full = seen(story, meets(story), NOW + timedelta(hours=1))
    assert (full.red_again, full.last_read) == ((), None)


def test_a_first_meeting_has_nothing_that_is_red_again(story: Story) -> None:
    assert seen(story, meets(story)).red_again == ()


def test_an_item_that_came_to_the_board_since_is_not_red_again(story: Story) -> None:
    by_hand(story.board, story.items[0], is_in=False)
    meets(story, BEFORE_ON)
    meeting = meets(story)
    by_hand(story.board, story.items[0], now=DAY_OF_FIRST + timedelta(days=2))
    assert seen(story, meeting).red_again == ()


def test_what_was_red_on_the_day_stays_told_after_it(story: Story) -> None:
    meets(story, BEFORE_ON)
    meeting = meets(story)
    later = end_of_london_day(ON) + timedelta(days=3)
    by_hand(story.board, story.items[0], is_in=False, now=later)
    full = seen(story, meeting, later + timedelta(days=1))
    assert [one.item.reference for one in full.red_again] == ["R2025-01-REC1"]


def test_the_moves_that_are_offered_leave_the_final_copy_to_its_own_page(story: Story) -> None:
    meeting = moved_on(meets(story), M.COLLECT, M.DRAFT, by=story.secretary)
    assert [one.move for one in seen(story, meeting).moves] == [M.COLLECT_AGAIN, M.CALL_OFF]


def test_who_does_not_run_the_board_is_told_why(story: Story) -> None:
    reader = person(Role.BOARD_SECRETARY, name="Other Secretary")
    full = meeting_in_full(meeting=meets(story), by=reader, now=NOW, today=TODAY)
    assert "not this board's secretary" in full.may_run.reason
    assert not full.may_change
    assert all(not one.verdict for one in full.moves)


def test_a_board_with_no_items_waits_for_nothing_and_adds_up(story: Story) -> None:
    empty = a_board("Fenland Board", by=story.secretary)
    full = seen(story, meets(replace(story, board=empty)))
    assert full.waiting == Waiting(0, 0)
    assert full.sums is not None
    assert full.sums.reconciles
