"""Issuing a letter: its bytes, what they print, and the head of the history before the event, in one act."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from tracker.documents.letter import write_letter
from tracker.domain.audit import GENESIS, Change, EventName
from tracker.domain.cleaning import clean_line
from tracker.domain.letter_snapshots import SnapshotPurpose, name_of_issue, printed_head, snapshot
from tracker.domain.permissions import Actor
from tracker.domain.refusals import NotAllowed, NotHere
from tracker.domain.response_moves import Move
from tracker.domain.response_rules import Given, may_move
from tracker.domain.verdict import refused
from tracker.domain.vocabulary import ResponseStatus
from tracker.models.base import db
from tracker.models.letter_version import LetterVersion
from tracker.models.response import Response
from tracker.queries.events import head
from tracker.queries.response_moves import IssuedFile, issued_file
from tracker.services.exports import write_once
from tracker.services.history import record
from tracker.services.letter_details import subject_of
from tracker.services.letter_imports import keep_file
from tracker.services.letter_states import state_of
from tracker.services.response_moves import begun, confirmed_names, fall, moved
from tracker.services.writing import verb

PROGRAM = Actor(None, "The program itself", frozenset(), is_system=True)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Issued:
    """An issued letter; `is_copied` is False where exports/ took no copy, which the next start puts right."""

    name: str
    sha256: str
    is_copied: bool


def issue(
    *,
    response: Response,
    version: int,
    seen: str,
    given: Given,
    exports_dir: Path,
    by: Actor,
    now: datetime,
    today: date,
) -> Issued:
    """Issue the letter that was approved and `seen`; where it would print something else, its approval falls.

    Killed at any point, there is no letter or a whole one with its event: all of it is one transaction, and
    the copy in exports/ is made from what was committed.
    """
    _let_fall_if_changed(response, by=by, now=now, today=today)
    name, content, digest = _issue(
        response=response, version=version, seen=seen, given=given, by=by, now=now, today=today
    )
    try:
        is_copied = write_once(exports_dir, name, content)
    except OSError:
        is_copied = False
    return Issued(name, digest, is_copied)


def _let_fall_if_changed(response: Response, *, by: Actor, now: datetime, today: date) -> None:
    if response.status is not ResponseStatus.APPROVED:
        return
    facts = state_of(response=response, today=today).facts
    if not facts.text_changes or not may_move(by, Move.ISSUE, replace(facts, text_changes=())):
        return
    changes = fall(response=response, by=PROGRAM, now=now, today=today)
    sentence = "The letter has changed since it was approved, so the approval fell and nothing was issued."
    raise NotAllowed(refused(f"{sentence} {' '.join(changes)} It must be submitted and approved again."))


@verb
def _issue(
    *, response: Response, version: int, seen: str, given: Given, by: Actor, now: datetime, today: date
) -> tuple[str, bytes, str]:
    state = begun(Move.ISSUE, response, version, given, seen=seen, by=by, today=today)
    last = head(db.session())
    seq, digest = (last.seq, last.hash) if last else (0, GENESIS)
    content = write_letter(replace(state.letter, made_at=now), head=printed_head(seq, digest))
    name = name_of_issue(response.reference, state.number)
    file = keep_file(name=name, content=content, by=by, now=now)
    file.media_type = WORD
    released = clean_line(given.signature_released_by).strip() if state.facts.prints_signature else ""
    db.session.add(
        LetterVersion(
            response_id=response.id,
            number=state.number,
            purpose=SnapshotPurpose.ISSUED,
            printed=snapshot(state.parts),
            fingerprint=state.fingerprint,
            file_id=file.id,
            sha256=file.sha256,
            head_seq=seq,
            head_hash=digest,
            signature_released_by=released,
            made_at=now,
            made_by=by.name,
            made_by_id=by.account_id,
        )
    )
    subject = subject_of(response)
    changes = [
        moved(response, Move.ISSUE),
        Change(subject, "issued_version", None, str(state.number)),
        Change(subject, "issued_sha256", None, file.sha256),
        *confirmed_names(response, by, today),
    ]
    if released:
        changes.append(Change(subject, "signature_released_by", None, released))
    record(name=EventName.LETTER_ISSUED, by=by, now=now, changes=changes)
    return name, content, file.sha256


def issued_copy(*, response: Response, number: int) -> IssuedFile:
    """The bytes of an issued version, as they were issued; NotHere where none was, or once destroyed."""
    found = issued_file(db.session(), response, number)
    if found is None:
        raise NotHere(f"Version {number} of {response.reference} has not been issued.")
    if found.content is None:
        raise NotHere("The file of this letter was destroyed by a redaction.")
    return found
