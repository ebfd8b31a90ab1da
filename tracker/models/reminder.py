"""Reminders: on which day they go out, and what was sent to whom."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.base import Base, Moment, Versioned


class ReminderPlan(Versioned, Base):
    """The weekday of the digest (Monday is 0), in London; one row."""

    __tablename__ = "reminder_plan"
    __table_args__ = (CheckConstraint("weekday BETWEEN 0 AND 6", name="a_weekday"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    weekday: Mapped[int] = mapped_column()
    is_on: Mapped[bool] = mapped_column(default=True)


class ReminderSince(Base):
    """The day of a person's last weekly digest, also of one that had nothing to say."""

    __tablename__ = "reminder_since"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    since_on: Mapped[date] = mapped_column()


class ReminderSent(Base):
    """A person's message of a day in London: the send log. The row is taken before the message leaves.

    It left once `sent_at` is set; `problem` says why it could not, and it is tried again. With neither, a
    sender is at work on it or was broken off, and nobody else sends it that day.
    """

    __tablename__ = "reminder_sent"
    __table_args__ = (
        CheckConstraint("sent_at IS NULL OR problem = ''", name="sent_or_not"),
        UniqueConstraint("account_id", "sent_on", name="uq_reminder_sent_one_a_day"),
        Index("ix_reminder_sent_tried_at", "tried_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    sent_on: Mapped[date] = mapped_column()
    tried_at: Mapped[datetime] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=1)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    is_digest: Mapped[bool] = mapped_column()
    problem: Mapped[str] = mapped_column(Text, default="")

    items: Mapped[list["ReminderItem"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="ReminderItem.item_id"
    )


class ReminderItem(Base):
    """An item that a message named, and the latest mark it said of it: said once for one date in force.

    `days` are those before the date, -1 for the first day overdue; None where the item was only listed.
    """

    __tablename__ = "reminder_item"

    sent_id: Mapped[int] = mapped_column(ForeignKey("reminder_sent.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True, index=True)
    due_on: Mapped[date | None] = mapped_column()
    days: Mapped[int | None] = mapped_column()
