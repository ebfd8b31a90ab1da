"""Moments and the London days they fall in, wherever the server stands."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def in_london(moment: datetime) -> datetime:
    """An aware moment on the London clock; raises ValueError when it says no time zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs its time zone: this one has none.")
    return moment.astimezone(LONDON)


def london_day(moment: datetime) -> date:
    """The day it is in London at an aware moment; raises ValueError when it says no time zone."""
    return in_london(moment).date()


def end_of_london_day(day: date) -> datetime:
    """The last microsecond of a London day, in UTC: what "as at" that day means."""
    return datetime.combine(day, time.max, tzinfo=LONDON).astimezone(UTC)
