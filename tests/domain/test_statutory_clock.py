from datetime import date, timedelta
from pathlib import Path

import pytest

from tracker.domain.statutory_clock import (
    Regime,
    StatutoryClock,
    day_number,
    day_words,
    last_day_to_publish,
    regime,
    second_clock,
    statutory_clock,
)
from tracker.domain.vocabulary import ReportKind
from tracker.domain.working_days import read_bank_holidays

HOLIDAYS = read_bank_holidays(
    (Path(__file__).parents[2] / "seeds" / "bank_holidays.json").read_text(encoding="utf-8")
)
CSE_2023 = date(2023, 12, 8)


def clock(published_on: date, today: date, comments_published_on: date | None = None) -> StatutoryClock:
    return statutory_clock(
        ReportKind.NATIONAL_THEMATIC,
        published_on,
        today=today,
        bank_holidays=HOLIDAYS,
        comments_published_on=comments_published_on,
    )


@pytest.mark.parametrize(
    ("published_on", "last_day", "letter_dated", "day_of_letter"),
    [
        (date(2022, 12, 9), date(2023, 2, 2), date(2023, 2, 2), 56),
        (date(2023, 12, 8), date(2024, 2, 1), date(2024, 2, 2), 57),
    ],
)
def test_the_two_real_letters_stand_on_their_days(
    published_on: date, last_day: date, letter_dated: date, day_of_letter: int
) -> None:
    assert last_day_to_publish(published_on) == last_day
    assert day_number(published_on, letter_dated) == day_of_letter


# Counted by hand on a calendar.
@pytest.mark.parametrize(
    ("published_on", "last_day", "last_working_day"),
    [
        (date(2024, 1, 5), date(2024, 2, 29), date(2024, 2, 29)),  # ends on a leap day
        (date(2024, 2, 29), date(2024, 4, 24), date(2024, 4, 24)),  # begins on one
        (date(2023, 1, 5), date(2023, 3, 1), date(2023, 3, 1)),  # the same in a year without
        (date(2026, 2, 3), date(2026, 3, 30), date(2026, 3, 30)),  # over the change to summer time
        (date(2026, 3, 29), date(2026, 5, 23), date(2026, 5, 22)),  # published on the day of the change
        (date(2026, 9, 1), date(2026, 10, 26), date(2026, 10, 26)),  # over the change back
        (date(2026, 10, 25), date(2026, 12, 19), date(2026, 12, 18)),  # published on that day
        (date(2026, 11, 7), date(2027, 1, 1), date(2026, 12, 31)),  # ends at New Year
        (date(2026, 11, 6), date(2026, 12, 31), date(2026, 12, 31)),  # and the day before it
        (date(2025, 11, 1), date(2025, 12, 26), date(2025, 12, 24)),  # ends on Boxing Day
        (date(2026, 11, 2), date(2026, 12, 27), date(2026, 12, 24)),  # Monday to the Sunday after Christmas
        (date(2025, 12, 22), date(2026, 2, 15), date(2026, 2, 13)),  # a Monday just before Christmas
        (date(2017, 5, 2), date(2017, 6, 26), date(2017, 6, 26)),  # the first day of the rule
        (date(2099, 12, 31), date(2100, 2, 24), date(2100, 2, 24)),  # into 2100
        (date(2100, 2, 1), date(2100, 3, 28), date(2100, 3, 26)),  # 2100 has no leap day
    ],
)
def test_the_last_day_is_55_days_after_publication_and_is_not_moved(
    published_on: date, last_day: date, last_working_day: date
) -> None:
    found = clock(published_on, published_on)
    assert (found.last_day, found.last_working_day) == (last_day, last_working_day)


def test_a_report_published_on_a_monday_ends_on_a_sunday() -> None:
    mondays = [date(2023, 1, 2) + timedelta(weeks=week) for week in range(300)]
    assert {last_day_to_publish(monday).strftime("%A") for monday in mondays} == {"Sunday"}


@pytest.mark.parametrize(
    ("today", "day", "days_left", "words"),
    [
        (date(2023, 12, 8), 1, 55, "Day 1 of 56, last day Thursday 1 February 2024"),
        (date(2024, 1, 3), 27, 29, "Day 27 of 56, last day Thursday 1 February 2024"),
        (date(2024, 1, 31), 55, 1, "Day 55 of 56, last day Thursday 1 February 2024"),
        (date(2024, 2, 1), 56, 0, "Day 56 of 56, last day Thursday 1 February 2024"),
        (
            date(2024, 2, 2),
            57,
            -1,
            "Day 57, after the 56-day period, last day was Thursday 1 February 2024; "
            "publication of the comments is not recorded",
        ),
    ],
)
def test_the_clock_says_the_day_before_on_and_after_the_last(
    today: date, day: int, days_left: int, words: str
) -> None:
    found = clock(CSE_2023, today)
    assert (found.day_today, found.days_left, found.words) == (day, days_left, words)


def test_the_sum_is_shown_beside_the_date() -> None:
    explained = clock(CSE_2023, CSE_2023).sum_explained
    assert explained == "8 December 2023 is day 1, so day 56 is 55 days later: Thursday 1 February 2024"


def test_a_report_under_embargo_says_when_its_clock_begins() -> None:
    found = clock(CSE_2023, date(2023, 12, 7))
    assert (
        found.words == "Not published yet: day 1 is Friday 8 December 2023, last day Thursday 1 February 2024"
    )
    assert found.day_today == 0


