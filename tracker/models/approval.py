"""Approvals: who approved which text, on whose word, and whether it still holds."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Moment


class Approval(Base):
    """One approval of one text. `given_by` and `given_on` stand where it was given elsewhere, with its proof.

    It holds while `fell_because` is None and its letter has not been issued.
    """

    __tablename__ = "approval"
    __table_args__ = (
        CheckConstraint("approved_by_id <> submitted_by_id", name="two_people"),
        CheckConstraint("(given_by IS NULL) = (given_on IS NULL)", name="given_both_or_neither"),
        CheckConstraint(
            "given_by IS NULL OR proof <> '' OR proof_file_id IS NOT NULL", name="given_with_its_proof"
        ),
        CheckConstraint("fell_at IS NULL OR fell_because IS NOT NULL", name="fell_for_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("letter_version.id"), unique=True)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    approved_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    approved_by: Mapped[str] = mapped_column(String(200))
    approved_at: Mapped[datetime] = mapped_column(Moment)
    given_by: Mapped[str | None] = mapped_column(String(200))
    given_on: Mapped[date | None] = mapped_column()
    proof: Mapped[str] = mapped_column(Text, default="")
    proof_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    fell_at: Mapped[datetime | None] = mapped_column(Moment)
    fell_because: Mapped[str | None] = mapped_column(Text)
