"""Letters of the inspectorate about items: one letter may close two items and re-open a third."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.vocabulary import Effect
from tracker.models.base import Base, Moment, Word


class Correspondence(Base):
    """One letter or message of the inspectorate, with what it says of each item; its file is a proof."""

    __tablename__ = "correspondence"

    id: Mapped[int] = mapped_column(primary_key=True)
    sender: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(String(500))
    dated_on: Mapped[date] = mapped_column()
    received_on: Mapped[date] = mapped_column()
    words: Mapped[str] = mapped_column(Text, default="")
    proof_id: Mapped[int | None] = mapped_column(ForeignKey("proof.id"), index=True)
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str] = mapped_column(String(200))
    nonce: Mapped[str] = mapped_column(String(60), unique=True)

    items: Mapped[list["CorrespondenceItem"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="CorrespondenceItem.item_id"
    )


class CorrespondenceItem(Base):
    """What one letter says of one item."""

    __tablename__ = "correspondence_item"

    correspondence_id: Mapped[int] = mapped_column(ForeignKey("correspondence.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True, index=True)
    effect: Mapped[Effect] = mapped_column(Word(Effect))
    note: Mapped[str] = mapped_column(Text, default="")
