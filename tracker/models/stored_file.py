"""Files that came in, kept by their bytes."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Moment


class StoredFile(Base):
    """A file as received. Redaction destroys its bytes and keeps name, size, SHA-256 and the reason."""

    __tablename__ = "stored_file"
    __table_args__ = (
        CheckConstraint("(content IS NULL) = (redacted_at IS NOT NULL)", name="destroyed_only_by_redaction"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column()
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    received_at: Mapped[datetime] = mapped_column(Moment)
    received_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    redacted_at: Mapped[datetime | None] = mapped_column(Moment)
    redaction_id: Mapped[int | None] = mapped_column(ForeignKey("redaction.id"))


class LetterReading(Base):
    """A past letter that was read and waits for a person's review; nothing of it is in the register yet."""

    __tablename__ = "letter_reading"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    read_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    read_at: Mapped[datetime] = mapped_column(Moment)
    response_id: Mapped[int | None] = mapped_column(ForeignKey("response.id"))
    left_at: Mapped[datetime | None] = mapped_column(Moment)
