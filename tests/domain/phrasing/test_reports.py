"""The reader of reports, scored by a corpus that is older than its rules."""

import re
from pathlib import Path

import pytest

from tests.domain.phrasing.report_corpus import PUBLISHED, US, one_line, phrasing
from tests.domain.phrasing.report_phrasings import PHRASINGS
from tests.domain.phrasing.report_scores import Score, scores_of
from tracker.domain.phrasing import reports
from tracker.domain.phrasing.letter_parts import Block
from tracker.domain.phrasing.report_parts import KnownItem, ReadReport
from tracker.domain.phrasing.reports import NO_ITEMS, read_report
from tracker.domain.vocabulary import Grade, ItemKind


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    return list(scores_of(PHRASINGS))


def read(text: str, earlier: tuple[KnownItem, ...] = ()) -> ReadReport:
    blocks = [Block(part) for part in re.split(r"\n[ \t]*\n\s*", text.strip("\n"))]
    return read_report(blocks, US, PUBLISHED, earlier)


def test_at_least_97_of_100_fields_are_right(scores: list[Score]) -> None:
    wrong = [score for score in scores if not score.is_right]
    assert len(wrong) <= 0.03 * len(scores), wrong[:10]


def test_no_field_is_wrong_without_a_warning(scores: list[Score]) -> None:
    assert [score for score in scores if not score.is_right and not score.is_warned] == []


def test_at_most_one_right_field_in_ten_carries_a_warning(scores: list[Score]) -> None:
    right = [score for score in scores if score.is_right]
    assert sum(score.is_warned for score in right) <= 0.1 * len(right)


def test_the_rules_quote_no_sentence_of_the_corpus() -> None:
    folder = Path(reports.__file__).parent
    rules = " ".join(one_line(path.read_text(encoding="utf-8")) for path in folder.glob("*.py")).casefold()
    for one in PHRASINGS:
        words = one_line(" ".join(block.text for block in one.blocks)).casefold().split()
        for at in range(len(words) - 6):
            assert " ".join(words[at : at + 7]) not in rules


def test_every_mark_that_was_removed_is_listed_with_its_place_and_its_reason() -> None:
    report = read("Recommendation 1\n\nThe force should de-\nscribe its oﬃces [2].¹\n")
    (item,) = report.items
    assert item.text == "The force should describe its offices [2]."
    assert [(one.mark, one.put) for one in item.removed] == [("-", ""), ("ﬃ", "ffi"), ("¹", "")]
    assert all(report.source[one.start : one.end].strip() == one.mark and one.why for one in item.removed)


def test_a_page_s_furniture_inside_an_item_is_listed_as_removed() -> None:
    report = read("Recommendation 1\n\nThe force should count the\n\n17\n\nboats it owns.")
    (item,) = report.items
    assert [(one.mark, one.why) for one in item.removed] == [("17", "a page number")]
    assert report.source[item.span.start : item.span.end].endswith("boats it owns.")
    assert len(item.spans) == 1


def test_the_grades_of_a_report_are_kept_with_their_questions() -> None:
    report = read("Preventing crime\n\nGood\n\nKeeping time\n\nThe force is inadequate at keeping time.")
    assert [(one.question, one.grade) for one in report.grades] == [
        ("Preventing crime", Grade.GOOD), ("keeping time", Grade.INADEQUATE),
    ]  # fmt: skip


def test_an_item_of_the_register_that_is_printed_again_is_offered_as_a_link() -> None:
    known = KnownItem(
        "R2022-01-REC3", ItemKind.RECOMMENDATION, "3",
        "By 1 May 2023, all chief constables should buy a boat and say who steers it.",
    )  # fmt: skip
    report = read(
        "Recommendation 1\n\nBy 1 May 2026, all chief constables should buy a boat and say who steers it.\n\n"
        "Recommendation 2\n\nThe force should paint its boats in the colours of the county each spring.",
        (known,),
    )
    assert [item.restates for item in report.items] == [known, None]
    assert any("R2022-01-REC3" in warning for warning in report.items[0].warnings)


def test_an_item_that_the_report_calls_an_earlier_one_says_so() -> None:
    report = read("Recommendation 4 from our 2023 report\n\nThe force should count its boats.")
    assert report.items[0].says_earlier == "from our 2023 report"
    assert any("earlier" in warning for warning in report.items[0].warnings)


def test_an_item_printed_in_the_summary_and_again_in_its_chapter_is_taken_once() -> None:
    one = "Recommendation 1\n\nThe force should count its boats."
    report = read(f"{one}\n\nBoats\n\nThere are many.\n\n{one}")
    assert len(report.items) == 1
    assert "printed twice" in report.notes[0]


def test_a_heading_without_text_is_no_item_but_is_noted() -> None:
    report = read("Recommendation 1\n\nRecommendation 2\n\nThe force should count its boats.")
    assert [item.number for item in report.items] == ["2"]
    assert "Recommendation 1" in report.notes[0]


def test_a_report_without_items_says_so() -> None:
    assert read("Les bateaux sont beaux.").notes == (NO_ITEMS,)


def test_what_instructs_outside_every_item_is_shown_as_unplaced() -> None:
    report = read("Boats\n\nThe force should buy oars.\n\nThey are cheap.")
    assert [report.source[span.start : span.end] for span in report.unplaced] == [
        "The force should buy oars."
    ]


def test_every_field_says_how_sure_it_is_and_why() -> None:
    for one in (*PHRASINGS[:40], phrasing("any", "Recommendation 1\n\nBetter boats are needed.")):
        for item in read_report(one.blocks, US, PUBLISHED).items:
            assert {"kind", "number", "text", "for_whom", "deadlines"} <= set(item.sure)
            assert all(sure.why for sure in item.sure.values())
