"""The actions on a board's items as they stood at a moment; what was recorded of them later is taken back."""

from collections import defaultdict
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from tracker.domain.vocabulary import ActionState
from tracker.models.action import Action, ActionDone, ActionItem
from tracker.models.event import Event, EventChange, EventText
from tracker.models.item import Item
from tracker.queries.board_scope import NOBODY, PackScope, items_on_board, may_be_told
from tracker.queries.parameters import answered
from tracker.queries.reports import subjects_under_embargo


class ActionRow(NamedTuple):
    """An action as it is recorded now."""

    key: int
    what: str
    owner_post_id: int | None
    target_on: date | None
    every_months: int | None
    state: ActionState
    settled_on: date | None
    proof_expected: str
    outcome: str


def _actions(scope: PackScope) -> Select[int]:
    """The ids of the actions on items of the board that anybody may know of."""
    serving = select(ActionItem.action_id).where(
        ActionItem.item_id.in_(items_on_board(scope.board_id, scope.as_at))
    )
    return select(Action.id).where(
        Action.id.in_(serving),
        Action.added_at <= scope.as_at,
        Action.id.not_in(subjects_under_embargo(NOBODY, scope.day)["action"]),
    )


def actions_on_board(session: Session, scope: PackScope) -> list[ActionRow]:
    """The actions on items of the board, by their numbers."""
    wanted: Any = (
        select(
            Action.id,
            Action.what,
            Action.owner_post_id,
            Action.target_on,
            Action.every_months,
            Action.state,
            Action.settled_on,
            Action.proof_expected,
            Action.outcome,
        )
        .where(Action.id.in_(_actions(scope)))
        .order_by(Action.id)
    )
    return [ActionRow._make(row) for row in answered(session, wanted, {}).all()]


def items_of_actions(session: Session, scope: PackScope) -> dict[int, list[str]]:
    """By action, the references of the items that it serves, in their order."""
    wanted: Any = (
        select(ActionItem.action_id, Item.reference)
        .join(Item, Item.id == ActionItem.item_id)
        .where(ActionItem.action_id.in_(_actions(scope)), may_be_told(ActionItem.item_id, scope.as_at))
        .order_by(ActionItem.action_id, Item.reference)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for action_id, reference in answered(session, wanted, {}).all():
        found[action_id].append(reference)
    return found


def turns_done(session: Session, scope: PackScope) -> dict[int, list[date]]:
    """By action, the days on which a repeating duty was done, as recorded by the moment."""
    wanted: Any = (
        select(ActionDone.action_id, ActionDone.done_on)
        .where(ActionDone.action_id.in_(_actions(scope)), ActionDone.recorded_at <= scope.as_at)
        .order_by(ActionDone.action_id, ActionDone.done_on, ActionDone.id)
    )
    found: dict[int, list[date]] = defaultdict(list)
    for action_id, done_on in answered(session, wanted, {}).all():
        found[action_id].append(done_on)
    return found


def actions_before(session: Session, scope: PackScope) -> dict[int, dict[str, str | None]]:
    """What was recorded of the actions at the moment, as far as it was changed since."""
    return recorded_before(session, scope, "action", _actions(scope))


def recorded_before(
    session: Session, scope: PackScope, kind: str, keys: Select[int]
) -> dict[int, dict[str, str | None]]:
    """By subject, what stood at the moment in each field that was changed since, as the history tells it."""
    first = (
        select(func.min(EventChange.event_seq).label("seq"), EventChange.subject_id, EventChange.field)
        .join(Event, Event.seq == EventChange.event_seq)
        .where(EventChange.subject_kind == kind, EventChange.subject_id.in_(keys), Event.at > scope.as_at)
        .group_by(EventChange.subject_id, EventChange.field)
        .subquery()
    )
    wanted: Any = (
        select(EventChange.subject_id, EventChange.field, EventText.text, EventText.redacted_text)
        .join(
            first,
            and_(
                EventChange.event_seq == first.c.seq,
                EventChange.subject_id == first.c.subject_id,
                EventChange.field == first.c.field,
            ),
        )
        .outerjoin(
            EventText,
            and_(
                EventText.event_seq == EventChange.event_seq,
                EventText.position == EventChange.position,
                EventText.side == "before",
            ),
        )
        .where(EventChange.subject_kind == kind)
        .order_by(EventChange.subject_id, EventChange.field, EventChange.position.desc())
    )
    found: dict[int, dict[str, str | None]] = defaultdict(dict)
    for subject_id, field, text, redacted in answered(session, wanted, {}).all():
        found[subject_id][field] = text if text is not None else redacted
    return found
