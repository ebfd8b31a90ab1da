"""Whatever stands in a report: no character of a span is lost, nothing fails, nothing takes long."""

# ruff: noqa: E501

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.phrasing.report_corpus import PUBLISHED, US
from tests.domain.phrasing.report_phrasings import PHRASINGS
from tracker.domain.phrasing.letter_parts import Block
from tracker.domain.phrasing.report_parts import DraftItem, ReadReport
from tracker.domain.phrasing.reports import read_report

PIECES = (
    "Recommendation 1", "Recommendation {m}", "RECOMMENDATIONS", "Areas for improvement", "Cause of concern",
    "**Recommendation 2:** {m} should act.", "Recommendations 3 and 4", "AFI 2: {m}", "1. {m} should act.",
    "7.1 {m}", "- {m}", "• {m}\n  – {m}", "The force should:", "The force should {m}.", "(a) {m};", "(b) {m}.",
    "Status: met", "Requires improvement", "The force is good at {m}.", "Page 3 of 9", "17", "Contents",
    "Recommendation 1 ........ 4", "6 A footnote {m}.", "harm6 {m}.7", "{m} under-\nstanding", "{m}\n{m} two",
    "│ Recommendation 5 │\n│ {m} │", "No.\tRecommendation\tDeadline\n1\t{m}\tBy May 2026", "| Ref | Action |",
    "| 1 | {m} |", "We recommend that {m} acts.", "Recommendation 4 from our 2023 report", "> {m}", "# {m}",
    "{m} oﬃce\u00ad {m}", "Number\nRecommendation\nDeadline", "1\n{m}\nMay 2026", "For the Home Office:", "None.",
    "A quiet coast\n9", "A quiet coast\n10", "[{m}](https://example.org)",
)  # fmt: skip
BLOCKS = st.builds(
    Block,
    st.text(max_size=60) | st.sampled_from(PIECES),
    st.just(""),
    st.booleans(),
    st.sampled_from([False, False, True]),
)


def every_character_is_kept(report: ReadReport, item: DraftItem) -> None:
    """The spans without the marks that are listed as removed are the text, letter by letter."""
    kept = []
    for span in item.spans:
        inside = [one for one in item.removed if span.start <= one.start and one.end <= span.end]
        at = span.start
        for one in inside:
            assert report.source[one.start : one.end].strip() == one.mark
            kept += [report.source[at : one.start], one.put]
            at = max(at, one.end)
        kept.append(report.source[at : span.end])
    assert re.sub(r"\s", "", "".join(kept)) == re.sub(r"\s", "", item.text)
    assert len(item.removed) == sum(
        span.start <= one.start and one.end <= span.end for one in item.removed for span in item.spans
    )


@pytest.mark.parametrize("at", range(len(PHRASINGS)))
def test_the_spans_of_the_corpus_lose_nothing(at: int) -> None:
    report = read_report(PHRASINGS[at].blocks, US, PUBLISHED)
    for item in report.items:
        every_character_is_kept(report, item)


@settings(deadline=None, max_examples=150)
@given(st.lists(BLOCKS, max_size=14))
def test_no_text_makes_the_reader_fail_or_lose_a_character(blocks: list[Block]) -> None:
    named = [
        Block(block.text.replace("{m}", f"zq{at}q"), "", block.is_heading, block.is_list_item)
        for at, block in enumerate(blocks)
    ]
    report = read_report(named, US, PUBLISHED)
    assert report.source == "\n\n".join(block.text for block in named)
    for place, item in enumerate(report.items):
        assert item.text
        assert item.parent is None or item.parent < place
        every_character_is_kept(report, item)


@pytest.mark.parametrize(
    "piece",
    [
        "Recommendation 1\n\n", "1. a\n\n", "- a\n", "17\n\n", "a-\nb", "a ", "The force should:\n\n", "6 a\n", "harm6 ",
        "x\t", "| a ", "A quiet coast\n9\n\n", "ﬁ", "**", "[a](b)", "Cause of concern\n\nThe force fails.\n\n", "....... 3\n",
        "We recommend that the force acts. ", "Number\nRecommendation\nDate\n1\n", "Status: met\n\n", "> a\n", "1.1 A\n",
    ],
)  # fmt: skip
def test_a_very_long_report_is_read_in_little_time(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    started = time.process_time()
    read_report([Block(part) for part in text.split("\n\n")], US, PUBLISHED)
    read_report([Block(text)], US, PUBLISHED)
    assert time.process_time() - started < 20
