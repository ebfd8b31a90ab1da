"""Completion in words: the three truths beside one another, and the moves with their reasons."""

from dataclasses import dataclass
from datetime import date

from flask import url_for

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.delivery_moves import DeliveryMove
from tracker.domain.london_time import london_day
from tracker.domain.vocabulary import Delivery
from tracker.services.completion_views import CompletionInFull

ENDPOINTS: dict[DeliveryMove, str] = {
    DeliveryMove.PROPOSE: "completions.propose",
    DeliveryMove.WITHDRAW_PROPOSAL: "completions.withdraw_proposal",
    DeliveryMove.SIGN_OFF: "completions.sign_off",
    DeliveryMove.SEND_BACK: "completions.send_back",
    DeliveryMove.WITHDRAW_SIGN_OFF: "completions.withdraw_sign_off",
}


@dataclass(frozen=True)
class MoveButton:
    """A move as a button; with a reason it cannot be pressed."""

    text: str
    href: str
    reason: str


@dataclass(frozen=True)
class CompletionPanel:
    """The completion of an item as its page prints it."""

    proposed: str
    proposal: str
    signed_off: str
    closed: str
    closure_level: str
    sent_back: str
    missing: str
    moves: tuple[MoveButton, ...]
    is_proposed: bool
    may_check: bool


def completion_panel(full: CompletionInFull) -> CompletionPanel:
    """Everything an item's page says of its completion."""
    back = full.sent_back
    return CompletionPanel(
        proposed=_on(full.proposed_on, "proposed by", full.proposed_by) or "Not proposed",
        proposal=full.proposal,
        signed_off=_on(full.signed_off_on, "signed off by", full.signed_off_by) or "Not signed off",
        closed=_closed(full),
        closure_level=full.closure_level,
        sent_back=f"Sent back on {date_in_words(london_day(back.at))} by {back.by}" if back else "",
        missing=back.missing if back else "",
        moves=tuple(
            MoveButton(move.button, url_for(ENDPOINTS[move], reference=full.reference), verdict.reason)
            for move, verdict in full.moves
        ),
        is_proposed=full.delivery is Delivery.PROPOSED_COMPLETE,
        may_check=any(move is DeliveryMove.SIGN_OFF and verdict for move, verdict in full.moves),
    )


def _on(day: date | None, what: str, who: str | None) -> str:
    return f"{date_in_words(day)}, {what} {who}" if day else ""


def _closed(full: CompletionInFull) -> str:
    if full.closed_on is not None:
        return f"{date_in_words(full.closed_on)}, closed by {full.closed_by}"
    if not full.has_outside_closer:
        return "Nobody outside closes an item from this source: its sign-off is the end"
    return "Not closed"
