"""Questions put to the Chief Constable at a meeting, the answers, and the PCC's verdict on each."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.questions import Assurance
from tracker.models.base import Base, Moment, Versioned, Word


class BoardQuestion(Versioned, Base):
    """One question on one item at one meeting, as it was asked, with its answer once there is one."""

    __tablename__ = "board_question"
    __table_args__ = (
        UniqueConstraint("meeting_id", "item_id"),
        CheckConstraint("(assurance IS NULL) = (judged_by IS NULL)", name="judged_both_or_neither"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    rule: Mapped[str] = mapped_column(String(40))
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text, default="")
    assurance: Mapped[Assurance | None] = mapped_column(Word(Assurance))
    judged_by: Mapped[str | None] = mapped_column(String(200))
    judged_at: Mapped[datetime | None] = mapped_column(Moment)
