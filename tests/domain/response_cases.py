"""People and responses to ask the rules of moves about."""

from dataclasses import replace
from datetime import date, timedelta

from tracker.domain.permissions import Actor
from tracker.domain.response_moves import Move
from tracker.domain.response_rules import ResponseFacts, may_move
from tracker.domain.vocabulary import ResponseStatus, Role

TODAY = date(2026, 2, 2)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)

OFFICE, FORCE, APPROVER = Role.OFFICE_STAFF, Role.FORCE_INSPECTION_LEAD, Role.APPROVER
DRAFTER, SUBMITTER, STRANGER = 11, 12, 99


def actor(*roles: Role, account_id: int | None = STRANGER) -> Actor:
    return Actor(account_id, "Somebody", frozenset(roles))


def facts(status: ResponseStatus, **changes: object) -> ResponseFacts:
    """A version that lacks nothing, at the given status."""
    whole = ResponseFacts(
        status=status,
        today=TODAY,
        drafted_by=frozenset({DRAFTER}),
        submitted_by=SUBMITTER,
        submitted_on=YESTERDAY,
        signatory_name="Sam Sample",
        prints_signature=True,
        letter_dated=TODAY,
        last_report_on=date(2025, 12, 9),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def for_move(move: Move, status: ResponseStatus, **changes: object) -> ResponseFacts:
    """The same, and an approval falls only where the text has changed."""
    if move is Move.FALL:
        changes.setdefault("text_changes", ("The addressee is another.",))
    return facts(status, **changes)


def reason(who: Actor, move: Move, known: ResponseFacts) -> str:
    verdict = may_move(who, move, known)
    assert not verdict.allowed
    assert verdict.reason.endswith(".")
    return verdict.reason
