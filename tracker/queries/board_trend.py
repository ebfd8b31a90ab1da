"""How a board's items stood at its last meetings: from the final copies, else as at the meeting's day."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import String, and_, func, select, type_coerce
from sqlalchemy.orm import Session

from tracker.domain.london_time import london_day
from tracker.domain.meetings import MeetingStatus
from tracker.domain.vocabulary import Rating, Standing
from tracker.models.final_copy import FinalCopy, FinalCopyRow
from tracker.models.item_state import ItemState, RatingPeriod
from tracker.models.meeting import Meeting
from tracker.queries.as_at import held_at
from tracker.queries.board_scope import items_on_board
from tracker.queries.parameters import answered


def last_meetings(session: Session, board_id: int, before: date, most: int) -> list[tuple[int, date]]:
    """The id and the day of the last meetings before a day, the earliest first; none that was called off."""
    wanted: Any = (
        select(Meeting.id, Meeting.on)
        .where(Meeting.board_id == board_id, Meeting.on < before, Meeting.status != MeetingStatus.CALLED_OFF)
        .order_by(Meeting.on.desc())
        .limit(most)
    )
    return [(row[0], row[1]) for row in answered(session, wanted, {})][::-1]


def points_of_copies(session: Session, board_id: int, as_at: datetime) -> dict[int, tuple[int, str]]:
    """By meeting, its last version by the moment, and the last line of the trend that it printed."""
    wanted: Any = (
        select(FinalCopy.meeting_id, FinalCopy.number, FinalCopyRow.line)
        .select_from(Meeting)
        .join(FinalCopy, FinalCopy.meeting_id == Meeting.id)
        .join(FinalCopyRow, and_(FinalCopyRow.copy_id == FinalCopy.id, FinalCopyRow.part == "trend"))
        .where(Meeting.board_id == board_id, FinalCopy.as_at <= as_at)
        .order_by(FinalCopy.meeting_id, FinalCopy.number, FinalCopyRow.position)
    )
    return {row[0]: (row[1], row[2]) for row in answered(session, wanted, {})}


def stood_at(session: Session, board_id: int, moment: datetime) -> tuple[dict[Rating, int], int]:
    """How many items had which rating at a moment, and how many were open."""
    day = london_day(moment)
    standing = type_coerce(ItemState.standing, String)
    wanted: Any = (
        select(RatingPeriod.rating, standing, func.count())
        .select_from(ItemState)
        .outerjoin(
            RatingPeriod,
            and_(
                RatingPeriod.state_id == ItemState.id, RatingPeriod.from_on <= day, RatingPeriod.to_on > day
            ),
        )
        .where(ItemState.item_id.in_(items_on_board(board_id, moment)), held_at(moment))
        .group_by(RatingPeriod.rating, standing)
        .order_by(RatingPeriod.rating, standing)
    )
    ratings: dict[Rating, int] = {}
    open_items = 0
    for rating, stored, number in answered(session, wanted, {}):
        counted = rating or Rating.NOT_RATED
        ratings[counted] = ratings.get(counted, 0) + number
        open_items += number if stored == Standing.OPEN.value else 0
    return ratings, open_items
