"""Dates of items: local targets and the moves asked for; added one after another, never overwritten."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.target_dates import DateReason
from tracker.domain.vocabulary import TargetState
from tracker.models.base import Base, Moment, Versioned, Word


class TargetDate(Versioned, Base):
    """A local target, or a move of the date in force with its reason; a local target that needed no
    agreement is agreed as it is recorded, by nobody else.

    `past_words` says why it lies past the inspectorate's date; `is_by_executive_lead` whether the item's
    executive lead asked for it.
    """

    __tablename__ = "target_date"
    __table_args__ = (
        CheckConstraint("(state = 'asked') = (decided_at IS NULL)", name="decided_at_a_moment"),
        CheckConstraint("is_move = (before_on IS NOT NULL)", name="a_move_is_from_a_date"),
        Index("ix_target_date_item_id", "item_id", "id"),
        Index("ix_target_date_state", "state", "item_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    wanted_on: Mapped[date] = mapped_column()
    is_move: Mapped[bool] = mapped_column()
    before_on: Mapped[date | None] = mapped_column()
    reason: Mapped[DateReason | None] = mapped_column(Word(DateReason))
    words: Mapped[str] = mapped_column(Text, default="")
    past_words: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[TargetState] = mapped_column(Word(TargetState))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    asked_by: Mapped[str] = mapped_column(String(200))
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    is_by_executive_lead: Mapped[bool] = mapped_column(default=False)
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decided_by: Mapped[str | None] = mapped_column(String(200))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decision_words: Mapped[str] = mapped_column(Text, default="")


class DeadlineMet(Base):
    """That one of several printed deadlines of an item was met; the earliest unmet one rules."""

    __tablename__ = "deadline_met"

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)
    met_on: Mapped[date] = mapped_column()
    met_by: Mapped[str] = mapped_column(String(200))
