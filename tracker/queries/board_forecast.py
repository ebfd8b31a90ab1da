"""What turns Amber or Red among the items of a board, if nobody acts."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models.board import BoardItem
from tracker.models.item_state import RatingPeriod
from tracker.queries.board_scope import NOBODY
from tracker.queries.parameters import answered, asked_by
from tracker.queries.ratings import TurningItem, turning_select


def turning_on_board(
    session: Session, board_id: int, today: date, until: date, *, most: int
) -> tuple[list[TurningItem], int]:
    """The nearest turns after today and up to a day, read as nobody in particular, and how many there are."""
    on_board = select(BoardItem.item_id).where(BoardItem.board_id == board_id, BoardItem.valid_to.is_(None))
    wanted: Any = turning_select(NOBODY.is_system).where(RatingPeriod.item_id.in_(on_board))
    values = asked_by(NOBODY, today) | {"until": until, "most": most, "skipped": 0}
    found = [TurningItem._make(row) for row in answered(session, wanted, values)]
    if len(found) < most:
        return found, len(found)
    uncut = wanted.limit(None).offset(None).order_by(None).subquery()
    counted: Any = select(func.count()).select_from(uncut)
    return found, answered(session, counted, values).scalar() or 0
