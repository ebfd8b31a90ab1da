from datetime import date
from pathlib import Path

import pytest

from tracker.domain.working_days import (
    BankHolidays,
    is_working_day,
    last_working_day_on_or_before,
    read_bank_holidays,
)

SEEDS = Path(__file__).parents[2] / "seeds" / "bank_holidays.json"
KEPT = read_bank_holidays(SEEDS.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 20), True),  # a Friday
        (date(2026, 11, 21), False),  # Saturday
        (date(2026, 11, 22), False),  # Sunday
        (date(2024, 12, 25), False),
        (date(2024, 12, 26), False),
        (date(2024, 12, 27), True),
        (date(2026, 12, 28), False),  # in place of Boxing Day, a Saturday
        (date(2024, 3, 29), False),  # Good Friday
    ],
)
def test_a_working_day_is_no_weekend_and_no_bank_holiday(day: date, expected: bool) -> None:
    assert is_working_day(day, KEPT) is expected


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2020, 5, 8), "the early May holiday moved to VE day"),
        (date(2022, 6, 2), "the spring holiday moved for the jubilee"),
        (date(2022, 6, 3), "the jubilee"),
        (date(2022, 9, 19), "the state funeral"),
        (date(2023, 5, 8), "the coronation"),
    ],
)
def test_days_given_once_are_kept(day: date, name: str) -> None:
    assert day in KEPT.days, name


@pytest.mark.parametrize("day", [date(2020, 5, 4), date(2022, 5, 30)])
def test_the_mondays_those_days_were_moved_from_were_worked(day: date) -> None:
    assert is_working_day(day, KEPT)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 2, 1), date(2024, 2, 1)),  # a Thursday stays
        (date(2025, 2, 16), date(2025, 2, 14)),  # Sunday to Friday
        (date(2026, 4, 6), date(2026, 4, 2)),  # Easter Monday to Maundy Thursday
        (date(2026, 12, 28), date(2026, 12, 24)),  # over Boxing Day, its weekend and Christmas
        (date(2023, 1, 2), date(2022, 12, 30)),  # over the New Year
    ],
)
def test_the_last_working_day_goes_back_over_weekends_and_holidays(day: date, expected: date) -> None:
    assert last_working_day_on_or_before(day, KEPT) == expected


def test_a_day_beyond_the_list_is_warned_of() -> None:
    assert KEPT.warning(date(2028, 12, 31)) == ""
    assert KEPT.warning(date(2029, 1, 1)) == (
        "Bank holidays are known here to 31 December 2028 only: check the working days around 1 January 2029."
    )


def test_every_kept_holiday_falls_on_a_weekday_within_the_list() -> None:
    assert all(day.weekday() < 5 and day <= KEPT.known_to for day in KEPT.days)


@pytest.mark.parametrize("year", range(2014, 2029))
def test_every_year_has_its_eight_holidays_and_those_given_once(year: int) -> None:
    extra = {2022: 2, 2023: 1}.get(year, 0)
    assert sum(day.year == year for day in KEPT.days) == 8 + extra


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"known_to": "2028-12-31", "days": [{"on": "2028-02-30"}]}',
        '{"known_to": 5, "days": []}',
    ],
)
def test_a_list_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="list of bank holidays cannot be read"):
        read_bank_holidays(text)


def test_an_empty_list_still_knows_weekends() -> None:
    nothing = BankHolidays(frozenset(), date(2020, 12, 31))
    assert last_working_day_on_or_before(date(2020, 12, 27), nothing) == date(2020, 12, 25)
