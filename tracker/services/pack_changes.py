"""The lines of what changed since the last board, and of the dates that were asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.board_counts import BoardSum, BoardTurn
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.london_time import london_day
from tracker.domain.pack_changes import Moved, StateSeen, moves_since, told_by
from tracker.domain.packs import ChangeKind, ChangeLine, MoveLine
from tracker.domain.rag_reasons import reason_alone
from tracker.domain.vocabulary import Rating, TargetState
from tracker.models.base import db
from tracker.queries.board_changes import (
    ActRow,
    ItemName,
    MoveRow,
    StateRow,
    acts_of_the_period,
    items_that_left,
    moves_asked,
    ratings_of_the_period,
    states_of_the_period,
)
from tracker.queries.board_scope import PackScope, known_from
from tracker.services.pack_items import PackItems, name_of

_KINDS = {kind: place for place, kind in enumerate(ChangeKind)}
RATING_KINDS = (ChangeKind.RATING_WORSE, ChangeKind.RATING_BETTER)
"""What the sum tells already is not told again as one of these."""
_DATE_KINDS = (ChangeKind.SLIPPED, ChangeKind.BROUGHT_FORWARD)


def moves_of_pack(*, scope: PackScope, items: PackItems) -> tuple[list[MoveRow], tuple[MoveLine, ...]]:
    """The dates that were asked for, as records and as lines in the order of the items."""
    asked = [_as_at(row, scope) for row in moves_asked(db.session(), scope)]
    places = {item_id: place for place, item_id in enumerate(items.rows)}
    asked = sorted((row for row in asked if row.item_id in places), key=lambda row: places[row.item_id])
    return asked, tuple(_move_line(row, items) for row in asked)


def _as_at(row: MoveRow, scope: PackScope) -> MoveRow:
    """What was decided after the moment is not told."""
    if row.decided_at is None or row.decided_at <= scope.as_at:
        return row
    return row._replace(state=TargetState.ASKED, decided_by=None, decided_at=None, decision_words="")


def _move_line(row: MoveRow, items: PackItems) -> MoveLine:
    item = items.rows[row.item_id]
    return MoveLine(
        reference=item.reference,
        item=name_of(item.kind, item.number),
        before_on=row.before_on,
        wanted_on=row.wanted_on,
        days=(row.wanted_on - row.before_on).days if row.before_on else 0,
        reason=row.reason.label if row.reason else "",
        words=row.words,
        asked_by=row.asked_by,
        asked_on=london_day(row.asked_at),
        state=row.state.label,
        decided_by=row.decided_by or "",
        decided_on=london_day(row.decided_at) if row.decided_at else None,
        decision_words=row.decision_words,
    )


def changes_of_pack(
    *, scope: PackScope, items: PackItems, summed: BoardSum, moves: Sequence[MoveRow]
) -> tuple[ChangeLine, ...]:
    """What changed since the last board, in the order in which it is told; within that, by item."""
    session = db.session()
    told = _Told(
        items=items,
        left=items_that_left(session, scope),
        acts=acts_of_the_period(session, scope),
        # Of two moves to the same day the later one is told.
        reasons={(row.item_id, row.wanted_on): row for row in moves if row.state is TargetState.AGREED},
        known=known_from(session, scope),
    )
    found = [line for turn in summed.single_turns for line in told.of_turn(turn)]
    counted = {(line.reference, line.event_seq) for line in found}
    states, ratings = states_of_the_period(session, scope), ratings_of_the_period(session, scope)
    for item_id in items.rows:
        if item_id in items.ratings_before:
            seen = [state_seen(row, ratings, items.titles, scope) for row in states[item_id]]
            found += [
                line
                for line in told.of_item(item_id, moves_since(seen, scope.opened_on))
                if line.kind not in RATING_KINDS or (line.reference, line.event_seq) not in counted
            ]
    places = {line.reference: place for place, line in enumerate(items.lines)}
    return tuple(sorted(found, key=lambda line: _place(line, places)))


def _place(line: ChangeLine, places: dict[str, int]) -> tuple[int, int, str, date, int]:
    place = places.get(line.reference, len(places))
    return _KINDS[line.kind], place, line.reference, line.on, line.event_seq


def state_seen(
    row: StateRow, ratings: dict[int, list[tuple[date, Rating]]], titles: dict[int, str], scope: PackScope
) -> StateSeen:
    """A state as the rules of what changed take it; one that goes on ends with the moment."""
    until = min(row.valid_to, scope.as_at) if row.valid_to else scope.as_at
    return StateSeen(
        event_seq=row.event_seq,
        on=london_day(row.valid_from),
        until=london_day(until),
        owner_post_id=row.owner_post_id,
        owner=titles.get(row.owner_post_id or 0, ""),
        date_in_force=row.date_in_force,
        ratings=tuple(ratings.get(row.state_id, ())),
    )


@dataclass(frozen=True)
class _Told:
    """Makes the lines, with who did it and why."""

    items: PackItems
    left: dict[int, ItemName]
    acts: dict[int, ActRow]
    reasons: dict[tuple[int, date], MoveRow]
    known: dict[int, datetime]

    def of_turn(self, turn: BoardTurn) -> Iterator[ChangeLine]:
        """The line of a turn that counts in the sum."""
        on = london_day(turn.at)
        if (moved := told_by(turn, on)) is None:
            return
        is_published = self.known.get(turn.item_id) == turn.at
        why = f"Its report was under embargo until {date_in_words(on)}." if is_published else None
        yield self._line(turn.item_id, moved, why, is_by_nobody=is_published)

    def of_item(self, item_id: int, moved: Sequence[Moved]) -> Iterator[ChangeLine]:
        """The lines of an item that was on the board at the start."""
        for one in moved:
            why = None
            if one.kind in _DATE_KINDS and one.date_after is not None:
                why = _asked_for(self.reasons.get((item_id, one.date_after)))
            elif one.kind in RATING_KINDS:
                why = self._rating_why(item_id, one)
            yield self._line(item_id, one, why)

    def _line(self, item_id: int, moved: Moved, why: str | None, *, is_by_nobody: bool = False) -> ChangeLine:
        act = None if is_by_nobody else self.acts.get(moved.event_seq)
        name = self.items.rows.get(item_id) or self.left.get(item_id)
        return ChangeLine(
            kind=moved.kind,
            reference=name.reference if name else f"Item {item_id}",
            item=name_of(name.kind, name.number) if name else "",
            before=moved.before,
            after=moved.after,
            why=_why(act) if why is None else why,
            by=act.by if act else "",
            on=moved.on,
            event_seq=moved.event_seq,
        )

    def _rating_why(self, item_id: int, moved: Moved) -> str:
        """The event's reason, or that the calendar turned it; with why it is rated so."""
        by_rule = self.items.reason_of(item_id)
        alone = reason_alone(by_rule, moved.after)
        act = self.acts.get(moved.event_seq)
        if alone.startswith("overridden") and act and act.reason and act.reason.rstrip(".") in alone:
            return alone[:1].upper() + alone[1:]  # the reason of an override stands in it already
        turned = _why(act) if moved.event_seq else "The calendar"
        if not turned or not alone:
            return turned or by_rule
        return f"{turned.removesuffix('.')}: {alone}"


def _why(act: ActRow | None) -> str:
    """What was done, and the reason that was given: "Took the item off the list: agreed in the meeting"."""
    if act is None:
        return ""
    said = act.name.label[:1].upper() + act.name.label[1:]
    return f"{said}: {act.reason}" if act.reason else f"{said}."


def _asked_for(move: MoveRow | None) -> str | None:
    """Why a date moved, in the words in which it was asked for; None where nobody asked for it."""
    if move is None:
        return None
    return f"{move.reason.label}: {move.words}" if move.reason else move.words
