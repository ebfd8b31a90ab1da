"""Reminders: on which day they go out, and what was sent to whom."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.base import Base, Moment, Versioned


class ReminderPlan(Versioned, Base):
    """The weekday of the digest (Monday is 0), in London; one row."""

    __tablename__ = "reminder_plan"
    __table_args__ = (CheckConstraint("weekday BETWEEN 0 AND 6", name="a_weekday"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    weekday: Mapped[int] = mapped_column()
    is_on: Mapped[bool] = mapped_column(default=True)


class ReminderSent(Base):
    """One message as it went out, or as it could not: the send log."""

    __tablename__ = "reminder_sent"
    __table_args__ = (Index("ix_reminder_sent_account_id_sent_on", "account_id", "sent_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    sent_on: Mapped[date] = mapped_column()
    sent_at: Mapped[datetime] = mapped_column(Moment)
    is_digest: Mapped[bool] = mapped_column()
    problem: Mapped[str] = mapped_column(Text, default="")

    marks: Mapped[list["ReminderMark"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="ReminderMark.item_id, ReminderMark.mark"
    )


class ReminderMark(Base):
    """A mark of an item that a message named, so that it is named once for one date in force."""

    __tablename__ = "reminder_mark"

    sent_id: Mapped[int] = mapped_column(ForeignKey("reminder_sent.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True, index=True)
    mark: Mapped[str] = mapped_column(String(40), primary_key=True)
    due_on: Mapped[date | None] = mapped_column()
