import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.cleaning import clean_line, clean_text, is_blank, search_form


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("soft\x0breturn", "soft\nreturn"),
        ("page\x0cbreak", "page\nbreak"),
        ("nul\x00 bell\x07 esc\x1b del\x7f", "nul bell esc del"),
        ("a\ufffeb\uffffc\ud800d", "abcd"),
        ("tab\tstays", "tab\tstays"),
    ],
)
def test_line_ends_become_newlines_and_what_no_file_can_hold_goes(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "\u202egnp.exe\u202c",
        "zero\u200bwidth",
        "e\u0301" + "\u0301" * 200,
        "&lt;b&gt; <b> {{7*7}} %s",
        "=1+1",
    ],
)
def test_odd_but_honest_characters_are_kept_as_typed(typed: str) -> None:
    assert clean_text(typed) == typed


@given(st.text(st.characters(exclude_categories=[])))
def test_cleaned_text_can_be_coded_and_cleaning_twice_changes_nothing(typed: str) -> None:
    cleaned = clean_text(typed)
    cleaned.encode("utf-8")
    assert clean_text(cleaned) == cleaned


def test_a_line_has_no_line_ends() -> None:
    assert clean_line("  Chief\r\n  Constable\x0bof  Borders\n") == "Chief Constable of  Borders"


@pytest.mark.parametrize(
    "value", ["", "   ", "\n\t", "\u200b\u200d\ufeff", "\u00a0", "\u3164", "\u2800\ufe0f"]
)
def test_what_cannot_be_seen_is_blank(value: str) -> None:
    assert is_blank(value)


@pytest.mark.parametrize("value", ["x", " . ", "\u200b1", "0", "é"])
def test_what_can_be_seen_is_not_blank(value: str) -> None:
    assert not is_blank(value)


@pytest.mark.parametrize(
    ("stored", "sought"),
    [
        ("café", "CAFE\u0301"),
        ("Home\u00a0Office", "home office"),
        ("ＲＥＣ", "rec"),
        ("children’s – home", "Children's - home"),
        ("safe\u00adguarding", "Safeguarding"),
        ("two\n lines", "two lines"),
    ],
)
def test_search_finds_a_word_however_it_is_coded(stored: str, sought: str) -> None:
    assert search_form(stored) == search_form(sought)
