"""What was promised in a response: whose it is, when it is due, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.domain.cleaning import is_blank
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.phrasing.printed_dates import months_later
from tracker.domain.phrasing.promises import FollowUp, ReadPromise
from tracker.domain.vocabulary import Labelled

MAX_TEXT = 2_000
MOST_MONTHS = 120


class CommitmentKind(Labelled):
    """How a promise is followed up, or that it is none."""

    DUE = "due", "To be done by a date"
    REVIEW = "review", "To be reviewed on a date"
    REPEATING = "repeating", "To be done again and again"
    NOT_A_PROMISE = "not_a_promise", "Not a promise"


class CommitmentState(Labelled):
    """What has become of a commitment."""

    OPEN = "open", "Open"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


@dataclass(frozen=True)
class CommitmentDetails:
    """What a person records of a sentence that looks like a promise.

    `on` is the due date, the review date, or the day a repeating duty first falls due; from then on it comes
    round every so many months.
    """

    kind: CommitmentKind
    text: str
    owner_post: str = ""
    on: date | None = None
    every_months: int | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a commitment, on which day, and in words what came of it or why it was dropped."""

    state: CommitmentState
    on: date | None = None
    words: str = ""


_KINDS = {
    FollowUp.DUE: CommitmentKind.DUE,
    FollowUp.REVIEW: CommitmentKind.REVIEW,
    FollowUp.REPEATING: CommitmentKind.REPEATING,
}


def suggested_by(read: ReadPromise) -> CommitmentDetails:
    """What a sentence suggests, for a person to complete or to call not a promise; it names no owner."""
    on = read.due.on if read.due else None
    return CommitmentDetails(_KINDS[read.follow_up], read.sentence[:MAX_TEXT], "", on, read.every_months)


def problems_with_commitment(details: CommitmentDetails, letter_dated: date) -> dict[str, str]:
    """Each field that does not hold, with the sentence that says how to put it right."""
    problems = {}
    if is_blank(details.text):
        problems["text"] = "Enter the words of the promise."
    elif len(details.text) > MAX_TEXT:
        problems["text"] = f"The text must be {MAX_TEXT:,} characters or fewer; it has {len(details.text):,}."
    if details.kind is CommitmentKind.NOT_A_PROMISE:
        if details.on is not None:
            problems["on"] = "Leave the date empty: what is not a promise falls due on no day."
    else:
        if is_blank(details.owner_post):
            problems["owner_post"] = "Name the post that answers for it."
        if problem := _problem_with_day(details, letter_dated):
            problems["on"] = problem
    if problem := _problem_with_months(details):
        problems["every_months"] = problem
    return problems


def problems_with_outcome(
    details: CommitmentDetails, outcome: Outcome, *, letter_dated: date, today: date
) -> dict[str, str]:
    """What does not hold in the record of what became of a commitment, by field."""
    if outcome.state is CommitmentState.OPEN:
        return {}
    problems = {}
    if details.kind is CommitmentKind.NOT_A_PROMISE:
        problems["state"] = "This is not a promise: nothing is to come of it."
    elif details.kind is CommitmentKind.REPEATING and outcome.state is CommitmentState.DONE:
        problems["state"] = (
            "A repeating duty is not done for good: record each time it is done, or drop it with a reason."
        )
    problems |= problems_with_day_done(outcome.on, letter_dated=letter_dated, today=today)
    if is_blank(outcome.words):
        is_done = outcome.state is CommitmentState.DONE
        problems["words"] = "Say what came of it." if is_done else "Say why it was dropped."
    return problems


def problems_with_day_done(on: date | None, *, letter_dated: date, today: date) -> dict[str, str]:
    """What does not hold in the day something promised was done, also one time of a repeating duty."""
    if on is None:
        return {"on": "Enter the day."}
    if on > today:
        return {"on": "The date cannot be in the future."}
    if on < letter_dated:
        return {"on": f"This is before the letter that promised it, dated {date_in_words(letter_dated)}."}
    return {}


def next_due(details: CommitmentDetails, done_on: Iterable[date] = ()) -> date | None:
    """When the commitment falls due next; for a repeating duty counted from the days on which it was done.

    Done late, it settles everything that was overdue; done early, only the turn in which it was done. None
    for what is not a promise.
    """
    if details.on is None or details.kind is CommitmentKind.NOT_A_PROMISE:
        return None
    if details.kind is not CommitmentKind.REPEATING or not details.every_months:
        return details.on
    turn = 0
    for day in sorted(done_on):
        if day >= _turn(details, turn):
            while _turn(details, turn) <= day:
                turn += 1
        elif turn == 0 or day > _turn(details, turn - 1):
            turn += 1
    return _turn(details, turn)


def is_overdue(details: CommitmentDetails, outcome: Outcome, done_on: Iterable[date], today: date) -> bool:
    """Whether an open commitment's day has passed."""
    due = next_due(details, done_on)
    return outcome.state is CommitmentState.OPEN and due is not None and due < today


def in_words(details: CommitmentDetails, done_on: Iterable[date] = ()) -> str:
    """When it falls due, as a page says it."""
    due = next_due(details, done_on)
    if due is None:
        return details.kind.label
    if details.kind is CommitmentKind.REPEATING and details.every_months:
        months = details.every_months
        every = {1: "Every month", 12: "Every year"}.get(months, f"Every {months} months")
        return f"{every}, next due on {date_in_words(due)}"
    if details.kind is CommitmentKind.REVIEW:
        return f"To be reviewed on {date_in_words(due)}"
    return f"Due on {date_in_words(due)}"


def _problem_with_day(details: CommitmentDetails, letter_dated: date) -> str:
    wanted = {
        CommitmentKind.DUE: "Enter the day by which it is to be done.",
        CommitmentKind.REVIEW: "Enter the day on which it is to be reviewed.",
        CommitmentKind.REPEATING: "Enter the day on which it first falls due.",
    }
    if details.on is None:
        return wanted[details.kind]
    if details.on < letter_dated:
        return f"This is before the letter, dated {date_in_words(letter_dated)}: a promise lies ahead of it."
    return ""


def _problem_with_months(details: CommitmentDetails) -> str:
    if details.kind is not CommitmentKind.REPEATING:
        return (
            "" if details.every_months is None else "Only a repeating duty comes round every so many months."
        )
    if details.every_months is None or not 1 <= details.every_months <= MOST_MONTHS:
        return f"Enter after how many months it comes round again, from 1 to {MOST_MONTHS}."
    return ""


def _turn(details: CommitmentDetails, number: int) -> date:
    """The day of a turn, counted from the first so that the end of a month stays the end of a month."""
    assert details.on is not None
    assert details.every_months
    return months_later(details.on, number * details.every_months) or date.max
