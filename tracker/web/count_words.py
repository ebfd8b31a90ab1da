"""The counts and what changed, in words: every term with the way to its items, every change with its acts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for

from tracker.domain.counts import Counts, Term, count_lines
from tracker.domain.items import heading_of
from tracker.domain.packs import CountLine
from tracker.queries.differences import Act, ChangedItem, SideOfItem
from tracker.queries.state_counts import SingleTurn, TurnedItem
from tracker.services.count_views import DifferingRow
from tracker.web.item_words import first_words
from tracker.web.presenting import moment_in_words
from tracker.web.rating_words import NOBODY, day_or_none


@dataclass(frozen=True)
class TermLine:
    """One line of the sum: its sign, words and number, and the list behind it."""

    sign: str
    text: str
    number: int
    href: str
    is_part: bool = False


@dataclass(frozen=True)
class ChangedLine:
    """One item with what changed of it, and the acts that changed it."""

    reference: str
    href: str
    heading: str
    text: str
    is_new: bool
    changes: tuple[tuple[str, str, str], ...]
    acts: tuple[tuple[str, str], ...]


def terms_of(counts: Counts, start: date, end: date) -> list[TermLine]:
    """Every term of the sum in its order, each with the way to its items."""
    return [
        TermLine(line.sign, line.words, line.number, _behind(line, start, end), bool(line.part))
        for line in count_lines(counts)
    ]


def _behind(line: CountLine, start: date, end: date) -> str:
    """The list of the items behind a line: those that turned, or those open on the day."""
    if line.key in (Term.OPENING, Term.CLOSING):
        day = start if line.key == Term.OPENING else end
        return url_for("as_at.show", on=day.isoformat(), standing="open")
    days: dict[str, Any] = {"from": start.isoformat(), "to": end.isoformat()}
    part = {"part": line.part} if line.part else {}
    return url_for("compare.items", **days | {"term": line.key} | part)


def changed_line(one: ChangedItem, acts: Sequence[Act]) -> ChangedLine:
    """One item of the comparison."""
    return ChangedLine(
        one.reference,
        url_for("items.show", reference=one.reference),
        heading_of(one.kind, one.number, one.heading),
        first_words(one.text),
        one.before is None,
        tuple(_changes(one)),
        tuple((_act_in_words(act), act.reason) for act in acts)
        or (("Nothing was recorded: the calendar alone turned it.", ""),),
    )


def _changes(one: ChangedItem) -> Iterator[tuple[str, str, str]]:
    before = _side(one.before) if one.before else {}
    for name, after in _side(one.after).items():
        if before.get(name, "") != after:
            yield name, before.get(name, "") or "nothing", after or "nothing"


def _side(side: SideOfItem) -> dict[str, str]:
    off = f", {side.off_list_reason.label.lower()}" if side.off_list_reason else ""
    return {
        "Rating": side.rating.label if side.rating else "",
        "Standing": side.standing.label + off,
        "Delivery": side.delivery.label,
        "Date in force": day_or_none(side.date_in_force),
        "Owner": side.owner or NOBODY,
        "Owner’s own rating": side.own_rating.label if side.own_rating else "",
    }


def _act_in_words(act: Act) -> str:
    return f"{act.by} {act.name.label}, {moment_in_words(act.at)}"


@dataclass(frozen=True)
class TurnedLine:
    """One item behind a term."""

    reference: str
    href: str
    heading: str
    text: str
    report_title: str
    before: str
    after: str
    at: datetime


def turned_line(one: TurnedItem) -> TurnedLine:
    """One item behind a term of the counts."""
    off = f", {one.off_reason.label.lower()}" if one.off_reason else ""
    return TurnedLine(
        one.reference,
        url_for("items.show", reference=one.reference),
        heading_of(one.kind, one.number, one.heading),
        first_words(one.text),
        first_words(one.report_title, 90),
        one.before.label if one.before else "Not recorded yet",
        one.after.label + off,
        one.at,
    )


def differing_line(one: DifferingRow, reference: str) -> dict[str, object]:
    """An item of which the two sources tell different things, in the words of both."""
    return {
        "reference": reference or f"Item {one.item_id}",
        "href": url_for("items.show", reference=reference or str(one.item_id)),
        "states": [_turn(turn) for turn in one.by_states if turn not in one.by_events],
        "events": [_turn(turn) for turn in one.by_events if turn not in one.by_states],
    }


def _turn(turn: SingleTurn) -> str:
    off = f" ({turn.off_reason})" if turn.off_reason else ""
    told = f"{turn.before or 'nothing'} to {turn.after or 'nothing'}{off}"
    return f"Event {turn.event_seq}, {moment_in_words(turn.at)}: {told}"
