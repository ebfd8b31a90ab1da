"""The facts that let a move happen or keep it from happening."""

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.response_cases import (
    APPROVER,
    DRAFTER,
    FORCE,
    OFFICE,
    STRANGER,
    SUBMITTER,
    TODAY,
    TOMORROW,
    YESTERDAY,
    actor,
    facts,
    for_move,
    reason,
)  # fmt: skip
from tracker.domain.delegations import Delegation
from tracker.domain.permissions import SYSTEM
from tracker.domain.response_moves import Move
from tracker.domain.response_rules import may_move
from tracker.domain.vocabulary import ResponseOrigin, ResponseStatus, Role

S = ResponseStatus

# Two people


@pytest.mark.parametrize("roles", [(APPROVER,), (APPROVER, OFFICE), tuple(Role)])
def test_who_submitted_cannot_approve_whatever_her_roles(roles: tuple[Role, ...]) -> None:
    said = reason(actor(*roles, account_id=SUBMITTER), Move.APPROVE, facts(S.READY))
    assert said == "You submitted this response: another person must approve it."


def test_the_approver_may_have_drafted_or_edited_in_the_act() -> None:
    assert may_move(actor(APPROVER, account_id=DRAFTER), Move.APPROVE, facts(S.READY))


def test_who_submitted_may_issue_once_another_has_approved() -> None:
    assert may_move(actor(APPROVER, account_id=SUBMITTER), Move.ISSUE, facts(S.APPROVED))


@pytest.mark.parametrize(
    ("account_id", "told"),
    [(DRAFTER, "You drafted part of this version"), (SUBMITTER, "You submitted this response")],
)
def test_an_approval_given_elsewhere_is_recorded_by_somebody_who_neither_drafted_nor_submitted(
    account_id: int, told: str
) -> None:
    assert told in reason(actor(OFFICE, account_id=account_id), Move.RECORD_APPROVAL, facts(S.READY))


# What ready, approved and issued need


@pytest.mark.parametrize(
    ("move", "status", "role"),
    [
        (Move.SUBMIT, S.PREPARING, OFFICE),
        (Move.SUBMIT, S.WITH_THE_FORCE, OFFICE),
        (Move.APPROVE, S.READY, APPROVER),
        (Move.RECORD_APPROVAL, S.READY, OFFICE),
        (Move.ISSUE, S.APPROVED, APPROVER),
    ],
)
@pytest.mark.parametrize(
    ("lack", "told"),
    [
        ({"missing": ("Recommendation 2: the PCC's response.",)}, "Recommendation 2: the PCC's response."),
        ({"uncleared": ("Recommendation 3 is not cleared.",)}, "Recommendation 3 is not cleared."),
        (
            {"gaps": ("the subject", "the closing words")},
            "The letter lacks the subject and the closing words.",
        ),
        ({"letter_dated": None}, "The letter has no date."),
        (
            {"letter_dated": date(2025, 12, 8)},
            "The letter is dated 8 December 2025, before the report it answers (9 December 2025).",
        ),
    ],
)
def test_a_letter_that_is_not_whole_is_not_submitted_approved_or_issued(
    move: Move, status: ResponseStatus, role: Role, lack: dict[str, object], told: str
) -> None:
    assert reason(actor(role), move, facts(status, **lack)) == told


def test_all_reasons_are_told_at_once_and_each_once() -> None:
    known = facts(S.READY, missing=("One.", "Two.", "One."), uncleared=("Three.",))
    said = reason(actor(APPROVER, account_id=SUBMITTER), Move.APPROVE, known)
    assert said == "You submitted this response: another person must approve it. One. Two. Three."


def test_somebody_whose_move_it_is_not_is_told_that_and_not_what_is_missing() -> None:
    said = reason(actor(Role.OWNER), Move.SUBMIT, facts(S.PREPARING, missing=("A secret of the draft.",)))
    assert said == "Only the PCC office staff may submit the response for approval."


def test_two_roles_that_may_are_both_named() -> None:
    said = reason(actor(Role.AUDITOR), Move.SEND_BACK, facts(S.READY))
    assert said == "Only the PCC office staff or the Approver of responses may send the response back."


def test_the_force_hands_over_only_what_is_cleared() -> None:
    known = facts(S.WITH_THE_FORCE, uncleared=("Recommendation 1 is not cleared.",))
    assert reason(actor(FORCE), Move.RETURN, known) == "Recommendation 1 is not cleared."
    # What the office still has to write does not keep the force.
    assert may_move(actor(FORCE), Move.RETURN, facts(S.WITH_THE_FORCE, missing=("The PCC's response.",)))


def test_what_is_missing_does_not_keep_anybody_from_sending_back_or_withdrawing() -> None:
    known = facts(S.READY, missing=("One.",), gaps=("the subject",))
    assert may_move(actor(APPROVER), Move.SEND_BACK, known)
    assert may_move(actor(OFFICE), Move.WITHDRAW, known)


# The text that was approved


def test_a_letter_that_would_now_read_otherwise_is_not_issued_and_says_what_changed() -> None:
    known = facts(S.APPROVED, text_changes=("The addressee was A and is now B.",))
    said = reason(actor(APPROVER), Move.ISSUE, known)
    assert said == (
        "The letter has changed since it was approved. The addressee was A and is now B. "
        "It must be approved again."
    )
    assert may_move(SYSTEM, Move.FALL, known)


