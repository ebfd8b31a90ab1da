"""The register as it is read: the list of items with its search, filters, sorting and paging."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.cleaning import search_form
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import DeadlineBasis, ForWhom, ItemKind, OffListReason, Rating
from tracker.models.item import Deadline, Item
from tracker.models.item_state import RatingPeriod
from tracker.models.office import Post
from tracker.models.progress import Progress
from tracker.models.report import Report
from tracker.queries import ratings
from tracker.queries.reports import visible

PAGE_SIZE = 50


@dataclass(frozen=True)
class RegisterRow:
    """One line of the register."""

    id: int
    reference: str
    kind: ItemKind
    number: str | None
    heading: str
    text: str
    for_whom: ForWhom
    is_joint: bool
    is_conditional: bool
    first_deadline_on: date | None
    off_list_reason: OffListReason | None
    report_reference: str
    report_title: str
    published_on: date
    undated: DeadlineBasis | None
    """How the first deadline without a date is put; None where there is none."""
    owner: str | None
    rating: Rating | None
    derived: Rating | None
    reasons: str | None
    """Why it is rated so, as JSON (domain.rag_reasons)."""
    date_in_force: date | None
    turns_red_on: date | None


_UNDATED = (
    select(Deadline.basis)
    .where(Deadline.item_id == Item.id, Deadline.on.is_(None))
    .order_by(Deadline.position)
    .limit(1)
    .scalar_subquery()
)

COLUMNS = (
    Item.id,
    Item.reference,
    Item.kind,
    Item.number,
    Item.heading,
    Item.text,
    Item.for_whom,
    Item.is_joint,
    Item.is_conditional,
    Item.first_deadline_on,
    Item.off_list_reason,
    Report.reference,
    Report.title,
    Report.published_on,
    _UNDATED,
    Post.title,
    RatingPeriod.rating,
    RatingPeriod.derived,
    RatingPeriod.reasons,
    ratings.date_in_force(),
)


@dataclass(frozen=True)
class RegisterFilter:
    """What the reader asked the register to show; an empty part filters nothing."""

    search: str = ""
    kind: ItemKind | None = None
    for_whom: ForWhom | None = None
    report: str = ""
    listed: str = "on"
    due_from: date | None = None
    due_to: date | None = None
    sort: str = "published"
    rating: Rating | None = None
    owner: str = ""
    allocated: str = ""
    force_from: date | None = None
    force_to: date | None = None


def _last_if_none(value: Any) -> tuple[Any, ...]:
    return value.nulls_last(), Item.id


SORTS: dict[str, tuple[str, Callable[[date], tuple[Any, ...]]]] = {
    "published": (
        "Newest report first",
        lambda day: (Report.published_on.desc(), Item.report_id.desc(), Item.position, Item.id),
    ),
    "oldest": (
        "Oldest report first",
        lambda day: (Report.published_on.asc(), Item.report_id, Item.position, Item.id),
    ),
    "rating": ("Worst rating first", lambda day: _last_if_none(ratings.worst_first(day))),
    "turns_red": ("What turns Red soonest first", lambda day: _last_if_none(ratings.turns_red_on(day))),
    "in_force": ("Earliest date in force first", lambda day: _last_if_none(ratings.date_in_force())),
    "deadline": ("Earliest deadline first", lambda day: _last_if_none(Item.first_deadline_on)),
    "recorded": ("Last recorded first", lambda day: (Item.id.desc(),)),
}


def register_conditions(actor: Actor, today: date, chosen: RegisterFilter) -> list[ColumnElement[bool]]:
    """The conditions that an item is one of those asked for, and that this person may know of it."""
    conditions = [visible(actor, today), *_of_progress(today, chosen)]
    if chosen.kind:
        conditions.append(Item.kind == chosen.kind)
    if chosen.for_whom:
        conditions.append(Item.for_whom == chosen.for_whom)
    if chosen.report:
        conditions.append(Report.reference == chosen.report.upper())
    if chosen.listed == "on":
        conditions.append(Item.off_list_reason.is_(None))
    elif chosen.listed == "off":
        conditions.append(Item.off_list_reason.is_not(None))
    if chosen.due_from:
        conditions.append(Item.first_deadline_on >= chosen.due_from)
    if chosen.due_to:
        conditions.append(Item.first_deadline_on <= chosen.due_to)
    for word in search_form(chosen.search).split()[:8]:
        conditions.append(
            or_(
                Item.search_text.contains(word, autoescape=True),
                Report.search_text.contains(word, autoescape=True),
            )
        )
    return conditions


def _of_progress(today: date, chosen: RegisterFilter) -> list[ColumnElement[bool]]:
    conditions = []
    if chosen.rating:
        conditions.append(ratings.rated(chosen.rating, today))
    if chosen.owner:
        conditions.append(ratings.owned_by(chosen.owner))
    if chosen.allocated:
        allocated = ratings.is_allocated()
        conditions.append(allocated if chosen.allocated == "yes" else ~allocated)
    if chosen.force_from or chosen.force_to:
        conditions.append(ratings.in_force(chosen.force_from, chosen.force_to))
    return conditions


def register_select(actor: Actor, today: date, chosen: RegisterFilter, page: int) -> Select[*tuple[Any, ...]]:
    """The one statement behind a page of the register: its items first, then what is printed of them."""
    order = SORTS.get(chosen.sort, SORTS["published"])[1](today)
    page_of_items = (
        select(Item.id)
        .join(Report, Report.id == Item.report_id)
        .where(*register_conditions(actor, today, chosen))
        .order_by(*order)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
        .subquery()
    )
    wanted: Select[*tuple[Any, ...]] = (
        select(*COLUMNS, ratings.turns_red_on(today))
        .select_from(page_of_items)
        .join(Item, Item.id == page_of_items.c.id)
        .join(Report, Report.id == Item.report_id)
        .outerjoin(Progress, Progress.item_id == Item.id)
        .outerjoin(Post, Post.id == Progress.owner_post_id)
        .outerjoin(RatingPeriod, and_(RatingPeriod.item_id == Item.id, ratings.rules(today)))
        .order_by(*order)
    )
    return wanted


def register_rows(
    session: Session, actor: Actor, today: date, chosen: RegisterFilter, page: int = 1
) -> list[RegisterRow]:
    """One page of the register."""
    return [RegisterRow(*row) for row in session.execute(register_select(actor, today, chosen, page))]


def register_count(session: Session, actor: Actor, today: date, chosen: RegisterFilter) -> int:
    """How many items the filter finds."""
    wanted = (
        select(func.count())
        .select_from(Item)
        .join(Report, Report.id == Item.report_id)
        .where(*register_conditions(actor, today, chosen))
    )
    return session.scalar(wanted) or 0