@pytest.mark.parametrize(
    ("comments_on", "words"),
    [
        (date(2024, 2, 1), "Comments published Thursday 1 February 2024, day 56 of 56"),
        (date(2024, 2, 2), "Comments published Friday 2 February 2024, day 57, after the 56-day period"),
        (date(2023, 12, 7), "Comments published Thursday 7 December 2023, before the report was published"),
    ],
)
def test_published_comments_stop_the_clock_on_their_own_day(comments_on: date, words: str) -> None:
    found = clock(CSE_2023, date(2024, 6, 1), comments_on)
    assert found.words == words
    assert found.days_left is None


def test_comments_to_be_published_tomorrow_do_not_stop_the_clock_today() -> None:
    assert clock(CSE_2023, date(2024, 1, 3), date(2024, 1, 4)).days_left == 29


@pytest.mark.parametrize(
    ("dated", "words"),
    [
        (date(2024, 2, 1), "day 56 of 56"),
        (date(2024, 2, 2), "day 57, after the 56-day period"),
        (date(2023, 12, 7), "before the report was published"),
    ],
)
def test_the_day_of_a_letter_is_put_in_words(dated: date, words: str) -> None:
    assert day_words(CSE_2023, dated) == words


@pytest.mark.parametrize(
    ("kind", "published_on", "expected"),
    [
        (ReportKind.PEEL, date(2017, 5, 1), Regime.BEFORE_THE_LIMIT),
        (ReportKind.PEEL, date(2017, 5, 2), Regime.SECTION_55),
        (ReportKind.NCPI_REVIEW, date(2022, 12, 9), Regime.SECTION_55),
        (ReportKind.PROGRESS_REPORT, date(2025, 10, 24), Regime.SECTION_55),
        (ReportKind.SUPER_COMPLAINT, date(2021, 5, 27), Regime.SUPER_COMPLAINT),
        (ReportKind.SUPER_COMPLAINT, date(2016, 5, 27), Regime.SUPER_COMPLAINT),
        (ReportKind.IOPC_LEARNING, date(2024, 1, 1), Regime.OTHER_SOURCE),
        (ReportKind.PREVENTION_OF_FUTURE_DEATHS, date(2024, 1, 1), Regime.OTHER_SOURCE),
        (ReportKind.INTERNAL_AUDIT, date(2010, 1, 1), Regime.OTHER_SOURCE),
    ],
)
def test_the_kind_and_the_day_decide_the_regime(
    kind: ReportKind, published_on: date, expected: Regime
) -> None:
    assert regime(kind, published_on) is expected


@pytest.mark.parametrize(
    ("kind", "published_on"),
    [
        (ReportKind.PEEL, date(2014, 11, 27)),
        (ReportKind.SUPER_COMPLAINT, date(2021, 5, 27)),
        (ReportKind.SERIOUS_CASE_REVIEW, date(2021, 5, 27)),
    ],
)
def test_without_a_limit_there_is_no_last_day_and_the_words_say_why(
    kind: ReportKind, published_on: date
) -> None:
    found = statutory_clock(kind, published_on, today=date(2024, 1, 1), bank_holidays=HOLIDAYS)
    assert (found.last_day, found.last_working_day, found.day_today, found.days_left) == (
        None,
        None,
        None,
        None,
    )
    assert found.words == regime(kind, published_on).label


def test_nothing_the_clock_says_calls_a_late_answer_unlawful() -> None:
    days = [CSE_2023 + timedelta(days=n) for n in range(-2, 70)]
    said = " ".join(clock(CSE_2023, day, comments).words for day in days for comments in (None, day))
    assert "unlawful" not in said.lower()


def test_a_last_day_beyond_the_known_bank_holidays_is_warned_of() -> None:
    assert clock(date(2028, 11, 6), date(2028, 11, 6)).warning == ""
    assert "known here to 31 December 2028 only" in clock(date(2028, 11, 7), date(2028, 11, 7)).warning


@pytest.mark.parametrize(
    ("kind", "published_on", "last_day", "words"),
    [
        (
            ReportKind.NCPI,
            date(2021, 12, 22),
            date(2022, 2, 2),
            "Force action plan within six weeks, last day Wednesday 2 February 2022",
        ),
        (
            ReportKind.IOPC_LEARNING,
            date(2023, 12, 8),
            date(2024, 2, 1),
            "Reply to the IOPC within 56 days, last day Thursday 1 February 2024",
        ),
        (
            ReportKind.PREVENTION_OF_FUTURE_DEATHS,
            date(2023, 12, 8),
            date(2024, 2, 1),
            "Reply to the coroner within 56 days, last day Thursday 1 February 2024",
        ),
    ],
)
def test_some_kinds_of_report_bring_a_second_clock(
    kind: ReportKind, published_on: date, last_day: date, words: str
) -> None:
    found = second_clock(kind, published_on, today=published_on, bank_holidays=HOLIDAYS)
    assert found is not None
    assert (found.last_day, found.words) == (last_day, words)
    assert found.days_left == (last_day - published_on).days


def test_six_weeks_from_a_saturday_show_the_working_day_before() -> None:
    found = second_clock(
        ReportKind.NCPI, date(2026, 11, 14), today=date(2026, 12, 27), bank_holidays=HOLIDAYS
    )
    assert found is not None
    assert (found.last_day, found.last_working_day) == (date(2026, 12, 26), date(2026, 12, 24))
    assert found.days_left == -1


@pytest.mark.parametrize(
    "kind", [ReportKind.PEEL, ReportKind.NATIONAL_THEMATIC, ReportKind.NCPI_REVIEW, ReportKind.INTERNAL_AUDIT]
)
def test_the_other_kinds_bring_none(kind: ReportKind) -> None:
    assert second_clock(kind, CSE_2023, today=CSE_2023, bank_holidays=HOLIDAYS) is None
