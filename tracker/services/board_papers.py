"""Papers of a meeting: the status paper drafted from the rows, plain ones beside it, and their details."""

from collections.abc import Sequence
from datetime import date, datetime

from tracker.domain.audit import Change, EventName, Subject, as_text, differences
from tracker.domain.cleaning import clean_line, clean_text
from tracker.domain.paper_drafts import drafted_parts
from tracker.domain.paper_edits import (
    STATUS_TITLE,
    KeptPart,
    PaperDetails,
    kept_from_draft,
    mark_of_details,
    may_edit_paper,
    problems_with_details,
)
from tracker.domain.paper_text import pasted_paper
from tracker.domain.papers import MAX_PARTS, PaperPart, problems_with_part
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Conflict, Invalid, NotHere
from tracker.domain.verdict import Verdict
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.board_paper import BoardPaper, BoardPaperPart
from tracker.models.meeting import Meeting
from tracker.queries.board_papers import paper_by_id, status_paper_of
from tracker.queries.boards import is_secretary
from tracker.queries.events import last_words_on
from tracker.services.history import record
from tracker.services.packs import pack_of
from tracker.services.paper_documents import kept, style_of_board
from tracker.services.reports import require
from tracker.services.writing import claim, verb

MAX_ID = 2**31 - 1


def get_paper(*, meeting: Meeting, key: int, by: Actor) -> BoardPaper:
    """One paper of a meeting before its final copy, or NotHere."""
    require(may(by, Ability.READ_BOARD_DRAFTS))
    paper = paper_by_id(db.session(), meeting.id, key) if 0 < key <= MAX_ID else None
    if paper is None:
        raise NotHere("There is no such paper of this meeting.")
    return paper


def may_edit(*, meeting: Meeting, by: Actor, today: date) -> Verdict:
    """Whether this person may write and edit the papers of a meeting."""
    running = is_secretary(db.session(), meeting.board_id, by.account_id, today)
    return may_edit_paper(by, meeting.status, is_secretary=running)


def require_editor(paper: BoardPaper, by: Actor, today: date) -> None:
    """Refuse whoever may not edit this paper."""
    meeting = db.session().get_one(Meeting, paper.meeting_id)
    require(may_edit(meeting=meeting, by=by, today=today))


def subject_of_paper(paper: BoardPaper) -> Subject:
    """The paper as the history names it: its board, its meeting and its number."""
    session = db.session()
    meeting = session.get_one(Meeting, paper.meeting_id)
    board = session.get_one(Board, meeting.board_id)
    return Subject("paper", paper.id, f"{board.reference} {meeting.on.isoformat()} paper {paper.id}")


def details_of(paper: BoardPaper) -> PaperDetails:
    """What stands around the paper's sections."""
    return PaperDetails(
        title=paper.title,
        to_words=paper.to_words,
        from_words=paper.from_words,
        dated_on=paper.dated_on,
        agenda_item=paper.agenda_item,
        marking=paper.marking,
        style=paper.style,
    )


@verb
def draft_status_paper(*, meeting: Meeting, by: Actor, now: datetime, today: date) -> BoardPaper:
    """Begin the status paper of a meeting with the sections that the rows give; a meeting has one."""
    require(may_edit(meeting=meeting, by=by, today=today))
    session = db.session()
    if status_paper_of(session, meeting.id) is not None:
        raise Conflict("Somebody else")
    board = session.get_one(Board, meeting.board_id)
    pack = pack_of(board=board, meeting=meeting, as_at=now, now=now)
    paper = BoardPaper(meeting_id=meeting.id, is_plain=False, drafted_at=now, drafted_by=by.name)
    details = usual_details(meeting=meeting, title=STATUS_TITLE, by=by)
    return _begun(paper, details, kept_from_draft(drafted_parts(pack, style_of_board(board))), by, now)


def usual_details(*, meeting: Meeting, title: str, by: Actor) -> PaperDetails:
    """What a paper of this meeting begins with: to its board, from this person, with its day and number."""
    board = db.session().get_one(Board, meeting.board_id)
    return PaperDetails(
        title=title,
        to_words=board.name,
        from_words=by.name,
        dated_on=meeting.on,
        agenda_item=meeting.agenda_item,
        marking=board.marking,
    )


@verb
def write_plain_paper(
    *, meeting: Meeting, details: PaperDetails, text: str, nonce: str, by: Actor, now: datetime, today: date
) -> BoardPaper:
    """Begin a paper of own words with the sections of a pasted text, none of whose words is lost."""
    require(may_edit(meeting=meeting, by=by, today=today))
    details = _cleaned(details)
    parts = pasted_paper(text).parts
    if problems := problems_with_details(details) | problems_with_pasted(parts):
        raise Invalid(problems)
    paper = BoardPaper(
        meeting_id=meeting.id, is_plain=True, drafted_at=now, drafted_by=by.name, nonce=nonce or None
    )
    typed = tuple(KeptPart(part.kind, part.number, part.heading, part.text, is_typed=True) for part in parts)
    return _begun(paper, details, typed, by, now)


