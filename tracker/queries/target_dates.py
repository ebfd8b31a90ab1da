"""The dates of items as they are read: of one item, and the requests that wait for a decision."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import Standing, TargetState
from tracker.models.item import Item
from tracker.models.item_state import ItemState
from tracker.models.report import Report
from tracker.models.target_date import DeadlineMet, TargetDate
from tracker.queries.reports import MAX_ID, visible


def target_by_id(session: Session, key: int) -> TargetDate | None:
    """One date that was recorded, by its id."""
    return session.get(TargetDate, key) if 0 < key <= MAX_ID else None


def targets_of(session: Session, item_id: int) -> list[TargetDate]:
    """Every date recorded of an item, in the order of its recording."""
    return list(
        session.scalars(select(TargetDate).where(TargetDate.item_id == item_id).order_by(TargetDate.id))
    )


def deadlines_met(session: Session, item_id: int) -> list[DeadlineMet]:
    """The printed deadlines of an item that were met, the earliest first."""
    return list(
        session.scalars(select(DeadlineMet).where(DeadlineMet.item_id == item_id).order_by(DeadlineMet.on))
    )


@dataclass(frozen=True)
class WaitingDate:
    """A date that somebody has to decide on, with its item as it stands."""

    target: TargetDate
    item: Item
    state: ItemState


def dates_waiting(session: Session, actor: Actor, today: date) -> list[WaitingDate]:
    """The requests of open items that this person may know of, the one that waits longest first."""
    rows = session.execute(
        select(TargetDate, Item, ItemState)
        .join(Item, Item.id == TargetDate.item_id)
        .join(Report, Report.id == Item.report_id)
        .join(ItemState, ItemState.item_id == Item.id)
        .where(
            TargetDate.state == TargetState.ASKED,
            ItemState.valid_to.is_(None),
            ItemState.standing == Standing.OPEN,
            visible(actor, today),
        )
        .order_by(TargetDate.asked_at, TargetDate.id)
    )
    return [WaitingDate(*row) for row in rows]
