import re
from itertools import product

import pytest

from tracker.domain.permissions import Actor, may_read_chief_constable, may_read_pcc
from tracker.domain.response_moves import (
    PEN,
    TABLE,
    Move,
    diagram,
    first_status,
    moves_from,
    row_of,
    status_after_edit,
)
from tracker.domain.vocabulary import ResponseOrigin, ResponseStatus, Role

S = ResponseStatus

# Written by hand: from each status the moves there are, and where they lead.
EXPECTED = {
    S.PREPARING: {
        Move.INVITE: S.WITH_THE_FORCE,
        Move.SUBMIT: S.READY,
        Move.WITHDRAW: S.WITHDRAWN,
    },
    S.WITH_THE_FORCE: {
        Move.RETURN: S.PREPARING,
        Move.SUBMIT: S.READY,
        Move.SEND_BACK: S.PREPARING,
        Move.WITHDRAW: S.WITHDRAWN,
    },
    S.READY: {
        Move.APPROVE: S.APPROVED,
        Move.RECORD_APPROVAL: S.APPROVED,
        Move.SEND_BACK: S.PREPARING,
        Move.WITHDRAW: S.WITHDRAWN,
    },
    S.APPROVED: {
        Move.ISSUE: S.ISSUED,
        Move.FALL: S.PREPARING,
        Move.SEND_BACK: S.PREPARING,
        Move.WITHDRAW: S.WITHDRAWN,
    },
    S.ISSUED: {Move.PUBLISH: S.PUBLISHED, Move.CORRECT: S.PREPARING},
    S.PUBLISHED: {Move.RECORD_COPY: S.PUBLISHED, Move.CORRECT: S.PREPARING},
    S.WITHDRAWN: {},
}


@pytest.mark.parametrize("status", list(S))
def test_from_each_status_there_are_these_moves_and_they_lead_there(status: ResponseStatus) -> None:
    found = {row.move: row.after for row in TABLE if row.before is status}
    assert found == EXPECTED[status]
    assert set(moves_from(status)) == set(EXPECTED[status])


def test_a_move_from_a_status_stands_in_the_table_once() -> None:
    pairs = [(row.move, row.before) for row in TABLE]
    assert len(pairs) == len(set(pairs))


def test_no_move_but_a_correction_leads_back_from_an_issued_letter() -> None:
    back = {row.move for row in TABLE if row.before.is_issued and not row.after.is_issued}
    assert back == {Move.CORRECT}


def test_only_an_approval_leads_to_approved_and_only_issuing_to_issued() -> None:
    assert {row.move for row in TABLE if row.after is S.APPROVED} == {Move.APPROVE, Move.RECORD_APPROVAL}
    assert {row.move for row in TABLE if row.after is S.ISSUED} == {Move.ISSUE}


def test_every_status_but_withdrawn_has_somebody_who_holds_the_pen() -> None:
    assert {status for status in S if PEN[status] is None} == {S.WITHDRAWN}


@pytest.mark.parametrize("status", [status for status in S if status is not S.WITHDRAWN])
def test_who_holds_the_pen_has_a_move_to_make(status: ResponseStatus) -> None:
    assert any(PEN[status] in row.roles for row in TABLE if row.before is status)


def test_a_letter_brought_in_begins_as_issued_and_one_made_here_with_its_preparation() -> None:
    assert first_status(ResponseOrigin.IMPORTED) is S.ISSUED
    assert first_status(ResponseOrigin.DRAFTED) is S.PREPARING


@pytest.mark.parametrize(
    ("status", "while_approving", "expected"),
    [
        (S.PREPARING, False, S.PREPARING),
        (S.WITH_THE_FORCE, False, S.WITH_THE_FORCE),
        (S.READY, False, S.PREPARING),
        (S.READY, True, S.READY),
        (S.APPROVED, False, S.PREPARING),
        (S.APPROVED, True, S.PREPARING),
        (S.ISSUED, False, None),
        (S.ISSUED, True, None),
        (S.PUBLISHED, False, None),
        (S.WITHDRAWN, False, None),
    ],
)
def test_an_edit_takes_what_was_submitted_or_approved_back_to_preparing(
    status: ResponseStatus, while_approving: bool, expected: ResponseStatus | None
) -> None:
    assert status_after_edit(status, while_approving=while_approving) is expected


def test_the_diagram_draws_every_row_of_the_table_and_nothing_else() -> None:
    drawn = re.findall(
        r"^    (\w+) --> (\w+): ([a-z ]+?)(?: \(version 2\))?(?:, with a reason)?$", diagram(), re.M
    )
    rows = {(row.before.value, row.after.value, row.move.value.replace("_", " ")) for row in TABLE}
    assert set(drawn) == rows
    assert len(drawn) == len(TABLE)


def test_the_diagram_names_every_status_and_where_letters_begin() -> None:
    lines = diagram().splitlines()
    assert lines[:3] == ["stateDiagram-v2", "    [*] --> preparing", "    [*] --> issued: imported"]
    assert {f"    {status.value}: {status.label}" for status in S} <= set(lines)
    assert "    approved --> preparing: send back, with a reason" in lines
    assert "    issued --> preparing: correct (version 2), with a reason" in lines


def test_the_words_of_a_button_begin_with_a_capital() -> None:
    assert Move.ISSUE.button == "Issue the letter"


def test_a_move_that_is_not_in_the_table_has_no_row() -> None:
    assert row_of(Move.ISSUE, S.READY) is None


@pytest.mark.parametrize(
    ("role", "status"), list(product((Role.OWNER, Role.AUDITOR, Role.BOARD_SECRETARY), S))
)
def test_the_words_of_a_letter_open_to_all_only_when_it_is_issued(role: Role, status: ResponseStatus) -> None:
    reader = Actor(7, "Reader", frozenset({role}))
    is_out = status in (S.ISSUED, S.PUBLISHED)
    assert bool(may_read_pcc(reader, status)) is is_out
    assert bool(may_read_chief_constable(reader, status)) is is_out


@pytest.mark.parametrize("status", [S.PREPARING, S.WITH_THE_FORCE, S.READY, S.APPROVED, S.WITHDRAWN])
def test_the_force_does_not_see_the_reply_of_the_pcc_before_issue(status: ResponseStatus) -> None:
    lead = Actor(3, "Lead", frozenset({Role.FORCE_INSPECTION_LEAD}))
    assert not may_read_pcc(lead, status)
