"""The dates of an item: the inspectorate's, a local target, and the moves asked for and decided.

Dates are added one after another and never overwritten.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.cleaning import is_blank
from tracker.domain.dates_in_words import LAST_YEAR, date_in_words
from tracker.domain.items import DeadlineDetails
from tracker.domain.ownership import Relation
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.verdict import ALLOWED, Verdict, refused
from tracker.domain.vocabulary import DeadlineBasis, Labelled, TargetState

MAX_WORDS = 2_000


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
class Target:
    """A date that was recorded: a local target, or a move of the date in force that somebody decides."""

    wanted_on: date
    is_move: bool
    state: TargetState


def inspectorate_on(deadlines: Iterable[DeadlineDetails], met: Collection[date] = ()) -> date | None:
    """The inspectorate's date: the earliest exact one not yet met; None where none is left or printed.

    An immediate, vague or recurring deadline gives no date.
    """
    exact = (DeadlineBasis.DATED, DeadlineBasis.RELATIVE)
    return min(
        (row.on for row in deadlines if row.basis in exact and row.on is not None and row.on not in met),
        default=None,
    )


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
    on: date | None,
    today: date,
    *,
    in_force: date | None,
    is_move: bool,
    reason: DateReason | None = None,
    words: str = "",
    is_one_asked: bool = False,
) -> dict[str, str]:
    """Each field of a date that does not hold, with the sentence that says how to put it right.

    A move needs a reason and a sentence of its own; `is_one_asked`: another one is still to be decided.
    """
    problems = {}
    if problem := _problem_with_day(on, today, in_force):
        problems["on"] = problem
    elif is_one_asked:
        problems["on"] = "Another date is still to be decided: have it decided, or withdraw it first."
    if is_move and reason is None:
        problems["reason"] = "Choose why the date is to move."
    if is_move and is_blank(words):
        problems["words"] = "Say in a sentence why the date is to move: it is kept and shown with the date."
    elif len(words) > MAX_WORDS:
        problems["words"] = f"This must be {MAX_WORDS:,} characters or fewer; it has {len(words):,}."
    return problems


def problems_with_decision(state: TargetState, words: str) -> dict[str, str]:
    """What does not hold in a decision on a date: to refuse or to send back takes a sentence."""
    problems = {}
    if state not in (TargetState.AGREED, TargetState.REFUSED, TargetState.SENT_BACK):
        problems["state"] = "Choose whether the date is agreed, refused or sent back."
    elif state is not TargetState.AGREED and is_blank(words):
        is_refused = state is TargetState.REFUSED
        problems["words"] = "Say why the date is refused." if is_refused else "Say what is missing."
    if len(words) > MAX_WORDS:
        problems["words"] = f"This must be {MAX_WORDS:,} characters or fewer; it has {len(words):,}."
    return problems


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
