"""The items of a board as a meeting waits for them: which have an update since the last one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.london_time import end_of_london_day, london_day
from tracker.domain.vocabulary import Delivery, Rating, Standing
from tracker.models.board import Board, BoardItem
from tracker.models.final_copy import FinalCopy
from tracker.models.item import Item
from tracker.models.item_state import ItemState, RatingPeriod
from tracker.models.meeting import Meeting
from tracker.models.progress_update import ProgressUpdate
from tracker.models.report import Report
from tracker.queries.as_at import held_at
from tracker.queries.meetings import previous_meeting

Wanted = TypeVarTuple("Wanted")
ASKED_WHILE = (Delivery.AWAITING_ALLOCATION, Delivery.IN_PROGRESS, Delivery.PROPOSED_COMPLETE)
"""What is signed off or closed has said its last word: nobody owes a meeting an update of it."""


def updates_count_from(session: Session, meeting: Meeting) -> datetime:
    """The moment after which an update is one for this meeting.

    That is the final copy of the last earlier meeting that has one, however late another was corrected;
    without one the end of the day of the meeting before; without that the board's cycle before the day.
    """
    last_copy = session.scalars(
        select(FinalCopy.as_at)
        .join(Meeting, Meeting.id == FinalCopy.meeting_id)
        .where(Meeting.board_id == meeting.board_id, Meeting.on < meeting.on)
        .order_by(Meeting.on.desc(), FinalCopy.number.desc(), FinalCopy.id.desc())
    ).first()
    if last_copy is not None:
        return last_copy
    before = previous_meeting(session, meeting)
    if before is not None:
        return end_of_london_day(before.on)
    cycle = session.get_one(Board, meeting.board_id).cycle_days
    return end_of_london_day(meeting.on - timedelta(days=cycle))


@dataclass(frozen=True)
class ItemAsked:
    """An open item of a board and whether an update of it came in since a moment."""

    item_id: int
    reference: str
    heading: str
    text: str
    owner_post_id: int | None
    last_update_on: date | None
    is_updated: bool


def items_asked(session: Session, board_id: int, since: datetime, today: date) -> list[ItemAsked]:
    """The open items of a board that owe an update, by reference; none of a report under embargo."""
    rows = session.execute(
        _owing(
            select(Item, ItemState.owner_post_id, ItemState.last_update_on, _came_in(since)),
            board_id,
            today,
        ).order_by(Item.reference, Item.id)
    )
    return [
        ItemAsked(item.id, item.reference, item.heading, item.text, owner, last_update_on, is_updated)
        for item, owner, last_update_on, is_updated in rows
    ]


def asked_counts(session: Session, board_id: int, since: datetime, today: date) -> tuple[int, int]:
    """How many items of a board owe an update, and how many of them have none since a moment."""
    waiting = func.coalesce(func.sum(case((_came_in(since), 0), else_=1)), 0)
    total, without = session.execute(_owing(select(func.count(), waiting), board_id, today)).one()
    return int(total), int(without)


def _came_in(since: datetime) -> ColumnElement[bool]:
    return exists().where(ProgressUpdate.item_id == Item.id, ProgressUpdate.recorded_at > since)


def _owing(wanted: Select[*Wanted], board_id: int, today: date) -> Select[*Wanted]:
    return (
        wanted.select_from(Item)
        .join(BoardItem, BoardItem.item_id == Item.id)
        .join(ItemState, ItemState.item_id == Item.id)
        .join(Report, Report.id == Item.report_id)
        .where(
            BoardItem.board_id == board_id,
            BoardItem.valid_to.is_(None),
            ItemState.valid_to.is_(None),
            ItemState.standing == Standing.OPEN,
            ItemState.delivery.in_(ASKED_WHILE),
            or_(Report.is_embargoed.is_(False), Report.published_on <= today),
        )
    )


def red_at(session: Session, board_id: int, moment: datetime, today: date) -> list[Item]:
    """The items that a board oversaw and that were Red at a moment, by reference; none under embargo."""
    day = london_day(moment)
    return list(
        session.scalars(
            select(Item)
            .join(BoardItem, BoardItem.item_id == Item.id)
            .join(ItemState, ItemState.item_id == Item.id)
            .join(RatingPeriod, RatingPeriod.state_id == ItemState.id)
            .join(Report, Report.id == Item.report_id)
            .where(
                BoardItem.board_id == board_id,
                BoardItem.valid_from <= moment,
                or_(BoardItem.valid_to.is_(None), BoardItem.valid_to > moment),
                held_at(moment),
                RatingPeriod.rating == Rating.RED,
                RatingPeriod.from_on <= day,
                RatingPeriod.to_on > day,
                or_(Report.is_embargoed.is_(False), Report.published_on <= today),
            )
            .order_by(Item.reference, Item.id)
        )
    )


def history_begins(session: Session) -> date | None:
    """The first day of which the dated states tell; None where there is none."""
    first = session.scalar(select(func.min(ItemState.valid_from)))
    return london_day(first) if first is not None else None
