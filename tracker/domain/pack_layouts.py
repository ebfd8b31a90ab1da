"""How a board wants its status pack: sheets and columns left out, its own labels, the size of the paper."""

import json
import re
from dataclasses import dataclass, replace

from tracker.domain.cleaning import clean_line, is_blank
from tracker.domain.pack_columns import COLUMNS, Column, Sheet

PAPER_SIZES = ("A4", "A3")
LONGEST_LABEL = 60
ALWAYS_THERE = frozenset({Sheet.SUMMARY, Sheet.KEY})
_KEPT_COLUMNS = frozenset({"reference", "rating"})
# Excel reads "_x0041_" in the name of a column as the letter A.
_CODED = re.compile(r"_x[0-9A-Fa-f]{4}_")


@dataclass(frozen=True)
class PackLayout:
    """A board's wishes: columns as "register.owner_person", labels by such a name or by the key alone."""

    sheets_left_out: frozenset[Sheet] = frozenset()
    columns_left_out: frozenset[str] = frozenset()
    labels: tuple[tuple[str, str], ...] = ()
    paper_size: str = "A4"


def name_of(sheet: Sheet, column: Column) -> str:
    """The name of a column in a layout: "register.owner_person"."""
    return f"{sheet.value}.{column.key}"


def may_leave_out(sheet: Sheet, column: Column) -> bool:
    """Whether a board may do without the column: not by which a line is known, nor the rating."""
    return column.key not in _KEPT_COLUMNS and column != COLUMNS[sheet][0]


def sheets_of(layout: PackLayout) -> tuple[Sheet, ...]:
    """The sheets that the pack has, in their order."""
    return tuple(sheet for sheet in Sheet if sheet not in layout.sheets_left_out - ALWAYS_THERE)


def columns_of(layout: PackLayout, sheet: Sheet) -> tuple[Column, ...]:
    """The columns that the sheet has, in their order and under the board's own labels."""
    own = dict(layout.labels)
    return tuple(
        replace(column, label=own.get(name_of(sheet, column)) or own.get(column.key) or column.label)
        for column in COLUMNS[sheet]
        if name_of(sheet, column) not in layout.columns_left_out or not may_leave_out(sheet, column)
    )


def problems_with_layout(layout: PackLayout) -> tuple[str, ...]:
    """What has to change before a pack can be made in this layout, in words; none where it can."""
    return (*_left_out_problems(layout), *_label_problems(layout), *_heading_problems(layout))


def _left_out_problems(layout: PackLayout) -> list[str]:
    problems = [
        f"“{sheet.label}” is part of every pack and cannot be left out."
        for sheet in Sheet
        if sheet in layout.sheets_left_out & ALWAYS_THERE
    ]
    known = {name_of(sheet, column): (sheet, column) for sheet in COLUMNS for column in COLUMNS[sheet]}
    for name in sorted(layout.columns_left_out):
        if name not in known:
            problems.append(f"There is no column “{name}” in a pack. Take it off the columns left out.")
        elif not may_leave_out(*known[name]):
            sheet, column = known[name]
            problems.append(f"The column “{column.label}” of “{sheet.label}” cannot be left out.")
    if layout.paper_size not in PAPER_SIZES:
        problems.append(f"Choose the size of the paper: {' or '.join(PAPER_SIZES)}.")
    return problems


def _label_problems(layout: PackLayout) -> list[str]:
    columns = [(sheet, column) for sheet in COLUMNS for column in COLUMNS[sheet]]
    known = {name for sheet, column in columns for name in (name_of(sheet, column), column.key)}
    problems = []
    for name, label in layout.labels:
        if name not in known:
            problems.append(f"There is no column “{name}” in a pack that could have a label of its own.")
        elif is_blank(label):
            problems.append(f"Enter the label for “{name}”, or take it off the list.")
        elif clean_line(label) != label or _CODED.search(label):
            problems.append(f"The label for “{name}” must be one line of plain words.")
        elif len(label) > LONGEST_LABEL:
            problems.append(f"The label for “{name}” must have {LONGEST_LABEL} characters or fewer.")
    if len({name for name, _ in layout.labels}) < len(layout.labels):
        problems.append("Give each column one label of its own at most.")
    return problems


def _heading_problems(layout: PackLayout) -> list[str]:
    """Two columns of one name on a sheet: a table cannot have them."""
    problems = []
    for sheet in COLUMNS:
        seen: set[str] = set()
        for column in columns_of(layout, sheet):
            if column.label.casefold() in seen:
                problems.append(f"Two columns of “{sheet.label}” are labelled “{column.label}”.")
            seen.add(column.label.casefold())
    return problems


def layout_to_json(layout: PackLayout) -> str:
    """The layout as text to keep; equal layouts give equal text."""
    return json.dumps(
        {
            "columns_left_out": sorted(layout.columns_left_out),
            "labels": [list(pair) for pair in layout.labels],
            "paper_size": layout.paper_size,
            "sheets_left_out": [sheet.value for sheet in Sheet if sheet in layout.sheets_left_out],
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def layout_from_json(text: str) -> PackLayout:
    """The layout that was kept; the plain one for empty text. Raises ValueError for any other text."""
    if not text:
        return PackLayout()
    held = json.loads(text)
    try:
        return PackLayout(
            sheets_left_out=frozenset(Sheet(value) for value in held["sheets_left_out"]),
            columns_left_out=frozenset(str(name) for name in held["columns_left_out"]),
            labels=tuple((str(name), str(label)) for name, label in held["labels"]),
            paper_size=str(held["paper_size"]),
        )
    except (KeyError, TypeError) as missing:
        raise ValueError(f"This is not the layout of a pack: {missing}.") from None
