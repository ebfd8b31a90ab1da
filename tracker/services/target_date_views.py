"""The dates of an item as its page shows them, and the requests that wait for a decision."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.items import DeadlineDetails
from tracker.domain.ownership import relations_by_posts
from tracker.domain.permissions import Actor
from tracker.domain.target_dates import (
    DateReason,
    may_decide_date,
    moved_in_words,
    unmet_days,
)
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import TargetState
from tracker.models.base import db
from tracker.models.item_state import ItemState
from tracker.models.target_date import DeadlineMet, TargetDate
from tracker.queries.commissions import posts_held
from tracker.queries.item_states import current_states
from tracker.queries.offices import posts as all_posts
from tracker.queries.ownership import posts_covered, posts_of_items
from tracker.queries.target_dates import WaitingDate, dates_waiting, deadlines_met, targets_of
from tracker.services.items import deadlines_of, get_item
from tracker.services.progress_views import get_progress
from tracker.services.target_dates import get_target, may_ask, may_decide, may_withdraw


@dataclass(frozen=True)
class DateRecorded:
    """One date that was recorded, as a page shows it."""

    id: int
    version: int
    wanted_on: date
    is_move: bool
    before_on: date | None
    reason: DateReason | None
    words: str
    past_words: str
    state: TargetState
    asked_at: datetime
    asked_by: str
    decided_at: datetime | None
    decided_by: str | None
    decision_words: str


@dataclass(frozen=True)
class ItemDates:
    """The dates of one item, and what this person may do with them."""

    reference: str
    version: int
    inspectorate_on: date | None
    in_force: date | None
    moved: str
    recorded: tuple[DateRecorded, ...]
    met: tuple[DeadlineMet, ...]
    unmet: tuple[date, ...]
    printed: tuple[DeadlineDetails, ...]
    waiting: DateRecorded | None
    may_decide: bool
    may_ask: Verdict


@dataclass(frozen=True)
class DateRequest:
    """One request for a date with its item, and what this person may do with it."""

    target: DateRecorded
    item_reference: str
    item_text: str
    in_force: date | None
    inspectorate_on: date | None
    moved: str
    executive_lead: str
    may_decide: Verdict
    may_withdraw: Verdict | None = None


def item_dates(*, reference: str, by: Actor, today: date) -> ItemDates:
    """The dates of an item; NotHere and NotAllowed as for the item itself."""
    item, _ = get_item(reference=reference, by=by, today=today)
    session = db.session()
    state = current_states(session, [item.id])[item.id]
    met = deadlines_met(session, item.id)
    targets = targets_of(session, item.id)
    recorded = tuple(_recorded(row) for row in targets)
    return ItemDates(
        reference=item.reference,
        version=get_progress(item=item).version,
        inspectorate_on=state.inspectorate_on,
        in_force=state.date_in_force,
        moved=_moved(state),
        recorded=recorded,
        met=tuple(met),
        unmet=tuple(unmet_days(deadlines_of(item), [row.on for row in met])),
        printed=deadlines_of(item),
        waiting=next((one for one in recorded if one.state is TargetState.ASKED), None),
        may_decide=any(may_decide(target=row, by=by, today=today) for row in targets),
        may_ask=may_ask(item=item, by=by, today=today),
    )


def date_request(*, key: int, by: Actor, today: date) -> DateRequest:
    """One request for a date, decided or not."""
    target, item = get_target(key=key, by=by, today=today)
    row = WaitingDate(target, item, current_states(db.session(), [item.id])[item.id])
    return _request(
        row,
        _titles(),
        may_decide(target=target, by=by, today=today),
        may_withdraw(target=target, item=item, by=by, today=today),
    )


def requests_waiting(*, by: Actor, today: date) -> list[DateRequest]:
    """Every request that waits and that this person may know of, in a constant number of statements."""
    session = db.session()
    rows, titles = dates_waiting(session, by, today), _titles()
    posts = posts_of_items(session, [row.item.id for row in rows])
    held, covered = posts_held(session, by.account_id, today), posts_covered(session, by.account_id, today)
    found = []
    for row in rows:
        verdict = may_decide_date(
            by,
            relations_by_posts(held, covered, posts[row.item.id]),
            requested_by_account=row.target.asked_by_id,
            requested_by_executive_lead=row.target.is_by_executive_lead,
        )
        found.append(_request(row, titles, verdict))
    return found


def _request(
    row: WaitingDate, titles: dict[int, str], verdict: Verdict, withdrawing: Verdict | None = None
) -> DateRequest:
    return DateRequest(
        target=_recorded(row.target),
        item_reference=row.item.reference,
        item_text=row.item.text,
        in_force=row.state.date_in_force,
        inspectorate_on=row.state.inspectorate_on,
        moved=_moved(row.state),
        executive_lead=titles.get(row.state.executive_post_id or 0, ""),
        may_decide=verdict,
        may_withdraw=withdrawing,
    )


def _titles() -> dict[int, str]:
    return {post.id: post.title for post in all_posts(db.session())}


def _moved(state: ItemState) -> str:
    return moved_in_words(state.first_in_force, state.date_in_force, state.times_moved)


def _recorded(row: TargetDate) -> DateRecorded:
    return DateRecorded(
        id=row.id,
        version=row.version,
        wanted_on=row.wanted_on,
        is_move=row.is_move,
        before_on=row.before_on,
        reason=row.reason,
        words=row.words,
        past_words=row.past_words,
        state=row.state,
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        decision_words=row.decision_words,
    )
