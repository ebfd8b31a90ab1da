from dataclasses import replace
from datetime import date

import pytest

from tracker.domain.delegations import (
    Delegation,
    may_act_for_approver,
    may_sign,
    problems_with_delegation,
)

MARCH = Delegation(date(2026, 3, 1), date(2026, 4, 1), "Dee Deputy", 4, "Decision notice 7")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
        (date(2026, 3, 31), True),
        (date(2026, 4, 1), False),
    ],
)
def test_a_delegation_holds_from_its_first_day_up_to_the_day_it_ends(day: date, expected: bool) -> None:
    assert MARCH.covers(day) is expected
    assert bool(may_act_for_approver([MARCH], 4, day)) is expected
    assert bool(may_sign([MARCH], " dee DEPUTY ", day)) is expected


def test_one_without_an_end_holds_on() -> None:
    assert replace(MARCH, to_on=None).covers(date(2099, 1, 1))


def test_the_reason_names_the_latest_end_or_the_first_beginning() -> None:
    april = replace(MARCH, from_on=date(2026, 4, 10), to_on=date(2026, 4, 20))
    assert may_act_for_approver([april, MARCH], 4, date(2026, 5, 1)).reason == (
        "The delegation to Dee Deputy ended on 20 April 2026."
    )
    assert may_act_for_approver([april, MARCH], 4, date(2026, 2, 1)).reason == (
        "The delegation to Dee Deputy begins on 1 March 2026."
    )
    assert may_act_for_approver([april, MARCH], 4, date(2026, 4, 10))


def test_nobody_acts_under_a_delegation_to_another() -> None:
    assert (
        may_act_for_approver([MARCH], 5, date(2026, 3, 2)).reason
        == "No delegation to approve is recorded for you."
    )
    assert not may_act_for_approver([replace(MARCH, to_account_id=None)], None, date(2026, 3, 2))
    assert "Ed Else does not hold the post" in may_sign([MARCH], "Ed Else", date(2026, 3, 2)).reason


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"to_name": " "}, "to_name"),
        ({"proof": ""}, "proof"),
        ({"to_on": date(2026, 3, 1)}, "to_on"),
        ({"to_on": date(2026, 2, 1)}, "to_on"),
    ],
)
def test_a_delegation_needs_a_name_a_proof_and_an_end_after_its_start(
    changes: dict[str, object], field: str
) -> None:
    assert problems_with_delegation(MARCH) == {}
    assert list(problems_with_delegation(replace(MARCH, **changes))) == [field]  # type: ignore[arg-type]
