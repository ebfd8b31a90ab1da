"""The home page in words: what waits for this person, and what is about to go wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.dates_in_words import date_with_weekday
from tracker.domain.permissions import Ability, Actor
from tracker.domain.working_days import BankHolidays
from tracker.queries.events import event_count, head
from tracker.queries.home import account_counts
from tracker.queries.reading import reading
from tracker.web.home_ahead import turning_soon
from tracker.web.home_allocations import ALLOCATIONS
from tracker.web.home_boards import BOARDS
from tracker.web.home_lists import LETTER_WORK, WORK, Day, Section, clocks_running, due_soon, latest_reports
from tracker.web.home_meetings import MEETING_WORK, next_meetings
from tracker.web.home_my_items import MY_ITEMS
from tracker.web.home_turns import TURNS
from tracker.web.presenting import counted, moment_in_words


@dataclass(frozen=True)
class Home:
    """Everything the home page says to one person."""

    state: str
    sections: tuple[Section, ...]
    figures: tuple[tuple[int, str, str], ...]
    health: tuple[tuple[str, str], ...]
    is_empty: bool
    is_search_first: bool


def home_of(by: Actor, *, today: date, now: datetime, holidays: BankHolidays) -> Home:
    """The page of one person: what their roles let them act on first, then what everybody reads."""
    day = Day(by, today, now, holidays)
    latest = latest_reports(day)
    clocks = clocks_running(day) if day.may(*LETTER_WORK) else None
    turns = [make(day) for abilities, make in (*TURNS, *MY_ITEMS) if day.may(*abilities)]
    work = [
        *turns,
        clocks,
        *(make(day) for abilities, make in (*WORK, *ALLOCATIONS, *BOARDS) if day.may(*abilities)),
    ]
    waiting = [section for section in work if section is not None and (section.rows or section.empty)]
    ahead = [next_meetings(day)] if day.may(*MEETING_WORK) else []
    sections = [*waiting, *ahead, due_soon(day), turning_soon(day), latest]
    return Home(
        state=_state(day, sum(one.count for one in turns), clocks, waiting),
        sections=tuple(sections),
        figures=tuple((one.count, one.figure, f"#{one.key}") for one in waiting if one.rows),
        health=tuple(_health(day)),
        is_empty=not latest.rows,
        is_search_first=not day.may(*LETTER_WORK) and not any(one.rows for one in turns),
    )


def _state(day: Day, mine: int, clocks: Section | None, waiting: list[Section]) -> str:
    date_words = date_with_weekday(day.today)
    if mine:
        date_words += f". {counted(mine, 'thing waits', 'things wait')} for you"
    if clocks is not None and clocks.rows:
        report, number, last_day, _ = clocks.rows[0]
        return f"{date_words}. {report.text}: {number.text}, last day {last_day.text}."
    if mine:
        return f"{date_words}."
    if any(one.rows for one in waiting):
        number_of_things = sum(one.count for one in waiting)
        return f"{date_words}. {counted(number_of_things, 'thing waits', 'things wait')} for you."
    return f"{date_words}. Nothing waits for you."


def _health(day: Day) -> Iterable[tuple[str, str]]:
    if not day.may(Ability.MANAGE_ACCOUNTS):
        return
    counts = account_counts(reading())
    yield "People who may sign in", str(counts.enabled + counts.with_one_time_password)
    yield "Still with their one-time password", str(counts.with_one_time_password)
    yield "Accounts closed", str(counts.disabled)
    last = head(reading())
    yield "History", counted(event_count(reading()), "event")
    yield "Last event", moment_in_words(last.at if last else None, none="None yet")
    yield "Database", "Answers"
