"""Proof of progress: a file or a link, what it shows, and what became of it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.vocabulary import Marking, ProofOf
from tracker.models.base import Base, Moment, Versioned, Word


class Proof(Versioned, Base):
    """One proof; its bytes lie in the store under their SHA-256. A revision names the proof it replaces.

    Withdrawn with a reason and never deleted; a redaction destroys the bytes and leaves size and SHA-256.
    """

    __tablename__ = "proof"
    __table_args__ = (
        CheckConstraint("(kind = 'file') = (sha256 IS NOT NULL)", name="a_file_has_its_sha256"),
        CheckConstraint("(kind = 'link') = (address <> '')", name="a_link_has_its_address"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn_by_somebody"),
        Index("ix_proof_sha256", "sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ProofOf] = mapped_column(Word(ProofOf))
    shows: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(String(2000), default="")
    file_name: Mapped[str] = mapped_column(String(400), default="")
    media_type: Mapped[str] = mapped_column(String(100), default="")
    sha256: Mapped[str | None] = mapped_column(String(64))
    size: Mapped[int | None] = mapped_column()
    effective_on: Mapped[date | None] = mapped_column()
    received_on: Mapped[date] = mapped_column()
    marking: Mapped[Marking] = mapped_column(Word(Marking))
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    revision_of_id: Mapped[int | None] = mapped_column(ForeignKey("proof.id"), index=True)
    added_at: Mapped[datetime] = mapped_column(Moment)
    added_by: Mapped[str] = mapped_column(String(200))
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_by: Mapped[str | None] = mapped_column(String(200))
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")
    redacted_at: Mapped[datetime | None] = mapped_column(Moment)

    items: Mapped[list["ProofItem"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="ProofItem.item_id"
    )


class ProofItem(Base):
    """One item whose progress a proof shows."""

    __tablename__ = "proof_item"

    proof_id: Mapped[int] = mapped_column(ForeignKey("proof.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True, index=True)
