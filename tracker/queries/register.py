"""The register as it is read: the list of items with its search, filters, sorting and paging."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.cleaning import search_form
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import DeadlineBasis, ForWhom, ItemKind, OffListReason, Rating
from tracker.models.board import Board
from tracker.models.item import Deadline, Item
from tracker.models.item_state import RatingPeriod
from tracker.models.office import Post
from tracker.models.progress import Progress
from tracker.models.report import Report
from tracker.queries import ratings
from tracker.queries.board_items import on_board
from tracker.queries.parameters import SKIPPED, TODAY, answered, asked_by, parameter
from tracker.queries.reports import visible_to_reader

PAGE_SIZE = 50
MOST_WORDS = 8
"""The words of a search that are looked for."""
_ESCAPE = "/"


class RegisterRow(NamedTuple):
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
    board: str = ""


def _last_if_none(value: Any) -> tuple[Any, ...]:
    return value.nulls_last(), Item.id


SORTS: dict[str, tuple[str, Callable[[ratings.Day], tuple[Any, ...]]]] = {
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


@dataclass(frozen=True)
class Shape:
    """What a statement of the register is made of; the values come with each call."""

    is_system: bool
    parts: frozenset[str]
    """The names of the parts of the filter that are asked for."""
    words: int
    listed: str
    allocated: str
    sort: str


def shape_of(actor: Actor, chosen: RegisterFilter) -> Shape:
    """The shape of the statements that find what this person asks for."""
    parts = frozenset(name for name in _VALUES if getattr(chosen, name))
    sort = chosen.sort if chosen.sort in SORTS else "published"
    return Shape(actor.is_system, parts, len(_words(chosen)), chosen.listed, chosen.allocated, sort)


def values_of(actor: Actor, today: date, chosen: RegisterFilter) -> dict[str, Any]:
    """The values of the parameters of the same statements."""
    values = asked_by(actor, today) | {name: getattr(chosen, name) for name in _VALUES}
    words = {f"word_{n}": _as_it_is(word) for n, word in enumerate(_words(chosen))}
    return values | words | {"report": chosen.report.upper()}


def _as_it_is(word: str) -> str:
    """The word for LIKE, in which no character stands for others."""
    for special in (_ESCAPE, "%", "_"):
        word = word.replace(special, _ESCAPE + special)
    return word


def _words(chosen: RegisterFilter) -> list[str]:
    return search_form(chosen.search).split()[:MOST_WORDS]


_VALUES: dict[str, Callable[[BindParameter[Any]], ColumnElement[bool]]] = {
    "kind": lambda value: Item.kind == value,
    "for_whom": lambda value: Item.for_whom == value,
    "report": lambda value: Report.reference == value,
    "due_from": lambda value: Item.first_deadline_on >= value,
    "due_to": lambda value: Item.first_deadline_on <= value,
    "rating": lambda value: ratings.rated(value, TODAY),
    "owner": ratings.owned_by,
    "board": on_board,
    "force_from": lambda value: ratings.in_force(value, None),
    "force_to": lambda value: ratings.in_force(None, value),
}
"""The condition of each part of the filter that has a value."""
_TYPES = {
    "kind": Item.kind,
    "for_whom": Item.for_whom,
    "report": Report.reference,
    "rating": RatingPeriod.rating,
    "owner": Post.slug,
    "board": Board.reference,
}


def register_conditions(shape: Shape) -> list[ColumnElement[bool]]:
    """The conditions that an item is one of those asked for, and that this person may know of it."""
    conditions = [visible_to_reader(shape.is_system)]
    for name, condition in _VALUES.items():
        if name in shape.parts:
            conditions.append(condition(parameter(name, _TYPES.get(name, Item.first_deadline_on))))
    if shape.allocated:
        allocated = ratings.is_allocated()
        conditions.append(allocated if shape.allocated == "yes" else ~allocated)
    if shape.listed == "on":
        conditions.append(Item.off_list_reason.is_(None))
    elif shape.listed == "off":
        conditions.append(Item.off_list_reason.is_not(None))
    for n in range(shape.words):
        word = parameter(f"word_{n}", Item.search_text)
        in_item = Item.search_text.contains(word, escape=_ESCAPE)
        conditions.append(or_(in_item, Report.search_text.contains(word, escape=_ESCAPE)))
    return conditions


@lru_cache(maxsize=256)
def register_select(shape: Shape) -> Select[*tuple[Any, ...]]:
    """The one statement behind a page of the register: its items first, then what is printed of them."""
    order = SORTS[shape.sort][1](TODAY)
    # "+ 0": SQLite then goes from the reports in their order to their items, and stops with the page.
    is_by_report = shape.sort in ("published", "oldest") and shape.parts <= {"kind", "for_whom"}
    of_report = Item.report_id == (Report.id + 0 if is_by_report else Report.id)
    page_of_items = (
        select(Item.id)
        .join(Report, of_report)
        .where(*register_conditions(shape))
        .order_by(*order)
        .limit(PAGE_SIZE)
        .offset(SKIPPED)
        .subquery()
    )
    wanted: Select[*tuple[Any, ...]] = (
        select(*COLUMNS, ratings.turns_red_on(TODAY))
        .select_from(page_of_items)
        .join(Item, Item.id == page_of_items.c.id)
        .join(Report, Report.id == Item.report_id)
        .outerjoin(Progress, Progress.item_id == Item.id)
        .outerjoin(Post, Post.id == Progress.owner_post_id)
        .outerjoin(RatingPeriod, and_(RatingPeriod.item_id == Item.id, ratings.rules(TODAY)))
        .order_by(*order)
    )
    return wanted


def register_rows(
    session: Session, actor: Actor, today: date, chosen: RegisterFilter, page: int = 1
) -> list[RegisterRow]:
    """One page of the register."""
    values = values_of(actor, today, chosen) | {"skipped": (page - 1) * PAGE_SIZE}
    found = answered(session, register_select(shape_of(actor, chosen)), values)
    return [RegisterRow._make(row) for row in found]


@lru_cache(maxsize=256)
def _count_select(shape: Shape) -> Select[int]:
    return (
        select(func.count())
        .select_from(Item)
        .join(Report, Report.id == Item.report_id)
        .where(*register_conditions(shape))
    )


def register_count(session: Session, actor: Actor, today: date, chosen: RegisterFilter) -> int:
    """How many items the filter finds."""
    wanted = _count_select(shape_of(actor, chosen))
    return answered(session, wanted, values_of(actor, today, chosen)).scalar() or 0
