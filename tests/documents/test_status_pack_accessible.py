"""A status pack against the accessibility checklist for spreadsheets, read from the file itself."""

import io
import random
import re
from itertools import pairwise
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from tests.documents.awkward_packs import awkward_pack
from tests.documents.letters import parts_in
from tests.documents.packs import a_pack, pack_of
from tracker.documents.status_pack import write_pack
from tracker.documents.status_pack_styles import RATING_COLOURS
from tracker.documents.status_pack_text import LINE_HEIGHT, lines_needed
from tracker.domain.pack_columns import Sheet
from tracker.domain.pack_layouts import PackLayout
from tracker.domain.packs import RATINGS, Pack
from tracker.domain.vocabulary import Rating

MADE = {
    "many": pack_of(40, random.Random(7)),
    "awkward": awkward_pack(),
    "none": a_pack(),
}
PACKS = pytest.mark.parametrize("pack", list(MADE.values()), ids=list(MADE))


def opened(pack: Pack, paper_size: str = "A4") -> Any:
    return openpyxl.load_workbook(io.BytesIO(write_pack(pack, PackLayout(paper_size=paper_size))))


def tables_in(book: Any) -> list[tuple[Any, Any]]:
    return [(sheet, table) for sheet in book.worksheets for table in sheet.tables.values()]


@PACKS
def test_each_sheet_has_its_name_and_its_title_in_the_first_cell(pack: Pack) -> None:
    book = opened(pack)
    assert book.sheetnames == [sheet.label for sheet in Sheet]
    for sheet in book.worksheets:
        assert sheet["A1"].value == f"{sheet.title}: {pack.head.board}"
    assert book.properties.title
    assert book.properties.language == "en-GB"


@PACKS
def test_nothing_is_merged_or_hidden_and_no_sheet_is_protected(pack: Pack) -> None:
    for sheet in opened(pack).worksheets:
        assert not sheet.merged_cells.ranges
        assert sheet.sheet_state == "visible"
        assert not any(row.hidden for row in sheet.row_dimensions.values())
        assert not any(column.hidden for column in sheet.column_dimensions.values())


@PACKS
def test_every_table_is_named_has_one_header_row_and_no_blank_row(pack: Pack) -> None:
    found = tables_in(opened(pack))
    names = [table.displayName for _, table in found]
    assert len(set(names)) == len(names)
    for sheet, table in found:
        header, *lines = [[cell.value for cell in row] for row in sheet[table.ref]]
        assert re.fullmatch(r"Table_[a-z_]+", table.displayName)
        assert table.headerRowCount == 1
        assert [column.name for column in table.tableColumns] == header
        assert all(isinstance(label, str) and label.strip() for label in header)
        assert len({label.casefold() for label in header}) == len(header)
        assert lines
        assert all(any(value not in (None, "") for value in line) for line in lines)


@PACKS
def test_every_cell_outside_the_titles_stands_in_a_table(pack: Pack) -> None:
    for sheet in opened(pack).worksheets:
        areas = [range_boundaries(table.ref) for table in sheet.tables.values()]
        for row in sheet.iter_rows(min_col=2):
            for cell in row:
                inside = any(a <= cell.column <= c and b <= cell.row <= d for a, b, c, d in areas)
                # A sheet without lines has its header alone.
                assert cell.value is None or inside or not areas or not pack.items


@PACKS
def test_the_tables_of_lines_have_filters_frozen_headers_and_repeated_titles(pack: Pack) -> None:
    book = opened(pack)
    for sheet in book.worksheets:
        assert sheet.freeze_panes == ("A2" if sheet.title in ("Summary", "Key") else "B5")
        assert sheet.print_title_rows in ("$1:$1", "$4:$4")
        for table in sheet.tables.values():
            is_lines = sheet.title not in ("Summary", "Key")
            assert (table.autoFilter is not None) is is_lines
            assert not is_lines or table.ref.startswith("A4:")


