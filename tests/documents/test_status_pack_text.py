import pytest
from openpyxl.cell.rich_text import CellRichText

from tracker.documents.status_pack_page import in_header
from tracker.documents.status_pack_text import (
    MOST_LINES,
    TALLEST_ROW,
    cell_value,
    clean_cell_text,
    is_cut,
    lines_needed,
    row_height,
)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("short", 10, 1),
        ("one\ntwo\n\nfour", 40, 4),
        ("eleven char eleven char", 11, 2),
        ("eleven characters eleven characters", 11, 4),
        ("w" * 100, 20, 8),  # 100 letters of 722 in lines of 20 * 556 * 0.93
        ("漢字" * 20, 20, 5),
        ("WIDE CAPITALS NEED MORE", 20, 2),
        ("narrow: illicit titillation", 20, 1),
    ],
)
def test_a_text_takes_the_lines_that_its_letters_need(text: str, width: int, lines: int) -> None:
    assert lines_needed(text, width) == lines


def test_bold_letters_need_more_room() -> None:
    text = "Counted by the wardens of the marsh"
    assert lines_needed(text, 33) == 1
    assert lines_needed(text, 33, 1.2) == 2


def test_a_row_is_never_higher_than_excel_allows() -> None:
    assert row_height(1) == 15.75
    assert row_height(MOST_LINES) <= TALLEST_ROW < MOST_LINES * 12.75 + 3 + 12.75
    assert row_height(1000) == TALLEST_ROW


@pytest.mark.parametrize("text", ["_x0041_", "a_x000D_b", "_x005F_x0041_", "_x0041__x0042_", " _x00e9_ "])
def test_a_text_that_excel_would_decode_is_parted_and_loses_nothing(text: str) -> None:
    value = cell_value(text)
    assert isinstance(value, CellRichText)
    assert "".join(str(part) for part in value) == text
    assert not any(str(part).lower().startswith("_x") and len(str(part)) > 6 for part in value)


@pytest.mark.parametrize("text", ["plain", "_xyz_", "snake_x_case", "_x12_"])
def test_any_other_text_is_given_as_it_is(text: str) -> None:
    assert cell_value(text) == text
    assert cell_value("") is None


def test_whether_a_text_is_cut_is_counted_as_excel_counts() -> None:
    assert not is_cut("w" * 32_767)
    assert is_cut("w" * 32_768)
    assert is_cut("🚲" * 16_384)
    assert not is_cut("w" * 32_767 + "\x00")
    assert clean_cell_text("w" * 32_767) == "w" * 32_767


@pytest.mark.parametrize(
    ("text", "most", "made"),
    [
        ("Fen & Marsh", 40, "Fen && Marsh"),
        ("two\nlines", 40, "two lines"),
        ("&&&&&&", 7, "&&&&&&…"),
        ("Marsh wardens", 8, "Marsh w…"),
        ("_x0041_", 40, "_x005F_x0041_"),
    ],
)
def test_a_header_doubles_its_ampersands_and_is_cut_between_them(text: str, most: int, made: str) -> None:
    assert in_header(text, most) == made
    assert len(made) <= most
