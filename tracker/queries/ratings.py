"""Ratings, owners and dates in force as lists of items read them, for today and for the days ahead."""

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    select,
)
from sqlalchemy.orm import Session, aliased

from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import ItemKind, Rating
from tracker.models.item import Item
from tracker.models.item_state import ItemState, RatingPeriod
from tracker.models.office import Post
from tracker.models.progress import Progress
from tracker.models.report import Report
from tracker.queries.parameters import SKIPPED, TODAY, answered, asked_by
from tracker.queries.reports import is_known_to_reader, visible

Day = date | ColumnElement[date]
"""A day, or the parameter of a statement that is made once."""
WORST_FIRST = (
    Rating.RED,
    Rating.AMBER,
    Rating.NEW,
    Rating.GREEN,
    Rating.BLUE_SIGNED_OFF,
    Rating.BLUE_CLOSED,
    Rating.BLUE_COMPLETE,
    Rating.NOT_RATED,
)
"""The ratings in the order in which a reader wants to see them."""
TURNING = (Rating.AMBER, Rating.RED)
"""The ratings that a forecast warns of."""
_PERIOD, _BEFORE, _STATE = aliased(RatingPeriod), aliased(RatingPeriod), aliased(ItemState)


def rules(day: Day) -> ColumnElement[bool]:
    """The condition that a rating period is the one that rules this day, if nothing more is recorded."""
    return and_(RatingPeriod.is_current.is_(True), RatingPeriod.from_on <= day, RatingPeriod.to_on > day)


def rated(rating: Rating | ColumnElement[Rating], day: Day) -> ColumnElement[bool]:
    """The condition that an item is rated so on a day."""
    return Item.id.in_(select(RatingPeriod.item_id).where(RatingPeriod.rating == rating, rules(day)))


def owned_by(slug: str | ColumnElement[str]) -> ColumnElement[bool]:
    """The condition that an item's owner is this post."""
    posts = select(Post.id).where(Post.slug == slug)
    return Item.id.in_(select(Progress.item_id).where(Progress.owner_post_id.in_(posts)))


def is_allocated() -> ColumnElement[bool]:
    """The condition that an item has an owner."""
    return Item.id.in_(select(Progress.item_id).where(Progress.owner_post_id.is_not(None)))


def in_force(from_on: Day | None, to_on: Day | None) -> ColumnElement[bool]:
    """The condition that an item's date in force lies between these days, both of them included."""
    wanted = select(ItemState.item_id).where(ItemState.valid_to.is_(None))
    if from_on is not None:
        wanted = wanted.where(ItemState.date_in_force >= from_on)
    if to_on is not None:
        wanted = wanted.where(ItemState.date_in_force <= to_on)
    return Item.id.in_(wanted)


def date_in_force() -> ScalarSelect[date | None]:
    """An item's date in force."""
    return (
        select(ItemState.date_in_force)
        .where(ItemState.item_id == Item.id, ItemState.valid_to.is_(None))
        .correlate(Item)
        .scalar_subquery()
    )


def turns_red_on(day: Day) -> ScalarSelect[date]:
    """The next day after this one on which an item turns Red if nobody acts (domain.rag.next_turns)."""
    # By way of the state: SQLite would else look through what every item turns into.
    period, before, state = _PERIOD, _BEFORE, _STATE
    was_red = exists().where(
        before.state_id == period.state_id,
        before.to_on == period.from_on,
        before.rating == Rating.RED,
    )
    return (
        select(func.min(period.from_on))
        .join(state, state.id == period.state_id)
        .where(
            state.item_id == Item.id,
            state.valid_to.is_(None),
            period.from_on > day,
            period.rating == Rating.RED,
            ~was_red,
        )
        .correlate(Item)
        .scalar_subquery()
    )


def worst_first(day: Day) -> ScalarSelect[int]:
    """The place of an item's rating on a day among the ratings, the worst first."""
    places = {rating: place for place, rating in enumerate(WORST_FIRST)}
    return (
        select(case(places, value=RatingPeriod.rating))
        .where(RatingPeriod.item_id == Item.id, rules(day))
        .correlate(Item)
        .scalar_subquery()
    )


def owner_posts(session: Session) -> list[tuple[str, str]]:
    """The slug and title of every post that owns an item, by title."""
    owning = select(Progress.owner_post_id).where(Progress.owner_post_id.is_not(None))
    rows = session.execute(
        select(Post.slug, Post.title).where(Post.id.in_(owning)).order_by(Post.title, Post.id)
    )
    return [(slug, title) for slug, title in rows]


