"""Dates of items: a local target set, a move asked for, withdrawn or decided, a printed deadline met."""

from collections.abc import Sequence
from datetime import date, datetime

from tracker.domain.audit import Change, EventName, as_text, differences
from tracker.domain.cleaning import clean_text
from tracker.domain.ownership import Relation
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.target_dates import (
    DateWanted,
    Target,
    date_in_force,
    dates_still_move,
    inspectorate_on,
    may_ask_date,
    may_decide_date,
    needs_agreement,
    problem_with_met_deadline,
    problems_with_decision,
    problems_with_target,
    unmet_days,
)
from tracker.domain.verdict import ALLOWED, Verdict, refused
from tracker.domain.vocabulary import TargetState
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.item_state import ItemState
from tracker.models.progress import Progress
from tracker.models.target_date import DeadlineMet, TargetDate
from tracker.queries.events import last_words_on
from tracker.queries.item_states import current_states
from tracker.queries.ownership import relations_to
from tracker.queries.target_dates import deadlines_met, target_by_id, targets_of
from tracker.services.history import record
from tracker.services.item_states import restated
from tracker.services.items import deadlines_of, get_item, subject_of
from tracker.services.reports import require
from tracker.services.writing import claim, verb

S = TargetState
NOT_THERE = "There is no such request for a date."


def get_target(*, key: int, by: Actor, today: date) -> tuple[TargetDate, Item]:
    """One date that was asked for, with its item; NotHere too while the item is under embargo for others."""
    target = target_by_id(db.session(), key)
    if target is None or not target.is_move:
        raise NotHere(NOT_THERE)
    item = db.session.get_one(Item, target.item_id)
    try:
        return target, get_item(reference=item.reference, by=by, today=today)[0]
    except NotAllowed:
        raise NotHere(NOT_THERE) from None


def may_ask(*, item: Item, by: Actor, today: date) -> Verdict:
    """Whether this person may set a target for the item, or ask for another date."""
    return _may_ask(item, by, relations_to(db.session(), by, item.id, today))


def may_decide(*, target: TargetDate, by: Actor, today: date) -> Verdict:
    """Whether this person may decide on the date."""
    if target.state is not S.ASKED:
        return refused(f"This date is {target.state.label.lower()} already.")
    return may_decide_date(
        by,
        relations_to(db.session(), by, target.item_id, today),
        requested_by_account=target.asked_by_id,
        requested_by_executive_lead=target.is_by_executive_lead,
    )


def may_withdraw(*, target: TargetDate, item: Item, by: Actor, today: date) -> Verdict:
    """Whether this person may withdraw the request: who asked, and those who may ask for a date."""
    if target.state is not S.ASKED:
        return refused(f"This date is {target.state.label.lower()} already.")
    if by.account_id is not None and by.account_id == target.asked_by_id:
        return ALLOWED
    return may_ask(item=item, by=by, today=today)


@verb
def want_date(
    *, item: Item, version: int, wanted: DateWanted, by: Actor, now: datetime, today: date
) -> TargetDate:
    """Set a local target, which holds at once, or ask for a date that somebody else decides on."""
    session = db.session()
    claim(session.get_one(Progress, item.id), version, "item")
    relations = relations_to(session, by, item.id, today)
    require(_may_ask(item, by, relations))
    before_on = _moved_from(item, wanted, today)
    assert wanted.on is not None
    is_move = before_on is not None
    target = TargetDate(
        item_id=item.id,
        wanted_on=wanted.on,
        is_move=is_move,
        before_on=before_on,
        reason=wanted.reason if is_move else None,
        words=clean_text(wanted.words).strip(),
        past_words=clean_text(wanted.past_words).strip(),
        state=S.ASKED if is_move else S.AGREED,
        asked_at=now,
        asked_by=by.name,
        asked_by_id=by.account_id,
        is_by_executive_lead=Relation.EXECUTIVE_LEAD in relations,
        decided_at=None if is_move else now,
    )
    session.add(target)
    changes = _told(item, {}, target) + restated(items=[item], now=now)
    name = EventName.DATE_ASKED if is_move else EventName.TARGET_SET
    record(name=name, by=by, now=now, changes=changes, reason=target.words)
    return target


def _moved_from(item: Item, wanted: DateWanted, today: date) -> date | None:
    """The date in force that the wanted one moves, None for a first target; Invalid if it cannot be."""
    session = db.session()
    rows = targets_of(session, item.id)
    recorded = _agreed(rows)
    printed = inspectorate_on(deadlines_of(item), [row.on for row in deadlines_met(session, item.id)])
    in_force = date_in_force(printed, recorded)
    is_move = wanted.on is not None and needs_agreement(wanted.on, printed, recorded)
    problems = problems_with_target(
        wanted,
        today,
        in_force=in_force,
        inspectorate=printed,
        is_move=is_move,
        is_one_asked=any(row.state is S.ASKED for row in rows),
    )
    if problems:
        raise Invalid(problems)
    return in_force if is_move else None


