"""The final copy of a meeting's pack: its rows, its documents and its event in one act, and never changed."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from tracker.domain.audit import GENESIS, Change, EventName
from tracker.domain.cleaning import clean_text
from tracker.domain.file_names import media_type
from tracker.domain.meetings import (
    MeetingMove,
    MoveWords,
    is_before_cut_off,
    may_move,
    problems_with_move,
)
from tracker.domain.packs import Pack
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Invalid, NotHere
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.final_copy import FinalCopy
from tracker.models.meeting import Meeting
from tracker.queries.events import head
from tracker.queries.final_copies import copy_numbered
from tracker.queries.meetings import final_copies
from tracker.services.exports import write_once
from tracker.services.final_copy_store import KeptCopy, keep_document, keep_rows, rows_to_keep
from tracker.services.final_documents import Document, documents_of
from tracker.services.history import record
from tracker.services.letter_imports import keep_file
from tracker.services.meetings import facts_of, moved, subject_of_meeting
from tracker.services.packs import pack_of, reconciliation
from tracker.services.reports import require
from tracker.services.writing import claim, verb


@dataclass(frozen=True)
class Made:
    """A final copy that was made; `is_copied` is False where exports/ took not every document, which the
    next start puts right."""

    number: int
    names: tuple[str, ...]
    is_copied: bool


def get_copy(*, meeting: Meeting, number: int, by: Actor) -> FinalCopy:
    """One version of a meeting's final copy; everybody signed in may read it."""
    require(may(by, Ability.READ_REGISTER))
    found = copy_numbered(db.session(), meeting.id, number)
    if found is None:
        raise NotHere(f"There is no version {number} of the final copy for this meeting.")
    return found


def make_final_copy(
    *,
    meeting: Meeting,
    version: int,
    before_cut_off: str = "",
    does_not_reconcile: str = "",
    exports_dir: Path,
    by: Actor,
    now: datetime,
    today: date,
) -> Made:
    """Make the final copy of a drafted pack.

    Killed at any point, there is no final copy or a whole one with its event: all of it is one transaction,
    and the copies in exports/ are made from what was committed.
    """
    words = MoveWords(before_cut_off=before_cut_off, does_not_reconcile=does_not_reconcile)
    number, documents = _store(
        meeting=meeting,
        version=version,
        move=MeetingMove.MAKE_FINAL,
        words=words,
        by=by,
        now=now,
        today=today,
    )
    return _copied(number, documents, exports_dir)


def correct_final_copy(
    *,
    meeting: Meeting,
    version: int,
    reason: str,
    does_not_reconcile: str = "",
    exports_dir: Path,
    by: Actor,
    now: datetime,
    today: date,
) -> Made:
    """Make the next version of a final copy, with its reason; the version before stays as it was."""
    words = MoveWords(reason=reason, does_not_reconcile=does_not_reconcile)
    number, documents = _store(
        meeting=meeting, version=version, move=MeetingMove.CORRECT, words=words, by=by, now=now, today=today
    )
    return _copied(number, documents, exports_dir)


def _copied(number: int, documents: tuple[Document, ...], exports_dir: Path) -> Made:
    are_copied = True
    for document in documents:
        try:
            are_copied = write_once(exports_dir, document.name, document.content) and are_copied
        except OSError:
            are_copied = False
    return Made(number, tuple(document.name for document in documents), are_copied)


@verb
def _store(
    *,
    meeting: Meeting,
    version: int,
    move: MeetingMove,
    words: MoveWords,
    by: Actor,
    now: datetime,
    today: date,
) -> tuple[int, tuple[Document, ...]]:
    claim(meeting, version, "meeting")
    board = db.session.get_one(Board, meeting.board_id)
    pack = pack_of(board=board, meeting=meeting, as_at=now, now=now)
    words = _words_that_hold(board, meeting, move, words, pack, by=by, today=today)
    number = len(final_copies(db.session(), meeting.id)) + 1
    pack = _as_final(pack, number, words, now)
    documents = documents_of(board=board, meeting=meeting, pack=pack, number=number)
    kept = rows_to_keep(pack)
    changes = _keep(meeting, pack, kept, documents, by=by, now=now, today=today)
    if move is MeetingMove.MAKE_FINAL:
        changes = [*moved(meeting=meeting, move=move), *changes]
    is_first = move is MeetingMove.MAKE_FINAL
    record(
        name=EventName.FINAL_COPY_MADE if is_first else EventName.FINAL_COPY_CORRECTED,
        by=by,
        now=now,
        changes=changes,
        reason=words.reason,
    )
    return number, documents


def _words_that_hold(
    board: Board,
    meeting: Meeting,
    move: MeetingMove,
    words: MoveWords,
    pack: Pack,
    *,
    by: Actor,
    today: date,
) -> MoveWords:
    """The reasons that will be printed, or a refusal; one that was given and is not needed is left out."""
    found = reconciliation(board=board, opened_at=pack.head.opened_at, as_at=pack.head.as_at)
    facts = facts_of(meeting=meeting, by=by, today=today, does_reconcile=found.reconciles)
    require(may_move(by, move, facts, today))
    cleaned = MoveWords(
        reason=clean_text(words.reason).strip(),
        before_cut_off=_needed(words.before_cut_off, is_before_cut_off(move, facts, today)),
        does_not_reconcile=_needed(words.does_not_reconcile, not found.reconciles),
    )
    if problems := problems_with_move(move, facts, cleaned, today):
        raise Invalid(problems)
    return cleaned


def _needed(words: str, is_needed: bool) -> str:
    return clean_text(words).strip() if is_needed else ""


def _as_final(pack: Pack, number: int, words: MoveWords, now: datetime) -> Pack:
    last = head(db.session())
    return replace(
        pack,
        head=replace(
            pack.head,
            as_at=now,
            is_draft=False,
            version=number,
            correction=words.reason,
            before_cut_off=words.before_cut_off,
            does_not_reconcile=words.does_not_reconcile,
            head_seq=last.seq if last else 0,
            head_hash=last.hash if last else GENESIS,
        ),
    )


def _keep(
    meeting: Meeting,
    pack: Pack,
    kept: KeptCopy,
    documents: tuple[Document, ...],
    *,
    by: Actor,
    now: datetime,
    today: date,
) -> list[Change]:
    told = pack.head
    copy = FinalCopy(
        meeting_id=meeting.id,
        number=told.version,
        as_at=told.as_at,
        made_on=today,
        made_by=by.name,
        rows_sha256=kept.fingerprint,
        head_seq=told.head_seq,
        head_hash=told.head_hash,
        correction=told.correction,
        before_cut_off=told.before_cut_off,
        does_not_reconcile=told.does_not_reconcile,
    )
    db.session.add(copy)
    keep_rows(copy, kept)
    subject = subject_of_meeting(meeting)
    changes = [
        Change(subject, "final_copy", None, str(copy.number)),
        Change(subject, "rows_sha256", None, copy.rows_sha256),
    ]
    for field in ("before_cut_off", "does_not_reconcile"):
        if words := getattr(told, field):
            changes.append(Change(subject, field, None, words))
    for position, document in enumerate(documents, start=1):
        file = keep_file(name=document.name, content=document.content, by=by, now=now)
        file.media_type = media_type(document.name)
        changes.append(keep_document(copy, position, document.kind, document.title, file, subject))
    return changes
