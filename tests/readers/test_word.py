"""What is read of an honest Word file of another office."""

import pytest

from tests.readers.word_files import RELATIONS, W, document, paragraph, run, table, word_file
from tracker.domain.phrasing.letters import Block, read_letter
from tracker.readers.files import read_file

STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="LB"><w:name w:val="List Bullet"/></w:style></w:styles>'
)
NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/>'
    '</w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def read(*content: str) -> list[Block]:
    file = word_file(document(*content), {"word/styles.xml": STYLES, "word/numbering.xml": NUMBERING})
    blocks, are_real = read_file("letter.docx", file)
    assert are_real
    return blocks


def in_list(number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def test_paragraphs_come_with_the_names_of_their_styles() -> None:
    assert read(paragraph("A title", '<w:pStyle w:val="H1"/>'), paragraph(""), paragraph("Words")) == [
        Block("A title", "Heading 1", is_heading=True),
        Block("Words"),
    ]


def test_bullets_are_one_block_of_lines() -> None:
    style = '<w:pStyle w:val="LB"/>'
    (block,) = read(paragraph("one", style), paragraph("two", in_list(6)))
    assert (block.text, block.is_list_item) == ("- one\n- two", True)


def test_numbers_that_word_prints_by_itself_are_part_of_the_text() -> None:
    blocks = read(paragraph("one", in_list(5)), paragraph("between"), paragraph("two", in_list(5)))
    assert [block.text for block in blocks] == ["1. one", "between", "2. two"]


def test_bold_words_are_marked_and_a_bold_paragraph_is_a_heading() -> None:
    first, second = read(
        paragraph(run("one ") + run("two", bold=True)), paragraph(run("all of it", bold=True))
    )
    assert (first.text, first.is_heading) == ("one **two**", False)
    assert (second.text, second.is_heading) == ("all of it", True)


def test_line_breaks_and_tabs_are_kept() -> None:
    (block,) = read("<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r></w:p>")
    assert block.text == "one\ntwo\tthree"


def test_deleted_words_are_left_out_and_inserted_ones_kept() -> None:
    (block,) = read(f"<w:p>{run('one')}<w:del>{run(' two')}</w:del><w:ins>{run(' three')}</w:ins></w:p>")
    assert block.text == "one three"


def test_cells_are_read_in_order_and_a_column_of_answers_gives_its_label() -> None:
    made = table(("No", "Recommendation", "Force response"), ("1", "Forces should wake.", "They do."))
    assert [block.text for block in read(made)] == [
        "No | Recommendation | Force response",
        "1. Forces should wake.",
        "Force response:",
        "They do.",
    ]


def test_the_first_page_s_header_stands_before_the_letter() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>'
    file = word_file(
        document(paragraph("Dear Home Secretary"), section),
        {
            "word/_rels/document.xml.rels": RELATIONS.format("header", "header1.xml", ""),
            "word/header1.xml": f'<w:hdr xmlns:w="{W}">{paragraph("Office of the Commissioner")}</w:hdr>',
            "word/footnotes.xml": f'<w:n xmlns:w="{W}"><w:footnote>{paragraph("A note")}</w:footnote></w:n>',
        },
    )
    blocks, _ = read_file("letter.docx", file)
    assert [block.text for block in blocks] == ["Office of the Commissioner", "Dear Home Secretary", "A note"]


@pytest.mark.parametrize("answer_is_bold", [True, False])
def test_another_office_s_word_letter_is_read_with_its_table(answer_is_bold: bool) -> None:
    lines = [
        "Office of the Commissioner", "Rt Hon Amelia Thornbury MP", "Home Secretary", "1 July 2024",
        "Dear Home Secretary",
        "I answer under section 55(5) of the Police Act 1996 the HMICFRS report 'A night on the marsh'.",
        "Yours sincerely", "Jo Marsh", "Commissioner",
    ]  # fmt: skip
    letter = read_letter(
        read(
            *(paragraph(line) for line in lines),
            paragraph(run("Appendix A", bold=True)),
            paragraph(run("Recommendation 1", bold=True)),
            paragraph(run("By 1 May 2025, ", bold=True) + run("forces should wake.")),
            paragraph(run("Force response: ", bold=True) + run("They do.", bold=answer_is_bold)),
            paragraph(run("On ") + run("Mondays", bold=True) + run(" too.")),
        ),
        paragraphs_are_real=True,
    )
    (item,) = letter.appendices[0].items
    assert (item.heading, item.text) == ("Recommendation 1", "By 1 May 2025, forces should wake.")
    assert item.chief_constable == ("They do.", "On **Mondays** too.")
    assert letter.unplaced == ()
