import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table

from tests.documents.papers import a_paper, a_part, a_status_paper, read_back
from tracker.documents.board_paper_table import widths_of
from tracker.documents.house_style import TEXT_WIDTH


def the_table() -> Table:
    (table,) = read_back(a_status_paper()).tables
    return table


def test_the_first_row_names_the_columns_and_repeats_on_every_page_and_no_other_does() -> None:
    rows = the_table()._tbl.tr_lst
    heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
    assert heads == [True] + [False] * (len(rows) - 1)
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_every_row_has_a_cell_for_each_column_of_the_widths_that_are_set() -> None:
    table = the_table()._tbl
    grid = [int(held.get(qn("w:w"), "0")) for held in table.iter(qn("w:gridCol"))]
    assert sum(grid) <= TEXT_WIDTH
    for row in table.tr_lst:
        assert [int(held.get(qn("w:w"), "0")) for held in row.iter(qn("w:tcW"))] == grid


def test_the_table_says_what_it_is_and_a_short_one_is_not_parted() -> None:
    table = the_table()._tbl
    assert [held.get(qn("w:val")) for held in table.iter(qn("w:tblCaption"))] == ["Ratings by kind"]
    kept = [held.find(f".//{qn('w:keepNext')}") is not None for held in table.tr_lst]
    assert kept == [True] * (len(kept) - 1) + [False]


def test_an_empty_cell_says_so_and_a_long_table_may_be_parted() -> None:
    rows = (("A", "B"), *((str(n), "") for n in range(40)))
    (table,) = read_back(a_paper(a_part("Words.", rows=rows))).tables
    assert [cell.text for cell in table.rows[1].cells] == ["0", "–"]
    assert table._tbl.find(f".//{qn('w:keepNext')}") is None


def test_numbers_stand_to_the_right_under_their_like_and_words_do_not() -> None:
    rows = (("Kind", "Items", "Note"), ("AFI", "1,204", "12"), ("REC", "7", "none"))
    (table,) = read_back(a_paper(a_part("Words.", rows=rows))).tables
    aligned = [[cell.paragraphs[0].alignment for cell in row.cells] for row in table.rows]
    assert aligned == [[None, WD_ALIGN_PARAGRAPH.RIGHT, None]] * 3


@pytest.mark.parametrize(
    "rows",
    [
        (("A",),),
        (("Recommendation", "All"), ("1", "2")),
        (("A", "B"), ("short", "long words " * 400)),
        tuple(tuple("x" * 40 for _ in range(8)) for _ in range(3)),
        (("A", "B"), ("", "")),
    ],
)
def test_the_widths_fill_the_page_and_no_column_is_lost(rows: tuple[tuple[str, ...], ...]) -> None:
    widths = widths_of(rows)
    assert len(widths) == len(rows[0])
    assert TEXT_WIDTH - 8 <= sum(widths) <= TEXT_WIDTH
    assert min(widths) >= 300


def test_a_column_is_wide_enough_for_its_longest_word() -> None:
    first, second = widths_of((("Recommendation", "Area"), ("1", "many words " * 50)))
    assert first >= 14 * 130
    assert second > first
