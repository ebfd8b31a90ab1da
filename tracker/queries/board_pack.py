"""The items of a pack as they stood at its moment, in a constant number of statements."""

from collections import defaultdict
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import String, and_, func, or_, select, type_coerce
from sqlalchemy.orm import Session, aliased

from tracker.domain.vocabulary import (
    Delivery,
    ForWhom,
    ItemKind,
    OffListReason,
    OwnRating,
    Rating,
    ReportKind,
)
from tracker.models.base import Moment
from tracker.models.board import BoardItem
from tracker.models.item import Item
from tracker.models.item_state import ItemState, RatingPeriod
from tracker.models.meeting import MeetingText
from tracker.models.progress import Progress
from tracker.models.progress_update import ProgressUpdate
from tracker.models.report import Report
from tracker.queries.as_at import ORDER, held_at
from tracker.queries.board_scope import PackScope, items_on_board
from tracker.queries.parameters import answered


class PackRow(NamedTuple):
    """One item of a board as it was recorded at the moment; its words are today's.

    `standing` is the word as it is stored, for a damaged one must be told and not fail.
    """

    item_id: int
    reference: str
    kind: ItemKind
    number: str | None
    heading: str
    text: str
    report_id: int
    report_reference: str
    report_title: str
    report_kind: ReportKind
    published_on: date
    state_id: int
    standing: str
    off_list_reason: OffListReason | None
    for_whom: ForWhom
    delivery: Delivery
    executive_post_id: int | None
    owner_post_id: int | None
    date_in_force: date | None
    first_in_force: date | None
    inspectorate_on: date | None
    times_moved: int
    own_rating: OwnRating | None
    last_update_on: date | None
    closed_on: date | None
    actions_open: int
    actions_total: int
    override_by: str | None
    override_reason: str | None
    override_until_on: date | None


_COLUMNS = (
    Item.id,
    Item.reference,
    Item.kind,
    Item.number,
    Item.heading,
    Item.text,
    Report.id,
    Report.reference,
    Report.title,
    Report.kind,
    Report.published_on,
    ItemState.id,
    type_coerce(ItemState.standing, String),
    ItemState.off_list_reason,
    ItemState.for_whom,
    ItemState.delivery,
    ItemState.executive_post_id,
    ItemState.owner_post_id,
    ItemState.date_in_force,
    ItemState.first_in_force,
    ItemState.inspectorate_on,
    ItemState.times_moved,
    ItemState.own_rating,
    ItemState.last_update_on,
    ItemState.closed_on,
    ItemState.actions_open,
    ItemState.actions_total,
    Progress.override_by,
    Progress.override_reason,
    Progress.override_until_on,
)


def pack_rows(session: Session, scope: PackScope) -> list[PackRow]:
    """Every item that the board oversaw at the moment, in the order of the register."""
    wanted: Any = (
        select(*_COLUMNS)
        .select_from(Item)
        .join(Report, Report.id == Item.report_id)
        .join(ItemState, and_(ItemState.item_id == Item.id, held_at(scope.as_at)))
        .outerjoin(Progress, Progress.item_id == Item.id)
        .where(Item.id.in_(items_on_board(scope.board_id, scope.as_at)))
        .order_by(*ORDER)
    )
    return [PackRow._make(row) for row in answered(session, wanted, {}).all()]


class PeriodRow(NamedTuple):
    """A rating of one state, from one day up to another."""

    state_id: int
    from_on: date
    to_on: date
    rating: Rating
    derived: Rating
    reasons: str


def periods_ahead(session: Session, scope: PackScope) -> dict[int, list[PeriodRow]]:
    """By state, the rating that ruled on the day and those that follow if nothing happens, in their order."""
    wanted: Any = (
        select(
            RatingPeriod.state_id,
            RatingPeriod.from_on,
            RatingPeriod.to_on,
            RatingPeriod.rating,
            RatingPeriod.derived,
            RatingPeriod.reasons,
        )
        .select_from(ItemState)
        .join(RatingPeriod, RatingPeriod.state_id == ItemState.id)
        .where(
            ItemState.item_id.in_(items_on_board(scope.board_id, scope.as_at)),
            held_at(scope.as_at),
            RatingPeriod.to_on > scope.day,
        )
        .order_by(RatingPeriod.state_id, RatingPeriod.from_on)
    )
    found: dict[int, list[PeriodRow]] = defaultdict(list)
    for row in answered(session, wanted, {}).all():
        found[row[0]].append(PeriodRow._make(row))
    return found


