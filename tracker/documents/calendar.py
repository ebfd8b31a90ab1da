"""Dates as a calendar file (RFC 5545): all-day events, the same bytes for the same input."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tracker.domain.cleaning import clean_line, clean_text, is_blank
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.response_plan import PlannedStep, ResponsePlan
from tracker.domain.statutory_clock import PERIOD

PRODUCT = "-//Recommendations tracker//Calendar//EN"
LONGEST_LINE = 75  # octets, without the line end (section 3.1)


@dataclass(frozen=True)
class CalendarDay:
    """An all-day event; `key` stays the same when its day moves, so that a calendar moves it too."""

    key: str
    on: date
    summary: str
    description: str = ""


def write_calendar(
    days: Sequence[CalendarDay], *, name: str, host: str, stamped_at: datetime, revision: int = 0
) -> bytes:
    """The calendar as a file; `host` makes its keys unique anywhere, a higher `revision` replaces a lower.

    Raises ValueError where two days share a key, a day has no key or summary, or the moment has no time zone.
    """
    if stamped_at.tzinfo is None:
        raise ValueError("A moment needs its time zone: this one has none.")
    if any(is_blank(day.key) or is_blank(day.summary) for day in days):
        raise ValueError("Every day of a calendar needs a key and a summary.")
    if len({day.key for day in days}) != len(days):
        raise ValueError("Two days of a calendar share a key.")
    stamp = stamped_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(clean_line(name))}",
    ]
    for day in sorted(days, key=lambda day: (day.on, day.key)):
        lines += _event(day, host, stamp, revision)
    return b"".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def days_of_plan(plan: ResponsePlan, *, reference: str, subject: str) -> tuple[CalendarDay, ...]:
    """The steps of a plan and, apart from them, the last lawful day (Police Act 1996, s.55(5A))."""
    steps = [
        CalendarDay(
            f"{reference}-{one.step.value}",
            one.planned_on,
            f"{reference}: {one.step.label}",
            _said(one, subject),
        )
        for one in plan.steps
    ]
    last = CalendarDay(
        f"{reference}-last-day",
        plan.last_day,
        f"{reference}: last lawful day to publish the comments",
        f"{subject}\nDay {PERIOD} of {PERIOD}; it does not move.",
    )
    return (*steps, last)


def _said(one: PlannedStep, subject: str) -> str:
    if one.done_on is None:
        return f"{subject}\nPlanned, not done yet."
    by = f" by {one.done_by}" if one.done_by else ""
    return f"{subject}\nDone on {date_in_words(one.done_on)}{by}."


def _event(day: CalendarDay, host: str, stamp: str, revision: int) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(clean_line(f'{day.key}@{host}'))}"
    yield f"DTSTAMP:{stamp}"
    yield f"SEQUENCE:{revision}"
    yield f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}"
    # The end is the first day that no longer belongs to the event.
    yield f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(clean_line(day.summary))}"
    if not is_blank(day.description):
        yield f"DESCRIPTION:{_text(clean_text(day.description).strip())}"
    # The day stays free for meetings.
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(value: str) -> str:
    """A text with its marks escaped (section 3.3.11)."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 octets, cut between characters, a space before each further one."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        octets = character.encode()
        # The space that begins a further piece counts.
        if len(piece) + len(octets) + bool(pieces) > LONGEST_LINE:
            pieces.append(piece)
            piece = b""
        piece += octets
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
