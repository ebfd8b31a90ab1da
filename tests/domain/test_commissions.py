"""The rules of commissioning, written out by hand: states, drafts, embargo, dates, messages."""

from datetime import UTC, date, datetime

import pytest

from tracker.domain.commissions import (
    CommissionState,
    HolderUnderEmbargo,
    Progress,
    may_draft,
    problem_with_embargo,
    problem_with_invitation,
    request_text,
)
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import ResponseStatus, Role

AT = datetime(2026, 1, 7, 12, tzinfo=UTC)
TODAY = date(2026, 1, 7)
S = CommissionState


@pytest.mark.parametrize(
    ("progress", "state"),
    [
        (Progress(None), S.PROPOSED),
        (Progress(AT), S.ASKED),
        (Progress(AT, AT), S.OPENED),
        (Progress(AT, AT, AT), S.DRAFTED),
        (Progress(AT, None, AT), S.DRAFTED),
        (Progress(AT, AT, AT, AT), S.RETURNED),
        (Progress(AT, is_cleared=True), S.CLEARED),
        (Progress(None, is_cleared=True), S.PROPOSED),
    ],
)
def test_the_latest_moment_says_how_far_the_words_are(progress: Progress, state: CommissionState) -> None:
    assert progress.state is state


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("holds", [True, False])
def test_a_draft_is_written_by_the_post_s_owner_or_the_inspection_lead(role: Role, *, holds: bool) -> None:
    somebody = Actor(7, "Asha", frozenset({role}))
    verdict = may_draft(somebody, holds_post=holds, status=ResponseStatus.WITH_THE_FORCE, state=S.ASKED)
    assert bool(verdict) is (role is Role.FORCE_INSPECTION_LEAD or (role is Role.OWNER and holds))


@pytest.mark.parametrize("status", ResponseStatus)
@pytest.mark.parametrize("state", CommissionState)
def test_a_draft_is_written_while_it_is_the_force_s_turn(
    status: ResponseStatus, state: CommissionState
) -> None:
    owner = Actor(7, "Cara", frozenset({Role.OWNER}))
    verdict = may_draft(owner, holds_post=True, status=status, state=state)
    assert bool(verdict) is (
        status is ResponseStatus.WITH_THE_FORCE and state in (S.ASKED, S.OPENED, S.DRAFTED)
    )
    assert bool(verdict.reason) is not bool(verdict)


def test_only_named_readers_are_asked_under_embargo() -> None:
    post = HolderUnderEmbargo("Head of Crime", ((3, "Cara Crime"), (4, "Dan Deputy")))
    assert problem_with_embargo(post, frozenset({3, 4}), TODAY) == ""
    assert "Dan Deputy (Head of Crime)" in problem_with_embargo(post, frozenset({3}), TODAY)
    assert "no account" in problem_with_embargo(HolderUnderEmbargo("Head", ()), frozenset({3}), TODAY)


@pytest.mark.parametrize(
    ("by", "last", "is_right"),
    [
        (TODAY, None, True),
        (date(2026, 1, 6), None, False),
        (date(2026, 2, 5), date(2026, 2, 5), True),
        (date(2026, 2, 6), date(2026, 2, 5), False),
        (date(2026, 2, 6), date(2026, 1, 6), True),
        (None, None, False),
    ],
)
def test_the_day_for_the_comments_lies_between_today_and_the_last_day(
    by: date | None, last: date | None, *, is_right: bool
) -> None:
    assert (problem_with_invitation(by, TODAY, last) == "") is is_right


def test_a_reminder_says_what_is_late_and_by_how_much() -> None:
    text = request_text(
        owner="Cara Crime",
        reference="S55-2026-01",
        reports=["Missing children"],
        items=[("Recommendation 1 (R2025-01-REC1)", "Which cases?", date(2026, 1, 6))],
        asked_by="Lee Force",
        today=TODAY,
        is_reminder=True,
    )
    assert "- Recommendation 1 (R2025-01-REC1), by 6 January 2026 (1 day overdue)\n  Which cases?" in text
    assert text.endswith("Lee Force")