def problems_with_pasted(parts: Sequence[PaperPart]) -> dict[str, str]:
    """Why a pasted text cannot be a paper, beside the box it was pasted into."""
    if len(parts) > MAX_PARTS:
        return {"text": f"A paper has at most {MAX_PARTS} sections; this has {len(parts)}."}
    for part in parts:
        for words in problems_with_part(part).values():
            return {"text": f"Section {part.number or part.heading or 1}: {words}"}
    return {}


def _begun(
    paper: BoardPaper, details: PaperDetails, parts: Sequence[KeptPart], by: Actor, now: datetime
) -> BoardPaper:
    _fill(paper, details)
    db.session.add(paper)
    paper.parts = [part_row(part, position) for position, part in enumerate(parts, start=1)]
    db.session.flush()
    changes = differences(subject_of_paper(paper), {}, facts_of(paper))
    for part in paper.parts:
        changes += differences(subject_of_part(paper, part), {}, facts_of_part(part))
    record(name=EventName.PAPER_DRAFTED, by=by, now=now, changes=changes)
    return paper


@verb
def change_paper(
    *, paper: BoardPaper, seen: str, details: PaperDetails, by: Actor, now: datetime, today: date
) -> None:
    """Set the title, To and From, the date, the agenda item, the marking and the look of a paper.

    `seen` is the mark of what the page showed: whoever wrote in the sections meanwhile is in nobody's way.
    """
    require_editor(paper, by, today)
    if mark_of_details(details_of(paper)) != seen:
        raise Conflict(last_words_on(db.session(), "paper", paper.id))
    claim(paper, paper.version, "paper")
    details, before = _cleaned(details), facts_of(paper)
    if problems := problems_with_details(details):
        raise Invalid(problems)
    _fill(paper, details)
    changes = differences(subject_of_paper(paper), before, facts_of(paper))
    record(name=EventName.PAPER_EDITED, by=by, now=now, changes=changes)


@verb
def drop_paper(*, paper: BoardPaper, version: int, by: Actor, now: datetime, today: date) -> None:
    """Take a paper out of its meeting; its words stay in the history, and final copies keep theirs."""
    require_editor(paper, by, today)
    claim(paper, version, "paper")
    changes = _gone(subject_of_paper(paper), facts_of(paper))
    for part in paper.parts:
        changes += _gone(subject_of_part(paper, part), facts_of_part(part))
    db.session.delete(paper)
    record(name=EventName.PAPER_DROPPED, by=by, now=now, changes=changes)


def _gone(subject: Subject, before: dict[str, str | None]) -> list[Change]:
    return differences(subject, before, dict.fromkeys(before))


def facts_of(paper: BoardPaper) -> dict[str, str | None]:
    """What stands around a paper's sections, and their order, as the history keeps it."""
    return {
        "title": paper.title,
        "to_words": paper.to_words,
        "from_words": paper.from_words,
        "dated_on": as_text(paper.dated_on),
        "agenda_item": paper.agenda_item,
        "marking": paper.marking.value if paper.marking else None,
        "own_style": paper.style,
        "sections": "\n".join(part.heading or part.kind.label for part in paper.parts),
    }


def subject_of_part(paper: BoardPaper, part: BoardPaperPart) -> Subject:
    """A section as the history names it."""
    return Subject("paper_part", part.id, f"{subject_of_paper(paper).reference} section {part.id}")


def facts_of_part(part: BoardPaperPart) -> dict[str, str | None]:
    """A section as the history keeps it."""
    return {
        "section_number": part.number,
        "section_heading": part.heading,
        "section_text": part.text,
        "is_typed": as_text(True) if part.is_typed else None,
        "is_left_out_of_public": as_text(True) if part.is_left_out_of_public else None,
    }


def part_row(part: KeptPart, position: int) -> BoardPaperPart:
    """A new section at its place."""
    row = BoardPaperPart(position=position, kind=part.kind)
    fill_part(row, part)
    return row


def fill_part(row: BoardPaperPart, part: KeptPart) -> None:
    """Keep what a section says now."""
    row.number, row.heading, row.text = part.number, part.heading, part.text
    row.is_typed, row.is_left_out_of_public = part.is_typed, part.is_left_out_of_public
    row.drafted_sha256 = part.drafted_sha256


def parts_of(paper: BoardPaper) -> tuple[KeptPart, ...]:
    """The sections of a paper as the rules read them."""
    return tuple(kept(part) for part in paper.parts)


def _fill(paper: BoardPaper, details: PaperDetails) -> None:
    assert details.dated_on is not None, "the rules asked for it"
    paper.title, paper.to_words, paper.from_words = details.title, details.to_words, details.from_words
    paper.dated_on, paper.agenda_item = details.dated_on, details.agenda_item
    paper.marking, paper.style = details.marking, details.style


def _cleaned(details: PaperDetails) -> PaperDetails:
    return PaperDetails(
        title=clean_line(details.title),
        to_words=clean_line(details.to_words),
        from_words=clean_line(details.from_words),
        dated_on=details.dated_on,
        agenda_item=clean_line(details.agenda_item),
        marking=details.marking,
        style=clean_text(details.style),
    )
