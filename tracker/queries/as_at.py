"""The register on a past day: what was recorded of each item by the end of that London day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.london_time import end_of_london_day, london_day
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import Delivery, ItemKind, OffListReason, OwnRating, Rating, Standing
from tracker.models.item import Item
from tracker.models.item_state import ItemState, RatingPeriod
from tracker.models.office import Post
from tracker.models.report import Report
from tracker.queries.ratings import WORST_FIRST
from tracker.queries.reports import visible

PAGE_SIZE = 50


@dataclass(frozen=True)
class AsAtFilter:
    """What the reader asked to see of a past day; an empty part filters nothing."""

    report: str = ""
    owner: str = ""
    rating: Rating | None = None
    standing: Standing | None = None


@dataclass(frozen=True)
class AsAtRow:
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
ORDER = (Report.published_on.desc(), Item.report_id.desc(), Item.position, Item.id)


def held_at(moment: datetime) -> ColumnElement[bool]:
    """The condition that a state is the one that was recorded at this moment."""
    return and_(
        ItemState.valid_from <= moment, or_(ItemState.valid_to.is_(None), ItemState.valid_to > moment)
    )


def ruled(day: date) -> ColumnElement[bool]:
    """The condition that a rating period is the one of its state that ruled this day."""
    return and_(RatingPeriod.state_id == ItemState.id, RatingPeriod.from_on <= day, RatingPeriod.to_on > day)


def _conditions(actor: Actor, today: date, day: date, chosen: AsAtFilter) -> list[ColumnElement[bool]]:
    conditions = [visible(actor, today), held_at(end_of_london_day(day))]
    if chosen.report:
        conditions.append(Report.reference == chosen.report.upper())
    if chosen.owner:
        conditions.append(ItemState.owner_post_id.in_(select(Post.id).where(Post.slug == chosen.owner)))
    if chosen.standing:
        conditions.append(ItemState.standing == chosen.standing)
    if chosen.rating:
        conditions.append(
            select(RatingPeriod.id).where(ruled(day), RatingPeriod.rating == chosen.rating).exists()
        )
    return conditions


def as_at_select(
    actor: Actor, today: date, day: date, chosen: AsAtFilter, page: int = 1
) -> Select[*tuple[Any, ...]]:
    """The one statement behind a page of the register on a past day."""
    states = (
        select(ItemState.id)
        .join(Item, Item.id == ItemState.item_id)
        .join(Report, Report.id == Item.report_id)
        .where(*_conditions(actor, today, day, chosen))
        .order_by(*ORDER)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
        .subquery()
    )
    wanted: Select[*tuple[Any, ...]] = (
        select(*COLUMNS)
        .select_from(states)
        .join(ItemState, ItemState.id == states.c.id)
        .join(Item, Item.id == ItemState.item_id)
        .join(Report, Report.id == Item.report_id)
        .outerjoin(Post, Post.id == ItemState.owner_post_id)
        .outerjoin(RatingPeriod, ruled(day))
        .order_by(*ORDER)
    )
    return wanted


def as_at_rows(
    session: Session, actor: Actor, today: date, day: date, chosen: AsAtFilter, page: int = 1
) -> list[AsAtRow]:
    """One page of the register as it was recorded on a day."""
    return [AsAtRow(*row) for row in session.execute(as_at_select(actor, today, day, chosen, page))]


def as_at_count(session: Session, actor: Actor, today: date, day: date, chosen: AsAtFilter) -> int:
    """How many items the filter finds on a day."""
    wanted = (
        select(func.count())
        .select_from(ItemState)
        .join(Item, Item.id == ItemState.item_id)
        .join(Report, Report.id == Item.report_id)
        .where(*_conditions(actor, today, day, chosen))
    )
    return session.scalar(wanted) or 0


def as_at_ratings(
    session: Session, actor: Actor, today: date, day: date, chosen: AsAtFilter
) -> dict[Rating, int]:
    """How many of the items found on a day had which rating, the worst first."""
    rows = session.execute(
        select(RatingPeriod.rating, func.count())
        .select_from(ItemState)
        .join(RatingPeriod, ruled(day))
        .join(Item, Item.id == ItemState.item_id)
        .join(Report, Report.id == Item.report_id)
        .where(*_conditions(actor, today, day, chosen))
        .group_by(RatingPeriod.rating)
    )
    found = {row[0]: row[1] for row in rows}
    return {rating: found[rating] for rating in WORST_FIRST if rating in found}


def held_from(session: Session, actor: Actor, today: date) -> date | None:
    """The first London day of which anything is held that this person may know of."""
    first = session.scalar(
        select(ItemState.valid_from)
        .join(Item, Item.id == ItemState.item_id)
        .join(Report, Report.id == Item.report_id)
        .where(visible(actor, today))
        .order_by(ItemState.valid_from)
        .limit(1)
    )
    return london_day(first) if first else None
