"""A meeting as its page shows it: the secretary's place of work, and what was said there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.london_time import end_of_london_day
from tracker.domain.meeting_records import may_record_what_was_said
from tracker.domain.meetings import MAKES_COPY, MeetingMove, MeetingStatus, may_move, moves_from
from tracker.domain.permissions import Actor
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.board import Board, BoardAgency, BoardPerson
from tracker.models.final_copy import FinalCopy
from tracker.models.item import Item
from tracker.models.meeting import Meeting, MeetingAttendance
from tracker.queries.board_items import overseen_now
from tracker.queries.boards import agencies_on, boards_run_by, people_on
from tracker.queries.meeting_items import asked_counts, history_begins, red_at, updates_count_from
from tracker.queries.meeting_records import NoteRow, attendance_of, notes_of, raised_at
from tracker.queries.meetings import coming_meetings, final_copies, meeting_after, previous_meeting
from tracker.services.meetings import facts_of, may_change, may_run
from tracker.services.packs import Reconciliation, opening_of, reconciliation

GETTING_READY = frozenset({MeetingStatus.PLANNED, MeetingStatus.COLLECTING, MeetingStatus.DRAFTED})
"""While the pack can still be put right."""


@dataclass(frozen=True)
class MoveShown:
    """A move that the meeting can make, and whether this person may make it."""

    move: MeetingMove
    verdict: Verdict


@dataclass(frozen=True)
class RedAgain:
    """An item that is Red at two meetings running, and the boards above that do not oversee it yet."""

    item: Item
    to: tuple[Board, ...]


@dataclass(frozen=True)
class Waiting:
    """How many items owe the meeting an update, and how many of them have none yet."""

    asked: int
    without: int


@dataclass(frozen=True)
class MeetingInFull:
    """A meeting with everything around it; `waiting` and `sums` are None once its pack is final."""

    meeting: Meeting
    board: Board
    may_run: Verdict
    may_change: Verdict
    may_record: Verdict
    moves: tuple[MoveShown, ...]
    waiting: Waiting | None
    sums: Reconciliation | None
    opened_by: str
    red_again: tuple[RedAgain, ...]
    raised: tuple[tuple[int, str, str], ...]
    attendance: tuple[tuple[MeetingAttendance, str], ...]
    agencies: tuple[BoardAgency, ...]
    notes: tuple[NoteRow, ...]
    copies: tuple[FinalCopy, ...]
    previous: Meeting | None
    last_read: Meeting | None
    following: Meeting | None
    history_from: date | None


def meeting_in_full(*, meeting: Meeting, by: Actor, now: datetime, today: date) -> MeetingInFull:
    """A meeting as this person sees it today."""
    session = db.session()
    board = session.get_one(Board, meeting.board_id)
    runs = may_run(board_id=board.id, by=by, today=today)
    facts = facts_of(meeting=meeting, by=by, today=today)
    moves = tuple(
        MoveShown(move, may_move(by, move, facts, today))
        for move in moves_from(meeting.status)
        if move not in MAKES_COPY
    )
    recordable = may_record_what_was_said(meeting.status)
    sums, opened_by = _sums(board, meeting, now)
    return MeetingInFull(
        meeting=meeting,
        board=board,
        may_run=runs,
        may_change=may_change(meeting=meeting, by=by, today=today),
        may_record=runs if recordable else recordable,
        moves=moves,
        waiting=waiting_for(meeting=meeting, today=today),
        sums=sums,
        opened_by=opened_by,
        red_again=tuple(red_again(meeting=meeting, board=board, now=now, today=today)),
        raised=tuple(raised_at(session, meeting.id, by, today)),
        attendance=tuple(attendance_of(session, meeting.id)),
        agencies=tuple(agencies_on(session, board.id, meeting.on)),
        notes=tuple(notes_of(session, meeting.id, by, today)),
        copies=tuple(final_copies(session, meeting.id)),
        previous=previous_meeting(session, meeting),
        last_read=last_read(meeting=meeting, today=today),
        following=meeting_after(session, meeting),
        history_from=history_begins(session),
    )


def waiting_for(*, meeting: Meeting, today: date) -> Waiting | None:
    """The items that owe the meeting an update; None where nothing is collected for it any more."""
    if meeting.status not in GETTING_READY:
        return None
    session = db.session()
    since = updates_count_from(session, meeting)
    return Waiting(*asked_counts(session, meeting.board_id, since, today))


def _sums(board: Board, meeting: Meeting, now: datetime) -> tuple[Reconciliation | None, str]:
    """The sum of the pack as it stands, both ways, and in words from when; none once the pack is final."""
    if meeting.status not in GETTING_READY:
        return None, ""
    opening = opening_of(board=board, meeting=meeting, as_at=now)
    return reconciliation(board=board, opened_at=opening.at, as_at=now), opening.words


def last_read(*, meeting: Meeting, today: date) -> Meeting | None:
    """The meeting before, once it was held: what stood there is held against what stands now."""
    before = previous_meeting(db.session(), meeting)
    is_to_come = before is None or before.on >= today
    return None if is_to_come or meeting.status is MeetingStatus.CALLED_OFF else before


def red_again(*, meeting: Meeting, board: Board, now: datetime, today: date) -> list[RedAgain]:
    """The items that were Red when the board last read of them and are Red now, or were on its day."""
    session = db.session()
    if last_read(meeting=meeting, today=today) is None:
        return []
    moment = min(now, end_of_london_day(meeting.on))
    opening = opening_of(board=board, meeting=meeting, as_at=moment)
    before = {item.id for item in red_at(session, board.id, opening.at, today)}
    items = [item for item in red_at(session, board.id, moment, today) if item.id in before]
    above = [session.get_one(Board, row.parent_id) for row in board.parents]
    held = overseen_now(session, [item.id for item in items])
    return [
        RedAgain(item, tuple(parent for parent in above if (parent.id, item.id) not in held))
        for item in items
    ]


@dataclass(frozen=True)
class Coming:
    """A meeting to come and what it waits for."""

    meeting: Meeting
    board: Board
    waiting: Waiting | None


def meetings_to_come(*, by: Actor, today: date, limit: int) -> list[Coming]:
    """The next meetings of the boards that this person runs, or of every board for the office."""
    session = db.session()
    keys: list[int] | None = None
    if Role.OFFICE_STAFF not in by.roles:
        keys = boards_run_by(session, by.account_id, today) if by.account_id is not None else []
    return [
        Coming(meeting, board, waiting_for(meeting=meeting, today=today))
        for meeting, board in coming_meetings(session, today, board_ids=keys, limit=limit)
    ]


def people_of_agencies(*, board: Board, on: date) -> dict[int, Sequence[BoardPerson]]:
    """Who sits on a board for each agency on a day."""
    found: dict[int, list[BoardPerson]] = {}
    for person in people_on(db.session(), board.id, on):
        if person.agency_id is not None:
            found.setdefault(person.agency_id, []).append(person)
    return dict(found)
