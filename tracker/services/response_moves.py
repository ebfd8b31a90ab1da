"""The moves of a response: submitted, sent back, approved, issued, corrected, withdrawn (one verb each)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

from tracker.domain.audit import Change, EventName, as_text, differences
from tracker.domain.cleaning import clean_line, clean_text
from tracker.domain.letter_snapshots import SnapshotPurpose, snapshot
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Conflict, Invalid
from tracker.domain.response_moves import TABLE, Move, row_of
from tracker.domain.response_rules import Given, may_move, problems_with_move
from tracker.models.approval import Approval
from tracker.models.base import db
from tracker.models.letter_version import LetterVersion
from tracker.models.response import Response
from tracker.queries.events import last_words_on
from tracker.readers.proofs import check_proof
from tracker.readers.unreadable import UnreadableFile
from tracker.services.history import record
from tracker.services.letter_details import details_of, subject_of
from tracker.services.letter_imports import keep_file
from tracker.services.letter_states import LetterState, state_of
from tracker.services.reopening import let_fall
from tracker.services.reports import require
from tracker.services.responses import altered_letter
from tracker.services.writing import claim, verb

NOTHING = Given()


@dataclass(frozen=True)
class ProofFile:
    """A file that proves an approval, as it came."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Elsewhere:
    """An approval given elsewhere: by whom, on which day, and what proves it, a file or words."""

    given_by: str
    on: date | None
    proof: str = ""
    file: ProofFile | None = None


@verb
def submit(*, response: Response, version: int, by: Actor, now: datetime, today: date) -> None:
    """Submit the letter for approval, as it stands."""
    state = begun(Move.SUBMIT, response, version, by=by, today=today)
    kept = keep_version(response, state, SnapshotPurpose.SUBMITTED, by=by, now=now)
    changes = [moved(response, Move.SUBMIT), _text("submitted_text", response, kept)]
    record(name=EventName.RESPONSE_SUBMITTED, by=by, now=now, changes=changes)


@verb
def send_back(
    *, response: Response, version: int, reason: str, by: Actor, now: datetime, today: date
) -> None:
    """Send the letter back to be prepared; an approval that it had falls."""
    reason = clean_text(reason).strip()
    begun(Move.SEND_BACK, response, version, Given(reason=reason), by=by, today=today)
    let_fall(response, because="The letter was sent back.", now=now)
    changes = [moved(response, Move.SEND_BACK)]
    record(name=EventName.RESPONSE_SENT_BACK, by=by, now=now, changes=changes, reason=reason)


@verb
def approve(
    *,
    response: Response,
    version: int,
    seen: str,
    given: Given,
    paragraphs: str | None = None,
    by: Actor,
    now: datetime,
    today: date,
) -> None:
    """Approve exactly the text of the fingerprint that was `seen`, or that text with other `paragraphs`.

    Conflict where the letter prints something else by now.
    """
    state = begun(Move.APPROVE, response, version, given, seen=seen, by=by, today=today)
    changes = confirmed_names(response, by, today)
    if paragraphs is not None and clean_text(paragraphs).strip("\n") != response.paragraphs:
        details = replace(details_of(response), paragraphs=paragraphs)
        changes += altered_letter(response=response, details=details, now=now, while_approving=True)
        state = state_of(response=response, today=today)
        require(may_move(by, Move.APPROVE, state.facts))
    changes = [*_approved(response, state, Move.APPROVE, None, by, now), *changes]
    record(name=EventName.RESPONSE_APPROVED, by=by, now=now, changes=changes)


@verb
def record_approval(
    *,
    response: Response,
    version: int,
    seen: str,
    elsewhere: Elsewhere,
    names_confirmed: bool,
    by: Actor,
    now: datetime,
    today: date,
) -> None:
    """Record that the approver approved elsewhere the text that was `seen`, with the proof of it."""
    elsewhere = replace(
        elsewhere, given_by=clean_line(elsewhere.given_by).strip(), proof=clean_text(elsewhere.proof).strip()
    )
    proof = elsewhere.proof or (elsewhere.file.name if elsewhere.file else "")
    given = Given(proof=proof, on=elsewhere.on, names_confirmed=names_confirmed)
    own = {} if elsewhere.given_by else {"given_by": "Enter the name of the person who approved the letter."}
    if elsewhere.file is not None:
        try:
            check_proof(elsewhere.file.name, elsewhere.file.content)
        except UnreadableFile as problem:
            own["file"] = str(problem)
    state = begun(Move.RECORD_APPROVAL, response, version, given, seen=seen, by=by, today=today, own=own)
    confirmed = confirmed_names(response, by, today)
    changes = _approved(response, state, Move.RECORD_APPROVAL, elsewhere, by, now)
    record(name=EventName.APPROVAL_RECORDED, by=by, now=now, changes=[*changes, *confirmed])


@verb
def fall(*, response: Response, by: Actor, now: datetime, today: date) -> tuple[str, ...]:
    """Let the approval fall because the letter would print something else; what changed, as sentences."""
    state = state_of(response=response, today=today)
    require(may_move(by, Move.FALL, state.facts))
    because = " ".join(state.facts.text_changes)
    let_fall(response, because=because, now=now)
    # The words of a draft are for those who may read it: they stand in a change, not in the event's reason.
    changes = [moved(response, Move.FALL), Change(subject_of(response), "approval", "held", because)]
    record(name=EventName.APPROVAL_FELL, by=by, now=now, changes=changes)
    return state.facts.text_changes


