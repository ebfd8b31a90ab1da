"""Items of a report: recommendations, areas for improvement, causes of concern, findings."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.vocabulary import (
    DeadlineBasis,
    ForWhom,
    ItemKind,
    LinkKind,
    OffListReason,
    Precision,
)
from tracker.models.base import Base, Moment, Versioned, Word


class Item(Versioned, Base):
    """One thing the inspectorate asks or finds, as printed."""

    __tablename__ = "item"
    __table_args__ = (
        CheckConstraint(
            "(off_list_reason IS NULL) = (off_list_on IS NULL)",
            name="off_list_reason_and_date_both_or_neither",
        ),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_its_own_parent"),
        # One number once per report, kind and parent; NULLs are distinct in both databases,
        # so the service checks the unnumbered and the parentless.
        UniqueConstraint("report_id", "kind", "parent_id", "number", name="uq_item_number"),
        Index("ix_item_report_id_position", "report_id", "position"),
        Index("ix_item_report_id_off_list_reason", "report_id", "off_list_reason"),
        Index("ix_item_kind_id", "kind", "id"),
        Index("ix_item_for_whom_id", "for_whom", "id"),
        Index("ix_item_first_deadline_on_id", "first_deadline_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(60), unique=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)
    position: Mapped[int] = mapped_column()
    kind: Mapped[ItemKind] = mapped_column(Word(ItemKind))
    number: Mapped[str | None] = mapped_column(String(20))
    heading: Mapped[str] = mapped_column(String(300), default="")
    text: Mapped[str] = mapped_column(Text)
    for_whom: Mapped[ForWhom] = mapped_column(Word(ForWhom))
    is_joint: Mapped[bool] = mapped_column(default=False)
    is_conditional: Mapped[bool] = mapped_column(default=False)
    first_deadline_on: Mapped[date | None] = mapped_column()
    off_list_reason: Mapped[OffListReason | None] = mapped_column(Word(OffListReason))
    off_list_on: Mapped[date | None] = mapped_column()
    off_list_note: Mapped[str] = mapped_column(Text, default="")
    search_text: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime] = mapped_column(Moment)

    addressees: Mapped[list["Addressee"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="Addressee.position"
    )
    deadlines: Mapped[list["Deadline"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="Deadline.position"
    )


class Addressee(Base):
    """One body an item is addressed to, spelled as printed without the article."""

    __tablename__ = "addressee"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    position: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column(String(300))


class Deadline(Base):
    """One deadline as printed, and as a date where it is one."""

    __tablename__ = "deadline"
    __table_args__ = (
        CheckConstraint('"on" IS NULL OR "precision" IS NOT NULL', name="a_date_has_a_precision"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    position: Mapped[int] = mapped_column()
    phrase: Mapped[str] = mapped_column(String(300))
    on: Mapped[date | None] = mapped_column()
    precision: Mapped[Precision | None] = mapped_column(Word(Precision))
    basis: Mapped[DeadlineBasis] = mapped_column(Word(DeadlineBasis))


class ItemLink(Base):
    """A later item's typed link to an earlier one; nothing is counted twice."""

    __tablename__ = "item_link"
    __table_args__ = (
        UniqueConstraint("earlier_id", "later_id"),
        CheckConstraint("earlier_id <> later_id", name="two_items"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    earlier_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    later_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    kind: Mapped[LinkKind] = mapped_column(Word(LinkKind))
    note: Mapped[str] = mapped_column(String(500), default="")
