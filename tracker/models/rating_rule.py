"""The thresholds of the rating rule, each set from a day on."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Moment


class RatingRule(Base):
    """One set of thresholds, in days, in force from a day until the next; sets are added, never changed."""

    __tablename__ = "rating_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    from_on: Mapped[date] = mapped_column(unique=True)
    due_soon_days: Mapped[int] = mapped_column()
    update_days: Mapped[int] = mapped_column()
    no_date_days: Mapped[int] = mapped_column()
    immediate_days: Mapped[int] = mapped_column()
    waiting_days: Mapped[int] = mapped_column()
    new_days: Mapped[int] = mapped_column()
    reason: Mapped[str] = mapped_column(Text)
    set_at: Mapped[datetime] = mapped_column(Moment)
    set_by: Mapped[str] = mapped_column(String(200))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
