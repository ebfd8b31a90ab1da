"""Final copies as they are read: by meeting and day, their rows and documents, what the history tells."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, Select, exists, select
from sqlalchemy.orm import Session

from tracker.domain.audit import EventName
from tracker.domain.final_copies import CopyRow, FileKind
from tracker.models.event import Event, EventChange, EventText
from tracker.models.final_copy import FinalCopy, FinalCopyFile, FinalCopyRow
from tracker.models.meeting import Meeting
from tracker.models.stored_file import StoredFile
from tracker.queries.events import said
from tracker.queries.meetings import IS_HELD

COPY_EVENTS = (EventName.FINAL_COPY_MADE, EventName.FINAL_COPY_CORRECTED)


@dataclass(frozen=True)
class CopyFile:
    """One document of a final copy; its size is that of the bytes as they were kept."""

    position: int
    kind: FileKind
    title: str
    name: str
    sha256: str
    size: int
    is_destroyed: bool
    file_id: int


def copy_numbered(session: Session, meeting_id: int, number: int) -> FinalCopy | None:
    """One version of a meeting's final copy."""
    return session.scalars(
        select(FinalCopy).where(FinalCopy.meeting_id == meeting_id, FinalCopy.number == number)
    ).first()


def copy_for_day(session: Session, board_id: int, on: date) -> FinalCopy | None:
    """The latest version for the meeting of a day; where none is held on it, the last copy made on it."""
    of_board = select(FinalCopy).join(Meeting, Meeting.id == FinalCopy.meeting_id)
    of_board = of_board.where(Meeting.board_id == board_id)
    for_meeting = of_board.where(Meeting.on == on).order_by(FinalCopy.number.desc())
    # The day of a meeting whose pack is not final yet is that meeting's, whatever was made for another on it.
    is_taken = session.scalar(select(exists().where(Meeting.board_id == board_id, Meeting.on == on, IS_HELD)))
    made = of_board.where(FinalCopy.made_on == on).order_by(FinalCopy.as_at.desc(), FinalCopy.id.desc())
    found = session.scalars(for_meeting.limit(1)).first()
    return found if found is not None or is_taken else session.scalars(made.limit(1)).first()


def rows_of_copy(session: Session, copy_id: int) -> list[CopyRow]:
    """The rows of a final copy in order, those that were redacted with what the history says of them."""
    told = _told_redactions(session, copy_id)
    rows = session.execute(
        select(
            FinalCopyRow.position,
            FinalCopyRow.part,
            FinalCopyRow.line,
            FinalCopyRow.sha256,
            FinalCopyRow.redaction_id,
        )
        .where(FinalCopyRow.copy_id == copy_id)
        .order_by(FinalCopyRow.position)
    )
    return [
        CopyRow(position, part, line, sha256, redaction is not None, told.get(f"row {position}", ""))
        for position, part, line, sha256, redaction in rows
    ]


def _told_redactions(session: Session, copy_id: int) -> dict[str, str]:
    """The fingerprint that the last redaction of each row left, by "row 17"."""
    rows = session.execute(
        select(EventChange.field, EventText)
        .join(Event, Event.seq == EventChange.event_seq)
        .join(
            EventText,
            (EventText.event_seq == EventChange.event_seq) & (EventText.position == EventChange.position),
        )
        .where(
            EventChange.subject_kind == FinalCopyRow.__tablename__,
            EventChange.subject_id == copy_id,
            Event.name == EventName.REDACTION_CONFIRMED.value,
            EventText.side == "after",
        )
        .order_by(EventChange.event_seq, EventChange.position)
    )
    return {field: said(text) or "" for field, text in rows}


def files_of_copy(session: Session, copy_id: int) -> list[CopyFile]:
    """The documents of a final copy in order."""
    wanted = _files().where(FinalCopyFile.copy_id == copy_id).order_by(FinalCopyFile.position)
    return [_file(row) for row in session.execute(wanted)]


def _files() -> Select[FinalCopyFile, StoredFile]:
    return select(FinalCopyFile, StoredFile).join(StoredFile, StoredFile.id == FinalCopyFile.file_id)


def _file(row: Row[FinalCopyFile, StoredFile]) -> CopyFile:
    of_copy, stored = row
    return CopyFile(
        of_copy.position,
        FileKind(of_copy.what),
        of_copy.title,
        stored.name,
        of_copy.sha256,
        stored.size,
        stored.redacted_at is not None,
        stored.id,
    )


def copy_names(session: Session) -> list[tuple[int, str, str]]:
    """Of every document of a final copy whose bytes are kept: its file's id, its name, its SHA-256."""
    rows = session.execute(
        select(StoredFile.id, StoredFile.name, FinalCopyFile.sha256)
        .join(FinalCopyFile, FinalCopyFile.file_id == StoredFile.id)
        .where(StoredFile.content.is_not(None))
        .order_by(StoredFile.id)
    )
    return [(key, name, digest) for key, name, digest in rows]


def told_of_copy(session: Session, copy: FinalCopy) -> dict[str, str]:
    """What the event that made a final copy says of it, by field: the fingerprints of rows and documents."""
    event = (
        select(Event.seq)
        .where(Event.seq == copy.head_seq + 1, Event.name.in_([name.value for name in COPY_EVENTS]))
        .scalar_subquery()
    )
    rows = session.execute(
        select(EventChange.field, EventText)
        .join(
            EventText,
            (EventText.event_seq == EventChange.event_seq) & (EventText.position == EventChange.position),
        )
        .where(EventChange.event_seq == event, EventText.side == "after")
        .order_by(EventChange.position)
    )
    return {field: said(text) or "" for field, text in rows}
