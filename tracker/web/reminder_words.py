"""Reminders in the words of their page: when they go out, what would leave now, and what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import url_for

from tracker.domain.dates_in_words import WEEKDAYS
from tracker.queries.reminders import LoggedMessage
from tracker.services.reminders import Reminder, WhenSent
from tracker.web.presenting import Tag, Tone, counted, moment_in_words

AT_WORK_FOR = timedelta(minutes=10)
"""How long a sender may be at one message; after that it was broken off."""


@dataclass(frozen=True)
class ShownReminder:
    """A message that would leave now; `problem` stands in for one that cannot be written."""

    heading: str
    address: str
    subject: str
    body: str
    problem: str


@dataclass(frozen=True)
class LoggedReminder:
    """One line of the send log."""

    href: str
    moment: str
    name: str
    address: str
    subject: str
    body: str
    state: Tag
    note: str


def setting_in_words(when: WhenSent) -> str:
    """When reminders go out, as a sentence."""
    if not when.is_on:
        return "Reminders are switched off: nobody is written to."
    return (
        f"The weekly digest goes out on {WEEKDAYS[when.weekday]}; what is overdue for the first time is told "
        "on that very day."
    )


def shown_reminders(found: Sequence[Reminder]) -> list[ShownReminder]:
    """The messages that would leave now, each as it would be read."""
    return [
        ShownReminder(f"{one.name}: {_kind(one.is_digest)}", one.address, one.subject, one.body, one.problem)
        for one in found
    ]


def logged_reminders(rows: Sequence[LoggedMessage], now: datetime) -> list[LoggedReminder]:
    """The send log, line by line."""
    return [logged_reminder(row, now) for row in rows]


def logged_reminder(row: LoggedMessage, now: datetime) -> LoggedReminder:
    """One message of the send log, and what came of it."""
    state, note = _what_came_of_it(row, now)
    if row.tries > 1:
        note = f"{note} Tried {counted(row.tries, 'time')}.".strip()
    return LoggedReminder(
        url_for("reminders.message", key=row.key),
        moment_in_words(row.sent_at or row.tried_at),
        row.name,
        row.address,
        row.subject or "Not written",
        row.body,
        state,
        note,
    )


def _what_came_of_it(row: LoggedMessage, now: datetime) -> tuple[Tag, str]:
    if row.sent_at is not None:
        return Tag("Sent", Tone.GREEN), ""
    if row.problem:
        return Tag("Not sent", Tone.RED), row.problem
    if now - row.tried_at < AT_WORK_FOR:
        return Tag("Being sent", Tone.GREY), ""
    said = "Whether it left is not known. What it says is said again from the next day on."
    return Tag("Broken off", Tone.AMBER), said


def _kind(is_digest: bool) -> str:
    return "weekly digest" if is_digest else "overdue for the first time"
