"""How the cells of a status pack look: letters, fills and edges, and a colour with each rating's word."""

from dataclasses import dataclass
from typing import cast

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tracker.domain.vocabulary import Rating

FONT = "Arial"
SIZE = 10
DATE_FORMAT = "d mmmm yyyy"
INK = "1F2A44"
BLACK, WHITE = "000000", "FFFFFF"


@dataclass(frozen=True, eq=False)
class Look:
    """The look of one kind of cell, each a kind of its own; `fill` is "" where the paper shows."""

    size: int = SIZE
    bold: bool = False
    ink: str = BLACK
    fill: str = ""
    edged: bool = True
    wrap: bool = True
    right: bool = False
    number_format: str = "General"
    is_text: bool = True


TITLE = Look(size=16, bold=True, ink=INK, edged=False, wrap=False)
LEAD = Look(edged=False, wrap=False)
BLOCK = Look(size=12, bold=True, ink=INK, edged=False, wrap=False)
HEADER = Look(bold=True, ink=WHITE, fill=INK)
TEXT = Look()
NUMBER = Look(right=True, is_text=False, number_format="0")
DATE = Look(is_text=False, number_format=DATE_FORMAT)
RATING_COLOURS: dict[Rating, tuple[str, str]] = {
    Rating.RED: ("B10E1E", WHITE),
    Rating.AMBER: ("FFBF47", BLACK),
    Rating.NEW: ("D9D9D9", BLACK),
    Rating.GREEN: ("00602F", WHITE),
    Rating.BLUE_SIGNED_OFF: ("B8D4F0", BLACK),
    Rating.BLUE_CLOSED: ("1D4F91", WHITE),
    Rating.BLUE_COMPLETE: ("8FBCE6", BLACK),
    Rating.NOT_RATED: (WHITE, BLACK),
}
"""The fill of each rating and the letters on it; the word always stands there too."""
RATINGS = {rating: Look(bold=True, fill=fill, ink=ink) for rating, (fill, ink) in RATING_COLOURS.items()}

_EDGE = Border(*(Side(style="thin", color="A6A6A6"),) * 4)


def set_default_font(book: Workbook) -> None:
    """Makes the letters of the pack those in which Excel measures the columns."""
    # The types of openpyxl leave out where a book keeps its first font.
    book._fonts[0] = Font(name=FONT, size=SIZE)  # type: ignore[attr-defined]
    book._named_styles["Normal"].font = Font(name=FONT, size=SIZE)  # type: ignore[attr-defined]


def new_sheet(book: Workbook, label: str) -> Worksheet:
    """The next sheet of the book, to which rows can only be added."""
    # What openpyxl makes here has all of a worksheet's attributes that a pack sets.
    return cast(Worksheet, book.create_sheet(label))


def cell_in(sheet: Worksheet, look: Look) -> Cell:
    """An empty cell of the look, which may be written again and again with other values."""
    cell = WriteOnlyCell(sheet)
    cell.font = Font(name=FONT, size=look.size, bold=look.bold, color=look.ink)
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.edged:
        cell.border = _EDGE
    cell.alignment = Alignment(
        horizontal="right" if look.right else "left",
        vertical="top",
        wrap_text=look.wrap,
        indent=1 if look.right else 0,
    )
    cell.number_format = look.number_format
    cell.quotePrefix = look.is_text
    return cell
