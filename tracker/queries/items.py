"""Items as they are read: one, those of a report, and those around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import ItemKind, LinkKind
from tracker.models.item import Item, ItemLink
from tracker.models.report import Report, ReportLink
from tracker.queries.reports import MAX_ID, visible


def item_by_reference(session: Session, reference: str) -> Item | None:
    """One item by its reference (R2023-07-REC1) or its id; letters of unnumbered items are lower case."""
    if reference.isascii() and reference.isdigit():
        return session.get(Item, int(reference)) if 0 < int(reference[:12]) <= MAX_ID else None
    return session.scalars(select(Item).where(func.upper(Item.reference) == reference.upper())).first()


def items_of_reports(session: Session, report_ids: Sequence[int]) -> list[Item]:
    """All items of some reports, each report's in its own order."""
    return list(
        session.scalars(
            select(Item)
            .where(Item.report_id.in_(report_ids))
            .order_by(Item.report_id, Item.position, Item.id)
        )
    )


def same_number(
    session: Session, *, report_id: int, kind: ItemKind, parent_id: int | None, number: str | None
) -> Sequence[Item]:
    """Items that carry this number under this parent of this report; for None, the unnumbered ones."""
    wanted = select(Item).where(Item.report_id == report_id, Item.kind == kind)
    wanted = wanted.where(Item.parent_id.is_(None) if parent_id is None else Item.parent_id == parent_id)
    wanted = wanted.where(Item.number.is_(None) if number is None else Item.number == number)
    return list(session.scalars(wanted.order_by(Item.id)))


def next_position(session: Session, report_id: int) -> int:
    """The place after the report's last item."""
    return (session.scalar(select(func.max(Item.position)).where(Item.report_id == report_id)) or 0) + 1


@dataclass(frozen=True)
class LinkedItem:
    """An item at the other end of a link, seen from one of the two."""

    reference: str
    text: str
    kind: LinkKind
    note: str
    is_earlier: bool


def linked_items(session: Session, item: Item, actor: Actor, today: date) -> list[LinkedItem]:
    """Earlier and later items linked to this one, as far as this person may know of them."""
    found: list[LinkedItem] = []
    for is_earlier, mine, other in (
        (True, ItemLink.later_id, ItemLink.earlier_id),
        (False, ItemLink.earlier_id, ItemLink.later_id),
    ):
        rows = session.execute(
            select(Item.reference, Item.text, ItemLink.kind, ItemLink.note)
            .join(ItemLink, other == Item.id)
            .join(Report, Report.id == Item.report_id)
            .where(mine == item.id, visible(actor, today))
            .order_by(Item.reference)
        )
        found.extend(LinkedItem(*row, is_earlier) for row in rows)
    return found


def children_of(session: Session, item: Item, actor: Actor, today: date) -> list[Item]:
    """The items that stand under this one, in order, as far as this person may know of them."""
    return list(
        session.scalars(
            select(Item)
            .join(Report, Report.id == Item.report_id)
            .where(Item.parent_id == item.id, visible(actor, today))
            .order_by(Report.published_on, Item.report_id, Item.position, Item.id)
        )
    )


def parent_of(session: Session, item: Item, actor: Actor, today: date) -> Item | None:
    """The item that this one stands under, as far as this person may know of it."""
    return session.scalars(
        select(Item)
        .join(Report, Report.id == Item.report_id)
        .where(Item.id == item.parent_id, visible(actor, today))
    ).first()


def ancestors(session: Session, item_id: int) -> list[Item]:
    """The item and all that it stands under, from the bottom up; empty where there is no such item."""
    found: list[Item] = []
    item = session.get(Item, item_id)
    while item is not None and item not in found:
        found.append(item)
        item = session.get(Item, item.parent_id) if item.parent_id else None
    return found


def possible_parents(session: Session, report: Report, actor: Actor, today: date) -> list[Item]:
    """What an item of this report may stand under: its own items, recommendations of earlier reports."""
    earlier = select(ReportLink.earlier_id).where(ReportLink.later_id == report.id)
    return list(
        session.scalars(
            select(Item)
            .join(Report, Report.id == Item.report_id)
            .where(
                visible(actor, today),
                Item.kind != ItemKind.AREA_FOR_IMPROVEMENT,
                or_(
                    Item.report_id == report.id,
                    and_(Item.report_id.in_(earlier), Item.kind == ItemKind.RECOMMENDATION),
                ),
            )
            .order_by(Item.report_id != report.id, Item.report_id, Item.position, Item.id)
        )
    )
