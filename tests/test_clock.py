import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from freezegun import freeze_time

from tracker import clock
from tracker.domain.london_time import end_of_london_day, in_london, london_day
from tracker.domain.statutory_clock import day_number, last_day_to_publish

ZONES = ["UTC", "Asia/Tokyo", "America/New_York"]


@pytest.fixture(params=ZONES)
def server_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def stand_at(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    monkeypatch.setenv("TEST_CLOCK", moment)
    monkeypatch.setenv("ALLOW_TEST_CLOCK", "1")


# Day 56 of the report of 30 May 2023 is 24 July, in summer time; of 8 December 2023, 1 February, in winter.
@pytest.mark.parametrize(
    ("moment", "published_on", "day"),
    [
        ("2024-02-01T23:59:00+00:00", date(2023, 12, 8), 56),
        ("2024-02-02T00:00:00+00:00", date(2023, 12, 8), 57),
        ("2023-07-24T22:59:00+00:00", date(2023, 5, 30), 56),  # 23:59 in London
        ("2023-07-24T23:00:00+00:00", date(2023, 5, 30), 57),  # midnight in London, still the 24th in UTC
        ("2026-03-29T23:30:00+00:00", date(2026, 2, 3), 56),  # the clocks went forward: already the 30th
        ("2026-10-26T23:30:00+00:00", date(2026, 9, 1), 56),  # the clocks went back the day before
        ("2026-10-24T23:30:00+00:00", date(2026, 8, 31), 56),  # 00:30 on the 25th, still summer time
    ],
)
@pytest.mark.usefixtures("server_zone")
def test_days_end_at_midnight_in_london_wherever_the_server_stands(
    monkeypatch: pytest.MonkeyPatch, moment: str, published_on: date, day: int
) -> None:
    stand_at(monkeypatch, moment)
    assert day_number(published_on, clock.today()) == day
    assert (clock.today() > last_day_to_publish(published_on)) is (day > 56)


@pytest.mark.usefixtures("server_zone")
def test_frozen_time_is_read_as_london_time_too() -> None:
    with freeze_time("2023-07-24T22:59:59+00:00"):
        assert clock.today() == date(2023, 7, 24)
    with freeze_time("2023-07-24T23:00:00+00:00"):
        assert clock.today() == date(2023, 7, 25)
        assert clock.now() == datetime(2023, 7, 24, 23, tzinfo=UTC)


def test_the_test_clock_needs_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_CLOCK", "2024-02-01T23:59:00+00:00")
    monkeypatch.delenv("ALLOW_TEST_CLOCK", raising=False)
    assert clock.fixed_moment() is None
    monkeypatch.setenv("ALLOW_TEST_CLOCK", "yes")
    assert clock.fixed_moment() is None
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_test_clock_takes_any_offset_and_answers_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_at(monkeypatch, "2023-07-25T00:30:00+01:00")
    assert clock.now() == datetime(2023, 7, 24, 23, 30, tzinfo=UTC)
    assert clock.now().utcoffset() == timedelta(0)
    assert clock.today() == date(2023, 7, 25)


@pytest.mark.parametrize("stated", ["tomorrow", "2024-02-01T23:59:00", "2024-02-30T00:00:00+00:00"])
def test_a_test_clock_that_says_no_moment_is_refused(monkeypatch: pytest.MonkeyPatch, stated: str) -> None:
    stand_at(monkeypatch, stated)
    with pytest.raises(ValueError, match="write a moment with its offset"):
        clock.now()


def test_the_hour_that_happens_twice_stays_in_order() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    again = first + timedelta(hours=1)
    assert in_london(first).strftime("%H:%M") == in_london(again).strftime("%H:%M") == "01:30"
    assert first < again


def test_a_moment_without_a_time_zone_has_no_london_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        london_day(datetime(2026, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (date(2026, 3, 29), datetime(2026, 3, 29, 23, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 26, 0, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 23, tzinfo=UTC)),
    ],
)
def test_as_at_a_day_means_to_its_end_in_london(day: date, after: datetime) -> None:
    assert end_of_london_day(day) == after - timedelta(microseconds=1)
