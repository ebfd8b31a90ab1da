"""The final copies of a meeting as their page shows them, and what the next one would print."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.documents.status_pack import pack_file_name, write_pack
from tracker.domain.meetings import MeetingMove, is_before_cut_off, may_move
from tracker.domain.packs import Pack
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.verdict import Verdict
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.final_copy import FinalCopy
from tracker.models.meeting import Meeting
from tracker.queries.board_papers import papers_of
from tracker.queries.final_copies import CopyFile, files_of_copy
from tracker.queries.meetings import final_copies
from tracker.services.addenda import has_addendum
from tracker.services.final_documents import layout_of
from tracker.services.meetings import facts_of
from tracker.services.packs import Reconciliation, pack_of, reconciliation
from tracker.services.reports import require


@dataclass(frozen=True)
class CopyShown:
    """One version with its documents; `has_addendum`: what changed since it can be told."""

    copy: FinalCopy
    files: tuple[CopyFile, ...]
    has_addendum: bool


@dataclass(frozen=True)
class CopiesOfMeeting:
    """The final copies of a meeting, the latest first, and what this person may do next."""

    meeting: Meeting
    board: Board
    copies: tuple[CopyShown, ...]
    may_make: Verdict
    may_correct: Verdict
    may_read_draft: Verdict


def copies_of_meeting(*, meeting: Meeting, by: Actor, now: datetime, today: date) -> CopiesOfMeeting:
    """The final copies of a meeting as this person reads them."""
    session = db.session()
    facts = facts_of(meeting=meeting, by=by, today=today)
    copies = [
        CopyShown(copy, tuple(files_of_copy(session, copy.id)), has_addendum(copy=copy, now=now))
        for copy in reversed(final_copies(session, meeting.id))
    ]
    return CopiesOfMeeting(
        meeting=meeting,
        board=session.get_one(Board, meeting.board_id),
        copies=tuple(copies),
        may_make=may_move(by, MeetingMove.MAKE_FINAL, facts, today),
        may_correct=may_move(by, MeetingMove.CORRECT, facts, today),
        may_read_draft=may(by, Ability.READ_BOARD_DRAFTS),
    )


@dataclass(frozen=True)
class Prepared:
    """What a final copy made now would hold, and which reasons it would have to print."""

    board: Board
    pack: Pack
    sums: Reconciliation
    is_before_cut_off: bool
    papers: tuple[str, ...]
    version: int


def prepared(*, meeting: Meeting, move: MeetingMove, by: Actor, now: datetime, today: date) -> Prepared:
    """What the move would store; a refusal for who may not make it now."""
    session = db.session()
    facts = facts_of(meeting=meeting, by=by, today=today)
    require(may_move(by, move, facts, today))
    board = session.get_one(Board, meeting.board_id)
    pack = pack_of(board=board, meeting=meeting, as_at=now, now=now)
    return Prepared(
        board=board,
        pack=pack,
        sums=reconciliation(board=board, opened_at=pack.head.opened_at, as_at=pack.head.as_at),
        is_before_cut_off=is_before_cut_off(move, facts, today),
        papers=tuple(paper.title for paper in papers_of(session, meeting.id)),
        version=len(final_copies(session, meeting.id)) + 1,
    )


def draft_pack(*, meeting: Meeting, by: Actor, now: datetime) -> tuple[str, bytes]:
    """The workbook as it stands now, marked as a draft, with its name."""
    require(may(by, Ability.READ_BOARD_DRAFTS))
    board = db.session.get_one(Board, meeting.board_id)
    pack = pack_of(board=board, meeting=meeting, as_at=now, now=now)
    return pack_file_name(pack.head), write_pack(pack, layout_of(board))
