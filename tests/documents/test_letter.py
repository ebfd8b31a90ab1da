import io
import re
import subprocess
import sys
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from tests.documents.letters import a_letter, an_appendix, an_item, parts_in
from tracker.documents.letter import Letter, PrintedGroup, PrintedVoice, write_letter
from tracker.domain.vocabulary import ItemKind, Layout, Marking

ROOT = Path(__file__).parents[2]
BOTH_LAYOUTS = pytest.mark.parametrize("layout", list(Layout))

AWKWARD = an_item(
    2,
    text="Text with **stars**, 2*3*4 and {place}.\n- not a bullet\n\nA second paragraph & <b>.",
    position_line="Partly agreed",
    voices=(
        PrintedVoice(
            "Force response", "We will:\n- train **all** officers\n• count\n\nAnd\treport.\nYearly."
        ),
        PrintedVoice("PCC's response", "- One.\n- Two."),
    ),
)


def read_back(letter: Letter) -> Document:
    return docx.Document(io.BytesIO(write_letter(letter)))


def rich_letter(layout: Layout) -> Letter:
    second = an_appendix(
        an_item(kind=ItemKind.AREA_FOR_IMPROVEMENT, heading="Area for improvement 1"),
        label="Appendix 2",
        heading="The second response",
    )
    return a_letter(
        layout=layout,
        paragraphs=("First **bold** words.", "We ask for:\n- this\n- that"),
        enclosures=("Enc - Appendix 1 – one", "Enc - Appendix 2 – two"),
        appendices=(an_appendix(an_item(), AWKWARD), second),
    )


def style_of(paragraph: Paragraph) -> str:
    assert paragraph.style is not None
    return paragraph.style.name or ""


def printed(document: Document) -> list[tuple[str, str]]:
    return [(style_of(paragraph), paragraph.text) for paragraph in document.paragraphs]


def keeps_with_next(paragraph: Paragraph) -> bool:
    style = paragraph.style
    assert style is not None
    held = paragraph.paragraph_format.keep_with_next
    return bool(style.element.find(".//" + qn("w:keepNext")) is not None if held is None else held)


def test_the_numbered_layout_prints_its_parts_in_order() -> None:
    item = an_item(
        1, kind=ItemKind.AREA_STILL_REQUIRING_IMPROVEMENT, heading="", text="The force keeps no count."
    )
    assert printed(read_back(a_letter(layout=Layout.NUMBERED, appendices=(an_appendix(item),)))) == [
        ("S55 Office block", "Office of the Fenland Commissioner"),
        ("S55 Office block", "1 Dyke Road"),
        ("S55 Office block", "Tel: 01632 960000"),
        ("S55 Addressee", "Rt Hon Ada Example MP"),
        ("S55 Addressee", "Home Secretary"),
        ("S55 Addressee", "2 Marsham Street"),
        ("S55 Addressee", "London"),
        ("S55 Date", "2nd February 2026"),
        ("S55 Salutation", "Dear Home Secretary"),
        ("Heading 1", "HMICFRS Report: Bicycles."),
        ("S55 Text", "I respond to the report entitled 'Bicycles'."),
        ("S55 Text", "The answers stand in Appendix 1."),
        ("S55 Closing", "Yours sincerely"),
        ("S55 Signatory", "\nSam Sample\nPolice and Crime Commissioner for the Fenland"),
        ("S55 Enclosure", "Enc - Appendix 1 – Fenland Constabulary's response to HMICFRS report 'Bicycles'."),
        ("S55 Appendix label", "Appendix 1"),
        ("Heading 2", "Fenland Constabulary's response to HMICFRS report 'Bicycles'."),
        ("Heading 3", "Recommendations:"),
        ("Heading 4", "1. The force keeps no count."),
        ("S55 Answer labelled", "Force response:\nThe Constabulary counts them weekly."),
    ]


