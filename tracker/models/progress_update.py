"""Owners' updates: each is a record of its own and is never overwritten."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.vocabulary import OwnRating
from tracker.models.base import Base, Moment, Word


class ProgressUpdate(Base):
    """What was done, what is next, and the owner's own rating on one day; a late note follows a closure."""

    __tablename__ = "progress_update"
    __table_args__ = (Index("ix_progress_update_item_id", "item_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    done: Mapped[str] = mapped_column(Text, default="")
    next_steps: Mapped[str] = mapped_column(Text, default="")
    own_rating: Mapped[OwnRating] = mapped_column(Word(OwnRating))
    board_text: Mapped[str] = mapped_column(Text, default="")
    is_nothing_new: Mapped[bool] = mapped_column(default=False)
    is_late_note: Mapped[bool] = mapped_column(default=False)
    recorded_on: Mapped[date] = mapped_column()
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str] = mapped_column(String(200))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
