"""Who is reminded of what, and when: one weekly digest, and at once on the first day overdue."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.dates_in_words import date_near
from tracker.domain.vocabulary import Labelled

MARKS = (28, 14, 7, 0)
"""The days before the date in force at which an item is named."""
OVERDUE = -1
"""The mark of the first day overdue."""


class Waiting(Labelled):
    """What waits for a person's decision."""

    DATE_REQUEST = "date_request", "More time is asked for"
    SIGN_OFF = "sign_off", "Sign-off"


@dataclass(frozen=True)
class Mark:
    """A mark of an item: it is said to a person once, and again only for another date in force."""

    item: str
    due_on: date
    days: int


@dataclass(frozen=True)
class Recipient:
    """A person who is reminded; `weekday` is the day of the weekly digest, Monday being 0."""

    name: str
    address: str
    weekday: int


@dataclass(frozen=True)
class DueItem:
    """An item as it stands today for one person who may see it.

    `known_on` is the day from which that person could know of the date in force: the later of the day it was
    set and the day the item became theirs. `is_done`: proposed complete or further, or taken off the list.
    """

    reference: str
    title: str
    path: str
    due_on: date | None
    known_on: date
    is_done: bool
    is_owner: bool
    is_executive: bool
    waiting: tuple[Waiting, ...]
    said: frozenset[Mark]


@dataclass(frozen=True)
class Digest:
    """What one message says, each list in the order in which it is read; `marks` are those it says."""

    to: Recipient
    on: date
    overdue: tuple[DueItem, ...]
    coming: tuple[DueItem, ...]
    date_requests: tuple[DueItem, ...]
    sign_offs: tuple[DueItem, ...]
    marks: tuple[Mark, ...]


def digest_for(person: Recipient, items: Sequence[DueItem], since: date, today: date) -> Digest | None:
    """What the person is told today, a day in London; None where there is nothing to say.

    `since` is the day of the last weekly digest, or the day the person began to be reminded. Between digests
    only what is overdue for the first time goes out. An executive lead reads in each digest what is overdue.
    """
    is_weekly = is_digest_due(person.weekday, since, today)
    ordered = sorted(items, key=lambda item: (item.due_on or date.max, item.reference))
    new = {item.reference: tuple(_new_marks(item, since, today, is_weekly)) for item in ordered}
    digest = Digest(
        to=person,
        on=today,
        overdue=tuple(
            item for item in ordered if _is_told_overdue(item, new[item.reference], today, is_weekly)
        ),
        coming=tuple(item for item in ordered if new[item.reference] and not is_overdue(item, today)),
        date_requests=_waiting(ordered, Waiting.DATE_REQUEST) if is_weekly else (),
        sign_offs=_waiting(ordered, Waiting.SIGN_OFF) if is_weekly else (),
        marks=tuple(mark for item in ordered for mark in new[item.reference]),
    )
    has_words = digest.overdue or digest.coming or digest.date_requests or digest.sign_offs
    return digest if has_words else None


def is_digest_due(weekday: int, since: date, today: date) -> bool:
    """Whether the chosen day of the week has come since the last digest, also where it was missed."""
    last = today - timedelta(days=(today.weekday() - weekday) % 7)
    return since < last


def is_overdue(item: DueItem, today: date) -> bool:
    """Whether the date in force has passed and the item is not done."""
    return item.due_on is not None and not item.is_done and today > item.due_on


def days_in_words(due_on: date, today: date) -> str:
    """How near a date is: "due in 12 days, on Tuesday 3 March", or how far it is past."""
    days, day = (due_on - today).days, date_near(due_on, today)
    if days == 0:
        return f"due today, {day}"
    count = "1 day" if abs(days) == 1 else f"{abs(days):,} days"
    return f"due in {count}, on {day}" if days > 0 else f"{count} overdue: it was due on {day}"


def _new_marks(item: DueItem, since: date, today: date, is_weekly: bool) -> Iterator[Mark]:
    """The marks that were crossed and not said, without those that a later one has overtaken."""
    if item.due_on is None or item.is_done or not (item.is_owner or item.is_executive):
        return
    latest = min((mark.days for mark in item.said if mark.due_on == item.due_on), default=MARKS[0] + 1)
    wanted = MARKS if item.is_owner and is_weekly else ()
    for days in (*wanted, OVERDUE):
        crossed_on = max(item.due_on - timedelta(days=days), item.known_on)
        if since < crossed_on <= today and item.due_on - timedelta(days=days) <= today and days < latest:
            yield Mark(item.reference, item.due_on, days)


def _is_told_overdue(item: DueItem, new: Sequence[Mark], today: date, is_weekly: bool) -> bool:
    return is_overdue(item, today) and (bool(new) or (is_weekly and item.is_executive))


def _waiting(items: Sequence[DueItem], what: Waiting) -> tuple[DueItem, ...]:
    return tuple(item for item in items if what in item.waiting)