def test_the_headed_layout_has_a_plain_date_no_label_line_and_runs_the_answer_in() -> None:
    document = printed(read_back(a_letter()))
    assert ("S55 Date", "2 February 2026") in document
    assert document[-5:] == [
        ("Heading 2", "Fenland Constabulary's response to HMICFRS report 'Bicycles'."),
        ("Heading 3", "Recommendations:"),
        ("Heading 4", "Recommendation 1"),
        ("S55 Item text", "By 1 June 2026, all chief constables should count their missing bicycles."),
        ("S55 Answer labelled", "Force response: The Constabulary counts them weekly."),
    ]


def test_typed_bullets_and_bold_are_set_and_the_text_of_an_item_stands_for_itself() -> None:
    document = read_back(rich_letter(Layout.HEADED))
    shown = printed(document)
    start = shown.index(("Heading 4", "Recommendation 2"))
    assert shown[start + 1 : start + 10] == [
        ("S55 Item text", "Text with **stars**, 2*3*4 and {place}.\n- not a bullet"),
        ("S55 Item text", "A second paragraph & <b>."),
        ("S55 Position", "Partly agreed"),
        ("S55 Answer labelled continues", "Force response: We will:"),
        ("S55 Bullet continues", "train all officers"),
        ("S55 Bullet", "count"),
        ("S55 Answer", "And\treport.\nYearly."),
        ("S55 Voice label", "PCC's response:"),
        ("S55 Bullet continues", "One."),
    ]
    bullet = document.paragraphs[start + 5]
    assert [(run.text, run.bold) for run in bullet.runs] == [
        ("train ", None),
        ("all", True),
        (" officers", None),
    ]


@BOTH_LAYOUTS
def test_there_is_one_first_heading_and_no_level_is_skipped_or_empty(layout: Layout) -> None:
    document = read_back(rich_letter(layout))
    headings = [(style, text) for style, text in printed(document) if style.startswith("Heading")]
    levels = [int(style[-1]) for style, _ in headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(text.strip() for _, text in headings)


def test_items_without_a_group_heading_stand_one_level_higher() -> None:
    item = an_item(voices=(PrintedVoice("Force response", "- One.\n- Two."),))
    appendix = an_appendix(groups=(PrintedGroup("", (item,)),))
    document = read_back(a_letter(layout=Layout.NUMBERED, appendices=(appendix,)))
    assert [style for style, _ in printed(document)][-5:] == [
        "Heading 2",
        "Heading 3",
        "S55 Voice label",
        "S55 Bullet continues",
        "S55 Bullet",
    ]
    outline = document.paragraphs[-3]._p.find(f".//{qn('w:outlineLvl')}")
    assert outline is not None
    assert outline.get(qn("w:val")) == "3"


@BOTH_LAYOUTS
def test_no_paragraph_is_empty_and_nothing_is_hidden_or_tracked(layout: Layout) -> None:
    document = read_back(rich_letter(layout))
    assert [style for style, text in printed(document) if not text.strip()] == []
    for name in ("vanish", "ins", "del", "tbl"):
        assert not list(document.element.body.iter(qn(f"w:{name}")))


@BOTH_LAYOUTS
def test_each_appendix_starts_on_a_new_page(layout: Layout) -> None:
    document = read_back(rich_letter(layout))
    first = "S55 Appendix label" if layout is Layout.NUMBERED else "Heading 2"
    breaking = []
    for paragraph in document.paragraphs:
        style = paragraph.style
        assert style is not None
        if paragraph._p.xpath(".//w:pageBreakBefore") or style.element.xpath(".//w:pageBreakBefore"):
            breaking.append(style.name)
    assert breaking == [first, first]


@pytest.mark.parametrize("signed", [True, False])
def test_the_end_of_the_letter_holds_together_from_its_last_words_to_the_enclosures(signed: bool) -> None:
    letter = rich_letter(Layout.HEADED)
    document = read_back(letter if signed else replace(letter, signature=None))
    shown = printed(document)
    last_words = shown.index(("S55 Bullet", "that"))
    chain = document.paragraphs[last_words : last_words + 4]
    assert [style_of(p) for p in chain] == ["S55 Bullet", "S55 Closing", "S55 Signatory", "S55 Enclosure"]
    assert all(keeps_with_next(paragraph) for paragraph in chain)
    signatory = chain[2].style
    assert signatory is not None
    assert signatory.element.find(".//" + qn("w:keepLines")) is not None


def test_the_signature_is_described_in_line_and_within_its_size() -> None:
    document = read_back(a_letter())
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr") == "Signature of Sam Sample"
    assert picture.width.cm <= 5.6
    assert picture.height.cm <= 2.3
    assert round(picture.width / picture.height, 1) == round(660 / 240, 1)


def test_a_letter_without_items_has_no_appendix_and_no_enclosure() -> None:
    document = read_back(a_letter(enclosures=(), appendices=()))
    assert printed(document)[-1][0] == "S55 Signatory"
    assert not document.element.body.xpath(".//w:pageBreakBefore")


@pytest.mark.parametrize("marking", [None, *Marking])
def test_a_marking_stands_at_top_and_foot_only_where_it_was_chosen(marking: Marking | None) -> None:
    document = read_back(a_letter(marking=marking))
    section = document.sections[0]
    assert [p.text for p in section.header.paragraphs if p.text] == ([marking.label] if marking else [])
    marks = [p.text for p in section.footer.paragraphs if style_of(p) == "S55 Marking"]
    assert marks == ([marking.label] if marking else [])
    assert all(p.text for p in section.footer.paragraphs if not p._p.xpath(".//w:fldSimple"))


def test_the_properties_are_those_of_the_letter_and_of_no_library() -> None:
    document = read_back(a_letter())
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language) == (
        "Response to HMICFRS: Bicycles",
        "Office of the Fenland Commissioner",
        "en-GB",
    )
    assert properties.created == properties.modified
    assert str(properties.created) == "2026-02-02 09:30:00+00:00"
    assert properties.comments == ""
    assert b"python-docx" not in b"".join(parts_in(write_letter(a_letter())).values())


