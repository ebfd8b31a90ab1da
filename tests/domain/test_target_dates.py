from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from tracker.domain.items import DeadlineDetails
from tracker.domain.target_dates import (
    DateReason,
    DateWanted,
    Target,
    date_in_force,
    first_in_force,
    inspectorate_on,
    moved_in_words,
    needs_agreement,
    problem_with_met_deadline,
    problems_with_decision,
    problems_with_target,
    times_moved,
)
from tracker.domain.vocabulary import DeadlineBasis, Precision, TargetState

S, B = TargetState, DeadlineBasis
TODAY = date(2026, 3, 2)
MARCH, JUNE, SEPT, DEC = (date(2026, month, 30) for month in (3, 6, 9, 12))


def deadline(on: date | None, basis: DeadlineBasis) -> DeadlineDetails:
    return DeadlineDetails("as printed", on, Precision.DAY if on else None, basis)


def local(on: date, state: TargetState = S.AGREED) -> Target:
    return Target(on, False, state)


def move(on: date, state: TargetState = S.AGREED) -> Target:
    return Target(on, True, state)


TWO = [deadline(DEC, B.RELATIVE), deadline(JUNE, B.DATED)]


@pytest.mark.parametrize(
    ("deadlines", "met", "expected"),
    [
        ([], [], None),
        (TWO, [], JUNE),
        (TWO, [JUNE], DEC),
        (TWO, [DEC], JUNE),
        (TWO, [JUNE, DEC], None),
        ([deadline(None, B.IMMEDIATE), deadline(None, B.VAGUE), deadline(None, B.RECURRING)], [], None),
        ([deadline(MARCH, B.RECURRING), deadline(JUNE, B.DATED)], [], JUNE),
    ],
)
def test_the_earliest_exact_deadline_that_is_not_met_rules(
    deadlines: list[DeadlineDetails], met: list[date], expected: date | None
) -> None:
    assert inspectorate_on(deadlines, met) == expected


@pytest.mark.parametrize(
    ("inspectorate", "targets", "expected"),
    [
        (None, [], None),
        (JUNE, [], JUNE),
        (None, [local(MARCH)], MARCH),
        (JUNE, [local(MARCH)], MARCH),
        (JUNE, [local(MARCH), move(SEPT)], SEPT),
        (JUNE, [move(SEPT), move(DEC)], DEC),
        (JUNE, [move(DEC), move(SEPT)], SEPT),
        (JUNE, [move(SEPT), local(MARCH)], SEPT),
        (JUNE, [move(SEPT, S.ASKED)], JUNE),
        (JUNE, [local(MARCH), move(SEPT, S.REFUSED), move(DEC, S.SENT_BACK), move(DEC, S.WITHDRAWN)], MARCH),
    ],
)
def test_in_force_is_the_last_agreed_move_else_the_local_target_else_the_inspectorates_date(
    inspectorate: date | None, targets: list[Target], expected: date | None
) -> None:
    assert date_in_force(inspectorate, targets) == expected


@pytest.mark.parametrize(
    ("inspectorate", "targets", "expected"),
    [
        (None, [], None),
        (JUNE, [local(MARCH), move(SEPT)], JUNE),
        (None, [local(MARCH, S.WITHDRAWN), local(JUNE), move(SEPT)], JUNE),
    ],
)
def test_moves_are_counted_from_the_first_date_in_force(
    inspectorate: date | None, targets: list[Target], expected: date | None
) -> None:
    assert first_in_force(inspectorate, targets) == expected


def test_only_agreed_moves_count_as_moves() -> None:
    assert times_moved([local(MARCH), move(JUNE), move(SEPT, S.REFUSED), move(DEC)]) == 2


@pytest.mark.parametrize(
    ("wanted", "inspectorate", "targets", "expected"),
    [
        (JUNE, None, [], False),
        (MARCH, JUNE, [], False),
        (JUNE, JUNE, [], False),
        (date(2026, 7, 1), JUNE, [], True),
        (MARCH, JUNE, [local(date(2026, 3, 20))], True),
        (MARCH, None, [local(JUNE)], True),
        (MARCH, JUNE, [move(SEPT)], True),
        (MARCH, JUNE, [move(SEPT, S.REFUSED)], False),
    ],
)
def test_a_first_target_within_the_inspectorates_date_needs_no_agreement_and_all_else_does(
    wanted: date, inspectorate: date | None, targets: list[Target], expected: bool
) -> None:
    assert needs_agreement(wanted, inspectorate, targets) is expected


