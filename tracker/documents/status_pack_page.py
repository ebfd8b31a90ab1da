"""How the sheets of a status pack are printed and seen: paper, repeated titles, header and footer."""

import math
from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins, PrintPageSetup
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tracker.documents.status_pack_text import clean_cell_text, coded
from tracker.documents.status_pack_words import copy_in_words, meeting_in_words
from tracker.domain.cleaning import clean_line
from tracker.domain.packs import PackHead

_PAPER = {"A4": (9, 220), "A3": (8, 315)}
"""Excel's number of a paper, and how many digits' widths a page takes in letters of about 7 points."""
_LONGEST_BOARD, _LONGEST_WORDS = 110, 60
"""In characters of a header as the file holds it, of the 255 that Excel takes in all."""


def set_up_page(
    sheet: Worksheet,
    head: PackHead,
    *,
    widths: Sequence[int],
    paper_size: str,
    header_row: int,
    last_row: int = 0,
) -> None:
    """Landscape, as wide as readable letters allow; the header row repeats, and so does column A where a
    sheet is more than one page wide."""
    number, room = _PAPER[paper_size]
    pages = math.ceil(sum(widths) / room)
    sheet.page_setup = PrintPageSetup(
        worksheet=sheet, orientation="landscape", paperSize=number, fitToWidth=pages, fitToHeight=0
    )
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.8, bottom=0.7, header=0.35, footer=0.3)
    sheet.print_title_rows = f"{header_row}:{header_row}"
    if pages > 1:
        sheet.print_title_cols = "A:A"
        # A title that runs over its neighbours would be cut where column A stands alone: the header has it.
        sheet.print_area = f"A{header_row}:{get_column_letter(len(widths))}{last_row}"
    sheet.sheet_view.showGridLines = False
    _set_header_and_footer(sheet, head)


def _set_header_and_footer(sheet: Worksheet, head: PackHead) -> None:
    board, marking = in_header(head.board, _LONGEST_BOARD), in_header(head.marking, _LONGEST_WORDS)
    bold = '"Arial,Bold"'
    header_footer = HeaderFooter()
    header_footer.oddHeader = HeaderFooterItem(
        left=_HeaderFooterPart(f"&A: {board}"),
        center=_HeaderFooterPart(f"&{bold}{marking}"),
        right=_HeaderFooterPart(in_header(copy_in_words(head), _LONGEST_WORDS)),
    )
    header_footer.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(f"{board}, {in_header(meeting_in_words(head), _LONGEST_WORDS)}"),
        center=_HeaderFooterPart(f"&{bold}{marking}"),
        right=_HeaderFooterPart("Page &P of &N"),
    )
    sheet.HeaderFooter = header_footer


def in_header(text: str, most: int) -> str:
    """The text on one line with its "&" doubled, cut with "…" where the file would hold more characters."""
    line = coded(clean_cell_text(clean_line(text)))
    if len(line) + line.count("&") <= most:
        return line.replace("&", "&&")
    while len(line) + line.count("&") > most - 1:
        line = line[:-1]
    return line.rstrip().replace("&", "&&") + "…"
