"""Meetings of boards: planned, changed, and moved on from planned to tabled."""

from datetime import date, datetime
from typing import TypeAlias

from tracker.domain.audit import Change, EventName, Subject, as_text, differences
from tracker.domain.cleaning import clean_line, clean_text
from tracker.domain.meetings import (
    MAKES_COPY,
    MeetingDetails,
    MeetingFacts,
    MeetingMove,
    MeetingStatus,
    MoveWords,
    after,
    may_move,
    may_run_board,
    problems_with_meeting,
    problems_with_move,
)
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Invalid, NotHere
from tracker.domain.verdict import Verdict, refused
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.meeting import Meeting
from tracker.queries.boards import is_secretary
from tracker.queries.meetings import meeting_and_board, meetings_of
from tracker.services.history import record
from tracker.services.reports import require
from tracker.services.writing import claim, verb

BoardRow: TypeAlias = Board
MeetingRow: TypeAlias = Meeting
"""What pages hand on from one service to the next, without knowing the tables."""


def get_meeting(*, board_reference: str, on: date, by: Actor) -> Meeting:
    """The meeting of a board on a day; everybody signed in may read it."""
    require(may(by, Ability.READ_REGISTER))
    found = meeting_and_board(db.session(), board_reference, on)
    if found is None:
        raise NotHere("There is no such meeting of this board.")
    return found[0]


def may_run(*, board_id: int, by: Actor, today: date) -> Verdict:
    """Whether this person runs the meetings of a board today."""
    return may_run_board(by, is_secretary=is_secretary(db.session(), board_id, by.account_id, today))


def may_change(*, meeting: Meeting, by: Actor, today: date) -> Verdict:
    """Whether the day, the last day for updates and the place of a meeting can still be changed."""
    verdict = may_run(board_id=meeting.board_id, by=by, today=today)
    if verdict and meeting.status.has_final_copy:
        return refused("Its final copy is made and names its day: the meeting stays as it was read.")
    return verdict


def details_of(meeting: Meeting) -> MeetingDetails:
    """A meeting as a person recorded it."""
    return MeetingDetails(meeting.on, meeting.cut_off_on, meeting.agenda_item, meeting.place)


def facts_of(*, meeting: Meeting, by: Actor, today: date, does_reconcile: bool = True) -> MeetingFacts:
    """The meeting as the rules of its moves read it for this person today."""
    runs = is_secretary(db.session(), meeting.board_id, by.account_id, today)
    return MeetingFacts(meeting.status, meeting.on, meeting.cut_off_on, runs, does_reconcile)


def may_make(*, meeting: Meeting, move: MeetingMove, by: Actor, today: date) -> Verdict:
    """Whether this person may make a move with the meeting as it stands."""
    return may_move(by, move, facts_of(meeting=meeting, by=by, today=today), today)


def subject_of_meeting(meeting: Meeting) -> Subject:
    """The meeting as the history names it: its board and its day."""
    board = db.session.get_one(Board, meeting.board_id)
    return Subject("meeting", meeting.id, f"{board.reference} {meeting.on.isoformat()}")


@verb
def plan_meeting(*, board: Board, details: MeetingDetails, by: Actor, now: datetime, today: date) -> Meeting:
    """Set a meeting of a board, to come or past; one on a day."""
    require(may_run(board_id=board.id, by=by, today=today))
    details = _cleaned(details)
    meeting = Meeting(
        board_id=board.id,
        status=MeetingStatus.PLANNED,
        status_words="",
        recorded_at=now,
        recorded_by=by.name,
    )
    _filled(meeting, details, board.id)
    db.session.add(meeting)
    db.session.flush()
    changes = differences(subject_of_meeting(meeting), {}, _said(meeting))
    record(name=EventName.MEETING_PLANNED, by=by, now=now, changes=changes)
    return meeting


@verb
def change_meeting(
    *, meeting: Meeting, version: int, details: MeetingDetails, by: Actor, now: datetime, today: date
) -> None:
    """Set another day, last day for updates, agenda item or place; not once its final copy is made."""
    require(may_change(meeting=meeting, by=by, today=today))
    claim(meeting, version, "meeting")
    before = _said(meeting)
    _filled(meeting, _cleaned(details), meeting.board_id, but=meeting.on)
    changes = differences(subject_of_meeting(meeting), before, _said(meeting))
    record(name=EventName.MEETING_CHANGED, by=by, now=now, changes=changes)


@verb
def move_meeting(
    *,
    meeting: Meeting,
    move: MeetingMove,
    version: int,
    words: str = "",
    by: Actor,
    now: datetime,
    today: date,
) -> None:
    """Make a move of the table that stores no pack; calling off needs a reason."""
    if move in MAKES_COPY:
        raise NotHere("A final copy is made and corrected on its own page.")
    facts = facts_of(meeting=meeting, by=by, today=today)
    require(may_make(meeting=meeting, move=move, by=by, today=today))
    claim(meeting, version, "meeting")
    reason = clean_text(words).strip("\n")
    if problems := problems_with_move(move, facts, MoveWords(reason=reason), today):
        raise Invalid(problems)
    changes = moved(meeting=meeting, move=move, words=reason)
    record(name=EventName.MEETING_MOVED, by=by, now=now, changes=changes, reason=reason)


def moved(*, meeting: Meeting, move: MeetingMove, words: str = "") -> list[Change]:
    """Make a move that the rules allow, inside a larger act: its changes, for the caller's one event."""
    before = _said(meeting)
    status = after(move, meeting.status)
    assert status is not None, "the rules allowed the move"
    meeting.status, meeting.status_words = status, words
    if move is MeetingMove.TABLE:
        meeting.tabled_on = meeting.on
    return differences(subject_of_meeting(meeting), before, _said(meeting))


def _filled(meeting: Meeting, details: MeetingDetails, board_id: int, *, but: date | None = None) -> None:
    """Take over what was typed, or raise Invalid; `but` is the day that the meeting itself had."""
    others = [one.on for one in meetings_of(db.session(), board_id) if one.on != but]
    if problems := problems_with_meeting(details, others):
        raise Invalid(problems)
    assert details.on is not None
    assert details.cut_off_on is not None
    meeting.on, meeting.cut_off_on = details.on, details.cut_off_on
    meeting.agenda_item, meeting.place = details.agenda_item, details.place


def _cleaned(details: MeetingDetails) -> MeetingDetails:
    return MeetingDetails(
        details.on, details.cut_off_on, clean_line(details.agenda_item), clean_line(details.place)
    )


def _said(meeting: Meeting) -> dict[str, str | None]:
    return {
        "meeting_on": as_text(meeting.on),
        "cut_off_on": as_text(meeting.cut_off_on),
        "agenda_item": meeting.agenda_item,
        "place": meeting.place,
        "meeting_status": meeting.status.value,
        "status_words": meeting.status_words,
        "tabled_on": as_text(meeting.tabled_on),
    }
