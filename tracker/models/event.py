"""The history: append-only events in a hash chain, and the texts they speak of, kept beside it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Moment


class Event(Base):
    """One act: who, when, what, why. `hash` covers this row, its changes, and the hash of the one before."""

    __tablename__ = "event"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    actor_name: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(60))
    reason_digest: Mapped[str | None] = mapped_column(String(64))
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class EventChange(Base):
    """One field of one subject as it was before and after, by salted digest only."""

    __tablename__ = "event_change"
    __table_args__ = (
        Index("ix_event_change_subject", "subject_kind", "subject_id", "event_seq"),
        Index("ix_event_change_field", "field", "subject_kind", "event_seq"),
    )

    event_seq: Mapped[int] = mapped_column(ForeignKey("event.seq"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[int] = mapped_column()
    subject_reference: Mapped[str] = mapped_column(String(100))
    field: Mapped[str] = mapped_column(String(60))
    before_digest: Mapped[str | None] = mapped_column(String(64))
    after_digest: Mapped[str | None] = mapped_column(String(64))


class EventText(Base):
    """A text behind a digest. `position` -1 is the event's reason; redaction empties text and salt
    and leaves the redacted wording beside them."""

    __tablename__ = "event_text"
    __table_args__ = (
        CheckConstraint("side IN ('before', 'after', 'reason')", name="side_known"),
        CheckConstraint(
            "(text IS NULL) = (redaction_id IS NOT NULL) AND (text IS NULL) = (salt IS NULL)",
            name="emptied_only_by_redaction",
        ),
    )

    event_seq: Mapped[int] = mapped_column(ForeignKey("event.seq"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    side: Mapped[str] = mapped_column(String(6), primary_key=True)
    salt: Mapped[str | None] = mapped_column(String(32))
    text: Mapped[str | None] = mapped_column(Text)
    redaction_id: Mapped[int | None] = mapped_column(ForeignKey("redaction.id"))
    redacted_text: Mapped[str | None] = mapped_column(Text)
