"""What changed of one item since the last board, told from its dated states and their ratings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tracker.domain.board_counts import BoardTurn
from tracker.domain.counts import Term, term_of
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.packs import RATINGS, ChangeKind
from tracker.domain.vocabulary import Rating

NO_OWNER = "No owner"


@dataclass(frozen=True)
class StateSeen:
    """One state of an item in the period: the event and the day that began it, and the day on which it ended.

    `ratings` are those that ruled on a day of the period, each with the day from which it does.
    """

    event_seq: int
    on: date
    until: date
    owner_post_id: int | None
    owner: str
    date_in_force: date | None
    ratings: tuple[tuple[date, Rating], ...]


@dataclass(frozen=True)
class Moved:
    """One change of an item, in words; `event_seq` 0 where only the calendar turned it."""

    kind: ChangeKind
    before: str
    after: str
    on: date
    event_seq: int
    date_after: date | None = None


_OF_TERM = {
    Term.NEW: ChangeKind.NEW,
    Term.REOPENED: ChangeKind.REOPENED,
    Term.BROUGHT_INTO_SCOPE: ChangeKind.BROUGHT_INTO_SCOPE,
    Term.CLOSED: ChangeKind.CLOSED,
    Term.TAKEN_OFF: ChangeKind.TAKEN_OFF,
    Term.MOVED_OUT: ChangeKind.MOVED_OUT,
}


def told_by(turn: BoardTurn, on: date) -> Moved | None:
    """The change that a turn of the sum is; None for a turn that counts in no term."""
    found = turn.turn
    term = term_of(found.before, found.after, found.off_reason) if found else None
    if found is None or term is None:
        return None
    before = found.before.label if found.before else ""
    after = f"{found.after.label}: {found.off_reason.label}" if found.off_reason else found.after.label
    return Moved(_OF_TERM[term[0]], before, after, on, turn.event_seq)


def moves_since(states: Sequence[StateSeen], opened_on: date) -> list[Moved]:
    """What changed of an item that was on the board at the start: its dates and owners act by act, its rating
    from the start to the end."""
    moved = [one for before, after in pairwise(states) for one in _acts(before, after)]
    turned = rating_moved(states, opened_on)
    return [*moved, turned] if turned else moved


def _acts(before: StateSeen, after: StateSeen) -> Iterator[Moved]:
    old, new = before.date_in_force, after.date_in_force
    if old is not None and new is not None and old != new:
        kind = ChangeKind.SLIPPED if new > old else ChangeKind.BROUGHT_FORWARD
        yield Moved(kind, date_in_words(old), date_in_words(new), after.on, after.event_seq, new)
    if before.owner_post_id != after.owner_post_id:
        owners = (before.owner or NO_OWNER, after.owner or NO_OWNER)
        yield Moved(ChangeKind.OWNER_CHANGED, *owners, after.on, after.event_seq)


def rating_moved(states: Sequence[StateSeen], opened_on: date) -> Moved | None:
    """The last turn to the rating at the end, where that is another than at the start; None where it is not.

    Blue and "not rated" are among the ratings: what was closed has moved too.
    """
    turns = list(_ratings(states, opened_on))
    if not turns or turns[0][2] is turns[-1][2]:
        return None
    before, after = turns[0][2], turns[-1][2]
    on, seq, _ = next(
        new for old, new in reversed(list(pairwise(turns))) if new[2] is after and old[2] is not after
    )
    is_worse = RATINGS.index(after) < RATINGS.index(before)
    kind = ChangeKind.RATING_WORSE if is_worse else ChangeKind.RATING_BETTER
    return Moved(kind, before.label, after.label, on, seq)


def _ratings(states: Sequence[StateSeen], opened_on: date) -> Iterator[tuple[date, int, Rating]]:
    """The ratings in their order, each with the day and the event that turned it, 0 for the calendar."""
    for state in states:
        begins = max(state.on, opened_on)
        ruling = [(day, rating) for day, rating in state.ratings if day <= begins][-1:]
        later = [(day, rating) for day, rating in state.ratings if begins < day <= state.until]
        yield from ((begins, state.event_seq, rating) for _, rating in ruling)
        yield from ((day, 0, rating) for day, rating in later)
