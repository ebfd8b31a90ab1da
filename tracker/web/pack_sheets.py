"""The sheets of a pack as a page shows them: the same lines, columns and labels as in the workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.pack_columns import COLUMNS, Column, Line, Sheet, lines_of, value_of
from tracker.domain.pack_layouts import columns_of
from tracker.domain.packs import ActionLine
from tracker.domain.vocabulary import Rating
from tracker.services.pack_views import EMPTY, NOUNS, PackSeen
from tracker.web.presenting import Column as Head
from tracker.web.presenting import Tag, counted, tag_of

TABLES = frozenset({Sheet.CHANGES, Sheet.AGENCIES})
"""The sheets whose lines are short enough for one row each; of the others each line is a block."""
TOGETHER = {
    Sheet.CHANGES: (("reference", "item"), ("before", "after"), ("by", "on", "event_seq")),
}
"""Columns of a table that stand in one cell, one under the other: a page is narrower than a sheet."""
TITLES = ("reference", "key", "item", "rating")
FIRST_READ = {
    Sheet.REGISTER: frozenset(
        {"heading", "text", "owner", "reason", "date_in_force", "turns_red_on", "next_step", "update"}
    )
}
"""Of a sheet of many columns, those that stand open; the others are folded."""
LONG = 40
"""From so many characters on a column's text takes the whole width."""
_PLAIN_NUMBERS = frozenset({"key", "event_seq"})


@dataclass(frozen=True)
class Cell:
    """One cell: its column's label and its text, with a tag where it is a rating."""

    label: str
    text: str
    href: str = ""
    tag: Tag | None = None
    is_number: bool = False
    is_long: bool = False


@dataclass(frozen=True)
class Place:
    """One cell of a table on the page, with the columns that stand in it."""

    label: str
    cells: tuple[Cell, ...]
    is_number: bool


@dataclass(frozen=True)
class Block:
    """One line of a sheet as a block: by what it is known, and what stands open and folded of it."""

    title: Cell
    under: str
    tag: Tag | None
    cells: tuple[Cell, ...]
    folded: tuple[Cell, ...]


@dataclass(frozen=True)
class SheetShown:
    """A sheet, or the first lines of it; `more_href` leads to all of them, "" where they are all here."""

    slug: str
    title: str
    told: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Place, ...], ...]
    blocks: tuple[Block, ...]
    more_words: str
    more: str
    more_href: str


def sheet_by_slug(slug: str) -> Sheet | None:
    """The sheet of an address: one that is a table of lines."""
    return next((sheet for sheet in COLUMNS if slug_of(sheet) == slug), None)


def slug_of(sheet: Sheet) -> str:
    """The sheet in an address."""
    return sheet.value.replace("_", "-")


def sheet_shown(seen: PackSeen, sheet: Sheet, lines: Sequence[Line], *, more_href: str = "") -> SheetShown:
    """These lines of the sheet; the others are at `more_href`."""
    columns, total = columns_of(seen.layout, sheet), len(lines_of(seen.pack, sheet))
    is_cut = len(lines) < total
    is_table, places = sheet in TABLES, _together(sheet, columns)
    return SheetShown(
        slug_of(sheet),
        sheet.label,
        f"{counted(total, *NOUNS[sheet.value])}." if total else EMPTY[sheet.value],
        tuple(Head(_label(one), is_number=_is_number(one)) for one in places),
        tuple(_places(line, sheet, places) for line in lines) if is_table else (),
        () if is_table else tuple(_block(line, sheet, columns) for line in lines),
        f"The first {len(lines)} stand here." if is_cut else "",
        f"See all {counted(total, 'line')} of “{sheet.label}”" if is_cut else "",
        more_href if is_cut else "",
    )


def _block(line: Line, sheet: Sheet, columns: Sequence[Column]) -> Block:
    # A report without a response has a line too, and is known by its own reference.
    title = next((one for one in columns if value_of(line, one)), columns[0])
    shown = [column for column in columns if column is not title and column.key not in TITLES]
    first = FIRST_READ.get(sheet)
    return Block(
        _cell(line, sheet, title),
        str(getattr(line, "item", "")),
        tag_of(line.rating) if hasattr(line, "rating") else None,
        _told([_cell(line, sheet, one) for one in shown if first is None or one.key in first]),
        _told([_cell(line, sheet, one) for one in shown if first is not None and one.key not in first]),
    )


def _told(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells that hold something."""
    return tuple(cell for cell in cells if cell.text)


def _together(sheet: Sheet, columns: Sequence[Column]) -> list[list[Column]]:
    """The columns by the cell in which they stand."""
    places: dict[str, list[Column]] = {}
    for column in columns:
        keys = next((keys for keys in TOGETHER.get(sheet, ()) if column.key in keys), (column.key,))
        places.setdefault(keys[0], []).append(column)
    return list(places.values())


def _places(line: Line, sheet: Sheet, places: Sequence[Sequence[Column]]) -> tuple[Place, ...]:
    return tuple(
        Place(_label(one), _told([_cell(line, sheet, column) for column in one]), _is_number(one))
        for one in places
    )


def _label(columns: Sequence[Column]) -> str:
    return ", ".join(column.label for column in columns)


def _is_number(columns: Sequence[Column]) -> bool:
    return all(column.kind == "number" for column in columns)


def _cell(line: Line, sheet: Sheet, column: Column) -> Cell:
    value = value_of(line, column)
    rating = getattr(line, column.key)
    return Cell(
        column.label,
        _text(value, column),
        _href(line, sheet, column),
        tag_of(rating) if isinstance(rating, Rating) else None,
        column.kind == "number",
        column.width >= LONG,
    )


def _text(value: str | int | date | None, column: Column) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return date_in_words(value)
    if isinstance(value, int) and column.key not in _PLAIN_NUMBERS:
        return f"{value:,}"
    return str(value)


def _href(line: Line, sheet: Sheet, column: Column) -> str:
    """The record that a reference names."""
    if not getattr(line, column.key):
        return ""
    if isinstance(line, ActionLine):
        return url_for("actions.show", key=line.key) if column.key == "key" else ""
    if column.key == "report_reference":
        return url_for("reports.show", reference=getattr(line, column.key))
    if column.key != "reference":
        return ""
    page = "responses.show" if sheet is Sheet.RESPONSES else "items.show"
    return url_for(page, reference=getattr(line, column.key))
