"""Rows of tables that a conversion turned into text: cells parted by tabs or bars, or one to a line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.phrasing import structure
from tracker.domain.phrasing.deadlines import read_deadlines
from tracker.domain.phrasing.report_lines import Line
from tracker.domain.phrasing.report_marks import clean_words
from tracker.domain.phrasing.report_paragraphs import Para
from tracker.domain.vocabulary import ItemKind

_COLUMNS = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("number", r"(?:no|number|nr|ref|reference|rec(?:ommendation)?\s+(?:no|number|ref)|id|#)\.?"),
        (
            "by_when",
            r"(?:target\s+|due\s+|completion\s+)?(?:deadline|time-?scale|time\s*frame|date|due|by\s+when|when)s?",
        ),
        (
            "for_names",
            r"(?:for(?:\s+whom)?|to(?:\s+whom)?|addressees?|addressed\s+to|responsible(?:\s+\w+)?|bod(?:y|ies)|"
            r"organisations?|who)",
        ),
        ("status", r"(?:status|progress|position)"),
        (
            "text",
            r"(?:(?:our\s+)?recommendations?|areas?\s+(?:for|still\s+requiring)\s+improvement|AFIs?|"
            r"causes?\s+of\s+concern|actions?|text|wording|findings?|"
            r"what\s+(?:should|must|needs\s+to)\s+(?:be\s+done|happen))",
        ),
    )
)
_NUMBER_CELL = re.compile(
    r"(?P<kind>[A-Za-z][A-Za-z ]{1,40}?\s*)?(?P<number>[0-9]{1,3}(?:\.[0-9]{1,3})*[a-z]?)\.?"
)
_BAR = re.compile(r"[|│]")


@dataclass(frozen=True)
class Row:
    """One row: its text as a paragraph, and what its other cells say."""

    kind: ItemKind
    number: str | None
    heading: str
    para: Para
    for_names: str = ""
    by_when: str = ""
    status: str = ""
    start: int = 0


@dataclass(frozen=True)
class _Cell:
    start: int
    end: int
    text: str


def rows_of_tables(source: str, lines: Sequence[Line]) -> tuple[list[Row], set[int]]:
    """The rows of every table with a header that names its columns, and the places of the lines they took."""
    rows: list[Row] = []
    taken: set[int] = set()
    at = 0
    while at < len(lines):
        end = (
            _row_table(source, lines, at, rows)
            or _column_table(source, lines, at, rows)
            or _headed_row(source, lines, at, rows)
        )
        if end:
            taken.update(range(at, end))
        at = end or at + 1
    return rows, taken


def _row_table(source: str, lines: Sequence[Line], at: int, rows: list[Row]) -> int | None:
    header = _cells(source, lines[at])
    columns = [_column(cell.text) for cell in header]
    if len(header) < 2 or "text" not in columns or len(set(columns) - {""}) < 2:
        return None
    end, found = at + 1, []
    while end < len(lines):
        cells = _cells(source, lines[end])
        if lines[end].aside and "border" not in lines[end].aside and len(cells) < 2:
            end += 1
            continue
        if lines[end].aside:
            end += 1
            continue
        if len(cells) != len(header):
            break
        if row := _row(
            source, dict(zip(columns, cells, strict=True)), header[columns.index("text")].text, lines[end]
        ):
            found.append(row)
        end += 1
    rows.extend(found)
    return end if found else None


def _column_table(source: str, lines: Sequence[Line], at: int, rows: list[Row]) -> int | None:
    """A table whose cells came one to a line: headers first, then row after row, each after its number."""
    columns, names = [], []
    for line in lines[at : at + 6]:
        column = _column(line.plain)
        if not column or column in columns:
            break
        columns.append(column)
        names.append(line.plain)
    if len(columns) < 2 or columns[0] != "number" or "text" not in columns:
        return None
    at_row, found = at + len(columns), 0
    while (
        at_row < len(lines)
        and re.fullmatch(_NUMBER_CELL, lines[at_row].plain)
        and lines[at_row].plain[:1].isdigit()
    ):
        stop = at_row + 1
        while (
            stop < len(lines)
            and stop - at_row < 40
            and not re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]+)*\.?", lines[stop].plain)
        ):
            stop += 1
        body = [_Cell(line.start, line.end, line.words) for line in lines[at_row + 1 : stop]]
        after = columns[columns.index("text") + 1 :]
        if len(body) < 1 + len(after):
            break
        if stop == len(lines) or stop - at_row >= 40:
            stop = min(stop, at_row + len(columns))
            body = body[: len(columns) - 1]
        cut = len(body) - len(after)
        cells = {"number": _Cell(lines[at_row].start, lines[at_row].end, lines[at_row].plain)}
        cells |= {"text": _Cell(body[0].start, body[cut - 1].end, "")} | dict(
            zip(after, body[cut:], strict=True)
        )
        row = _row(source, cells, names[columns.index("text")], lines[at_row])
        if row is None:
            break
        rows.append(row)
        at_row, found = stop, found + 1
    return at_row if found else None


def _headed_row(source: str, lines: Sequence[Line], at: int, rows: list[Row]) -> int | None:
    """A row without a header above it that opens with "Recommendation 1": its longest cell is the text."""
    cells = _cells(source, lines[at])
    heading = structure.item_heading(cells[0].text) if len(cells) > 2 else None
    if heading is None or heading.rest or heading.number is None:
        return None
    text = max(cells[1:], key=lambda cell: len(cell.text))
    found = {"number": cells[0], "text": text}
    for cell in cells[1:]:
        if cell is not text:
            found[
                "by_when"
                if read_deadlines(f"By {cell.text}", None) or read_deadlines(cell.text, None)
                else "for_names"
            ] = cell
    row = _row(source, found, heading.heading, lines[at])
    if row is None:
        return None
    rows.append(row)
    return at + 1


def _cells(source: str, line: Line) -> list[_Cell]:
    separator = re.compile(r"\t+") if "\t" in line.words else _BAR
    text = source[line.start : line.end]
    cells, start = [], 0
    for match in [*separator.finditer(text), None]:
        end = match.start() if match else len(text)
        words = text[start:end]
        if words.strip():
            left = start + len(words) - len(words.lstrip())
            cells.append(_Cell(line.start + left, line.start + start + len(words.rstrip()), words.strip()))
        start = match.end() if match else end
    return cells


def _column(name: str) -> str:
    bare = name.strip(" *:")
    return next((column for column, pattern in _COLUMNS if pattern.fullmatch(bare)), "")


def _row(source: str, cells: dict[str, _Cell], text_column: str, line: Line) -> Row | None:
    text = cells.get("text")
    if text is None or text.end <= text.start:
        return None
    kind, number, heading = _kind_of(text_column), None, ""
    if (cell := cells.get("number")) is not None:
        printed = " ".join(cell.text.replace("*", "").split())
        if found := structure.item_heading(printed):
            kind, number, heading = found.kind, found.number, printed
        elif match := _NUMBER_CELL.fullmatch(printed):
            number = match.group("number")
        else:
            return None
    words = clean_words(source, [(text.start, text.end)], frozenset(), frozenset())
    others = {
        name: " ".join(cells[name].text.split())
        for name in ("for_names", "by_when", "status")
        if name in cells
    }
    para = Para(words, text.start, text.end, line.block)
    return Row(kind, number, heading, para, start=line.start, **others)


def _kind_of(column: str) -> ItemKind:
    kind = structure.group_heading(column.strip(" *:"))
    if kind is None and (found := structure.item_heading(column.strip(" *:"))):
        kind = found.kind
    return kind or ItemKind.RECOMMENDATION
