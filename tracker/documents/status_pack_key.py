"""The last sheet of a status pack: what its words mean, what it rests on, and which texts are too long."""

from collections.abc import Iterator, Sequence

from openpyxl.workbook import Workbook

from tracker.documents import status_pack_styles as styles
from tracker.documents.status_pack_page import set_up_page
from tracker.documents.status_pack_rows import Rows, Value
from tracker.documents.status_pack_tables import LongText
from tracker.documents.status_pack_words import (
    MEANINGS,
    copy_in_words,
    history_head,
    moment_in_words,
    title_of_sheet,
)
from tracker.domain.pack_columns import COLUMNS, Sheet
from tracker.domain.pack_layouts import PackLayout, columns_of, sheets_of
from tracker.domain.packs import RATINGS, Pack
from tracker.domain.vocabulary import REFERENCE_CODES

WIDTHS = (40, 110)
MOST_LISTED = 200
SHORT_FORMS = (
    *((code, kind.label) for kind, code in REFERENCE_CODES.items()),
    ("HMICFRS", "His Majesty's Inspectorate of Constabulary and Fire & Rescue Services"),
    ("PCC", "Police and Crime Commissioner"),
    ("PEEL", "Police effectiveness, efficiency and legitimacy: the inspectorate's regular assessment"),
    ("Section 55", "Section 55 of the Police Act 1996: comments on a report are published within 56 days"),
    ("Date in force", "The date agreed last; until one is agreed, the inspectorate's own"),
    ("Turns Red on", "The day on which the item turns Red if nobody acts"),
)


def write_key(book: Workbook, pack: Pack, layout: PackLayout, long: Sequence[LongText]) -> None:
    """Writes the sheet; `long` are the texts of the other sheets that cannot be seen whole."""
    sheet = styles.new_sheet(book, Sheet.KEY.label)
    set_up_page(sheet, pack.head, widths=WIDTHS, paper_size=layout.paper_size, header_row=1)
    sheet.freeze_panes = "A2"
    rows = Rows(sheet, WIDTHS)
    rows.line(title_of_sheet(Sheet.KEY.label, pack), styles.TITLE)
    rows.line(f"{pack.head.marking}. {copy_in_words(pack.head)}.", styles.LEAD)
    blocks: tuple[tuple[str, str, tuple[str, str], Sequence[Sequence[Value]]], ...] = (
        (
            "Ratings, the worst first; each stands as a word, and its colour only repeats it",
            "Table_key_ratings",
            ("Rating", "What it means"),
            [(rating, MEANINGS[rating]) for rating in RATINGS],
        ),
        ("Short forms and terms", "Table_key_terms", ("Short form", "What it stands for"), SHORT_FORMS),
        ("What this pack rests on", "Table_key_record", ("About", "In words"), list(record_of(pack, layout))),
        (
            "Texts too long to be seen whole",
            "Table_key_long",
            ("Cell", "How it stands there"),
            list(_long_told(long)),
        ),
    )
    for title, name, labels, lines in blocks:
        rows.space()
        rows.line(title, styles.BLOCK)
        rows.table(name, labels, lines, filtered=False)


def record_of(pack: Pack, layout: PackLayout) -> Iterator[tuple[str, str]]:
    """What the pack was made from, and what the board did without."""
    yield "Everything is told as at", moment_in_words(pack.head.as_at)
    yield "Head of the history (entry, hash)", history_head(pack.head)
    left_out = [sheet.label for sheet in Sheet if sheet in layout.sheets_left_out]
    yield "Sheets that the board left out", ", ".join(left_out) or "None"
    yield "Columns that the board left out", "; ".join(_columns_left_out(layout)) or "None"


def _columns_left_out(layout: PackLayout) -> Iterator[str]:
    """Each column that the board does without, by its label and its sheet."""
    for sheet in sheets_of(layout):
        shown = {column.key for column in columns_of(layout, sheet)} if sheet in COLUMNS else set()
        for column in COLUMNS.get(sheet, ()):
            if column.key not in shown:
                yield f"{column.label} ({sheet.label})"


def _long_told(long: Sequence[LongText]) -> Iterator[tuple[str, str]]:
    if not long:
        yield "None", "Every text of this pack can be seen whole."
    for text in long[:MOST_LISTED]:
        told = "Longer than a row can show. The whole text stands in the cell: choose it to read on."
        if text.is_cut:
            told = (
                "Cut at 32,767 characters, which is all that a cell holds. The register has the whole text."
            )
        yield f"{text.sheet.label}, {text.place}", told
    if len(long) > MOST_LISTED:
        more = f"{len(long) - MOST_LISTED:,} more"
        yield more, "Longer than a row can show. Each stands in its cell, cut only where it says so."
