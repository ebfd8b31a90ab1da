"""Chasing: who owes a word before a meeting, and until when they can be asked for it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.meetings import MeetingStatus
from tracker.domain.verdict import ALLOWED, Verdict, refused
from tracker.domain.vocabulary import Labelled

AT_WORK_FOR = timedelta(minutes=10)
"""How long a sender may be at one message; after that it was broken off."""


@dataclass(frozen=True)
class ItemWanted:
    """An item of which a word is wanted; `path` is where it is said, without the host."""

    reference: str
    title: str
    path: str
    last_update_on: date | None


@dataclass(frozen=True)
class ChaseLetter:
    """What one person is asked for one meeting: every item of theirs, in one message."""

    to_name: str
    to_address: str
    board: str
    meeting_on: date
    cut_off_on: date
    asked_by: str
    on: date
    items: tuple[ItemWanted, ...]


class ChaseState(Labelled):
    """What became of asking a person."""

    WAITING = "waiting", "Not sent yet"
    BEING_SENT = "being_sent", "Being sent"
    SENT = "sent", "Sent"
    NOT_SENT = "not_sent", "Not sent"
    BROKEN_OFF = "broken_off", "Broken off"
    BY_HAND = "by_hand", "Asked by hand"


def may_chase(status: MeetingStatus, meeting_on: date, today: date) -> Verdict:
    """Whether owners can still be asked: the pack is not final, and the day is not over."""
    if status is MeetingStatus.CALLED_OFF:
        return refused("This meeting was called off: nobody is asked for it.")
    if status in (MeetingStatus.FINAL, MeetingStatus.TABLED):
        return refused("The final copy is made: what owners say now goes into the next meeting’s pack.")
    if meeting_on < today:
        return refused(f"The meeting was on {date_in_words(meeting_on)}: ask for the next one instead.")
    return ALLOWED


def until_when(cut_off_on: date, today: date) -> str:
    """By when the word is wanted, as the message says it; after the cut-off it is wanted today."""
    if today <= cut_off_on:
        return f"by {date_in_words(cut_off_on)}"
    return f"today, as the cut-off was {date_in_words(cut_off_on)}"


def wanted_in_words(board: str, meeting_on: date, cut_off_on: date, today: date) -> str:
    """What an owner reads beside an item of which a word was asked for and has not come."""
    meeting = f"{board} of {date_in_words(meeting_on)}"
    return f"An update is asked for the meeting of {meeting}: say it {until_when(cut_off_on, today)}"


def state_of_chase(
    *, is_by_hand: bool, tried_at: datetime | None, sent_at: datetime | None, problem: str, now: datetime
) -> ChaseState:
    """What became of a message, from its row in the send log."""
    if is_by_hand:
        return ChaseState.BY_HAND
    if sent_at is not None:
        return ChaseState.SENT
    if problem:
        return ChaseState.NOT_SENT
    if tried_at is None:
        return ChaseState.WAITING
    return ChaseState.BEING_SENT if now - tried_at < AT_WORK_FOR else ChaseState.BROKEN_OFF
