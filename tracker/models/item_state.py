"""An item's dated states, each with its rating for every day as long as nothing else happens."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.vocabulary import (
    Delivery,
    ForWhom,
    OffListReason,
    OwnRating,
    Rating,
    Standing,
)
from tracker.models.base import Base, Moment, Word


class ItemState(Base):
    """What was recorded of an item from one instant to another, [valid_from, valid_to).

    A row is never changed but for the end that closes it. `event_seq` is the event that began it.
    """

    __tablename__ = "item_state"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_from <= valid_to", name="period_in_order"),
        Index("ix_item_state_item_id_valid_from", "item_id", "valid_from"),
        Index("ix_item_state_valid_to_item_id", "valid_to", "item_id"),
        Index("ix_item_state_valid_from", "valid_from", "valid_to", "standing", "item_id"),
        Index("ix_item_state_event_seq", "event_seq"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    valid_from: Mapped[datetime] = mapped_column(Moment)
    valid_to: Mapped[datetime | None] = mapped_column(Moment)
    event_seq: Mapped[int] = mapped_column()
    standing: Mapped[Standing] = mapped_column(Word(Standing))
    off_list_reason: Mapped[OffListReason | None] = mapped_column(Word(OffListReason))
    for_whom: Mapped[ForWhom] = mapped_column(Word(ForWhom))
    delivery: Mapped[Delivery] = mapped_column(Word(Delivery))
    executive_post_id: Mapped[int | None] = mapped_column()
    owner_post_id: Mapped[int | None] = mapped_column()
    date_in_force: Mapped[date | None] = mapped_column()
    first_in_force: Mapped[date | None] = mapped_column()
    inspectorate_on: Mapped[date | None] = mapped_column()
    times_moved: Mapped[int] = mapped_column()
    own_rating: Mapped[OwnRating | None] = mapped_column(Word(OwnRating))
    last_update_on: Mapped[date | None] = mapped_column()
    proposed_on: Mapped[date | None] = mapped_column()
    signed_off_on: Mapped[date | None] = mapped_column()
    closed_on: Mapped[date | None] = mapped_column()
    actions_open: Mapped[int] = mapped_column()
    actions_total: Mapped[int] = mapped_column()
    override_rating: Mapped[Rating | None] = mapped_column(Word(Rating))
    override_until_on: Mapped[date | None] = mapped_column()


class RatingPeriod(Base):
    """The rating of one state from one day to another, [from_on, to_on), with its reasons as JSON.

    `is_current` marks the periods of an item's present state, so that a list of today reads one short index.
    """

    __tablename__ = "rating_period"
    __table_args__ = (
        CheckConstraint("from_on < to_on", name="period_in_order"),
        Index("ix_rating_period_state_id_from_on", "state_id", "from_on"),
        Index("ix_rating_period_current", "is_current", "rating", "from_on", "to_on", "item_id"),
        Index("ix_rating_period_from_on", "from_on", "item_id"),
        Index("ix_rating_period_item_id_is_current", "item_id", "is_current", "from_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    state_id: Mapped[int] = mapped_column(ForeignKey("item_state.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    from_on: Mapped[date] = mapped_column()
    to_on: Mapped[date] = mapped_column()
    rating: Mapped[Rating] = mapped_column(Word(Rating))
    derived: Mapped[Rating] = mapped_column(Word(Rating))
    reasons: Mapped[str] = mapped_column(Text)
    is_current: Mapped[bool] = mapped_column(default=True)
