"""A letter's moves as the desk shows them: its state, its approval, what was issued of it."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.letter_snapshots import SnapshotPurpose
from tracker.domain.vocabulary import ResponseOrigin, ResponseStatus
from tracker.models.approval import Approval
from tracker.models.base import db
from tracker.models.response import Response
from tracker.queries.response_moves import last_approval, versions_of
from tracker.services.letter_states import LetterState, state_of


@dataclass(frozen=True)
class ApprovalView:
    """An approval; `given_by` and `given_on` are those of one given elsewhere."""

    approved_by: str
    approved_at: datetime
    given_by: str | None
    given_on: date | None


@dataclass(frozen=True)
class IssuedView:
    """One issued version, and why it corrects the one before ("" for the first)."""

    number: int
    made_at: datetime
    made_by: str
    sha256: str
    head_seq: int
    reason: str


@dataclass(frozen=True)
class MovesView:
    """A letter drafted here and what its moves left; `fell` says why its last approval holds no more."""

    reference: str
    version: int
    status: ResponseStatus
    state: LetterState
    approval: ApprovalView | None
    fell: str
    issued: tuple[IssuedView, ...]


def moves_view(*, response: Response, today: date) -> MovesView | None:
    """The moves of a letter; None for one that was brought in."""
    if response.origin is ResponseOrigin.IMPORTED:
        return None
    session = db.session()
    state = state_of(response=response, today=today)
    last = last_approval(session, response)
    is_back = response.status is ResponseStatus.PREPARING
    kept = versions_of(session, response)
    reasons = {one.number: one.reason for one in kept if one.purpose is SnapshotPurpose.CORRECTION}
    return MovesView(
        reference=response.reference,
        version=response.version,
        status=response.status,
        state=state,
        approval=approval_view(state.approval),
        fell=(last.fell_because or "") if last is not None and is_back else "",
        issued=tuple(
            IssuedView(
                one.number,
                one.made_at,
                one.made_by,
                one.sha256 or "",
                one.head_seq or 0,
                reasons.get(one.number, ""),
            )
            for one in reversed(kept)
            if one.purpose is SnapshotPurpose.ISSUED
        ),
    )


def approval_view(approval: Approval | None) -> ApprovalView | None:
    """An approval as the pages tell it."""
    if approval is None:
        return None
    return ApprovalView(approval.approved_by, approval.approved_at, approval.given_by, approval.given_on)
