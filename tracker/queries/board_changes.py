"""What changed of a board's items since the last board: their states, ratings, and the events behind them."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, or_, select, union
from sqlalchemy.orm import Session

from tracker.domain.audit import EventName
from tracker.domain.target_dates import DateReason
from tracker.domain.vocabulary import ItemKind, Rating, TargetState
from tracker.models.board import BoardItem
from tracker.models.event import Event, EventText
from tracker.models.item import Item
from tracker.models.item_state import ItemState, RatingPeriod
from tracker.models.target_date import TargetDate
from tracker.queries.board_scope import NOBODY, PackScope, items_ever_on_board, items_on_board
from tracker.queries.parameters import answered
from tracker.queries.reports import events_under_embargo


class StateRow(NamedTuple):
    """One state of an item that held at some time of the period."""

    item_id: int
    state_id: int
    event_seq: int
    valid_from: datetime
    valid_to: datetime | None
    owner_post_id: int | None
    date_in_force: date | None


def _of_the_period(scope: PackScope) -> Any:
    return and_(
        ItemState.item_id.in_(items_on_board(scope.board_id, scope.as_at)),
        ItemState.valid_from <= scope.as_at,
        or_(ItemState.valid_to.is_(None), ItemState.valid_to > scope.opened_at),
    )


def states_of_the_period(session: Session, scope: PackScope) -> dict[int, list[StateRow]]:
    """By item, the states that held at the start or began since, in their order."""
    wanted: Any = (
        select(
            ItemState.item_id,
            ItemState.id,
            ItemState.event_seq,
            ItemState.valid_from,
            ItemState.valid_to,
            ItemState.owner_post_id,
            ItemState.date_in_force,
        )
        .where(_of_the_period(scope))
        .order_by(ItemState.item_id, ItemState.id)
    )
    found: dict[int, list[StateRow]] = defaultdict(list)
    for row in answered(session, wanted, {}).all():
        found[row[0]].append(StateRow._make(row))
    return found


def ratings_of_the_period(session: Session, scope: PackScope) -> dict[int, list[tuple[date, Rating]]]:
    """By state, the ratings that ruled on a day of the period, each with the day from which it does."""
    wanted: Any = (
        select(RatingPeriod.state_id, RatingPeriod.from_on, RatingPeriod.rating)
        .select_from(ItemState)
        .join(RatingPeriod, RatingPeriod.state_id == ItemState.id)
        .where(_of_the_period(scope), RatingPeriod.from_on <= scope.day, RatingPeriod.to_on > scope.opened_on)
        .order_by(RatingPeriod.state_id, RatingPeriod.from_on)
    )
    found: dict[int, list[tuple[date, Rating]]] = defaultdict(list)
    for state_id, from_on, rating in answered(session, wanted, {}).all():
        found[state_id].append((from_on, rating))
    return found


class ActRow(NamedTuple):
    """An event behind a change: when, who, what, and the reason that was given."""

    at: datetime
    by: str
    name: EventName
    reason: str


def acts_of_the_period(session: Session, scope: PackScope) -> dict[int, ActRow]:
    """By their number, the events of the period that changed an item of the board, or moved it on or off.

    One that also speaks of a report under embargo is left out, with its reason.
    """
    ours = items_ever_on_board(scope)
    seqs: Any = union(
        select(ItemState.event_seq).where(
            ItemState.item_id.in_(ours),
            ItemState.valid_from > scope.opened_at,
            ItemState.valid_from <= scope.as_at,
        ),
        select(BoardItem.event_seq).where(
            BoardItem.board_id == scope.board_id,
            BoardItem.valid_from > scope.opened_at,
            BoardItem.valid_from <= scope.as_at,
        ),
        select(BoardItem.ended_seq).where(
            BoardItem.board_id == scope.board_id,
            BoardItem.valid_to > scope.opened_at,
            BoardItem.valid_to <= scope.as_at,
        ),
    )
    wanted: Any = (
        select(
            Event.seq,
            Event.at,
            Event.actor_name,
            Event.name,
            EventText.text,
            EventText.redacted_text,
        )
        .outerjoin(EventText, and_(EventText.event_seq == Event.seq, EventText.position == -1))
        .where(Event.seq.in_(seqs), Event.seq.not_in(events_under_embargo(NOBODY, scope.day)))
        .order_by(Event.seq)
    )
    return {
        seq: ActRow(at, by, EventName(name), text or redacted or "")
        for seq, at, by, name, text, redacted in answered(session, wanted, {}).all()
    }


class ItemName(NamedTuple):
    """An item that is no longer on the board."""

    reference: str
    kind: ItemKind
    number: str | None


def items_that_left(session: Session, scope: PackScope) -> dict[int, ItemName]:
    """The items that left the board since the last one, by id."""
    left = select(BoardItem.item_id).where(
        BoardItem.board_id == scope.board_id,
        BoardItem.valid_to > scope.opened_at,
        BoardItem.valid_to <= scope.as_at,
        BoardItem.item_id.in_(items_ever_on_board(scope)),
    )
    wanted: Any = (
        select(Item.id, Item.reference, Item.kind, Item.number).where(Item.id.in_(left)).order_by(Item.id)
    )
    return {row[0]: ItemName._make(row[1:]) for row in answered(session, wanted, {}).all()}


class MoveRow(NamedTuple):
    """A date that was asked for, with what was decided since, perhaps after the moment of the pack."""

    item_id: int
    before_on: date | None
    wanted_on: date
    reason: DateReason | None
    words: str
    state: TargetState
    asked_by: str
    asked_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    decision_words: str


def moves_asked(session: Session, scope: PackScope) -> list[MoveRow]:
    """Every move of a date asked for by the moment, of the items that the board oversaw then."""
    wanted: Any = (
        select(
            TargetDate.item_id,
            TargetDate.before_on,
            TargetDate.wanted_on,
            TargetDate.reason,
            TargetDate.words,
            TargetDate.state,
            TargetDate.asked_by,
            TargetDate.asked_at,
            TargetDate.decided_by,
            TargetDate.decided_at,
            TargetDate.decision_words,
        )
        .where(
            TargetDate.item_id.in_(items_on_board(scope.board_id, scope.as_at)),
            TargetDate.is_move.is_(True),
            TargetDate.asked_at <= scope.as_at,
        )
        .order_by(TargetDate.item_id, TargetDate.id)
    )
    return [MoveRow._make(row) for row in answered(session, wanted, {}).all()]
