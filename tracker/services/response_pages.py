"""The public page of a response: the words of its letter in plain HTML, never before the letter is issued."""

from dataclasses import dataclass
from datetime import date

from tracker.documents.letter import Letter, MissingFromLetter
from tracker.documents.letter_of_parts import letter_of_parts
from tracker.documents.response_page import MarkedLetter, response_fragment, response_page
from tracker.domain.letter_snapshots import SnapshotPurpose, parts_in
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Invalid
from tracker.domain.verdict import ALLOWED, Verdict, refused
from tracker.domain.vocabulary import ResponseStatus
from tracker.models.base import db
from tracker.models.response import Response
from tracker.queries.issued_words import version_being_corrected
from tracker.queries.response_moves import latest
from tracker.services.letters import letter_draft
from tracker.services.reports import require


@dataclass(frozen=True)
class PublicPage:
    """The page as one file, and its inner part to stand in a page of ours."""

    name: str
    content: bytes
    fragment: str


def may_make_public_page(actor: Actor, status: ResponseStatus, *, stands_issued: bool = False) -> Verdict:
    """Whether the page may be made: only of a letter that has gone out.

    `stands_issued`: a version was issued, and a corrected one is being prepared.
    """
    if status is ResponseStatus.WITHDRAWN:
        return refused("The response has been withdrawn: it has no public page.")
    if not status.is_issued and not stands_issued:
        return refused("The letter has not been issued: its public page can be made once it is.")
    return may(actor, Ability.READ_RESPONSES) and ALLOWED


def public_page(*, response: Response, by: Actor, today: date) -> PublicPage:
    """The public page of the last issued version; NotAllowed before an issue, Invalid where it has gaps."""
    stands_issued = version_being_corrected(db.session(), response) is not None
    require(may_make_public_page(by, response.status, stands_issued=stands_issued))
    letter = _letter_as_issued(response, by, today)
    try:
        return PublicPage(f"{response.reference}.html", response_page(letter), response_fragment(letter))
    except MissingFromLetter as missing:
        names = ", ".join(missing.names)
        raise Invalid({"letter": f"The page cannot be made: the letter lacks {names}."}) from missing
    except MarkedLetter as marked:
        raise Invalid({"letter": str(marked)}) from marked


def _letter_as_issued(response: Response, by: Actor, today: date) -> Letter:
    """The letter as it went out, whatever the register says by now; one brought in is as it was read."""
    issued = latest(db.session(), response, SnapshotPurpose.ISSUED)
    if issued is None:
        return letter_draft(response=response, by=by, today=today).letter
    return letter_of_parts(parts_in(issued.printed), made_at=issued.made_at)
