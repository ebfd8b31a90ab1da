"""Completion of an item: what is to be said when it is proposed, sent back, signed off or taken back."""

from dataclasses import dataclass

from tracker.domain.cleaning import is_blank
from tracker.domain.delivery_moves import DeliveryMove

MAX_WORDS = 4_000
LONGEST_LEVEL = 60
M = DeliveryMove

OF_COMPLETION = (M.PROPOSE, M.WITHDRAW_PROPOSAL, M.SIGN_OFF, M.SEND_BACK, M.WITHDRAW_SIGN_OFF)
"""The moves that are the office's own; what HMICFRS does is recorded with its letter."""

_SAY = {
    M.PROPOSE: "Say what shows that the item is complete.",
    M.SEND_BACK: "Say what is missing, so that the owner can put it right.",
    M.WITHDRAW_SIGN_OFF: "Say why the sign-off is withdrawn; the reason stays on record.",
}


@dataclass(frozen=True)
class CompletionWords:
    """What somebody says with a move; a closure level is the force's own, where it uses one."""

    words: str = ""
    has_seen_proof: bool = False
    closure_level: str = ""


def problems_with_completion(move: DeliveryMove, said: CompletionWords) -> dict[str, str]:
    """Each field that does not hold for this move, with the sentence that says how to put it right."""
    problems = {}
    if is_blank(said.words) and move in _SAY:
        problems["words"] = _SAY[move]
    elif len(said.words) > MAX_WORDS:
        problems["words"] = f"This must be {MAX_WORDS:,} characters or fewer; it has {len(said.words):,}."
    if move is M.SIGN_OFF and not said.has_seen_proof:
        problems["has_seen_proof"] = "Look at what shows completion first, then say that you have seen it."
    if len(said.closure_level) > LONGEST_LEVEL:
        length = len(said.closure_level)
        problems["closure_level"] = f"This must be {LONGEST_LEVEL} characters or fewer; it has {length}."
    return problems
