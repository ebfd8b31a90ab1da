"""What is recorded of items now, gathered for their ratings and dated states, many at a time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.items import DeadlineDetails
from tracker.domain.target_dates import Target, inspectorate_on
from tracker.domain.vocabulary import (
    ActionState,
    DeadlineBasis,
    ForWhom,
    OffListReason,
    OwnRating,
    ReportKind,
    TargetState,
)
from tracker.models.action import Action, ActionItem
from tracker.models.board import Board, BoardItem
from tracker.models.item import Deadline, Item
from tracker.models.progress import Progress
from tracker.models.progress_update import ProgressUpdate
from tracker.models.rating_rule import RatingRule
from tracker.models.report import Report
from tracker.models.target_date import DeadlineMet, TargetDate

AT_ONCE = 500
"""Items asked about in one statement, below the parameters either database takes."""


@dataclass(frozen=True)
class OpenAction:
    """An open action or duty: its target or first due day, its months, and when it was done."""

    target_on: date | None
    every_months: int | None
    done_on: tuple[date, ...]


@dataclass(frozen=True)
class ItemFacts:
    """One item as it is recorded now."""

    item_id: int
    report_kind: ReportKind
    for_whom: ForWhom
    off_list_reason: OffListReason | None
    recorded_at: datetime
    progress: Progress | None
    inspectorate_on: date | None
    is_immediate: bool
    targets: tuple[Target, ...]
    own_rating: OwnRating | None
    own_rating_on: date | None
    last_update_on: date | None
    open_actions: tuple[OpenAction, ...]
    actions_total: int
    update_cycle_days: int | None = None
    """The shortest cycle of its boards; None where no board oversees it."""


def facts_of(session: Session, item_ids: Sequence[int]) -> dict[int, ItemFacts]:
    """The facts of these items by their ids; a constant number of statements for every 500 items."""
    found: dict[int, ItemFacts] = {}
    for start in range(0, len(item_ids), AT_ONCE):
        found |= _facts(session, item_ids[start : start + AT_ONCE])
    return found


def _facts(session: Session, keys: Sequence[int]) -> dict[int, ItemFacts]:
    printed, met, targets = _deadlines(session, keys), _met(session, keys), _targets(session, keys)
    updates = _updates(session, keys)
    actions, totals = _actions(session, keys)
    cycles = _cycles(session, keys)
    rows = session.execute(
        select(Item, Report.kind, Progress)
        .join(Report, Report.id == Item.report_id)
        .outerjoin(Progress, Progress.item_id == Item.id)
        .where(Item.id.in_(keys))
        .order_by(Item.id)
    )
    return {
        item.id: ItemFacts(
            item_id=item.id,
            report_kind=kind,
            for_whom=item.for_whom,
            off_list_reason=item.off_list_reason,
            recorded_at=item.recorded_at,
            progress=progress,
            inspectorate_on=inspectorate_on(printed[item.id], met[item.id]),
            is_immediate=any(row.basis is DeadlineBasis.IMMEDIATE for row in printed[item.id]),
            targets=tuple(targets[item.id]),
            own_rating=updates[item.id].own_rating if item.id in updates else None,
            own_rating_on=updates[item.id].recorded_on if item.id in updates else None,
            last_update_on=updates[item.id].recorded_on if item.id in updates else None,
            open_actions=tuple(actions[item.id]),
            actions_total=totals[item.id],
            update_cycle_days=cycles.get(item.id),
        )
        for item, kind, progress in rows
    }


def _deadlines(session: Session, keys: Sequence[int]) -> dict[int, list[DeadlineDetails]]:
    printed: dict[int, list[DeadlineDetails]] = defaultdict(list)
    rows = session.scalars(
        select(Deadline).where(Deadline.item_id.in_(keys)).order_by(Deadline.item_id, Deadline.position)
    )
    for row in rows:
        printed[row.item_id].append(DeadlineDetails(row.phrase, row.on, row.precision, row.basis))
    return printed


def _met(session: Session, keys: Sequence[int]) -> dict[int, list[date]]:
    met: dict[int, list[date]] = defaultdict(list)
    rows = session.execute(
        select(DeadlineMet.item_id, DeadlineMet.on)
        .where(DeadlineMet.item_id.in_(keys))
        .order_by(DeadlineMet.item_id, DeadlineMet.on)
    )
    for item_id, on in rows:
        met[item_id].append(on)
    return met


def _targets(session: Session, keys: Sequence[int]) -> dict[int, list[Target]]:
    """The agreed ones, in the order of their agreement."""
    targets: dict[int, list[Target]] = defaultdict(list)
    rows = session.execute(
        select(TargetDate.item_id, TargetDate.wanted_on, TargetDate.is_move, TargetDate.state)
        .where(TargetDate.item_id.in_(keys), TargetDate.state == TargetState.AGREED)
        .order_by(TargetDate.item_id, TargetDate.decided_at, TargetDate.id)
    )
    for item_id, on, is_move, state in rows:
        targets[item_id].append(Target(on, is_move, state))
    return targets


def _updates(session: Session, keys: Sequence[int]) -> dict[int, ProgressUpdate]:
    newest = (
        select(func.max(ProgressUpdate.id))
        .where(ProgressUpdate.item_id.in_(keys), ProgressUpdate.is_late_note.is_(False))
        .group_by(ProgressUpdate.item_id)
    )
    rows = session.scalars(select(ProgressUpdate).where(ProgressUpdate.id.in_(newest)))
    return {row.item_id: row for row in rows}


def _actions(session: Session, keys: Sequence[int]) -> tuple[dict[int, list[OpenAction]], dict[int, int]]:
    still_open: dict[int, list[OpenAction]] = defaultdict(list)
    totals: dict[int, int] = defaultdict(int)
    rows = session.execute(
        select(ActionItem.item_id, Action)
        .join(Action, Action.id == ActionItem.action_id)
        .where(ActionItem.item_id.in_(keys), Action.state != ActionState.DROPPED)
        .order_by(ActionItem.item_id, Action.id)
    )
    for item_id, action in rows:
        totals[item_id] += 1
        if action.state is ActionState.OPEN:
            done = tuple(turn.done_on for turn in action.times_done)
            still_open[item_id].append(OpenAction(action.target_on, action.every_months, done))
    return still_open, totals


def _cycles(session: Session, keys: Sequence[int]) -> dict[int, int]:
    rows = session.execute(
        select(BoardItem.item_id, func.min(Board.cycle_days))
        .join(Board, Board.id == BoardItem.board_id)
        .where(BoardItem.item_id.in_(keys), BoardItem.valid_to.is_(None))
        .group_by(BoardItem.item_id)
    )
    return {row[0]: row[1] for row in rows}


def rating_rules(session: Session) -> list[RatingRule]:
    """Every set of thresholds, the first in force first."""
    return list(session.scalars(select(RatingRule).order_by(RatingRule.from_on)))
