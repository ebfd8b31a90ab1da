from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.dates_in_words import (
    date_in_words,
    date_near,
    date_with_ordinal,
    date_with_weekday,
    ordinal_suffix,
    parse_uk_date,
)

DAY = date(2024, 2, 2)


def test_a_date_is_written_in_three_ways() -> None:
    assert date_in_words(DAY) == "2 February 2024"
    assert date_with_ordinal(DAY) == "2nd February 2024"
    assert date_with_weekday(DAY) == "Friday 2 February 2024"


@pytest.mark.parametrize(
    ("number", "suffix"),
    [
        (1, "st"),
        (2, "nd"),
        (3, "rd"),
        (4, "th"),
        (11, "th"),
        (12, "th"),
        (13, "th"),
        (21, "st"),
        (22, "nd"),
        (30, "th"),
    ],
)
def test_ordinals_end_as_they_are_spoken(number: int, suffix: str) -> None:
    assert ordinal_suffix(number) == suffix


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_written_form_is_read_back(day: date) -> None:
    for written in (date_in_words(day), date_with_ordinal(day), date_with_weekday(day), day.isoformat()):
        assert parse_uk_date(written) == day


@pytest.mark.parametrize(
    "text",
    [
        "2 Feb 2024",
        " 02  february\n2024 ",
        "Fri 2 Feb. 2024",
        "Friday, 2nd of February, 2024",
        "2024-02-02",
        "02/02/2024",
        "2.2.2024",
    ],
)
def test_the_usual_spellings_are_read(text: str) -> None:
    assert parse_uk_date(text) == DAY


def test_september_may_be_cut_to_four_letters() -> None:
    assert parse_uk_date("5 Sept 2025") == date(2025, 9, 5)


def test_figures_are_taken_only_where_day_and_month_cannot_be_exchanged() -> None:
    assert parse_uk_date("27/03/2025") == date(2025, 3, 27)
    with pytest.raises(ValueError, match="two different days"):
        parse_uk_date("05/01/2026")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Enter a date"),
        ("31 June 2024", "not a day in the calendar"),
        ("31/06/2024", "not a day in the calendar"),
        ("29 Feb 2027", "not a day in the calendar"),
        ("31 Feb 2024", "not a day in the calendar"),
        ("03/27/2025", "not a day in the calendar"),
        ("0000-01-01", "between 1900 and 2100"),
        ("1 January 9999", "between 1900 and 2100"),
        ("14 October 1066", "between 1900 and 2100"),
        ("tomorrow", "without doubt"),
        ("05/01/26", "without doubt"),
        ("٢ February 2024", "without doubt"),
        ("2 Ma 2024", "without doubt"),
        ("2 Jux 2024", "not a month"),
        ("Thursday 2 February 2024", "was a Friday, not a Thursday"),
        ("Noday 2 February 2024", "without doubt"),
        ("x" * 100_000, "without doubt"),
    ],
)
def test_what_is_no_date_or_in_doubt_is_refused_in_plain_words(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as refused:
        parse_uk_date(text)
    assert len(str(refused.value)) < 200


def test_a_day_in_a_running_sentence_leaves_out_the_year_of_today() -> None:
    assert date_near(date(2026, 3, 3), date(2026, 2, 1)) == "Tuesday 3 March"
    assert date_near(date(2026, 3, 3), date(2025, 12, 31)) == "Tuesday 3 March 2026"
