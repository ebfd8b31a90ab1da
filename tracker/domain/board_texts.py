"""The text for the board: drafted from the owner's update, edited by the secretary, read before the pack."""

from tracker.domain.cleaning import is_blank
from tracker.domain.meetings import MeetingStatus, may_run_board
from tracker.domain.ownership import WORKING, Relation
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.updates import MAX_TEXT
from tracker.domain.verdict import ALLOWED, Verdict, refused


def problems_with_text(text: str) -> dict[str, str]:
    """What does not hold of a text for the board, with the sentence that says how to put it right."""
    if is_blank(text):
        return {"text": "Write what the board is to read, or that there is nothing new."}
    if len(text) > MAX_TEXT:
        return {"text": f"This must be {MAX_TEXT:,} characters or fewer; it has {len(text):,}."}
    return {}


def may_edit_text(actor: Actor, status: MeetingStatus, *, is_secretary: bool) -> Verdict:
    """Whether this person may edit a meeting's texts; after the final copy they go into its correction."""
    if status is MeetingStatus.CALLED_OFF:
        return refused("This meeting was called off: set it again before its texts are edited.")
    return may_run_board(actor, is_secretary=is_secretary)


def may_read_text(actor: Actor, relations: frozenset[Relation], status: MeetingStatus) -> Verdict:
    """Who reads the text for the board before the final copy: who prepares it, and who works on the item."""
    if status.has_final_copy or relations & WORKING:
        return ALLOWED
    return may(actor, Ability.READ_BOARD_DRAFTS)
