"""What somebody has typed into a form and not sent yet."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Moment, Versioned


class TypedDraft(Versioned, Base):
    """The words in one window of one person. `fields` is a JSON list of pairs of a box's name and its text.

    The version grows only by a redaction, so that the window it was typed in cannot bring the words back.
    """

    __tablename__ = "typed_draft"
    __table_args__ = (UniqueConstraint("account_id", "path", "typed_in"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    path: Mapped[str] = mapped_column(String(300))
    typed_in: Mapped[str] = mapped_column(String(40))
    fields: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
