"""Actions: what is to be done for an item, what would prove it, and duties that come round again.

Nothing here asks whether the item is closed: a repeating duty goes on after that.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tracker.domain import commitments
from tracker.domain.cleaning import is_blank
from tracker.domain.commitments import CommitmentDetails, CommitmentKind, CommitmentState, Outcome
from tracker.domain.dates_in_words import LAST_YEAR
from tracker.domain.delivery_moves import may_allocate
from tracker.domain.ownership import WORKING, Relation
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.phrasing.printed_dates import months_later
from tracker.domain.verdict import ALLOWED, Verdict, refused
from tracker.domain.vocabulary import ActionState, ForWhom

MAX_TEXT = 2_000


@dataclass(frozen=True)
class ActionDetails:
    """What a person records of an action; a repeating duty first falls due on its target."""

    what: str
    owner_post_id: int | None = None
    target_on: date | None = None
    proof_expected: str = ""
    every_months: int | None = None

    @property
    def is_repeating(self) -> bool:
        """Whether it comes round again."""
        return self.every_months is not None

    @property
    def first_due_on(self) -> date | None:
        """The day on which a repeating duty first falls due; None for what is done once."""
        return self.target_on if self.is_repeating else None


@dataclass(frozen=True)
class ItemServed:
    """What the rules read of one item of an action; `relations` are the actor's own to it, today."""

    for_whom: ForWhom
    relations: frozenset[Relation] = frozenset()


def may_plan_action(actor: Actor, items: Iterable[ItemServed]) -> Verdict:
    """Whether this person may add an action on all these items or change it: who works on them or gives
    them out."""
    for item in items:
        if item.for_whom is ForWhom.OTHERS:
            return refused("This item is for other bodies: no progress is recorded on it here.")
        is_working = bool(item.relations & WORKING and may(actor, Ability.WORK_ON_ITEMS))
        if not is_working and not may_allocate(actor, item.for_whom):
            return refused(
                "Only the item’s owner, a contributor, who covers for them, or who gives the item to its "
                "posts may plan its actions."
            )
    return ALLOWED


def may_report_action(actor: Actor, items: Iterable[ItemServed], *, is_of_own_post: bool) -> Verdict:
    """Whether this person may record what came of an action: who works on one of its items, or whose post
    answers for it."""
    general = may(actor, Ability.WORK_ON_ITEMS)
    if not general or is_of_own_post or any(item.relations & WORKING for item in items):
        return general
    return refused(
        "Only the post that answers for it, or the owner, a contributor or a cover of one of its items, may "
        "record what came of an action."
    )


def problem_with_items(report_ids: Collection[int], embargoed: Collection[int]) -> str:
    """Why these items cannot share an action, "" where they can; given are the reports they come from."""
    if not report_ids:
        return "Name at least one item that the action serves."
    if set(report_ids) & set(embargoed) and len(set(report_ids)) > 1:
        return "An item under embargo shares no action with items of other reports: record two actions."
    return ""


def problems_with_action(
    details: ActionDetails, today: date, *, stood_on: date | None = None
) -> dict[str, str]:
    """Each field that does not hold, with the sentence that says how to put it right.

    `stood_on` is the target as recorded before; it may stay although its day has passed.
    """
    problems = {}
    texts = {
        "what": (details.what, "Enter what is to be done."),
        "proof_expected": (details.proof_expected, "Say what would show that it is done."),
    }
    for name, (text, wanted) in texts.items():
        if is_blank(text):
            problems[name] = wanted
        elif len(text) > MAX_TEXT:
            problems[name] = f"This must be {MAX_TEXT:,} characters or fewer; it has {len(text):,}."
    if details.owner_post_id is None:
        problems["owner_post"] = "Choose the post that answers for it."
    if problem := _problem_with_target(details, today, stood_on):
        problems["target_on"] = problem
    if details.every_months is not None and not 1 <= details.every_months <= commitments.MOST_MONTHS:
        most = commitments.MOST_MONTHS
        problems["every_months"] = f"Enter after how many months it comes round again, from 1 to {most}."
    return problems


def problems_with_outcome(
    details: ActionDetails, state: ActionState, on: date | None, words: str, today: date
) -> dict[str, str]:
    """What does not hold in the record of what became of an action, by field."""
    outcome = Outcome(CommitmentState(state.value), on, words)
    problems = commitments.problems_with_outcome(
        _as_promised(details), outcome, letter_dated=date.min, today=today
    )
    return problems | _too_long(words)


def problems_with_turn_done(
    details: ActionDetails, on: date | None, words: str, today: date
) -> dict[str, str]:
    """What does not hold in the record that a repeating duty was done once more, by field."""
    if not details.is_repeating:
        return {"on": "This action is done once: record it as done."}
    problems = commitments.problems_with_day_done(on, letter_dated=date.min, today=today)
    if is_blank(words):
        problems["words"] = "Say what was done."
    return problems | _too_long(words)


def problem_with_reason(reason: str) -> str:
    """What does not hold in the reason for which an action is opened again, "" where it holds."""
    if is_blank(reason):
        return "Say why it is open again."
    return _too_long(reason).get("words", "")


def next_due(details: ActionDetails, done_on: Collection[date] = ()) -> date | None:
    """When the action falls due next; a repeating duty is counted from the days on which it was done."""
    return commitments.next_due(_as_promised(details), done_on)


def missed_turns(details: ActionDetails, done_on: Collection[date], today: date) -> tuple[date, ...]:
    """The days on which a repeating duty fell due and had not been done, also where it was done late."""
    missed = []
    for due in _turns_before(details, today):
        still_due = next_due(details, [day for day in done_on if day <= due])
        if still_due is not None and still_due <= due:
            missed.append(due)
    return tuple(missed)


def is_overdue(details: ActionDetails, state: ActionState, done_on: Collection[date], today: date) -> bool:
    """Whether an open action's day has passed."""
    due = next_due(details, done_on)
    return state is ActionState.OPEN and due is not None and due < today


def _as_promised(details: ActionDetails) -> CommitmentDetails:
    """The action as the rules for promises read it."""
    kind = CommitmentKind.REPEATING if details.is_repeating else CommitmentKind.DUE
    return CommitmentDetails(kind, details.what, "", details.target_on, details.every_months)


def _turns_before(details: ActionDetails, today: date) -> Iterator[date]:
    """The days before today on which a repeating duty fell due, counted from the first."""
    first, number = details.first_due_on, 0
    while first is not None and details.every_months:
        due = months_later(first, number * details.every_months)
        if due is None or due >= today:
            return
        yield due
        number += 1


def _problem_with_target(details: ActionDetails, today: date, stood_on: date | None) -> str:
    on = details.target_on
    if on is None:
        first = "Enter the day on which it first falls due."
        return first if details.is_repeating else "Enter the day by which it is to be done."
    if on < today and on != stood_on:
        return "Enter today or a later day: a target lies ahead."
    if on.year > LAST_YEAR:
        return f"Enter a day no later than {LAST_YEAR}."
    return ""


def _too_long(words: str) -> dict[str, str]:
    if len(words) <= MAX_TEXT:
        return {}
    return {"words": f"This must be {MAX_TEXT:,} characters or fewer; it has {len(words):,}."}
