"""The Excel status pack of a board: rows in, the bytes of a workbook out."""

from openpyxl.workbook import Workbook

from tracker.documents.status_pack_file import Properties, write_book
from tracker.documents.status_pack_key import write_key
from tracker.documents.status_pack_styles import set_default_font
from tracker.documents.status_pack_summary import write_summary
from tracker.documents.status_pack_tables import LongText, write_table_sheet
from tracker.documents.status_pack_words import history_head, title_of
from tracker.domain.file_names import clean_file_name
from tracker.domain.pack_columns import Sheet
from tracker.domain.pack_layouts import PackLayout, sheets_of
from tracker.domain.packs import Pack, PackHead

# Strokes part folders, and Excel saves no file under a name with square brackets.
_NO_FILE_NAME = str.maketrans({"/": "_", "\\": "_", "[": "(", "]": ")"})
_NO_SHEET_OF_ROWS = frozenset({Sheet.SUMMARY, Sheet.KEY})


def write_pack(pack: Pack, layout: PackLayout, office: str = "") -> bytes:
    """The workbook in the board's layout; `office` is who made it, the board itself where none is named."""
    # Rows go to disk as they are written: one way for ten items and for 20,000.
    book = Workbook(write_only=True)
    set_default_font(book)
    alt_texts = write_summary(book, pack, layout.paper_size)
    long: list[LongText] = []
    for sheet in sheets_of(layout):
        if sheet not in _NO_SHEET_OF_ROWS:
            long += write_table_sheet(book, pack, sheet, layout)
    write_key(book, pack, layout, long)
    properties = Properties(
        title=title_of(pack.head),
        creator=office or pack.head.board,
        keywords=f"history {history_head(pack.head)}",
        made_at=pack.head.as_at,
    )
    return write_book(book, properties, alt_texts)


def pack_file_name(head: PackHead) -> str:
    """The name under which the pack is downloaded."""
    day = f" {head.meeting_on.isoformat()}" if head.meeting_on else ""
    copy = " draft" if head.is_draft else f" version {head.version}"
    return clean_file_name(f"Status pack {head.board.translate(_NO_FILE_NAME)}{day}{copy}.xlsx")
