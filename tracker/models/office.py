"""Offices and people by date: bodies, letterheads, posts, holders and signature images."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.vocabulary import BodyKind
from tracker.models.base import Base, Moment, Versioned, Word

IN_ORDER = "from_on IS NULL OR to_on IS NULL OR from_on < to_on"


class Body(Versioned, Base):
    """The local policing body or its force under one name, from one day to another; successors are linked."""

    __tablename__ = "body"
    __table_args__ = (CheckConstraint(IN_ORDER, name="period_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[BodyKind] = mapped_column(Word(BodyKind))
    name: Mapped[str] = mapped_column(String(200))
    also_called: Mapped[str] = mapped_column(Text, default="")
    from_on: Mapped[date | None] = mapped_column()
    to_on: Mapped[date | None] = mapped_column()
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    head_post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))


class Letterhead(Versioned, Base):
    """The office block at the top of a letter, by date; one line of the text is one line of the block."""

    __tablename__ = "letterhead"
    __table_args__ = (CheckConstraint(IN_ORDER, name="period_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    from_on: Mapped[date | None] = mapped_column()
    to_on: Mapped[date | None] = mapped_column()


class Post(Versioned, Base):
    """A post that people hold one after another, with the words a letter to or from its holder needs."""

    __tablename__ = "post"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    title_in_letters: Mapped[str] = mapped_column(String(300), default="")
    short_title: Mapped[str] = mapped_column(String(40), default="")
    salutation: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(Text, default="")


class ChiefOfficerPost(Base):
    """That the holders of a post may be named in papers that are published."""

    __tablename__ = "chief_officer_post"

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), primary_key=True)


class Holding(Versioned, Base):
    """Somebody's time in a post, [from, to): the newcomer holds the day. Honours are part of the name."""

    __tablename__ = "holding"
    __table_args__ = (
        CheckConstraint(IN_ORDER, name="period_in_order"),
        CheckConstraint("(confirmed_on IS NULL) = (confirmed_by IS NULL)", name="confirmed_both_or_neither"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    person_name: Mapped[str] = mapped_column(String(200))
    from_on: Mapped[date | None] = mapped_column()
    to_on: Mapped[date | None] = mapped_column()
    is_acting: Mapped[bool] = mapped_column(default=False)
    confirmed_on: Mapped[date | None] = mapped_column()
    confirmed_by: Mapped[str | None] = mapped_column(String(200))


class SignatureImage(Base):
    """A picture of a signature with the words that stand for it; used by letters, released by a person."""

    __tablename__ = "signature_image"

    id: Mapped[int] = mapped_column(primary_key=True)
    holding_id: Mapped[int] = mapped_column(ForeignKey("holding.id"), index=True)
    alt_text: Mapped[str] = mapped_column(String(300))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    sha256: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[datetime] = mapped_column(Moment)
