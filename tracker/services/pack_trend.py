"""The direction of travel of a board: what stood at its last meetings, and what stands now."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from tracker.domain.counts import Counts
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.london_time import end_of_london_day
from tracker.domain.pack_json import from_json
from tracker.domain.packs import RATINGS, ItemLine, TrendPoint
from tracker.models.base import db
from tracker.queries.board_pack import first_held_at
from tracker.queries.board_scope import PackScope
from tracker.queries.board_trend import last_meetings, points_of_copies, stood_at
from tracker.services.pack_items import rating_numbers

MOST_MEETINGS = 7
"""Meetings of the trend before the one that the pack is for."""
THIS_PACK = "This pack"


def trend_of_pack(
    *, scope: PackScope, meeting_on: date | None, lines: Iterable[ItemLine], counts: Counts
) -> tuple[TrendPoint, ...]:
    """What stood at the last meetings of which anything is held here, and in this pack."""
    on = max(meeting_on or scope.day, scope.day)
    before = trend_before(scope=scope, before=min(meeting_on or scope.day, scope.day))
    numbers = rating_numbers(line.rating for line in lines)
    return (*before, TrendPoint(on, THIS_PACK, numbers, counts.closing))


def trend_before(*, scope: PackScope, before: date) -> tuple[TrendPoint, ...]:
    """What stood at the last meetings before a day of which anything is held here."""
    session = db.session()
    copies = points_of_copies(session, scope.board_id, scope.as_at)
    first = first_held_at(session, scope.board_id)
    points = []
    for meeting_id, held_on in last_meetings(session, scope.board_id, before, MOST_MEETINGS):
        if meeting_id in copies:
            points.append(_printed(held_on, *copies[meeting_id]))
        elif first is not None and first <= end_of_london_day(held_on):
            points.append(
                point_at(
                    scope.board_id,
                    held_on,
                    end_of_london_day(held_on),
                    "As at the end of the day: no final copy",
                )
            )
    return tuple(points)


def _printed(on: date, version: int, line: str) -> TrendPoint:
    """The figures that a final copy printed, whatever was recorded since; made late, with their own day."""
    point = from_json(TrendPoint, line)
    late = f", as at {date_in_words(point.on)}" if point.on > on else ""
    return replace(point, on=on, words=f"Final copy, version {version}{late}")


def point_at(board_id: int, on: date, moment: datetime, words: str) -> TrendPoint:
    """What stood at a moment, counted anew."""
    ratings, open_items = stood_at(db.session(), board_id, moment)
    numbers = tuple(ratings.get(rating, 0) for rating in RATINGS)
    return TrendPoint(on, words, numbers, open_items)
