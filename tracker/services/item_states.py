"""The dated states of items: closed and opened again by every act that changes what a rating or a list reads.

A state holds its rating for every day ahead, so that the rating of any day, past or coming, is a comparison.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from tracker.domain.actions import ActionDetails, next_due
from tracker.domain.audit import Change, EventName, Subject, as_text
from tracker.domain.delivery_moves import DeliveryFacts, delivery_of, has_outside_closer, standing_of
from tracker.domain.london_time import london_day
from tracker.domain.permissions import SYSTEM
from tracker.domain.rag import Override, RatingFacts, TurningPoint, rating_on, turning_points
from tracker.domain.rag_reasons import reasons_to_json
from tracker.domain.rag_thresholds import DatedThresholds, Thresholds
from tracker.domain.target_dates import date_in_force, first_in_force, times_moved
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.item_state import ItemState, RatingPeriod
from tracker.models.progress import Progress
from tracker.queries.events import head
from tracker.queries.item_states import current_periods, current_states, items_without_state
from tracker.queries.progress_facts import ItemFacts, facts_of, rating_rules
from tracker.services.board_items import boards_joined_and_left
from tracker.services.history import record
from tracker.services.writing import verb

FOR_EVER = date(9999, 12, 31)
"""The end of a rating period that nothing ends."""
HELD = tuple(
    column.name
    for column in ItemState.__table__.columns
    if column.name not in {"id", "item_id", "valid_from", "valid_to", "event_seq"}
)
"""What a state holds of an item, beside its period."""


def dated_thresholds() -> list[DatedThresholds]:
    """The thresholds of the rating rule with the days from which they are in force."""
    return [
        DatedThresholds(
            row.from_on,
            Thresholds(
                due_soon_days=row.due_soon_days,
                update_days=row.update_days,
                no_date_days=row.no_date_days,
                immediate_days=row.immediate_days,
                waiting_days=row.waiting_days,
                new_days=row.new_days,
            ),
        )
        for row in rating_rules(db.session())
    ]


def restated(*, items: Sequence[Item], now: datetime) -> list[Change]:
    """Bring the dated states of these items up to what is recorded now, inside a larger act.

    Gives the changes of boards, standing, date in force and rating, for the caller's one event; an item of
    which nothing changed that a state holds keeps its row.
    """
    session = db.session()
    session.flush()
    last = head(session)
    seq, keys = (last.seq if last else 0) + 1, [item.id for item in items]
    changes = boards_joined_and_left(items=items, now=now, seq=seq)
    facts, states, periods = (
        facts_of(session, keys),
        current_states(session, keys),
        current_periods(session, keys),
    )
    history = dated_thresholds()
    for item in items:
        before, rated = states.get(item.id), periods.get(item.id, [])
        after = _held(facts[item.id])
        points = turning_points(rating_facts(facts[item.id], after), history)
        if before is not None and _same(before, rated, after, points):
            continue
        changes += _said(item, before, rated, after, points, london_day(now))
        _opened(item, before, rated, after, points, now=now, seq=seq)
    session.flush()
    return changes


def _held(facts: ItemFacts) -> dict[str, Any]:
    """What the item's next state holds."""
    progress = facts.progress
    assert progress is not None, "every item has its progress row"
    has_closer = has_outside_closer(facts.report_kind)
    delivery = delivery_of(
        DeliveryFacts(
            has_owner=progress.owner_post_id is not None,
            proposed_on=progress.proposed_on,
            proposed_by_id=progress.proposed_by_id,
            signed_off_on=progress.signed_off_on,
            closed_on=progress.closed_on,
        )
    )
    is_off = facts.off_list_reason is not None
    return {
        "standing": standing_of(
            facts.for_whom, is_off_list=is_off, delivery=delivery, has_outside_closer=has_closer
        ),
        "off_list_reason": facts.off_list_reason,
        "for_whom": facts.for_whom,
        "delivery": delivery,
        "executive_post_id": progress.executive_post_id,
        "owner_post_id": progress.owner_post_id,
        "date_in_force": date_in_force(facts.inspectorate_on, facts.targets),
        "first_in_force": first_in_force(facts.inspectorate_on, facts.targets),
        "inspectorate_on": facts.inspectorate_on,
        "times_moved": times_moved(facts.targets),
        "own_rating": facts.own_rating,
        "last_update_on": facts.last_update_on,
        "proposed_on": progress.proposed_on,
        "signed_off_on": progress.signed_off_on,
        "closed_on": progress.closed_on,
        "actions_open": len(facts.open_actions),
        "actions_total": facts.actions_total,
        "override_rating": progress.override_rating,
        "override_until_on": progress.override_until_on,
    }


