"""Comments in the margin of a letter: what the office and the approver say to each other about its words."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.vocabulary import Voice
from tracker.models.base import Base, Moment, Versioned, Word


class MarginComment(Versioned, Base):
    """A comment on a paragraph of the letter (no item, no voice) or on one voice of the answer to an item.

    `passage` is the paragraph as it stood; "" speaks of all of it.
    """

    __tablename__ = "margin_comment"
    __table_args__ = (
        CheckConstraint("(resolved_at IS NULL) = (resolved_by IS NULL)", name="resolved_both_or_neither"),
        CheckConstraint("(item_id IS NULL) = (voice IS NULL)", name="voice_of_an_item"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    voice: Mapped[Voice | None] = mapped_column(Word(Voice))
    passage: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    written_by: Mapped[str] = mapped_column(String(200))
    written_at: Mapped[datetime] = mapped_column(Moment)
    resolved_by: Mapped[str | None] = mapped_column(String(200))
    resolved_at: Mapped[datetime | None] = mapped_column(Moment)
    nonce: Mapped[str] = mapped_column(String(60), unique=True)
