"""Actions on items: planned, followed up and settled; each changes what the rating of its items reads."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.fixtures.database import NOW, TODAY, person
from tests.services.action_records import (
    ACT,
    item,
    owner,
    planned,
    post,
    reasons,
    settled,
    standing,
    wanted,
    yearly,
)
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import a_report, an_item
from tests.services.test_commitments import issued
from tests.services.test_correspondence import a_letter
from tracker.domain.commitments import CommitmentDetails, CommitmentKind, CommitmentState
from tracker.domain.permissions import Actor
from tracker.domain.rag_reasons import ReasonCode
from tracker.domain.refusals import Conflict, Invalid, NotAllowed
from tracker.domain.vocabulary import ActionState, Delivery, Effect, ForWhom, Rating, Role, Voice
from tracker.models.base import db
from tracker.models.commitment import Commitment
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.queries.events import timeline
from tracker.services.action_views import in_full
from tracker.services.commitments import add_commitment, record_time_done
from tracker.services.correspondence import Said
from tracker.services.item_states import begin_states
from tracker.services.progress_actions import (
    change_action,
    get_action,
    record_turn,
    reopen_action,
    settle_action,
)

__all__ = ["item", "owner", "post"]


def test_an_action_is_counted_on_every_item_it_serves(item: Item, post: Post, owner: Actor) -> None:
    other = allocated(an_item(a_report("Roads"), number="2"), post)
    planned([item, other], wanted(post), owner)
    counts = [(standing(one).state.actions_open, standing(one).state.actions_total) for one in (item, other)]
    assert counts == [(1, 1), (1, 1)]


def test_its_items_turn_amber_on_the_day_after_its_target_and_not_before(
    item: Item, post: Post, owner: Actor
) -> None:
    planned([item], wanted(post, target_on=date(2026, 2, 10)), owner)
    assert ReasonCode.ACTION_OVERDUE not in reasons(item, date(2026, 2, 10))
    assert ReasonCode.ACTION_OVERDUE in reasons(item, date(2026, 2, 11))
    assert standing(item, date(2026, 2, 11)).rated.rating is Rating.AMBER


def test_a_settled_action_is_open_no_more(item: Item, post: Post, owner: Actor) -> None:
    action = planned([item], wanted(post, target_on=date(2026, 2, 10)), owner)
    settled(action, owner)
    state = standing(item).state
    assert (state.actions_open, state.actions_total) == (0, 1)
    assert ReasonCode.ACTION_OVERDUE not in reasons(item, date(2026, 2, 11))


def test_a_dropped_action_counts_no_more(item: Item, post: Post, owner: Actor) -> None:
    settled(planned([item], wanted(post), owner), owner, state=ActionState.DROPPED, words="Not needed.")
    assert standing(item).state.actions_total == 0


def test_an_action_taken_from_an_item_is_counted_there_no_more(item: Item, post: Post, owner: Actor) -> None:
    other = allocated(an_item(a_report("Roads"), number="2"), post)
    action = planned([item], wanted(post), owner)
    change_action(action=action, version=1, details=wanted(post), items=[other], by=owner, **ACT)
    assert [standing(one).state.actions_total for one in (item, other)] == [0, 1]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"what": " "}, "what"),
        ({"proof_expected": ""}, "proof_expected"),
        ({"owner_post_id": None}, "owner_post"),
        ({"owner_post_id": 999}, "owner_post"),
        ({"target_on": TODAY - timedelta(days=1)}, "target_on"),
        ({"target_on": date(2101, 1, 1)}, "target_on"),
        ({"every_months": 0}, "every_months"),
    ],
)
def test_what_does_not_hold_is_refused_beside_its_field(
    item: Item, post: Post, owner: Actor, changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        planned([item], replace(wanted(post), **changed), owner)
    assert list(refusal.value.problems) == [field]


def test_an_action_serves_at_least_one_item(item: Item, post: Post, owner: Actor) -> None:
    with pytest.raises(Invalid, match="at least one item"):
        planned([], wanted(post), owner)


def test_a_contributor_and_whose_post_answers_for_it_may_record_what_came_of_it(
    item: Item, post: Post, owner: Actor
) -> None:
    action = planned([item], wanted(a_post("head-of-custody", "Head of Custody")), owner)
    stranger = person(Role.OWNER, name="Sam Stranger")
    with pytest.raises(NotAllowed, match="Only the post that answers for it"):
        settled(action, stranger)
    holds(db.session.get_one(Post, action.owner_post_id), stranger)
    settled(action, stranger)
    assert action.state is ActionState.DONE


def test_who_gives_the_item_to_its_posts_may_plan_and_not_say_that_it_is_done(item: Item, post: Post) -> None:
    lead = person(Role.FORCE_INSPECTION_LEAD, name="Lee Force")
    action = planned([item], wanted(post), lead)
    with pytest.raises(NotAllowed):
        settled(action, lead)


@pytest.mark.parametrize("role", [Role.OWNER, Role.AUDITOR, Role.OFFICE_STAFF, Role.EXECUTIVE_LEAD])
def test_nobody_else_plans_an_action_of_the_forces_item(item: Item, post: Post, role: Role) -> None:
    with pytest.raises(NotAllowed, match="may plan its actions"):
        planned([item], wanted(post), person(role, name="Other Person"))


def test_an_owner_plans_no_action_that_serves_an_item_of_somebody_else(
    item: Item, post: Post, owner: Actor
) -> None:
    other = an_item(a_report("Roads"), number="2", for_whom=ForWhom.FORCE)
    with pytest.raises(NotAllowed):
        planned([item, other], wanted(post), owner)
    action = planned([item], wanted(post), owner)
    with pytest.raises(NotAllowed):
        change_action(action=action, version=1, details=wanted(post), items=[item, other], by=owner, **ACT)


def test_a_target_that_has_passed_may_stay_when_the_words_are_corrected(
    item: Item, post: Post, owner: Actor
) -> None:
    action = planned([item], wanted(post), owner)
    later: dict[str, Any] = {"now": datetime(2026, 5, 1, tzinfo=UTC), "today": date(2026, 5, 1)}
    change_action(
        action=action,
        version=1,
        details=wanted(post, proof_expected="A list."),
        items=[item],
        by=owner,
        **later,
    )
    assert action.proof_expected == "A list."
    with pytest.raises(Invalid, match="lies ahead"):
        change_action(
            action=action,
            version=2,
            details=wanted(post, target_on=date(2026, 4, 30)),
            items=[item],
            by=owner,
            **later,
        )


def test_of_two_saves_from_one_version_one_wins(item: Item, post: Post, owner: Actor) -> None:
    action = planned([item], wanted(post), owner)
    settled(action, owner)
    with pytest.raises(Conflict, match="Olu Owner"):
        settle_action(
            action=action, version=1, state=ActionState.DROPPED, on=TODAY, words="No.", by=owner, **ACT
        )
    with pytest.raises(Invalid, match="done already"):
        settled(action, owner, state=ActionState.DROPPED)


def test_what_came_of_an_action_is_changed_no_more(item: Item, post: Post, owner: Actor) -> None:
    action = planned([item], wanted(post), owner)
    settled(action, owner)
    with pytest.raises(Invalid, match="done already"):
        change_action(action=action, version=2, details=wanted(post), items=[item], by=owner, **ACT)


def test_an_action_that_was_not_done_after_all_is_open_again_with_a_reason(
    item: Item, post: Post, owner: Actor
) -> None:
    action = planned([item], wanted(post, target_on=date(2026, 2, 10)), owner)
    again: dict[str, Any] = {"action": action, "by": owner} | ACT
    with pytest.raises(Invalid, match="is open"):
        reopen_action(version=1, reason="Two were missed.", **again)
    settled(action, owner)
    with pytest.raises(Invalid, match="Say why"):
        reopen_action(version=2, reason=" ", **again)
    reopen_action(version=2, reason="Two were missed.", **again)
    assert (action.state, action.settled_on, action.outcome) == (ActionState.OPEN, None, "")
    assert ReasonCode.ACTION_OVERDUE in reasons(item, date(2026, 2, 11))
    newest = timeline(db.session(), [("action", action.id)], limit=1)[0]
    assert newest.reason == "Two were missed."


def test_a_duty_goes_on_after_its_item_was_closed(item: Item, post: Post, owner: Actor) -> None:
    duty = planned([item], yearly(post, TODAY), owner)
    lead = person(Role.FORCE_INSPECTION_LEAD, name="Lee Force")
    a_letter([Said(item, Effect.CLOSES)], lead)
    record_turn(action=duty, version=1, done_on=TODAY, words="Trained.", by=owner, **ACT)
    assert standing(item).delivery is Delivery.CLOSED
    assert in_full(get_action(key=duty.id, by=owner, today=TODAY), TODAY).due == date(2027, 1, 7)


def test_a_duty_is_not_done_for_good_and_falls_due_again_after_each_turn(
    item: Item, post: Post, owner: Actor
) -> None:
    duty = planned([item], yearly(post, date(2026, 2, 1)), owner)
    with pytest.raises(Invalid, match="not done for good"):
        settled(duty, owner)
    assert ReasonCode.ACTION_OVERDUE in reasons(item, date(2026, 2, 2))
    turn: dict[str, Any] = {"done_on": date(2026, 2, 3), "words": "Trained.", "by": owner}
    on: dict[str, Any] = {"now": datetime(2026, 2, 3, 9, tzinfo=UTC), "today": date(2026, 2, 3)}
    record_turn(action=duty, version=1, **turn, **on)
    assert ReasonCode.ACTION_OVERDUE not in reasons(item, date(2026, 2, 4))
    assert ReasonCode.ACTION_OVERDUE in reasons(item, date(2027, 2, 2))


def test_one_turn_is_recorded_once_and_never_in_the_future(item: Item, post: Post, owner: Actor) -> None:
    duty = planned([item], yearly(post, TODAY), owner)
    turn: dict[str, Any] = {"action": duty, "words": "Trained.", "by": owner} | ACT
    with pytest.raises(Invalid, match="future"):
        record_turn(version=1, done_on=TODAY + timedelta(days=1), **turn)
    record_turn(version=1, done_on=TODAY, **turn)
    with pytest.raises(Invalid, match="recorded already"):
        record_turn(version=2, done_on=TODAY, **turn)
    assert len(duty.times_done) == 1


def test_what_is_done_once_has_no_turns(item: Item, post: Post, owner: Actor) -> None:
    action = planned([item], wanted(post), owner)
    with pytest.raises(Invalid, match="done once"):
        record_turn(action=action, version=1, done_on=TODAY, words="Trained.", by=owner, **ACT)


def promised(item: Item, kind: CommitmentKind, on: date, months: int | None = None) -> Commitment:
    office = person(Role.OFFICE_STAFF, name="Asha Patel")
    letter = issued(office, "We will train them.")
    details = CommitmentDetails(kind, "Training.", "Head of Reviews", on, months)
    first = db.session.query(Item).filter(Item.report_id == letter.reports[0].report_id).first()
    made: Commitment = add_commitment(
        response=letter, item=first, voice=Voice.CHIEF_CONSTABLE, details=details, by=office, now=NOW
    )
    return made


def test_a_commitment_becomes_one_action_even_where_its_day_has_passed(
    item: Item, post: Post, owner: Actor
) -> None:
    day = TODAY - timedelta(days=1)
    made = promised(item, CommitmentKind.DUE, day)
    action = planned([item], wanted(post, target_on=day), owner, commitment=made)
    assert action.commitment_id == made.id
    with pytest.raises(Invalid, match="made an action already"):
        planned([item], wanted(post), owner, commitment=made)
    assert made.state is CommitmentState.OPEN


def test_a_promised_duty_brings_the_turns_that_were_recorded(item: Item, post: Post, owner: Actor) -> None:
    made = promised(item, CommitmentKind.REPEATING, TODAY, 12)
    office = Actor(None, "Asha Patel", frozenset({Role.OFFICE_STAFF}))
    record_time_done(commitment=made, version=1, done_on=TODAY, words="Once.", by=office, **ACT)
    duty = planned([item], yearly(post, TODAY), owner, commitment=made)
    assert [(turn.done_on, turn.words) for turn in duty.times_done] == [(TODAY, "Once.")]


def test_states_worked_out_afresh_are_those_that_were_kept(item: Item, post: Post, owner: Actor) -> None:
    planned([item], yearly(post, TODAY), owner)
    before = standing(item)
    begin_states(now=NOW)
    assert standing(item) == before
