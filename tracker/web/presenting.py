"""Turns what is true into the words and shapes a page prints; templates decide nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from markupsafe import Markup, escape

from tracker.domain.dates_in_words import date_in_words as day_in_words
from tracker.domain.dates_in_words import date_with_weekday
from tracker.domain.london_time import in_london
from tracker.domain.markup import Bullets, Piece, Run, parse
from tracker.domain.meetings import Attendance, MeetingStatus
from tracker.domain.statutory_clock import PERIOD, SecondClock, StatutoryClock
from tracker.domain.vocabulary import (
    ActionState,
    Delivery,
    Effect,
    ForWhom,
    Labelled,
    Marking,
    MonitoringState,
    OffListReason,
    OwnRating,
    Position,
    Rating,
    ResponseOrigin,
    ResponseStatus,
    TargetState,
)


class Tone(StrEnum):
    """The colour of a tag or panel; each has a shape of its own, for eyes and print without colour."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"
    PLAIN = "plain"


@dataclass(frozen=True)
class Tag:
    """A word with a colour and a shape that repeat it."""

    text: str
    tone: Tone = Tone.PLAIN


# By the kind of word first: two of our words may be spelled alike, such as "not_agreed".
TONES: dict[type[Labelled], dict[Any, Tone]] = {
    Position: {
        Position.AGREED: Tone.GREEN,
        Position.PARTLY_AGREED: Tone.AMBER,
        Position.NOT_AGREED: Tone.RED,
    },
    ResponseStatus: {
        ResponseStatus.PREPARING: Tone.AMBER,
        ResponseStatus.WITH_THE_FORCE: Tone.AMBER,
        ResponseStatus.READY: Tone.AMBER,
        ResponseStatus.APPROVED: Tone.BLUE,
        ResponseStatus.ISSUED: Tone.BLUE,
        ResponseStatus.PUBLISHED: Tone.GREEN,
        ResponseStatus.WITHDRAWN: Tone.GREY,
    },
    ForWhom: {ForWhom.OTHERS: Tone.GREY, ForWhom.UNSTATED: Tone.AMBER},
    Marking: {Marking.OFFICIAL_SENSITIVE: Tone.AMBER},
    MonitoringState: {MonitoringState.ENGAGE: Tone.AMBER},
    ResponseOrigin: {ResponseOrigin.IMPORTED: Tone.GREY},
    OffListReason: dict.fromkeys(OffListReason, Tone.GREY),
    Rating: {
        Rating.NOT_RATED: Tone.PLAIN,
        Rating.BLUE_CLOSED: Tone.BLUE,
        Rating.BLUE_SIGNED_OFF: Tone.BLUE,
        Rating.BLUE_COMPLETE: Tone.BLUE,
        Rating.RED: Tone.RED,
        Rating.AMBER: Tone.AMBER,
        Rating.NEW: Tone.GREY,
        Rating.GREEN: Tone.GREEN,
    },
    OwnRating: {
        OwnRating.ON_TRACK: Tone.GREEN,
        OwnRating.AT_RISK: Tone.AMBER,
        OwnRating.OFF_TRACK: Tone.RED,
    },
    Delivery: {
        Delivery.AWAITING_ALLOCATION: Tone.AMBER,
        Delivery.PROPOSED_COMPLETE: Tone.BLUE,
        Delivery.SIGNED_OFF: Tone.BLUE,
        Delivery.CLOSED: Tone.BLUE,
    },
    TargetState: {
        TargetState.ASKED: Tone.AMBER,
        TargetState.AGREED: Tone.GREEN,
        TargetState.REFUSED: Tone.RED,
        TargetState.SENT_BACK: Tone.AMBER,
        TargetState.WITHDRAWN: Tone.GREY,
    },
    ActionState: {ActionState.DONE: Tone.GREEN, ActionState.DROPPED: Tone.GREY},
    Effect: {Effect.CLOSES: Tone.BLUE, Effect.REOPENS: Tone.AMBER},
    MeetingStatus: {
        MeetingStatus.COLLECTING: Tone.AMBER,
        MeetingStatus.DRAFTED: Tone.AMBER,
        MeetingStatus.FINAL: Tone.BLUE,
        MeetingStatus.TABLED: Tone.GREEN,
        MeetingStatus.CALLED_OFF: Tone.GREY,
    },
    Attendance: {
        Attendance.ATTENDED: Tone.GREEN,
        Attendance.APOLOGIES: Tone.AMBER,
        Attendance.ABSENT: Tone.RED,
    },
}


def tag_of(value: Tag | Labelled | str) -> Tag:
    """The tag of a state; a word without a colour of its own is plain."""
    if isinstance(value, Tag):
        return value
    if isinstance(value, Labelled):
        return Tag(value.label, TONES.get(type(value), {}).get(value, Tone.PLAIN))
    return Tag(value)


@dataclass(frozen=True)
class Column:
    """The head of a table's column; `sorted` is "ascending", "descending" or ""."""

    text: str
    is_number: bool = False
    sort_href: str = ""
    sorted: str = ""


def columns_of(columns: Sequence[Column | str]) -> list[Column]:
    """The columns of a table, of which plain ones may be given as their text."""
    return [column if isinstance(column, Column) else Column(column) for column in columns]


