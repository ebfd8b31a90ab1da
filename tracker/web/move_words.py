"""What the desk says of a letter's moves: who holds the pen, what may be done, and what was issued."""

from dataclasses import dataclass
from datetime import date

from flask import url_for

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.letter_snapshots import SnapshotPurpose
from tracker.domain.permissions import Actor, may_read_pcc
from tracker.domain.response_moves import PEN, Move, moves_from
from tracker.domain.response_rules import may_move, warnings_before
from tracker.domain.vocabulary import ResponseOrigin, ResponseStatus
from tracker.models.approval import Approval
from tracker.models.response import Response
from tracker.queries.reading import reading
from tracker.queries.response_moves import last_approval, versions_of
from tracker.services.letter_states import LetterState, state_of
from tracker.web.presenting import moment_in_words

PLACES = {
    Move.SUBMIT: "response_moves.submit",
    Move.SEND_BACK: "response_moves.send_back",
    Move.APPROVE: "response_moves.approve",
    Move.RECORD_APPROVAL: "response_moves.record_approval",
    Move.FALL: "response_moves.fall",
    Move.ISSUE: "response_moves.issue",
    Move.CORRECT: "response_moves.correct",
    Move.WITHDRAW: "response_moves.withdraw",
}
AT_ONCE = (Move.SUBMIT, Move.FALL)
"""The moves that need no form of their own."""


@dataclass(frozen=True)
class MoveLine:
    """One move from where the letter stands; with a `reason` it cannot be made now, or not by this person."""

    text: str
    href: str
    reason: str
    is_at_once: bool


@dataclass(frozen=True)
class VersionLine:
    """One issued version, or one that is being corrected (then without a file)."""

    number: int
    issued: str
    by: str
    sha256: str
    href: str
    reason: str
    head: str


@dataclass(frozen=True)
class MovesPanel:
    """What the desk shows of moves and versions."""

    pen: str
    approval: str
    changes: tuple[str, ...]
    fell: str
    version: int
    moves: tuple[MoveLine, ...]
    versions: tuple[VersionLine, ...]
    issued_href: str
    """The file of the issued version that stands, "" while none does."""


def moves_panel(response: Response, by: Actor, today: date) -> MovesPanel | None:
    """The panel of a letter drafted here; None for one that was brought in."""
    if response.origin is ResponseOrigin.IMPORTED:
        return None
    state = state_of(response=response, today=today)
    reads = bool(may_read_pcc(by, response.status))
    versions = tuple(_versions(response))
    return MovesPanel(
        pen=_pen(response.status, state.number),
        approval=_approval(state.approval) if state.approval else "",
        changes=_told(state.facts.text_changes, reads=reads),
        fell=_fell(response, reads=reads),
        version=response.version,
        moves=tuple(
            _line(move, state, response, by, reads=reads)
            for move in moves_from(response.status)
            if move in PLACES and (move is not Move.FALL or state.facts.text_changes)
        ),
        versions=versions,
        issued_href=versions[0].href if versions and response.status.is_issued else "",
    )


def _told(changes: tuple[str, ...], *, reads: bool) -> tuple[str, ...]:
    """What changed, for those who may read the draft; others learn only that something did."""
    if changes and not reads:
        return ("Something in the letter is different.",)
    return changes


def _pen(status: ResponseStatus, number: int) -> str:
    holder = PEN[status]
    version = f"Version {number}. " if number > 1 else ""
    if holder is None:
        return f"{version}The letter was withdrawn: nobody holds the pen."
    return f"{version}The pen is with: {holder.label}."


def _approval(approval: Approval) -> str:
    when = moment_in_words(approval.approved_at)
    if approval.given_by is None or approval.given_on is None:
        return f"Approved by {approval.approved_by}, {when}."
    given = date_in_words(approval.given_on)
    return (
        f"Approved by {approval.given_by} elsewhere on {given}; recorded by {approval.approved_by}, {when}."
    )


def _fell(response: Response, *, reads: bool) -> str:
    last = last_approval(reading(), response)
    if last is None or last.fell_because is None or response.status is not ResponseStatus.PREPARING:
        return ""
    return last.fell_because if reads else "The letter was changed after it was approved."


def _line(move: Move, state: LetterState, response: Response, by: Actor, *, reads: bool) -> MoveLine:
    reason = may_move(by, move, state.facts).reason
    if reason and not reads and move is Move.ISSUE and state.facts.text_changes:
        reason = "Only an approver may issue the letter."
    return MoveLine(
        text=move.button,
        href=url_for(PLACES[move], reference=response.reference),
        reason=reason,
        is_at_once=move in AT_ONCE,
    )


def _versions(response: Response) -> list[VersionLine]:
    kept = versions_of(reading(), response)
    reasons = {one.number: one.reason for one in kept if one.purpose is SnapshotPurpose.CORRECTION}
    return [
        VersionLine(
            number=one.number,
            issued=moment_in_words(one.made_at),
            by=one.made_by,
            sha256=one.sha256 or "",
            href=url_for("response_moves.issued", reference=response.reference, number=one.number),
            reason=reasons.get(one.number, ""),
            head=f"event {one.head_seq}",
        )
        for one in reversed(kept)
        if one.purpose is SnapshotPurpose.ISSUED
    ]


@dataclass(frozen=True)
class SigningPage:
    """What the pages of approval and issue say besides the letter itself."""

    reference: str
    move: str
    reason: str
    names: tuple[tuple[str, str, str], ...]
    warnings: tuple[str, ...]
    changes: tuple[str, ...]
    approval: str
    prints_signature: bool


def signing_page(move: Move, state: LetterState, by: Actor, since: tuple[str, ...] = ()) -> SigningPage:
    """The page of one move on a letter; `since` is what changed since it was submitted."""
    parts, confirmed = state.full.parts, state.full.standard.day.confirmed
    return SigningPage(
        reference=state.full.reference,
        move=move.button,
        reason=may_move(by, move, state.facts).reason,
        names=(
            ("Addressee", parts.addressee_block.partition("\n")[0], confirmed.get("addressee", "")),
            ("Signatory", parts.signatory_name, confirmed.get("signatory", "")),
        ),
        warnings=warnings_before(move, state.facts),
        changes=state.facts.text_changes or since,
        approval=_approval(state.approval) if state.approval else "",
        prints_signature=state.facts.prints_signature,
    )
