"""Writes a table that can be read aloud: one header row that repeats, no merged cells, no empty cell."""

from collections.abc import Sequence

from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

from tracker.documents.house_style import TEXT_WIDTH
from tracker.documents.word_xml import LABEL, add_lines, add_run, paragraph, set_on
from tracker.domain.cleaning import clean_line, is_blank
from tracker.domain.letter_styles import LetterStyle as S

_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_LETTER, _MARGINS = 135, 230
"""The width of a broad letter in the cells, and of a cell's margins, in twentieths of a point."""
_HEAD_FILL = "E7EAF1"
_NOTHING = "–"
_MOST_SAID = 120  # characters of a cell that ask for room; a longer one takes more lines
_ON_ONE_PAGE = 15  # rows: a table as short as this is never parted by a page's end


def write_table(body: _Element, rows: Sequence[Sequence[str]], caption: str) -> None:
    """Puts the table at the end of the body; the first row names the columns."""
    widths = widths_of(rows)
    table = etree.SubElement(body, qn("w:tbl"))
    _write_look(table, caption, sum(widths))
    numbers = [_is_figures(column) for column in zip(*rows[1:], strict=True)] or [False] * len(widths)
    grid = _with(table, "tblGrid")
    for width in widths:
        _with(grid, "gridCol", w=str(width))
    for number, cells in enumerate(rows):
        row = _with(table, "tr")
        properties = _with(row, "trPr")
        _with(properties, "cantSplit")
        if number == 0:
            _with(properties, "tblHeader")
        for width, text, is_number in zip(widths, cells, numbers, strict=True):
            made = _write_cell(row, width, text, is_head=number == 0)
            if is_number:
                set_on(made, "jc", val="right")
            if len(rows) <= _ON_ONE_PAGE and number < len(rows) - 1:
                set_on(made, "keepNext")


def _is_figures(column: Sequence[str]) -> bool:
    """Whether each cell of the column is a number, which stands to the right under its like."""
    return all(cell.replace(",", "").strip().isdigit() for cell in column)


def widths_of(rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The width of each column: its longest word whole, and the rest shared by how much each has to say."""
    columns = list(zip(*rows, strict=True))
    words = [max(min(len(w), 24) for cell in column for w in (cell.split() or [""])) for column in columns]
    needed = [_LETTER * longest + _MARGINS for longest in words]
    rest = TEXT_WIDTH - sum(needed)
    if rest < 0:
        return tuple(width * TEXT_WIDTH // sum(needed) for width in needed)
    said = [
        max(1, min(max(len(cell) for cell in column), _MOST_SAID) - longest)
        for column, longest in zip(columns, words, strict=True)
    ]
    return tuple(width + int(rest * share / sum(said)) for width, share in zip(needed, said, strict=True))


def _write_look(table: _Element, caption: str, width: int) -> None:
    properties = _with(table, "tblPr")
    _with(properties, "tblW", w=str(width), type="dxa")
    borders = _with(properties, "tblBorders")
    for edge in _EDGES:
        _with(borders, edge, val="single", sz="4", space="0", color="auto")
    _with(properties, "tblLayout", type="fixed")
    margins = _with(properties, "tblCellMar")
    for edge in ("left", "right"):
        _with(margins, edge, w="100", type="dxa")
    _with(properties, "tblLook", val="0020", firstRow="1")
    _with(properties, "tblCaption", val=clean_line(caption))


def _write_cell(row: _Element, width: int, text: str, *, is_head: bool) -> _Element:
    cell = _with(row, "tc")
    properties = _with(cell, "tcPr")
    _with(properties, "tcW", w=str(width), type="dxa")
    if is_head:
        _with(properties, "shd", val="clear", color="auto", fill=_HEAD_FILL)
    made = paragraph(cell, S.CELL)
    if is_head:
        add_run(made, clean_line(text), style=LABEL)
    else:
        add_lines(made, _NOTHING if is_blank(text) else text)
    return made


def _with(holder: _Element, tag: str, /, **values: str) -> _Element:
    made = etree.SubElement(holder, qn(f"w:{tag}"))
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made
