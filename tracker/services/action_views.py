"""Actions as pages read them: one with its verdicts, those of an item, what a promise suggests."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.actions import ActionDetails, is_overdue, may_plan_action, missed_turns, next_due
from tracker.domain.commitments import CommitmentKind, CommitmentState
from tracker.domain.permissions import Actor
from tracker.domain.refusals import NotAllowed, NotHere
from tracker.domain.verdict import Verdict, refused
from tracker.domain.vocabulary import ActionState
from tracker.models.base import db
from tracker.models.commitment import Commitment
from tracker.models.item import Item
from tracker.models.progress import Progress
from tracker.queries.actions import ActionRow, action_of_commitment, actions_of_item
from tracker.queries.offices import posts
from tracker.services.action_facts import details_of, done_days, items_served, may_report
from tracker.services.commitments import get_commitment
from tracker.services.items import get_item
from tracker.services.progress_proof_views import ProofView, proofs_of


@dataclass(frozen=True)
class ActionInFull:
    """One action with what follows from it on a day."""

    row: ActionRow
    details: ActionDetails
    due: date | None
    missed: tuple[date, ...]
    is_overdue: bool


@dataclass(frozen=True)
class Promised:
    """The commitment that an action came from, with its letter."""

    commitment: Commitment
    letter: str


@dataclass(frozen=True)
class ActionToWorkOn:
    """One action with the promise it came from and what this reader may do with it."""

    action: ActionInFull
    promised: Promised | None
    proofs: tuple[ProofView, ...]
    may_change: Verdict
    may_report: Verdict


@dataclass(frozen=True)
class ActionsOfItem:
    """The actions of one item, and whether this reader may add to them."""

    actions: tuple[ActionInFull, ...]
    may_add: Verdict

    @property
    def counted(self) -> tuple[int, int]:
        """How many are open, and how many there are; what was dropped counts no more."""
        states = [one.row.action.state for one in self.actions]
        return states.count(ActionState.OPEN), len(states) - states.count(ActionState.DROPPED)


def in_full(row: ActionRow, today: date) -> ActionInFull:
    """An action with its next day, and the turns that were missed."""
    details, done = details_of(row.action), done_days(row.action)
    is_open = row.action.state is ActionState.OPEN
    until = today if is_open else (row.action.settled_on or today)
    return ActionInFull(
        row,
        details,
        next_due(details, done) if is_open else None,
        missed_turns(details, done, until),
        is_overdue(details, row.action.state, done, today),
    )


def action_to_work_on(row: ActionRow, *, by: Actor, today: date) -> ActionToWorkOn:
    """An action as its page shows it to this person."""
    items = list(row.items)
    return ActionToWorkOn(
        in_full(row, today),
        _promised(row.action.commitment_id, by, today),
        _proofs(row, by, today),
        may_plan_action(by, items_served(items, by, today)),
        may_report(row.action, items, by, today),
    )


def _promised(key: int | None, by: Actor, today: date) -> Promised | None:
    """Where the action came from, as far as this person may know of the letter."""
    try:
        made, letter = get_commitment(key=key or 0, by=by, today=today)
    except (NotHere, NotAllowed):
        return None
    return Promised(made, letter.reference)


def _proofs(row: ActionRow, by: Actor, today: date) -> tuple[ProofView, ...]:
    """What was added to its items as the proof of this action and is in force."""
    found = {
        proof.key: proof
        for one in row.items
        for proof in proofs_of(reference=one.reference, by=by, today=today).in_force
        if proof.action_id == row.action.id
    }
    return tuple(found.values())


def actions_on(*, reference: str, by: Actor, today: date) -> ActionsOfItem:
    """The actions of one item that this person may know of; NotHere and NotAllowed as for the item itself."""
    item, _ = get_item(reference=reference, by=by, today=today)
    rows = actions_of_item(db.session(), item.id, by, today)
    may_add = may_plan_action(by, items_served([item], by, today))
    return ActionsOfItem(tuple(in_full(row, today) for row in rows), may_add)


def followed_up_by(made: Commitment, *, by: Actor, today: date) -> ActionInFull | None:
    """The action that follows a commitment up, as far as this person may know of it."""
    row = action_of_commitment(db.session(), made.id, by, today)
    return in_full(row, today) if row is not None else None


def may_become_action(made: Commitment, *, by: Actor, today: date) -> Verdict:
    """Whether this person may make the commitment an action: an open promise, of an item that they plan."""
    if made.kind is CommitmentKind.NOT_A_PROMISE or made.state is not CommitmentState.OPEN:
        return refused("Only a promise that is still open is made an action.")
    item = db.session.get(Item, made.item_id) if made.item_id else None
    return may_plan_action(by, items_served([item] if item else [], by, today))


def suggested_action(made: Commitment) -> ActionDetails:
    """What a promise suggests: its words, its day and months, and the post that its words name, else the
    item's owner."""
    named = [post.id for post in posts(db.session()) if post.title.casefold() == made.owner_post.casefold()]
    progress = db.session.get(Progress, made.item_id) if made.item_id else None
    owner = progress.owner_post_id if progress is not None else None
    return ActionDetails(made.text, next(iter(named), owner), made.falls_on, "", made.every_months)


def item_promised(made: Commitment) -> Item | None:
    """The item in whose answer the commitment stands; None for one in the letter's own paragraphs."""
    return db.session.get(Item, made.item_id) if made.item_id else None
