from dataclasses import fields, replace
from datetime import date

import pytest

from tracker.domain.rag_thresholds import (
    DatedThresholds,
    Thresholds,
    problems_with_thresholds,
    thresholds_on,
)

TODAY = date(2026, 3, 3)
FIRST = DatedThresholds(None, Thresholds(update_days=60))
LATER = DatedThresholds(date(2026, 4, 1), Thresholds(update_days=30))


def test_the_thresholds_of_the_field_guide_hold_where_no_set_does() -> None:
    assert thresholds_on([], TODAY) == Thresholds(28, 92, 28, 14, 14, 28)
    assert thresholds_on([LATER], date(2026, 3, 31)) == Thresholds()


@pytest.mark.parametrize("history", [[FIRST, LATER], [LATER, FIRST]])
def test_a_set_holds_from_its_day_until_the_next(history: list[DatedThresholds]) -> None:
    assert thresholds_on(history, date(2026, 3, 31)).update_days == 60
    assert thresholds_on(history, date(2026, 4, 1)).update_days == 30
    assert thresholds_on(history, date.min).update_days == 60


@pytest.mark.parametrize("name", [field.name for field in fields(Thresholds)])
@pytest.mark.parametrize(("number", "is_refused"), [(0, True), (1, False), (730, False), (731, True)])
def test_each_number_is_between_a_day_and_two_years(name: str, number: int, is_refused: bool) -> None:
    problems = problems_with_thresholds(replace(Thresholds(), **{name: number}), TODAY, [], TODAY)

    assert set(problems) == ({name} if is_refused else set())


@pytest.mark.parametrize(
    ("from_on", "is_refused"),
    [
        (None, True),
        (date(2026, 3, 2), True),
        (date(2026, 3, 3), False),
        (date(2026, 4, 1), True),
        (date(2100, 12, 31), False),
        (date(2101, 1, 1), True),
    ],
)
def test_a_new_set_begins_today_or_later_on_a_day_of_its_own(from_on: date | None, is_refused: bool) -> None:
    problems = problems_with_thresholds(Thresholds(), from_on, [LATER], TODAY)

    assert set(problems) == ({"from_on"} if is_refused else set())
