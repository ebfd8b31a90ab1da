"""Texts for the board as they are read: the items of a meeting, its own texts, and those of earlier ones."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.meetings import MeetingStatus
from tracker.domain.vocabulary import ItemKind, Rating, Standing
from tracker.models.board import Board, BoardItem
from tracker.models.item import Item
from tracker.models.item_state import ItemState, RatingPeriod
from tracker.models.meeting import Meeting, MeetingText
from tracker.models.office import Post
from tracker.models.progress_update import ProgressUpdate
from tracker.models.report import Report
from tracker.queries.progress_facts import AT_ONCE
from tracker.queries.ratings import rules, worst_first

EARLIER = 3
"""How many earlier meetings' texts of an item stand beside the box."""


class TextItem(NamedTuple):
    """An item of which a board reads: what it is, whose, how it is rated and by when it is due."""

    item_id: int
    reference: str
    kind: ItemKind
    number: str | None
    heading: str
    text: str
    owner: str | None
    rating: Rating | None
    date_in_force: date | None


def items_to_tell(session: Session, board_id: int, since: datetime, today: date) -> list[TextItem]:
    """The items of a board that are open, or have ended since its last meeting: the worst rated first.

    Nothing under embargo is among them: packs and papers hold none of it.
    """
    rows = session.execute(
        select(
            Item.id,
            Item.reference,
            Item.kind,
            Item.number,
            Item.heading,
            Item.text,
            Post.title,
            RatingPeriod.rating,
            ItemState.date_in_force,
        )
        .select_from(BoardItem)
        .join(Item, Item.id == BoardItem.item_id)
        .join(Report, Report.id == Item.report_id)
        .join(ItemState, ItemState.item_id == Item.id)
        .outerjoin(RatingPeriod, (RatingPeriod.item_id == Item.id) & rules(today))
        .outerjoin(Post, Post.id == ItemState.owner_post_id)
        .where(
            BoardItem.board_id == board_id,
            BoardItem.valid_to.is_(None),
            ItemState.valid_to.is_(None),
            or_(ItemState.standing == Standing.OPEN, ItemState.valid_from > since),
            _is_open_to_all(today),
        )
        .order_by(worst_first(today), ItemState.date_in_force.nulls_last(), Item.reference, Item.id)
    )
    return [TextItem._make(row) for row in rows]


def is_told_of(session: Session, board_id: int, item_id: int, today: date) -> bool:
    """Whether a board oversees this item now, and may read of it: its report is not under embargo."""
    found = session.scalar(
        select(BoardItem.id)
        .join(Item, Item.id == BoardItem.item_id)
        .join(Report, Report.id == Item.report_id)
        .where(
            BoardItem.board_id == board_id,
            BoardItem.item_id == item_id,
            BoardItem.valid_to.is_(None),
            _is_open_to_all(today),
        )
    )
    return found is not None


def _is_open_to_all(today: date) -> ColumnElement[bool]:
    return or_(Report.is_embargoed.is_(False), Report.published_on <= today)


def texts_of_meeting(session: Session, meeting_id: int) -> dict[int, MeetingText]:
    """The texts that were edited for a meeting, by item."""
    rows = session.scalars(
        select(MeetingText).where(MeetingText.meeting_id == meeting_id).order_by(MeetingText.item_id)
    )
    return {row.item_id: row for row in rows}


def text_of(session: Session, meeting_id: int, item_id: int) -> MeetingText | None:
    """The text that was edited for a meeting on one item."""
    return session.scalars(
        select(MeetingText).where(MeetingText.meeting_id == meeting_id, MeetingText.item_id == item_id)
    ).first()


def latest_updates(session: Session, item_ids: Sequence[int]) -> dict[int, ProgressUpdate]:
    """The newest update of each of these items; those without one are left out."""
    found: dict[int, ProgressUpdate] = {}
    for start in range(0, len(item_ids), AT_ONCE):
        newest = (
            select(func.max(ProgressUpdate.id))
            .where(ProgressUpdate.item_id.in_(item_ids[start : start + AT_ONCE]))
            .group_by(ProgressUpdate.item_id)
        )
        rows = session.scalars(
            select(ProgressUpdate).where(ProgressUpdate.id.in_(newest)).order_by(ProgressUpdate.item_id)
        )
        found |= {row.item_id: row for row in rows}
    return found


@dataclass(frozen=True)
class EarlierText:
    """What a board read of an item at an earlier meeting."""

    on: date
    text: str
    is_sensitive: bool


def earlier_texts(
    session: Session, board_id: int, before: date, item_ids: Sequence[int]
) -> dict[int, tuple[EarlierText, ...]]:
    """What a board read of these items at its last meetings before a day, the latest first."""
    found: dict[int, list[EarlierText]] = defaultdict(list)
    for start in range(0, len(item_ids), AT_ONCE):
        rows = session.execute(
            select(MeetingText.item_id, Meeting.on, MeetingText.text, MeetingText.is_sensitive)
            .join(Meeting, Meeting.id == MeetingText.meeting_id)
            .where(
                Meeting.board_id == board_id,
                Meeting.on < before,
                Meeting.status != MeetingStatus.CALLED_OFF,
                MeetingText.item_id.in_(item_ids[start : start + AT_ONCE]),
            )
            .order_by(MeetingText.item_id, Meeting.on.desc())
        )
        for item_id, on, text, is_sensitive in rows:
            if len(found[item_id]) < EARLIER:
                found[item_id].append(EarlierText(on, text, is_sensitive))
    return {key: tuple(texts) for key, texts in found.items()}


def meetings_ahead(session: Session, item_id: int, today: date) -> list[tuple[Meeting, Board]]:
    """The meetings from today on of the boards that oversee an item, the nearest first."""
    rows = session.execute(
        select(Meeting, Board)
        .join(Board, Board.id == Meeting.board_id)
        .join(BoardItem, BoardItem.board_id == Board.id)
        .join(Item, Item.id == BoardItem.item_id)
        .join(Report, Report.id == Item.report_id)
        .where(
            BoardItem.item_id == item_id,
            BoardItem.valid_to.is_(None),
            _is_open_to_all(today),
            Meeting.on >= today,
            Meeting.status != MeetingStatus.CALLED_OFF,
        )
        .order_by(Meeting.on, Board.reference, Meeting.id)
    )
    return [(meeting, board) for meeting, board in rows]