@BOTH_LAYOUTS
def test_no_value_is_left_open_and_nothing_points_outside_the_file(layout: Layout) -> None:
    everything = b"".join(
        content
        for name, content in parts_in(write_letter(rich_letter(layout))).items()
        if name.endswith((".xml", ".rels"))
    ).decode()
    assert "External" not in everything
    assert not re.search(r">[^<]*\bNone\b", everything)


def test_control_characters_are_cleaned_once_more_on_the_way_out() -> None:
    dirty = an_item(
        text="A\x00\x07B\ufffe\ud800\r\nC", voices=(PrintedVoice("Force response", "soft\x0breturn\x1b"),)
    )
    document = read_back(a_letter(subject="Two\r\nlines\x0b", appendices=(an_appendix(dirty),)))
    shown = [text for _, text in printed(document)]
    assert "Two lines" in shown
    assert shown[-2:] == ["AB\nC", "Force response: soft\nreturn"]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "{{ 7*7 }} {0.__class__} %s", "=1+1", "\u202eright", "  a  b "]
)
def test_odd_text_is_printed_as_it_was_typed(text: str) -> None:
    item = an_item(text=text, voices=(PrintedVoice("Force response", text),))
    shown = printed(read_back(a_letter(appendices=(an_appendix(item),))))
    assert shown[-2:] == [("S55 Item text", text), ("S55 Answer labelled", f"Force response: {text}")]


def test_a_very_long_answer_is_printed_in_full() -> None:
    words = "word " * 20_000
    shown = printed(read_back(a_letter(appendices=(an_appendix(an_item(text=words)),))))
    assert shown[-2][1] == words


def test_the_same_letter_gives_the_same_bytes_in_two_processes_seconds_apart() -> None:
    write = """
import random, sys
from tests.documents.letters import letter_of
from tracker.documents.letter import write_letter
sys.stdout.buffer.write(write_letter(letter_of(12, random.Random(7))))
"""
    made = []
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", write],
            cwd=ROOT,
            env={
                "PYTHONPATH": str(ROOT),
                "PYTHONHASHSEED": seed,
                "TZ": "Asia/Tokyo" if seed == "1" else "UTC",
            },
            capture_output=True,
            check=True,
        )
        made.append(done.stdout)
        if seed == "1":
            time.sleep(2.1)  # a zip entry counts in steps of two seconds
    assert made[0]
    assert made[0] == made[1]
