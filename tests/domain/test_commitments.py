from dataclasses import replace
from datetime import date

import pytest

from tracker.domain.commitments import (
    CommitmentDetails,
    CommitmentKind,
    CommitmentState,
    Outcome,
    in_words,
    is_overdue,
    next_due,
    problems_with_commitment,
    problems_with_outcome,
    suggested_by,
)
from tracker.domain.phrasing.promises import read_promises

K = CommitmentKind
LETTER, TODAY = date(2026, 2, 2), date(2026, 6, 1)
DUE = CommitmentDetails(K.DUE, "We will count bicycles.", "Head of Operations", date(2026, 5, 31))
REVIEW = replace(DUE, kind=K.REVIEW)
YEARLY = CommitmentDetails(K.REPEATING, "The list is renewed.", "Head of Operations", date(2026, 12, 31), 12)
NOTHING = CommitmentDetails(K.NOT_A_PROMISE, "Bicycles will always be stolen.")
OPEN = Outcome(CommitmentState.OPEN)


@pytest.mark.parametrize("details", [DUE, REVIEW, YEARLY, NOTHING, replace(DUE, on=LETTER)])
def test_a_whole_commitment_holds(details: CommitmentDetails) -> None:
    assert problems_with_commitment(details, LETTER) == {}


@pytest.mark.parametrize(
    ("details", "field", "told"),
    [
        (replace(DUE, text=" "), "text", "Enter the words of the promise."),
        (replace(DUE, text="x" * 2_001), "text", "The text must be 2,000 characters or fewer; it has 2,001."),
        (replace(DUE, owner_post=""), "owner_post", "Name the post that answers for it."),
        (replace(DUE, on=None), "on", "Enter the day by which it is to be done."),
        (replace(REVIEW, on=None), "on", "Enter the day on which it is to be reviewed."),
        (replace(YEARLY, on=None), "on", "Enter the day on which it first falls due."),
        (
            replace(DUE, on=date(2026, 2, 1)),
            "on",
            "This is before the letter, dated 2 February 2026: a promise lies ahead of it.",
        ),
        (
            replace(REVIEW, on=date(2025, 2, 2)),
            "on",
            "This is before the letter, dated 2 February 2026: a promise lies ahead of it.",
        ),
        (
            replace(YEARLY, on=date(2026, 2, 1)),
            "on",
            "This is before the letter, dated 2 February 2026: a promise lies ahead of it.",
        ),
        (
            replace(NOTHING, on=TODAY),
            "on",
            "Leave the date empty: what is not a promise falls due on no day.",
        ),
        (
            replace(DUE, every_months=3),
            "every_months",
            "Only a repeating duty comes round every so many months.",
        ),
        (
            replace(YEARLY, every_months=None),
            "every_months",
            "Enter after how many months it comes round again, from 1 to 120.",
        ),
        (
            replace(YEARLY, every_months=0),
            "every_months",
            "Enter after how many months it comes round again, from 1 to 120.",
        ),
        (
            replace(YEARLY, every_months=121),
            "every_months",
            "Enter after how many months it comes round again, from 1 to 120.",
        ),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_told_at_its_field(details: CommitmentDetails, field: str, told: str) -> None:
    assert problems_with_commitment(details, LETTER) == {field: told}


def outcome_of(
    details: CommitmentDetails, state: CommitmentState, on: date | None, words: str
) -> dict[str, str]:
    return problems_with_outcome(details, Outcome(state, on, words), letter_dated=LETTER, today=TODAY)


def test_what_is_done_says_what_came_of_it_and_what_is_dropped_why() -> None:
    done, dropped = CommitmentState.DONE, CommitmentState.DROPPED
    assert outcome_of(DUE, done, TODAY, "412 were counted.") == {}
    assert outcome_of(DUE, dropped, TODAY, "The scheme ended.") == {}
    assert outcome_of(DUE, done, TODAY, "\u200b") == {"words": "Say what came of it."}
    assert outcome_of(DUE, dropped, TODAY, "") == {"words": "Say why it was dropped."}
    assert outcome_of(DUE, CommitmentState.OPEN, None, "") == {}


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (None, "Enter the day."),
        (date(2026, 6, 2), "The date cannot be in the future."),
        (date(2026, 2, 1), "This is before the letter that promised it, dated 2 February 2026."),
    ],
)
def test_nothing_is_done_in_the_future_or_before_the_letter(on: date | None, told: str) -> None:
    assert outcome_of(DUE, CommitmentState.DONE, on, "Done.") == {"on": told}


