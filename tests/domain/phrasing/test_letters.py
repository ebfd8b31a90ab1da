"""Past letters, in words of our own and as awkward as real ones."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.domain.phrasing.words import FRONT, read_text, words_of_letter, words_of_source
from tracker.domain.phrasing.letters import Block, NotAResponseLetter, ReadItem, ReadLetter, read_letter
from tracker.domain.vocabulary import ItemKind, Layout, Position

LETTERS = Path(__file__).parents[2] / "letters"


def read_named(name: str) -> ReadLetter:
    return read_text((LETTERS / name).read_text(encoding="utf-8"))


def items_of(letter: ReadLetter) -> list[ReadItem]:
    return [item for appendix in letter.appendices for item in appendix.items]


def test_stray_marks_links_and_bullets_are_taken_out_of_a_headed_letter() -> None:
    letter = read_named("headed-with-stray-marks.txt")
    assert letter.layout is Layout.HEADED
    assert not re.search(r"\*\*|#|\]\(", repr(letter))
    assert letter.office_block[-1] == "Email: office@saltmarsh.example"
    assert [item.heading for item in items_of(letter)] == [
        "Recommendation 1", "Recommendation 2", "Recommendation 3", "Area for improvement 1",
    ]  # fmt: skip


def test_sentences_split_by_page_breaks_are_joined_and_each_join_is_noted() -> None:
    letter = read_named("headed-with-stray-marks.txt")
    assert len(letter.paragraphs) == 3
    assert [len(item.chief_constable) for item in items_of(letter)] == [2, 1, 3, 1]
    assert "came to the Rural Partnership (RP) supper" in letter.paragraphs[1]
    assert "along the Saltmarsh Coast Path" in items_of(letter)[0].chief_constable[1]
    assert items_of(letter)[3].text.endswith("fetch them.")
    assert len(letter.notes) == 5


def test_a_paragraph_without_its_full_stop_is_not_joined_to_the_heading_after_it() -> None:
    answer = items_of(read_named("headed-with-stray-marks.txt"))[1].chief_constable
    assert answer == ("This recommendation is for the Home Office and the College of Policing",)


def test_a_list_in_an_answer_is_one_paragraph_of_lines() -> None:
    assert items_of(read_named("headed-with-stray-marks.txt"))[2].chief_constable[1].split("\n") == [
        "- in the control room, when the call comes in",
        "- in the crime record, when the owner is able to say",
    ]


def test_a_page_number_in_the_middle_is_listed_as_unplaced() -> None:
    assert read_named("headed-with-stray-marks.txt").unplaced == ("Page 2 of 6",)


def test_every_word_of_a_headed_letter_stands_in_its_order() -> None:
    source = (LETTERS / "headed-with-stray-marks.txt").read_text(encoding="utf-8")
    letter = read_named("headed-with-stray-marks.txt")
    words = words_of_letter(letter)[: -len(["Page", "2", "of", "6"])]
    assert words == words_of_source(source.replace("Page 2 of 6", ""))


def test_two_reports_in_one_letter_are_two_appendices_with_their_titles() -> None:
    letter = read_named("numbered-two-appendices.txt")
    assert letter.report_titles == ("A question of custody", "Counting what counts")
    assert [(one.label, one.report_title) for one in letter.appendices] == [
        ("Appendix 1", "A question of custody"),
        ("Appendix 2", "Counting what counts"),
    ]
    assert letter.layout is Layout.NUMBERED


def test_a_numbered_list_inside_an_answer_makes_no_items() -> None:
    first, second, *_ = items_of(read_named("numbered-two-appendices.txt"))
    assert [len(first.chief_constable), len(first.pcc), second.number] == [4, 1, "2"]


def test_each_voice_is_told_from_the_others() -> None:
    _, second, third, *_ = items_of(read_named("numbered-two-appendices.txt"))
    assert second.reply == ("I have seen them closed, and I thank the Chief Constable.",)
    assert third.pcc == ("My office prints them each quarter.",)


def test_positions_skipped_numbers_and_sub_parts_are_read() -> None:
    items = items_of(read_named("numbered-two-appendices.txt"))
    assert [item.number for item in items] == ["1", "2", "1", "4", "4.1"]
    assert [item.position for item in items] == [
        None,
        None,
        Position.PARTLY_AGREED,
        None,
        Position.NOT_AGREED,
    ]


def test_lines_wrapped_by_a_converter_are_one_paragraph() -> None:
    letter = read_named("numbered-two-appendices.txt")
    assert len(letter.paragraphs) == 2
    assert letter.signatory_title == "Police, Fire and Crime Commissioner for Hallamdale"
    assert letter.enclosures[0] == "Encs:"
    assert letter.signature_alt == "[signature]"


def test_recommendations_are_children_of_the_cause_of_concern_above_them() -> None:
    items = items_of(read_named("causes-of-concern.txt"))
    assert [(item.kind, item.number, item.parent) for item in items] == [
        (ItemKind.CAUSE_OF_CONCERN, "1", None),
        (ItemKind.RECOMMENDATION, "1", 0),
        (ItemKind.RECOMMENDATION, "2", 0),
        (ItemKind.CAUSE_OF_CONCERN, "2", None),
        (ItemKind.RECOMMENDATION, "1", 3),
        (ItemKind.AREA_FOR_IMPROVEMENT, None, None),
        (ItemKind.AREA_FOR_IMPROVEMENT, None, None),
    ]


def test_labels_without_a_colon_count_on_a_line_of_their_own() -> None:
    item = items_of(read_named("causes-of-concern.txt"))[1]
    assert (item.chief_constable, item.pcc) == (
        ("Forty people have been taken on.",),
        ("The money was found in February.",),
    )
    assert item.position is Position.AGREED


def test_an_addressee_without_honours_is_found_by_office() -> None:
    letter = read_named("causes-of-concern.txt")
    assert letter.addressee_block[:2] == ("Suella Braverman", "Home Secretary")
    assert (letter.date_line, letter.salutation) == ("20/11/2023", "Dear Home Secretary")
    assert letter.appendices[0].report_title == letter.report_titles[0]


def test_a_report_without_items_is_answered_without_an_appendix() -> None:
    letter = read_named("without-items.txt")
    assert (letter.appendices, letter.enclosures, letter.unplaced) == ((), (), ())
    assert letter.report_titles == ("State of Policing: the annual assessment of a year",)
    assert len(letter.paragraphs) == 2


@pytest.mark.parametrize("name", sorted(path.name for path in LETTERS.glob("*.txt")))
def test_no_word_of_a_letter_is_lost(name: str) -> None:
    source = (LETTERS / name).read_text(encoding="utf-8")
    labels = r"(?im)^.{0,40}\b(?:response|reply to the force response|Chief Constable)(?::| -|$)"
    lost = Counter(
        re.findall(r"\w+", " ".join(words_of_source(re.sub(labels, "", source.replace("**", "")))))
    )
    lost.subtract(re.findall(r"\w+", " ".join(words_of_letter(read_named(name)))))
    assert [word for word, count in lost.items() if count > 0] == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Dear Mrs Reed\n\nThank you for writing about the bins.\n\nYours sincerely\n\nJo",
            "does not read as a response",
        ),
        (
            "Dear Mrs Reed\n\nYour comments on HMICFRS were read.\n\nYours sincerely\n\nJo Marsh",
            "does not name section 55",
        ),
        (FRONT.split("Yours sincerely", maxsplit=1)[0], "half a letter"),
        (FRONT.split("Appendix 1\n\n", maxsplit=1)[0], "half a letter"),
        (FRONT, "half a letter"),
        (FRONT.split("Dear Home Secretary", maxsplit=1)[1], "part of a letter"),
        (FRONT + "Recommendation 1\n", "no text under it"),
        (
            FRONT
            + "Recommendation 1\n\nForces should wake.\n\nForce response: We have woken and gone to the",
            "breaks off",
        ),
        (
            FRONT
            + "Recommendation 1\n\nWake.\n\nForce response: Yes.\n\nRecommendation 2\n\nForces should sleep.",
            "has no response",
        ),
        ("\n \n", "no text"),
    ],
)
def test_what_is_no_whole_section_55_letter_is_refused_with_its_reason(text: str, reason: str) -> None:
    blocks = [Block(part) for part in re.split(r"\n\s*\n", text)]
    with pytest.raises(NotAResponseLetter, match=reason) as refusal:
        read_letter(blocks, paragraphs_are_real=False)
    assert str(refusal.value).endswith((".", "after it."))


@pytest.mark.parametrize("heading", ["Recommendation 7.1", "Recommendation 7.1:", "Rec 7.1"])
def test_a_heading_is_kept_as_printed(heading: str) -> None:
    (item,) = items_of(read_text(f"{FRONT}{heading}\n\nForces should wake.\n\nForce response: They do."))
    assert (item.heading, item.number) == (heading, "7.1")


def test_a_heading_for_two_items_is_kept_with_a_warning() -> None:
    (item,) = items_of(read_text(f"{FRONT}Recommendations 1 and 2\n\nWake.\n\nForce response: Yes."))
    assert (item.number, len(item.warnings)) == ("1 and 2", 1)


def test_a_sentence_about_a_recommendation_is_no_heading() -> None:
    text = f"{FRONT}Recommendation 1\n\nWake.\n\nForce response: Yes.\n\nRecommendation 1 was met in May."
    (item,) = items_of(read_text(text))
    assert item.chief_constable == ("Yes.", "Recommendation 1 was met in May.")


def test_unnumbered_items_without_headings_are_parted_by_their_answers() -> None:
    text = (
        f"{FRONT}Areas for improvement:\n\nThe force should wake.\n\nForce response: Yes.\n\nMore of it.\n\n"
        "The force should sleep.\n\nForce response: No."
    )
    assert [(item.text, item.chief_constable) for item in items_of(read_text(text))] == [
        ("The force should wake.", ("Yes.", "More of it.")),
        ("The force should sleep.", ("No.",)),
    ]


def test_words_before_the_first_item_are_listed_as_unplaced() -> None:
    letter = read_text(
        f"{FRONT}This table was made in May.\n\nRecommendation 1\n\nWake.\n\nForce response: Yes."
    )
    assert letter.unplaced == ("This table was made in May.",)


def test_a_group_heading_without_items_is_listed_as_unplaced() -> None:
    items = "Recommendation 1\n\nWake.\n\nForce response: Yes."
    letter = read_text(f"{FRONT}Causes of concern:\n\nRecommendations:\n\n{items}\n\nAreas for improvement:")
    assert letter.unplaced == ("Causes of concern:", "Areas for improvement:")


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_text_without_blank_lines_is_parted_by_its_own_lines(ending: str) -> None:
    source = (LETTERS / "headed-with-stray-marks.txt").read_text(encoding="utf-8")
    letter = read_text(re.sub(r"\n\s*\n", "\n", source).replace("\n", ending))
    assert letter.addressee_block[0] == "Rt Hon Amelia Thornbury MP"
    assert len(letter.addressee_block) == 5
    assert [len(item.chief_constable) for item in items_of(letter)] == [2, 1, 3, 1]


def test_curly_quotes_make_no_difference() -> None:
    source = (LETTERS / "headed-with-stray-marks.txt").read_text(encoding="utf-8")
    letter = read_text(source.replace("'", "’"))
    assert len(letter.report_titles) == 1
    assert [len(item.chief_constable) for item in items_of(letter)] == [2, 1, 3, 1]
