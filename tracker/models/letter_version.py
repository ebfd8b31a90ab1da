"""The text of a letter as it stood when it was submitted, approved or issued."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.letter_snapshots import SnapshotPurpose
from tracker.models.base import Base, Moment, Word

IS_ISSUED = "purpose = 'issued'"


class LetterVersion(Base):
    """What a letter printed at one moment. `number` is 1 until a correction opens version 2.

    An issued version has its bytes, in `file_id`, and the last event before its own (sequence and hash),
    which its file names too. `reason` says why a version that corrects an earlier one was opened.
    """

    __tablename__ = "letter_version"
    __table_args__ = (
        CheckConstraint(
            "(purpose = 'issued') = (file_id IS NOT NULL) AND (purpose = 'issued') = (sha256 IS NOT NULL)"
            " AND (purpose = 'issued') = (head_seq IS NOT NULL)"
            " AND (purpose = 'issued') = (head_hash IS NOT NULL)",
            name="issued_with_its_bytes",
        ),
        # Two presses at once, on whatever database, make one letter.
        Index(
            "uq_letter_version_issued",
            "response_id",
            "number",
            unique=True,
            sqlite_where=text(IS_ISSUED),
            postgresql_where=text(IS_ISSUED),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), index=True)
    number: Mapped[int] = mapped_column()
    purpose: Mapped[SnapshotPurpose] = mapped_column(Word(SnapshotPurpose))
    printed: Mapped[str] = mapped_column(Text)
    fingerprint: Mapped[str] = mapped_column(String(64))
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    sha256: Mapped[str | None] = mapped_column(String(64))
    head_seq: Mapped[int | None] = mapped_column()
    head_hash: Mapped[str | None] = mapped_column(String(64))
    signature_released_by: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(200))
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
