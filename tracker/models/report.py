"""Inspection reports: grades, named readers under embargo, and links to earlier and later reports."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.vocabulary import Grade, LinkKind, MonitoringState, ReportKind
from tracker.models.base import Base, Moment, Versioned, Word


class Report(Versioned, Base):
    """One inspection report. Its publication date starts the clock, so a person confirms it."""

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint(
            "fieldwork_from_on IS NULL OR fieldwork_to_on IS NULL OR fieldwork_from_on <= fieldwork_to_on",
            name="fieldwork_in_order",
        ),
        CheckConstraint(
            "(publication_confirmed_by_name IS NULL) = (publication_confirmed_at IS NULL)",
            name="publication_confirmed_both_or_neither",
        ),
        Index("ix_report_published_on_id", "published_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(500))
    kind: Mapped[ReportKind] = mapped_column(Word(ReportKind))
    inspecting_body: Mapped[str] = mapped_column(String(200))
    fieldwork_from_on: Mapped[date | None] = mapped_column()
    fieldwork_to_on: Mapped[date | None] = mapped_column()
    published_on: Mapped[date] = mapped_column()
    publication_confirmed_by_name: Mapped[str | None] = mapped_column(String(200))
    publication_confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    web_address: Mapped[str] = mapped_column(String(500), default="")
    monitoring_state: Mapped[MonitoringState | None] = mapped_column(Word(MonitoringState))
    is_embargoed: Mapped[bool] = mapped_column(default=False)
    search_text: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime] = mapped_column(Moment)

    grades: Mapped[list["ReportGrade"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="ReportGrade.position"
    )
    readers: Mapped[list["ReportReader"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="ReportReader.account_id"
    )


class ReportGrade(Base):
    """The grade a PEEL report gives on one question."""

    __tablename__ = "report_grade"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    position: Mapped[int] = mapped_column()
    question: Mapped[str] = mapped_column(String(300))
    grade: Mapped[Grade] = mapped_column(Word(Grade))


class ReportReader(Base):
    """A person named to read a report while it is under embargo."""

    __tablename__ = "report_reader"

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)


class ReportLink(Base):
    """A later report's typed link to an earlier one."""

    __tablename__ = "report_link"
    __table_args__ = (
        UniqueConstraint("earlier_id", "later_id"),
        CheckConstraint("earlier_id <> later_id", name="two_reports"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    earlier_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    later_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    kind: Mapped[LinkKind] = mapped_column(Word(LinkKind))
    note: Mapped[str] = mapped_column(String(500), default="")
