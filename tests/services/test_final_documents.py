"""The documents of a final copy as its board wants them: its sheets, columns, labels, paper and name."""

import io
import re
import zipfile
from pathlib import Path

import openpyxl
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.board_records import a_board, overseeing
from tests.services.final_copy_records import CUT_OFF_ON, LATER, MEETS_ON, drafted, drafted_meeting, final
from tests.services.records import a_report, an_item
from tracker.domain.pack_columns import Sheet
from tracker.domain.pack_layouts import PackLayout
from tracker.domain.papers import TO_AND_FROM
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.final_copy import FinalCopy
from tracker.services.board_looks import change_looks
from tracker.services.board_papers import draft_status_paper
from tracker.services.final_copies import make_final_copy
from tracker.services.final_copy_store import copy_bytes

AWKWARD = "Children / Young People \\ Families? * [Joint] Strategic & Co"
"""A name of sixty characters."""


def test_the_workbook_has_the_boards_own_sheets_columns_labels_and_paper(
    register: Flask, tmp_path: Path
) -> None:
    story = drafted()
    layout = PackLayout(
        sheets_left_out=frozenset({Sheet.AGENCIES}),
        columns_left_out=frozenset({"register.owner_person"}),
        labels=(("owner", "Lead officer"), ("register.reason", "Grounds")),
        paper_size="A3",
    )
    change_looks(
        board=story.board,
        version=story.board.version,
        layout=layout,
        style=TO_AND_FROM,
        by=story.secretary,
        now=NOW,
    )
    final(story, tmp_path)
    copy = db.session.query(FinalCopy).one()
    book = openpyxl.load_workbook(io.BytesIO(copy_bytes(copy=copy, position=1)[1]))
    assert "Agencies" not in book.sheetnames
    names = {cell.value for cell in next(book["Register"].iter_rows(min_row=4, max_row=4))}
    assert {"Reference", "Rating", "Lead officer", "Grounds"} <= names
    assert names.isdisjoint({"Owner", "Person in the post", "Why this rating"})
    assert {sheet.page_setup.paperSize for sheet in book} == {8}


def test_a_board_of_an_awkward_name_has_documents_with_safe_names_that_say_it_whole(
    register: Flask, tmp_path: Path
) -> None:
    assert len(AWKWARD) == 60
    secretary = person(Role.BOARD_SECRETARY, name="Bo Sample")
    board = overseeing(a_board(AWKWARD, by=secretary))
    an_item(a_report("=1+1 reports"), text="+44 lamps\tof @night _x0041_ " + "long " * 5_900)
    meeting = drafted_meeting(board, secretary, MEETS_ON, cut_off_on=CUT_OFF_ON)
    draft_status_paper(meeting=meeting, by=secretary, now=NOW, today=TODAY)
    exports = tmp_path / "exports"
    made = make_final_copy(
        meeting=meeting, version=meeting.version, exports_dir=exports, by=secretary, now=LATER, today=TODAY
    )
    assert {path.name for path in exports.iterdir()} == set(made.names)
    assert all(re.fullmatch(r"[a-z0-9-]+\.(?:xlsx|docx)", name) for name in made.names)
    for name in made.names:
        with zipfile.ZipFile(exports / name) as file:
            parts = "".join(file.read(part).decode() for part in file.namelist() if part.endswith(".xml"))
        assert "Families? * [Joint] Strategic &amp; Co" in parts
    book = openpyxl.load_workbook(exports / made.names[0])
    assert all(re.search(r"[\\/?*\[\]:]", title) is None for title in book.sheetnames)
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
