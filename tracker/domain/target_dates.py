"""The dates of an item: the inspectorate's, a local target, and the moves asked for and decided.

Dates are added one after another and never overwritten.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.cleaning import is_blank
from tracker.domain.dates_in_words import LAST_YEAR, date_in_words
from tracker.domain.items import DeadlineDetails
from tracker.domain.ownership import WORKING, Relation
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.verdict import ALLOWED, Verdict, refused
from tracker.domain.vocabulary import DeadlineBasis, Delivery, Labelled, Standing, TargetState

MAX_WORDS = 2_000
EXACT = (DeadlineBasis.DATED, DeadlineBasis.RELATIVE)
"""The bases of a printed deadline that names a day to be met once."""


class DateReason(Labelled):
    """Why another date is asked for: the short list beside which a sentence stands."""

    RESOURCING = "resourcing", "Resourcing"
    DEPENDENCY = "dependency", "Dependency on others"
    SCOPE_CHANGED = "scope_changed", "Scope changed"
    AWAITING_GUIDANCE = "awaiting_guidance", "Awaiting national guidance"
    EVIDENCE_NOT_READY = "evidence_not_ready", "Evidence not ready"
    RECORDED_IN_ERROR = "recorded_in_error", "Recorded in error"
    OTHER = "other", "Other"


@dataclass(frozen=True)
class DateWanted:
    """A date that somebody enters, with the reason for a move and its sentences.

    `past_words` says why the date may lie past the inspectorate's.
    """

    on: date | None
    reason: DateReason | None = None
    words: str = ""
    past_words: str = ""


@dataclass(frozen=True)
class Target:
    """A date that was recorded: a local target, or a move of the date in force that somebody decides."""

    wanted_on: date
    is_move: bool
    state: TargetState


def inspectorate_on(deadlines: Iterable[DeadlineDetails], met: Collection[date] = ()) -> date | None:
    """The inspectorate's date: the earliest exact one not yet met; None where none is left or printed.

    An immediate, vague or recurring deadline gives no date.
    """
    return min(unmet_days(deadlines, met), default=None)


def unmet_days(deadlines: Iterable[DeadlineDetails], met: Collection[date] = ()) -> list[date]:
    """The exact days that are printed and not yet met, the earliest first."""
    printed = {row.on for row in deadlines if row.basis in EXACT and row.on is not None}
    return sorted(printed - set(met))


def date_in_force(inspectorate: date | None, targets: Sequence[Target]) -> date | None:
    """The last agreed move, else the local target, else the inspectorate's; targets in the order recorded."""
    agreed = _agreed(targets)
    chosen = [target for target in agreed if target.is_move] or agreed
    return chosen[-1].wanted_on if chosen else inspectorate


def first_in_force(inspectorate: date | None, targets: Sequence[Target]) -> date | None:
    """The first date in force, from which moves are counted: the inspectorate's, else the first agreed."""
    if inspectorate is not None:
        return inspectorate
    return next((target.wanted_on for target in _agreed(targets)), None)


def times_moved(targets: Iterable[Target]) -> int:
    """How often the date in force was moved."""
    return sum(target.is_move for target in _agreed(targets))


def needs_agreement(wanted_on: date, inspectorate: date | None, targets: Iterable[Target]) -> bool:
    """Whether the date is a move that somebody must agree.

    A first local target needs nobody's word unless it lies past the inspectorate's date.
    """
    return bool(_agreed(targets)) or (inspectorate is not None and wanted_on > inspectorate)


def moved_in_words(first: date | None, in_force: date | None, times: int) -> str:
    """How far the date has moved since the first one in force: "moved 3 times, +214 days"."""
    if not times or first is None or in_force is None:
        return "not moved"
    days = (in_force - first).days
    sign = "+" if days > 0 else "−" if days else ""
    often = "once" if times == 1 else f"{times} times"
    return f"moved {often}, {sign}{abs(days)} {'day' if abs(days) == 1 else 'days'}"