def rating_facts(facts: ItemFacts, held: dict[str, Any]) -> RatingFacts:
    """The item as the rating rule reads it; `held` is what its state holds."""
    progress = facts.progress
    assert progress is not None, "every item has its progress row"
    return RatingFacts(
        for_others_only=not facts.for_whom.is_ours,
        is_off_list=facts.off_list_reason is not None,
        has_outside_closer=has_outside_closer(facts.report_kind),
        delivery=held["delivery"],
        recorded_on=london_day(facts.recorded_at),
        allocated_on=progress.allocated_on,
        proposed_on=progress.proposed_on,
        date_in_force=held["date_in_force"],
        inspectorate_on=facts.inspectorate_on,
        is_immediate=facts.is_immediate,
        own_rating=facts.own_rating,
        own_rating_on=facts.own_rating_on,
        last_update_on=facts.last_update_on,
        open_action_targets=tuple(
            next_due(ActionDetails("", target_on=one.target_on, every_months=one.every_months), one.done_on)
            for one in facts.open_actions
        ),
        actions_total=facts.actions_total,
        update_cycle_days=facts.update_cycle_days,
        override=_override(progress),
    )


def _override(progress: Progress) -> Override | None:
    rating, by = progress.override_rating, progress.override_by
    begins, ends = progress.override_from_on, progress.override_until_on
    if rating is None or by is None or begins is None or ends is None:
        return None
    return Override(rating, progress.override_reason, by, begins, ends)


def _same(
    before: ItemState, rated: Sequence[RatingPeriod], after: dict[str, Any], points: Sequence[TurningPoint]
) -> bool:
    is_held = all(getattr(before, name) == after[name] for name in HELD)
    return is_held and [_key(row) for row in rated] == [_key(row) for row in _periods(points)]


def _key(row: RatingPeriod) -> tuple[Any, ...]:
    return row.from_on, row.to_on, row.rating, row.derived, row.reasons


def _periods(points: Sequence[TurningPoint]) -> list[RatingPeriod]:
    ends = [point.on for point in points[1:]] + [FOR_EVER]
    return [
        RatingPeriod(
            from_on=point.on,
            to_on=end,
            rating=point.rating,
            derived=point.derived,
            reasons=reasons_to_json(point.reasons),
            is_current=True,
        )
        for point, end in zip(points, ends, strict=True)
    ]


def _opened(
    item: Item,
    before: ItemState | None,
    rated: Iterable[RatingPeriod],
    after: dict[str, Any],
    points: Sequence[TurningPoint],
    *,
    now: datetime,
    seq: int,
) -> None:
    session = db.session()
    begins = now
    if before is not None:
        # The clock may go backwards; the order of what was recorded does not.
        begins = max(now, before.valid_from)
        before.valid_to = begins
        for row in rated:
            row.is_current = False
    state = ItemState(item_id=item.id, valid_from=begins, valid_to=None, event_seq=seq, **after)
    session.add(state)
    session.flush()
    for row in _periods(points):
        row.state_id, row.item_id = state.id, item.id
        session.add(row)


def _said(
    item: Item,
    before: ItemState | None,
    rated: Sequence[RatingPeriod],
    after: dict[str, Any],
    points: Sequence[TurningPoint],
    day: date,
) -> list[Change]:
    subject = Subject("item", item.id, item.reference)
    was = next((row.rating for row in rated if row.from_on <= day < row.to_on), None)
    told = {
        "standing": (before.standing if before else None, after["standing"]),
        "date_in_force": (before.date_in_force if before else None, after["date_in_force"]),
        "rating": (was, rating_on(points, day).rating),
    }
    return [
        Change(subject, field, as_text(old), as_text(new)) for field, (old, new) in told.items() if old != new
    ]


@verb
def begin_states(*, now: datetime) -> int:
    """Begin the dated states of items recorded before states were held; history before is not held here."""
    items = items_without_state(db.session())
    for item in items:
        if db.session.get(Progress, item.id) is None:
            db.session.add(Progress(item_id=item.id))
    changes = restated(items=items, now=now)
    record(name=EventName.STATES_BEGUN, by=SYSTEM, now=now, changes=changes)
    return len(items)


def begin_missing_states(*, now: datetime) -> tuple[str, ...]:
    """Begin the states of items that have none, if there are any; what was done or hindered, as sentences."""
    try:
        if not items_without_state(db.session()):
            return ()
        return (f"Dated states were begun for {begin_states(now=now)} of the items.",)
    except SQLAlchemyError as trouble:
        return (f"The dated states of items could not be looked over: {type(trouble).__name__}.",)
