"""The direction of travel: figures of final copies as printed, else as at the day of the meeting."""

from datetime import date, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import text

from tests.fixtures.database import NOW
from tests.services.board_histories import a_secretary
from tests.services.board_records import a_board, overseeing
from tests.services.final_copy_records import corrected, drafted, final
from tests.services.pack_records import a_meeting, a_pack
from tests.services.records import a_report, an_item
from tracker.domain.packs import RATINGS, TrendPoint
from tracker.domain.vocabulary import Rating
from tracker.models.base import db

LATER = NOW + timedelta(days=40)


def numbers(**found: int) -> tuple[int, ...]:
    """How many have which rating, in the order of a pack's tables."""
    return tuple(found.get(rating.value, 0) for rating in RATINGS)


def test_what_stood_at_each_meeting_is_told_and_what_stands_now(either_register: Flask) -> None:
    board = overseeing(a_board())
    secretary = a_secretary(board)
    an_item(a_report())
    for on in (date(2025, 9, 8), date(2026, 1, 12), date(2026, 2, 9)):
        a_meeting(board, on, by=secretary)
    an_item(a_report("Later"), now=NOW + timedelta(days=20))
    words = "As at the end of the day: no final copy"
    assert a_pack(board, LATER).trend == (
        TrendPoint(date(2026, 1, 12), words, numbers(new=1), 1),
        TrendPoint(date(2026, 2, 9), words, numbers(new=1, amber=1), 2),
        TrendPoint(LATER.date(), "This pack", numbers(amber=2), 2),
    )


def test_the_point_of_a_pack_is_the_day_of_its_meeting(register: Flask) -> None:
    board = overseeing(a_board())
    meeting = a_meeting(board, date(2026, 3, 9), by=a_secretary(board))
    assert [point.on for point in a_pack(board, LATER, meeting).trend] == [date(2026, 3, 9)]


def test_a_final_copys_figures_are_told_as_it_printed_them(register: Flask, tmp_path: Path) -> None:
    story = drafted()
    final(story, tmp_path)
    printed = a_pack(story.board, LATER).trend[0]
    assert printed == TrendPoint(date(2026, 1, 12), "Final copy, version 1", numbers(new=2), 2)
    db.session.execute(text("UPDATE rating_period SET rating = 'red'"))
    db.session.commit()
    assert a_pack(story.board, LATER).trend[0] == printed
    assert a_pack(story.board, LATER).trend[-1].numbers[RATINGS.index(Rating.RED)] == 2


def test_of_a_corrected_copy_the_last_version_is_told_with_the_day_of_its_figures(
    register: Flask, tmp_path: Path
) -> None:
    story = drafted()
    final(story, tmp_path)
    an_item(a_report("More"), now=NOW + timedelta(hours=2))
    corrected(story, tmp_path, now=NOW + timedelta(days=20))
    first, now = a_pack(story.board, LATER).trend
    words = "Final copy, version 2, as at 27 January 2026"
    assert (first.on, first.words, first.open_items) == (date(2026, 1, 12), words, 3)
    assert now.words == "This pack"


def test_the_trend_goes_back_seven_meetings(register: Flask) -> None:
    board = overseeing(a_board())
    secretary = a_secretary(board)
    an_item(a_report())
    for days in range(10):
        a_meeting(board, NOW.date() + timedelta(days), by=secretary)
    points = a_pack(board, LATER).trend
    assert [point.on.day for point in points[:-1]] == list(range(10, 17))