def test_an_approval_does_not_fall_while_the_letter_says_what_was_approved() -> None:
    assert "no approval falls" in reason(SYSTEM, Move.FALL, facts(S.APPROVED))


def test_a_letter_dated_tomorrow_is_approved_today_and_issued_tomorrow() -> None:
    assert may_move(actor(APPROVER), Move.APPROVE, facts(S.READY, letter_dated=TOMORROW))
    said = reason(actor(APPROVER), Move.ISSUE, facts(S.APPROVED, letter_dated=TOMORROW))
    assert said == "The letter is dated 3 February 2026, which is in the future."


def test_no_answer_to_an_embargoed_report_is_issued() -> None:
    known = facts(S.APPROVED, last_report_on=TOMORROW, letter_dated=TOMORROW)
    assert "under embargo until 3 February 2026" in reason(actor(APPROVER), Move.ISSUE, known)


# Order of the last steps


def test_publication_before_issue_and_copies_before_publication_are_refused_in_words() -> None:
    for status in (S.PREPARING, S.WITH_THE_FORCE, S.READY, S.APPROVED):
        assert "has not been issued" in reason(actor(OFFICE), Move.PUBLISH, facts(status))
        assert "copies go out once they are" in reason(actor(OFFICE), Move.RECORD_COPY, facts(status))
        assert "change it instead" in reason(actor(OFFICE), Move.CORRECT, facts(status))
    assert "copies go out once they are" in reason(actor(OFFICE), Move.RECORD_COPY, facts(S.ISSUED))


def test_an_issued_letter_is_corrected_and_not_withdrawn() -> None:
    assert "no longer withdrawn" in reason(actor(OFFICE), Move.WITHDRAW, facts(S.PUBLISHED))


def test_a_letter_brought_in_stays_issued() -> None:
    known = facts(S.ISSUED, origin=ResponseOrigin.IMPORTED)
    assert "it stays issued" in reason(actor(OFFICE), Move.CORRECT, known)
    assert may_move(actor(OFFICE), Move.PUBLISH, known)


def test_nothing_moves_a_withdrawn_response() -> None:
    everybody = actor(*Role)
    for move in Move:
        assert reason(everybody, move, for_move(move, S.WITHDRAWN)) == (
            "The response has been withdrawn: start a new one."
        )


def test_a_move_that_is_not_possible_now_says_when_it_is() -> None:
    assert reason(actor(OFFICE), Move.SUBMIT, facts(S.APPROVED)) == (
        "The response stands at “Approved”; to submit the response for approval, "
        "it must stand at “Being prepared” or “With the force”."
    )


# Delegations


def delegation(to_on: date | None = None, **changes: object) -> Delegation:
    one = Delegation(date(2026, 1, 1), to_on, "Dee Deputy", STRANGER, "Decision notice 7")
    return replace(one, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(("move", "status"), [(Move.APPROVE, S.READY), (Move.ISSUE, S.APPROVED)])
def test_a_deputy_under_a_delegation_approves_and_issues(move: Move, status: ResponseStatus) -> None:
    deputy = actor(Role.EXECUTIVE_LEAD)
    assert may_move(deputy, move, facts(status, delegations=(delegation(),)))
    assert may_move(deputy, move, facts(status, delegations=(delegation(TOMORROW),)))
    ended = facts(status, delegations=(delegation(TODAY),))
    assert reason(deputy, move, ended) == "The delegation to Dee Deputy ended on 2 February 2026."
    begins = facts(status, delegations=(delegation(from_on=TOMORROW),))
    assert reason(deputy, move, begins) == "The delegation to Dee Deputy begins on 3 February 2026."


def test_a_delegation_to_another_helps_nobody() -> None:
    known = facts(S.READY, delegations=(delegation(to_account_id=5),))
    assert (
        reason(actor(OFFICE), Move.APPROVE, known)
        == "Only the Approver of responses may approve the response."
    )
    without_account = facts(S.READY, delegations=(delegation(to_account_id=None),))
    assert not may_move(actor(OFFICE, account_id=None), Move.APPROVE, without_account)


def test_a_deputy_who_submitted_cannot_approve_either() -> None:
    known = facts(S.READY, delegations=(delegation(to_account_id=SUBMITTER),))
    assert "You submitted" in reason(actor(OFFICE, account_id=SUBMITTER), Move.APPROVE, known)


@pytest.mark.parametrize(("move", "status"), [(Move.APPROVE, S.READY), (Move.ISSUE, S.APPROVED)])
def test_who_signs_without_holding_the_post_needs_a_delegation_on_the_day_of_the_letter(
    move: Move, status: ResponseStatus
) -> None:
    alone = facts(status, signatory_name="Dee Deputy", signatory_holds_post=False)
    assert "no delegation is recorded" in reason(actor(APPROVER), move, alone)
    assert may_move(actor(APPROVER), move, replace(alone, delegations=(delegation(),)))
    ended_yesterday = replace(alone, delegations=(delegation(YESTERDAY),))
    assert reason(actor(APPROVER), move, ended_yesterday) == (
        "The delegation to Dee Deputy ended on 1 February 2026."
    )


def test_a_letter_whose_correction_is_prepared_is_not_withdrawn() -> None:
    known = facts(S.PREPARING, issued_on=date(2026, 1, 8))
    assert "has been issued and stands" in reason(actor(OFFICE), Move.WITHDRAW, known)