def rating_counts(session: Session, actor: Actor, today: date, day: date) -> dict[Rating, int]:
    """How many items have which rating on a day from today on, if nobody acts; the worst first."""
    rows = session.execute(
        select(RatingPeriod.rating, func.count())
        .join(Item, Item.id == RatingPeriod.item_id)
        .join(Report, Report.id == Item.report_id)
        .where(rules(day), visible(actor, today))
        .group_by(RatingPeriod.rating)
    )
    found = {row[0]: row[1] for row in rows}
    return {rating: found[rating] for rating in WORST_FIRST if rating in found}


def ratings_by_report(
    session: Session, conditions: list[ColumnElement[bool]], values: dict[str, Any], most: int
) -> list[tuple[str, dict[Rating, int]]]:
    """How many of the items found have which rating today, for each of the newest reports found."""
    newest = (
        select(Report.id)
        .join(Item, Item.report_id == Report.id)
        .where(*conditions)
        .group_by(Report.id, Report.published_on)
        .order_by(Report.published_on.desc(), Report.id.desc())
        .limit(most)
    ).subquery()
    rows = session.execute(
        select(Report.reference, RatingPeriod.rating, func.count())
        .select_from(newest)
        .join(Report, Report.id == newest.c.id)
        .join(Item, Item.report_id == Report.id)
        .join(RatingPeriod, RatingPeriod.item_id == Item.id)
        .where(rules(TODAY), *conditions)
        .group_by(Report.id, Report.reference, Report.published_on, RatingPeriod.rating)
        .order_by(Report.published_on.desc(), Report.id.desc(), RatingPeriod.rating),
        values,
    )
    found: dict[str, dict[Rating, int]] = {}
    for reference, rating, number in rows:
        found.setdefault(reference, {})[rating] = number
    return list(found.items())


class TurningItem(NamedTuple):
    """An item that turns Amber or Red on a day ahead if nobody acts."""

    reference: str
    kind: ItemKind
    number: str | None
    heading: str
    text: str
    report_title: str
    owner: str | None
    on: date
    before: Rating
    rating: Rating
    derived: Rating
    reasons: str


_UNTIL = bindparam("until", type_=Date())
_MOST = bindparam("most", type_=Integer())
_TURN = (
    Item.reference,
    Item.kind,
    Item.number,
    Item.heading,
    Item.text,
    Report.title,
    Post.title,
    RatingPeriod.from_on,
    _BEFORE.rating,
    RatingPeriod.rating,
    RatingPeriod.derived,
    RatingPeriod.reasons,
)


def _turning(is_system: bool, *columns: Any) -> Select[*tuple[Any, ...]]:
    before = _BEFORE
    wanted: Select[*tuple[Any, ...]] = (
        select(*columns)
        .select_from(RatingPeriod)
        .join(
            before,
            and_(before.state_id == RatingPeriod.state_id, before.to_on == RatingPeriod.from_on),
        )
        .where(
            RatingPeriod.is_current.is_(True),
            RatingPeriod.rating.in_(TURNING),
            RatingPeriod.rating != before.rating,
            RatingPeriod.from_on > TODAY,
            RatingPeriod.from_on <= _UNTIL,
            is_known_to_reader(RatingPeriod.item_id, is_system),
        )
    )
    return wanted


@cache
def turning_select(is_system: bool) -> Select[*tuple[Any, ...]]:
    """The one statement behind the forecast: it takes `asked_by`, `until`, `most` and `skipped`."""
    return (
        _turning(is_system, *_TURN)
        .join(Item, Item.id == RatingPeriod.item_id)
        .join(Report, Report.id == Item.report_id)
        .outerjoin(Progress, Progress.item_id == Item.id)
        .outerjoin(Post, Post.id == Progress.owner_post_id)
        .order_by(RatingPeriod.from_on, RatingPeriod.rating.desc(), Item.id)
        .limit(_MOST)
        .offset(SKIPPED)
    )


def turning_items(
    session: Session, actor: Actor, today: date, until: date, *, limit: int, offset: int = 0
) -> list[TurningItem]:
    """What turns Amber or Red after today and up to a day if nobody acts, the nearest first."""
    values = asked_by(actor, today) | {"until": until, "most": limit, "skipped": offset}
    found = answered(session, turning_select(actor.is_system), values)
    return [TurningItem._make(row) for row in found]


@cache
def _turning_count(is_system: bool) -> Select[*tuple[Any, ...]]:
    return _turning(is_system, func.count())


def turning_count(session: Session, actor: Actor, today: date, until: date) -> int:
    """How many turns to Amber or Red there are after today and up to a day."""
    values = asked_by(actor, today) | {"until": until}
    return answered(session, _turning_count(actor.is_system), values).scalar() or 0
