"""The status pack of a board: all its rows as at a moment, from which workbook, paper and page are made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tracker.domain.counts import count_lines
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.london_time import end_of_london_day, london_day
from tracker.domain.packs import ItemLine, Pack, PackHead
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.meeting import Meeting
from tracker.queries.board_pack import first_held_at
from tracker.queries.board_scope import PackScope
from tracker.queries.events import head_at
from tracker.queries.meetings import final_copies, last_final_copy_before, last_meeting_before
from tracker.services.pack_agencies import agencies_of_pack
from tracker.services.pack_changes import changes_of_pack, moves_of_pack
from tracker.services.pack_items import items_of_pack, ratings_by_kind, ratings_by_report
from tracker.services.pack_lines import actions_of_pack, grades_of_pack, responses_of_pack
from tracker.services.pack_sums import Reconciliation, reconciliation, sum_by_states
from tracker.services.pack_trend import trend_of_pack

__all__ = ["Reconciliation", "opening_of", "pack_of", "reconciliation"]


def pack_of(*, board: Board, meeting: Meeting | None, as_at: datetime, now: datetime) -> Pack:
    """The draft of a board's pack as at a moment, read as nobody in particular; its reader sees it `now`.

    A moment that has not come yet tells what is recorded now.
    """
    db.session.flush()
    as_at, on = min(as_at, now), meeting.on if meeting else None
    opening = opening_of(board=board, meeting=meeting, as_at=as_at)
    scope = PackScope(board.id, opening.at, as_at)
    items = items_of_pack(scope=scope, meeting=meeting)
    lines = _without_a_last_board(items.lines) if opening.is_first else items.lines
    summed = sum_by_states(scope=scope)
    asked, moves = moves_of_pack(scope=scope, items=items)
    return Pack(
        head=_head(board, meeting, scope, opening.words),
        counts=count_lines(summed.counts),
        by_kind=ratings_by_kind(items.lines),
        by_report=ratings_by_report(items.lines),
        grades=grades_of_pack(scope=scope),
        trend=trend_of_pack(scope=scope, meeting_on=on, lines=items.lines, counts=summed.counts),
        changes=changes_of_pack(scope=scope, items=items, summed=summed, moves=asked),
        items=lines,
        actions=actions_of_pack(scope=scope, items=items),
        moves=moves,
        responses=responses_of_pack(scope=scope),
        agencies=agencies_of_pack(scope=scope, meeting_on=on),
    )


@dataclass(frozen=True)
class Opening:
    """The moment at which the period of a pack begins, and in words what that was.

    `is_first` says that no meeting of the board is held before: there is no last board to compare with.
    """

    at: datetime
    words: str
    is_first: bool = False


def opening_of(*, board: Board, meeting: Meeting | None, as_at: datetime) -> Opening:
    """Where the period of a pack begins: at the last final copy, else the last meeting, else a cycle ago."""
    session = db.session()
    before = meeting.on if meeting else date.max
    own = final_copies(session, meeting.id) if meeting else []
    # A correction begins where the final copy itself began, whatever was corrected since.
    moment = min(own[0].as_at, as_at) if own else as_at
    copy = last_final_copy_before(session, board.id, moment, meetings_before=before)
    if copy is not None:
        on = date_in_words(session.get_one(Meeting, copy.meeting_id).on)
        return Opening(copy.as_at, f"the final copy for the meeting on {on}, version {copy.number}")
    last = last_meeting_before(session, board.id, min(before, london_day(moment)))
    if last is not None:
        words = f"the end of the day of the meeting on {date_in_words(last.on)}"
        return Opening(end_of_london_day(last.on), words)
    days = board.cycle_days
    words = f"no earlier meeting is held here, so {days} days before"
    return Opening(moment - timedelta(days=days), words, is_first=True)


def _without_a_last_board(lines: Sequence[ItemLine]) -> tuple[ItemLine, ...]:
    return tuple(replace(line, rating_before=None) for line in lines)


def _head(board: Board, meeting: Meeting | None, scope: PackScope, opened_by: str) -> PackHead:
    last = head_at(db.session(), scope.as_at)
    return PackHead(
        board=board.name,
        board_reference=board.reference,
        meeting_on=meeting.on if meeting else None,
        agenda_item=meeting.agenda_item if meeting else "",
        marking=board.marking.label if board.marking else "",
        as_at=scope.as_at,
        opened_at=scope.opened_at,
        opened_by=opened_by,
        history_note=_history_note(scope),
        head_seq=last.seq if last else 0,
        head_hash=last.hash if last else "",
    )


def _history_note(scope: PackScope) -> str:
    """That what the board oversees is held from later on than the period begins; "" where it is held."""
    first = first_held_at(db.session(), scope.board_id)
    if first is None or first <= scope.opened_at:
        return ""
    return f"History before {date_in_words(london_day(first))} is not held here for this board."
