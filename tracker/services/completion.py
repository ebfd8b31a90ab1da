"""Completion: the force says that an item is done, and somebody else has seen the proof of it."""

from datetime import date, datetime

from tracker.domain.audit import EventName
from tracker.domain.cleaning import clean_line, clean_text
from tracker.domain.completion import CompletionWords, problems_with_completion
from tracker.domain.delivery_moves import DeliveryMove, may_move
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Invalid
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.progress import Progress
from tracker.services.delivery import in_hand, moved
from tracker.services.history import record
from tracker.services.item_states import restated
from tracker.services.reports import require
from tracker.services.writing import claim, verb

M = DeliveryMove
TOLD: dict[DeliveryMove, EventName] = {
    M.PROPOSE: EventName.COMPLETION_PROPOSED,
    M.WITHDRAW_PROPOSAL: EventName.PROPOSAL_WITHDRAWN,
    M.SEND_BACK: EventName.COMPLETION_SENT_BACK,
    M.SIGN_OFF: EventName.COMPLETION_SIGNED_OFF,
    M.WITHDRAW_SIGN_OFF: EventName.SIGN_OFF_WITHDRAWN,
}


@verb
def propose_completion(
    *, item: Item, version: int, said: CompletionWords, by: Actor, now: datetime, today: date
) -> None:
    """Say that an item is done, and what shows it; another person checks it."""
    _make(M.PROPOSE, item, version, said, by=by, now=now, today=today)


@verb
def withdraw_proposal(
    *, item: Item, version: int, said: CompletionWords, by: Actor, now: datetime, today: date
) -> None:
    """Take a proposal of completion back before anybody has checked it."""
    _make(M.WITHDRAW_PROPOSAL, item, version, said, by=by, now=now, today=today)


@verb
def send_back(
    *, item: Item, version: int, said: CompletionWords, by: Actor, now: datetime, today: date
) -> None:
    """Send a proposal of completion back with what is missing."""
    _make(M.SEND_BACK, item, version, said, by=by, now=now, today=today)


@verb
def sign_off(
    *, item: Item, version: int, said: CompletionWords, by: Actor, now: datetime, today: date
) -> None:
    """Sign off completion: never the owner, nor who covers for the owner, nor who proposed it."""
    _make(M.SIGN_OFF, item, version, said, by=by, now=now, today=today)


@verb
def withdraw_sign_off(
    *, item: Item, version: int, said: CompletionWords, by: Actor, now: datetime, today: date
) -> None:
    """Take a sign-off back with a reason; the item is in progress again."""
    _make(M.WITHDRAW_SIGN_OFF, item, version, said, by=by, now=now, today=today)


def _make(
    move: DeliveryMove,
    item: Item,
    version: int,
    said: CompletionWords,
    *,
    by: Actor,
    now: datetime,
    today: date,
) -> None:
    # The version first: who comes second is told so, and not that the move is impossible now.
    claim(db.session.get_one(Progress, item.id), version, "item")
    require(may_move(by, move, in_hand(item=item, by=by, today=today)))
    said = CompletionWords(
        clean_text(said.words).strip(), said.has_seen_proof, clean_line(said.closure_level).strip()
    )
    problems = problems_with_completion(move, said)
    if problems:
        raise Invalid(problems)
    level = said.closure_level if move is M.SIGN_OFF else ""
    changes = moved(item=item, move=move, on=today, who=by.name, by=by, words=said.words, level=level)
    changes += restated(items=[item], now=now)
    record(name=TOLD[move], by=by, now=now, changes=changes, reason=said.words)
