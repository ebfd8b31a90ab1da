"""Papers for meetings of boards: their furniture and their parts, drafted from the rows and then edited."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.papers import PartKind
from tracker.domain.vocabulary import Marking
from tracker.models.base import Base, Moment, Versioned, Word


class BoardPaper(Versioned, Base):
    """One paper of a meeting: the status paper made from the register's rows, or a plain one of own words.

    `style` is the paper's own style as JSON, "" for the board's.
    """

    __tablename__ = "board_paper"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    is_plain: Mapped[bool] = mapped_column()
    title: Mapped[str] = mapped_column(String(300))
    to_words: Mapped[str] = mapped_column(String(300), default="")
    from_words: Mapped[str] = mapped_column(String(300), default="")
    dated_on: Mapped[date] = mapped_column()
    agenda_item: Mapped[str] = mapped_column(String(40), default="")
    marking: Mapped[Marking | None] = mapped_column(Word(Marking))
    style: Mapped[str] = mapped_column(Text, default="")
    drafted_at: Mapped[datetime] = mapped_column(Moment)
    drafted_by: Mapped[str] = mapped_column(String(200))
    nonce: Mapped[str | None] = mapped_column(String(60), unique=True)

    parts: Mapped[list["BoardPaperPart"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="BoardPaperPart.position"
    )


class BoardPaperPart(Base):
    """One section of a paper. Until somebody types in it, it is drafted anew from the rows.

    `number` None is counted, any text is printed as it is typed. `drafted_sha256` is the fingerprint of the
    draft that stood beside the words when they were typed, "" where there was none.
    """

    __tablename__ = "board_paper_part"

    id: Mapped[int] = mapped_column(primary_key=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("board_paper.id"), index=True)
    position: Mapped[int] = mapped_column()
    kind: Mapped[PartKind] = mapped_column(Word(PartKind))
    number: Mapped[str | None] = mapped_column(String(20))
    heading: Mapped[str] = mapped_column(String(300), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    is_typed: Mapped[bool] = mapped_column(default=False)
    drafted_sha256: Mapped[str] = mapped_column(String(64), default="")
    is_left_out_of_public: Mapped[bool] = mapped_column(default=False)
