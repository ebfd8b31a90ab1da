"""Redactions: one person asks, another confirms. The one exception to "never overwritten"."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Moment, Versioned


class Redaction(Versioned, Base):
    """A request to remove words wherever they stand. The words are emptied once they have been removed."""

    __tablename__ = "redaction"
    __table_args__ = (
        CheckConstraint("(decided_at IS NULL) = (decided_by IS NULL)", name="decided_both_or_neither"),
        CheckConstraint(
            "decided_by IS NULL OR decided_by <> asked_by OR was_confirmed = false", name="two_people"
        ),
        CheckConstraint("decided_at IS NULL OR words IS NULL", name="words_forgotten_once_decided"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str | None] = mapped_column(Text)
    replacement: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    was_confirmed: Mapped[bool] = mapped_column(default=False)
    places: Mapped[int] = mapped_column(default=0)
