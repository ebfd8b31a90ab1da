"""Actions: plan what is to be done for items, record what came of it, and each turn of a duty."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from tracker.domain import actions
from tracker.domain.actions import ActionDetails
from tracker.domain.audit import Change, EventName, Subject, differences
from tracker.domain.cleaning import clean_text
from tracker.domain.commitments import CommitmentKind
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Invalid, NotHere
from tracker.domain.vocabulary import ActionState
from tracker.models.action import Action, ActionDone, ActionItem
from tracker.models.base import db
from tracker.models.commitment import Commitment
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.models.report import Report
from tracker.queries.actions import ActionRow, action_by_id
from tracker.services.action_facts import (
    details_of,
    each_once,
    facts_of_action,
    in_words,
    items_of,
    items_served,
    may_report,
    subject_of_action,
    told_on_items,
)
from tracker.services.history import record
from tracker.services.item_states import restated
from tracker.services.items import subject_of
from tracker.services.reports import require
from tracker.services.writing import claim, verb


def get_action(*, key: int, by: Actor, today: date) -> ActionRow:
    """One action with its items; NotHere also where one of them is under embargo for this person."""
    found = action_by_id(db.session(), key, by, today)
    if found is None:
        raise NotHere("There is no such action.")
    return found


@verb
def add_action(
    *,
    items: Sequence[Item],
    details: ActionDetails,
    by: Actor,
    now: datetime,
    today: date,
    commitment: Commitment | None = None,
    nonce: str = "",
) -> Action:
    """Plan an action for one or several items, perhaps as the follow-up of what a letter promised."""
    require(actions.may_plan_action(by, items_served(items, by, today)))
    action, changes = planned(
        items=items, details=details, by=by, now=now, today=today, commitment=commitment, nonce=nonce
    )
    record(name=EventName.ACTION_ADDED, by=by, now=now, changes=changes)
    return action


def planned(
    *,
    items: Sequence[Item],
    details: ActionDetails,
    by: Actor,
    now: datetime,
    today: date,
    commitment: Commitment | None = None,
    nonce: str = "",
) -> tuple[Action, list[Change]]:
    """Plan an action inside a larger act: the action, and its changes for the caller's one event."""
    session = db.session()
    details, served = _cleaned(details), each_once(items)
    stood_on = commitment.falls_on if commitment is not None else None
    problems = _problems(details, served, today, stood_on=stood_on)
    if commitment is not None:
        problems |= _problem_with_commitment(commitment)
    if problems:
        raise Invalid(problems)
    action = Action(
        state=ActionState.OPEN,
        outcome="",
        commitment_id=commitment.id if commitment is not None else None,
        nonce=nonce or None,
        added_at=now,
        added_by=by.name,
    )
    _fill(action, details)
    action.items = [ActionItem(item_id=item.id) for item in served]
    action.times_done = [
        ActionDone(
            done_on=turn.done_on, words=turn.words, recorded_by=turn.recorded_by, recorded_at=turn.recorded_at
        )
        for turn in (commitment.times_done if commitment is not None and details.is_repeating else ())
    ]
    session.add(action)
    session.flush()
    changes = differences(subject_of_action(action), {}, facts_of_action(action, served))
    if commitment is not None:
        promised = Subject("commitment", commitment.id, f"commitment {commitment.id}")
        changes.append(Change(promised, "action", None, action.what))
    changes += [Change(subject_of(item), "action", None, in_words(action)) for item in served]
    changes += restated(items=served, now=now)
    return action, changes


@verb
def change_action(
    *,
    action: Action,
    version: int,
    details: ActionDetails,
    items: Sequence[Item],
    by: Actor,
    now: datetime,
    today: date,
) -> None:
    """Correct an action that is open, also which items it serves; what came of it is recorded apart."""
    held = items_of(action)
    require(actions.may_plan_action(by, items_served([*held, *items], by, today)))
    claim(action, version, "action")
    details, served = _cleaned(details), each_once(items)
    problems = _problems(details, served, today, stood_on=action.target_on)
    if action.state is not ActionState.OPEN:
        problems["what"] = f"It is {action.state.label.lower()} already: what was recorded stays as it is."
    if action.times_done and not details.is_repeating:
        problems["every_months"] = "Turns of this duty are recorded: it stays one that comes round again."
    if problems:
        raise Invalid(problems)
    before, words = facts_of_action(action, held), in_words(action)
    _fill(action, details)
    action.items = [
        next((row for row in action.items if row.item_id == item.id), ActionItem(item_id=item.id))
        for item in served
    ]
    db.session.flush()
    changes = differences(subject_of_action(action), before, facts_of_action(action, served))
    changes += told_on_items(held, served, words, in_words(action))
    changes += restated(items=each_once([*held, *served]), now=now)
    record(name=EventName.ACTION_CHANGED, by=by, now=now, changes=changes)


