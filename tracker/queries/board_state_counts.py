"""What the sum of a board reads of the dated rows: when each item was on it, and how it stood."""

from typing import Any

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from tracker.domain.board_counts import BoardRecord
from tracker.models.board import BoardItem
from tracker.models.item_state import ItemState
from tracker.queries.board_scope import PackScope, items_ever_on_board
from tracker.queries.parameters import answered


def records_by_states(session: Session, scope: PackScope) -> list[BoardRecord]:
    """Every turn of the items that the board ever oversaw up to the moment, as the dated rows tell it."""
    return [*_standings(session, scope), *_on_board(session, scope)]


def _standings(session: Session, scope: PackScope) -> list[BoardRecord]:
    # Read as text: a damaged word must be told, not fail.
    wanted: Any = (
        select(
            ItemState.item_id,
            ItemState.event_seq,
            ItemState.valid_from,
            type_coerce(ItemState.standing, String),
            type_coerce(ItemState.off_list_reason, String),
        )
        .where(ItemState.item_id.in_(items_ever_on_board(scope)), ItemState.valid_from <= scope.as_at)
        .order_by(ItemState.item_id, ItemState.id)
    )
    found = []
    before: tuple[int, str] | None = None
    for item_id, seq, at, standing, reason in answered(session, wanted, {}).all():
        if (item_id, standing) != before:
            found.append(BoardRecord(item_id, seq, at, standing, reason))
        before = (item_id, standing)
    return found


def _on_board(session: Session, scope: PackScope) -> list[BoardRecord]:
    wanted: Any = (
        select(
            BoardItem.item_id,
            BoardItem.event_seq,
            BoardItem.valid_from,
            BoardItem.ended_seq,
            BoardItem.valid_to,
        )
        .where(BoardItem.board_id == scope.board_id, BoardItem.item_id.in_(items_ever_on_board(scope)))
        .order_by(BoardItem.item_id, BoardItem.id)
    )
    found = []
    for item_id, seq, joined_at, ended_seq, left_at in answered(session, wanted, {}).all():
        if joined_at <= scope.as_at:
            found.append(BoardRecord(item_id, seq, joined_at, is_on_board=True))
        if left_at is not None and left_at <= scope.as_at:
            found.append(BoardRecord(item_id, ended_seq or 0, left_at, is_on_board=False))
    return found
