"""The sheets of a status pack that are one table of lines each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from tracker.documents import status_pack_styles as styles
from tracker.documents.status_pack_page import set_up_page
from tracker.documents.status_pack_rows import Rows, Value
from tracker.documents.status_pack_text import MOST_LINES, clean_cell_text, is_cut, lines_needed
from tracker.documents.status_pack_words import EMPTY, NOUNS, are, copy_in_words, title_of_sheet
from tracker.domain.pack_columns import Column, Line, Sheet, lines_of, value_of
from tracker.domain.pack_layouts import PackLayout, columns_of
from tracker.domain.packs import Pack

HEADER_ROW = 4
_WIDER = (1, 1.5, 2, 3, 4)
_WIDEST = 150


@dataclass(frozen=True)
class LongText:
    """A text that a row cannot show whole, or that a cell cannot hold whole; `place` is its cell."""

    sheet: Sheet
    place: str
    is_cut: bool


def write_table_sheet(book: Workbook, pack: Pack, sheet: Sheet, layout: PackLayout) -> list[LongText]:
    """Writes the sheet and tells which of its texts are too long to be seen whole."""
    made = styles.new_sheet(book, sheet.label)
    columns, lines = columns_of(layout, sheet), lines_of(pack, sheet)
    widths = [_fitting_width(lines, column) for column in columns]
    long = list(_long_texts(sheet, lines, columns, widths))
    last_row = HEADER_ROW + max(1, len(lines))
    set_up_page(
        made,
        pack.head,
        widths=widths,
        paper_size=layout.paper_size,
        header_row=HEADER_ROW,
        last_row=last_row,
    )
    made.freeze_panes = f"B{HEADER_ROW + 1}"
    rows = Rows(made, widths)
    rows.line(title_of_sheet(sheet.label, pack), styles.TITLE)
    rows.line(f"{pack.head.marking}. {copy_in_words(pack.head)}.", styles.LEAD)
    rows.line(_told_of(sheet, lines, long), styles.LEAD)
    values = (tuple(_value(line, column) for column in columns) for line in lines)
    if not rows.table(f"Table_{sheet.value}", [c.label for c in columns], values, filtered=True):
        rows.line(EMPTY[sheet.value], styles.LEAD)
    return long


def _told_of(sheet: Sheet, lines: Sequence[Line], long: Sequence[LongText]) -> str:
    """How many lines the sheet has, and what a reader has to know of its longest texts."""
    if not lines:
        return EMPTY[sheet.value]
    told = f"{are(len(lines), *NOUNS[sheet.value])}."
    if long:
        texts = are(len(long), "text is", "texts are")
        told += f" {texts} longer than a row can show: choose the cell to read on; the sheet Key lists them."
    return told


def _value(line: Line, column: Column) -> Value:
    """The value of the cell; a rating as itself, for its colour."""
    if column.kind == "rating":
        rating: Value = getattr(line, column.key)
        return rating
    return value_of(line, column)


def _fitting_width(lines: Sequence[Line], column: Column) -> int:
    """The column's width, wider where that shows a text whole that needs more lines than a row can have."""
    if column.kind != "text":
        return column.width
    widths = [min(_WIDEST, int(column.width * times)) for times in _WIDER]
    texts = [
        text
        for _, text in _worth_a_look(lines, column, column.width)
        if lines_needed(text, widths[-1]) <= MOST_LINES
    ]
    return next(width for width in widths if all(lines_needed(text, width) <= MOST_LINES for text in texts))


def _worth_a_look(lines: Sequence[Line], column: Column, width: int) -> Iterator[tuple[int, str]]:
    """The texts of a column that may need more lines than a row has, each with its place in the list."""
    short = width * MOST_LINES // 4
    for at, line in enumerate(lines):
        value = getattr(line, column.key)
        if isinstance(value, str) and (len(value) > short or value.count("\n") >= MOST_LINES // 2):
            yield at, clean_cell_text(value)


def _long_texts(
    sheet: Sheet, lines: Sequence[Line], columns: Sequence[Column], widths: Sequence[int]
) -> Iterator[LongText]:
    for number, (column, width) in enumerate(zip(columns, widths, strict=True), start=1):
        if column.kind != "text":
            continue
        for at, text in _worth_a_look(lines, column, width):
            if lines_needed(text, width) > MOST_LINES:
                place = f"{get_column_letter(number)}{HEADER_ROW + 1 + at}"
                yield LongText(sheet, place, is_cut(getattr(lines[at], column.key)))