@pytest.mark.parametrize(("paper_size", "number"), [("A4", "9"), ("A3", "8")])
def test_each_sheet_prints_landscape_on_the_boards_paper_with_header_and_footer(
    paper_size: str, number: str
) -> None:
    pack = MADE["many"]
    for sheet in opened(pack, paper_size).worksheets:
        assert str(sheet.page_setup.paperSize) == number
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) >= (1, 0)
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.oddHeader.left.text == "&A: Fenland Bicycle Board"
        assert sheet.oddHeader.center.text == sheet.oddFooter.center.text == "OFFICIAL"
        assert sheet.oddFooter.left.text == "Fenland Bicycle Board, meeting of 12 March 2026"
        assert sheet.oddFooter.right.text == "Page &P of &N"


def test_dates_are_real_dates_in_the_offices_format() -> None:
    pack = MADE["many"]
    dates = [
        cell
        for sheet in opened(pack).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.is_date and cell.value is not None
    ]
    assert len(dates) > 200
    assert {cell.number_format for cell in dates} == {"d mmmm yyyy"}
    in_words = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")
    for sheet in opened(pack).worksheets:
        texts = [c.value for row in sheet.iter_rows() for c in row if isinstance(c.value, str)]
        assert not [text for text in texts if in_words.fullmatch(text)]


def test_the_charts_are_described_in_words_with_their_figures() -> None:
    pack = MADE["many"]
    drawings = {n: p for n, p in parts_in(write_pack(pack, PackLayout())).items() if "drawings/drawing" in n}
    (drawing,) = (part.decode() for name, part in drawings.items() if name.endswith(".xml"))
    ratings, trend = re.findall(r'name="Chart \d" descr="([^"]+)"', drawing)
    red = sum(line.rating is Rating.RED for line in pack.items)
    assert ratings.startswith(
        f"Bar chart of the items by rating now: Red – overdue or off track {red}, Amber"
    )
    assert trend.startswith("Line chart of the trend over meetings: on 12 June 2025 ")
    assert f"on 12 March 2026 40 open, {red} Red" in trend
    assert len(opened(pack)["Summary"]._charts) == 2


def _luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(colour[at : at + 2], 16)) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _grey(colour: str) -> str:
    """What a printer without colours makes of it."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return f"{round(0.299 * red + 0.587 * green + 0.114 * blue):02X}" * 3


def test_every_rating_is_a_word_that_is_read_on_its_fill_in_colour_and_in_grey() -> None:
    assert set(RATING_COLOURS) == set(RATINGS) == set(Rating)
    for fill, ink in RATING_COLOURS.values():
        assert _contrast(fill, ink) >= 4.5
        assert _contrast(_grey(fill), ink) >= 4.5
    words = [rating.label for rating in RATINGS]
    assert len(set(words)) == len(words)


def test_a_cell_with_a_fill_always_has_a_word() -> None:
    for sheet in opened(MADE["many"]).worksheets:
        for row in sheet.iter_rows():
            assert all(cell.value for cell in row if cell.fill.fill_type == "solid")


@PACKS
def test_every_row_is_as_high_as_its_longest_text_needs(pack: Pack) -> None:
    for sheet, table in tables_in(opened(pack)):
        for row in sheet[table.ref]:
            height = sheet.row_dimensions[row[0].row].height
            for cell in row:
                if isinstance(cell.value, str):
                    width = int(sheet.column_dimensions[cell.column_letter].width)
                    assert height >= min(400, lines_needed(cell.value, width) * LINE_HEIGHT), cell.coordinate


@PACKS
def test_dates_and_numbers_have_the_room_that_they_need(pack: Pack) -> None:
    for sheet in opened(pack).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                room = sheet.column_dimensions[cell.column_letter].width
                if cell.is_date and cell.value:
                    assert room >= len("30 September 2026")
                elif isinstance(cell.value, int):
                    assert room >= len(str(cell.value)) + 2


def test_the_sheets_follow_one_another_as_the_board_reads_them() -> None:
    order = [sheet.label for sheet in Sheet]
    read = [order.index(name) for name in opened(MADE["many"]).sheetnames]
    assert all(after == before + 1 for before, after in pairwise(read))
