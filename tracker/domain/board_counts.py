"""The sum of one board, folded from dated records: from its state rows, and again from the events.

Both sources are told in the same records, so that the two sums differ only where the sources do.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import TypeVar

from tracker.domain.counts import Counts, Scope, Side, Turn, counted
from tracker.domain.vocabulary import Labelled, OffListReason, Standing

W = TypeVar("W", bound=Labelled)


@dataclass(frozen=True)
class BoardRecord:
    """What one event told of one item: its new standing, or that it joined or left the board, or both.

    None where it told nothing of the matter. Several records of one event are one change.
    """

    item_id: int
    event_seq: int
    at: datetime
    standing: str | None = None
    off_reason: str | None = None
    is_on_board: bool | None = None


@dataclass(frozen=True)
class BoardTurn:
    """One turn of one item, in the words as they are stored: a damaged word must be told, not fail."""

    item_id: int
    event_seq: int
    at: datetime
    before: str | None
    after: str
    off_reason: str | None = None

    @property
    def turn(self) -> Turn | None:
        """The turn that counts; None where a word is on no list."""
        before, after = _side(self.before), _side(self.after)
        if after is None or (before is None and self.before is not None):
            return None
        return Turn(before, after, _word(OffListReason, self.off_reason))

    @property
    def in_words(self) -> str:
        """The turn as a difference names it."""
        reason = f" ({self.off_reason})" if self.off_reason else ""
        return f"Event {self.event_seq}: {self.before or 'nothing'} to {self.after}{reason}"


@dataclass(frozen=True)
class BoardSum:
    """Who was open at the start, each turn of the period, and who was open at the end."""

    opening_ids: frozenset[int]
    single_turns: tuple[BoardTurn, ...]
    closing_ids: frozenset[int]

    @property
    def opening(self) -> int:
        """How many items were open at the start."""
        return len(self.opening_ids)

    @property
    def closing(self) -> int:
        """How many items are open at the end."""
        return len(self.closing_ids)

    @property
    def turns(self) -> Mapping[Turn, int]:
        """The turns that can be read, each with how often it happened; a damaged one is left out."""
        found: dict[Turn, int] = {}
        for single in self.single_turns:
            if (turn := single.turn) is not None:
                found[turn] = found.get(turn, 0) + 1
        return found

    @property
    def counts(self) -> Counts:
        """The sum with its terms."""
        return counted(self.opening, self.turns, self.closing)


@dataclass(frozen=True)
class Difference:
    """The first item of which the two sources tell different things, in the words of each."""

    item_id: int
    by_states: tuple[str, ...]
    by_events: tuple[str, ...]


@dataclass(frozen=True)
class _Place:
    standing: str | None = None
    off_reason: str | None = None
    is_on: bool = False

    @property
    def word(self) -> str | None:
        """The side as a turn tells it; None before the first record."""
        if self.standing is None:
            return None
        return self.standing if self.is_on else Scope.OFF_BOARD.value

    def after(self, record: BoardRecord) -> "_Place":
        place = self
        if record.standing is not None:
            place = replace(place, standing=record.standing, off_reason=record.off_reason)
        if record.is_on_board is not None:
            place = replace(place, is_on=record.is_on_board)
        return place


def board_sum(
    records: Iterable[BoardRecord],
    start: datetime,
    end: datetime,
    known_from: Mapping[int, datetime] | None = None,
) -> BoardSum:
    """The sum after one moment and up to another.

    `known_from` has the items of reports under embargo, with their publication: what happened before counts
    as one change at that moment.
    """
    by_item: dict[int, list[BoardRecord]] = defaultdict(list)
    for record in records:
        by_item[record.item_id].append(record)
    turns = [
        turn
        for item_id, own in by_item.items()
        for turn in _turns_of(item_id, _changes(own, (known_from or {}).get(item_id)))
    ]
    turns.sort(key=lambda turn: (turn.event_seq, turn.item_id))
    within = tuple(turn for turn in turns if start < turn.at <= end)
    return BoardSum(_open_at(start, turns), within, _open_at(end, turns))


def _open_at(moment: datetime, turns: Iterable[BoardTurn]) -> frozenset[int]:
    latest = {turn.item_id: turn.after for turn in turns if turn.at <= moment}
    return frozenset(item_id for item_id, after in latest.items() if after == Standing.OPEN)


def _changes(
    records: Iterable[BoardRecord], known_from: datetime | None
) -> Iterator[tuple[int, datetime, _Place]]:
    """The places of one item, each with its event and moment; those under embargo are one."""
    place, hidden = _Place(), None
    in_order = sorted(records, key=lambda record: record.event_seq)
    for event_seq, of_event in groupby(in_order, key=lambda record: record.event_seq):
        told = list(of_event)
        for record in told:
            place = place.after(record)
        at = max(record.at for record in told)
        if known_from is not None and at <= known_from:
            hidden = (event_seq, known_from, place)
            continue
        if hidden is not None:
            yield hidden
            hidden = None
        yield event_seq, at, place
    if hidden is not None:
        yield hidden


def _turns_of(item_id: int, changes: Iterable[tuple[int, datetime, _Place]]) -> Iterator[BoardTurn]:
    before = _Place()
    for event_seq, at, after in changes:
        left, came = _sides(before, after)
        if came is not None and left != came and (before.is_on or after.is_on):
            is_taken_off = left == Standing.OPEN and came == Standing.OFF_LIST
            reason = after.off_reason if is_taken_off else None
            yield BoardTurn(item_id, event_seq, at, left, came, reason)
        before = after


def _sides(before: _Place, after: _Place) -> tuple[str | None, str | None]:
    """The two words of a change; where one event tells of standing and board, what says more of the two.

    What was re-addressed to us joins for that reason, and what was closed, taken off or re-addressed leaves
    for that one.
    """
    left, came = before.word, after.word
    is_other = before.standing != after.standing
    if after.is_on and not before.is_on and is_other and before.standing == Standing.NOT_OURS:
        left = before.standing
    if before.is_on and not after.is_on and is_other and after.standing != Standing.OPEN:
        came = after.standing
    return left, came


def first_difference(by_states: BoardSum, by_events: BoardSum) -> Difference | None:
    """The first item of which the sources part: at the start, then event by event, then at the end."""
    return (
        _apart(by_states.opening_ids, by_events.opening_ids, "at the start")
        or _turns_apart(by_states.single_turns, by_events.single_turns)
        or _apart(by_states.closing_ids, by_events.closing_ids, "at the end")
    )


def _apart(by_states: frozenset[int], by_events: frozenset[int], when: str) -> Difference | None:
    apart = sorted(by_states ^ by_events)
    if not apart:
        return None
    words = {True: (f"Open {when}",), False: (f"Not open {when}",)}
    return Difference(apart[0], words[apart[0] in by_states], words[apart[0] in by_events])


def _turns_apart(by_states: Sequence[BoardTurn], by_events: Sequence[BoardTurn]) -> Difference | None:
    def told(turn: BoardTurn) -> tuple[int, int, str]:
        return turn.event_seq, turn.item_id, turn.in_words

    states, events = Counter(map(told, by_states)), Counter(map(told, by_events))
    apart = sorted((states - events) + (events - states))
    if not apart:
        return None
    item_id = apart[0][1]
    return Difference(
        item_id,
        tuple(words for _, item, words in sorted(states - events) if item == item_id),
        tuple(words for _, item, words in sorted(events - states) if item == item_id),
    )


def _side(text: str | None) -> Side | None:
    return _word(Scope, text) or _word(Standing, text)


def _word(words: type[W], text: str | None) -> W | None:
    return next((word for word in words if word.value == text), None)
