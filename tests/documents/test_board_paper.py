import re
from itertools import pairwise

import pytest
from docx.document import Document
from docx.oxml.ns import qn

from tests.documents.letters import parts_in
from tests.documents.papers import a_paper, a_part, a_status_paper, read_back, text_in
from tests.domain.paper_packs import a_pack_of_exceptions, an_empty_pack
from tracker.documents.board_paper import write_paper
from tracker.domain.paper_numbers import laid_out
from tracker.domain.papers import (
    AGENDA_AND_MARKING,
    MAX_TEXT,
    Furniture,
    FurnitureKind,
    Paper,
    PaperStyle,
    Place,
)

ROWS = (("Rating", "Items"), ("Red – late", "4"), ("", "=1+1"))
AWKWARD = a_paper(
    a_part("No heading.", heading=""),
    a_part("# Inside\nOne **bold**:\n- a\n- b\n\n- only a list\n\nLast.", rows=ROWS),
    a_part("6.1 Literal.\n\n- c\n\nNo number.", number="6", heading="Six"),
    a_part("", heading="A table alone", rows=ROWS),
)
PAPERS = pytest.mark.parametrize(
    "paper",
    [a_paper(), AWKWARD, a_status_paper(), a_status_paper(an_empty_pack(), style=AGENDA_AND_MARKING)],
)


def shown(document: Document) -> list[tuple[str, str]]:
    return [(p.style.name or "", p.text) for p in document.paragraphs if p.style is not None]


def test_the_top_the_sections_and_the_paragraphs_are_printed_in_order() -> None:
    assert shown(read_back(AWKWARD)) == [
        ("S55 Paper line", "To:\tFenland Board"),
        ("S55 Paper line", "From:\tChief Constable"),
        ("S55 Paper line", "Date:\t19 March 2026"),
        ("Heading 1", "Bicycles"),
        ("S55 Text", "No heading."),
        ("Heading 2", "1.\tBackground"),
        ("Heading 3", "Inside"),
        ("S55 Numbered text continues", "1.1\tOne bold:"),
        ("S55 Numbered bullet continues", "a"),
        ("S55 Numbered bullet", "b"),
        ("S55 Numbered bullet", "only a list"),
        ("S55 Numbered text", "1.2\tLast."),
        ("Heading 2", "6\tSix"),
        ("S55 Numbered text", "6.1\tLiteral."),
        ("S55 Numbered bullet", "c"),
        ("S55 Numbered text", "No number."),
        ("Heading 2", "7.\tA table alone"),
        ("S55 Text", "End of the table."),
    ]


def test_the_title_is_printed_even_where_the_style_forgets_it() -> None:
    bare = PaperStyle((Furniture(FurnitureKind.PAGE, Place.FOOTER),), has_numbered_paragraphs=False)
    assert shown(read_back(a_paper(style=bare))) == [
        ("Heading 1", "Bicycles"),
        ("Heading 2", "1.\tBackground"),
        ("S55 Text", "It began in May."),
    ]


