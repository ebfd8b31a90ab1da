"""Who may record which step of a plan, by role and status; written by hand."""

from datetime import date

import pytest

from tracker.domain.permissions import Actor
from tracker.domain.plan_rules import (
    PlanFacts,
    may_attach_proof,
    may_change_plan,
    may_record_step,
    problems_with_publication,
    problems_with_repeat,
)
from tracker.domain.response_plan import COPIES, PlanStep
from tracker.domain.vocabulary import ResponseOrigin, ResponseStatus, Role

P, S = PlanStep, ResponseStatus
TODAY = date(2026, 1, 20)
OFFICE = Actor(1, "Asha Patel", frozenset({Role.OFFICE_STAFF}))
BEFORE_ISSUE = (S.PREPARING, S.WITH_THE_FORCE, S.READY, S.APPROVED)
EARLY = (P.INVITATION, P.COMMENTS, P.DRAFT)


def facts(
    status: ResponseStatus = S.ISSUED, origin: ResponseOrigin = ResponseOrigin.DRAFTED, **more: object
) -> PlanFacts:
    return PlanFacts(status, origin, TODAY, True, **more)  # type: ignore[arg-type]


def recordable(status: ResponseStatus, origin: ResponseOrigin = ResponseOrigin.DRAFTED) -> set[PlanStep]:
    return {step for step in P if may_record_step(OFFICE, step, facts(status, origin))}


def test_the_steps_that_may_be_recorded_follow_the_status() -> None:
    for status in BEFORE_ISSUE:
        assert recordable(status) == set(EARLY)
    assert recordable(S.ISSUED) == {*EARLY, P.PUBLICATION}
    assert recordable(S.PUBLISHED) == {*EARLY, P.PUBLICATION, *COPIES}
    assert recordable(S.WITHDRAWN) == set()
    assert recordable(S.ISSUED, ResponseOrigin.IMPORTED) == {P.PUBLICATION}
    assert recordable(S.PUBLISHED, ResponseOrigin.IMPORTED) == {P.PUBLICATION, *COPIES}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OFFICE_STAFF])
def test_nobody_but_the_office_works_on_a_plan(role: Role) -> None:
    actor = Actor(2, "Somebody", frozenset({role}))
    for status in S:
        assert not may_change_plan(actor, facts(status))
        assert not any(may_record_step(actor, step, facts(status)) for step in P)
        assert not any(may_attach_proof(actor, step, facts(status), is_done=True) for step in P)


def test_a_proof_of_publication_or_of_a_copy_waits_for_its_day() -> None:
    for step in P:
        waits = step is P.PUBLICATION or step in COPIES
        assert bool(may_attach_proof(OFFICE, step, facts(), is_done=False)) is not waits
        assert may_attach_proof(OFFICE, step, facts(), is_done=True)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (None, "Enter the day it happened."),
        (date(2026, 1, 21), "The date cannot be in the future."),
        (date(2026, 1, 9), "before 10 January 2026, when the letter was issued"),
        (date(2026, 1, 15), "A copy is recorded as sent before this day"),
        (date(2026, 1, 12), ""),
    ],
)
def test_a_day_of_publication_lies_between_issue_and_the_copies(on: date | None, words: str) -> None:
    known = facts(issued_on=date(2026, 1, 10), copies_sent_on=(date(2026, 1, 14),))
    found = problems_with_publication(known, on)
    assert words in found
    assert bool(found) is bool(words)


def corrected(*repeated: PlanStep, status: ResponseStatus = S.ISSUED) -> PlanFacts:
    """Version 2 issued on 18 January, after version 1 was published and copied."""
    return facts(
        status,
        published_on=date(2026, 1, 12),
        corrected=2,
        corrected_on=date(2026, 1, 18),
        of_earlier=frozenset({P.PUBLICATION, *COPIES}),
        repeated=frozenset(repeated),
    )


def test_a_corrected_version_goes_out_once_more_the_publication_first() -> None:
    assert may_record_step(OFFICE, P.PUBLICATION, corrected())
    for copy in COPIES:
        assert not may_record_step(OFFICE, copy, corrected())
        assert may_record_step(OFFICE, copy, corrected(P.PUBLICATION, status=S.PUBLISHED))
        assert not may_record_step(OFFICE, copy, corrected(P.PUBLICATION, copy, status=S.PUBLISHED))
    assert not may_record_step(OFFICE, P.PUBLICATION, corrected(P.PUBLICATION, status=S.PUBLISHED))


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (None, "Enter the day it happened."),
        (date(2026, 1, 21), "The date cannot be in the future."),
        (date(2026, 1, 17), "Version 2 was issued on 18 January 2026"),
        (date(2026, 1, 18), ""),
    ],
)
def test_a_corrected_version_goes_out_on_or_after_its_issue(on: date | None, words: str) -> None:
    found = problems_with_repeat(corrected(), on, "Asha Patel").get("done_on", "")
    assert words in found
    assert bool(found) is bool(words)