@verb
def correct(
    *, response: Response, version: int, reason: str, by: Actor, now: datetime, today: date
) -> LetterVersion:
    """Open a corrected version of an issued letter, with its reason; what was issued stays as it is."""
    reason = clean_text(reason).strip()
    state = begun(Move.CORRECT, response, version, Given(reason=reason), by=by, today=today)
    opened = keep_version(
        response,
        replace(state, number=state.number + 1),
        SnapshotPurpose.CORRECTION,
        by=by,
        now=now,
        reason=reason,
    )
    changes = [moved(response, Move.CORRECT)]
    record(name=EventName.CORRECTION_OPENED, by=by, now=now, changes=changes, reason=reason)
    return opened


@verb
def withdraw(*, response: Response, version: int, reason: str, by: Actor, now: datetime, today: date) -> None:
    """Withdraw a letter that has not been issued; its words stay on record."""
    reason = clean_text(reason).strip()
    begun(Move.WITHDRAW, response, version, Given(reason=reason), by=by, today=today)
    let_fall(response, because="The response was withdrawn.", now=now)
    changes = [moved(response, Move.WITHDRAW)]
    record(name=EventName.RESPONSE_WITHDRAWN, by=by, now=now, changes=changes, reason=reason)


def begun(
    move: Move,
    response: Response,
    version: int,
    given: Given = NOTHING,
    *,
    by: Actor,
    today: date,
    seen: str | None = None,
    own: Mapping[str, str] = MappingProxyType({}),
) -> LetterState:
    """The state of a letter about to be moved, its next version taken.

    `own` are problems that the move's form has besides. Raises NotAllowed, Invalid, or Conflict where
    somebody else moved it or the text is not the one seen.
    """
    state = state_of(response=response, today=today)
    verdict = may_move(by, move, state.facts)
    is_stale = response.version != version or (seen is not None and seen != state.fingerprint)
    if is_stale and (verdict or _is_of(by, move)):
        raise Conflict(last_words_on(db.session(), "response", response.id))
    require(verdict)
    problems = problems_with_move(move, state.facts, given) | dict(own)
    if problems:
        raise Invalid(problems)
    claim(response, version, "response")
    return state


def _is_of(by: Actor, move: Move) -> bool:
    """Whether a move is ever this person's, so that only a late window stands in the way."""
    return any(by.roles & row.roles for row in TABLE if row.move is move)


def moved(response: Response, move: Move) -> Change:
    """Give a letter the status that the move leads to."""
    row = row_of(move, response.status)
    assert row is not None, "the rules have let the move through"
    change = Change(subject_of(response), "status", response.status.value, row.after.value)
    response.status = row.after
    return change


def keep_version(
    response: Response,
    state: LetterState,
    purpose: SnapshotPurpose,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
) -> LetterVersion:
    """Keep what the letter prints now."""
    kept = LetterVersion(
        response_id=response.id,
        number=state.number,
        purpose=purpose,
        printed=snapshot(state.parts),
        fingerprint=state.fingerprint,
        signature_released_by="",
        reason=reason,
        made_at=now,
        made_by=by.name,
        made_by_id=by.account_id,
    )
    db.session.add(kept)
    db.session.flush()
    return kept


def _text(field: str, response: Response, kept: LetterVersion) -> Change:
    return Change(subject_of(response), field, None, kept.fingerprint)


def _approved(
    response: Response, state: LetterState, move: Move, elsewhere: Elsewhere | None, by: Actor, now: datetime
) -> list[Change]:
    """Keep the text and its approval; the changes, for the caller's one event."""
    assert by.account_id is not None, "the rules let persons through, and nobody else"
    kept = keep_version(response, state, SnapshotPurpose.APPROVED, by=by, now=now)
    file = elsewhere.file if elsewhere else None
    stored = keep_file(name=file.name, content=file.content, by=by, now=now) if file else None
    approval = Approval(
        response_id=response.id,
        version_id=kept.id,
        submitted_by_id=state.facts.submitted_by,
        approved_by_id=by.account_id,
        approved_by=by.name,
        approved_at=now,
        given_by=elsewhere.given_by if elsewhere else None,
        given_on=elsewhere.on if elsewhere else None,
        proof=elsewhere.proof if elsewhere else "",
        proof_file_id=stored.id if stored else None,
    )
    db.session.add(approval)
    changes = [moved(response, move), _text("approved_text", response, kept)]
    if elsewhere is not None:
        said = {
            "given_by": elsewhere.given_by,
            "given_on": as_text(elsewhere.on),
            "proof": elsewhere.proof or None,
            "proof_sha256": stored.sha256 if stored else None,
        }
        changes += differences(subject_of(response), {}, said)
    db.session.flush()
    return changes


def confirmed_names(response: Response, by: Actor, today: date) -> list[Change]:
    """Answer "still so?" in the act: the names in the letter were looked at today."""
    before = as_text(response.holders_confirmed_on)
    response.holders_confirmed_on, response.holders_confirmed_by = today, by.name
    return differences(
        subject_of(response), {"holders_confirmed_on": before}, {"holders_confirmed_on": as_text(today)}
    )
