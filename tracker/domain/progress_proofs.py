"""Proof of progress: what a file or a link must say of itself, and who adds, opens and withdraws it."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.cleaning import is_blank
from tracker.domain.dates_in_words import LAST_YEAR, date_in_words
from tracker.domain.links import problem_with_link
from tracker.domain.ownership import WORKING, Relation
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.verdict import ALLOWED, Verdict, refused
from tracker.domain.vocabulary import Marking, ProofOf, Standing

MAX_SHOWS = 2_000
MAX_REASON = 1_000
EARLIEST_YEAR = 1990
"""No proof of progress is older than the inspectorates that ask for it."""
REDACTED_BEFORE = (
    "This file was attached before and held words that a redaction removed. Choose a copy without them."
)


@dataclass(frozen=True)
class ProofDetails:
    """A proof as a person gives it: a file or a link, what it shows, and its dates."""

    shows: str
    address: str = ""
    file_name: str = ""
    effective_on: date | None = None
    received_on: date | None = None
    marking: Marking = Marking.OFFICIAL
    action_id: int | None = None

    @property
    def kind(self) -> ProofOf:
        """Whether it is a file or a link."""
        return ProofOf.FILE if self.file_name else ProofOf.LINK


def problems_with_proof(proof: ProofDetails, today: date) -> dict[str, str]:
    """Each field that does not hold, with the sentence that says how to put it right."""
    problems = {}
    if is_blank(proof.shows):
        problems["shows"] = "Say what it shows."
    elif len(proof.shows) > MAX_SHOWS:
        problems["shows"] = f"This must be {MAX_SHOWS:,} characters or fewer; it has {len(proof.shows):,}."
    if not proof.file_name and not proof.address:
        problems["file"] = "Choose a file, or enter the web address where the proof can be seen."
    elif proof.file_name and proof.address:
        problems["address"] = "Give the file or the web address, not both: add the other as a second proof."
    if problem := problem_with_link(proof.address):
        problems["address"] = problem
    if proof.received_on is None:
        problems["received_on"] = "Enter the day it was received."
    elif proof.received_on > today:
        said = date_in_words(proof.received_on)
        problems["received_on"] = f"{said} is in the future: enter the day it was received."
    elif proof.received_on.year < EARLIEST_YEAR:
        problems["received_on"] = f"Enter a day from {EARLIEST_YEAR} on."
    if proof.effective_on is not None and not EARLIEST_YEAR <= proof.effective_on.year <= LAST_YEAR:
        problems["effective_on"] = f"Enter a day between {EARLIEST_YEAR} and {LAST_YEAR}."
    return problems


def problem_with_reason(reason: str) -> str:
    """Why a proof cannot be withdrawn with these words, "" where it can."""
    if is_blank(reason):
        return "Say why it is withdrawn; the reason stays on record."
    if len(reason) > MAX_REASON:
        return f"The reason must be {MAX_REASON:,} characters or fewer; it has {len(reason):,}."
    return ""


def may_add_proof(actor: Actor, relations: frozenset[Relation], standing: Standing) -> Verdict:
    """Who works on an item adds proof to it, also once it has ended."""
    general = may(actor, Ability.WORK_ON_ITEMS)
    if not general:
        return general
    if standing is Standing.NOT_OURS:
        return refused("This item is for other bodies: no progress is recorded on it here.")
    if standing is Standing.OFF_LIST:
        return refused("The item was taken off the list: put it back on the list first.")
    if not relations & WORKING:
        return refused("Only its owner, a contributor, or who covers for them may add proof of progress.")
    return ALLOWED


def may_read_proof(actor: Actor, marking: Marking, relations: frozenset[Relation]) -> Verdict:
    """Everybody reads proof; OFFICIAL-SENSITIVE only the people of its items and those who check."""
    if marking is not Marking.OFFICIAL_SENSITIVE or relations:
        return may(actor, Ability.READ_REGISTER)
    return may(actor, Ability.READ_SENSITIVE_PROOF)


def may_change_proof(
    actor: Actor, relations: frozenset[Relation], *, is_withdrawn: bool, is_replaced: bool
) -> Verdict:
    """Who works on one of its items withdraws or revises a proof, while it is in force."""
    if is_withdrawn:
        return refused("This proof was withdrawn already.")
    if is_replaced:
        return refused("A later revision has taken the place of this proof: change that one.")
    general = may(actor, Ability.WORK_ON_ITEMS)
    if not general or relations & WORKING:
        return general
    return refused("Only its items’ owners, contributors, or who covers for them may change this proof.")
