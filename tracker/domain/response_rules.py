"""Whether a person may make a move of a response now, and what the move still wants to be told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.domain.cleaning import is_blank
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.delegations import Delegation, may_act_for_approver, may_sign
from tracker.domain.permissions import Actor
from tracker.domain.response_moves import (
    NEEDS_DATE,
    NEEDS_PROOF,
    NEEDS_REASON,
    OF_PERSONS,
    TABLE,
    Move,
    row_of,
)
from tracker.domain.verdict import ALLOWED, Verdict, refused
from tracker.domain.vocabulary import ResponseOrigin, ResponseStatus, Role
from tracker.domain.wording import in_a_row

ENDORSES = frozenset({Move.SUBMIT, Move.APPROVE, Move.RECORD_APPROVAL, Move.ISSUE})
"""The moves that say the letter is whole."""


@dataclass(frozen=True)
class ResponseFacts:
    """What is true of one version of a response when somebody wants to move it; people by account id."""

    status: ResponseStatus
    today: date
    origin: ResponseOrigin = ResponseOrigin.DRAFTED
    missing: tuple[str, ...] = ()
    """What the Act requires and nobody has recorded, printed or not, as sentences (s.55(5) and (5B))."""
    uncleared: tuple[str, ...] = ()
    """Comments of the Chief Constable that he has not cleared, as sentences."""
    gaps: tuple[str, ...] = ()
    """What the letter's layout needs and lacks, by plain names."""
    text_changes: tuple[str, ...] = ()
    """What the letter would now print otherwise than it was approved, as sentences."""
    drafted_by: frozenset[int] = frozenset()
    submitted_by: int | None = None
    submitted_on: date | None = None
    delegations: tuple[Delegation, ...] = ()
    signatory_name: str = ""
    signatory_holds_post: bool = True
    prints_signature: bool = False
    letter_dated: date | None = None
    last_report_on: date | None = None
    """The day the latest of its reports was or will be published."""
    issued_on: date | None = None
    published_on: date | None = None


@dataclass(frozen=True)
class Given:
    """What a person says in making a move; `on` is the day an approval, a publication or a copy happened."""

    reason: str = ""
    proof: str = ""
    on: date | None = None
    names_confirmed: bool = False
    signature_released_by: str = ""


def may_move(actor: Actor, move: Move, facts: ResponseFacts) -> Verdict:
    """Whether this person may make the move as things stand; a no carries every reason against it."""
    against = " ".join(dict.fromkeys(_against(actor, move, facts)))
    return refused(against) if against else ALLOWED


def problems_with_move(move: Move, facts: ResponseFacts, given: Given) -> dict[str, str]:
    """Each field of the move's form that does not hold, with the sentence that says how to put it right."""
    problems = {}
    if move in NEEDS_REASON and is_blank(given.reason):
        problems["reason"] = "Say why; the reason stays on record."
    if move in NEEDS_PROOF and is_blank(given.proof):
        what = "approval" if move is Move.RECORD_APPROVAL else "copy"
        problems["proof"] = f"Attach or name what proves the {what}, such as the e-mail."
    if move in NEEDS_DATE and (problem := _problem_with_day(move, facts, given.on)):
        problems["on"] = problem
    if move in OF_PERSONS and not given.names_confirmed:
        problems["names_confirmed"] = "Confirm that the addressee and the signatory still hold their offices."
    if move is Move.ISSUE and facts.prints_signature and is_blank(given.signature_released_by):
        problems["signature_released_by"] = "Say who released the picture of the signature for this letter."
    return problems


def warnings_before(move: Move, facts: ResponseFacts) -> tuple[str, ...]:
    """What a person should know before making the move, although it does not stand in the way."""
    warnings = []
    if move in (Move.APPROVE, Move.RECORD_APPROVAL, Move.ISSUE) and not facts.prints_signature:
        warnings.append("The letter carries no picture of a signature: it has to be signed by hand.")
    if move is Move.ISSUE and facts.letter_dated is not None and facts.letter_dated < facts.today:
        warnings.append(f"The letter is dated {date_in_words(facts.letter_dated)}, before today.")
    if move is Move.ISSUE:
        warnings.append("An issued letter never changes: a correction opens a new version.")
    return tuple(warnings)