@verb
def settle_action(
    *,
    action: Action,
    version: int,
    state: ActionState,
    on: date | None,
    words: str,
    by: Actor,
    now: datetime,
    today: date,
) -> None:
    """Record that an action is done, or dropped, on which day and in words."""
    served = items_of(action)
    require(may_report(action, served, by, today))
    claim(action, version, "action")
    problems = actions.problems_with_outcome(details_of(action), state, on, words, today)
    if state is ActionState.OPEN:
        problems["state"] = "Choose whether it is done or dropped."
    elif action.state is not ActionState.OPEN:
        problems["state"] = f"It is {action.state.label.lower()} already."
    if problems:
        raise Invalid(problems)
    before, was = facts_of_action(action, served), in_words(action)
    action.state, action.settled_on, action.outcome = state, on, clean_text(words).strip("\n")
    db.session.flush()
    changes = differences(subject_of_action(action), before, facts_of_action(action, served))
    changes += told_on_items(served, served, was, in_words(action))
    changes += restated(items=served, now=now)
    record(name=EventName.ACTION_SETTLED, by=by, now=now, changes=changes)


@verb
def reopen_action(
    *, action: Action, version: int, reason: str, by: Actor, now: datetime, today: date
) -> None:
    """Take back that an action is done or dropped, with a reason; the history keeps what was recorded."""
    served = items_of(action)
    require(may_report(action, served, by, today))
    claim(action, version, "action")
    if action.state is ActionState.OPEN:
        raise Invalid({"reason": "This action is open."})
    if problem := actions.problem_with_reason(reason):
        raise Invalid({"reason": problem})
    before, was = facts_of_action(action, served), in_words(action)
    action.state, action.settled_on, action.outcome = ActionState.OPEN, None, ""
    db.session.flush()
    changes = differences(subject_of_action(action), before, facts_of_action(action, served))
    changes += told_on_items(served, served, was, in_words(action))
    changes += restated(items=served, now=now)
    record(name=EventName.ACTION_REOPENED, by=by, now=now, changes=changes, reason=clean_text(reason))


@verb
def record_turn(
    *,
    action: Action,
    version: int,
    done_on: date | None,
    words: str,
    by: Actor,
    now: datetime,
    today: date,
) -> None:
    """Record that a repeating duty was done once more, also after its items were closed."""
    served = items_of(action)
    require(may_report(action, served, by, today))
    claim(action, version, "action")
    problems = actions.problems_with_turn_done(details_of(action), done_on, words, today)
    if action.state is not ActionState.OPEN:
        problems["on"] = f"It is {action.state.label.lower()} already: it comes round no more."
    said = clean_text(words).strip("\n")
    if any(turn.done_on == done_on and turn.words == said for turn in action.times_done):
        problems["on"] = "This turn is recorded already, with the same words."
    if problems:
        raise Invalid(problems)
    assert done_on is not None
    action.times_done.append(ActionDone(done_on=done_on, words=said, recorded_by=by.name, recorded_at=now))
    told = f"{action.what}\nDone on {date_in_words(done_on)}: {said}"
    changes = [Change(subject_of_action(action), "turn", None, f"{date_in_words(done_on)}: {said}")]
    changes += [Change(subject_of(item), "turn", None, told) for item in served]
    changes += restated(items=served, now=now)
    record(name=EventName.ACTION_DONE_AGAIN, by=by, now=now, changes=changes)


def _problems(
    details: ActionDetails, items: Sequence[Item], today: date, *, stood_on: date | None
) -> dict[str, str]:
    session = db.session()
    problems = actions.problems_with_action(details, today, stood_on=stood_on)
    if details.owner_post_id is not None and session.get(Post, details.owner_post_id) is None:
        problems["owner_post"] = "Choose the post that answers for it."
    reports = [session.get_one(Report, item.report_id) for item in items]
    closed = {one.id for one in reports if one.is_embargoed and today < one.published_on}
    if problem := actions.problem_with_items({one.id for one in reports}, closed):
        problems["items"] = problem
    return problems


def _problem_with_commitment(commitment: Commitment) -> dict[str, str]:
    if commitment.kind is CommitmentKind.NOT_A_PROMISE:
        return {"what": "This sentence was marked as not a promise: nothing is to be done for it."}
    if db.session.query(Action).filter_by(commitment_id=commitment.id).first() is not None:
        return {"what": "This commitment was made an action already: look at it on the commitment’s page."}
    return {}


def _cleaned(details: ActionDetails) -> ActionDetails:
    return replace(
        details,
        what=clean_text(details.what).strip("\n"),
        proof_expected=clean_text(details.proof_expected).strip("\n"),
    )


def _fill(action: Action, details: ActionDetails) -> None:
    action.what, action.proof_expected = details.what, details.proof_expected
    action.owner_post_id, action.target_on = details.owner_post_id, details.target_on
    action.every_months = details.every_months
