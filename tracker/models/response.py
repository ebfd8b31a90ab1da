"""Section 55 responses: the letter's own parts, and per item the answers of both voices."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.vocabulary import Layout, Marking, Position, ResponseOrigin, ResponseStatus
from tracker.models.base import Base, Moment, Versioned, Word


class Response(Versioned, Base):
    """One letter under section 55(5). A part that is None is made from the office-holder list on its date."""

    __tablename__ = "response"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    origin: Mapped[ResponseOrigin] = mapped_column(Word(ResponseOrigin))
    status: Mapped[ResponseStatus] = mapped_column(Word(ResponseStatus))
    letter_dated: Mapped[date | None] = mapped_column()
    published_on: Mapped[date | None] = mapped_column()
    layout: Mapped[Layout] = mapped_column(Word(Layout))
    prints_pcc_responses: Mapped[bool] = mapped_column(default=True)
    prints_items_for_others: Mapped[bool] = mapped_column(default=True)
    marking: Mapped[Marking | None] = mapped_column(Word(Marking))

    office_block: Mapped[str | None] = mapped_column(Text)
    addressee_block: Mapped[str | None] = mapped_column(Text)
    salutation: Mapped[str | None] = mapped_column(String(200))
    subject: Mapped[str | None] = mapped_column(Text)
    closing: Mapped[str | None] = mapped_column(String(200))
    signatory_name: Mapped[str | None] = mapped_column(String(200))
    signatory_title: Mapped[str | None] = mapped_column(String(300))
    force_name: Mapped[str | None] = mapped_column(String(200))
    prints_signature: Mapped[bool] = mapped_column(default=True)
    signature_image_id: Mapped[int | None] = mapped_column(ForeignKey("signature_image.id"))
    signature_alt_as_read: Mapped[str] = mapped_column(String(500), default="")

    opening: Mapped[str | None] = mapped_column(Text)
    paragraphs: Mapped[str] = mapped_column(Text, default="")
    unplaced: Mapped[str] = mapped_column(Text, default="")
    source_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    holders_confirmed_on: Mapped[date | None] = mapped_column()
    holders_confirmed_by: Mapped[str | None] = mapped_column(String(200))
    recorded_at: Mapped[datetime] = mapped_column(Moment)

    reports: Mapped[list["ResponseReport"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="ResponseReport.position"
    )


class ResponseReport(Base):
    """One report that a letter answers, with its enclosure line and its appendix's heading.

    One letter may answer several reports, and one report may be answered in several letters.
    """

    __tablename__ = "response_report"

    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column()
    enclosure: Mapped[str | None] = mapped_column(Text)
    appendix_label: Mapped[str | None] = mapped_column(String(100))
    appendix_heading: Mapped[str | None] = mapped_column(Text)


class Answer(Versioned, Base):
    """What is said to one item in one letter: the Chief Constable's comments, the PCC's response, a reply."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("response_id", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    position: Mapped[int] = mapped_column()
    group_heading: Mapped[str | None] = mapped_column(String(300))
    item_heading: Mapped[str | None] = mapped_column(String(300))
    chief_constable: Mapped[str] = mapped_column(Text, default="")
    chief_constable_cleared_on: Mapped[date | None] = mapped_column()
    chief_constable_cleared_by: Mapped[str | None] = mapped_column(String(200))
    pcc: Mapped[str] = mapped_column(Text, default="")
    reply: Mapped[str] = mapped_column(Text, default="")
    stance: Mapped[Position | None] = mapped_column(Word(Position))
    stance_reason: Mapped[str] = mapped_column(Text, default="")
