"""What a person says in making a move, and what is said to her before."""

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.response_cases import TODAY, TOMORROW, YESTERDAY, facts
from tracker.domain.response_moves import Move
from tracker.domain.response_rules import Given, problems_with_move, warnings_before
from tracker.domain.vocabulary import ResponseStatus

S = ResponseStatus


@pytest.mark.parametrize("move", [Move.SEND_BACK, Move.CORRECT, Move.WITHDRAW])
def test_sending_back_correcting_and_withdrawing_want_a_reason(move: Move) -> None:
    known = facts(S.READY)
    assert list(problems_with_move(move, known, Given(reason=" \u200b"))) == ["reason"]
    assert problems_with_move(move, known, Given(reason="The second answer is wrong.")) == {}


@pytest.mark.parametrize(
    ("move", "changes", "on", "told"),
    [
        (Move.RECORD_APPROVAL, {}, None, "Enter the day it happened."),
        (Move.RECORD_APPROVAL, {}, TOMORROW, "The date cannot be in the future."),
        (
            Move.RECORD_APPROVAL,
            {},
            date(2026, 1, 31),
            "The date cannot be before 1 February 2026, when the response was submitted for approval.",
        ),
        (Move.PUBLISH, {}, TOMORROW, "The date cannot be in the future."),
        (
            Move.PUBLISH,
            {"issued_on": TODAY},
            YESTERDAY,
            "The date cannot be before 2 February 2026, when the letter was issued.",
        ),
        (
            Move.PUBLISH,
            {"issued_on": None},
            date(2025, 12, 8),
            "The date cannot be before 9 December 2025, when the report it answers was published.",
        ),
        (Move.RECORD_COPY, {}, TOMORROW, "The date cannot be in the future."),
        (
            Move.RECORD_COPY,
            {"published_on": TODAY},
            YESTERDAY,
            "The date cannot be before 2 February 2026, when the comments were published.",
        ),
    ],
)
def test_days_in_the_future_or_out_of_order_are_refused(
    move: Move, changes: dict[str, object], on: date | None, told: str
) -> None:
    given = Given(on=on, proof="E-mail", names_confirmed=True)
    assert problems_with_move(move, facts(S.READY, **changes), given) == {"on": told}


@pytest.mark.parametrize("move", [Move.RECORD_APPROVAL, Move.PUBLISH, Move.RECORD_COPY])
def test_the_same_day_holds(move: Move) -> None:
    known = facts(S.READY, submitted_on=TODAY, issued_on=TODAY, published_on=TODAY, last_report_on=TODAY)
    assert problems_with_move(move, known, Given(on=TODAY, proof="E-mail", names_confirmed=True)) == {}


@pytest.mark.parametrize("move", [Move.RECORD_APPROVAL, Move.RECORD_COPY])
def test_an_approval_given_elsewhere_and_a_copy_want_their_proof(move: Move) -> None:
    assert "proof" in problems_with_move(move, facts(S.READY), Given(on=TODAY, names_confirmed=True))


@pytest.mark.parametrize("move", [Move.APPROVE, Move.RECORD_APPROVAL, Move.ISSUE])
def test_approving_and_issuing_ask_whether_the_names_are_still_so(move: Move) -> None:
    given = Given(on=TODAY, proof="E-mail", signature_released_by="Sam Sample")
    assert list(problems_with_move(move, facts(S.READY), given)) == ["names_confirmed"]
    assert problems_with_move(move, facts(S.READY), replace(given, names_confirmed=True)) == {}


def test_issuing_with_a_picture_of_the_signature_names_who_released_it() -> None:
    given = Given(names_confirmed=True)
    assert list(problems_with_move(Move.ISSUE, facts(S.APPROVED), given)) == ["signature_released_by"]
    assert problems_with_move(Move.ISSUE, facts(S.APPROVED, prints_signature=False), given) == {}


def test_a_letter_without_a_picture_of_the_signature_is_warned_of() -> None:
    assert "signed by hand" in warnings_before(Move.APPROVE, facts(S.READY, prints_signature=False))[0]
    assert warnings_before(Move.APPROVE, facts(S.READY)) == ()


def test_issuing_says_that_it_cannot_be_undone_and_that_the_date_is_of_an_earlier_day() -> None:
    first, last = warnings_before(Move.ISSUE, facts(S.APPROVED, letter_dated=YESTERDAY))
    assert first == "The letter is dated 1 February 2026, before today."
    assert "never changes" in last
