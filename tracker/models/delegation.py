"""Delegations: who may approve and sign in the PCC's place, from a day up to another."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Base, Moment, Versioned


class Delegation(Versioned, Base):
    """A recorded delegation over [from_on, to_on); without an account for one who does not sign in here."""

    __tablename__ = "delegation"
    __table_args__ = (CheckConstraint("to_on IS NULL OR from_on < to_on", name="period_in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    from_on: Mapped[date] = mapped_column()
    to_on: Mapped[date | None] = mapped_column()
    to_name: Mapped[str] = mapped_column(String(200))
    to_account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    proof: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    recorded_by: Mapped[str] = mapped_column(String(200))
