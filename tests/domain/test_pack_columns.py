from dataclasses import fields
from datetime import date

import pytest

from tests.documents.packs import a_pack, an_item_line
from tracker.domain import packs
from tracker.domain.pack_columns import COLUMNS, Column, Sheet, lines_of, value_of
from tracker.domain.packs import AgencyLine, Pack
from tracker.domain.vocabulary import Rating

LINE_OF = {
    Sheet.CHANGES: packs.ChangeLine,
    Sheet.EXCEPTIONS: packs.ItemLine,
    Sheet.REGISTER: packs.ItemLine,
    Sheet.ACTIONS: packs.ActionLine,
    Sheet.MOVES: packs.MoveLine,
    Sheet.RESPONSES: packs.ResponseLine,
    Sheet.AGENCIES: packs.AgencyLine,
}


@pytest.mark.parametrize("sheet", list(COLUMNS))
def test_every_column_reads_an_attribute_that_its_line_has(sheet: Sheet) -> None:
    cls = LINE_OF[sheet]
    known = {field.name for field in fields(cls)} | {name for name in dir(cls) if name.startswith("is_")}
    assert [column.key for column in COLUMNS[sheet] if column.key not in known] == []


@pytest.mark.parametrize("sheet", [sheet for sheet in COLUMNS if sheet is not Sheet.EXCEPTIONS])
def test_nothing_that_a_line_holds_is_without_a_column(sheet: Sheet) -> None:
    shown = {column.key for column in COLUMNS[sheet]}
    assert [field.name for field in fields(LINE_OF[sheet]) if field.name not in shown] == []


def test_the_names_of_sheets_are_names_that_excel_takes() -> None:
    assert [sheet.label for sheet in Sheet] == [
        *("Summary", "Changes since the last board", "Exceptions", "Register", "Actions", "Dates moved"),
        *("Section 55 responses", "Agencies", "Key"),
    ]
    assert all(len(sheet.label) <= 31 and not set(sheet.label) & set("/\\?*[]:'") for sheet in Sheet)


@pytest.mark.parametrize("sheet", list(COLUMNS))
def test_no_two_columns_of_a_sheet_share_a_label(sheet: Sheet) -> None:
    labels = [column.label.casefold() for column in COLUMNS[sheet]]
    assert len(set(labels)) == len(labels)
    assert all(label.strip() for label in labels)


def test_a_value_is_a_label_a_real_date_a_number_or_yes_and_no() -> None:
    line = an_item_line(
        rating=Rating.RED, rating_before=None, turns_red_on=date(2026, 3, 4), times_moved=3, owner="Chief"
    )
    told = [
        value_of(line, Column(key, key))
        for key in ("rating", "rating_before", "turns_red_on", "times_moved", "owner", "is_exception")
    ]
    assert told == ["Red – overdue or off track", None, date(2026, 3, 4), 3, "Chief", "Yes"]


def test_a_value_that_no_cell_can_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="people"):
        value_of(AgencyLine("A", ("x",), "", 0, 0, 0), Column("people", "People"))  # type: ignore[arg-type]


def test_exceptions_come_the_worst_first_and_the_register_as_the_pack_has_it() -> None:
    amber = an_item_line(reference="R1", rating=Rating.AMBER)
    green = an_item_line(reference="R2", rating=Rating.GREEN)
    red = an_item_line(reference="R3", rating=Rating.RED)
    pack = a_pack(items=(amber, green, red))
    assert lines_of(pack, Sheet.EXCEPTIONS) == (red, amber)
    assert lines_of(pack, Sheet.REGISTER) == (amber, green, red)
    assert lines_of(Pack(pack.head), Sheet.CHANGES) == ()
