"""Where the period of a pack begins, and what is said where history is missing."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from flask import Flask

from tests.fixtures.database import NOW
from tests.services.board_histories import a_secretary
from tests.services.board_records import a_board, overseeing
from tests.services.final_copy_records import corrected, drafted, drafted_meeting, final
from tests.services.pack_records import a_meeting, a_pack
from tests.services.records import a_report, an_item
from tracker.domain.london_time import end_of_london_day
from tracker.models.base import db
from tracker.queries.meeting_items import updates_count_from
from tracker.services.final_copies import make_final_copy
from tracker.services.packs import pack_of

LATER = NOW + timedelta(days=40)
"""Monday 16 February 2026."""


def test_without_an_earlier_meeting_the_period_is_the_boards_cycle(register: Flask) -> None:
    told = a_pack(overseeing(a_board(cycle_days=60)), NOW).head
    assert told.opened_at == NOW - timedelta(60)
    assert told.opened_by == "no earlier meeting is held here, so 60 days before"


def test_before_the_first_board_no_rating_is_said_to_have_been_read_at_the_last_one(register: Flask) -> None:
    board = overseeing(a_board())
    an_item(a_report())
    (line,) = a_pack(board, LATER).items
    assert line.rating_before is None
    a_meeting(board, date(2026, 2, 9), by=a_secretary(board))
    (line,) = a_pack(board, LATER).items
    assert line.rating_before is line.rating


def test_without_a_final_copy_the_period_begins_at_the_end_of_the_last_meetings_day(register: Flask) -> None:
    board = overseeing(a_board())
    secretary = a_secretary(board)
    days = (date(2026, 1, 12), date(2026, 2, 9), date(2026, 3, 9))
    *_, next_one = [a_meeting(board, on, by=secretary) for on in days]
    told = a_pack(board, LATER, next_one).head
    assert told.opened_at == end_of_london_day(date(2026, 2, 9))
    assert told.opened_by == "the end of the day of the meeting on 9 February 2026"


def test_the_period_begins_where_the_last_final_copy_ended_and_a_correction_where_its_first_copy_began(
    register: Flask, tmp_path: Path
) -> None:
    story = drafted()
    first_copy_at, second_copy_at = NOW + timedelta(hours=1), NOW + timedelta(days=30)
    first_head = a_pack(story.board, first_copy_at, story.meeting).head
    final(story, tmp_path, now=first_copy_at)
    next_one = drafted_meeting(
        story.board, story.secretary, date(2026, 2, 9), cut_off_on=date(2026, 2, 2), now=LATER
    )
    told = a_pack(story.board, LATER, next_one).head
    assert told.opened_at == first_copy_at
    assert told.opened_by == "the final copy for the meeting on 12 January 2026, version 1"
    again = a_pack(story.board, second_copy_at, story.meeting).head
    assert (again.opened_at, again.opened_by) == (first_head.opened_at, first_head.opened_by)
    corrected(story, tmp_path, now=second_copy_at)
    assert a_pack(story.board, LATER, next_one).head.opened_at == second_copy_at


def test_a_correction_of_an_earlier_copy_moves_no_start_of_a_later_one(
    register: Flask, tmp_path: Path
) -> None:
    story = drafted()
    final(story, tmp_path)
    next_one = drafted_meeting(
        story.board, story.secretary, date(2026, 2, 9), cut_off_on=date(2026, 2, 2), now=LATER
    )
    began = a_pack(story.board, LATER, next_one).head.opened_at
    make_final_copy(
        meeting=next_one,
        version=next_one.version,
        exports_dir=tmp_path,
        by=story.secretary,
        now=LATER,
        today=LATER.date(),
    )
    corrected(story, tmp_path, now=LATER + timedelta(days=1))
    assert a_pack(story.board, LATER + timedelta(days=2), next_one).head.opened_at == began
    third = a_meeting(story.board, date(2026, 3, 9), by=story.secretary, now=LATER)
    told = a_pack(story.board, LATER + timedelta(days=2), third).head
    # Else what came between the second copy and the correction of the first would be told by no pack.
    assert told.opened_at == LATER
    assert told.opened_by == "the final copy for the meeting on 9 February 2026, version 1"
    assert updates_count_from(db.session(), third) == LATER


def test_a_meeting_from_before_anything_is_held_says_so(register: Flask) -> None:
    board = overseeing(a_board())
    an_item(a_report())
    secretary = a_secretary(board)
    past = a_meeting(board, date(2025, 6, 4), by=secretary)
    pack = pack_of(board=board, meeting=past, as_at=datetime(2025, 6, 4, 12, tzinfo=UTC), now=NOW)
    assert pack.items == ()
    assert pack.head.history_note == "History before 7 January 2026 is not held here for this board."
    assert a_pack(board, NOW).head.history_note == pack.head.history_note
    assert a_pack(overseeing(a_board("Younger")), NOW + timedelta(100)).head.history_note == ""
