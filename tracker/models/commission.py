"""Who is asked for the Chief Constable's comments: accounts by post, invitations, commissions."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Moment, Versioned


class PostAccount(Versioned, Base):
    """The account by which the holder of a post reaches what the post is asked, [from, to)."""

    __tablename__ = "post_account"
    __table_args__ = (
        CheckConstraint("from_on IS NULL OR to_on IS NULL OR from_on < to_on", name="period_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    from_on: Mapped[date | None] = mapped_column()
    to_on: Mapped[date | None] = mapped_column()


class Invitation(Base):
    """An invitation under section 55(4) as it went out: its day, its letter by its bytes, its e-mail."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"), index=True)
    comments_by: Mapped[date] = mapped_column()
    invited_at: Mapped[datetime] = mapped_column(Moment)
    invited_by: Mapped[str] = mapped_column(String(200))
    send_to: Mapped[str] = mapped_column(String(254), default="")
    subject: Mapped[str] = mapped_column(Text)
    email_text: Mapped[str] = mapped_column(Text)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))


class Commission(Versioned, Base):
    """One item asked of one post for one letter, with the draft that its holder writes.

    Without `asked_at` it is the force inspection lead's proposal of an owner. `form_version` counts the
    forms sent to the post. What was returned is the answer's; `taken` is how it went there, which tells
    whether the inspection lead has written on since.
    """

    __tablename__ = "commission"
    __table_args__ = (
        UniqueConstraint("response_id", "item_id"),
        CheckConstraint("(asked_at IS NULL) = (asked_by IS NULL)", name="asked_both_or_neither"),
        CheckConstraint("(asked_at IS NULL) = (due_on IS NULL)", name="asked_by_a_day"),
        CheckConstraint("(returned_at IS NULL) = (returned_by IS NULL)", name="returned_both_or_neither"),
        Index("ix_commission_post_id_response_id", "post_id", "response_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    questions: Mapped[str] = mapped_column(Text, default="")
    due_on: Mapped[date | None] = mapped_column()
    asked_at: Mapped[datetime | None] = mapped_column(Moment)
    asked_by: Mapped[str | None] = mapped_column(String(200))
    form_version: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    draft: Mapped[str] = mapped_column(Text, default="")
    taken: Mapped[str] = mapped_column(Text, default="")
    drafted_at: Mapped[datetime | None] = mapped_column(Moment)
    returned_at: Mapped[datetime | None] = mapped_column(Moment)
    returned_by: Mapped[str | None] = mapped_column(String(200))
