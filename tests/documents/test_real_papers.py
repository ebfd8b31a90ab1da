"""The office's two real board papers, rebuilt through the plain paper word for word."""

import re
from datetime import date
from pathlib import Path

import pytest
from docx.oxml.ns import qn

from tests.documents.papers import a_paper, read_back, text_in
from tracker.domain.paper_text import pasted_paper
from tracker.domain.papers import AGENDA_AND_MARKING, TO_AND_FROM, Paper, problems_with_part

SHAPES = str.maketrans("‘’“”–—", "''\"\"--")
FURNITURE = (
    "Business Coordination Board",
    "25 March 2014",
    "Agenda Item 14",
    "Page 2 of 3",
    "NOT PROTECTIVELY MARKED",
    "Agenda Item: 14",
)


@pytest.fixture
def papers(shared_dir: Path) -> Path:
    folder = shared_dir / "papers"
    if not folder.is_dir():
        pytest.skip(f"the real papers are not on this machine (looked for {folder})")
    return folder


def source_words(text: str) -> list[str]:
    return text.translate(SHAPES).split()


def made_words(paper: Paper) -> list[str]:
    return text_in(read_back(paper).element.body).translate(SHAPES).split()


def band_text(paper: Paper, name: str) -> str:
    band = getattr(read_back(paper).sections[0], name)
    return " ".join(text_in(band._element).split())


def december(papers: Path) -> tuple[str, Paper]:
    text = (papers / "2014-12-17-child-protection.txt").read_text(encoding="utf-8")
    read = pasted_paper(text)
    paper = a_paper(
        *read.parts, style=TO_AND_FROM, title=read.title, to=read.to, sent_by=read.sent_by, dated=read.dated,
        board=read.to, meeting_on=date(2014, 12, 17), marking="",
    )  # fmt: skip
    return text, paper


def march(papers: Path) -> tuple[str, Paper]:
    text = (papers / "2014-03-25-children-in-need-update.txt").read_text(encoding="utf-8")
    for line in FURNITURE:
        text, found = re.subn(rf"(?m)^\s*{re.escape(line)}\s*$", " ", text)
        assert found == 1
    read = pasted_paper(text)
    paper = a_paper(
        *read.parts, style=AGENDA_AND_MARKING, title=read.title, board=FURNITURE[0],
        meeting_on=date(2014, 3, 25), agenda_item="14", marking=FURNITURE[4],
    )  # fmt: skip
    return text, paper


def test_every_word_of_the_december_paper_stands_in_order_and_none_is_added(papers: Path) -> None:
    text, paper = december(papers)
    assert not any(problems_with_part(part) for part in paper.parts)
    assert made_words(paper) == source_words(text)


def test_every_word_of_the_march_paper_stands_in_order_and_none_is_added(papers: Path) -> None:
    text, paper = march(papers)
    assert not any(problems_with_part(part) for part in paper.parts)
    assert made_words(paper) == source_words(text)


def test_the_furniture_of_the_march_paper_stands_at_the_head_and_the_foot_of_its_pages(papers: Path) -> None:
    _, paper = march(papers)
    assert band_text(paper, "header") == "NOT PROTECTIVELY MARKED Agenda Item: 14"
    assert band_text(paper, "footer") == (
        "Business Coordination Board, 25 March 2014, Agenda Item 14 Page 1 of 1 NOT PROTECTIVELY MARKED"
    )
    fields = read_back(paper).sections[0].footer._element.iter(qn("w:fldSimple"))
    assert [field.get(qn("w:instr"), "").strip() for field in fields] == ["PAGE", "NUMPAGES"]


def test_both_papers_have_their_sections_and_paragraphs_as_headings_and_numbers(papers: Path) -> None:
    for read, numbers in (
        (december(papers)[1], [f"{n}." for n in range(1, 10)]),
        (march(papers)[1], ["1.", "2.", "3.", "4.", "5.", "6", "7"]),
    ):
        headings = [p.text for p in read_back(read).paragraphs if p.style and p.style.name == "Heading 2"]
        assert [heading.split("\t")[0] for heading in headings] == numbers
        assert all(heading.split("\t")[1] for heading in headings)
