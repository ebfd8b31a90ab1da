"""Who may do what, written out by hand a second time."""

from datetime import date

import pytest

from tracker.domain.permissions import (
    SYSTEM,
    Ability,
    Actor,
    may,
    may_confirm_redaction,
    may_edit_board,
    may_read_chief_constable,
    may_read_pcc,
    may_read_report,
    may_take_off_list,
)
from tracker.domain.vocabulary import ForWhom, ResponseStatus, Role

OFFICE, LEAD, APPROVER = Role.OFFICE_STAFF, Role.FORCE_INSPECTION_LEAD, Role.APPROVER
EXPECTED: dict[Ability, set[Role]] = {
    Ability.READ_REGISTER: set(Role),
    Ability.EDIT_REPORTS: {OFFICE},
    Ability.EDIT_ITEMS: {OFFICE},
    Ability.TAKE_OFF_LIST: {OFFICE, LEAD},
    Ability.READ_RESPONSES: set(Role),
    Ability.EDIT_RESPONSES: {OFFICE},
    Ability.READ_FORCE_DRAFTS: {OFFICE, LEAD, APPROVER},
    Ability.EDIT_FORCE_COMMENTS: {OFFICE, LEAD},
    Ability.READ_COMMISSIONS: {OFFICE, LEAD, APPROVER},
    Ability.COMMISSION_OWNERS: {OFFICE, LEAD},
    Ability.CLEAR_COMMENTS: {LEAD},
    Ability.ANSWER_COMMISSIONS: {Role.OWNER, LEAD},
    Ability.READ_PCC_DRAFTS: {OFFICE, APPROVER},
    Ability.EDIT_PCC_RESPONSES: {OFFICE},
    Ability.COMMENT_IN_MARGIN: {OFFICE, APPROVER},
    Ability.DECIDE_COMMITMENTS: {OFFICE, LEAD},
    Ability.IMPORT_LETTERS: {OFFICE},
    Ability.EDIT_OFFICES: {OFFICE},
    Ability.READ_HISTORY: set(Role),
    Ability.VERIFY_HISTORY: {Role.AUDITOR, Role.ADMINISTRATOR},
    Ability.HANDLE_REDACTIONS: {OFFICE, LEAD, Role.ADMINISTRATOR},
    Ability.MANAGE_ACCOUNTS: {Role.ADMINISTRATOR},
    Ability.ALLOCATE_ITEMS: {OFFICE, LEAD},
    Ability.WORK_ON_ITEMS: {OFFICE, LEAD, Role.OWNER, Role.EXECUTIVE_LEAD},
    Ability.SEE_MY_ITEMS: {OFFICE, LEAD, Role.OWNER, Role.EXECUTIVE_LEAD, Role.SIGNING_OFF},
    Ability.DECIDE_DATES: {Role.EXECUTIVE_LEAD, LEAD},
    Ability.SIGN_OFF: {Role.SIGNING_OFF},
    Ability.OVERRIDE_RATING: {Role.EXECUTIVE_LEAD, Role.SIGNING_OFF},
    Ability.RECORD_CORRESPONDENCE: {OFFICE, LEAD},
    Ability.READ_SENSITIVE_PROOF: {OFFICE, LEAD, Role.SIGNING_OFF, Role.AUDITOR},
    Ability.CHANGE_SETTINGS: {Role.ADMINISTRATOR},
    Ability.EDIT_BOARDS: {OFFICE, Role.BOARD_SECRETARY},
    Ability.RUN_BOARDS: {Role.BOARD_SECRETARY},
    Ability.READ_BOARD_DRAFTS: {OFFICE, APPROVER, Role.BOARD_SECRETARY},
    Ability.READ_QUESTIONS: {OFFICE, APPROVER, Role.BOARD_SECRETARY, Role.AUDITOR},
    Ability.RECORD_ASSURANCE: {OFFICE, APPROVER},
}


def somebody(*roles: Role, key: int = 7) -> Actor:
    return Actor(key, "Asha Patel", frozenset(roles))


def test_every_ability_stands_in_the_expectation() -> None:
    assert set(EXPECTED) == set(Ability)


