"""Dates as British offices print them."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.vocabulary import Precision

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, start=1)}

MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"  # noqa: E501
DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
YEAR = r"(?:19|20|21)[0-9]{2}"
WORDED = rf"(?P<day>{DAY})(?:\s+day)?(?:\s+of)?\s+(?P<month>{MONTH}),?\s+(?P<year>{YEAR})\b"
MONTH_FIRST = rf"(?P<month>{MONTH})\s+(?P<day>{DAY}),?\s+(?P<year>{YEAR})\b"
FIGURES = r"(?P<day>[0-3]?[0-9])(?P<mark>[/.-])(?P<month>[01]?[0-9])(?P=mark)(?P<year>(?:19|20|21)?[0-9]{2})\b(?![/.-][0-9])"  # noqa: E501
ISO = r"(?P<year>(?:19|20|21)[0-9]{2})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])\b"
YEARLESS = rf"(?P<day>{DAY})(?:\s+of)?\s+(?P<month>{MONTH})"
YEARLESS_MONTH_END = rf"(?<=end of )(?P<month>{MONTH})"
MONTH_ONLY = rf"(?P<month>{MONTH}),?\s+(?P<year>{YEAR})\b"

WHOLE_DAY_FORMS = (WORDED, MONTH_FIRST, ISO, FIGURES)


@dataclass(frozen=True)
class PrintedDate:
    """A date read from print: `on` is None where no such day exists, and `warning` then says so."""

    on: date | None
    precision: Precision | None
    warning: str = ""


def last_day_of_month(year: int, month: int) -> date:
    """The last day of a month, which is how a month without a day is counted."""
    return date(year, month, calendar.monthrange(year, month)[1])


def months_later(start: date, months: int) -> date | None:
    """The same day so many months later, clamped to the month's end; None past the calendar's end."""
    month_index = start.year * 12 + start.month - 1 + months
    year, month = divmod(month_index, 12)
    if not 1 <= year <= 9999:
        return None
    return min(last_day_of_month(year, month + 1), _with_day(year, month + 1, start.day))


def days_later(start: date, days: int) -> date | None:
    """The day so many days later; None past the calendar's end."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def month_number(name: str) -> int:
    """The number of a month named in full or in short."""
    return _MONTH_NUMBERS[name[:3].lower()]


def date_from(match: re.Match[str], published_on: date | None = None) -> PrintedDate:
    """The date of a match of one of the forms above; a missing year is the first one after publication."""
    parts = match.groupdict()
    printed = match.string[
        min(match.start(name) for name in ("day", "month") if parts.get(name)) : match.end()
    ]
    month = int(parts["month"]) if parts["month"].isdigit() else month_number(parts["month"])
    if parts.get("day") is None:
        if not parts.get("year"):
            return _first_month_end_after(month, published_on, printed)
        return PrintedDate(last_day_of_month(int(parts["year"]), month), Precision.MONTH)
    day = int(re.sub(r"[^0-9]", "", parts["day"]))
    if not parts.get("year"):
        return _first_after(day, month, published_on, printed)
    year = int(parts["year"])
    year += 2000 if year < 100 else 0
    on = _real_day(year, month, day)
    if on is None:
        return PrintedDate(None, None, f"“{printed}” is not a day of the calendar.")
    if parts.get("mark") and day <= 12 and month <= 12 and day != month:
        return PrintedDate(on, Precision.DAY, f"“{printed}” was read as day, then month.")
    return PrintedDate(on, Precision.DAY)


def read_date_line(line: str) -> date | None:
    """The day of a line that holds a date and nothing else but a label or a weekday; None otherwise."""
    bare = re.sub(
        r"^\s*(?:dated?\s*:?|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?)\s*", "", line, flags=re.I
    )
    bare = re.sub(r"^\s*(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+", "", bare, flags=re.I).strip(" .")
    if len(bare) > 40:
        return None
    for form in WHOLE_DAY_FORMS:
        if match := re.fullmatch(form, bare, flags=re.I):
            return date_from(match).on
    return None


def _with_day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _first_month_end_after(month: int, published_on: date | None, printed: str) -> PrintedDate:
    if published_on is None:
        return PrintedDate(None, None, f"“{printed}” has no year, and the day of publication is not known.")
    on = last_day_of_month(published_on.year, month)
    on = on if on > published_on or on.year == 9999 else last_day_of_month(published_on.year + 1, month)
    warning = f"“{printed}” has no year; the first such month after publication was taken."
    return PrintedDate(on, Precision.MONTH, warning)


def _first_after(day: int, month: int, published_on: date | None, printed: str) -> PrintedDate:
    if published_on is None:
        return PrintedDate(None, None, f"“{printed}” has no year, and the day of publication is not known.")
    for year in (published_on.year, published_on.year + 1):
        on = _real_day(year, month, day)
        if on is not None and on > published_on:
            warning = f"“{printed}” has no year; the first such day after publication was taken."
            return PrintedDate(on, Precision.DAY, warning)
    return PrintedDate(None, None, f"“{printed}” is not a day of the calendar.")
