"""What the counts read of the dated states of items: who was open, and who turned between two moments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, func, literal, or_, select, type_coerce
from sqlalchemy.orm import Session, aliased

from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import ItemKind, OffListReason, Standing
from tracker.models.item import Item
from tracker.models.item_state import ItemState
from tracker.models.report import Report
from tracker.queries.as_at import held_at
from tracker.queries.reports import is_known

PAGE_SIZE = 50
Turned = tuple[Standing | None, Standing, OffListReason | None]
"""The standing before, the standing after, and why it was taken off the list."""
_EARLIER = aliased(ItemState)
_BEFORE = aliased(ItemState)


@dataclass(frozen=True)
class TurnRow:
    """Turns of one kind: the words as they are stored, how many, and the sum of the items' ids."""

    before: str | None
    after: str | None
    off_reason: str | None
    number: int
    ids: int


@dataclass(frozen=True)
class SingleTurn:
    """One turn of one item, with the event that made it and the moment."""

    item_id: int
    event_seq: int
    before: str | None
    after: str | None
    off_reason: str | None
    at: datetime


def _word(column: Any) -> Any:
    """The column as it is stored: a damaged word must be told, not fail."""
    return type_coerce(column, String)


_IDS = func.coalesce(func.sum(ItemState.item_id), 0)
_WENT_OFF = and_(_BEFORE.standing == Standing.OPEN, ItemState.standing == Standing.OFF_LIST)
WORDS = (
    _word(_BEFORE.standing).label("was"),
    _word(ItemState.standing).label("became"),
    case((_WENT_OFF, _word(ItemState.off_list_reason))).label("off_for"),
)
NAMES = ("was", "became", "off_for")


def open_at(session: Session, actor: Actor, today: date, moment: datetime) -> tuple[int, int]:
    """How many items were open at a moment, and the sum of their ids."""
    row = session.execute(
        select(func.count(), _IDS)
        .select_from(ItemState)
        .where(
            is_known(ItemState.item_id, actor, today), held_at(moment), ItemState.standing == Standing.OPEN
        )
    ).one()
    return row[0], row[1]


def _turns(
    actor: Actor, today: date, after: datetime | None, until: datetime, *columns: Any
) -> Select[*tuple[Any, ...]]:
    earlier = (
        select(func.max(_EARLIER.id))
        .where(_EARLIER.item_id == ItemState.item_id, _EARLIER.id < ItemState.id)
        .correlate(ItemState)
        .scalar_subquery()
    )
    wanted: Select[*tuple[Any, ...]] = (
        select(*columns)
        .select_from(ItemState)
        .outerjoin(_BEFORE, _BEFORE.id == earlier)
        .where(
            is_known(ItemState.item_id, actor, today),
            ItemState.valid_from <= until,
            or_(_BEFORE.id.is_(None), _BEFORE.standing != ItemState.standing),
        )
    )
    return wanted if after is None else wanted.where(ItemState.valid_from > after)


def turns_select(actor: Actor, today: date, after: datetime, until: datetime) -> Select[*tuple[Any, ...]]:
    """The one statement that counts the turns between two moments by their kinds."""
    return _turns(actor, today, after, until, *WORDS, func.count(), _IDS).group_by(*NAMES).order_by(*NAMES)


def turns_between(
    session: Session, actor: Actor, today: date, after: datetime, until: datetime
) -> list[TurnRow]:
    """The turns after a moment and up to another, counted by their kinds."""
    return [TurnRow(*row) for row in session.execute(turns_select(actor, today, after, until))]


def single_turns(session: Session, actor: Actor, today: date, until: datetime) -> list[SingleTurn]:
    """Every turn up to a moment, one by one: what a difference is traced in."""
    columns = (ItemState.item_id, ItemState.event_seq, *WORDS, ItemState.valid_from)
    wanted = _turns(actor, today, None, until, *columns).order_by(ItemState.item_id, ItemState.id)
    return [SingleTurn(*row) for row in session.execute(wanted)]


def open_at_each(session: Session, actor: Actor, today: date, moments: Sequence[datetime]) -> list[int]:
    """How many items were open at each of these moments; one statement."""
    if not moments:
        return []
    sums = [func.coalesce(func.sum(case((held_at(moment), 1), else_=0)), 0) for moment in moments]
    row = session.execute(
        select(*sums)
        .select_from(ItemState)
        .where(is_known(ItemState.item_id, actor, today), ItemState.standing == Standing.OPEN)
    ).one()
    return list(row)


@dataclass(frozen=True)
class TurnedItem:
    """One item behind a term of the counts, and the event that turned it."""

    reference: str
    kind: ItemKind
    number: str | None
    heading: str
    text: str
    report_title: str
    before: Standing | None
    after: Standing
    off_reason: OffListReason | None
    at: datetime
    event_seq: int


def _kinds(kinds: Sequence[Turned]) -> ColumnElement[bool]:
    """The condition that a turn is of one of these kinds."""
    wanted: list[ColumnElement[bool]] = [
        and_(
            _BEFORE.id.is_(None) if before is None else _BEFORE.standing == before,
            ItemState.standing == after,
            literal(True) if reason is None else ItemState.off_list_reason == reason,
        )
        for before, after, reason in kinds
    ]
    return or_(*wanted)


def turned_items(
    session: Session,
    actor: Actor,
    today: date,
    period: tuple[datetime, datetime],
    kinds: Sequence[Turned],
    page: int = 1,
) -> list[TurnedItem]:
    """One page of the items that turned so after a moment and up to another, in the order of their turns."""
    columns = (
        Item.reference,
        Item.kind,
        Item.number,
        Item.heading,
        Item.text,
        Report.title,
        _BEFORE.standing,
        ItemState.standing,
        ItemState.off_list_reason,
        ItemState.valid_from,
        ItemState.event_seq,
    )
    wanted = (
        _turns(actor, today, *period, *columns)
        .join(Item, Item.id == ItemState.item_id)
        .join(Report, Report.id == Item.report_id)
        .where(_kinds(kinds))
        .order_by(ItemState.valid_from, ItemState.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    return [TurnedItem(*row) for row in session.execute(wanted)]


def turned_count(
    session: Session,
    actor: Actor,
    today: date,
    period: tuple[datetime, datetime],
    kinds: Sequence[Turned],
) -> int:
    """How many turns of these kinds there were after a moment and up to another."""
    wanted = _turns(actor, today, *period, func.count()).where(_kinds(kinds))
    return session.scalar(wanted) or 0
