"""Deadlines as the inspectorate prints them, found in the text of an item."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from tracker.domain.phrasing import deadline_forms as forms
from tracker.domain.phrasing import printed_dates as dates
from tracker.domain.phrasing.printed_dates import PrintedDate
from tracker.domain.phrasing.sentences import sentences_of
from tracker.domain.vocabulary import DeadlineBasis, Precision

_LONGEST = 30_000  # characters; no item is longer
_NEAR = 400  # characters before a length of time in which its verb is looked for


@dataclass(frozen=True)
class ReadDeadline:
    """One deadline as printed; `on` is None for an immediate, vague or standing one, and where a date cannot be worked out."""  # noqa: E501

    phrase: str
    on: date | None
    precision: Precision | None
    basis: DeadlineBasis
    warning: str = ""


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    deadline: ReadDeadline


def read_deadlines(text: str, published_on: date | None) -> tuple[ReadDeadline, ...]:
    """Every deadline of an item in the order printed; relative ones are counted from publication."""
    found: list[_Found] = []
    for start, sentence in sentences_of(text[:_LONGEST]):
        for reader in _READERS:
            for one in reader(sentence, published_on):
                placed = _Found(start + one.start, start + one.end, one.deadline)
                if not any(placed.start < other.end and other.start < placed.end for other in found):
                    found.append(placed)
    return tuple(
        one.deadline for one in _vague_beside_a_date_left_out(sorted(found, key=lambda f: f.start), text)
    )


def _dated(sentence: str, published_on: date | None) -> list[_Found]:
    if forms.NARRATES.search(sentence) and not forms.INSTRUCTS.search(sentence):
        return []
    found = []
    for pattern in forms.DATED:
        for match in pattern.finditer(sentence):
            if not match.groupdict().get("year") and forms.EVERY_YEAR.match(sentence, match.end()):
                continue  # a day of every year is a standing duty, not a date
            printed = dates.date_from(match, published_on)
            if match.groupdict().get("day") is None and match.group("before"):
                printed = _eve_of_month(printed)
            elif match.group("before") and printed.on is not None and printed.on > date.min:
                warning = "“Before” a day was counted to the day before it."
                printed = PrintedDate(printed.on - timedelta(days=1), printed.precision, warning)
            found.append(_found(match, printed, published_on))
    return found


def _eve_of_month(printed: PrintedDate) -> PrintedDate:
    if printed.on is None:
        return printed
    eve = printed.on.replace(day=1) - timedelta(days=1)
    return PrintedDate(eve, Precision.DAY, "“Before” a month was counted to the day before it.")


def _found(match: re.Match[str], printed: PrintedDate, published_on: date | None) -> _Found:
    warning = printed.warning
    if printed.on is not None and published_on is not None and printed.on < published_on:
        warning = f"{warning} This date lies before the report was published.".strip()
    deadline = ReadDeadline(
        match.group(0).strip(" ."), printed.on, printed.precision, DeadlineBasis.DATED, warning
    )
    return _Found(match.start(), match.end(), deadline)


def _business_years(sentence: str, published_on: date | None) -> list[_Found]:
    found = []
    for match in forms.BUSINESS_YEAR.finditer(sentence):
        year = int(match.group("year"))
        if int(match.group("next")) % 100 == (year + 1) % 100:
            warning = "Counted to 31 March, the end of the financial year."
            found.append(
                _found(match, PrintedDate(date(year + 1, 3, 31), Precision.DAY, warning), published_on)
            )
    return found


def _years(sentence: str, published_on: date | None) -> list[_Found]:
    if forms.NARRATES.search(sentence) and not forms.INSTRUCTS.search(sentence):
        return []
    found = []
    for match in forms.YEAR_ONLY.finditer(sentence):
        year = int(match.group("year")) - (1 if match.group("before") else 0)
        found.append(_found(match, PrintedDate(date(year, 12, 31), Precision.YEAR), published_on))
    return found


def _relative(sentence: str, published_on: date | None) -> list[_Found]:
    found = []
    for match in forms.RELATIVE.finditer(sentence):
        if not _is_a_relative_deadline(match, sentence):
            continue
        count, unit = match.group("count").lower(), match.group("unit").lower()
        number = int(count) if count.isdigit() else forms.NUMBER_WORDS[count]
        phrase = match.group(0)
        if match.group("other"):
            phrase = phrase[: match.start("other") - match.start()]
        on, warning = None, "Counted from publication, and the day of publication is not known."
        if published_on is not None:
            on, warning = _counted(published_on, number, unit), ""
            if match.group("kind") and match.group("kind").lower() == "working":
                on, warning = (
                    _working_days_later(published_on, number),
                    "Bank holidays were not counted as days off.",
                )
        precision = Precision.DAY if on is not None else None
        deadline = ReadDeadline(phrase.strip(), on, precision, DeadlineBasis.RELATIVE, warning)
        found.append(_Found(match.start(), match.end(), deadline))
    return found


def _is_a_relative_deadline(match: re.Match[str], sentence: str) -> bool:
    """Tell a deadline from the length of some step ("found within 24 hours", "within 28 days of arrest")."""
    if match.group("anchor"):
        return True
    if match.group("other"):
        return False
    word = match.group(0).split()[0].lower()
    if word in ("in", "over", "during") and not (match.group("next") or match.group("time")):
        return False
    before = sentence[max(0, match.start() - _NEAR) : match.start()]
    if not re.search(r"\w", before):
        return True
    if re.search(r"\b(?:should|must|shall|and|but)\s*,?\s*$", before, re.I) or forms.MAIN_PASSIVE.search(
        before
    ):
        return True
    return (
        match.group("unit").lower() in ("month", "year")
        and not forms.DONE_WORD.search(before)
        and bool(forms.INSTRUCTS.search(before))
    )


def _counted(start: date, number: int, unit: str) -> date | None:
    if unit in ("month", "year"):
        return dates.months_later(start, number * (12 if unit == "year" else 1))
    return dates.days_later(start, number * {"day": 1, "week": 7, "fortnight": 14}[unit])


def _working_days_later(start: date, number: int) -> date | None:
    on: date | None = start
    while number > 0 and on is not None:
        on = dates.days_later(on, 1)
        number -= 1 if on is not None and on.weekday() < 5 else 0
    return on


def _undated(pattern: re.Pattern[str], basis: DeadlineBasis) -> "_Reader":
    def read(sentence: str, published_on: date | None) -> list[_Found]:
        return [
            _Found(match.start(), match.end(), ReadDeadline(match.group(0), None, None, basis))
            for match in pattern.finditer(sentence)
        ]

    return read


def _vague_beside_a_date_left_out(found: list[_Found], text: str) -> list[_Found]:
    """Where "as soon as possible" only leads up to a date, the date is the deadline."""
    kept = []
    for one, following in zip_longest(found, found[1:]):
        if (
            one.deadline.basis is DeadlineBasis.VAGUE
            and following is not None
            and following.deadline.on is not None
        ):
            between = text[one.end : following.start]
            if re.fullmatch(
                r"\s*,?\s*(?:(?:and|but)\s*)?(?:in\s+any\s+(?:case|event)\s*,?\s*)?(?:at\s+the\s+latest\s*)?",
                between,
            ):
                continue
        kept.append(one)
    return kept


_Reader = Callable[[str, date | None], list[_Found]]
_READERS: tuple[_Reader, ...] = (
    _dated,
    _business_years,
    _years,
    _relative,
    _undated(forms.IMMEDIATE, DeadlineBasis.IMMEDIATE),
    _undated(forms.SEASON, DeadlineBasis.VAGUE),
    _undated(forms.VAGUE, DeadlineBasis.VAGUE),
    _undated(forms.RECURRING, DeadlineBasis.RECURRING),
)
