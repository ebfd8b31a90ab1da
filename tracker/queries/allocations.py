"""The items that may be given to posts, with the posts that they have, as they are read."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.allocations import AT_ONCE
from tracker.domain.cleaning import search_form
from tracker.domain.london_time import london_day
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import Delivery, ForWhom, ItemKind, Standing
from tracker.models.item import Item
from tracker.models.item_state import ItemState
from tracker.models.office import Post
from tracker.models.progress import Progress
from tracker.models.report import Report
from tracker.queries.reports import visible

NOBODY = "*nobody"
"""The owner of items that await allocation, in the place of a post's slug."""


@dataclass(frozen=True)
class AllocationFilter:
    """What the reader asked for; an empty part filters nothing."""

    search: str = ""
    report: str = ""
    kind: ItemKind | None = None
    for_whom: ForWhom | None = None
    owner: str = NOBODY


@dataclass(frozen=True)
class AllocationLine:
    """One item on the list, with the version of its progress."""

    item: Item
    version: int
    report_title: str
    owner: str | None
    executive: str | None


_OWNER, _EXECUTIVE = aliased(Post), aliased(Post)


def _conditions(actor: Actor, today: date, chosen: AllocationFilter) -> list[ColumnElement[bool]]:
    found = [visible(actor, today), ItemState.standing == Standing.OPEN]
    if chosen.report:
        found.append(Report.reference == chosen.report.upper())
    if chosen.kind:
        found.append(Item.kind == chosen.kind)
    if chosen.for_whom:
        found.append(Item.for_whom == chosen.for_whom)
    if chosen.owner == NOBODY:
        found.append(Progress.owner_post_id.is_(None))
    elif chosen.owner:
        found.append(_OWNER.slug == chosen.owner)
    for word in search_form(chosen.search).split()[:8]:
        in_item = Item.search_text.contains(word, autoescape=True)
        found.append(or_(in_item, Report.search_text.contains(word, autoescape=True)))
    return found


def _joined(wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        wanted.join(Report, Report.id == Item.report_id)
        .join(Progress, Progress.item_id == Item.id)
        .join(ItemState, and_(ItemState.item_id == Item.id, ItemState.valid_to.is_(None)))
        .outerjoin(_OWNER, _OWNER.id == Progress.owner_post_id)
        .outerjoin(_EXECUTIVE, _EXECUTIVE.id == Progress.executive_post_id)
    )


def allocation_lines(
    session: Session, actor: Actor, today: date, chosen: AllocationFilter
) -> list[AllocationLine]:
    """The open items that match, the newest report first, as many as one save takes."""
    columns = select(Item, Progress.version, Report.title, _OWNER.title, _EXECUTIVE.title)
    rows = session.execute(
        _joined(columns)
        .where(*_conditions(actor, today, chosen))
        .order_by(Report.published_on.desc(), Item.report_id.desc(), Item.position, Item.id)
        .limit(AT_ONCE)
    )
    return [AllocationLine(*row) for row in rows]


def allocation_count(session: Session, actor: Actor, today: date, chosen: AllocationFilter) -> int:
    """How many open items match."""
    counted = _joined(select(func.count()).select_from(Item)).where(*_conditions(actor, today, chosen))
    return session.scalar(counted) or 0


@dataclass(frozen=True)
class Awaiting:
    """An item that nobody owns yet."""

    reference: str
    text: str
    for_whom: ForWhom
    since: date


def awaiting_allocation(
    session: Session, actor: Actor, today: date, for_whom: frozenset[ForWhom]
) -> list[Awaiting]:
    """The open items that await allocation, for these, the longest waiting first."""
    rows = session.execute(
        select(Item.reference, Item.text, Item.for_whom, Item.recorded_at)
        .join(Report, Report.id == Item.report_id)
        .join(ItemState, and_(ItemState.item_id == Item.id, ItemState.valid_to.is_(None)))
        .where(
            visible(actor, today),
            ItemState.standing == Standing.OPEN,
            ItemState.delivery == Delivery.AWAITING_ALLOCATION,
            Item.for_whom.in_(for_whom),
        )
        .order_by(Item.recorded_at, Item.id)
    )
    return [Awaiting(ref, text, whom, london_day(at)) for ref, text, whom, at in rows]