def test_a_repeating_duty_is_dropped_and_never_done_for_good() -> None:
    assert list(outcome_of(YEARLY, CommitmentState.DONE, TODAY, "Once.")) == ["state"]
    assert outcome_of(YEARLY, CommitmentState.DROPPED, TODAY, "The list is kept by another force.") == {}


def test_nothing_comes_of_what_is_not_a_promise() -> None:
    assert list(outcome_of(NOTHING, CommitmentState.DONE, TODAY, "Done.")) == ["state"]


# A yearly duty first due at the end of 2026; the days on which it was done, and when it falls due next.
@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ([], date(2026, 12, 31)),
        ([date(2026, 12, 31)], date(2027, 12, 31)),  # on the day
        ([date(2026, 11, 2)], date(2027, 12, 31)),  # early
        ([date(2027, 1, 20)], date(2027, 12, 31)),  # late: the overdue turn only
        ([date(2028, 1, 20)], date(2028, 12, 31)),  # very late: two turns at once
        ([date(2026, 6, 1), date(2026, 9, 1)], date(2027, 12, 31)),  # twice in one turn counts once
        ([date(2027, 1, 20), date(2026, 11, 2)], date(2028, 12, 31)),  # in any order; early for the second
    ],
)
def test_a_repeating_duty_falls_due_again(done: list[date], expected: date) -> None:
    assert next_due(YEARLY, done) == expected


def test_the_end_of_a_month_stays_the_end_of_a_month() -> None:
    monthly = replace(YEARLY, on=date(2026, 1, 31), every_months=1)
    assert next_due(monthly, [date(2026, 1, 31)]) == date(2026, 2, 28)
    assert next_due(monthly, [date(2026, 2, 28)]) == date(2026, 3, 31)


def test_what_is_due_once_stays_due_on_its_day_and_what_is_no_promise_never_is() -> None:
    assert next_due(DUE) == next_due(REVIEW) == date(2026, 5, 31)
    assert next_due(NOTHING) is None


def test_a_duty_counted_past_the_end_of_the_calendar_ends_there() -> None:
    assert next_due(replace(YEARLY, on=date(9999, 1, 1)), [date(9999, 1, 1)]) == date.max


def test_an_open_commitment_is_overdue_from_the_day_after() -> None:
    assert is_overdue(DUE, OPEN, (), TODAY)
    assert not is_overdue(DUE, OPEN, (), date(2026, 5, 31))
    assert not is_overdue(DUE, Outcome(CommitmentState.DONE, TODAY, "Done."), (), TODAY)
    assert not is_overdue(NOTHING, OPEN, (), TODAY)
    assert is_overdue(YEARLY, OPEN, (), date(2027, 1, 1))
    assert not is_overdue(YEARLY, OPEN, (date(2026, 12, 1),), date(2027, 1, 1))


@pytest.mark.parametrize(
    ("details", "words"),
    [
        (DUE, "Due on 31 May 2026"),
        (REVIEW, "To be reviewed on 31 May 2026"),
        (YEARLY, "Every year, next due on 31 December 2026"),
        (replace(YEARLY, every_months=1), "Every month, next due on 31 December 2026"),
        (replace(YEARLY, every_months=6), "Every 6 months, next due on 31 December 2026"),
        (NOTHING, "Not a promise"),
    ],
)
def test_when_it_falls_due_is_put_in_words(details: CommitmentDetails, words: str) -> None:
    assert in_words(details) == words


@pytest.mark.parametrize(
    ("sentence", "kind", "on", "months"),
    [
        ("We will count bicycles by 31 May 2026.", K.DUE, date(2026, 5, 31), None),
        ("We will look into the viability of a count.", K.REVIEW, None, None),
        ("The list is renewed annually.", K.REPEATING, None, 12),
        ("The list is checked weekly.", K.REPEATING, None, None),
    ],
)
def test_a_sentence_suggests_a_commitment_for_a_person_to_complete(
    sentence: str, kind: CommitmentKind, on: date | None, months: int | None
) -> None:
    (read,) = read_promises(sentence, LETTER)
    assert suggested_by(read) == CommitmentDetails(kind, sentence, "", on, months)
    assert "owner_post" in problems_with_commitment(suggested_by(read), LETTER)
