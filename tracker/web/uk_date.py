"""The date as three boxes: keeps what was typed, and says what is wrong with it. A day is never guessed."""

import calendar
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import wtforms
from wtforms.validators import StopValidation, ValidationError

from tracker.domain.cleaning import clean_line
from tracker.domain.dates_in_words import MONTHS, date_in_words, parse_uk_date

PARTS = ("day", "month", "year")
EXAMPLE = "for example 27 3 2026"
LONGEST_PART = 40
_NUMBER = re.compile(r"[0-9]{1,2}")
_YEAR = re.compile(r"[0-9]{4}")


class UKDateField(wtforms.Field):
    """A day, month and year in boxes of their own; `data` is a date, or None where nothing was typed.

    The boxes are named `NAME-day`, `NAME-month` and `NAME-year`. The month may be written as a number, a name
    or its first three letters. A day before `earliest` or after `latest` is refused.
    """

    component = "date_input"
    data: date | None

    def __init__(
        self,
        label: str,
        *,
        required: str = "",
        hint: str = f"F{EXAMPLE[1:]}",
        earliest: date = date(1964, 1, 1),
        latest: date = date(2100, 12, 31),
        autocomplete: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators=[self._judge], description=hint, **kwargs)
        self.required = required
        self.earliest = earliest
        self.latest = latest
        self.autocomplete = autocomplete
        self.typed = dict.fromkeys(PARTS, "")
        self.wrong_parts: tuple[str, ...] = ()

    @property
    def link_id(self) -> str:
        """The id of the box that the error summary leads to: the first that is wrong."""
        return f"{self.id}-{self.wrong_parts[0] if self.wrong_parts else 'day'}"

    def process(
        self, formdata: Any, data: Any = wtforms.utils.unset_value, extra_filters: Any = None
    ) -> None:
        """Take the three boxes of a form that was sent, else the date given."""
        self.process_errors = []
        value = self.default if data is wtforms.utils.unset_value else data
        value = value() if callable(value) else value
        self.object_data = self.data = value
        self.typed = _boxes(value)
        names = {part: f"{self.name}-{part}" for part in PARTS}
        if formdata is not None and any(name in formdata for name in names.values()):
            self.typed = {
                part: clean_line(str(formdata.get(name, "")))[:LONGEST_PART] for part, name in names.items()
            }
            self.raw_data = list(self.typed.values())
            self.data = None

    def _judge(self, form: wtforms.Form, field: wtforms.Field) -> None:
        if not any(self.typed.values()):
            self.data = None
            if self.required:
                self.wrong_parts = PARTS
                raise StopValidation(f"{self.required.rstrip('.')}, {EXAMPLE}")
            return
        try:
            self.data = self._read()
        except _WrongDate as wrong:
            self.wrong_parts = wrong.parts
            label = self.label.text
            after = "" if label.endswith("?") else ":"
            raise ValidationError(f"{label}{after} {wrong}") from None

    def _read(self) -> date:
        empty = tuple(part for part in PARTS if not self.typed[part])
        if empty == ("month", "year") and not _NUMBER.fullmatch(self.typed["day"]):
            return self._read_first_box()
        if empty:
            verb = "is" if len(empty) == 1 else "are"
            raise _WrongDate(f"the {' and the '.join(empty)} {verb} missing", empty)
        day = _day_of(self.typed["day"])
        month = _month_of(self.typed["month"])
        year = _year_of(self.typed["year"])
        if day is None or month is None or year is None:
            read = {"day": day, "month": month, "year": year}
            raise _WrongDate(*self._unread(read))
        return self._real_day(year, month, day)

    def _read_first_box(self) -> date:
        """A whole date typed or pasted into the first box, taken where it can be read in one way only."""
        try:
            found = parse_uk_date(self.typed["day"])
        except ValueError as doubt:
            raise _WrongDate(str(doubt), ("day",)) from None
        return self._real_day(found.year, found.month, found.day)

    def _unread(self, read: Mapping[str, int | None]) -> tuple[str, tuple[str, ...]]:
        wrong = tuple(part for part in PARTS if read[part] is None)
        if wrong == ("year",):
            return f"write the year with four figures, {EXAMPLE}", wrong
        typed = " ".join(self.typed.values())
        return f"“{typed}” is not a date. Enter a date, {EXAMPLE}", wrong

    def _real_day(self, year: int, month: int, day: int) -> date:
        name = MONTHS[month - 1]
        if not self.earliest.year <= year <= self.latest.year:
            raise _WrongDate(f"the year must be from {self.earliest.year} to {self.latest.year}", ("year",))
        length = calendar.monthrange(year, month)[1]
        if not 1 <= day <= length:
            of_year = f" {year}" if month == 2 else ""
            wrong = f"{day} {name}{of_year} is not a real date. {name}{of_year} has {length} days"
            raise _WrongDate(wrong, ("day",))
        found = date(year, month, day)
        if found < self.earliest:
            raise _WrongDate(f"the date must be {date_in_words(self.earliest)} or later", PARTS)
        if found > self.latest:
            raise _WrongDate(f"the date must be {date_in_words(self.latest)} or earlier", PARTS)
        return found


class _WrongDate(Exception):
    def __init__(self, message: str, parts: tuple[str, ...]) -> None:
        super().__init__(message)
        self.parts = parts


def _boxes(value: date | None) -> dict[str, str]:
    if value is None:
        return dict.fromkeys(PARTS, "")
    return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}


def _day_of(typed: str) -> int | None:
    return int(typed) if _NUMBER.fullmatch(typed) else None


def _month_of(typed: str) -> int | None:
    if _NUMBER.fullmatch(typed):
        return int(typed) if 1 <= int(typed) <= 12 else None
    name = typed.casefold().rstrip(".")
    if name == "sept":
        return 9
    named = [i for i, month in enumerate(MONTHS, start=1) if name in {month.casefold(), month[:3].casefold()}]
    return named[0] if named else None


def _year_of(typed: str) -> int | None:
    return int(typed) if _YEAR.fullmatch(typed) else None