@PAPERS
def test_there_is_one_first_heading_and_no_level_is_skipped_or_empty(paper: Paper) -> None:
    headings = [(style, text) for style, text in shown(read_back(paper)) if style.startswith("Heading")]
    levels = [int(style[-1]) for style, _ in headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(text.strip() for _, text in headings)


@PAPERS
def test_no_paragraph_is_empty_none_is_bold_throughout_and_nothing_is_hidden_or_tracked(paper: Paper) -> None:
    body = read_back(paper).element.body
    for made in body.iter(qn("w:p")):
        assert "".join(t.text or "" for t in made.iter(qn("w:t"))).strip()
        style = made.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        assert style is not None
        runs = [run for run in made.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
        is_head_cell = made.getparent().getparent().find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        if not style.get(qn("w:val"), "").startswith("Heading") and not is_head_cell:
            assert not all(run.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None for run in runs)
    for name in ("vanish", "ins", "del", "gridSpan", "vMerge"):
        assert not list(body.iter(qn(f"w:{name}")))


@PAPERS
def test_nothing_is_smaller_than_eleven_points_or_justified(paper: Paper) -> None:
    for content in (text for name, text in parts_in(write_paper(paper)).items() if name.startswith("word/")):
        assert all(int(size) >= 22 for size in re.findall(rb'<w:sz w:val="(\d+)"', content))
        assert b'<w:jc w:val="both"' not in content


@PAPERS
def test_every_style_that_is_named_is_there(paper: Paper) -> None:
    document = read_back(paper)
    known = {style.style_id for style in document.styles}
    named = {
        held.get(qn("w:val"))
        for tag in ("pStyle", "rStyle")
        for held in document.element.iter(qn(f"w:{tag}"))
    }
    assert named <= known


def test_the_properties_are_those_of_the_paper_and_of_no_library() -> None:
    properties = read_back(a_paper(head="1234 abcd")).core_properties
    assert (properties.title, properties.author, properties.language, properties.keywords) == (
        "Bicycles",
        "Office of the Fenland Commissioner",
        "en-GB",
        "1234 abcd",
    )
    assert str(properties.created) == "2026-03-12 14:05:00+00:00"
    assert b"python-docx" not in b"".join(parts_in(write_paper(a_paper())).values())


def test_a_draft_says_so_on_every_page_and_in_its_properties() -> None:
    document = read_back(a_paper(draft="DRAFT, as at 14:05 on 12 March 2026", head="x"))
    assert document.sections[0].header.paragraphs[0].text == "DRAFT, as at 14:05 on 12 March 2026"
    assert document.core_properties.keywords == "DRAFT, as at 14:05 on 12 March 2026"


@pytest.mark.parametrize("paper", [AWKWARD, a_status_paper(a_pack_of_exceptions(100))])
def test_every_word_of_the_parts_is_printed_in_order(paper: Paper) -> None:
    words: list[str] = []
    for part in laid_out(paper.parts, has_numbered_paragraphs=True):
        words += f"{part.number} {part.heading}".split()
        for block in part.blocks:
            words += f"{block.number} {block.text}".replace("**", "").replace("- ", " ").split()
        words += " ".join(cell or "–" for row in part.rows for cell in row).split()
    said = text_in(read_back(paper).element.body).replace("- ", " ").split()
    start = said.index("Bicycles") + 1
    assert said[start : start + len(words)] == words
    assert " ".join(said[start + len(words) :]) in ("", "End of the table.")


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "{{ 7*7 }} %s", "=1+1", "\u202eright \u05d0\u05d1", "2*3*4 & <b>", "#1"],
)
def test_odd_text_is_printed_as_it_was_typed(text: str) -> None:
    paper = a_paper(
        a_part(text, heading=text, rows=((text,), (text,))), title=text, to=text, agenda_item=text, draft=text
    )
    document = read_back(paper)
    assert ("Heading 1", text) in shown(document)
    assert ("Heading 2", f"1.\t{text}") in shown(document)
    assert ("S55 Numbered text", f"1.1\t{text}") in shown(document)
    assert [cell.text for row in document.tables[0].rows for cell in row.cells] == [text, text]


def test_control_characters_are_cleaned_on_the_way_out() -> None:
    dirty = "A\x00\x07B\ufffe\ud800\r\nC"
    paper = a_paper(
        a_part(dirty, heading=dirty, rows=((dirty,), (dirty,))), title=dirty, marking=dirty, draft=dirty
    )
    document = read_back(paper)
    assert ("Heading 1", "AB C") in shown(document)
    assert ("S55 Numbered text", "1.1\tAB\nC") in shown(document)
    assert [cell.text for row in document.tables[0].rows for cell in row.cells] == ["AB C", "AB\nC"]


def test_a_section_of_thirty_thousand_characters_is_printed_in_full() -> None:
    text = "word " * (MAX_TEXT // 5)
    said = text_in(read_back(a_paper(a_part(text))).element.body).split()
    assert said[-MAX_TEXT // 5 :] == ["word"] * (MAX_TEXT // 5)


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert write_paper(a_status_paper()) == write_paper(a_status_paper())


@PAPERS
def test_nothing_points_outside_the_file_and_no_value_is_left_open(paper: Paper) -> None:
    held = parts_in(write_paper(paper))
    everything = b"".join(text for name, text in held.items() if name.endswith((".xml", ".rels"))).decode()
    assert "External" not in everything
    assert not re.search(r">[^<]*\bNone\b", everything)