def ratings_at(session: Session, board_id: int, moment: datetime, day: date) -> dict[int, Rating]:
    """The rating at a moment of each item that the board oversaw then."""
    wanted: Any = (
        select(ItemState.item_id, RatingPeriod.rating)
        .select_from(ItemState)
        .join(
            RatingPeriod,
            and_(
                RatingPeriod.state_id == ItemState.id, RatingPeriod.from_on <= day, RatingPeriod.to_on > day
            ),
        )
        .where(ItemState.item_id.in_(items_on_board(board_id, moment)), held_at(moment))
        .order_by(ItemState.item_id)
    )
    return {row[0]: row[1] for row in answered(session, wanted, {}).all()}


class UpdateRow(NamedTuple):
    """The last update of an item by the moment."""

    item_id: int
    recorded_at: datetime
    next_steps: str
    board_text: str


def last_updates(session: Session, scope: PackScope) -> dict[int, UpdateRow]:
    """The last update of each item by the moment; a note made after its end is none."""
    newest = (
        select(func.max(ProgressUpdate.id))
        .where(
            ProgressUpdate.item_id.in_(items_on_board(scope.board_id, scope.as_at)),
            ProgressUpdate.recorded_at <= scope.as_at,
            ProgressUpdate.is_late_note.is_(False),
        )
        .group_by(ProgressUpdate.item_id)
    )
    wanted: Any = (
        select(
            ProgressUpdate.item_id,
            ProgressUpdate.recorded_at,
            ProgressUpdate.next_steps,
            ProgressUpdate.board_text,
        )
        .where(ProgressUpdate.id.in_(newest))
        .order_by(ProgressUpdate.item_id)
    )
    return {row[0]: UpdateRow._make(row) for row in answered(session, wanted, {}).all()}


def nothing_new_by(session: Session, scope: PackScope) -> dict[int, int]:
    """How often in a row nothing new was said of each item by the moment; items without are left out."""
    said = aliased(ProgressUpdate)
    in_words = (
        select(said.item_id, func.max(said.id).label("newest"))
        .where(
            said.item_id.in_(items_on_board(scope.board_id, scope.as_at)),
            said.recorded_at <= scope.as_at,
            said.is_nothing_new.is_(False),
        )
        .group_by(said.item_id)
        .subquery()
    )
    wanted: Any = (
        select(ProgressUpdate.item_id, func.count())
        .outerjoin(in_words, in_words.c.item_id == ProgressUpdate.item_id)
        .where(
            ProgressUpdate.item_id.in_(items_on_board(scope.board_id, scope.as_at)),
            ProgressUpdate.recorded_at <= scope.as_at,
            ProgressUpdate.is_nothing_new.is_(True),
            or_(in_words.c.newest.is_(None), ProgressUpdate.id > in_words.c.newest),
        )
        .group_by(ProgressUpdate.item_id)
        .order_by(ProgressUpdate.item_id)
    )
    return {row[0]: row[1] for row in answered(session, wanted, {}).all()}


def texts_of_meeting(session: Session, meeting_id: int | None, as_at: datetime) -> dict[int, str]:
    """The texts for the board that the secretary had edited for a meeting by the moment, by item."""
    if meeting_id is None:
        return {}
    wanted: Any = (
        select(MeetingText.item_id, MeetingText.text)
        .where(MeetingText.meeting_id == meeting_id, MeetingText.edited_at <= as_at)
        .order_by(MeetingText.item_id)
    )
    return {row[0]: row[1] for row in answered(session, wanted, {}).all()}


def first_held_at(session: Session, board_id: int) -> datetime | None:
    """The first moment of which it is held here what the board oversees."""
    wanted: Any = select(func.min(BoardItem.valid_from, type_=Moment())).where(BoardItem.board_id == board_id)
    found: datetime | None = answered(session, wanted, {}).scalar()
    return found
