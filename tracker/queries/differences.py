"""What changed between two days: each item as it was recorded at the end of one and of the other."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, func, or_, select, union
from sqlalchemy.orm import Session, aliased

from tracker.domain.audit import EventName
from tracker.domain.london_time import end_of_london_day
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import (
    Delivery,
    ItemKind,
    OffListReason,
    OwnRating,
    Rating,
    Standing,
)
from tracker.models.event import Event, EventText
from tracker.models.item import Item
from tracker.models.item_state import ItemState, RatingPeriod
from tracker.models.office import Post
from tracker.models.report import Report
from tracker.queries.events import said
from tracker.queries.reports import events_under_embargo, is_known

PAGE_SIZE = 50
_OLD, _NEW = aliased(ItemState), aliased(ItemState)
_OLD_RATING, _NEW_RATING = aliased(RatingPeriod), aliased(RatingPeriod)
_OLD_POST, _NEW_POST = aliased(Post), aliased(Post)


@dataclass(frozen=True)
class SideOfItem:
    """What was recorded of an item at the end of one of the two days."""

    standing: Standing
    off_list_reason: OffListReason | None
    delivery: Delivery
    date_in_force: date | None
    own_rating: OwnRating | None
    owner: str | None
    rating: Rating | None


@dataclass(frozen=True)
class ChangedItem:
    """One item that was another at the end of the second day; `before` is None for a new one."""

    item_id: int
    reference: str
    kind: ItemKind
    number: str | None
    heading: str
    text: str
    before: SideOfItem | None
    after: SideOfItem


@dataclass(frozen=True)
class Act:
    """An event that changed what a rating or a list reads of an item."""

    seq: int
    at: datetime
    by: str
    name: EventName
    reason: str


def _side(state: Any, post: Any, rating: Any) -> tuple[Any, ...]:
    return (
        state.standing,
        state.off_list_reason,
        state.delivery,
        state.date_in_force,
        state.own_rating,
        post.title,
        rating.rating,
    )


def _held(state: Any, moment: datetime) -> ColumnElement[bool]:
    return and_(state.valid_from <= moment, or_(state.valid_to.is_(None), state.valid_to > moment))


def _ruled(rating: Any, state: Any, day: date) -> ColumnElement[bool]:
    return and_(rating.state_id == state.id, rating.from_on <= day, rating.to_on > day)


def _touched(from_on: date, to_on: date) -> CompoundSelect[int]:
    """The items that can differ: a state began between the ends of the days, or a rating turned by itself."""
    started = select(ItemState.item_id).where(
        ItemState.valid_from > end_of_london_day(from_on), ItemState.valid_from <= end_of_london_day(to_on)
    )
    turned = select(RatingPeriod.item_id).where(RatingPeriod.from_on > from_on, RatingPeriod.from_on <= to_on)
    return union(started, turned)


def _changed(
    actor: Actor, today: date, from_on: date, to_on: date, *columns: Any
) -> Select[*tuple[Any, ...]]:
    """The two sides of every item that differ in what a reader sees of them."""
    seen = ("standing", "off_list_reason", "delivery", "date_in_force", "own_rating", "owner_post_id")
    is_other = [getattr(_OLD, name).is_distinct_from(getattr(_NEW, name)) for name in seen]
    wanted: Select[*tuple[Any, ...]] = (
        select(*columns)
        .select_from(_NEW)
        .outerjoin(_OLD, and_(_OLD.item_id == _NEW.item_id, _held(_OLD, end_of_london_day(from_on))))
        .outerjoin(_NEW_RATING, _ruled(_NEW_RATING, _NEW, to_on))
        .outerjoin(_OLD_RATING, _ruled(_OLD_RATING, _OLD, from_on))
        .outerjoin(_NEW_POST, _NEW_POST.id == _NEW.owner_post_id)
        .outerjoin(_OLD_POST, _OLD_POST.id == _OLD.owner_post_id)
        .where(
            is_known(_NEW.item_id, actor, today),
            _NEW.item_id.in_(_touched(from_on, to_on)),
            _held(_NEW, end_of_london_day(to_on)),
            or_(_OLD.id.is_(None), _OLD_RATING.rating.is_distinct_from(_NEW_RATING.rating), *is_other),
        )
    )
    return wanted


def changed_select(
    actor: Actor, today: date, from_on: date, to_on: date, page: int = 1
) -> Select[*tuple[Any, ...]]:
    """The one statement behind a page of what changed between two days."""
    columns = (
        Item.id,
        Item.reference,
        Item.kind,
        Item.number,
        Item.heading,
        Item.text,
        _OLD.id,
        *_side(_OLD, _OLD_POST, _OLD_RATING),
        *_side(_NEW, _NEW_POST, _NEW_RATING),
    )
    return (
        _changed(actor, today, from_on, to_on, *columns)
        .join(Item, Item.id == _NEW.item_id)
        .join(Report, Report.id == Item.report_id)
        .order_by(Report.published_on.desc(), Item.report_id.desc(), Item.position, Item.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )


def changed_items(
    session: Session, actor: Actor, today: date, from_on: date, to_on: date, page: int = 1
) -> list[ChangedItem]:
    """One page of the items that differ between the ends of two days, with both sides."""
    rows = session.execute(changed_select(actor, today, from_on, to_on, page))
    return [
        ChangedItem(
            item_id=row[0],
            reference=row[1],
            kind=row[2],
            number=row[3],
            heading=row[4],
            text=row[5],
            before=SideOfItem(*row[7:14]) if row[6] is not None else None,
            after=SideOfItem(*row[14:21]),
        )
        for row in rows
    ]


def changed_count(session: Session, actor: Actor, today: date, from_on: date, to_on: date) -> int:
    """How many items differ between the ends of two days."""
    return session.scalar(_changed(actor, today, from_on, to_on, func.count())) or 0


def acts_on(
    session: Session, actor: Actor, today: date, item_ids: Sequence[int], from_on: date, to_on: date
) -> dict[int, list[Act]]:
    """The events of each of these items after one day and up to another, with their reasons; oldest first.

    An event that also speaks of a report under embargo to this person is left out, with its reason.
    """
    rows = session.execute(
        select(ItemState.item_id, Event, EventText)
        .join(Event, Event.seq == ItemState.event_seq)
        .outerjoin(EventText, and_(EventText.event_seq == Event.seq, EventText.position == -1))
        .where(
            ItemState.item_id.in_(item_ids),
            ItemState.valid_from > end_of_london_day(from_on),
            ItemState.valid_from <= end_of_london_day(to_on),
            Event.seq.not_in(events_under_embargo(actor, today)),
        )
        .order_by(ItemState.item_id, ItemState.id)
    )
    found: dict[int, list[Act]] = defaultdict(list)
    for item_id, event, text in rows:
        found[item_id].append(Act(event.seq, event.at, event.actor_name, EventName(event.name), _said(text)))
    return found


def _said(text: EventText | None) -> str:
    return "" if text is None else said(text) or ""
