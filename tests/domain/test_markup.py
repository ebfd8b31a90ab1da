import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.markup import (
    Bullets,
    Paragraph,
    Run,
    canonical,
    join_paragraphs,
    paragraphs_of,
    parse,
    pieces_of,
)

typed_text = st.text(alphabet="ab *-•\n\t1.2é#_`<&", max_size=120)


def plain(text: str) -> Run:
    return Run(text, bold=False)


def bold(text: str) -> Run:
    return Run(text, bold=True)


def test_a_blank_line_starts_a_new_paragraph() -> None:
    assert parse("One.\n \t\n\nTwo.") == (Paragraph(((plain("One."),),)), Paragraph(((plain("Two."),),)))


def test_a_single_line_end_is_a_line_break() -> None:
    assert parse("One\nTwo") == (Paragraph(((plain("One"),), (plain("Two"),))),)


@pytest.mark.parametrize("mark", ["- ", "• ", "•\t"])
def test_lines_with_a_dash_or_a_dot_are_bullets(mark: str) -> None:
    assert parse(f"{mark}one\n{mark}two") == (Bullets(((plain("one"),), (plain("two"),))),)


def test_a_list_with_its_leading_line_is_one_paragraph_of_two_pieces() -> None:
    text = "We will:\n- train\n- check"
    assert paragraphs_of(text) == (text,)
    assert pieces_of(text) == (
        Paragraph(((plain("We will:"),),)),
        Bullets(((plain("train"),), (plain("check"),))),
    )


def test_words_between_double_asterisks_are_bold() -> None:
    assert parse("The **new** hub")[0] == Paragraph(((plain("The "), bold("new"), plain(" hub")),))


@pytest.mark.parametrize(
    "text",
    [
        "2*3*4",
        "2024. A year of change",
        "# not a heading",
        "a ** b ** c",
        "**",
        "****",
        "** spaced **",
        "_x_",
        "-no space",
        "1. one",
        "<b>",
        "`code`",
        "[words](address)",
        "- ",
        "an unclosed **mark",
    ],
)
def test_everything_else_stands_for_itself(text: str) -> None:
    assert parse(text) == (Paragraph(((plain(text),),)),)


def test_bold_does_not_run_over_the_end_of_a_line() -> None:
    assert parse("**one\ntwo**") == (Paragraph(((plain("**one"),), (plain("two**"),))),)


@given(typed_text)
def test_taking_apart_and_joining_keeps_every_word(text: str) -> None:
    assert join_paragraphs(paragraphs_of(text)).split() == text.split()
    assert paragraphs_of(join_paragraphs(paragraphs_of(text))) == paragraphs_of(text)


@given(typed_text)
def test_parsing_loses_nothing_but_the_marks(text: str) -> None:
    shown = "".join(
        run.text
        for piece in parse(text)
        for line in (piece.lines if isinstance(piece, Paragraph) else piece.items)
        for run in line
    )
    unmarked = str.maketrans("", "", "*-•\n\t ")
    assert shown.translate(unmarked) == text.translate(unmarked)


@given(typed_text)
def test_the_canonical_form_parses_to_the_same_and_is_stable(text: str) -> None:
    assert parse(canonical(text)) == parse(text)
    assert canonical(canonical(text)) == canonical(text)


def test_text_of_spaces_has_no_paragraphs() -> None:
    assert parse(" \n\n\u200b\n\n") == ()
