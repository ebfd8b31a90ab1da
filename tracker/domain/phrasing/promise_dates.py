"""The days and the repetitions that a promise names, counted from the day on which it was said."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.phrasing import deadline_forms, printed_dates
from tracker.domain.phrasing import promise_forms as forms
from tracker.domain.phrasing.deadlines import read_deadlines
from tracker.domain.vocabulary import Precision


@dataclass(frozen=True)
class ReadDate:
    """A day that lies ahead, in the words that name it; a month or a year counts to its last day."""

    phrase: str
    on: date
    precision: Precision


def date_ahead(sentence: str, said_on: date) -> ReadDate | None:
    """The first day named in the sentence that does not lie before the day on which it was said."""
    found = [*_by(sentence, said_on), *_in(sentence), *_next(sentence, said_on)]
    ahead = [(at, read) for at, read in found if read.on >= said_on]
    return min(ahead, key=lambda placed: placed[0])[1] if ahead else None


def repeats_as(sentence: str) -> str:
    """The words of a repetition ("every six months"), or an empty text."""
    found = deadline_forms.RECURRING.search(sentence)
    return " ".join(found[0].split()) if found else ""


def months_between(words: str) -> int | None:
    """After how many months words such as "twice a year" come round again; None where no number fits."""
    if counted := forms.COUNTED_MONTHS.search(words):
        number = counted["count"].lower()
        return int(number) if number.isdigit() else deadline_forms.NUMBER_WORDS.get(number, None)
    if re.search(r"\bbi-?annual", words, re.I):
        return None  # said of twice a year and of every second year
    return next((months for form, months in forms.EVERY_MONTHS if form.search(words)), None)


def _by(sentence: str, said_on: date) -> list[tuple[int, ReadDate]]:
    """Days with "by", "before" or "within", as deadlines are printed."""
    return [
        (sentence.find(read.phrase), ReadDate(" ".join(read.phrase.split()), read.on, read.precision))
        for read in read_deadlines(sentence, said_on)
        if read.on is not None and read.precision is not None
    ]


def _in(sentence: str) -> list[tuple[int, ReadDate]]:
    """Days with "in", "on", "from" and their like."""
    found = []
    for form in forms.AHEAD:
        for match in form.finditer(sentence):
            read = printed_dates.date_from(match)
            if read.on is not None and read.precision is not None:
                found.append((match.start(), ReadDate(" ".join(match[0].split()), read.on, read.precision)))
    for match in forms.AHEAD_YEAR.finditer(sentence):
        end = date(int(match["year"]), 12, 31)
        found.append((match.start(), ReadDate(" ".join(match[0].split()), end, Precision.YEAR)))
    return found


def _next(sentence: str, said_on: date) -> list[tuple[int, ReadDate]]:
    """Days such as "next month" and "the end of the financial year"."""
    found: list[tuple[int, ReadDate]] = []
    if said_on.year >= date.max.year - 1:
        return []  # the calendar ends before the next year does
    for match in forms.NEXT.finditer(sentence):
        is_next = match["which"].lower() == "next"
        on = _end_of(match["unit"].lower(), is_next, (match["kind"] or "").lower() == "financial", said_on)
        if on is not None:
            precision = Precision.YEAR if match["unit"].lower() == "year" else Precision.MONTH
            found.append((match.start(), ReadDate(" ".join(match[0].split()), on, precision)))
    return found


def _end_of(unit: str, is_next: bool, is_financial: bool, said_on: date) -> date | None:
    """The last day of this week, month, quarter or year, or of the next."""
    if unit == "week":
        return said_on + timedelta(days=6 - said_on.weekday() + (7 if is_next else 0))
    if unit == "year":
        year = said_on.year + is_next
        if is_financial:
            return date(year + (said_on > date(said_on.year, 3, 31)), 3, 31)
        return date(year, 12, 31)
    months = (1 if unit == "month" else 3) * is_next
    if unit == "quarter":
        months += 2 - (said_on.month - 1) % 3
    later = printed_dates.months_later(said_on, months)
    return None if later is None else printed_dates.last_day_of_month(later.year, later.month)
