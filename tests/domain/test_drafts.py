"""Who may read which drafted words: every role, every state of the letter, every field, by hand."""

import pytest

from tracker.domain.drafts import may_read_field
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import ResponseStatus, Role

READ_BEFORE_ISSUE: dict[tuple[str, str], set[Role]] = {
    ("answer", "chief_constable"): {Role.OFFICE_STAFF, Role.FORCE_INSPECTION_LEAD, Role.APPROVER},
    ("answer", "pcc"): {Role.OFFICE_STAFF, Role.APPROVER},
    ("answer", "reply"): {Role.OFFICE_STAFF, Role.APPROVER},
    ("answer", "stance"): {Role.OFFICE_STAFF, Role.APPROVER},
    ("answer", "stance_reason"): {Role.OFFICE_STAFF, Role.APPROVER},
    ("response", "paragraphs"): {Role.OFFICE_STAFF, Role.APPROVER},
    ("answer", "chief_constable_cleared_on"): set(Role),
    ("answer", "item_heading"): set(Role),
    ("response", "letter_dated"): set(Role),
    ("report", "title"): set(Role),
}


@pytest.mark.parametrize("field", READ_BEFORE_ISSUE, ids=".".join)
@pytest.mark.parametrize("role", list(Role), ids=str)
def test_before_issue_drafted_words_are_for_those_who_prepare_them(
    role: Role, field: tuple[str, str]
) -> None:
    reader = Actor(1, "Asha Patel", frozenset({role}))
    verdict = may_read_field(reader, ResponseStatus.PREPARING, *field)
    assert bool(verdict) is (role in READ_BEFORE_ISSUE[field])
    assert bool(verdict) or verdict.reason


@pytest.mark.parametrize("status", [ResponseStatus.ISSUED, ResponseStatus.PUBLISHED], ids=str)
@pytest.mark.parametrize("role", list(Role), ids=str)
def test_once_issued_everybody_reads_everything(role: Role, status: ResponseStatus) -> None:
    reader = Actor(1, "Asha Patel", frozenset({role}))
    assert all(may_read_field(reader, status, *field) for field in READ_BEFORE_ISSUE)
