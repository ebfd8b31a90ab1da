"""Drafts that went out for mark-up, and the copies that came back."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.draft_marks import Decision, DraftPart
from tracker.models.base import Base, Moment, Versioned, Word


class SentDraft(Base):
    """A draft of a letter as it went out, numbered per letter, with the paragraphs that it carried."""

    __tablename__ = "sent_draft"
    __table_args__ = (UniqueConstraint("response_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), index=True)
    number: Mapped[int] = mapped_column()
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(200))

    paragraphs: Mapped[list["SentParagraph"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="SentParagraph.position"
    )


class SentParagraph(Base):
    """One paragraph of a draft under its key, and the part of the register that it was printed from.

    The part is FIXED for what is printed from somewhere else.
    """

    __tablename__ = "sent_paragraph"

    draft_id: Mapped[int] = mapped_column(ForeignKey("sent_draft.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40))
    part: Mapped[DraftPart] = mapped_column(Word(DraftPart))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    text: Mapped[str] = mapped_column(Text)


class MarkedUpCopy(Versioned, Base):
    """A marked-up copy of a draft: it waits for its decisions until it is applied or set aside."""

    __tablename__ = "marked_copy"
    __table_args__ = (
        CheckConstraint("(left_at IS NULL) = (left_by IS NULL)", name="left_by_somebody"),
        CheckConstraint("left_at IS NOT NULL OR NOT was_applied", name="applied_copies_are_left"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("sent_draft.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    received_at: Mapped[datetime] = mapped_column(Moment)
    received_by: Mapped[str] = mapped_column(String(200))
    left_at: Mapped[datetime | None] = mapped_column(Moment)
    left_by: Mapped[str | None] = mapped_column(String(200))
    was_applied: Mapped[bool] = mapped_column(default=False)

    decisions: Mapped[list["MarkDecision"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="MarkDecision.key"
    )


class MarkDecision(Base):
    """Whether the change to one paragraph of a copy is accepted or refused."""

    __tablename__ = "mark_decision"

    copy_id: Mapped[int] = mapped_column(ForeignKey("marked_copy.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    decision: Mapped[Decision] = mapped_column(Word(Decision))
