"""Paragraphs of the PCC that answer several items of one letter: written once, kept alike in each answer."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.base import Base


class SharedParagraph(Base):
    """One paragraph as it stands, word for word, in each of the answers it is shared by."""

    __tablename__ = "shared_paragraph"

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), index=True)
    text: Mapped[str] = mapped_column(Text)

    places: Mapped[list["SharedPlace"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="SharedPlace.answer_id"
    )


class SharedPlace(Base):
    """An answer in which a shared paragraph stands."""

    __tablename__ = "shared_place"

    shared_paragraph_id: Mapped[int] = mapped_column(ForeignKey("shared_paragraph.id"), primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id"), primary_key=True, index=True)
