"""What was recorded of a meeting: attendance, decisions, and the items it raised."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.permissions import Actor
from tracker.models.board import Board, BoardAgency, BoardByHand
from tracker.models.item import Item
from tracker.models.meeting import MeetingAttendance, MeetingNote
from tracker.models.report import Report
from tracker.queries.reports import visible


def attendance_of(session: Session, meeting_id: int) -> list[tuple[MeetingAttendance, str]]:
    """What is recorded of each agency's attendance, with its name and by it."""
    rows = session.execute(
        select(MeetingAttendance, BoardAgency.name)
        .join(BoardAgency, BoardAgency.id == MeetingAttendance.agency_id)
        .where(MeetingAttendance.meeting_id == meeting_id)
        .order_by(func.lower(BoardAgency.name), BoardAgency.id)
    )
    return [(row, name) for row, name in rows]


def note_by_nonce(session: Session, nonce: str) -> int | None:
    """The decision that a form with this nonce noted."""
    if not nonce:
        return None
    return session.scalar(select(MeetingNote.id).where(MeetingNote.nonce == nonce))


@dataclass(frozen=True)
class NoteRow:
    """A decision with its item and its action, where it has them."""

    note: MeetingNote
    item: str | None
    action_id: int | None


def notes_of(session: Session, meeting_id: int, actor: Actor, today: date) -> list[NoteRow]:
    """The decisions of a meeting in the order in which they were noted, as far as this person may know."""
    rows = session.execute(
        select(MeetingNote, Item.reference)
        .outerjoin(Item, Item.id == MeetingNote.item_id)
        .outerjoin(Report, Report.id == Item.report_id)
        .where(
            MeetingNote.meeting_id == meeting_id,
            or_(MeetingNote.item_id.is_(None), visible(actor, today)),
        )
        .order_by(MeetingNote.id)
    )
    return [NoteRow(note, reference, note.action_id) for note, reference in rows]


def raised_at(session: Session, meeting_id: int, actor: Actor, today: date) -> list[tuple[int, str, str]]:
    """The items that a meeting raised and that still stand there by hand: id, reference and board."""
    rows = session.execute(
        select(Item.id, Item.reference, Board.name)
        .join(BoardByHand, BoardByHand.item_id == Item.id)
        .join(Board, Board.id == BoardByHand.board_id)
        .join(Report, Report.id == Item.report_id)
        .where(BoardByHand.raised_from_id == meeting_id, BoardByHand.is_in, visible(actor, today))
        .order_by(Item.reference, Board.name, Board.id)
    )
    return [(key, reference, board) for key, reference, board in rows]
