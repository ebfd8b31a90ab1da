"""A person's items: those of the posts held or covered, each with what tells whether it needs attention.

The number of statements does not grow with the items (one more for every 500).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, SelectBase, func, select, union
from sqlalchemy.orm import Session

from tracker.domain.permissions import Actor
from tracker.domain.rag import TurningPoint
from tracker.domain.rag_reasons import reasons_from_json
from tracker.domain.vocabulary import (
    Delivery,
    ForWhom,
    ItemKind,
    OwnRating,
    ReportKind,
    Standing,
    TargetState,
)
from tracker.models.item import Item
from tracker.models.item_state import ItemState, RatingPeriod
from tracker.models.progress import Contributor, Progress
from tracker.models.progress_update import ProgressUpdate
from tracker.models.report import Report
from tracker.models.target_date import TargetDate
from tracker.queries.ownership import posts_of
from tracker.queries.parameters import READER, TODAY, answered, asked_by
from tracker.queries.progress_facts import AT_ONCE
from tracker.queries.reports import visible_to_reader


class MyItemRow(NamedTuple):
    """One item of a person as it stands now; `seen` is its newest update, 0 for none."""

    item_id: int
    reference: str
    kind: ItemKind
    number: str | None
    heading: str
    text: str
    for_whom: ForWhom
    report_kind: ReportKind
    standing: Standing
    delivery: Delivery
    date_in_force: date | None
    own_rating: OwnRating | None
    seen: int
    proposed_by: str | None
    proposed_by_id: int | None
    override_by: str | None
    override_reason: str


_SEEN = (
    select(func.coalesce(func.max(ProgressUpdate.id), 0))
    .where(ProgressUpdate.item_id == Item.id)
    .correlate(Item)
    .scalar_subquery()
)


def my_item_rows(session: Session, actor: Actor, today: date) -> list[MyItemRow]:
    """The items that this person leads, owns, covers or contributes to, by reference."""
    found = answered(session, _mine(actor.is_system), asked_by(actor, today))
    return [MyItemRow._make(row) for row in found]


@cache
def _mine(is_system: bool) -> Select[*tuple[Any, ...]]:
    posts = posts_of(READER, TODAY)
    # Each part reads an index of its own; joined by "or", they would be one walk through the register.
    mine = union(
        select(Progress.item_id).where(Progress.owner_post_id.in_(posts)),
        select(Progress.item_id).where(Progress.executive_post_id.in_(posts)),
        select(Contributor.item_id).where(Contributor.post_id.in_(posts)),
    )
    return _rows(is_system, mine)


def proposals_waiting(session: Session, actor: Actor, today: date) -> list[MyItemRow]:
    """The items of which somebody said that they are complete, and nobody has checked it yet."""
    found = answered(session, _proposed(actor.is_system), asked_by(actor, today))
    return [MyItemRow._make(row) for row in found]


@cache
def _proposed(is_system: bool) -> Select[*tuple[Any, ...]]:
    proposed = select(Progress.item_id).where(Progress.proposed_on <= TODAY, Progress.signed_off_on.is_(None))
    return _rows(is_system, proposed).where(
        ItemState.delivery == Delivery.PROPOSED_COMPLETE, ItemState.standing == Standing.OPEN
    )


def _rows(is_system: bool, which: SelectBase) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Item.id,
            Item.reference,
            Item.kind,
            Item.number,
            Item.heading,
            Item.text,
            Item.for_whom,
            Report.kind,
            ItemState.standing,
            ItemState.delivery,
            ItemState.date_in_force,
            ItemState.own_rating,
            _SEEN,
            Progress.proposed_by,
            Progress.proposed_by_id,
            Progress.override_by,
            Progress.override_reason,
        )
        .select_from(ItemState)
        .join(Progress, Progress.item_id == ItemState.item_id)
        .join(Item, Item.id == ItemState.item_id)
        .join(Report, Report.id == Item.report_id)
        .where(ItemState.item_id.in_(which), ItemState.valid_to.is_(None), visible_to_reader(is_system))
        .order_by(Item.reference)
    )


def rating_points(session: Session, item_ids: Sequence[int]) -> dict[int, list[TurningPoint]]:
    """The ratings of these items for every day ahead, in the order of their days."""
    found: dict[int, list[TurningPoint]] = {key: [] for key in item_ids}
    for start in range(0, len(item_ids), AT_ONCE):
        rows = session.execute(
            select(
                RatingPeriod.item_id,
                RatingPeriod.from_on,
                RatingPeriod.rating,
                RatingPeriod.derived,
                RatingPeriod.reasons,
            )
            .where(
                RatingPeriod.item_id.in_(item_ids[start : start + AT_ONCE]), RatingPeriod.is_current.is_(True)
            )
            .order_by(RatingPeriod.item_id, RatingPeriod.from_on)
        )
        for key, on, rating, derived, reasons in rows:
            point = TurningPoint(on=on, rating=rating, derived=derived, reasons=reasons_from_json(reasons))
            found[key].append(point)
    return found


@dataclass(frozen=True)
class LatestDate:
    """The date that was asked for last on an item, and what became of it."""

    state: TargetState
    wanted_on: date
    asked_by: str
    asked_by_id: int | None
    decided_at: datetime | None
    decided_by: str | None
    decision_words: str

    @property
    def is_asked_of_somebody(self) -> bool:
        """Whether somebody else decided; a local target that needs no agreement is nobody's decision."""
        return self.decided_by is not None


def latest_dates(session: Session, item_ids: Sequence[int]) -> dict[int, LatestDate]:
    """The date asked for last, of the items on which any was."""
    found: dict[int, LatestDate] = {}
    for start in range(0, len(item_ids), AT_ONCE):
        newest = (
            select(func.max(TargetDate.id))
            .where(TargetDate.item_id.in_(item_ids[start : start + AT_ONCE]))
            .group_by(TargetDate.item_id)
        )
        rows = session.execute(
            select(
                TargetDate.item_id,
                TargetDate.state,
                TargetDate.wanted_on,
                TargetDate.asked_by,
                TargetDate.asked_by_id,
                TargetDate.decided_at,
                TargetDate.decided_by,
                TargetDate.decision_words,
            )
            .where(TargetDate.id.in_(newest))
            .order_by(TargetDate.item_id)
        )
        found |= {row[0]: LatestDate(*row[1:]) for row in rows}
    return found
