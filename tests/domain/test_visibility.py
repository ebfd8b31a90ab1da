"""Who may read which line of the history: the hand-written expectation."""

import pytest

from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.visibility import (
    is_shown,
    may_read_about_accounts,
    may_read_change,
    status_of_line,
)
from tracker.domain.vocabulary import ResponseStatus, Role

OFFICE, LEAD, APPROVER = Role.OFFICE_STAFF, Role.FORCE_INSPECTION_LEAD, Role.APPROVER
ALL = set(Role)

EXPECTED = {
    ("answer", "chief_constable"): {OFFICE, LEAD, APPROVER},
    ("answer", "chief_constable_cleared_on"): {OFFICE, LEAD, APPROVER},
    ("answer", "pcc"): {OFFICE, APPROVER},
    ("answer", "reply"): {OFFICE, APPROVER},
    ("answer", "stance"): {OFFICE, APPROVER},
    ("answer", "stance_reason"): {OFFICE, APPROVER},
    ("answer", "item_heading"): ALL,
    ("response", "paragraphs"): {OFFICE, APPROVER},
    ("response", "opening"): {OFFICE, APPROVER},
    ("response", "status"): ALL,
    ("response", "letter_dated"): ALL,
    ("report", "title"): ALL,
    ("item", "text"): ALL,
    ("holding", "person_name"): ALL,
    ("account", "email"): {Role.ADMINISTRATOR, Role.AUDITOR},
}


@pytest.mark.parametrize("status", [ResponseStatus.PREPARING, None])
@pytest.mark.parametrize(("kind", "field"), EXPECTED)
def test_before_the_letter_is_issued(kind: str, field: str, status: ResponseStatus | None) -> None:
    readers = {
        role
        for role in Role
        if may_read_change(Actor(1, "Asha", frozenset({role})), subject_kind=kind, field=field, status=status)
    }
    assert readers == EXPECTED[(kind, field)]


@pytest.mark.parametrize("status", [ResponseStatus.ISSUED, ResponseStatus.PUBLISHED])
@pytest.mark.parametrize(("kind", "field"), [key for key in EXPECTED if key[0] != "account"])
def test_once_the_letter_is_issued_everybody_reads(kind: str, field: str, status: ResponseStatus) -> None:
    for role in Role:
        actor = Actor(1, "Asha", frozenset({role}))
        assert may_read_change(actor, subject_kind=kind, field=field, status=status)


@pytest.mark.parametrize("status", [*ResponseStatus, None])
def test_an_edited_text_for_the_board_is_for_those_who_prepare_its_papers(
    status: ResponseStatus | None,
) -> None:
    readers = {
        role
        for role in Role
        if may_read_change(
            Actor(1, "Asha", frozenset({role})),
            subject_kind="meeting_text",
            field="board_text",
            status=status,
        )
    }
    assert readers == {OFFICE, APPROVER, Role.BOARD_SECRETARY}


def test_a_refusal_says_who_may() -> None:
    owner = Actor(1, "Asha", frozenset({Role.OWNER}))
    assert "Administrator" in may_read_about_accounts(owner).reason
    assert may_read_about_accounts(SYSTEM)


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("item", True),
        ("redaction", True),
        ("event_text", False),
        ("login_session", False),
        ("addressee", False),
    ],
)
def test_a_redactions_inner_lines_are_no_lines_of_the_history(kind: str, shown: bool) -> None:
    assert is_shown(kind) is shown


@pytest.mark.parametrize(
    ("seq", "opened", "status"),
    [
        (6, 7, ResponseStatus.ISSUED),
        (7, 7, ResponseStatus.READY),
        (8, 7, ResponseStatus.READY),
        (6, None, ResponseStatus.READY),
    ],
)
def test_what_was_told_before_a_correction_was_opened_is_as_open_as_the_issued_letter(
    seq: int, opened: int | None, status: ResponseStatus
) -> None:
    assert status_of_line(ResponseStatus.READY, seq, opened) is status
