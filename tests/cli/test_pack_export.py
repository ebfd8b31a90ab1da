"""`flask pack export` and `flask paper export`: the bytes of a final copy, else a draft; no half file."""

import io
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import Result
from flask import Flask

from tests.fixtures.database import NOW, TODAY
from tests.services.final_copy_records import Drafted, drafted, final
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.session import AccessEntry
from tracker.services.board_papers import draft_status_paper

BOARD = "fenland-bicycle-board"


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=list(words))


@pytest.fixture
def story(app: Flask, tmp_path: Path) -> Drafted:
    """A meeting of 12 January 2026 with a status paper, its final copy made on the 7th."""
    with app.app_context():
        found = drafted()
        draft_status_paper(meeting=found.meeting, by=found.secretary, now=NOW, today=TODAY)
        final(found, tmp_path / "exports")
    return found


def exported(tmp_path: Path, name: str) -> bytes:
    return (tmp_path / "exports" / f"{BOARD}-2026-01-12-{name}").read_bytes()


@pytest.mark.parametrize("on", ["2026-01-12", "7 January 2026"])
def test_the_day_of_a_final_copy_gives_its_bytes(app: Flask, story: Drafted, tmp_path: Path, on: str) -> None:
    output = tmp_path / "pack.xlsx"
    result = run(app, "pack", "export", BOARD, "--on", on, "-o", str(output))
    assert result.exit_code == 0
    assert output.read_bytes() == exported(tmp_path, "pack.xlsx")
    assert "Final copy, version 1, made on 7 January 2026." in result.output
    with app.app_context():
        (note,) = db.session.query(AccessEntry).filter_by(what="exported").all()
        assert (note.subject, note.came_from) == (f"{BOARD}: {BOARD}-2026-01-12-pack.xlsx", "command line")


def test_the_papers_of_a_final_copy_whole_and_in_public(app: Flask, story: Drafted, tmp_path: Path) -> None:
    whole, public = tmp_path / "whole.docx", tmp_path / "public.docx"
    told = ["paper", "export", BOARD, "--on", "2026-01-12"]
    assert run(app, *told, "-o", str(whole)).exit_code == 0
    assert run(app, *told, "-o", str(public), "--public").exit_code == 0
    assert whole.read_bytes() == exported(tmp_path, "paper.docx")
    assert public.read_bytes() == exported(tmp_path, "paper-public.docx")


def test_a_board_is_named_by_its_short_name_or_by_its_id(app: Flask, story: Drafted, tmp_path: Path) -> None:
    output = tmp_path / "pack.xlsx"
    with app.app_context():
        key = str(db.session.query(Board.id).scalar())
    assert run(app, "pack", "export", key, "--on", "2026-01-12", "-o", str(output)).exit_code == 0
    assert output.read_bytes() == exported(tmp_path, "pack.xlsx")
    refused = run(app, "pack", "export", "9" * 30, "-o", str(tmp_path / "none.xlsx"))
    assert (refused.exit_code, refused.output) == (1, f"Error: There is no board “{'9' * 30}”.\n")


def test_another_day_gives_a_draft_marked_as_such(app: Flask, story: Drafted, tmp_path: Path) -> None:
    pack, paper = tmp_path / "pack.xlsx", tmp_path / "paper.docx"
    told = run(app, "pack", "export", BOARD, "--on", "2026-01-09", "-o", str(pack))
    assert "DRAFT, as at 23:59 on 9 January 2026" in told.output
    assert run(app, "paper", "export", BOARD, "--on", "2026-01-09", "-o", str(paper)).exit_code == 0
    book = openpyxl.load_workbook(pack)
    said = {str(cell) for row in book["Summary"].iter_rows(values_only=True) for cell in row}
    assert any("DRAFT, as at 23:59 on 9 January 2026" in words for words in said)
    header = docx.Document(io.BytesIO(paper.read_bytes())).sections[0].header
    assert "DRAFT" in "".join(paragraph.text for paragraph in header.paragraphs)


def test_without_a_day_it_is_a_draft_of_now(app: Flask, story: Drafted, tmp_path: Path) -> None:
    result = run(app, "pack", "export", BOARD, "-o", str(tmp_path / "pack.xlsx"))
    assert "DRAFT, as at" in result.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["pack", "export", "no-such-board"], "There is no board “no-such-board”"),
        (["pack", "export", BOARD, "--on", "1 May 2099"], "1 May 2099 is still to come"),
        (["pack", "export", BOARD, "--on", "31 February 2026"], "31 February 2026"),
        (["pack", "export", BOARD, "--by", "nobody@example.org"], "no enabled account"),
        (["paper", "export", BOARD, "--on", "2026-01-09", "--public"], "none is drafted for this day"),
    ],
)
def test_bad_input_is_one_clear_line_and_no_file(
    app: Flask, story: Drafted, tmp_path: Path, words: list[str], said: str
) -> None:
    output = tmp_path / "pack.xlsx"
    result = run(app, *words, "-o", str(output))
    assert result.exit_code != 0
    assert said in result.output
    assert "Traceback" not in result.output
    assert not output.exists()


def test_a_file_that_is_there_stays_unless_it_is_forced(app: Flask, story: Drafted, tmp_path: Path) -> None:
    output = tmp_path / "pack.xlsx"
    output.write_text("mine")
    words = ["pack", "export", BOARD, "--on", "2026-01-12", "-o", str(output)]
    refused = run(app, *words)
    assert refused.exit_code != 0
    assert "is there already" in refused.output
    assert output.read_text() == "mine"
    assert run(app, *words, "--force").exit_code == 0
    assert output.read_bytes() == exported(tmp_path, "pack.xlsx")


def test_a_folder_that_is_not_there_leaves_no_half_file(app: Flask, story: Drafted, tmp_path: Path) -> None:
    result = run(app, "pack", "export", BOARD, "-o", str(tmp_path / "nowhere" / "pack.xlsx"))
    assert result.exit_code != 0
    assert "cannot be written" in result.output
    assert not (tmp_path / "nowhere").exists()
