"""An edit of what was submitted or approved takes it back to preparing; what was issued takes none."""

from datetime import datetime

from tracker.domain.audit import Change
from tracker.domain.refusals import NotAllowed
from tracker.domain.response_moves import status_after_edit
from tracker.domain.verdict import ALLOWED, Verdict, refused
from tracker.domain.vocabulary import ResponseOrigin, ResponseStatus
from tracker.models.base import db
from tracker.models.response import Response
from tracker.queries.response_moves import standing_approval
from tracker.services.letter_details import subject_of

EDITED = "The letter was changed after it was approved."


def may_change_words(response: Response) -> Verdict:
    """Whether the words of a letter are open: one drafted here closes when it is issued or withdrawn."""
    if response.origin is ResponseOrigin.IMPORTED or status_after_edit(response.status) is not None:
        return ALLOWED
    if response.status is ResponseStatus.WITHDRAWN:
        return refused("The response has been withdrawn: start a new one.")
    return refused("An issued letter never changes: open a corrected version of it first.")


def require_open(response: Response) -> None:
    """Raise NotAllowed where the words of a letter drafted here are closed."""
    verdict = may_change_words(response)
    if not verdict:
        raise NotAllowed(verdict)


def reopened(
    response: Response, changes: list[Change], *, now: datetime, while_approving: bool = False
) -> list[Change]:
    """The changes of an edit and with them where it leaves the letter; without changes it stays.

    What was approved is approved no longer.
    """
    require_open(response)
    after = status_after_edit(response.status, while_approving=while_approving)
    if not changes or response.origin is ResponseOrigin.IMPORTED or after in (None, response.status):
        return changes
    assert after is not None
    moved = Change(subject_of(response), "status", response.status.value, after.value)
    response.status = after
    let_fall(response, because=EDITED, now=now)
    db.session.flush()
    return [*changes, moved]


def let_fall(response: Response, *, because: str, now: datetime) -> None:
    """The approval that held, if there is one, holds no longer."""
    found = standing_approval(db.session(), response)
    if found is not None:
        found[0].fell_because, found[0].fell_at = because, now
