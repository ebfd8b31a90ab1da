"""Every move, by every role, from every status, against a table written by hand."""

from dataclasses import replace
from itertools import product

import pytest

from tests.domain.response_cases import APPROVER, FORCE, OFFICE, actor, facts, for_move, reason
from tracker.domain.permissions import SYSTEM
from tracker.domain.response_moves import Move, row_of
from tracker.domain.response_rules import may_move
from tracker.domain.vocabulary import ResponseStatus, Role

S = ResponseStatus

# Written by hand from the permission table of the house: who may, from which status. All else is refused.
ALLOWED: dict[tuple[Move, ResponseStatus], set[Role]] = {
    (Move.INVITE, S.PREPARING): {OFFICE},
    (Move.RETURN, S.WITH_THE_FORCE): {FORCE},
    (Move.SUBMIT, S.PREPARING): {OFFICE},
    (Move.SUBMIT, S.WITH_THE_FORCE): {OFFICE},
    (Move.SEND_BACK, S.WITH_THE_FORCE): {OFFICE, FORCE},
    (Move.SEND_BACK, S.READY): {OFFICE, APPROVER},
    (Move.SEND_BACK, S.APPROVED): {OFFICE, APPROVER},
    (Move.APPROVE, S.READY): {APPROVER},
    (Move.RECORD_APPROVAL, S.READY): {OFFICE},
    (Move.FALL, S.APPROVED): {OFFICE, APPROVER, Role.ADMINISTRATOR},
    (Move.ISSUE, S.APPROVED): {APPROVER},
    (Move.PUBLISH, S.ISSUED): {OFFICE},
    (Move.RECORD_COPY, S.PUBLISHED): {OFFICE},
    (Move.CORRECT, S.ISSUED): {OFFICE},
    (Move.CORRECT, S.PUBLISHED): {OFFICE},
    (Move.WITHDRAW, S.PREPARING): {OFFICE},
    (Move.WITHDRAW, S.WITH_THE_FORCE): {OFFICE},
    (Move.WITHDRAW, S.READY): {OFFICE, APPROVER},
    (Move.WITHDRAW, S.APPROVED): {OFFICE, APPROVER},
}
# The program acts with the office's rights, and approves and issues nothing.
ALLOWED_TO_THE_PROGRAM = {
    pair
    for pair, roles in ALLOWED.items()
    if OFFICE in roles and pair[0] not in (Move.RECORD_APPROVAL, Move.APPROVE, Move.ISSUE)
}


@pytest.mark.parametrize(("move", "role", "status"), list(product(Move, Role, S)))
def test_each_role_may_make_each_move_from_each_status_as_the_table_says(
    move: Move, role: Role, status: ResponseStatus
) -> None:
    verdict = may_move(actor(role), move, for_move(move, status))
    assert verdict.allowed is (role in ALLOWED.get((move, status), set())), verdict.reason
    assert verdict.allowed or verdict.reason


@pytest.mark.parametrize(("move", "status"), list(product(Move, S)))
def test_the_program_makes_the_office_s_moves_and_never_approves(move: Move, status: ResponseStatus) -> None:
    assert bool(may_move(SYSTEM, move, for_move(move, status))) is ((move, status) in ALLOWED_TO_THE_PROGRAM)


@pytest.mark.parametrize(("move", "status"), list(product(Move, S)))
def test_nobody_without_a_role_moves_anything(move: Move, status: ResponseStatus) -> None:
    assert not may_move(actor(), move, for_move(move, status))


def test_the_program_does_not_approve_even_with_the_role() -> None:
    robot = replace(SYSTEM, roles=frozenset(Role))
    for move, status in ((Move.APPROVE, S.READY), (Move.RECORD_APPROVAL, S.READY), (Move.ISSUE, S.APPROVED)):
        assert "a person must" in reason(robot, move, facts(status))


def test_every_pair_of_the_table_is_among_those_written_here() -> None:
    assert {(move, status) for move, status in product(Move, S) if row_of(move, status)} == set(ALLOWED)
