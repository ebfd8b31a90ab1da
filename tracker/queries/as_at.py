"""The register on a past day: what was recorded of each item by the end of that London day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.london_time import end_of_london_day, london_day
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import Delivery, ItemKind, OffListReason, OwnRating, Rating, Standing
from tracker.models.item import Item
from tracker.models.item_state import ItemState, RatingPeriod
from tracker.models.office import Post
from tracker.models.report import Report
from tracker.queries.parameters import MOMENT, SKIPPED, answered, asked_by, parameter
from tracker.queries.ratings import WORST_FIRST
from tracker.queries.reports import is_known, is_known_to_reader

PAGE_SIZE = 50


@dataclass(frozen=True)
class AsAtFilter:
    """What the reader asked to see of a past day; an empty part filters nothing."""

    report: str = ""
    owner: str = ""
    rating: Rating | None = None
    standing: Standing | None = None


class AsAtRow(NamedTuple):
    """One item as it was recorded on a day; its words are today's."""

    reference: str
    kind: ItemKind
    number: str | None
    heading: str
    text: str
    report_title: str
    owner: str | None
    standing: Standing
    off_list_reason: OffListReason | None
    delivery: Delivery
    date_in_force: date | None
    own_rating: OwnRating | None
    rating: Rating | None
    derived: Rating | None
    reasons: str | None


COLUMNS = (
    Item.reference,
    Item.kind,
    Item.number,
    Item.heading,
    Item.text,
    Report.title,
    Post.title,
    ItemState.standing,
    ItemState.off_list_reason,
    ItemState.delivery,
    ItemState.date_in_force,
    ItemState.own_rating,
    RatingPeriod.rating,
    RatingPeriod.derived,
    RatingPeriod.reasons,
)
ORDER = (Report.published_on.desc(), Report.id.desc(), Item.position, Item.id)
_DAY = bindparam("day", type_=Date())


def held_at(moment: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    """The condition that a state is the one that was recorded at this moment."""
    return and_(
        ItemState.valid_from <= moment, or_(ItemState.valid_to.is_(None), ItemState.valid_to > moment)
    )


def ruled() -> ColumnElement[bool]:
    """The condition that a rating period is the one of its state that ruled the day that is asked for."""
    return and_(
        RatingPeriod.state_id == ItemState.id, RatingPeriod.from_on <= _DAY, RatingPeriod.to_on > _DAY
    )


_PARTS: dict[str, Callable[[], ColumnElement[bool]]] = {
    "report": lambda: ItemState.item_id.in_(
        select(Item.id)
        .join(Report, Report.id == Item.report_id)
        .where(Report.reference == parameter("report", Report.reference))
    ),
    "owner": lambda: ItemState.owner_post_id.in_(
        select(Post.id).where(Post.slug == parameter("owner", Post.slug))
    ),
    "standing": lambda: ItemState.standing == parameter("standing", ItemState.standing),
    "rating": lambda: (
        select(RatingPeriod.id)
        .where(ruled(), RatingPeriod.rating == parameter("rating", RatingPeriod.rating))
        .exists()
    ),
}
"""The condition of each part of the filter."""
Shape = tuple[bool, frozenset[str]]
"""What a statement is made of: whether all is known to the reader, and the parts that are asked for."""


def _asked(actor: Actor, today: date, day: date, chosen: AsAtFilter) -> tuple[Shape, dict[str, Any]]:
    parts = frozenset(name for name in _PARTS if getattr(chosen, name))
    values = asked_by(actor, today) | {name: getattr(chosen, name) for name in parts}
    if chosen.report:
        values["report"] = chosen.report.upper()
    return (actor.is_system, parts), values | {"day": day, "moment": end_of_london_day(day)}


def _conditions(shape: Shape) -> list[ColumnElement[bool]]:
    is_system, parts = shape
    chosen = [condition() for name, condition in _PARTS.items() if name in parts]
    return [is_known_to_reader(ItemState.item_id, is_system), held_at(MOMENT), *chosen]


@lru_cache(maxsize=64)
def as_at_select(shape: Shape) -> Select[*tuple[Any, ...]]:
    """The one statement behind a page of the register on a past day."""
    # "+ 0": SQLite then goes from the reports to their items to the states and has the order for nothing;
    # the other way it would find and sort every state for one page.
    states = (
        select(ItemState.id)
        .select_from(Report)
        .join(Item, Item.report_id == Report.id + 0)
        .join(ItemState, ItemState.item_id == Item.id + 0)
        .where(*_conditions(shape))
        .order_by(*ORDER)
        .limit(PAGE_SIZE)
        .offset(SKIPPED)
        .subquery()
    )
    wanted: Select[*tuple[Any, ...]] = (
        select(*COLUMNS)
        .select_from(states)
        .join(ItemState, ItemState.id == states.c.id)
        .join(Item, Item.id == ItemState.item_id)
        .join(Report, Report.id == Item.report_id)
        .outerjoin(Post, Post.id == ItemState.owner_post_id)
        .outerjoin(RatingPeriod, ruled())
        .order_by(*ORDER)
    )
    return wanted


def as_at_rows(
    session: Session, actor: Actor, today: date, day: date, chosen: AsAtFilter, page: int = 1
) -> list[AsAtRow]:
    """One page of the register as it was recorded on a day."""
    shape, values = _asked(actor, today, day, chosen)
    found = answered(session, as_at_select(shape), values | {"skipped": (page - 1) * PAGE_SIZE})
    return [AsAtRow._make(row) for row in found]


@lru_cache(maxsize=64)
def _count_select(shape: Shape) -> Select[int]:
    return select(func.count()).select_from(ItemState).where(*_conditions(shape))


def as_at_count(session: Session, actor: Actor, today: date, day: date, chosen: AsAtFilter) -> int:
    """How many items the filter finds on a day."""
    shape, values = _asked(actor, today, day, chosen)
    return answered(session, _count_select(shape), values).scalar() or 0


def as_at_ratings(
    session: Session, actor: Actor, today: date, day: date, chosen: AsAtFilter
) -> dict[Rating, int]:
    """How many of the items found on a day had which rating, the worst first."""
    shape, values = _asked(actor, today, day, chosen)
    wanted: Select[*tuple[Any, ...]] = (
        select(RatingPeriod.rating, func.count())
        .select_from(ItemState)
        .join(RatingPeriod, ruled())
        .where(*_conditions(shape))
        .group_by(RatingPeriod.rating)
    )
    found = {row[0]: row[1] for row in answered(session, wanted, values)}
    return {rating: found[rating] for rating in WORST_FIRST if rating in found}


def held_from(session: Session, actor: Actor, today: date) -> date | None:
    """The first London day of which anything is held that this person may know of."""
    first = session.scalar(
        select(ItemState.valid_from)
        .where(is_known(ItemState.item_id, actor, today))
        .order_by(ItemState.valid_from)
        .limit(1)
    )
    return london_day(first) if first else None
