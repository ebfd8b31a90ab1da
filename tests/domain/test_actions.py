from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.actions import (
    ActionDetails,
    ItemServed,
    is_overdue,
    may_plan_action,
    may_report_action,
    missed_turns,
    next_due,
    problem_with_items,
    problems_with_action,
    problems_with_outcome,
    problems_with_turn_done,
)
from tracker.domain.ownership import Relation
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.vocabulary import ActionState, ForWhom, Role

A = ActionState
TODAY = date(2026, 3, 2)
ONCE = ActionDetails("Train the call handlers.", 4, date(2026, 6, 30), "The register of attendance.")
QUARTERLY = replace(ONCE, target_on=date(2026, 3, 31), every_months=3)
Q1, Q2, Q3 = date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)


@pytest.mark.parametrize(
    "details", [ONCE, QUARTERLY, replace(ONCE, target_on=TODAY), replace(ONCE, target_on=date(2100, 12, 31))]
)
def test_a_whole_action_holds(details: ActionDetails) -> None:
    assert problems_with_action(details, TODAY) == {}


@pytest.mark.parametrize(
    ("details", "field", "told"),
    [
        (replace(ONCE, what=" "), "what", "Enter what is to be done."),
        (replace(ONCE, what="x" * 2_001), "what", "This must be 2,000 characters or fewer; it has 2,001."),
        (replace(ONCE, proof_expected=""), "proof_expected", "Say what would show that it is done."),
        (replace(ONCE, owner_post_id=None), "owner_post", "Choose the post that answers for it."),
        (replace(ONCE, target_on=None), "target_on", "Enter the day by which it is to be done."),
        (replace(QUARTERLY, target_on=None), "target_on", "Enter the day on which it first falls due."),
        (
            replace(ONCE, target_on=date(2026, 3, 1)),
            "target_on",
            "Enter today or a later day: a target lies ahead.",
        ),
        (replace(ONCE, target_on=date(2101, 1, 1)), "target_on", "Enter a day no later than 2100."),
        (
            replace(QUARTERLY, every_months=0),
            "every_months",
            "Enter after how many months it comes round again, from 1 to 120.",
        ),
        (
            replace(QUARTERLY, every_months=121),
            "every_months",
            "Enter after how many months it comes round again, from 1 to 120.",
        ),
    ],
)
def test_what_does_not_hold_is_told_at_its_field(details: ActionDetails, field: str, told: str) -> None:
    assert problems_with_action(details, TODAY) == {field: told}


def test_a_target_that_has_passed_may_stay_as_it_stood_and_not_be_chosen_anew() -> None:
    past = replace(ONCE, target_on=date(2026, 2, 1))
    assert problems_with_action(past, TODAY, stood_on=date(2026, 2, 1)) == {}
    assert "target_on" in problems_with_action(past, TODAY, stood_on=date(2026, 2, 2))


def test_what_is_done_says_what_came_of_it_and_what_is_dropped_why() -> None:
    assert problems_with_outcome(ONCE, A.DONE, TODAY, "All were trained.", TODAY) == {}
    assert problems_with_outcome(ONCE, A.DONE, TODAY, "", TODAY) == {"words": "Say what came of it."}
    assert problems_with_outcome(QUARTERLY, A.DROPPED, TODAY, " ", TODAY) == {
        "words": "Say why it was dropped."
    }
    assert problems_with_outcome(ONCE, A.DONE, date(2026, 3, 3), "Done.", TODAY) == {
        "on": "The date cannot be in the future."
    }
    assert problems_with_outcome(ONCE, A.DONE, TODAY, "x" * 2_001, TODAY) == {
        "words": "This must be 2,000 characters or fewer; it has 2,001."
    }


def test_a_repeating_duty_is_never_done_for_good() -> None:
    assert problems_with_outcome(QUARTERLY, A.DONE, TODAY, "Done.", TODAY) == {
        "state": (
            "A repeating duty is not done for good: record each time it is done, or drop it with a reason."
        )
    }


def test_each_time_a_duty_is_done_has_its_day_and_its_words() -> None:
    assert problems_with_turn_done(QUARTERLY, TODAY, "Reviewed.", TODAY) == {}
    assert problems_with_turn_done(QUARTERLY, None, "", TODAY) == {
        "on": "Enter the day.",
        "words": "Say what was done.",
    }
    assert problems_with_turn_done(QUARTERLY, date(2026, 3, 3), "Reviewed.", TODAY) == {
        "on": "The date cannot be in the future."
    }
    assert problems_with_turn_done(ONCE, TODAY, "Done.", TODAY) == {
        "on": "This action is done once: record it as done."
    }


