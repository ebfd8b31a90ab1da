"""The sum a board reads: what was open, what came and went, what is open; each term counts turns of items.

For a board an item counts only while it is on it; on the days before and after, it is off the board.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from tracker.domain.packs import CountLine
from tracker.domain.vocabulary import Labelled, OffListReason, Standing

S = Standing
P = TypeVar("P", bound=Labelled)


class Term(Labelled):
    """A term of the sum, in the order in which it is printed."""

    OPENING = "opening", "Open at the start"
    NEW = "new", "New"
    REOPENED = "reopened", "Re-opened"
    BROUGHT_INTO_SCOPE = "brought_into_scope", "Brought into scope"
    CLOSED = "closed", "Closed"
    TAKEN_OFF = "taken_off", "Taken off the list"
    MOVED_OUT = "moved_out", "Moved out"
    CLOSING = "closing", "Open at the end"


class IntoScope(Labelled):
    """How an item was brought into scope."""

    PUT_BACK = "put_back", "Put back on the list"
    ADDRESSED_TO_US = "addressed_to_us", "Addressed to us"
    JOINED_BOARD = "joined_board", "Joined the board"


class ClosedHow(Labelled):
    """Who ended an item; the two are never merged."""

    BY_HMICFRS = "by_hmicfrs", "Closed by HMICFRS"
    COMPLETE = "complete", "Complete (no outside closer)"


class MovedOut(Labelled):
    """How an item moved out of what is counted."""

    ADDRESSED_AWAY = "addressed_away", "No longer addressed to us"
    LEFT_BOARD = "left_board", "Left the board"


class Scope(Labelled):
    """Where an item is that is not counted for a board, whatever its standing."""

    OFF_BOARD = "off_board", "Not on the board"


Side = Standing | Scope
"""What a count takes an item for: its standing, or that it is not on the board."""


@dataclass(frozen=True)
class Turn:
    """One item's change from one side to the next; before its first record it had none."""

    before: Side | None
    after: Side
    off_reason: OffListReason | None = None


def term_of(
    before: Side | None, after: Side, off_reason: OffListReason | None = None
) -> tuple[Term, Labelled | None] | None:
    """The term in which a change of standing counts, with its part; None where the open ones stay as many.

    What was not open when it left, or is not open when it comes back, changes nothing.
    """
    if (before is S.OPEN) == (after is S.OPEN):
        return None
    if after is S.OPEN:
        return _CAME[before]
    if after is S.OFF_LIST:
        return Term.TAKEN_OFF, off_reason
    return _WENT[after]


_CAME: dict[Side | None, tuple[Term, Labelled | None]] = {
    None: (Term.NEW, None),
    S.CLOSED: (Term.REOPENED, None),
    S.COMPLETE: (Term.REOPENED, None),
    S.OFF_LIST: (Term.BROUGHT_INTO_SCOPE, IntoScope.PUT_BACK),
    S.NOT_OURS: (Term.BROUGHT_INTO_SCOPE, IntoScope.ADDRESSED_TO_US),
    Scope.OFF_BOARD: (Term.BROUGHT_INTO_SCOPE, IntoScope.JOINED_BOARD),
}
_WENT: dict[Side, tuple[Term, Labelled | None]] = {
    S.CLOSED: (Term.CLOSED, ClosedHow.BY_HMICFRS),
    S.COMPLETE: (Term.CLOSED, ClosedHow.COMPLETE),
    S.NOT_OURS: (Term.MOVED_OUT, MovedOut.ADDRESSED_AWAY),
    Scope.OFF_BOARD: (Term.MOVED_OUT, MovedOut.LEFT_BOARD),
}


@dataclass(frozen=True)
class Counts:
    """Opening + new + re-opened + brought into scope − closed − taken off − moved out = closing."""

    opening: int
    closing: int
    new: int = 0
    reopened: int = 0
    brought_into_scope: Mapping[IntoScope, int] = field(default_factory=dict)
    closed: Mapping[ClosedHow, int] = field(default_factory=dict)
    taken_off: Mapping[OffListReason, int] = field(default_factory=dict)
    moved_out: Mapping[MovedOut, int] = field(default_factory=dict)

    @property
    def worked_out(self) -> int:
        """The closing figure that the terms give."""
        came = self.new + self.reopened + sum(self.brought_into_scope.values())
        went = sum(self.closed.values()) + sum(self.taken_off.values()) + sum(self.moved_out.values())
        return self.opening + came - went

    @property
    def reconciles(self) -> bool:
        """Whether the terms give the closing figure."""
        return self.worked_out == self.closing

    def in_words(self) -> str:
        """The sum as a sentence prints it; where it does not come out, by how many."""
        sum_told = (
            f"{self.opening} open at the start + {self.new} new + {self.reopened} re-opened"
            f" + {sum(self.brought_into_scope.values())} brought into scope"
            f" − {sum(self.closed.values())} closed − {sum(self.taken_off.values())} taken off"
            f" − {sum(self.moved_out.values())} moved out = {self.worked_out}"
        )
        if self.reconciles:
            return f"{sum_told} open at the end."
        over = self.closing - self.worked_out
        more = f"{abs(over)} {'more' if over > 0 else 'fewer'} than that"
        return f"{sum_told}, but {self.closing} are open at the end: {more}. The figures do not reconcile."


def counted(opening: int, turns: Mapping[Turn, int], closing: int) -> Counts:
    """The sum over a period from its turns, each with how often it happened."""
    single: dict[Term, int] = {}
    parts: dict[Labelled, int] = {}
    for turn, number in turns.items():
        found = term_of(turn.before, turn.after, turn.off_reason)
        if found is None:
            continue
        term, part = found
        if part is None:
            single[term] = single.get(term, 0) + number
        else:
            parts[part] = parts.get(part, 0) + number
    return Counts(
        opening=opening,
        closing=closing,
        new=single.get(Term.NEW, 0),
        reopened=single.get(Term.REOPENED, 0),
        brought_into_scope={how: parts[how] for how in IntoScope if how in parts},
        closed={how: parts[how] for how in ClosedHow if how in parts},
        # An item taken off without a reason is a damaged row: left out here, it shows as a difference.
        taken_off={reason: parts[reason] for reason in OffListReason if reason in parts},
        moved_out={how: parts[how] for how in MovedOut if how in parts},
    )


def count_lines(counts: Counts) -> tuple[CountLine, ...]:
    """The sum line by line: every term, even of nothing, and under it those of its parts that are not."""
    return (
        _line("", Term.OPENING, counts.opening),
        _line("+", Term.NEW, counts.new),
        _line("+", Term.REOPENED, counts.reopened),
        *_with_parts("+", Term.BROUGHT_INTO_SCOPE, counts.brought_into_scope),
        *_with_parts("−", Term.CLOSED, counts.closed),
        *_with_parts("−", Term.TAKEN_OFF, counts.taken_off),
        *_with_parts("−", Term.MOVED_OUT, counts.moved_out),
        _line("=", Term.CLOSING, counts.closing),
    )


def _line(sign: str, term: Term, number: int) -> CountLine:
    return CountLine(term.value, "", sign, term.label, number)


def _with_parts(sign: str, term: Term, parts: Mapping[P, int]) -> Iterator[CountLine]:
    yield _line(sign, term, sum(parts.values()))
    for part, number in parts.items():
        if number:
            yield CountLine(term.value, part.value, "", part.label, number)
