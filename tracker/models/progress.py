"""Progress on an item: whose it is, and the three truths about its completion, beside what was printed."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.vocabulary import Rating
from tracker.models.base import Base, Moment, Versioned, Word


class Progress(Versioned, Base):
    """One item's progress: the force says done, somebody checked, HMICFRS closed; made with the item."""

    __tablename__ = "progress"
    __table_args__ = (
        CheckConstraint(
            "(owner_post_id IS NULL) = (allocated_on IS NULL)", name="allocated_owner_and_day_both_or_neither"
        ),
        CheckConstraint("(proposed_on IS NULL) = (proposed_by IS NULL)", name="proposed_both_or_neither"),
        CheckConstraint("(signed_off_on IS NULL) = (signed_off_by IS NULL)", name="checked_both_or_neither"),
        CheckConstraint("(closed_on IS NULL) = (closed_by IS NULL)", name="closed_both_or_neither"),
        CheckConstraint(
            "(override_rating IS NULL) = (override_until_on IS NULL)"
            " AND (override_rating IS NULL) = (override_from_on IS NULL)"
            " AND (override_rating IS NULL) = (override_by IS NULL)",
            name="override_whole_or_none",
        ),
        Index("ix_progress_owner_post_id", "owner_post_id", "item_id"),
        Index("ix_progress_executive_post_id", "executive_post_id", "item_id"),
        Index("ix_progress_proposed_on", "proposed_on", "item_id"),
    )

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    executive_post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))
    owner_post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))
    allocated_on: Mapped[date | None] = mapped_column()
    proposed_on: Mapped[date | None] = mapped_column()
    proposed_by: Mapped[str | None] = mapped_column(String(200))
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    proposal: Mapped[str] = mapped_column(Text, default="")
    signed_off_on: Mapped[date | None] = mapped_column()
    signed_off_by: Mapped[str | None] = mapped_column(String(200))
    signed_off_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    closed_on: Mapped[date | None] = mapped_column()
    closed_by: Mapped[str | None] = mapped_column(String(200))
    closure_level: Mapped[str] = mapped_column(String(60), default="")
    override_rating: Mapped[Rating | None] = mapped_column(Word(Rating))
    override_reason: Mapped[str] = mapped_column(Text, default="")
    override_by: Mapped[str | None] = mapped_column(String(200))
    override_from_on: Mapped[date | None] = mapped_column()
    override_until_on: Mapped[date | None] = mapped_column()


class Contributor(Base):
    """A post that works on an item beside its owner."""

    __tablename__ = "contributor"

    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), primary_key=True, index=True)


class Cover(Versioned, Base):
    """Somebody who acts for the holder of a post for a time, [from, to); two covers never overlap."""

    __tablename__ = "cover"
    __table_args__ = (CheckConstraint("from_on < to_on", name="period_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    from_on: Mapped[date] = mapped_column()
    to_on: Mapped[date] = mapped_column()
    reason: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str] = mapped_column(String(200))
