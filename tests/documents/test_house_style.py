import io

import docx
from docx.oxml.ns import qn

from tests.documents.letters import parts_in
from tracker.documents.house_style import HOUSE_FILE, house_document
from tracker.domain.letter_styles import LetterStyle

STYLES = docx.Document(io.BytesIO(house_document())).styles


def test_the_base_document_in_the_repository_is_the_one_the_program_makes() -> None:
    assert parts_in(HOUSE_FILE.read_bytes()) == parts_in(house_document())


def test_every_part_of_a_letter_has_its_style() -> None:
    missing = [style for style in LetterStyle if style.value not in {made.name for made in STYLES}]
    assert missing == []
    assert [STYLES[style.value].style_id for style in LetterStyle] == [
        style.style_id for style in LetterStyle
    ]


def test_the_language_is_british_english_and_the_text_is_twelve_points_without_serifs() -> None:
    defaults = STYLES.element.find(qn("w:docDefaults"))
    assert defaults is not None
    assert [lang.get(qn("w:val")) for lang in defaults.iter(qn("w:lang"))] == ["en-GB"]
    assert [size.get(qn("w:val")) for size in defaults.iter(qn("w:sz"))] == ["24"]
    assert [font.get(qn("w:ascii")) for font in defaults.iter(qn("w:rFonts"))] == ["Arial"]


def test_no_style_is_smaller_than_eleven_points_or_justified() -> None:
    sizes = [int(size.get(qn("w:val"), "0")) for size in STYLES.element.iter(qn("w:sz"))]
    assert min(sizes) >= 22
    assert {jc.get(qn("w:val")) for jc in STYLES.element.iter(qn("w:jc"))} <= {"center"}


def test_headings_stay_with_their_text_and_paragraphs_leave_no_single_lines() -> None:
    for level in range(1, 6):
        assert STYLES[f"Heading {level}"].element.find(".//" + qn("w:keepNext")) is not None
    assert STYLES.element.find(f"{qn('w:docDefaults')}//{qn('w:widowControl')}") is not None


def test_the_footer_counts_the_pages() -> None:
    footer = docx.Document(io.BytesIO(house_document())).sections[0].footer
    fields = [field.get(qn("w:instr"), "").strip() for field in footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert "".join(t.text or "" for t in footer._element.iter(qn("w:t"))) == "Page 1 of 1"


def test_the_base_document_holds_no_text_and_names_no_library() -> None:
    document = docx.Document(io.BytesIO(house_document()))
    assert not document.paragraphs
    assert b"python-docx" not in b"".join(parts_in(house_document()).values())
