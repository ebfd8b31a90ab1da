"""Commitments: what was promised in a letter, who answers for it, and what came of it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.commitments import CommitmentKind, CommitmentState
from tracker.domain.vocabulary import Voice
from tracker.models.base import Base, Moment, Versioned, Word


class Commitment(Versioned, Base):
    """A promise of a letter as a person decided it, also that a sentence is none.

    `sentence` is the letter's own, by which it is known again; it is empty for one that was added by hand.
    Without an item it stands in the letter's own paragraphs.
    """

    __tablename__ = "commitment"
    __table_args__ = (
        CheckConstraint("(state = 'open') = (settled_on IS NULL)", name="settled_on_a_day"),
        CheckConstraint("kind <> 'not_a_promise' OR state = 'open'", name="nothing_comes_of_no_promise"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)
    voice: Mapped[Voice | None] = mapped_column(Word(Voice))
    sentence: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[CommitmentKind] = mapped_column(Word(CommitmentKind))
    text: Mapped[str] = mapped_column(Text)
    owner_post: Mapped[str] = mapped_column(String(200), default="")
    falls_on: Mapped[date | None] = mapped_column()
    every_months: Mapped[int | None] = mapped_column()
    state: Mapped[CommitmentState] = mapped_column(Word(CommitmentState), default=CommitmentState.OPEN)
    settled_on: Mapped[date | None] = mapped_column()
    outcome: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime] = mapped_column(Moment)
    decided_by: Mapped[str] = mapped_column(String(200))

    times_done: Mapped[list["CommitmentDone"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="CommitmentDone.done_on, CommitmentDone.id"
    )


class CommitmentDone(Base):
    """One time that a repeating duty was done."""

    __tablename__ = "commitment_done"

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id"), index=True)
    done_on: Mapped[date] = mapped_column()
    words: Mapped[str] = mapped_column(Text)
    recorded_by: Mapped[str] = mapped_column(String(200))
    recorded_at: Mapped[datetime] = mapped_column(Moment)
