"""The answers to the questions for the Chief Constable as they are read, and the items asked about."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.domain.items import heading_of
from tracker.domain.questions import Assurance
from tracker.models.board import Board
from tracker.models.board_question import BoardQuestion
from tracker.models.item import Item
from tracker.models.meeting import Meeting
from tracker.models.report import Report
from tracker.queries.meetings import IS_HELD


@dataclass(frozen=True)
class AskedItem:
    """An item that is asked about."""

    item_id: int
    reference: str
    name: str
    report_title: str


@dataclass(frozen=True)
class EarlierAnswer:
    """What was answered on an item at an earlier meeting, with the verdict."""

    meeting_id: int
    on: date
    answer: str
    assurance: Assurance | None


def answers_of(session: Session, meeting_id: int) -> list[BoardQuestion]:
    """The questions of a meeting that have an answer, in the order of their items."""
    return list(
        session.scalars(
            select(BoardQuestion)
            .where(BoardQuestion.meeting_id == meeting_id)
            .order_by(BoardQuestion.item_id, BoardQuestion.id)
        )
    )


def answer_on(session: Session, meeting_id: int, item_id: int) -> BoardQuestion | None:
    """The answered question on an item at a meeting."""
    return session.scalars(
        select(BoardQuestion).where(BoardQuestion.meeting_id == meeting_id, BoardQuestion.item_id == item_id)
    ).first()


def items_asked(
    session: Session, references: Collection[str], item_ids: Collection[int], today: date
) -> dict[str, AskedItem]:
    """The items with these references or ids by reference, none of a report under embargo."""
    rows = session.execute(
        select(Item.id, Item.reference, Item.kind, Item.number, Item.heading, Report.title)
        .join(Report, Report.id == Item.report_id)
        .where(
            or_(Item.reference.in_(references), Item.id.in_(item_ids)),
            or_(Report.is_embargoed.is_(False), Report.published_on <= today),
        )
        .order_by(Item.reference)
    )
    return {
        reference: AskedItem(key, reference, heading_of(kind, number, heading), title)
        for key, reference, kind, number, heading, title in rows
    }


def earlier_answers(
    session: Session, board_id: int, before: date, item_ids: Collection[int]
) -> dict[int, EarlierAnswer]:
    """By item, the last answer at the board's meetings before a day."""
    rows = session.execute(
        select(BoardQuestion, Meeting.on)
        .join(Meeting, Meeting.id == BoardQuestion.meeting_id)
        .where(
            Meeting.board_id == board_id,
            Meeting.on < before,
            IS_HELD,
            BoardQuestion.item_id.in_(item_ids),
        )
        .order_by(Meeting.on, BoardQuestion.id)
    )
    return {row.item_id: EarlierAnswer(row.meeting_id, on, row.answer, row.assurance) for row, on in rows}


def answers_on_item(session: Session, item_id: int) -> list[tuple[BoardQuestion, Meeting, Board]]:
    """The answered questions on an item at every board, the last meeting first."""
    rows = session.execute(
        select(BoardQuestion, Meeting, Board)
        .join(Meeting, Meeting.id == BoardQuestion.meeting_id)
        .join(Board, Board.id == Meeting.board_id)
        .where(BoardQuestion.item_id == item_id)
        .order_by(Meeting.on.desc(), Board.name, BoardQuestion.id)
    )
    return [(row, meeting, board) for row, meeting, board in rows]
