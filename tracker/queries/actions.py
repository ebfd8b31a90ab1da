"""Actions as they are read: one, those of an item, and all that this person may know of."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import ActionState
from tracker.models.action import Action, ActionItem
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.queries.ownership import posts_of
from tracker.queries.progress_facts import AT_ONCE
from tracker.queries.reports import MAX_ID, subjects_under_embargo


@dataclass(frozen=True)
class ActionRow:
    """An action with the post that answers for it and the items it serves, by their references."""

    action: Action
    post: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class ActionFilter:
    """Which actions to list; `can_be_overdue_on` leaves out what cannot be overdue on that day."""

    state: ActionState | None = None
    is_settled: bool = False
    can_be_overdue_on: date | None = None
    post_id: int | None = None
    item: str = ""
    is_mine: bool = False


def known_to(actor: Actor, today: date) -> Select[Action]:
    """The actions of which this person may know: those with an item under embargo are not there."""
    return select(Action).where(Action.id.not_in(subjects_under_embargo(actor, today)["action"]))


def action_by_id(session: Session, key: int, actor: Actor, today: date) -> ActionRow | None:
    """One action by its id, None where it is not for this person to know of."""
    if not 0 < key <= MAX_ID:
        return None
    return next(iter(_rows(session, known_to(actor, today).where(Action.id == key))), None)


def action_by_nonce(session: Session, nonce: str) -> int | None:
    """The action that one form made, if it was sent before."""
    return session.scalars(select(Action.id).where(Action.nonce == nonce)).first() if nonce else None


def action_of_commitment(session: Session, commitment_id: int, actor: Actor, today: date) -> ActionRow | None:
    """The action into which a commitment was made."""
    wanted = known_to(actor, today).where(Action.commitment_id == commitment_id)
    return next(iter(_rows(session, wanted)), None)


def actions_of_item(session: Session, item_id: int, actor: Actor, today: date) -> list[ActionRow]:
    """The actions of one item, those still open first, by their day."""
    serving = select(ActionItem.action_id).where(ActionItem.item_id == item_id)
    return _rows(session, known_to(actor, today).where(Action.id.in_(serving)))


def action_rows(session: Session, actor: Actor, today: date, chosen: ActionFilter) -> list[ActionRow]:
    """The actions that match, those still open first, by their day."""
    wanted = known_to(actor, today)
    if chosen.state is not None:
        wanted = wanted.where(Action.state == chosen.state)
    if chosen.is_settled:
        wanted = wanted.where(Action.state != ActionState.OPEN)
    if chosen.can_be_overdue_on is not None:
        # A duty never falls due before its first day.
        wanted = wanted.where(Action.state == ActionState.OPEN, Action.target_on < chosen.can_be_overdue_on)
    if chosen.post_id is not None:
        wanted = wanted.where(Action.owner_post_id == chosen.post_id)
    if chosen.is_mine:
        wanted = wanted.where(Action.owner_post_id.in_(posts_of(actor.account_id or 0, today)))
    if chosen.item:
        serving = (
            select(ActionItem.action_id)
            .join(Item, Item.id == ActionItem.item_id)
            .where(Item.reference == chosen.item)
        )
        wanted = wanted.where(Action.id.in_(serving))
    return _rows(session, wanted)


def posts_with_actions(session: Session, actor: Actor, today: date) -> list[tuple[int, str]]:
    """The posts that answer for any action that this person may know of."""
    known = known_to(actor, today).with_only_columns(Action.owner_post_id)
    rows = session.execute(
        select(Post.id, Post.title).where(Post.id.in_(known)).order_by(Post.title, Post.id)
    )
    return [(key, title) for key, title in rows]


def _rows(session: Session, wanted: Select[Action]) -> list[ActionRow]:
    """In a constant number of statements for every 500 actions."""
    ordered = wanted.order_by(Action.state != ActionState.OPEN, Action.target_on, Action.id)
    actions = list(session.scalars(ordered))
    items = _items(session, [one.id for one in actions])
    held = {one.owner_post_id for one in actions}
    titles = dict(session.execute(select(Post.id, Post.title).where(Post.id.in_(held))).all())
    return [ActionRow(one, titles.get(one.owner_post_id or 0, ""), tuple(items[one.id])) for one in actions]


def _items(session: Session, keys: Sequence[int]) -> dict[int, list[Item]]:
    found: dict[int, list[Item]] = defaultdict(list)
    for start in range(0, len(keys), AT_ONCE):
        rows = session.execute(
            select(ActionItem.action_id, Item)
            .join(Item, Item.id == ActionItem.item_id)
            .where(ActionItem.action_id.in_(keys[start : start + AT_ONCE]))
            .order_by(ActionItem.action_id, Item.reference)
        )
        for action_id, item in rows:
            found[action_id].append(item)
    return found