@dataclass(frozen=True)
class Change:
    """One field that an event changed, in the words of the page."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class TimelineEntry:
    """One event of a history; `at` is an aware moment."""

    title: str
    by: str
    at: datetime
    text: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class ClockPanel:
    """A clock as the page shows it: where it stands, and the sum behind the last day.

    `facts` are pairs of term and text; `day` of `days` draws the bar, which repeats the headline.
    """

    title: str
    headline: str
    tag: Tag
    facts: tuple[tuple[str, str], ...]
    explanation: str
    day: int = 0
    days: int = 0

    @property
    def share(self) -> int:
        """How much of the time has gone, in whole percent from 0 to 100."""
        return max(0, min(100, round(100 * self.day / self.days))) if self.days else 0


SOON = 28
"""Days before a last day from which its clock is amber, as an item with a deadline is."""


def clock_panel(clock: StatutoryClock) -> ClockPanel:
    """The 56-day clock of a report as its panel (Police Act 1996, s.55(5A))."""
    published = ("Report published", date_with_weekday(clock.published_on))
    if clock.last_day is None or clock.last_working_day is None or clock.day_today is None:
        return ClockPanel(
            "Section 55 clock", clock.regime.label, Tag("No day limit", Tone.GREY), (published,), ""
        )
    if clock.days_left is None:
        tag, headline = Tag("Comments published", Tone.BLUE), clock.words
    elif clock.days_left < 0:
        tag, headline = Tag(f"After the {PERIOD}-day period", Tone.RED), f"Day {clock.day_today}"
    else:
        tone = Tone.AMBER if clock.days_left <= SOON else Tone.GREEN
        left = f"{counted(clock.days_left, 'day')} left" if clock.days_left else "Last day today"
        tag, headline = Tag(left, tone), f"Day {clock.day_today} of {PERIOD}"
    facts = (
        published,
        ("Last day to publish the comments", date_with_weekday(clock.last_day)),
        ("Last working day on or before it", date_with_weekday(clock.last_working_day)),
    )
    sum_and_warning = ". ".join(filter(None, [clock.sum_explained, clock.warning]))
    return ClockPanel("Section 55 clock", headline, tag, facts, sum_and_warning, clock.day_today, PERIOD)


def second_clock_panel(clock: SecondClock) -> ClockPanel:
    """The other clock that the kind of report starts, as its panel."""
    if clock.days_left < 0:
        tag = Tag(f"{counted(-clock.days_left, 'day')} after the last day", Tone.RED)
    else:
        tag = Tag(
            f"{counted(clock.days_left, 'day')} left", Tone.AMBER if clock.days_left <= SOON else Tone.GREEN
        )
    facts = (
        ("Last day", date_with_weekday(clock.last_day)),
        ("Last working day on or before it", date_with_weekday(clock.last_working_day)),
    )
    note = ". ".join(filter(None, [clock.note.rstrip("."), clock.warning]))
    return ClockPanel(clock.what, clock.words, tag, facts, note)


@dataclass(frozen=True)
class ConflictView:
    """Two texts for one field: the one that was saved first and the one in this person's hands."""

    label: str
    theirs: str
    their_name: str
    their_moment: datetime | None
    mine: str


def date_in_words(value: date | datetime | None, *, none: str = "Not recorded", weekday: bool = False) -> str:
    """The London day as "5 January 2026"; a moment must carry its time zone."""
    if value is None:
        return none
    day = in_london(value).date() if isinstance(value, datetime) else value
    return date_with_weekday(day) if weekday else day_in_words(day)


def moment_in_words(value: datetime | None, *, none: str = "Not recorded") -> str:
    """The London moment as "5 January 2026 at 2:05pm"; ValueError for one without a time zone."""
    if value is None:
        return none
    there = in_london(value)
    hour = there.hour % 12 or 12
    half = "am" if there.hour < 12 else "pm"
    return f"{day_in_words(there.date())} at {hour}:{there.minute:02d}{half}"


def days_overdue(due_on: date, today: date) -> str:
    """How a date stands to today: "12 days overdue", "due today", "due in 3 days"."""
    days = (due_on - today).days
    if days < 0:
        return f"{counted(-days, 'day')} overdue"
    return f"due in {counted(days, 'day')}" if days else "due today"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 item", "2,400 items"; `many` where the plural is not made with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def in_a_row(words: Sequence[str]) -> str:
    """Words joined as a sentence joins them: "the force, the PCC and the Home Office"."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def bidi(value: str) -> Markup:
    """A name or number that may run right to left, kept from turning the words around it."""
    return Markup("<bdi>{}</bdi>").format(value)


def user_text(value: str | None) -> Markup:
    """A person's text as paragraphs, lists and bold; everything else stands as typed, and nothing runs."""
    return Markup("\n").join(_piece(piece) for piece in parse(value or ""))


def _piece(piece: Piece) -> Markup:
    if isinstance(piece, Bullets):
        items = Markup().join(Markup('<li dir="auto">{}</li>').format(_runs(item)) for item in piece.items)
        return Markup('<ul class="govuk-list govuk-list--bullet">{}</ul>').format(items)
    lines = Markup("<br>").join(_runs(line) for line in piece.lines)
    return Markup('<p class="govuk-body" dir="auto">{}</p>').format(lines)


def _runs(runs: tuple[Run, ...]) -> Markup:
    return Markup().join(
        Markup("<strong>{}</strong>").format(run.text) if run.bold else escape(run.text) for run in runs
    )


def unknown_visitor() -> dict[str, Any]:
    """What the frame shows while nothing is known of the visitor; also all that the 500 page is told."""
    return {
        "navigation": [],
        "signed_in_as": "",
        "account_href": "",
        "sign_out_href": "",
        "home_href": "/",
        "help_href": "",
        "office_name": "",
        "clock_notice": "",
        "idle": None,
    }
