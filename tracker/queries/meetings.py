"""Meetings of boards as they are read: by day, the ones before and after, and their final copies."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.meetings import MeetingStatus
from tracker.models.board import Board
from tracker.models.final_copy import FinalCopy
from tracker.models.meeting import Meeting

IS_HELD = Meeting.status != MeetingStatus.CALLED_OFF
"""A meeting that was called off is read by itself, and counts as nobody's last or next."""


def meeting_on(session: Session, board_id: int, on: date) -> Meeting | None:
    """The meeting of a board on a day, also one that was called off."""
    return session.scalars(select(Meeting).where(Meeting.board_id == board_id, Meeting.on == on)).first()


def meeting_and_board(session: Session, reference: str, on: date) -> tuple[Meeting, Board] | None:
    """The meeting on a day of the board with this reference, and the board."""
    row = session.execute(
        select(Meeting, Board)
        .join(Board, Board.id == Meeting.board_id)
        .where(Board.reference == reference, Meeting.on == on)
    ).first()
    return (row[0], row[1]) if row is not None else None


def meetings_of(session: Session, board_id: int) -> list[Meeting]:
    """Every meeting of a board, the latest first."""
    return list(
        session.scalars(
            select(Meeting).where(Meeting.board_id == board_id).order_by(Meeting.on.desc(), Meeting.id)
        )
    )


def previous_meeting(session: Session, meeting: Meeting) -> Meeting | None:
    """The board's last meeting before this one that was not called off."""
    return last_meeting_before(session, meeting.board_id, meeting.on)


def last_meeting_before(session: Session, board_id: int, day: date) -> Meeting | None:
    """The board's last meeting before a day that was not called off."""
    return session.scalars(
        select(Meeting)
        .where(Meeting.board_id == board_id, Meeting.on < day, IS_HELD)
        .order_by(Meeting.on.desc())
    ).first()


def meeting_after(session: Session, meeting: Meeting) -> Meeting | None:
    """The board's first meeting after this one that was not called off."""
    return session.scalars(
        select(Meeting)
        .where(Meeting.board_id == meeting.board_id, Meeting.on > meeting.on, IS_HELD)
        .order_by(Meeting.on)
    ).first()


def next_meeting(session: Session, board_id: int, today: date) -> Meeting | None:
    """The board's next meeting, today's among them, that was not called off."""
    return session.scalars(
        select(Meeting).where(Meeting.board_id == board_id, Meeting.on >= today, IS_HELD).order_by(Meeting.on)
    ).first()


def coming_meetings(
    session: Session, today: date, *, board_ids: Collection[int] | None = None, limit: int
) -> list[tuple[Meeting, Board]]:
    """The meetings from today on that were not called off, the next first; None asks of every board."""
    wanted = (
        select(Meeting, Board)
        .join(Board, Board.id == Meeting.board_id)
        .where(Meeting.on >= today, IS_HELD)
        .order_by(Meeting.on, func.lower(Board.name), Meeting.id)
        .limit(limit)
    )
    if board_ids is not None:
        wanted = wanted.where(Meeting.board_id.in_(board_ids))
    return [(meeting, board) for meeting, board in session.execute(wanted)]


def final_copies(session: Session, meeting_id: int) -> list[FinalCopy]:
    """The versions of a meeting's final copy, the first one first."""
    return list(
        session.scalars(
            select(FinalCopy).where(FinalCopy.meeting_id == meeting_id).order_by(FinalCopy.number)
        )
    )


def last_final_copy_before(
    session: Session, board_id: int, moment: datetime, *, meetings_before: date = date.max
) -> FinalCopy | None:
    """The last version of the final copy for the board's last meeting that has one from before a moment.

    `meetings_before` leaves out the meetings from a day on: a correction begins where its first copy began.
    A late correction of an earlier meeting's copy ends no period: what came before it no pack would tell.
    """
    return session.scalars(
        select(FinalCopy)
        .join(Meeting, Meeting.id == FinalCopy.meeting_id)
        .where(Meeting.board_id == board_id, Meeting.on < meetings_before, FinalCopy.as_at < moment)
        .order_by(Meeting.on.desc(), FinalCopy.as_at.desc(), FinalCopy.number.desc(), FinalCopy.id.desc())
    ).first()
