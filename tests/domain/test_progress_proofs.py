from datetime import date
from typing import Any

import pytest

from tests.fixtures.database import TODAY
from tracker.domain.ownership import Relation
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.progress_proofs import (
    ProofDetails,
    may_add_proof,
    may_change_proof,
    may_read_proof,
    problem_with_reason,
    problems_with_proof,
)
from tracker.domain.vocabulary import Marking, ProofOf, Role, Standing

FILE: dict[str, Any] = {"shows": "The audit.", "file_name": "audit.pdf", "received_on": TODAY}
R = Relation


def actor(*roles: Role) -> Actor:
    return Actor(1, "Asha Patel", frozenset(roles))


def test_a_proof_that_holds_has_no_problem_and_is_a_file_or_a_link() -> None:
    file, link = ProofDetails(**FILE), ProofDetails("x", "https://a.example/", received_on=TODAY)
    assert problems_with_proof(file, TODAY) == problems_with_proof(link, TODAY) == {}
    assert (file.kind, link.kind) == (ProofOf.FILE, ProofOf.LINK)


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"shows": " \u200b"}, "shows", "Say what it shows"),
        ({"shows": "x" * 2_001}, "shows", "2,000 characters or fewer; it has 2,001"),
        ({"file_name": ""}, "file", "Choose a file, or enter the web address"),
        ({"address": "https://a.example/"}, "address", "not both"),
        ({"file_name": "", "address": "javascript:alert(1)"}, "address", "Enter a whole web address"),
        ({"received_on": None}, "received_on", "Enter the day it was received"),
        ({"received_on": date(2026, 1, 8)}, "received_on", "8 January 2026 is in the future"),
        ({"received_on": date(1989, 12, 31)}, "received_on", "from 1990 on"),
        ({"effective_on": date(2101, 1, 1)}, "effective_on", "between 1990 and 2100"),
        ({"effective_on": date(1989, 12, 31)}, "effective_on", "between 1990 and 2100"),
    ],
)
def test_what_does_not_hold_is_said_by_field(given: dict[str, Any], field: str, words: str) -> None:
    problems = problems_with_proof(ProofDetails(**(FILE | given)), TODAY)
    assert list(problems) == [field]
    assert words in problems[field]


def test_what_comes_into_effect_later_is_proof_today() -> None:
    assert problems_with_proof(ProofDetails(**FILE, effective_on=date(2026, 4, 1)), TODAY) == {}


@pytest.mark.parametrize(
    ("relation", "may"), [(R.OWNER, 1), (R.COVER, 1), (R.CONTRIBUTOR, 1), (R.EXECUTIVE_LEAD, 0)]
)
def test_who_works_on_an_item_adds_and_changes_its_proof(relation: Relation, may: int) -> None:
    owner, mine = actor(Role.OWNER), frozenset({relation})
    assert bool(may_add_proof(owner, mine, Standing.OPEN)) is bool(may)
    assert bool(may_change_proof(owner, mine, is_withdrawn=False, is_replaced=False)) is bool(may)


def test_nobody_else_adds_or_changes_proof() -> None:
    for role in Role:
        assert not may_add_proof(actor(role), frozenset(), Standing.OPEN)
        assert not may_change_proof(actor(role), frozenset(), is_withdrawn=False, is_replaced=False)
    assert not may_add_proof(SYSTEM, frozenset(), Standing.OPEN)
    assert "Only the" in may_add_proof(actor(Role.AUDITOR), frozenset({R.OWNER}), Standing.OPEN).reason


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing.OPEN, ""),
        (Standing.CLOSED, ""),
        (Standing.COMPLETE, ""),
        (Standing.OFF_LIST, "put it back on the list first"),
        (Standing.NOT_OURS, "for other bodies"),
    ],
)
def test_proof_is_added_to_what_is_ours_and_on_the_list(standing: Standing, words: str) -> None:
    assert words in may_add_proof(actor(Role.OWNER), frozenset({R.OWNER}), standing).reason
    assert bool(words) is not bool(may_add_proof(actor(Role.OWNER), frozenset({R.OWNER}), standing))


def test_a_withdrawn_or_replaced_proof_stays_as_it_is() -> None:
    owner, mine = actor(Role.OWNER), frozenset({R.OWNER})
    assert "withdrawn already" in may_change_proof(owner, mine, is_withdrawn=True, is_replaced=False).reason
    assert "later revision" in may_change_proof(owner, mine, is_withdrawn=False, is_replaced=True).reason


CHECKERS = {Role.OFFICE_STAFF, Role.FORCE_INSPECTION_LEAD, Role.SIGNING_OFF, Role.AUDITOR}


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_sensitive_proof_is_for_the_people_of_its_items_and_those_who_check(role: Role) -> None:
    sensitive = Marking.OFFICIAL_SENSITIVE
    assert bool(may_read_proof(actor(role), sensitive, frozenset())) is (role in CHECKERS)
    assert may_read_proof(actor(role), sensitive, frozenset({R.EXECUTIVE_LEAD}))
    assert may_read_proof(actor(role), Marking.OFFICIAL, frozenset())


@pytest.mark.parametrize(("reason", "words"), [(" ", "Say why"), ("x" * 1_001, "1,000"), ("Wrong.", "")])
def test_a_withdrawal_says_why(reason: str, words: str) -> None:
    assert words in problem_with_reason(reason)
    assert bool(words) is bool(problem_with_reason(reason))
