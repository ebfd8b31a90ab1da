"""Actions: what is to be done for one or several items, and duties that come round again."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.vocabulary import ActionState
from tracker.models.base import Base, Moment, Versioned, Word


class Action(Versioned, Base):
    """One action with the proof that would show its completion; with `every_months` it is a repeating duty
    first due on its target."""

    __tablename__ = "action"
    __table_args__ = (
        CheckConstraint("(state = 'open') = (settled_on IS NULL)", name="settled_on_a_day"),
        CheckConstraint("every_months IS NULL OR target_on IS NOT NULL", name="a_duty_is_first_due_on_a_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(Text)
    owner_post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"), index=True)
    target_on: Mapped[date | None] = mapped_column()
    proof_expected: Mapped[str] = mapped_column(Text, default="")
    every_months: Mapped[int | None] = mapped_column()
    state: Mapped[ActionState] = mapped_column(Word(ActionState), default=ActionState.OPEN)
    settled_on: Mapped[date | None] = mapped_column()
    outcome: Mapped[str] = mapped_column(Text, default="")
    commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"), unique=True)
    nonce: Mapped[str | None] = mapped_column(String(60), unique=True)
    added_at: Mapped[datetime] = mapped_column(Moment)
    added_by: Mapped[str] = mapped_column(String(200))

    items: Mapped[list["ActionItem"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="ActionItem.item_id"
    )
    times_done: Mapped[list["ActionDone"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="ActionDone.done_on, ActionDone.id"
    )


class ActionItem(Base):
    """One item that an action serves."""

    __tablename__ = "action_item"

    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True, index=True)


class ActionDone(Base):
    """One time that a repeating duty was done."""

    __tablename__ = "action_done"

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    done_on: Mapped[date] = mapped_column()
    words: Mapped[str] = mapped_column(Text)
    recorded_by: Mapped[str] = mapped_column(String(200))
    recorded_at: Mapped[datetime] = mapped_column(Moment)
