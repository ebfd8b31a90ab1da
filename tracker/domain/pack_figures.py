"""The rows behind each number of a pack, found among its own rows: in a draft and in a final copy alike."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from tracker.domain.counts import ClosedHow, IntoScope, MovedOut, Scope, Term
from tracker.domain.packs import ChangeKind, ChangeLine, ItemLine, Pack
from tracker.domain.vocabulary import OffListReason, Rating, Standing

CAME = frozenset({Term.NEW.value, Term.REOPENED.value, Term.BROUGHT_INTO_SCOPE.value})
WENT = frozenset({Term.CLOSED.value, Term.TAKEN_OFF.value, Term.MOVED_OUT.value})

_SIDE_OF_PART: dict[tuple[str, str], tuple[str, str]] = {
    (Term.BROUGHT_INTO_SCOPE.value, IntoScope.PUT_BACK.value): ("before", Standing.OFF_LIST.label),
    (Term.BROUGHT_INTO_SCOPE.value, IntoScope.ADDRESSED_TO_US.value): ("before", Standing.NOT_OURS.label),
    (Term.BROUGHT_INTO_SCOPE.value, IntoScope.JOINED_BOARD.value): ("before", Scope.OFF_BOARD.label),
    (Term.CLOSED.value, ClosedHow.BY_HMICFRS.value): ("after", Standing.CLOSED.label),
    (Term.CLOSED.value, ClosedHow.COMPLETE.value): ("after", Standing.COMPLETE.label),
    (Term.MOVED_OUT.value, MovedOut.ADDRESSED_AWAY.value): ("after", Standing.NOT_OURS.label),
    (Term.MOVED_OUT.value, MovedOut.LEFT_BOARD.value): ("after", Scope.OFF_BOARD.label),
    **{
        (Term.TAKEN_OFF.value, reason.value): ("after", f"{Standing.OFF_LIST.label}: {reason.label}")
        for reason in OffListReason
    },
}
"""By term and part, the side of a change that says the part, and its words there."""

_KEYS = {term.value for term in Term} | {kind.value for kind in ChangeKind}


@dataclass(frozen=True)
class Behind:
    """One row behind a number: the item, its rating where it has one, and what is said of it."""

    reference: str
    item: str
    rating: Rating | None
    said: str
    why: str
    on: date | None = None


def is_figure(key: str, part: str) -> bool:
    """Whether a pack can have such a number: a term of its sum, a part of one, or a kind of change."""
    return (key, part) in _SIDE_OF_PART or (not part and key in _KEYS)


def behind_term(pack: Pack, key: str, part: str = "") -> tuple[Behind, ...]:
    """The rows behind a term of the sum, or behind a kind of change: as many as its number says."""
    if key == Term.CLOSING:
        return tuple(_item(line) for line in pack.items if line.standing is Standing.OPEN)
    if key == Term.OPENING:
        return _open_at_the_start(pack)
    ratings = {line.reference: line.rating for line in pack.items}
    return tuple(
        Behind(
            line.reference,
            line.item,
            ratings.get(line.reference),
            f"{line.before or 'Not recorded yet'} → {line.after}",
            line.why,
            line.on,
        )
        for line in pack.changes
        if line.kind.value == key and _is_of(line, part)
    )


def behind_rating(
    pack: Pack, rating: Rating | None = None, *, kind: str = "", report: str = ""
) -> tuple[Behind, ...]:
    """The items behind a number of the ratings; `report` is its name as the line of ratings has it."""
    return tuple(
        _item(line)
        for line in pack.items
        if (rating is None or line.rating is rating)
        and (not kind or line.kind == kind)
        and (not report or f"{line.report_reference} {line.report_title}" == report)
    )


def _item(line: ItemLine) -> Behind:
    off = f", {line.off_list_reason.lower()}" if line.off_list_reason else ""
    return Behind(line.reference, line.item, line.rating, line.standing.label + off, line.reason)


def _is_of(line: ChangeLine, part: str) -> bool:
    if not part:
        return True
    side, words = _SIDE_OF_PART[line.kind.value, part]
    return str(getattr(line, side)) == words


def _open_at_the_start(pack: Pack) -> tuple[Behind, ...]:
    """What is open at the end, without what came since and with what went."""
    lines = {line.reference: line for line in pack.items}
    names = {change.reference: change.item for change in pack.changes}
    names |= {line.reference: line.item for line in pack.items}
    net = Counter(line.reference for line in pack.items if line.standing is Standing.OPEN)
    ends: dict[str, ChangeLine] = {}
    for change in pack.changes:
        if change.kind.value in WENT:
            net[change.reference] += 1
        elif change.kind.value in CAME:
            net[change.reference] -= 1
        else:
            continue
        last = ends.get(change.reference)
        if last is None or (last.on, last.event_seq) <= (change.on, change.event_seq):
            ends[change.reference] = change
    in_order = [*lines, *sorted(set(names) - set(lines))]
    return tuple(
        _was_open(names[reference], reference, lines.get(reference), ends.get(reference))
        for reference in in_order
        if net[reference] > 0
    )


def _was_open(item: str, reference: str, line: ItemLine | None, end: ChangeLine | None) -> Behind:
    before = line.rating_before if line else None
    if end is None:
        return Behind(reference, item, before, "Still open", "")
    return Behind(reference, item, before, f"{end.kind.label}: {end.after}", end.why, end.on)
