"""Whatever stands in a letter: no word is lost, nothing fails, nothing takes long."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.phrasing.words import FRONT, read_text, words_of_letter
from tracker.domain.phrasing.letters import Block, NotAResponseLetter, read_letter

TEMPLATES = (
    "Recommendation 1", "Recommendation {m}", "**Recommendation 2:** {m} should act.", "Recommendations:",
    "Areas for improvement", "Cause of concern 1", "Area for improvement", "Appendix 1", "Appendix 2 – {m}",
    "Response to the report '{m}'", "Force response: {m}", "**Force response: {m}**", "PCC's response:",
    "Chief Constable’s response", "Agreed", "1. {m} should act.", "- 2. {m}**", "7.1 {m}", "- {m}", "• {m}",
    "{m} and the", "{m} lower case goes on.", "and {m} goes on", "The {m} ends here.", "Page 3 of 9", "4",
    "Enc - {m}", "cc: {m}", "Yours sincerely", "Dear {m}", "A handwritten signature {m}", "# {m}",
    "[{m}](https://example.org)", "2 February 2024", "{m}\n{m} two\n- three {m}",
)  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(TEMPLATES), max_size=14),
    st.lists(st.sampled_from(TEMPLATES), max_size=6),
    st.booleans(),
)
def test_every_word_lands_in_some_field_whatever_the_order(
    after: list[str], before: list[str], are_real: bool
) -> None:
    head, tail = FRONT.split("Yours sincerely", maxsplit=1)
    parts = [*re.split(r"\n\n", head), *before, "Yours sincerely", *re.split(r"\n\n", tail), *after]
    texts = [part.replace("{m}", f"zq{number}q") for number, part in enumerate(parts)]
    try:
        letter = read_letter([Block(text) for text in texts], paragraphs_are_real=are_real)
    except NotAResponseLetter:
        return
    kept = Counter(
        re.findall(r"zq\d+q", repr((words_of_letter(letter), [n for n in letter.notes if "picture" in n])))
    )
    for word, count in Counter(re.findall(r"zq\d+q", "\n".join(texts))).items():
        assert kept[word] == count


@settings(deadline=None)
@given(st.lists(st.text(max_size=80) | st.sampled_from(TEMPLATES), max_size=20), st.booleans())
def test_no_text_makes_the_reader_of_letters_fail(texts: list[str], are_real: bool) -> None:
    try:
        read_letter([Block(text) for text in [FRONT, *texts]], paragraphs_are_real=are_real)
        read_letter([Block(text) for text in texts], paragraphs_are_real=are_real)
    except NotAResponseLetter:
        return


@pytest.mark.parametrize(
    "line", ["1. a", "Force response: x", "Agreed", "a ", "Recommendation 1", "Cause of concern", "'a ", "- "]
)
def test_a_very_long_letter_is_read_in_little_time(line: str) -> None:
    try:
        read_text(FRONT + f"{line}\n\n" * 20_000)
        read_text(FRONT + line * 100_000)
    except NotAResponseLetter:
        return
