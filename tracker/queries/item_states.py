"""The dated states of items and their rating periods, as they are read."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.item import Item
from tracker.models.item_state import ItemState, RatingPeriod
from tracker.queries.progress_facts import AT_ONCE


def current_states(session: Session, item_ids: Sequence[int]) -> dict[int, ItemState]:
    """The open state row of each of these items."""
    found: dict[int, ItemState] = {}
    for start in range(0, len(item_ids), AT_ONCE):
        rows = session.scalars(
            select(ItemState).where(
                ItemState.item_id.in_(item_ids[start : start + AT_ONCE]), ItemState.valid_to.is_(None)
            )
        )
        found |= {row.item_id: row for row in rows}
    return found


def current_periods(session: Session, item_ids: Sequence[int]) -> dict[int, list[RatingPeriod]]:
    """The rating periods of the present state of each of these items, in the order of their days."""
    found: dict[int, list[RatingPeriod]] = defaultdict(list)
    for start in range(0, len(item_ids), AT_ONCE):
        rows = session.scalars(
            select(RatingPeriod)
            .where(
                RatingPeriod.item_id.in_(item_ids[start : start + AT_ONCE]), RatingPeriod.is_current.is_(True)
            )
            .order_by(RatingPeriod.item_id, RatingPeriod.from_on)
        )
        for row in rows:
            found[row.item_id].append(row)
    return found


def items_without_state(session: Session) -> list[Item]:
    """Items recorded before states were held, in the order of their recording."""
    known = select(ItemState.item_id)
    return list(session.scalars(select(Item).where(Item.id.not_in(known)).order_by(Item.id)))


def stated_items(session: Session) -> list[Item]:
    """Every item that has a state, by id: what a change of the rating rule looks at again."""
    return list(
        session.scalars(
            select(Item)
            .join(ItemState, ItemState.item_id == Item.id)
            .where(ItemState.valid_to.is_(None))
            .order_by(Item.id)
        )
    )