@pytest.mark.parametrize("ability", Ability)
def test_each_role_may_do_exactly_what_is_written_here(ability: Ability) -> None:
    assert {role for role in Role if may(somebody(role), ability)} == EXPECTED[ability]


def test_nobody_without_a_role_may_do_anything_and_the_reason_names_who_may() -> None:
    refusal = may(somebody(), Ability.TAKE_OFF_LIST)
    assert not refusal
    assert refusal.reason == "Only the PCC office staff or Force inspection lead may take items off the list."


def test_the_command_line_has_the_rights_of_the_office_and_of_the_administrator() -> None:
    assert may(SYSTEM, Ability.EDIT_ITEMS)
    assert may(SYSTEM, Ability.MANAGE_ACCOUNTS)
    assert not may_confirm_redaction(SYSTEM, asked_by=3)


@pytest.mark.parametrize(
    ("role", "for_whom", "is_allowed"),
    [
        (LEAD, ForWhom.FORCE, True),
        (LEAD, ForWhom.PCC, False),
        (LEAD, ForWhom.OTHERS, False),
        (LEAD, ForWhom.BOTH, True),
        (LEAD, ForWhom.UNSTATED, True),
        (OFFICE, ForWhom.FORCE, False),
        (OFFICE, ForWhom.PCC, True),
        (OFFICE, ForWhom.OTHERS, True),
        (OFFICE, ForWhom.BOTH, True),
        (OFFICE, ForWhom.UNSTATED, True),
        (Role.AUDITOR, ForWhom.UNSTATED, False),
    ],
)
def test_each_side_takes_its_own_items_off_the_list(
    role: Role, for_whom: ForWhom, *, is_allowed: bool
) -> None:
    verdict = may_take_off_list(somebody(role), for_whom)
    assert bool(verdict) is is_allowed
    assert bool(verdict.reason) is not is_allowed


@pytest.mark.parametrize(
    ("who", "today", "is_allowed"),
    [
        (somebody(Role.AUDITOR), date(2026, 1, 31), False),
        (somebody(OFFICE), date(2026, 1, 31), False),
        (somebody(OFFICE, key=3), date(2026, 1, 31), True),
        (somebody(Role.AUDITOR), date(2026, 2, 1), True),
        (SYSTEM, date(2026, 1, 31), True),
    ],
)
def test_a_report_under_embargo_is_for_its_named_readers_until_its_day(
    who: Actor, today: date, *, is_allowed: bool
) -> None:
    verdict = may_read_report(who, is_embargoed=True, published_on=date(2026, 2, 1), readers=[3], today=today)
    assert bool(verdict) is is_allowed


def test_the_force_sees_the_pccs_draft_only_once_the_letter_is_issued() -> None:
    lead, reader = somebody(LEAD), somebody(Role.AUDITOR)
    assert not may_read_pcc(lead, ResponseStatus.PREPARING)
    assert may_read_chief_constable(lead, ResponseStatus.PREPARING)
    assert not may_read_chief_constable(reader, ResponseStatus.PREPARING)
    for status in (ResponseStatus.ISSUED, ResponseStatus.PUBLISHED):
        assert may_read_pcc(lead, status)
        assert may_read_chief_constable(reader, status)


def test_another_person_than_the_one_who_asked_confirms_a_redaction() -> None:
    assert may_confirm_redaction(somebody(OFFICE, key=3), asked_by=7)
    assert not may_confirm_redaction(somebody(OFFICE, key=7), asked_by=7)
    assert not may_confirm_redaction(somebody(APPROVER, key=3), asked_by=7)


def test_a_board_is_set_up_by_the_office_and_by_its_own_secretary() -> None:
    office, secretary, owner = (
        Actor(1, "Ada", frozenset({role})) for role in (Role.OFFICE_STAFF, Role.BOARD_SECRETARY, Role.OWNER)
    )
    assert may_edit_board(office, is_secretary=False)
    assert may_edit_board(secretary, is_secretary=True)
    for actor, is_secretary in ((secretary, False), (owner, True)):
        assert not may_edit_board(actor, is_secretary=is_secretary)
