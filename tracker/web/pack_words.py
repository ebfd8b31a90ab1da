"""A pack in the words of its page: its sum and its ratings, each number with the way to its rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from tracker.domain.counts import Term
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.pack_columns import COLUMNS, Sheet, lines_of
from tracker.domain.pack_figures import Behind
from tracker.domain.pack_layouts import sheets_of
from tracker.domain.packs import RATINGS, ChangeKind, CountLine, GradeLine, RatingLine
from tracker.domain.vocabulary import Rating
from tracker.services.pack_views import MEANINGS, NOT_COMPARABLE, SHORT_FORMS, PackSeen
from tracker.services.trend_charts import trend_drawn
from tracker.web.addresses import page_at
from tracker.web.charts import Chart, chart_of
from tracker.web.count_words import TermLine
from tracker.web.pack_sheets import SheetShown, sheet_shown, slug_of
from tracker.web.presenting import Column, Tag, Tone

FIRST_LINES = 10
"""Lines of each sheet that the page of a pack shows."""
KEY, SUMMARY = slug_of(Sheet.KEY), slug_of(Sheet.SUMMARY)
NEVER_CUT = 25
"""Lines of a table of the summary that stand open; a longer one is folded."""


@dataclass(frozen=True)
class Number:
    """A number with the way to its rows; "" where it is nothing."""

    label: str
    number: int
    href: str


@dataclass(frozen=True)
class RatingRow:
    """One line of ratings, its sum first."""

    name: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class RatingTable:
    """The ratings by kind, or by report."""

    title: str
    first: str
    columns: tuple[Column, ...]
    rows: tuple[RatingRow, ...]
    is_folded: bool


@dataclass(frozen=True)
class PackTop:
    """What stands above every page of a pack."""

    title: str
    board: str
    board_href: str
    pack_href: str
    tag: Tag
    state: str
    notes: tuple[str, ...]
    damage: str


@dataclass(frozen=True)
class PackPage:
    """The page of a pack."""

    top: PackTop
    menu: tuple[tuple[str, str], ...]
    ways: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    terms: tuple[TermLine, ...]
    now: tuple[tuple[Rating, str, Number], ...]
    tables: tuple[RatingTable, ...]
    grades: tuple[GradeLine, ...]
    grades_note: str
    charts: tuple[Chart, ...]
    sheets: tuple[SheetShown, ...]
    short_forms: tuple[tuple[str, str], ...]
    record: tuple[tuple[str, str], ...]


def pack_page(seen: PackSeen, on: str) -> PackPage:
    """The pack, with the first lines of each of its sheets; `on` is the day of the address."""
    pack, layout = seen.pack, seen.layout
    shown = [sheet for sheet in sheets_of(layout) if sheet in COLUMNS]
    sheets = tuple(
        sheet_shown(
            seen,
            sheet,
            lines_of(pack, sheet)[:FIRST_LINES],
            more_href=address(seen, on, "packs.sheet", sheet=slug_of(sheet)),
        )
        for sheet in shown
    )
    numbers = Counter(line.rating for line in pack.items)
    return PackPage(
        top=pack_top(seen, on),
        menu=(
            (Sheet.SUMMARY.label, SUMMARY),
            *((one.title, one.slug) for one in sheets),
            (Sheet.KEY.label, KEY),
        ),
        ways=_ways(seen),
        facts=seen.facts,
        terms=terms_of(pack.counts, seen, on),
        now=tuple((one, MEANINGS[one], _rated(seen, on, numbers[one], one)) for one in RATINGS),
        tables=(
            _table(seen, on, "Ratings by kind", "Kind", pack.by_kind),
            _table(seen, on, "Ratings by report", "Report", pack.by_report),
        ),
        grades=pack.grades,
        grades_note=NOT_COMPARABLE,
        charts=tuple(chart_of(drawn) for drawn in trend_drawn(pack.trend)) if pack.trend else (),
        sheets=sheets,
        short_forms=tuple(SHORT_FORMS),
        record=seen.record,
    )


def pack_top(seen: PackSeen, on: str) -> PackTop:
    """The head of a page of the pack."""
    head = seen.pack.head
    meets = f", meeting of {date_in_words(head.meeting_on)}" if head.meeting_on else ""
    tag = Tag("Draft", Tone.AMBER) if head.is_draft else Tag("Final copy", Tone.BLUE)
    notes = [head.history_note, _of_day(seen, on)]
    if seen.is_without_texts:
        notes.append("The text for the board is shown here once the final copy is made.")
    if head.does_not_reconcile:
        notes.append(f"The figures do not reconcile because: {head.does_not_reconcile}")
    return PackTop(
        f"Status pack{meets}",
        seen.board.name,
        url_for("boards.show", board=seen.board.reference),
        address(seen, on, "packs.show"),
        tag,
        f"{seen.state}. {head.marking}".rstrip(". ") + ".",
        tuple(note for note in notes if note),
        seen.damage,
    )


def _of_day(seen: PackSeen, on: str) -> str:
    """Which final copy it is, where the day is not that of its meeting."""
    if seen.copy is None or seen.meeting is None:
        return ""
    met = date_in_words(seen.meeting.on)
    if on == seen.meeting.on.isoformat():
        return f"These are the rows of the final copy for the meeting on {met}, as they were printed."
    return f"A final copy for the meeting on {met} was made on this day: these are its rows, as printed."


def _ways(seen: PackSeen) -> tuple[tuple[str, str], ...]:
    if seen.meeting is None:
        return ()
    values = {"board": seen.board.reference, "on": seen.meeting.on.isoformat()}
    ways = (
        ("The meeting", page_at("meetings.show", **values)),
        ("Final copy and downloads", page_at("final_copies.show", **values)),
    )
    return tuple(way for way in ways if way[1])


def address(seen: PackSeen, on: str, endpoint: str, **values: str) -> str:
    """Another page of the same pack."""
    given: dict[str, Any] = {"board": seen.board.reference} | values | ({"on": on} if on else {})
    return url_for(endpoint, **given)


def terms_of(counts: Sequence[CountLine], seen: PackSeen, on: str) -> tuple[TermLine, ...]:
    """The sum, each number with the way to its rows."""
    return tuple(
        TermLine(
            line.sign,
            line.words,
            line.number,
            address(seen, on, "packs.rows", term=line.key, **({"part": line.part} if line.part else {})),
            bool(line.part),
        )
        for line in counts
    )


def _rated(seen: PackSeen, on: str, number: int, rating: Rating | None, **of: str) -> Number:
    chosen = ({"rating": rating.value} if rating else {}) | of
    href = address(seen, on, "packs.rows", **chosen) if number else ""
    return Number(rating.label if rating else "In all", number, href)


def _table(seen: PackSeen, on: str, title: str, first: str, lines: Sequence[RatingLine]) -> RatingTable:
    """The lines of ratings; the line of all items has no name to choose by."""
    kinds = {line.kind for line in seen.pack.items}
    rows = []
    for line in lines:
        of = {} if first == "Kind" and line.name not in kinds else {first.lower(): line.name}
        numbers = [
            _rated(seen, on, number, rating, **of)
            for rating, number in zip(RATINGS, line.numbers, strict=True)
        ]
        rows.append(RatingRow(line.name, (_rated(seen, on, line.total, None, **of), *numbers)))
    labels = (first, "In all", *(rating.label for rating in RATINGS))
    columns = tuple(Column(label, is_number=label != first) for label in labels)
    return RatingTable(title, first, columns, tuple(rows), len(rows) > NEVER_CUT)


@dataclass(frozen=True)
class BehindLine:
    """One row behind a number."""

    reference: str
    href: str
    item: str
    rating: Rating | None
    said: str
    why: str
    on: str


def behind_line(row: Behind) -> BehindLine:
    """One row behind a number."""
    return BehindLine(
        row.reference,
        url_for("items.show", reference=row.reference),
        row.item,
        row.rating,
        row.said,
        row.why,
        date_in_words(row.on) if row.on else "",
    )


def behind_title(seen: PackSeen, key: str, part: str) -> str:
    """A term with its part, as the sum prints them."""
    named = {(line.key, line.part): line.words for line in seen.pack.counts}
    term = named.get((key, "")) or next(one.label for one in (*Term, *ChangeKind) if one.value == key)
    return f"{term}: {named.get((key, part), part.replace('_', ' '))}" if part else term


def rated_title(rating: Rating | None, *, kind: str, report: str) -> str:
    """Whose ratings were chosen."""
    return ", ".join(filter(None, [rating.label if rating else "All items", kind, report]))