def problems_with_target(
    wanted: DateWanted,
    today: date,
    *,
    in_force: date | None,
    inspectorate: date | None,
    is_move: bool,
    is_one_asked: bool = False,
) -> dict[str, str]:
    """Each field of a date that does not hold, with the sentence that says how to put it right.

    A move needs a reason and a sentence, and one past the inspectorate's date a sentence for that;
    `is_one_asked`: another one is still to be decided.
    """
    problems = {}
    if problem := _problem_with_day(wanted.on, today, in_force):
        problems["on"] = problem
    elif is_one_asked:
        problems["on"] = "Another date is still to be decided: have it decided, or withdraw it first."
    if is_move and wanted.reason is None:
        problems["reason"] = "Choose why the date is to move."
    if is_move and is_blank(wanted.words):
        problems["words"] = "Say in a sentence why the date is to move: it is kept and shown with the date."
    elif too_long := _too_long(wanted.words):
        problems["words"] = too_long
    is_past = wanted.on is not None and inspectorate is not None and wanted.on > inspectorate
    if is_past and inspectorate is not None and is_blank(wanted.past_words):
        problems["past_words"] = (
            f"The inspectorate’s date is {date_in_words(inspectorate)}: say why this one may lie past it."
        )
    elif too_long := _too_long(wanted.past_words):
        problems["past_words"] = too_long
    return problems


def problem_with_met_deadline(
    on: date | None, met_on: date | None, *, unmet: Sequence[date], today: date
) -> dict[str, str]:
    """What does not hold in saying that one of several printed deadlines was met, by field."""
    problems = {}
    if on is None or on not in unmet:
        problems["deadline"] = "Choose a printed deadline that is not met yet."
    elif len(unmet) == 1:
        problems["deadline"] = "This is the last printed deadline: propose that the item is complete instead."
    if met_on is None:
        problems["met_on"] = "Enter the day on which it was met."
    elif met_on > today:
        problems["met_on"] = "Enter today or an earlier day: what is met has happened."
    return problems


def problems_with_decision(state: TargetState, words: str) -> dict[str, str]:
    """What does not hold in a decision on a date: to refuse or to send back takes a sentence."""
    problems = {}
    if state not in (TargetState.AGREED, TargetState.REFUSED, TargetState.SENT_BACK):
        problems["state"] = "Choose whether the date is agreed, refused or sent back."
    elif state is not TargetState.AGREED and is_blank(words):
        is_refused = state is TargetState.REFUSED
        problems["words"] = "Say why the date is refused." if is_refused else "Say what is missing."
    if too_long := _too_long(words):
        problems["words"] = too_long
    return problems


def dates_still_move(standing: Standing, delivery: Delivery) -> Verdict:
    """Whether the dates of an item that stands so can still be set or moved."""
    if standing is not Standing.OPEN:
        return refused(f"The item is {_IN_WORDS[standing]}: its dates no longer move.")
    if delivery is Delivery.SIGNED_OFF:
        return refused("The item is signed off: its dates no longer move.")
    return ALLOWED


def may_ask_date(
    actor: Actor, relations: frozenset[Relation], *, standing: Standing, delivery: Delivery
) -> Verdict:
    """Those who work on an item and its executive lead, while the item is open and not signed off."""
    general = may(actor, Ability.WORK_ON_ITEMS)
    if not general:
        return general
    still = dates_still_move(standing, delivery)
    if not still or relations & (WORKING | {Relation.EXECUTIVE_LEAD}):
        return still
    return refused(
        "Only its owner, a contributor, who covers for them, or the executive lead may set or move its dates."
    )


_IN_WORDS = {
    Standing.CLOSED: "closed",
    Standing.COMPLETE: "complete",
    Standing.OFF_LIST: "off the list",
    Standing.NOT_OURS: "for other bodies",
}


def may_decide_date(
    actor: Actor,
    relations: frozenset[Relation],
    *,
    requested_by_account: int | None,
    requested_by_executive_lead: bool,
) -> Verdict:
    """The item's executive lead decides, never on their own request.

    What an executive lead asked for is decided by another one, or by the force inspection lead.
    """
    if actor.is_system or actor.account_id is None:
        return refused("Only a person may decide on a date, never the program.")
    if actor.account_id == requested_by_account:
        return refused("You asked for this date yourself: somebody else must decide on it.")
    general = may(actor, Ability.DECIDE_DATES)
    if not general or requested_by_executive_lead:
        return general
    if Relation.EXECUTIVE_LEAD not in relations:
        return refused("Only the executive lead of this item may decide on its dates.")
    return ALLOWED


def _too_long(words: str) -> str:
    if len(words) <= MAX_WORDS:
        return ""
    return f"This must be {MAX_WORDS:,} characters or fewer; it has {len(words):,}."


def _agreed(targets: Iterable[Target]) -> list[Target]:
    return [target for target in targets if target.state is TargetState.AGREED]


def _problem_with_day(on: date | None, today: date, in_force: date | None) -> str:
    if on is None:
        return "Enter a date."
    if on < today:
        return "Enter today or a later day: a target lies ahead."
    if on.year > LAST_YEAR:
        return f"Enter a day no later than {LAST_YEAR}."
    if on == in_force:
        return f"{date_in_words(on)} is in force already: enter another day."
    return ""