@pytest.mark.parametrize(
    ("first", "in_force", "times", "words"),
    [
        (date(2026, 1, 1), date(2026, 8, 3), 3, "moved 3 times, +214 days"),
        (date(2026, 1, 11), date(2026, 1, 1), 2, "moved 2 times, −10 days"),
        (date(2026, 1, 1), date(2026, 1, 2), 1, "moved once, +1 day"),
        (date(2026, 1, 1), date(2026, 1, 1), 2, "moved 2 times, 0 days"),
        (JUNE, JUNE, 0, "not moved"),
        (None, None, 0, "not moved"),
    ],
)
def test_how_far_a_date_has_moved_is_put_in_words(
    first: date | None, in_force: date | None, times: int, words: str
) -> None:
    assert moved_in_words(first, in_force, times) == words


def problems(on: date | None, **given: Any) -> dict[str, str]:
    wanted = DateWanted(on, DateReason.RESOURCING, "The contract is late.")
    typed = {field.name for field in fields(DateWanted)}
    situation: dict[str, Any] = {"in_force": JUNE, "inspectorate": None, "is_move": True}
    return problems_with_target(
        replace(wanted, **{name: value for name, value in given.items() if name in typed}),
        TODAY,
        **situation | {name: value for name, value in given.items() if name not in typed},
    )


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (None, "Enter a date."),
        (date(2026, 3, 1), "Enter today or a later day: a target lies ahead."),
        (date(2101, 1, 1), "Enter a day no later than 2100."),
        (JUNE, "30 June 2026 is in force already: enter another day."),
    ],
)
def test_a_target_that_cannot_be_is_told_at_its_field(on: date | None, told: str) -> None:
    assert problems(on) == {"on": told}


@pytest.mark.parametrize("on", [TODAY, SEPT, date(2100, 12, 31)])
def test_a_target_from_today_to_the_end_of_2100_holds(on: date) -> None:
    assert problems(on) == {}


def test_a_move_needs_a_reason_and_a_sentence_of_its_own() -> None:
    assert problems(SEPT, words=" ", reason=None) == {
        "reason": "Choose why the date is to move.",
        "words": "Say in a sentence why the date is to move: it is kept and shown with the date.",
    }
    assert problems(SEPT, words="x" * 2_001) == {
        "words": "This must be 2,000 characters or fewer; it has 2,001."
    }


def test_a_first_local_target_needs_neither() -> None:
    assert problems(SEPT, in_force=None, is_move=False, reason=None, words="") == {}


def test_a_date_past_the_inspectorates_needs_a_sentence_that_says_why() -> None:
    assert problems(SEPT, inspectorate=SEPT) == {}
    assert problems(DEC, inspectorate=SEPT) == {
        "past_words": "The inspectorate’s date is 30 September 2026: say why this one may lie past it."
    }
    assert problems(DEC, inspectorate=SEPT, past_words="HMICFRS was told in March.") == {}
    assert set(problems(DEC, inspectorate=SEPT, past_words="x" * 2_001)) == {"past_words"}


@pytest.mark.parametrize(
    ("on", "met_on", "unmet", "told"),
    [
        (JUNE, TODAY, [JUNE, DEC], {}),
        (SEPT, TODAY, [JUNE, DEC], {"deadline": "Choose a printed deadline that is not met yet."}),
        (None, None, [JUNE, DEC], {
            "deadline": "Choose a printed deadline that is not met yet.",
            "met_on": "Enter the day on which it was met.",
        }),
        (JUNE, TODAY, [JUNE], {
            "deadline": "This is the last printed deadline: propose that the item is complete instead."
        }),
        (JUNE, MARCH, [JUNE, DEC], {
            "met_on": "Enter today or an earlier day: what is met has happened."
        }),
    ],
)  # fmt: skip
def test_one_of_several_printed_deadlines_is_met_by_a_day_that_has_come(
    on: date | None, met_on: date | None, unmet: list[date], told: dict[str, str]
) -> None:
    assert problem_with_met_deadline(on, met_on, unmet=unmet, today=TODAY) == told


def test_one_date_at_a_time_is_asked_for() -> None:
    assert problems(SEPT, is_one_asked=True) == {
        "on": "Another date is still to be decided: have it decided, or withdraw it first."
    }


@pytest.mark.parametrize(
    ("state", "words", "expected"),
    [
        (S.AGREED, "", {}),
        (S.REFUSED, "Too late.", {}),
        (S.REFUSED, " ", {"words": "Say why the date is refused."}),
        (S.SENT_BACK, "", {"words": "Say what is missing."}),
        (S.ASKED, "", {"state": "Choose whether the date is agreed, refused or sent back."}),
        (S.AGREED, "x" * 2_001, {"words": "This must be 2,000 characters or fewer; it has 2,001."}),
    ],
)
def test_a_date_is_agreed_without_words_and_refused_or_sent_back_with_them(
    state: TargetState, words: str, expected: dict[str, str]
) -> None:
    assert problems_with_decision(state, words) == expected