def _against(actor: Actor, move: Move, facts: ResponseFacts) -> Iterator[str]:
    who = _against_person(actor, move, facts)
    if who or (who := _against_status(move, facts)):
        # What is missing says nothing to somebody whose move it is not, or not now.
        yield who
        return
    if move in OF_PERSONS:
        yield from _against_second_person(actor, move, facts)
    if move is Move.FALL and not facts.text_changes:
        yield "The letter still says what was approved: no approval falls."
    if move is Move.CORRECT and facts.origin is ResponseOrigin.IMPORTED:
        yield "This letter was brought in as it was sent: correct what was read from it, and it stays issued."
    if move is Move.WITHDRAW and facts.issued_on is not None:
        yield "A version of this letter has been issued and stands: finish the correction of it."
    if move is Move.RETURN:
        yield from facts.uncleared
    if move in ENDORSES:
        yield from _against_endorsing(facts)
    if move in OF_PERSONS and not facts.signatory_holds_post:
        yield may_sign(facts.delegations, facts.signatory_name, facts.letter_dated or facts.today).reason
    if move is Move.ISSUE:
        yield from _against_issuing(facts)


def _against_person(actor: Actor, move: Move, facts: ResponseFacts) -> str:
    if move in OF_PERSONS and (actor.is_system or actor.account_id is None):
        return "The program never approves and never issues: a person must."
    row = row_of(move, facts.status)
    roles = row.roles if row else frozenset(role for one in TABLE if one.move is move for role in one.roles)
    if actor.roles & roles or (actor.is_system and move is Move.FALL):
        return ""
    if Role.APPROVER in roles and move in (Move.APPROVE, Move.ISSUE, Move.SEND_BACK):
        stands_in = may_act_for_approver(facts.delegations, actor.account_id, facts.today)
        if stands_in:
            return ""
        if any(one.to_account_id == actor.account_id is not None for one in facts.delegations):
            return stands_in.reason
    holders = " or the ".join(role.label for role in Role if role in roles)
    return f"Only the {holders} may {move.label}."


def _against_status(move: Move, facts: ResponseFacts) -> str:
    if row_of(move, facts.status):
        return ""
    if facts.status is ResponseStatus.WITHDRAWN:
        return "The response has been withdrawn: start a new one."
    if move is Move.PUBLISH and not facts.status.is_issued:
        return "The letter has not been issued: what has not been issued cannot have been published."
    if move is Move.RECORD_COPY:
        return "The comments are not recorded as published: copies go out once they are."
    if move is Move.CORRECT:
        return "The letter has not been issued: change it instead of correcting it."
    if move is Move.WITHDRAW:
        return "The letter has been issued: it can be corrected, and no longer withdrawn."
    states = " or ".join(f"“{row.before.label}”" for row in TABLE if row.move is move)
    return f"The response stands at “{facts.status.label}”; to {move.label}, it must stand at {states}."


def _against_second_person(actor: Actor, move: Move, facts: ResponseFacts) -> Iterator[str]:
    if move is not Move.ISSUE and actor.account_id == facts.submitted_by:
        yield "You submitted this response: another person must approve it."
    if move is Move.RECORD_APPROVAL and actor.account_id in facts.drafted_by:
        yield "You drafted part of this version: a colleague who did not must record the approval."


def _against_endorsing(facts: ResponseFacts) -> Iterator[str]:
    yield from facts.missing
    yield from facts.uncleared
    if facts.gaps:
        yield f"The letter lacks {in_a_row(facts.gaps)}."
    if facts.letter_dated is None and not facts.gaps:
        yield "The letter has no date."
    elif facts.letter_dated and facts.last_report_on and facts.letter_dated < facts.last_report_on:
        yield (
            f"The letter is dated {date_in_words(facts.letter_dated)}, before the report it answers "
            f"({date_in_words(facts.last_report_on)})."
        )


def _against_issuing(facts: ResponseFacts) -> Iterator[str]:
    if facts.text_changes:
        changes = " ".join(facts.text_changes)
        yield f"The letter has changed since it was approved. {changes} It must be approved again."
    if facts.letter_dated is not None and facts.letter_dated > facts.today:
        yield f"The letter is dated {date_in_words(facts.letter_dated)}, which is in the future."
    if facts.last_report_on is not None and facts.last_report_on > facts.today:
        day = date_in_words(facts.last_report_on)
        yield f"The report is under embargo until {day}: no answer to it can be issued before."


def _problem_with_day(move: Move, facts: ResponseFacts, on: date | None) -> str:
    if on is None:
        return "Enter the day it happened."
    if on > facts.today:
        return "The date cannot be in the future."
    for is_of_move, earliest, what in (
        (move is Move.RECORD_APPROVAL, facts.submitted_on, "the response was submitted for approval"),
        (move is Move.PUBLISH, facts.issued_on, "the letter was issued"),
        (move is Move.PUBLISH, facts.last_report_on, "the report it answers was published"),
        (move is Move.RECORD_COPY, facts.published_on, "the comments were published"),
    ):
        if is_of_move and earliest is not None and on < earliest:
            return f"The date cannot be before {date_in_words(earliest)}, when {what}."
    return ""
