import io
import random
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.documents.awkward_packs import AWKWARD_TEXTS, awkward_pack
from tests.documents.packs import a_head, a_pack, an_item_line, pack_of
from tracker.documents.status_pack import write_pack
from tracker.documents.status_pack_text import CUT_NOTE, LONGEST_TEXT
from tracker.domain.cleaning import clean_text
from tracker.domain.pack_columns import COLUMNS, Sheet, lines_of, value_of
from tracker.domain.pack_layouts import PackLayout
from tracker.domain.packs import RATINGS, Pack
from tracker.domain.vocabulary import Rating

ROOT = Path(__file__).parents[2]
PLAIN = PackLayout()
HEADER_ROW = 4


def opened(pack: Pack, layout: PackLayout = PLAIN, office: str = "") -> Any:
    return openpyxl.load_workbook(io.BytesIO(write_pack(pack, layout, office)))


def table_of(book: Any, name: str) -> list[list[object]]:
    """The lines of a named table, without its header."""
    for sheet in book.worksheets:
        if name in sheet.tables:
            return [[cell.value for cell in row] for row in sheet[sheet.tables[name].ref]][1:]
    raise AssertionError(f"There is no table {name}.")


def words_of(sheet: Any) -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return pack_of(40, random.Random(7))


@pytest.fixture(scope="module")
def book(pack: Pack) -> Any:
    return opened(pack)


@pytest.mark.parametrize("sheet", list(COLUMNS))
def test_every_value_of_every_line_stands_in_its_cell(sheet: Sheet, pack: Pack, book: Any) -> None:
    wanted = [[value_of(line, c) for c in COLUMNS[sheet]] for line in lines_of(pack, sheet)]
    read = table_of(book, f"Table_{sheet.value}")
    assert wanted
    told = [[value.date() if isinstance(value, datetime) else value for value in row] for row in read]
    assert told == [[None if value == "" else value for value in row] for row in wanted]


def test_the_summary_prints_every_term_of_the_sum_with_its_sign(pack: Pack, book: Any) -> None:
    assert table_of(book, "Table_counts") == [
        ["Open at the start", "Open at the start", None, 27],
        ["New", "New", "+", 13],
        ["Closed", "Closed by HMICFRS", "−", 0],
        ["Open at the end", "Open at the end", "=", 40],
    ]
    assert [line.number for line in pack.counts] == [27, 13, 0, 40]


def test_the_summary_counts_ratings_now_by_kind_and_by_report(pack: Pack, book: Any) -> None:
    now = {row[0]: row[2] for row in table_of(book, "Table_ratings_now")}
    assert now == {r.label: sum(line.rating is r for line in pack.items) for r in RATINGS}
    assert len(pack.items) == 40
    for name, lines in (("kind", pack.by_kind), ("report", pack.by_report)):
        read = table_of(book, f"Table_ratings_by_{name}")
        assert read == [[f"By {name}", line.name, *line.numbers, line.total] for line in lines]


def test_the_summary_prints_grades_with_their_warning_and_the_trend(pack: Pack, book: Any) -> None:
    assert [row[3:] for row in table_of(book, "Table_grades")] == [
        ["Counting bicycles", "Adequate", "Scan (default phase)"],
        ["Keeping lamps", "Inadequate", "Scan (default phase)"],
    ]
    assert "Grades. Grades are not comparable between inspection cycles." in words_of(book["Summary"])
    trend = table_of(book, "Table_trend")
    assert [row[2:] for row in trend] == [[point.open_items, *point.numbers] for point in pack.trend]
    assert trend[-1][0] == datetime(2026, 3, 12)  # noqa: DTZ001 - a cell's day has no zone


def test_a_final_copy_says_which_version_it_is_and_every_reason_given() -> None:
    head = a_head(
        is_draft=False,
        version=2,
        correction="One item was left out.",
        does_not_reconcile="Two items were counted twice.",
        before_cut_off="The ferry leaves early.",
        history_note="History before 1 April 2025 is not held here.",
    )
    facts = {row[0]: row[1] for row in table_of(opened(a_pack(head=head)), "Table_about")}
    assert facts == {
        "Board": "Fenland Bicycle Board",
        "Reference of the board": "fenland-bicycles",
        "Meeting on": datetime(2026, 3, 12),  # noqa: DTZ001 - a cell's day has no zone
        "Agenda item": "7",
        "Marking": "OFFICIAL",
        "Copy": "Final copy, version 2, as at 14:05 on 5 March 2026",
        "The sum begins": "09:00 on 4 December 2025: the final copy for the meeting of 11 December 2025",
        "Why it was corrected": "One item was left out.",
        "The figures do not reconcile because": "Two items were counted twice.",
        "Made before the cut-off because": "The ferry leaves early.",
        "History": "History before 1 April 2025 is not held here.",
    }


def test_a_draft_says_so_on_every_sheet_and_in_every_header(book: Any) -> None:
    for sheet in book.worksheets:
        assert sheet["A2"].value == "OFFICIAL. DRAFT, as at 14:05 on 5 March 2026."
        assert sheet.oddHeader.right.text == "DRAFT, as at 14:05 on 5 March 2026"


def test_the_head_of_the_history_stands_in_the_properties_and_on_the_key(book: Any) -> None:
    assert book.properties.keywords == f"history entry 4711, {'9f' * 32}"
    record = {row[0]: row[1] for row in table_of(book, "Table_key_record")}
    assert record["Head of the history (entry, hash)"] == f"entry 4711, {'9f' * 32}"


def test_the_key_tells_each_rating_in_words_and_in_its_colour(book: Any) -> None:
    read = table_of(book, "Table_key_ratings")
    assert [row[0] for row in read] == [rating.label for rating in RATINGS]
    assert all(row[1] for row in read)


