"""Boards and groups: their place in the tree, agencies and people by date, and the items they oversee."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.boards import BoardRole
from tracker.domain.named_themes import Theme
from tracker.domain.vocabulary import ItemKind, Marking, ReportKind
from tracker.models.base import Base, Moment, Versioned, Word
from tracker.models.office import IN_ORDER


class Board(Versioned, Base):
    """A board or group. `cycle_days` is the longest that it goes without an update of an item.

    `pack_layout` and `paper_style` say, as JSON, what its papers look like (domain.pack_layouts, .papers);
    "" for the office's usual.
    """

    __tablename__ = "board"
    __table_args__ = (CheckConstraint("cycle_days > 0", name="a_cycle_has_days"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    cycle_days: Mapped[int] = mapped_column(default=92)
    marking: Mapped[Marking | None] = mapped_column(Word(Marking))
    is_public: Mapped[bool] = mapped_column(default=False)
    terms_of_reference: Mapped[str] = mapped_column(Text, default="")
    terms_review_on: Mapped[date | None] = mapped_column()
    membership_review_on: Mapped[date | None] = mapped_column()
    correspondence_group: Mapped[str] = mapped_column(Text, default="")
    pack_layout: Mapped[str] = mapped_column(Text, default="")
    paper_style: Mapped[str] = mapped_column(Text, default="")
    recorded_at: Mapped[datetime] = mapped_column(Moment)

    parents: Mapped[list["BoardParent"]] = relationship(
        cascade="all, delete-orphan",
        lazy="selectin",
        order_by="BoardParent.parent_id",
        foreign_keys="BoardParent.board_id",
    )
    rules: Mapped[list["BoardRuleRow"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="BoardRuleRow.id"
    )


class BoardParent(Base):
    """That a board reports to another; it may report to several."""

    __tablename__ = "board_parent"
    __table_args__ = (CheckConstraint("board_id <> parent_id", name="not_its_own_parent"),)

    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"), primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("board.id"), primary_key=True, index=True)


class BoardAgency(Versioned, Base):
    """A member agency of a board, [from, to)."""

    __tablename__ = "board_agency"
    __table_args__ = (CheckConstraint(IN_ORDER, name="period_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    from_on: Mapped[date | None] = mapped_column()
    to_on: Mapped[date | None] = mapped_column()


class BoardPerson(Versioned, Base):
    """Somebody's time on a board, [from, to): its chair, deputy, secretary, or an agency's member."""

    __tablename__ = "board_person"
    __table_args__ = (CheckConstraint(IN_ORDER, name="period_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"), index=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("board_agency.id"), index=True)
    role: Mapped[BoardRole] = mapped_column(Word(BoardRole))
    person_name: Mapped[str] = mapped_column(String(200))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    from_on: Mapped[date | None] = mapped_column()
    to_on: Mapped[date | None] = mapped_column()


class BoardRuleRow(Base):
    """One rule by which a board oversees items; a part that is not set lets every item through."""

    __tablename__ = "board_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"), index=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"))
    report_kind: Mapped[ReportKind | None] = mapped_column(Word(ReportKind))
    item_kind: Mapped[ItemKind | None] = mapped_column(Word(ItemKind))
    theme: Mapped[Theme | None] = mapped_column(Word(Theme))
    owner_post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))


class BoardByHand(Base):
    """That an item was put on a board, or kept off it, by hand and why."""

    __tablename__ = "board_by_hand"

    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True, index=True)
    is_in: Mapped[bool] = mapped_column()
    reason: Mapped[str] = mapped_column(Text, default="")
    raised_from_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str] = mapped_column(String(200))


class BoardItem(Base):
    """That a board oversaw an item from one instant to another, [valid_from, valid_to).

    `event_seq` is the event that put it there, `ended_seq` the one that took it away.
    """

    __tablename__ = "board_item"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_from <= valid_to", name="period_in_order"),
        CheckConstraint("(valid_to IS NULL) = (ended_seq IS NULL)", name="ended_both_or_neither"),
        Index("ix_board_item_board_id_valid_to", "board_id", "valid_to", "item_id"),
        Index("ix_board_item_item_id_valid_to", "item_id", "valid_to"),
        Index(
            "uq_board_item_current",
            "board_id",
            "item_id",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    valid_from: Mapped[datetime] = mapped_column(Moment)
    valid_to: Mapped[datetime | None] = mapped_column(Moment)
    event_seq: Mapped[int] = mapped_column()
    ended_seq: Mapped[int | None] = mapped_column()
