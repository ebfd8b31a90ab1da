"""Packs and papers of a day as files: the bytes of a final copy, or a draft as at that day marked as such."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.documents.board_paper import write_paper
from tracker.documents.status_pack import pack_file_name, write_pack
from tracker.documents.status_pack_words import copy_in_words
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.final_copies import FileKind
from tracker.domain.london_time import end_of_london_day
from tracker.domain.packs import Pack
from tracker.domain.paper_drafts import drafted_parts
from tracker.domain.paper_edits import STATUS_TITLE
from tracker.domain.papers import Paper
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Invalid, NotHere
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.final_copy import FinalCopy
from tracker.models.meeting import Meeting
from tracker.queries.board_papers import status_paper_of
from tracker.queries.final_copies import copy_for_day, files_of_copy
from tracker.queries.meetings import meeting_on
from tracker.services.final_copy_store import copy_bytes
from tracker.services.final_documents import layout_of
from tracker.services.packs import pack_of
from tracker.services.paper_documents import paper_bytes, style_of_board
from tracker.services.reports import require


@dataclass(frozen=True)
class Exported:
    """A pack or paper as a file; `words` say which it is."""

    name: str
    content: bytes
    words: str
    is_final: bool


def export_pack(*, board: Board, on: date | None, by: Actor, now: datetime, today: date) -> Exported:
    """The pack of a day; without one, a draft as at now."""
    copy = copy_for_day(db.session(), board.id, on) if on else None
    if copy is not None:
        return _final(copy, FileKind.PACK, by)
    pack, _ = _draft(board, on, by=by, now=now, today=today)
    return Exported(
        pack_file_name(pack.head),
        write_pack(pack, layout_of(board)),
        copy_in_words(pack.head),
        is_final=False,
    )


def export_paper(
    *, board: Board, on: date | None, is_public: bool, by: Actor, now: datetime, today: date
) -> Exported:
    """The status paper of a day, whole or in public; without a day, one drafted from the rows as at now."""
    copy = copy_for_day(db.session(), board.id, on) if on else None
    if copy is not None:
        return _final(copy, FileKind.PUBLIC_PAPER if is_public else FileKind.PAPER, by)
    pack, meeting = _draft(board, on, by=by, now=now, today=today)
    kept = status_paper_of(db.session(), meeting.id) if meeting else None
    if kept is not None:
        content = paper_bytes(paper=kept, pack=pack, is_public=is_public)
    elif is_public:
        raise Invalid(
            {"public": "A public version is made of a meeting's paper: none is drafted for this day."}
        )
    else:
        content = write_paper(_drafted_paper(board, pack))
    name = pack_file_name(pack.head).replace("Status pack", "Board paper").removesuffix(".xlsx") + ".docx"
    return Exported(name, content, copy_in_words(pack.head), is_final=False)


def _final(copy: FinalCopy, kind: FileKind, by: Actor) -> Exported:
    require(may(by, Ability.READ_REGISTER))
    files = files_of_copy(db.session(), copy.id)
    file = next((file for file in files if file.kind is kind), None)
    if file is None:
        raise NotHere(f"The final copy of this day holds no document of the kind “{kind.label}”.")
    kept, content = copy_bytes(copy=copy, position=file.position)
    words = f"Final copy, version {copy.number}, made on {date_in_words(copy.made_on)}"
    return Exported(kept.name, content, words, is_final=True)


def _draft(
    board: Board, on: date | None, *, by: Actor, now: datetime, today: date
) -> tuple[Pack, Meeting | None]:
    """The rows as at the end of a day that is past, as at now for today and for a meeting to come."""
    require(may(by, Ability.READ_BOARD_DRAFTS))
    meeting = meeting_on(db.session(), board.id, on) if on else None
    if on is not None and on > today and meeting is None:
        raise Invalid({"on": f"{date_in_words(on)} is still to come, and the board has no meeting on it."})
    as_at = min(end_of_london_day(on), now) if on else now
    return pack_of(board=board, meeting=meeting, as_at=as_at, now=now), meeting


def _drafted_paper(board: Board, pack: Pack) -> Paper:
    """A status paper of the rows alone, as no meeting has one."""
    style = style_of_board(board)
    return Paper(
        style=style,
        title=STATUS_TITLE,
        parts=drafted_parts(pack, style),
        board=board.name,
        author=board.name,
        made_at=pack.head.as_at,
        meeting_on=pack.head.meeting_on,
        agenda_item=pack.head.agenda_item,
        marking=pack.head.marking,
        draft=copy_in_words(pack.head),
    )