@verb
def withdraw_date(
    *, target: TargetDate, version: int, words: str, by: Actor, now: datetime, today: date
) -> None:
    """Withdraw a request that nobody has decided on yet."""
    item = _claimed(target, version)
    require(may_withdraw(target=target, item=item, by=by, today=today))
    _settled(EventName.DATE_WITHDRAWN, target, item, S.WITHDRAWN, words, by, now)


@verb
def decide_date(
    *, target: TargetDate, version: int, state: TargetState, words: str, by: Actor, now: datetime, today: date
) -> None:
    """Agree a date, refuse it, or send it back with what is missing: never on one's own request."""
    item = _claimed(target, version)
    require(may_decide(target=target, by=by, today=today))
    problems = problems_with_decision(state, words)
    if state is S.AGREED and target.wanted_on < today:
        problems["state"] = "The day asked for has passed: refuse it, or send it back for a later one."
    now_at = _state(item)
    still = dates_still_move(now_at.standing, now_at.delivery)
    if state is S.AGREED and not still:
        problems["state"] = f"{still.reason} Refuse the date, or send it back."
    if problems:
        raise Invalid(problems)
    _settled(EventName.DATE_DECIDED, target, item, state, words, by, now)


@verb
def meet_deadline(
    *,
    item: Item,
    version: int,
    on: date | None,
    met_on: date | None,
    by: Actor,
    now: datetime,
    today: date,
) -> None:
    """Record that one of several printed deadlines was met; the next one rules from then on."""
    session = db.session()
    claim(session.get_one(Progress, item.id), version, "item")
    require(may_ask(item=item, by=by, today=today))
    unmet = unmet_days(deadlines_of(item), [row.on for row in deadlines_met(session, item.id)])
    problems = problem_with_met_deadline(on, met_on, unmet=unmet, today=today)
    if problems:
        raise Invalid(problems)
    assert on is not None
    assert met_on is not None
    session.add(DeadlineMet(item_id=item.id, on=on, met_on=met_on, met_by=by.name))
    subject = subject_of(item)
    changes = [
        Change(subject, "deadline_on", None, as_text(on)),
        Change(subject, "deadline_met_on", None, as_text(met_on)),
        *restated(items=[item], now=now),
    ]
    record(name=EventName.DEADLINE_MET, by=by, now=now, changes=changes)


def _may_ask(item: Item, by: Actor, relations: frozenset[Relation]) -> Verdict:
    state = _state(item)
    return may_ask_date(by, relations, standing=state.standing, delivery=state.delivery)


def _state(item: Item) -> ItemState:
    return current_states(db.session(), [item.id])[item.id]


def _agreed(rows: Sequence[TargetDate]) -> list[Target]:
    """The dates that were agreed, in the order of their agreement."""
    found = [(row.decided_at, row) for row in rows if row.state is S.AGREED and row.decided_at is not None]
    in_order = sorted(found, key=lambda one: (one[0], one[1].id))
    return [Target(row.wanted_on, row.is_move, row.state) for _, row in in_order]


def _claimed(target: TargetDate, version: int) -> Item:
    session = db.session()
    try:
        claim(target, version, "item")
    except Conflict:
        raise Conflict(last_words_on(session, "item", target.item_id)) from None
    return session.get_one(Item, target.item_id)


def _settled(
    name: EventName,
    target: TargetDate,
    item: Item,
    state: TargetState,
    words: str,
    by: Actor,
    now: datetime,
) -> None:
    before = facts_of(target)
    target.state, target.decision_words = state, clean_text(words).strip()
    target.decided_at, target.decided_by, target.decided_by_id = now, by.name, by.account_id
    changes = _told(item, before, target) + restated(items=[item], now=now)
    record(name=name, by=by, now=now, changes=changes, reason=target.decision_words)


def facts_of(target: TargetDate) -> dict[str, str | None]:
    """Everything recorded of a date, in the form the history keeps."""
    return {
        "wanted_on": as_text(target.wanted_on),
        "date_state": target.state.value,
        "date_reason": as_text(target.reason),
        "date_words": target.words,
        "past_words": target.past_words,
        "decision_words": target.decision_words,
    }


def _told(item: Item, before: dict[str, str | None], target: TargetDate) -> list[Change]:
    db.session.flush()
    return differences(subject_of(item), before, facts_of(target))
