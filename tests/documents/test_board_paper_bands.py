import io
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from tests.documents.papers import a_paper, read_back
from tracker.documents.board_paper import write_paper
from tracker.documents.house_style import HOUSE_FILE
from tracker.domain.papers import (
    AGENDA_AND_MARKING,
    TO_AND_FROM,
    Furniture,
    FurnitureKind,
    Paper,
    PaperStyle,
    Place,
)


def bands(paper: Paper) -> tuple[list[str], list[str]]:
    section = read_back(paper).sections[0]
    read = []
    for band in (section.header, section.footer):
        read.append(["".join(t.text or "" for t in p._p.iter(qn("w:t"))) for p in band.paragraphs])
    return read[0], read[1]


def test_the_agenda_item_and_the_marking_stand_at_the_head_and_all_of_it_at_the_foot() -> None:
    assert bands(a_paper(style=AGENDA_AND_MARKING)) == (
        ["OFFICIAL", "Agenda Item: 14"],
        ["Fenland Board, 19 March 2026, Agenda Item 14Page 1 of 1", "OFFICIAL"],
    )


def test_what_the_paper_does_not_know_is_not_printed() -> None:
    bare = a_paper(style=AGENDA_AND_MARKING, marking="", agenda_item="", meeting_on=None)
    assert bands(bare) == ([""], ["Fenland BoardPage 1 of 1"])
    assert bands(a_paper(style=TO_AND_FROM))[0] == ["OFFICIAL"]


def test_the_page_is_counted_by_word_once_and_only_where_the_style_wants_it() -> None:
    def fields(paper: Paper) -> list[str]:
        section = read_back(paper).sections[0]
        return [
            field.get(qn("w:instr"), "").strip()
            for band in (section.header, section.footer)
            for field in band._element.iter(qn("w:fldSimple"))
        ]

    assert fields(a_paper()) == ["PAGE", "NUMPAGES"]
    in_the_header = PaperStyle((Furniture(FurnitureKind.PAGE, Place.HEADER),))
    assert fields(a_paper(style=in_the_header)) == ["PAGE", "NUMPAGES"]
    assert fields(a_paper(style=PaperStyle(()))) == []


@pytest.mark.parametrize("draft", ["", "DRAFT"])
def test_an_offices_own_letterhead_stays_above_what_is_printed(tmp_path: Path, draft: str) -> None:
    base = docx.Document(io.BytesIO(HOUSE_FILE.read_bytes()))
    base.sections[0].different_first_page_header_footer = True
    base.sections[0].first_page_header.paragraphs[0].add_run("Letterhead")
    base.save(str(tmp_path / "own.docx"))
    made = docx.Document(io.BytesIO(write_paper(a_paper(draft=draft), house=tmp_path / "own.docx")))
    section = made.sections[0]
    first = [p.text for p in section.first_page_header.paragraphs]
    assert first == ([draft] if draft else []) + ["Letterhead", "OFFICIAL"]
    assert [p.text for p in section.header.paragraphs] == ([draft] if draft else []) + ["OFFICIAL"]
