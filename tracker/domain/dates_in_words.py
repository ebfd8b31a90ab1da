"""Dates as the office writes and reads them; a day is never guessed."""

import re
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FIRST_YEAR, LAST_YEAR = 1900, 2100

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NUMERIC = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_WORDS = re.compile(
    r"(?:([A-Za-z]{3,9})\.?,? )?([0-9]{1,2})(?:st|nd|rd|th)? (?:of )?([A-Za-z]{3,9})\.?,? ([0-9]{4})",
    re.IGNORECASE | re.ASCII,
)
_WANTED = "Write it like 2 February 2024."


def date_in_words(day: date) -> str:
    """The day as "2 February 2024"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date_with_ordinal(day: date) -> str:
    """The day as "2nd February 2023"."""
    return f"{day.day}{ordinal_suffix(day.day)} {MONTHS[day.month - 1]} {day.year}"


def date_with_weekday(day: date) -> str:
    """The day as "Friday 2 February 2024"."""
    return f"{WEEKDAYS[day.weekday()]} {date_in_words(day)}"


def date_near(day: date, today: date) -> str:
    """The day in a running sentence: "Tuesday 3 March", with its year where that is not today's."""
    return date_with_weekday(day) if day.year != today.year else date_with_weekday(day).rpartition(" ")[0]


def ordinal_suffix(number: int) -> str:
    """The ending of a whole number as an ordinal: "st", "nd", "rd" or "th"."""
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def parse_uk_date(text: str) -> date:
    """The day that the text names; raises ValueError, in words for the reader, where there is doubt."""
    wanted = " ".join(text.split())
    if not wanted:
        raise ValueError(f"Enter a date. {_WANTED}")
    if found := _ISO.fullmatch(wanted):
        return _real_day(int(found[1]), int(found[2]), int(found[3]), wanted)
    if found := _NUMERIC.fullmatch(wanted):
        return _numeric_day(int(found[1]), int(found[3]), int(found[4]), wanted)
    if found := _WORDS.fullmatch(wanted):
        return _day_in_words(found, wanted)
    raise ValueError(f"“{_shortened(wanted)}” is not a date that can be read without doubt. {_WANTED}")


def _numeric_day(day: int, month: int, year: int, wanted: str) -> date:
    if day != month and day <= 12 and month <= 12:
        # 5/1 is 5 January here and 1 May in a spreadsheet set for another country.
        raise ValueError(f"“{wanted}” can be read as two different days. {_WANTED}")
    return _real_day(year, month, day, wanted)


def _day_in_words(found: re.Match[str], wanted: str) -> date:
    weekday, number, month_name, year = found.groups()
    month = _position(month_name, MONTHS)
    if month is None:
        raise ValueError(f"“{month_name}” is not a month. {_WANTED}")
    day = _real_day(int(year), month + 1, int(number), wanted)
    if weekday is None:
        return day
    named = _position(weekday, WEEKDAYS)
    if named is None:
        raise ValueError(f"“{_shortened(wanted)}” is not a date that can be read without doubt. {_WANTED}")
    if named != day.weekday():
        raise ValueError(f"{date_in_words(day)} was a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[named]}.")
    return day


def _position(word: str, names: tuple[str, ...]) -> int | None:
    """Where the word, whole or cut to three letters or more, stands among the names."""
    found = [i for i, name in enumerate(names) if name.casefold().startswith(word.casefold())]
    if word.casefold() == "sept":
        return 8 if names is MONTHS else None
    return found[0] if len(found) == 1 else None


def _real_day(year: int, month: int, day: int, wanted: str) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"The year of “{wanted}” must be between {FIRST_YEAR} and {LAST_YEAR}.")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"“{wanted}” is not a day in the calendar. {_WANTED}") from None


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"
