"""What of a person's items needs attention, and why: read from the rating and what others decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.rag import TurningPoint, next_turns, rating_on
from tracker.domain.rag_reasons import ReasonCode, overridden_until, reason_in_words
from tracker.domain.vocabulary import Delivery, Rating, Standing, TargetState

TURNS_SOON = timedelta(days=28)
UPDATE_SOON = timedelta(days=14)
TOLD_FOR = timedelta(days=14)
"""For how long a decision is told to those who waited for it."""

NEEDS_SOMETHING = frozenset(
    {
        ReasonCode.OVERDUE,
        ReasonCode.OFF_TRACK,
        ReasonCode.DUE_SOON,
        ReasonCode.ACTION_OVERDUE,
        ReasonCode.NO_UPDATE,
        ReasonCode.NO_UPDATE_SINCE_ALLOCATED,
        ReasonCode.NO_DATE,
        ReasonCode.WAITING_ALLOCATION,
        ReasonCode.INSPECTORATE_PASSED,
        ReasonCode.AT_RISK,
    }
)
"""The rows of the rule that whoever works on the item can do something about."""
SILENT = frozenset({ReasonCode.NO_UPDATE, ReasonCode.NO_UPDATE_SINCE_ALLOCATED})


@dataclass(frozen=True)
class DateDecided:
    """The latest word on another date for an item, and the day it was given."""

    state: TargetState
    wanted_on: date
    decided_on: date
    words: str = ""


@dataclass(frozen=True)
class MyItem:
    """One item of a person, as far as it tells what is to be done."""

    standing: Standing
    delivery: Delivery
    points: Sequence[TurningPoint]
    sent_back_on: date | None = None
    missing: str = ""
    decided: DateDecided | None = None

    def turns_red_on(self, day: date) -> date | None:
        """The day on which it turns Red if nobody acts."""
        return next_turns(self.points, day)[1]

    def update_due_on(self, day: date) -> date | None:
        """The last day on which an update keeps it from turning Amber; None where none is waited for."""
        silent = (one.on for one in self.points if not SILENT.isdisjoint(_codes(one)))
        first = next((on for on in silent if on > day), None)
        is_late = not SILENT.isdisjoint(_codes(rating_on(self.points, day)))
        return None if is_late or first is None else first - timedelta(days=1)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.standing is Standing.OPEN and self.delivery is not Delivery.SIGNED_OFF


def sent_back_in_words(mine: MyItem, *, is_whole: bool = False) -> tuple[str, ...]:
    """What was sent back to those who work on the item; `is_whole` adds what is missing."""
    found = []
    if mine.sent_back_on is not None and mine.delivery is Delivery.IN_PROGRESS:
        missing = f": {mine.missing}" if is_whole and mine.missing else ""
        found.append(f"Completion was sent back on {date_in_words(mine.sent_back_on)}{missing}")
    if mine.decided is not None and mine.decided.state is TargetState.SENT_BACK:
        asked, on = date_in_words(mine.decided.wanted_on), date_in_words(mine.decided.decided_on)
        missing = f": {mine.decided.words}" if is_whole and mine.decided.words else ""
        found.append(f"The date that was asked for, {asked}, was sent back on {on}{missing}")
    return tuple(found)


def why_attention(mine: MyItem, day: date) -> tuple[str, ...]:
    """Why the item needs attention today, what is worst first; nothing where it can be left alone."""
    if not mine.is_open:
        return ()
    found = tuple(dict.fromkeys(_because(mine, day)))
    until = overridden_until(rating_on(mine.points, day).reasons)
    if found and until is not None:
        return f"The rating is overridden until {date_in_words(until)}", *found
    return found


def _because(mine: MyItem, day: date) -> Iterable[str]:
    rated = rating_on(mine.points, day)
    for reason in rated.reasons:
        if reason.code in NEEDS_SOMETHING:
            said = reason_in_words(reason, day)
            yield said[:1].upper() + said[1:]
    yield from sent_back_in_words(mine)
    yield from _date_decided(mine.decided, day)
    red_on = mine.turns_red_on(day)
    is_due_told = ReasonCode.DUE_SOON in _codes(rated)
    if red_on is not None and red_on - day <= TURNS_SOON and not is_due_told:
        yield f"Turns Red on {date_in_words(red_on)}"
    update_on = mine.update_due_on(day)
    if update_on is not None and update_on - day <= UPDATE_SOON:
        yield f"An update is due by {date_in_words(update_on)}"


def _date_decided(decided: DateDecided | None, day: date) -> Iterable[str]:
    if decided is None or day - decided.decided_on > TOLD_FOR:
        return
    words = {TargetState.AGREED: "agreed", TargetState.REFUSED: "refused"}.get(decided.state)
    if words is not None:
        wanted, on = date_in_words(decided.wanted_on), date_in_words(decided.decided_on)
        yield f"The date {wanted} was {words} on {on}"


def _codes(point: TurningPoint) -> frozenset[ReasonCode]:
    return frozenset(reason.code for reason in point.reasons)


ORDER = (Rating.RED, Rating.AMBER, Rating.NEW, Rating.GREEN)


def order_of(rating: Rating, date_in_force: date | None, reference: str) -> tuple[int, date, str]:
    """Where an item stands among a person's items: the worst first, then what is due soonest."""
    place = ORDER.index(rating) if rating in ORDER else len(ORDER)
    return place, date_in_force or date.max, reference
