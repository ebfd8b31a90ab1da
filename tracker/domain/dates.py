"""Dates and moments as the office says them: London days, one way of writing a date."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

# Written out, so that no server or user locale can change a letter or a page.
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def long_date(day: date) -> str:
    """A date as the pages print it: "5 January 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_and_date(day: date) -> str:
    """A date with its weekday: "Thursday 1 February 2024"."""
    return f"{WEEKDAYS[day.weekday()]} {long_date(day)}"


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