def test_what_a_board_leaves_out_is_left_out_and_the_key_says_so(pack: Pack) -> None:
    layout = PackLayout(
        sheets_left_out=frozenset({Sheet.AGENCIES}),
        columns_left_out=frozenset({"register.owner_person"}),
        labels=(("owner", "Lead officer"),),
    )
    book = opened(pack, layout)
    assert book.sheetnames == [sheet.label for sheet in Sheet if sheet is not Sheet.AGENCIES]
    headers = [cell.value for cell in book["Register"][HEADER_ROW]]
    assert "Lead officer" in headers
    assert not {"Person in the post", "Owner"} & set(headers)
    record = {row[0]: row[1] for row in table_of(book, "Table_key_record")}
    assert record["Sheets that the board left out"] == "Agencies"
    assert record["Columns that the board left out"] == "Person in the post (Register)"


def test_a_board_with_nothing_gets_a_pack_that_says_so_in_words() -> None:
    book = opened(a_pack())
    told = {
        "Changes since the last board": "Nothing changed since the last board.",
        "Exceptions": "No item is Red or Amber.",
        "Register": "No item is on this board's list.",
        "Actions": "There is no action on an item of this board.",
        "Dates moved": "No date was asked for.",
        "Section 55 responses": "There is no Section 55 response to a report of this board's items.",
        "Agencies": "No member agency is recorded for this board.",
    }
    for label, words in told.items():
        sheet = book[label]
        assert sheet.cell(HEADER_ROW + 1, 1).value == words
        assert sheet.cell(HEADER_ROW, 1).value
        assert not sheet.tables
    assert book["Summary"]._charts == []
    assert "No item is on this board's list." in words_of(book["Summary"])


def test_text_is_never_a_formula_and_comes_back_as_it_was_typed() -> None:
    book = opened(awkward_pack())
    for column, label in ((5, "Text"), (11, "Owner"), (30, "Text for the board")):
        sheet = book["Register"]
        assert sheet.cell(HEADER_ROW, column).value == label
        cells = [sheet.cell(HEADER_ROW + at, column) for at in range(1, len(AWKWARD_TEXTS) + 1)]
        assert [cell.value for cell in cells] == list(AWKWARD_TEXTS)
        assert {(cell.data_type, cell.quotePrefix) for cell in cells} == {("s", True)}
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d"}


def test_what_no_file_can_hold_is_cleaned_and_the_words_stay() -> None:
    dirty = an_item_line(text="A\x00\x07B\ufffe\ud800\r\nC\x0bD\rE\x1b", owner="\ud83d\x01", heading="\r=1")
    sheet = opened(a_pack(items=(dirty,), head=a_head(board="Fen\x00land\ud800")))["Register"]
    row = [cell.value for cell in sheet[HEADER_ROW + 1]]
    assert "AB\nC\nD\nE" in row
    assert "\n=1" in row
    assert sheet["A1"].value == "Register: Fenland"


def test_a_text_beyond_a_cell_is_cut_with_a_note_and_named_on_the_key() -> None:
    words = "Words and more words. " * 2000
    emoji = "🚲" * 30_000
    items = (an_item_line(text=words), an_item_line(text=emoji))
    book = opened(a_pack(items=items))
    for row, typed in ((5, words), (6, emoji)):
        text = book["Register"].cell(row, 5).value
        assert len(text.encode("utf-16-le")) // 2 in (LONGEST_TEXT - 1, LONGEST_TEXT)
        assert text.endswith(CUT_NOTE)
        assert typed.startswith(text.removesuffix(CUT_NOTE))
    told = table_of(book, "Table_key_long")
    assert [row[0] for row in told] == ["Register, E5", "Register, E6"]
    assert all("Cut at 32,767 characters" in str(row[1]) for row in told)
    assert "2 texts are longer than a row can show" in book["Register"]["A3"].value


def test_a_text_that_fills_a_cell_exactly_is_whole() -> None:
    words = "w" * LONGEST_TEXT
    book = opened(a_pack(items=(an_item_line(text=words),)))
    assert book["Register"]["E5"].value == words


def test_a_text_too_long_for_a_row_gets_a_wider_column_first() -> None:
    plain, long = an_item_line(), an_item_line(text="Count the bicycles. " * 150)
    narrow, wide = (opened(a_pack(items=(line,))) for line in (plain, long))
    width = wide["Register"].column_dimensions["E"].width
    assert width > narrow["Register"].column_dimensions["E"].width
    assert table_of(wide, "Table_key_long")[0][0] == "None"
    assert wide["Register"].row_dimensions[5].height <= 409


def test_a_day_before_excel_knows_days_is_told_in_words() -> None:
    book = opened(a_pack(items=(an_item_line(date_in_force=date(1899, 12, 31)),)))
    assert "31 December 1899" in [cell.value for cell in book["Register"][5]]


def test_clean_text_changes_none_of_the_awkward_texts() -> None:
    assert [clean_text(text) for text in AWKWARD_TEXTS] == list(AWKWARD_TEXTS)


def test_a_rating_of_the_register_has_a_fill_of_its_own(pack: Pack) -> None:
    red = replace(pack.items[0], rating=Rating.RED)
    green = replace(pack.items[0], rating=Rating.GREEN)
    sheet = opened(a_pack(items=(red, green)))["Register"]
    at = [cell.value for cell in sheet[HEADER_ROW]].index("Rating") + 1
    fills = [sheet.cell(row, at).fill.fgColor.rgb for row in (5, 6)]
    assert fills == ["00B10E1E", "0000602F"]
