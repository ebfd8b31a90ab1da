"""The addendum "since this pack": what changed between a final copy and now, as rows and as a Word file."""

from datetime import datetime

from tracker.documents.board_paper import write_paper
from tracker.domain.addenda import Addendum, paper_of
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import NotHere
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.final_copy import FinalCopy
from tracker.models.meeting import Meeting
from tracker.queries.meetings import last_final_copy_before
from tracker.services.final_copy_store import pack_of_copy
from tracker.services.packs import pack_of
from tracker.services.paper_documents import style_of_board
from tracker.services.reports import require


def has_addendum(*, copy: FinalCopy, now: datetime) -> bool:
    """Whether the copy is its board's last: what changed since an earlier one, the later one tells."""
    meeting = db.session.get_one(Meeting, copy.meeting_id)
    last = last_final_copy_before(db.session(), meeting.board_id, now)
    return last is not None and last.id == copy.id


def addendum_of(*, copy: FinalCopy, by: Actor, now: datetime) -> Addendum:
    """What changed since the board's last final copy."""
    require(may(by, Ability.READ_REGISTER))
    if not has_addendum(copy=copy, now=now):
        raise NotHere("A later final copy of this board tells what has changed since.")
    board = _board_of(copy)
    return Addendum(pack_of_copy(copy), pack_of(board=board, meeting=None, as_at=now, now=now))


def addendum_bytes(*, copy: FinalCopy, by: Actor, now: datetime) -> bytes:
    """The addendum as a Word file of one page."""
    addendum = addendum_of(copy=copy, by=by, now=now)
    return write_paper(paper_of(addendum, author=copy.made_by, style=style_of_board(_board_of(copy))))


def _board_of(copy: FinalCopy) -> Board:
    session = db.session()
    return session.get_one(Board, session.get_one(Meeting, copy.meeting_id).board_id)
