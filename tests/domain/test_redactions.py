"""Finding the words of a redaction however they were typed, and nothing else."""

import json

import pytest

from tracker.domain.cleaning import search_form
from tracker.domain.redactions import (
    REDACTED,
    excerpt,
    json_without,
    pattern_for,
    problems_with_request,
    search_pattern_for,
    without,
)

NAME = "Zélie Quartermain"


@pytest.mark.parametrize(
    "text",
    [
        "Zélie Quartermain",
        "ZÉLIE QUARTERMAIN",
        "Ze\u0301lie Quartermain",
        "Zélie\nQuartermain",
        "Zélie \n\n Quartermain",
        "Zélie\u00a0Quartermain",
        "**Zélie** Quartermain",
        "Zélie **Quartermain**",
        "Zélie Quarter\u00admain",
        "Zé\u200blie Quartermain",
        "(Zélie Quartermain)",
        "Zélie Quartermain’s",
        "“Zélie Quartermain”,",
    ],
)
def test_the_words_are_found_however_they_were_typed(text: str) -> None:
    left = without(f"Before {text} after", pattern_for(NAME))
    assert "artermain" not in left
    assert REDACTED in left
    assert left.startswith("Before ")
    assert left.endswith(" after")


@pytest.mark.parametrize("text", ["Zélie", "Quartermain", "Zélie Quartermaine", "AZélie Quartermain", ""])
def test_other_words_stay(text: str) -> None:
    assert without(text, pattern_for(NAME)) == text


@pytest.mark.parametrize("words", ["a+b (c)", "50%", "x_y", "[note]", "C:\\dir", ".*abc"])
def test_signs_are_taken_as_they_stand(words: str) -> None:
    assert without(f"see {words} here", pattern_for(words)) == f"see {REDACTED} here"
    assert without("see abc here", pattern_for(words)) == "see abc here"


def test_the_search_column_is_cleaned_in_its_own_form() -> None:
    simplified = search_form("R2025-01 The case of ZÉLIE  Quartermain, again")
    assert "quartermain" not in without(simplified, search_pattern_for(NAME))


def test_a_draft_in_json_is_cleaned_inside_its_texts() -> None:
    held = {"fields": [["a", "Zélie\nQuartermain"], ["b", "other"]], NAME: 1, "n": None}
    found = json_without(json.dumps(held), pattern_for(NAME))
    assert json.loads(found) == {"fields": [["a", REDACTED], ["b", "other"]], REDACTED: 1, "n": None}


def test_a_draft_without_the_words_is_left_byte_for_byte() -> None:
    text = '{"a":  "\\u00e9"}'
    assert json_without(text, pattern_for(NAME)) == text


def test_what_is_no_json_is_cleaned_as_text() -> None:
    assert json_without(f"{{ {NAME}", pattern_for(NAME)) == f"{{ {REDACTED}"


@pytest.mark.parametrize(
    ("words", "reason", "field"),
    [
        ("", "A name.", "words"),
        (" \u200b ", "A name.", "words"),
        ("--- a", "A name.", "words"),
        ("redacted", "A name.", "words"),
        ("[redacted]", "A name.", "words"),
        ("a" * 501, "A name.", "words"),
        (NAME, " ", "reason"),
        (NAME, "Because zélie  QUARTERMAIN is a child.", "reason"),
    ],
)
def test_a_request_that_does_not_hold_is_named_by_its_field(words: str, reason: str, field: str) -> None:
    assert list(problems_with_request(words, reason)) == [field]


def test_a_request_that_holds_has_no_problems() -> None:
    assert problems_with_request(NAME, "The name of a child.") == {}


def test_an_excerpt_shows_what_stands_around_the_words() -> None:
    text = "a" * 80 + f" left\n {NAME}  right " + "b" * 80
    before, words, after = excerpt(text, pattern_for(NAME))
    assert before.startswith("…a")
    assert before.endswith("a left ")
    assert words == NAME
    assert after.startswith(" right b")
    assert after.endswith("b…")


def test_a_very_long_text_is_searched_quickly() -> None:
    assert without("ab " * 200_000, pattern_for("ab cd ef")) == "ab " * 200_000
