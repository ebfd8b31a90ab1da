"""Final copies of a meeting's pack: its rows and its documents, each with its SHA-256, never changed."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Moment


class FinalCopy(Base):
    """One version of a meeting's final copy; a correction is the next.

    `as_at` is the pack's moment, at which it was made. `rows_sha256` is the fingerprint of all its rows;
    `head_seq` and `head_hash` are the last event before its own, which its documents name too.
    """

    __tablename__ = "final_copy"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    number: Mapped[int] = mapped_column()
    as_at: Mapped[datetime] = mapped_column(Moment)
    made_on: Mapped[date] = mapped_column(index=True)
    made_by: Mapped[str] = mapped_column(String(200))
    rows_sha256: Mapped[str] = mapped_column(String(64))
    head_seq: Mapped[int] = mapped_column()
    head_hash: Mapped[str] = mapped_column(String(64))
    correction: Mapped[str] = mapped_column(Text, default="")
    before_cut_off: Mapped[str] = mapped_column(Text, default="")
    does_not_reconcile: Mapped[str] = mapped_column(Text, default="")


class FinalCopyRow(Base):
    """One row of a final copy: the part of the pack (the head is row 1), the line as JSON and its SHA-256.

    `redaction_id` is the last redaction that took words out of the line; the SHA-256 stays as it was.
    """

    __tablename__ = "final_copy_row"

    copy_id: Mapped[int] = mapped_column(ForeignKey("final_copy.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(String(20))
    line: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    redaction_id: Mapped[int | None] = mapped_column(ForeignKey("redaction.id"))


class FinalCopyFile(Base):
    """One document of a final copy: the pack, a paper, or a paper's public version."""

    __tablename__ = "final_copy_file"

    copy_id: Mapped[int] = mapped_column(ForeignKey("final_copy.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(300))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), unique=True)
    sha256: Mapped[str] = mapped_column(String(64))
