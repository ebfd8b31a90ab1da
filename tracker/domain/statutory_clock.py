"""The 56-day rule of the Police Act 1996, s.55(5A), and the shorter clocks that some reports bring.

Publication day is day 1, so the last day to publish the comments is publication + 55 calendar days.
Weekends and bank holidays do not move it. What is timed is the publication of the comments, not the
date of the letter.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.dates_in_words import date_in_words, date_with_weekday
from tracker.domain.vocabulary import Labelled, ReportKind
from tracker.domain.working_days import BankHolidays, last_working_day_on_or_before

PERIOD = 56  # days, the day of publication being the first
LIMIT_SINCE = date(2017, 5, 2)  # s.55(5A) came into force
SIX_WEEKS = timedelta(days=42)


def last_day_to_publish(published_on: date) -> date:
    """Day 56 of a report published on this day: 55 days later (s.55(5A))."""
    return published_on + timedelta(days=PERIOD - 1)


def day_number(published_on: date, on: date) -> int:
    """Which day of the period a date is: 1 on the day of publication, 0 or less before it."""
    return (on - published_on).days + 1


class Regime(Labelled):
    """Which clock a report starts for the local policing body's comments."""

    SECTION_55 = "section_55", "56 days, Police Act 1996, s.55(5A)"
    BEFORE_THE_LIMIT = "before_the_limit", "No day limit: published before 2 May 2017"
    SUPER_COMPLAINT = "super_complaint", "No 56-day clock: super-complaints have their own procedure"
    OTHER_SOURCE = "other_source", "No Section 55 clock: not a report of the inspectorate"


OTHER_SOURCES = frozenset(
    {
        ReportKind.IOPC_LEARNING,
        ReportKind.PREVENTION_OF_FUTURE_DEATHS,
        ReportKind.SERIOUS_CASE_REVIEW,
        ReportKind.INTERNAL_AUDIT,
        ReportKind.OTHER_FORCE_FINDING,
        ReportKind.PARTNERSHIP_PLAN,
    }
)


def regime(kind: ReportKind, published_on: date) -> Regime:
    """The regime of a report by its kind and its day of publication."""
    if kind in OTHER_SOURCES:
        return Regime.OTHER_SOURCE
    if kind is ReportKind.SUPER_COMPLAINT:
        return Regime.SUPER_COMPLAINT
    return Regime.SECTION_55 if published_on >= LIMIT_SINCE else Regime.BEFORE_THE_LIMIT


@dataclass(frozen=True)
class StatutoryClock:
    """Where the 56 days of one report stand; the days are None where no limit applies."""

    regime: Regime
    published_on: date
    last_day: date | None
    last_working_day: date | None  # on or before the last day, which it does not replace
    day_today: int | None
    days_left: int | None  # 0 on the last day, negative after it; None once the comments are published
    words: str
    sum_explained: str
    warning: str  # where the list of bank holidays does not reach


def statutory_clock(
    kind: ReportKind,
    published_on: date,
    *,
    today: date,
    bank_holidays: BankHolidays,
    comments_published_on: date | None = None,
) -> StatutoryClock:
    """The clock of a report as it stands today, with the words a page says of it (s.55(5A))."""
    rule = regime(kind, published_on)
    if rule is not Regime.SECTION_55:
        return StatutoryClock(rule, published_on, None, None, None, None, rule.label, "", "")
    last_day = last_day_to_publish(published_on)
    is_published = comments_published_on is not None and comments_published_on <= today
    return StatutoryClock(
        regime=rule,
        published_on=published_on,
        last_day=last_day,
        last_working_day=last_working_day_on_or_before(last_day, bank_holidays),
        day_today=day_number(published_on, today),
        days_left=None if is_published else (last_day - today).days,
        words=_words(published_on, today, comments_published_on if is_published else None),
        sum_explained=(
            f"{date_in_words(published_on)} is day 1, so day {PERIOD} is "
            f"{PERIOD - 1} days later: {date_with_weekday(last_day)}"
        ),
        warning=bank_holidays.warning(last_day),
    )


def day_words(published_on: date, on: date) -> str:
    """Which day of the 56 a date is, such as that of a letter: "day 57, after the 56-day period"."""
    day = day_number(published_on, on)
    if day < 1:
        return "before the report was published"
    return f"day {day} of {PERIOD}" if day <= PERIOD else f"day {day}, after the {PERIOD}-day period"


def _words(published_on: date, today: date, comments_published_on: date | None) -> str:
    last_day = date_with_weekday(last_day_to_publish(published_on))
    if comments_published_on is not None:
        published = date_with_weekday(comments_published_on)
        return f"Comments published {published}, {day_words(published_on, comments_published_on)}"
    day = day_number(published_on, today)
    if day < 1:
        return f"Not published yet: day 1 is {date_with_weekday(published_on)}, last day {last_day}"
    if day <= PERIOD:
        return f"Day {day} of {PERIOD}, last day {last_day}"
    return (
        f"Day {day}, after the {PERIOD}-day period, last day was {last_day}; "
        "publication of the comments is not recorded"
    )


@dataclass(frozen=True)
class SecondClock:
    """Another answer that the kind of report asks for, beside the comments under s.55."""

    what: str
    last_day: date
    last_working_day: date
    days_left: int  # 0 on the last day, negative after it
    words: str
    note: str
    warning: str


def second_clock(
    kind: ReportKind, published_on: date, *, today: date, bank_holidays: BankHolidays
) -> SecondClock | None:
    """The second clock of a report, None for the kinds that have none."""
    if kind is ReportKind.NCPI:
        what, limit, last_day = "Force action plan", "within six weeks", published_on + SIX_WEEKS
        note = "The inspectorate asks for word on immediate recommendations at once."
    elif kind is ReportKind.IOPC_LEARNING:
        what, limit, last_day = "Reply to the IOPC", "within 56 days", last_day_to_publish(published_on)
        note = "The IOPC may extend the period if asked before it ends."
    elif kind is ReportKind.PREVENTION_OF_FUTURE_DEATHS:
        what, limit, last_day = "Reply to the coroner", "within 56 days", last_day_to_publish(published_on)
        note = "Coroners name the last day in the report itself: check it there."
    else:
        return None
    return SecondClock(
        what=what,
        last_day=last_day,
        last_working_day=last_working_day_on_or_before(last_day, bank_holidays),
        days_left=(last_day - today).days,
        words=f"{what} {limit}, last day {date_with_weekday(last_day)}",
        note=note,
        warning=bank_holidays.warning(last_day),
    )