@pytest.mark.parametrize(
    ("done", "today", "due", "missed"),
    [
        ([], TODAY, Q1, []),
        ([], Q1, Q1, []),
        ([], date(2026, 4, 1), Q1, [Q1]),
        ([], date(2026, 10, 1), Q1, [Q1, Q2, Q3]),
        ([Q1], date(2026, 4, 1), Q2, []),
        ([date(2026, 3, 1)], date(2026, 4, 1), Q2, []),
        # Done late: due again in its turn, and still told as missed.
        ([date(2026, 4, 10)], date(2026, 4, 11), Q2, [Q1]),
        ([date(2026, 4, 10)], date(2026, 7, 1), Q2, [Q1, Q2]),
        ([date(2026, 7, 10)], date(2026, 7, 11), Q3, [Q1, Q2]),
        # Twice in one turn is once.
        ([date(2026, 2, 1), date(2026, 3, 1)], date(2026, 7, 1), Q2, [Q2]),
    ],
)
def test_a_repeating_duty_shows_when_it_is_due_next_and_what_was_missed(
    done: list[date], today: date, due: date, missed: list[date]
) -> None:
    assert next_due(QUARTERLY, done) == due
    assert list(missed_turns(QUARTERLY, done, today)) == missed


def test_the_end_of_a_month_stays_the_end_of_a_month() -> None:
    monthly = replace(QUARTERLY, target_on=date(2026, 1, 31), every_months=1)
    assert missed_turns(monthly, [], date(2026, 4, 1)) == (
        date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31),
    )  # fmt: skip


def test_what_is_done_once_has_no_turns() -> None:
    assert next_due(ONCE) == date(2026, 6, 30)
    assert missed_turns(ONCE, [], date(2027, 1, 1)) == ()
    assert ONCE.first_due_on is None
    assert QUARTERLY.first_due_on == Q1


@given(st.lists(st.dates(date(2026, 1, 1), date(2028, 1, 1)), max_size=8), st.integers(1, 12))
def test_a_duty_is_overdue_only_when_its_latest_turn_was_missed(done: list[date], months: int) -> None:
    duty, today = replace(QUARTERLY, every_months=months), date(2028, 2, 1)
    if is_overdue(duty, A.OPEN, done, today):
        assert next_due(duty, done) in missed_turns(duty, done, today)
    else:
        assert done


def test_an_open_action_is_overdue_from_the_day_after_and_one_that_is_settled_never() -> None:
    after = date(2026, 7, 1)
    assert is_overdue(ONCE, A.OPEN, (), after)
    assert not is_overdue(ONCE, A.OPEN, (), date(2026, 6, 30))
    assert not is_overdue(ONCE, A.DONE, (), after)
    assert not is_overdue(QUARTERLY, A.DROPPED, (), after)
    assert not is_overdue(replace(ONCE, target_on=None), A.OPEN, (), after)


def actor(role: Role) -> Actor:
    return Actor(1, "Somebody", frozenset({role}))


@pytest.mark.parametrize("relation", list(Relation))
def test_who_works_on_an_item_plans_and_reports_its_actions(relation: Relation) -> None:
    item = ItemServed(ForWhom.FORCE, frozenset({relation}))
    is_working = relation is not Relation.EXECUTIVE_LEAD
    owner = actor(Role.OWNER)
    assert bool(may_plan_action(owner, [item])) is is_working
    assert bool(may_report_action(owner, [item], is_of_own_post=False)) is is_working


@pytest.mark.parametrize(
    ("role", "for_whom", "may"),
    [
        (Role.FORCE_INSPECTION_LEAD, ForWhom.FORCE, True),
        (Role.FORCE_INSPECTION_LEAD, ForWhom.PCC, False),
        (Role.OFFICE_STAFF, ForWhom.PCC, True),
        (Role.OFFICE_STAFF, ForWhom.FORCE, False),
        (Role.OFFICE_STAFF, ForWhom.BOTH, True),
        (Role.OFFICE_STAFF, ForWhom.OTHERS, False),
        (Role.AUDITOR, ForWhom.FORCE, False),
    ],
)
def test_who_gives_an_item_to_posts_plans_its_actions(role: Role, for_whom: ForWhom, may: bool) -> None:
    assert bool(may_plan_action(actor(role), [ItemServed(for_whom)])) is may


def test_an_action_is_planned_only_by_who_may_for_every_item_it_serves() -> None:
    own = ItemServed(ForWhom.FORCE, frozenset({Relation.OWNER}))
    assert not may_plan_action(actor(Role.OWNER), [own, ItemServed(ForWhom.FORCE)])
    assert may_report_action(actor(Role.OWNER), [ItemServed(ForWhom.FORCE), own], is_of_own_post=False)


def test_whose_post_answers_for_an_action_reports_on_it_and_the_program_never_does() -> None:
    items = [ItemServed(ForWhom.FORCE)]
    assert may_report_action(actor(Role.OWNER), items, is_of_own_post=True)
    assert not may_report_action(actor(Role.AUDITOR), items, is_of_own_post=True)
    assert not may_report_action(SYSTEM, items, is_of_own_post=False)


@pytest.mark.parametrize(
    ("reports", "embargoed", "told"),
    [
        (set(), set(), "at least one item"),
        ({1, 2}, {2}, "record two actions"),
        ({2}, {2}, ""),
        ({1, 2}, {3}, ""),
    ],
)
def test_what_items_share_an_action(reports: set[int], embargoed: set[int], told: str) -> None:
    problem = problem_with_items(reports, embargoed)
    assert told in problem
    assert bool(problem) is bool(told)
