"""Actions on items: planned, followed up and settled; each changes what the rating of its items reads."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from tests.fixtures.database import NOW, TODAY, person
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import a_report, an_item
from tests.services.test_commitments import issued
from tests.services.test_correspondence import a_letter
from tracker.domain.actions import ActionDetails
from tracker.domain.commitments import CommitmentDetails, CommitmentKind, CommitmentState
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.rag_reasons import ReasonCode
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import ActionState, Delivery, Effect, ForWhom, Rating, Role, Voice
from tracker.models.action import Action
from tracker.models.base import db
from tracker.models.commitment import Commitment
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.queries.actions import ActionFilter, action_rows, actions_of_item, posts_with_actions
from tracker.queries.events import timeline
from tracker.services.action_views import in_full
from tracker.services.commitments import add_commitment, record_time_done
from tracker.services.correspondence import Said
from tracker.services.history import verify
from tracker.services.item_states import begin_states
from tracker.services.progress_actions import (
    add_action,
    change_action,
    get_action,
    record_turn,
    reopen_action,
    settle_action,
)
from tracker.services.progress_views import ItemProgress, item_progress

DUE = date(2026, 3, 31)
ACT: dict[str, Any] = {"now": NOW, "today": TODAY}


@pytest.fixture
def post(register: Flask) -> Post:
    return a_post()


@pytest.fixture
def owner(post: Post) -> Actor:
    who = person(Role.OWNER, name="Olu Owner")
    holds(post, who)
    return who


@pytest.fixture
def item(post: Post) -> Item:
    return allocated(an_item(a_report(), for_whom=ForWhom.FORCE), post)


def wanted(post: Post, **given: Any) -> ActionDetails:
    plain: dict[str, Any] = {"target_on": DUE, "proof_expected": "The training record."}
    return ActionDetails("Train the custody staff.", post.id, **(plain | given))


def yearly(post: Post, first: date) -> ActionDetails:
    return wanted(post, target_on=first, every_months=12)


def planned(items: list[Item], details: ActionDetails, by: Actor, **given: Any) -> Action:
    return add_action(items=items, details=details, by=by, **(ACT | given))


def settled(action: Action, by: Actor, **given: Any) -> None:
    plain: dict[str, Any] = {"state": ActionState.DONE, "on": TODAY, "words": "All are trained."}
    settle_action(action=action, version=action.version, by=by, **(ACT | plain | given))


def standing(item: Item, on: date = TODAY) -> ItemProgress:
    return item_progress(reference=item.reference, by=SYSTEM, today=on)


def reasons(item: Item, on: date) -> set[ReasonCode]:
    return {reason.code for reason in standing(item, on).rated.reasons}


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


def test_an_item_under_embargo_shares_no_action_with_another_report(
    item: Item, post: Post, owner: Actor
) -> None:
    secret = secret_item(post, owner)
    with pytest.raises(Invalid, match="shares no action"):
        planned([item, secret], wanted(post), owner)


def secret_item(post: Post, reader: Actor) -> Item:
    assert reader.account_id is not None
    report = a_report(
        "Not out yet",
        published_on=date(2026, 6, 1),
        is_embargoed=True,
        reader_ids=frozenset({reader.account_id}),
    )
    return allocated(an_item(report, for_whom=ForWhom.FORCE), post)


def test_an_action_of_an_item_under_embargo_is_there_for_its_readers_only(
    item: Item, post: Post, owner: Actor
) -> None:
    action = planned([secret_item(post, owner)], wanted(a_post("head-of-x", "Head of X")), owner)
    other = person(Role.OFFICE_STAFF, name="Asha Patel")
    assert get_action(key=action.id, by=owner, today=TODAY).action.id == action.id
    with pytest.raises(NotHere):
        get_action(key=action.id, by=other, today=TODAY)
    session, every = db.session(), ActionFilter()
    assert [len(action_rows(session, who, TODAY, every)) for who in (owner, other)] == [1, 0]
    assert [len(posts_with_actions(session, who, TODAY)) for who in (owner, other)] == [1, 0]
    assert action_rows(session, other, date(2026, 6, 1), every)


def test_the_lists_hold_the_actions_that_were_asked_for(item: Item, post: Post, owner: Actor) -> None:
    custody = a_post("head-of-custody", "Head of Custody")
    first = planned([item], wanted(post), owner)
    second = planned([item], wanted(custody, target_on=date(2026, 2, 1)), owner)
    third = planned([item], wanted(custody), owner)
    settled(third, owner)

    def found(**given: Any) -> list[int]:
        return [row.action.id for row in action_rows(db.session(), owner, TODAY, ActionFilter(**given))]

    assert found() == [second.id, first.id, third.id]
    assert found(is_mine=True) == [first.id]
    assert found(is_settled=True) == [third.id]
    assert found(state=ActionState.OPEN, post_id=custody.id) == [second.id]
    assert found(can_be_overdue_on=date(2026, 2, 2)) == [second.id]
    assert found(item=item.reference) == [second.id, first.id, third.id]
    assert found(item="R2099-01-REC1") == []
    assert posts_with_actions(db.session(), owner, TODAY) == [
        (custody.id, "Head of Custody"),
        (post.id, "Head of Reviews"),
    ]
    assert [row.action.id for row in actions_of_item(db.session(), item.id, owner, TODAY)] == found()


def test_the_list_takes_the_same_few_statements_for_one_action_and_for_many(
    item: Item, post: Post, owner: Actor
) -> None:
    planned([item], yearly(post, TODAY), owner)
    few = statements(owner)
    for _ in range(8):
        planned([item], yearly(post, TODAY), owner)
    assert statements(owner) == few <= 8


def statements(by: Actor) -> int:
    """How many statements the list takes."""
    session, seen = db.session(), []
    session.expire_all()
    listen: Any = (db.engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
    event.listen(*listen)
    try:
        for row in action_rows(session, by, TODAY, ActionFilter()):
            in_full(row, TODAY)
    finally:
        event.remove(*listen)
    return len(seen)


def test_an_action_is_told_on_the_history_of_each_of_its_items(item: Item, post: Post, owner: Actor) -> None:
    action = planned([item], wanted(post), owner)
    settled(action, owner)
    events = timeline(db.session(), [("item", item.id)], limit=2)
    told = [line.after or "" for event in events for line in event.changes if line.field == "action"]
    assert "Done on 7 January 2026: All are trained." in told[0]
    assert "Proof expected: The training record." in told[1]
    assert verify(db.session()).faults == ()


def test_states_worked_out_afresh_are_those_that_were_kept(item: Item, post: Post, owner: Actor) -> None:
    planned([item], yearly(post, TODAY), owner)
    before = standing(item)
    begin_states(now=NOW)
    assert standing(item) == before
