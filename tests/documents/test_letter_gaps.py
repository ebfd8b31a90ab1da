from dataclasses import replace

import pytest

from tests.documents.letters import DEMO_SIGNATURE, a_letter, an_appendix, an_item
from tracker.documents.letter import (
    Letter,
    MissingFromLetter,
    PrintedGroup,
    PrintedVoice,
    Signature,
    write_letter,
)
from tracker.domain.vocabulary import ItemKind, Layout


def lacking(letter: Letter) -> tuple[str, ...]:
    with pytest.raises(MissingFromLetter) as refused:
        write_letter(letter)
    return refused.value.names


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("office_block", "the office block"),
        ("addressee_block", "the addressee block"),
        ("paragraphs", "the paragraphs of the letter"),
        ("enclosures", "the enclosure line"),
    ],
)
def test_a_block_without_lines_or_with_blank_ones_is_named(part: str, name: str) -> None:
    assert lacking(a_letter(**{part: ()})) == (name,)
    assert lacking(a_letter(**{part: (" ", "\u200b")})) == (name,)


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("salutation", "the salutation"),
        ("subject", "the subject"),
        ("closing", "the closing words"),
        ("signatory_name", "the name of the person who signs"),
        ("signatory_title", "the title of the person who signs"),
        ("title", "the title of the document"),
        ("author", "the author of the document (the office)"),
    ],
)
def test_a_blank_value_is_named(part: str, name: str) -> None:
    assert lacking(a_letter(**{part: " \u200b"})) == (name,)


def test_all_missing_values_are_named_at_once_in_printed_order() -> None:
    letter = a_letter(salutation="", signatory_name="", enclosures=())
    assert lacking(letter) == ("the salutation", "the name of the person who signs", "the enclosure line")
    with pytest.raises(
        MissingFromLetter, match=r"It lacks the salutation, the name .* and the enclosure line\.$"
    ):
        write_letter(letter)


def test_a_signature_needs_its_description_and_a_picture_that_can_be_read() -> None:
    described = Signature(DEMO_SIGNATURE.read_bytes(), " ")
    assert lacking(a_letter(signature=described)) == ("the description of the signature picture",)
    assert lacking(a_letter(signature=Signature(b"", "Signature"))) == ("the picture of the signature",)
    for broken in (b"no picture", b"\x89PNG\r\n\x1a\n", DEMO_SIGNATURE.read_bytes()[:20]):
        (name,) = lacking(a_letter(signature=Signature(broken, "Signature")))
        assert "PNG or JPEG" in name


def test_an_item_without_words_is_named_by_its_heading_and_appendix() -> None:
    silent = an_item(3, text="", voices=(PrintedVoice("Force response", "\n"),))
    assert lacking(a_letter(appendices=(an_appendix(an_item(), silent),))) == (
        "the text of Recommendation 3 in Appendix 1",
        "the words of “Force response” to Recommendation 3 in Appendix 1",
    )


def test_a_recommendation_needs_an_answer_and_an_area_for_improvement_does_not() -> None:
    unanswered = an_item(2, voices=())
    assert lacking(a_letter(appendices=(an_appendix(unanswered),))) == (
        "an answer to Recommendation 2 in Appendix 1",
    )
    area = replace(unanswered, kind=ItemKind.AREA_FOR_IMPROVEMENT, heading="Area for improvement 2")
    assert write_letter(a_letter(appendices=(an_appendix(area),)))


def test_the_headed_layout_needs_item_headings_and_the_numbered_one_appendix_labels() -> None:
    appendix = an_appendix(an_item(7, heading=""), label="")
    headed = a_letter(appendices=(appendix,))
    assert lacking(headed) == ("the heading of Recommendation 7 in appendix 1",)
    assert lacking(replace(headed, layout=Layout.NUMBERED)) == ("the label of appendix 1",)


def test_an_appendix_needs_a_heading_and_items() -> None:
    empty = an_appendix(heading="", groups=(PrintedGroup("Recommendations:", ()),))
    assert lacking(a_letter(appendices=(empty,))) == (
        "the heading of Appendix 1",
        "the items of Appendix 1",
    )


def test_a_label_of_an_answer_is_needed() -> None:
    nameless = an_item(voices=(PrintedVoice("", "Words."),))
    assert lacking(a_letter(appendices=(an_appendix(nameless),))) == (
        "the label of an answer to Recommendation 1 in Appendix 1",
    )
