"""Writes a sheet of a status pack row by row: values in, cells out, each row as high as its text needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from tracker.documents import status_pack_styles as styles
from tracker.documents.status_pack_styles import Look, cell_in
from tracker.documents.status_pack_text import (
    LINE_HEIGHT,
    cell_value,
    clean_cell_text,
    lines_needed,
    row_height,
)
from tracker.domain.cleaning import clean_line
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.vocabulary import Rating

Value = str | int | date | Rating | None
_BOLD = 1.08  # how much wider bold letters are
_FIRST_YEAR = 1901  # Excel has no days before 1900 and a day too many in it


@dataclass
class Rows:
    """A sheet being written; `widths` are those of its columns in digits, `row` is the last one written."""

    sheet: Worksheet
    widths: Sequence[int]
    row: int = 0
    _cells: tuple[dict[Look, Cell], ...] = field(default=(), init=False)

    def __post_init__(self) -> None:
        self._cells = tuple({} for _ in self.widths)
        for at, width in enumerate(self.widths, start=1):
            # The file counts the padding of a cell into its width.
            self.sheet.column_dimensions[get_column_letter(at)].width = width + 0.8

    def put(self, values: Iterable[Value], look: Look | None = None) -> None:
        """Writes the next row, each value in the look of its kind, or all texts in the one given."""
        cells, lines = [], 1
        for at, value in enumerate(values):
            if isinstance(value, date) and value.year < _FIRST_YEAR:
                value = date_in_words(value)
            if not isinstance(value, str):
                cells.append(self._plain(at, value))
                continue
            rating = value if isinstance(value, Rating) else None
            text = rating.label if rating else clean_cell_text(value)
            own = look or (styles.RATINGS[rating] if rating else styles.TEXT)
            cells.append(self._text(at, text, own))
            lines = max(lines, lines_needed(text, self.widths[at], _BOLD if own.bold else 1.0))
        self._append(cells, row_height(lines))

    def line(self, text: str, look: Look) -> None:
        """Writes a line of text that runs over the cells beside it."""
        self._append(
            [self._text(0, clean_cell_text(clean_line(text)), look)], row_height(1) * look.size / styles.SIZE
        )

    def space(self, rows: int = 1) -> None:
        """Leaves rows empty, of one line each."""
        for _ in range(rows):
            self._append([], LINE_HEIGHT)

    def table(
        self, name: str, labels: Sequence[str], lines: Iterable[Sequence[Value]], *, filtered: bool
    ) -> int:
        """Writes a header and its lines as a named table; gives how many lines there were."""
        self.put(labels, styles.HEADER)
        first = self.row
        for line in lines:
            self.put(line)
        if self.row > first:
            area = f"A{first}:{get_column_letter(len(labels))}{self.row}"
            made = Table(id=1, name=name, displayName=name, ref=area)
            made.tableColumns = [TableColumn(id=at, name=label) for at, label in enumerate(labels, start=1)]
            if filtered:
                made.autoFilter = AutoFilter(ref=area)
            self.sheet.tables.add(made)
        return self.row - first

    def _text(self, at: int, text: str, look: Look) -> Cell:
        cell = self._of(at, look)
        cell.value = cell_value(text)
        if text:
            cell.data_type = "s"  # also where it starts like a formula or is the name of an error
        return cell

    def _plain(self, at: int, value: int | date | None) -> Cell:
        look = styles.DATE if isinstance(value, date) else styles.TEXT if value is None else styles.NUMBER
        cell = self._of(at, look)
        cell.value = value
        return cell

    def _of(self, at: int, look: Look) -> Cell:
        """The cell of this column and look: a row is in the file before the next one fills it again."""
        held = self._cells[at]
        if look not in held:
            held[look] = cell_in(self.sheet, look)
        return held[look]

    def _append(self, cells: list[Cell], height: float) -> None:
        self.row += 1
        self.sheet.row_dimensions[self.row].height = height
        self.sheet.append(cells)
        del self.sheet.row_dimensions[self.row]  # it is in the file
