"""How far an item has come: read from its progress, and moved on inside a larger act."""

from datetime import date

from tracker.domain.audit import Change, as_text, differences
from tracker.domain.delivery_moves import (
    DeliveryFacts,
    DeliveryMove,
    ItemInHand,
    delivery_of,
    facts_after,
    has_outside_closer,
)
from tracker.domain.permissions import Actor
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.progress import Progress
from tracker.models.report import Report
from tracker.queries.item_states import current_states
from tracker.queries.ownership import relations_to
from tracker.services.items import subject_of

M = DeliveryMove


def delivery_facts(progress: Progress) -> DeliveryFacts:
    """The facts of which the moves speak."""
    return DeliveryFacts(
        has_owner=progress.owner_post_id is not None,
        proposed_on=progress.proposed_on,
        proposed_by_id=progress.proposed_by_id,
        signed_off_on=progress.signed_off_on,
        closed_on=progress.closed_on,
    )


def in_hand(*, item: Item, by: Actor, today: date) -> ItemInHand:
    """The item as the rules of its moves read it for this person today."""
    session = db.session()
    progress = session.get_one(Progress, item.id)
    return ItemInHand(
        delivery=delivery_of(delivery_facts(progress)),
        standing=current_states(session, [item.id])[item.id].standing,
        for_whom=item.for_whom,
        has_outside_closer=has_outside_closer(session.get_one(Report, item.report_id).kind),
        relations=relations_to(session, by, item.id, today),
        proposed_by_id=progress.proposed_by_id,
    )


def moved(
    *, item: Item, move: DeliveryMove, on: date, who: str, by: Actor, words: str = "", level: str = ""
) -> list[Change]:
    """Make a move that the rules allow, inside a larger act: its changes, for the caller's one event.

    `who` is the name that the fact carries: the person's, or the inspectorate's for what it did.
    """
    progress = db.session.get_one(Progress, item.id)
    before = _said(progress)
    after = facts_after(delivery_facts(progress), move, on=on, by_id=by.account_id)
    if move is M.PROPOSE:
        progress.proposed_by, progress.proposal = who, words
    elif move is M.SIGN_OFF:
        progress.signed_off_by, progress.signed_off_by_id = who, by.account_id
    elif move is M.RECORD_CLOSURE:
        progress.closed_by = who
    progress.proposed_on, progress.proposed_by_id = after.proposed_on, after.proposed_by_id
    progress.signed_off_on, progress.closed_on = after.signed_off_on, after.closed_on
    if level:
        progress.closure_level = level
    _clear_what_no_longer_holds(progress)
    return differences(subject_of(item), before, _said(progress))


def _clear_what_no_longer_holds(progress: Progress) -> None:
    if progress.proposed_on is None:
        progress.proposed_by, progress.proposal = None, ""
    if progress.signed_off_on is None:
        progress.signed_off_by, progress.signed_off_by_id = None, None
    if progress.closed_on is None:
        progress.closed_by = None
    if progress.signed_off_on is None and progress.closed_on is None:
        progress.closure_level = ""


def _said(progress: Progress) -> dict[str, str | None]:
    return {
        "delivery": as_text(delivery_of(delivery_facts(progress))),
        "proposal": progress.proposal,
        "proposed_on": as_text(progress.proposed_on),
        "proposed_by": progress.proposed_by,
        "signed_off_on": as_text(progress.signed_off_on),
        "signed_off_by": progress.signed_off_by,
        "closed_on": as_text(progress.closed_on),
        "closed_by": progress.closed_by,
        "closure_level": progress.closure_level,
    }
