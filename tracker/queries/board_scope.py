"""What a pack may tell of: the items its board oversaw at a moment, never of a report under embargo then."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from tracker.domain.london_time import LONDON, london_day
from tracker.domain.permissions import Actor
from tracker.models.board import BoardItem
from tracker.models.event import Event, EventChange, EventText
from tracker.models.item import Item
from tracker.models.report import Report
from tracker.queries.reports import is_known

NOBODY = Actor(None, "A pack", frozenset())
"""A pack is read by many people, so it is made as nobody in particular."""


_LIFTED = (
    select(EventChange.subject_id, Event.at)
    .join(Event, Event.seq == EventChange.event_seq)
    .join(
        EventText,
        and_(
            EventText.event_seq == EventChange.event_seq,
            EventText.position == EventChange.position,
            EventText.side == "before",
        ),
    )
    .where(
        EventChange.field == "is_embargoed",
        EventChange.subject_kind == "report",
        EventText.text == "yes",
    )
)
"""The reports whose embargo was lifted by hand, each with the moment."""


@dataclass(frozen=True)
class PackScope:
    """A board, the moment up to which everything is told, and the one from which changes are."""

    board_id: int
    opened_at: datetime
    as_at: datetime

    @property
    def day(self) -> date:
        """The London day of the moment."""
        return london_day(self.as_at)

    @property
    def opened_on(self) -> date:
        """The London day on which the period begins."""
        return london_day(self.opened_at)


def was_on(board_id: int, moment: datetime) -> ColumnElement[bool]:
    """The condition that a row of a board is one that held at this moment."""
    return and_(
        BoardItem.board_id == board_id,
        BoardItem.valid_from <= moment,
        or_(BoardItem.valid_to.is_(None), BoardItem.valid_to > moment),
    )


def may_be_told(item_id: Any, moment: datetime) -> ColumnElement[bool]:
    """The condition that this is the id of an item of which anybody might know at a moment.

    An embargo that was lifted since held then.
    """
    lifted_since = select(Item.id).where(
        Item.report_id.in_(_LIFTED.with_only_columns(EventChange.subject_id).where(Event.at > moment))
    )
    return and_(is_known(item_id, NOBODY, london_day(moment)), item_id.not_in(lifted_since))


def items_on_board(board_id: int, moment: datetime) -> Select[int]:
    """The ids of the items that a board oversaw at a moment and that may be told of."""
    return select(BoardItem.item_id).where(was_on(board_id, moment), may_be_told(BoardItem.item_id, moment))


def items_ever_on_board(scope: PackScope) -> Select[int]:
    """The ids of the items that the board oversaw at any time up to the moment, and may be told of."""
    return select(BoardItem.item_id).where(
        BoardItem.board_id == scope.board_id,
        BoardItem.valid_from <= scope.as_at,
        may_be_told(BoardItem.item_id, scope.as_at),
    )


def known_from(session: Session, scope: PackScope) -> dict[int, datetime]:
    """The items of reports that were once under embargo, with the moment from which anybody may know of them.

    An embargo ends with the day of publication; one that was lifted before ends with that act.
    """
    lifted = session.execute(_LIFTED.order_by(EventChange.event_seq))
    reports: dict[int, datetime] = {row[0]: row[1] for row in lifted}
    rows = session.execute(
        select(Report.id, Report.published_on)
        .where(Report.is_embargoed.is_(True), Report.published_on <= scope.day)
        .order_by(Report.id)
    )
    for report_id, published_on in rows:
        reports[report_id] = datetime.combine(published_on, time.min, tzinfo=LONDON)
    if not reports:
        return {}
    return {
        item_id: reports[report_id]
        for item_id, report_id in session.execute(
            select(Item.id, Item.report_id)
            .where(Item.report_id.in_(reports), Item.id.in_(items_ever_on_board(scope)))
            .order_by(Item.id)
        )
    }
