"""The counts between two days, reckoned from the dated states and from the events, and set side by side."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from tracker.domain.counts import ClosedHow, Counts, IntoScope, MovedOut, Term, Turn, counted, term_of
from tracker.domain.london_time import end_of_london_day
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import Labelled, OffListReason, Standing
from tracker.models.base import db
from tracker.queries import event_counts, state_counts
from tracker.queries.state_counts import SingleTurn, Turned, TurnRow

W = TypeVar("W", bound=Labelled)
MOST_NAMED = 50
"""Damaged rows named on one page: whoever mends them sees the rest afterwards."""


@dataclass(frozen=True)
class DifferingRow:
    """An item of which the states and the events tell different things, each in its own words."""

    item_id: int
    by_states: tuple[SingleTurn, ...]
    by_events: tuple[SingleTurn, ...]


@dataclass(frozen=True)
class CountsBetween:
    """The sum of a period from either source; `differing` names the items where the two part."""

    by_states: Counts
    by_events: Counts
    agree: bool
    differing: tuple[DifferingRow, ...]


def counts_between(*, by: Actor, today: date, from_on: date, to_on: date) -> CountsBetween:
    """The counts from the end of one London day to the end of another, as far as this person may know."""
    start, end = end_of_london_day(from_on), end_of_london_day(to_on)
    session = db.session()
    states = (
        state_counts.open_at(session, by, today, start),
        state_counts.turns_between(session, by, today, start, end),
        state_counts.open_at(session, by, today, end),
    )
    opening, closing = event_counts.open_by_events(session, by, today, (start, end))
    turned = event_counts.event_turns_between(session, by, today, start, end)
    events = (opening, turned, closing)
    agree = states == events
    return CountsBetween(
        counted(states[0][0], _turns(states[1]), states[2][0]),
        counted(events[0][0], _turns(events[1]), events[2][0]),
        agree,
        () if agree else _differing(by, today, end),
    )


def _turns(rows: Sequence[TurnRow]) -> dict[Turn, int]:
    """The turns that can be read; a damaged word is left out and shows as a difference."""
    found: dict[Turn, int] = {}
    for row in rows:
        before, after = _word(Standing, row.before), _word(Standing, row.after)
        if after is not None and (row.before is None or before is not None):
            turn = Turn(before, after, _word(OffListReason, row.off_reason))
            found[turn] = found.get(turn, 0) + row.number
    return found


def _word(words: type[W], text: str | None) -> W | None:
    return words(text) if text in {word.value for word in words} else None


def _differing(by: Actor, today: date, end: datetime) -> tuple[DifferingRow, ...]:
    session = db.session()
    states = _by_item(state_counts.single_turns(session, by, today, end))
    events = _by_item(event_counts.single_event_turns(session, by, today, end))
    apart = sorted(key for key in states.keys() | events.keys() if states[key] != events[key])
    return tuple(DifferingRow(key, tuple(states[key]), tuple(events[key])) for key in apart[:MOST_NAMED])


def _by_item(turns: Sequence[SingleTurn]) -> defaultdict[int, list[SingleTurn]]:
    found: defaultdict[int, list[SingleTurn]] = defaultdict(list)
    for turn in turns:
        found[turn.item_id].append(turn)
    return found


PARTS: dict[Term, tuple[Labelled, ...]] = {
    Term.BROUGHT_INTO_SCOPE: (IntoScope.PUT_BACK, IntoScope.ADDRESSED_TO_US),
    Term.CLOSED: tuple(ClosedHow),
    Term.TAKEN_OFF: tuple(OffListReason),
    Term.MOVED_OUT: (MovedOut.ADDRESSED_AWAY,),
}
"""The parts of which a term is told for the whole register, which nothing joins or leaves as a board."""


def kinds_of(term: Term, part: Labelled | None = None) -> list[Turned]:
    """The turns that count in a term, or in one part of it."""
    reasons: list[OffListReason | None] = [None, *OffListReason]
    befores: list[Standing | None] = [None, *Standing]
    return [
        (before, after, reason)
        for before in befores
        for after in Standing
        for reason in (reasons if after is Standing.OFF_LIST else [None])
        if _is_of(term_of(before, after, reason), term, part)
    ]


def _is_of(found: tuple[Term, Labelled | None] | None, term: Term, part: Labelled | None) -> bool:
    if found is None or found[0] is not term:
        return False
    return found[1] is part if part is not None else found[1] is not None or term not in PARTS
