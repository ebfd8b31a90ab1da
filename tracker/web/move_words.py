"""What the desk says of a letter's moves: who holds the pen, what may be done, and what was issued."""

from dataclasses import dataclass, replace

from flask import url_for

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.permissions import Actor, may_read_pcc
from tracker.domain.response_moves import PEN, Move, moves_from
from tracker.domain.response_rules import may_move, warnings_before
from tracker.domain.vocabulary import ResponseStatus
from tracker.services.letter_states import LetterState
from tracker.services.move_views import ApprovalView, IssuedView, MovesView, approval_view
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
FORWARD = (Move.SUBMIT, Move.APPROVE, Move.ISSUE)
"""The moves that bring a letter on its way: where one can be made, it is the main button of the desk."""


@dataclass(frozen=True)
class MoveLine:
    """One move from where the letter stands; with a `reason` it cannot be made now, or not by this person."""

    text: str
    href: str
    reason: str
    is_at_once: bool
    is_main: bool


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

    @property
    def goes_on(self) -> bool:
        """Whether this person can bring the letter on its way now."""
        return any(one.is_main for one in self.moves)


def moves_panel(view: MovesView | None, by: Actor) -> MovesPanel | None:
    """The panel of a letter drafted here; None for one that was brought in."""
    if view is None:
        return None
    facts, reads = view.state.facts, bool(may_read_pcc(by, view.status))
    versions = tuple(_version(view.reference, one) for one in view.issued)
    fell = view.fell and (view.fell if reads else "The letter was changed after it was approved.")
    return MovesPanel(
        pen=_pen(view.status, view.state.number),
        approval=_approval(view.approval),
        changes=_told(facts.text_changes, reads=reads),
        fell=fell,
        version=view.version,
        moves=tuple(
            _line(move, view, by, reads=reads)
            for move in moves_from(view.status)
            if move in PLACES and (move is not Move.FALL or facts.text_changes)
        ),
        versions=versions,
        issued_href=versions[0].href if versions and view.status.is_issued else "",
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


def _approval(approval: ApprovalView | None) -> str:
    if approval is None:
        return ""
    when = moment_in_words(approval.approved_at)
    if approval.given_by is None or approval.given_on is None:
        return f"Approved by {approval.approved_by}, {when}."
    given = date_in_words(approval.given_on)
    return (
        f"Approved by {approval.given_by} elsewhere on {given}; recorded by {approval.approved_by}, {when}."
    )


def _line(move: Move, view: MovesView, by: Actor, *, reads: bool) -> MoveLine:
    facts = view.state.facts
    # Whose move it is, is said without the words of a draft that this person may not read.
    reason = may_move(by, move, facts if reads else replace(facts, text_changes=())).reason
    return MoveLine(
        text=move.button,
        href=url_for(PLACES[move], reference=view.reference),
        reason=_shorter(reason, facts.missing),
        is_at_once=move in AT_ONCE,
        is_main=move in FORWARD and not reason,
    )


def _shorter(reason: str, missing: tuple[str, ...]) -> str:
    """A reason without the long list of what is missing, which stands at the top of the desk."""
    told = [one for one in missing if one in reason]
    if len(told) < 2:
        return reason
    for one in told:
        reason = reason.replace(one, "")
    return " ".join(f"{len(told)} things are missing: see “What is missing”. {reason}".split())


def _version(reference: str, one: IssuedView) -> VersionLine:
    return VersionLine(
        number=one.number,
        issued=moment_in_words(one.made_at),
        by=one.made_by,
        sha256=one.sha256,
        href=url_for("response_moves.issued", reference=reference, number=one.number),
        reason=one.reason,
        head=f"event {one.head_seq}",
    )


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
        approval=_approval(approval_view(state.approval)),
        prints_signature=state.facts.prints_signature,
    )
