"""Meetings of boards: who came, what was noted, the text for the board, who was chased."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.meetings import Attendance, MeetingStatus
from tracker.models.base import Base, Moment, Versioned, Word


class Meeting(Versioned, Base):
    """One meeting of a board; one on a day. `cut_off_on` is the last day for updates."""

    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("board_id", "on"),
        CheckConstraint('cut_off_on <= "on"', name="cut_off_not_after_the_meeting"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"), index=True)
    on: Mapped[date] = mapped_column(index=True)
    cut_off_on: Mapped[date] = mapped_column()
    agenda_item: Mapped[str] = mapped_column(String(40), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    status: Mapped[MeetingStatus] = mapped_column(Word(MeetingStatus), default=MeetingStatus.PLANNED)
    status_words: Mapped[str] = mapped_column(Text, default="")
    tabled_on: Mapped[date | None] = mapped_column()
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str] = mapped_column(String(200))


class MeetingAttendance(Base):
    """Whether a member agency came to a meeting, and who for it."""

    __tablename__ = "meeting_attendance"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("board_agency.id"), primary_key=True, index=True)
    attendance: Mapped[Attendance] = mapped_column(Word(Attendance))
    people: Mapped[str] = mapped_column(Text, default="")


class MeetingNote(Base):
    """A decision that a meeting took, of an item or of none; with an action where one was opened."""

    __tablename__ = "meeting_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"))
    nonce: Mapped[str | None] = mapped_column(String(60), unique=True)
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str] = mapped_column(String(200))


class MeetingText(Versioned, Base):
    """The text for the board on one item at one meeting, as the secretary edited it.

    `update_id` is the owner's update that it was made from: a later one is told beside it. A sensitive text
    stays out of public papers.
    """

    __tablename__ = "meeting_text"
    __table_args__ = (UniqueConstraint("meeting_id", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    update_id: Mapped[int | None] = mapped_column(ForeignKey("progress_update.id"))
    text: Mapped[str] = mapped_column(Text, default="")
    is_sensitive: Mapped[bool] = mapped_column(default=False)
    edited_at: Mapped[datetime] = mapped_column(Moment)
    edited_by: Mapped[str] = mapped_column(String(200))


class Chase(Base):
    """That a person was asked, on one day, for the updates a meeting waits for: one message each.

    A sender takes the row by setting `tried_at` before the message leaves; it left once `sent_at` is set, and
    `problem` says why it could not. `is_by_hand`: the secretary told the person otherwise.
    """

    __tablename__ = "chase"
    __table_args__ = (
        UniqueConstraint("meeting_id", "account_id", "asked_on", name="uq_chase_one_a_day"),
        CheckConstraint("sent_at IS NULL OR problem = ''", name="sent_or_not"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    asked_on: Mapped[date] = mapped_column()
    asked_at: Mapped[datetime] = mapped_column(Moment)
    asked_by: Mapped[str] = mapped_column(String(200))
    is_by_hand: Mapped[bool] = mapped_column(default=False)
    address: Mapped[str] = mapped_column(String(254), default="")
    subject: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text, default="")
    tried_at: Mapped[datetime | None] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    problem: Mapped[str] = mapped_column(Text, default="")


class ChaseItem(Base):
    """An item of which a person was asked for a word."""

    __tablename__ = "chase_item"

    chase_id: Mapped[int] = mapped_column(ForeignKey("chase.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True, index=True)
