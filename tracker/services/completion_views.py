"""An item's completion as a person may see it: the three truths apart, and which moves are open."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.completion import OF_COMPLETION
from tracker.domain.delivery_moves import DeliveryMove, may_move, moves_from
from tracker.domain.permissions import Actor
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import Delivery
from tracker.models.base import db
from tracker.models.progress import Progress
from tracker.queries.completions import SentBack, sent_back
from tracker.services.delivery import in_hand
from tracker.services.items import get_item


@dataclass(frozen=True)
class CompletionInFull:
    """What was said of an item's completion, by whom, and what this person may do about it."""

    reference: str
    version: int
    delivery: Delivery
    has_outside_closer: bool
    proposed_on: date | None
    proposed_by: str | None
    proposal: str
    signed_off_on: date | None
    signed_off_by: str | None
    closed_on: date | None
    closed_by: str | None
    closure_level: str
    sent_back: SentBack | None
    moves: tuple[tuple[DeliveryMove, Verdict], ...]
    verdicts: dict[DeliveryMove, Verdict]

    def verdict_on(self, move: DeliveryMove) -> Verdict:
        """Whether this person may make a move now, else why not."""
        return self.verdicts[move]


def completion_in_full(*, reference: str, by: Actor, today: date) -> CompletionInFull:
    """The completion of an item today; NotHere and NotAllowed as for the item itself."""
    item, _ = get_item(reference=reference, by=by, today=today)
    session = db.session()
    row = session.get_one(Progress, item.id)
    hand = in_hand(item=item, by=by, today=today)
    possible = moves_from(hand.delivery)
    verdicts = {move: may_move(by, move, hand) for move in OF_COMPLETION}
    return CompletionInFull(
        reference=item.reference,
        version=row.version,
        delivery=hand.delivery,
        has_outside_closer=hand.has_outside_closer,
        proposed_on=row.proposed_on,
        proposed_by=row.proposed_by,
        proposal=row.proposal,
        signed_off_on=row.signed_off_on,
        signed_off_by=row.signed_off_by,
        closed_on=row.closed_on,
        closed_by=row.closed_by,
        closure_level=row.closure_level,
        sent_back=sent_back(session, [item.id]).get(item.id)
        if hand.delivery is Delivery.IN_PROGRESS
        else None,
        moves=tuple((move, verdicts[move]) for move in OF_COMPLETION if move in possible),
        verdicts=verdicts,
    )
