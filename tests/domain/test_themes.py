"""Earlier answers on the same theme, found by the significant words of what was asked."""

from datetime import date

import pytest

from tracker.domain.themes import EarlierWords, on_the_same_theme, shared_words, significant_words


def earlier(key: str, asked: str, on: date = date(2024, 2, 2)) -> EarlierWords:
    return EarlierWords(key, asked, "What was said.", on)


MISSING = earlier("missing", "Chief constables should review how reports of missing children are recorded.")
CUSTODY = earlier("custody", "The force should not keep children at the police station overnight in custody.")
STAFF = earlier("staff", "Chief constables should provide training to staff who answer calls.")


def test_the_likest_comes_first_and_what_has_nothing_in_common_is_left_out() -> None:
    found = on_the_same_theme(
        "Review the recording of missing children's reports.", [STAFF, CUSTODY, MISSING]
    )
    assert [one.key for one in found] == ["missing"]


def test_words_every_recommendation_has_are_no_theme() -> None:
    assert on_the_same_theme("Chief constables should ensure that forces improve.", [MISSING, STAFF]) == []


def test_of_equals_the_newest_comes_first() -> None:
    older, newer = (
        earlier("a", MISSING.asked, date(2021, 1, 1)),
        earlier("b", MISSING.asked, date(2023, 1, 1)),
    )
    assert [one.key for one in on_the_same_theme(MISSING.asked, [older, newer])] == ["b", "a"]


def test_no_more_are_offered_than_asked_for() -> None:
    many = [earlier(str(n), MISSING.asked) for n in range(9)]
    assert len(on_the_same_theme(MISSING.asked, many, most=3)) == 3


@pytest.mark.parametrize("text", ["", "Now.", "\u200b", "1 2 3", "Recommendation 1"])
def test_a_text_without_significant_words_has_no_theme(text: str) -> None:
    assert on_the_same_theme(text, [MISSING]) == []


def test_forms_of_one_word_and_its_accents_are_the_same_word() -> None:
    assert shared_words("Training for custody", "trained in CUSTODY") == shared_words(
        "custody train", "train custody"
    )
    assert significant_words("Cafe\u0301 society") == significant_words("café society")


def test_a_theme_of_a_single_word_is_found_by_it() -> None:
    assert on_the_same_theme("Custody.", [MISSING, CUSTODY]) == [CUSTODY]
