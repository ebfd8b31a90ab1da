"""Papers of a meeting as their pages show them: what is typed, the draft beside it, and what is public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.meetings import MeetingStatus
from tracker.domain.packs import Pack
from tracker.domain.paper_edits import (
    Drafts,
    KeptPart,
    PaperDetails,
    draft_text,
    fingerprint,
    has_newer_figures,
    mark_of,
    mark_of_details,
    printed,
)
from tracker.domain.paper_public import TakenOut, still_named
from tracker.domain.papers import Paper, PaperPart, PartKind
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import NotHere
from tracker.domain.verdict import Verdict
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.board_paper import BoardPaper, BoardPaperPart
from tracker.models.meeting import Meeting
from tracker.queries.board_papers import papers_of, sensitive_texts
from tracker.services.board_papers import details_of, get_paper, may_edit
from tracker.services.meetings import get_meeting
from tracker.services.packs import pack_of
from tracker.services.paper_documents import (
    drafts_of,
    kept,
    names_below_chief_officer,
    paper_bytes,
    paper_of,
    public_paper,
)
from tracker.services.reports import require


@dataclass(frozen=True)
class PaperPlace:
    """The meeting that papers are for, and whether this person may edit them."""

    board: str
    board_reference: str
    is_public: bool
    on: date
    status: MeetingStatus
    may_edit: Verdict


@dataclass(frozen=True)
class PaperLine:
    """One paper in the list of a meeting's papers; `typed` counts the sections with words of their own."""

    key: int
    title: str
    is_plain: bool
    sections: int
    typed: int
    drafted_at: datetime
    drafted_by: str


@dataclass(frozen=True)
class PartInFull:
    """One section: what is kept, what it prints, and the draft of the rows beside it.

    `text` is what stands in the box that edits it. `mark` and `drafted` are the fingerprints that a page
    carries along: of the section as it stands, and of its draft, "" where the rows give none.
    """

    key: int
    kept: KeptPart
    text: str
    draft: str
    has_newer_figures: bool
    mark: str
    drafted: str
    printed: tuple[PaperPart, ...]


@dataclass(frozen=True)
class PaperInFull:
    """A paper as it would be printed now, with its sections one by one."""

    key: int
    version: int
    place: PaperPlace
    is_plain: bool
    details: PaperDetails
    mark: str
    parts: tuple[PartInFull, ...]
    paper: Paper
    as_at: datetime

    @property
    def newer(self) -> int:
        """How many sections were typed before their figures changed."""
        return sum(part.has_newer_figures for part in self.parts)


@dataclass(frozen=True)
class PublicInFull:
    """The public version, what was taken out of it, and what a person should look at before it goes out."""

    full: PaperInFull
    paper: Paper
    taken: tuple[TakenOut, ...]
    still_named: tuple[str, ...]
    sensitive: tuple[str, ...]
    """Items whose text for the board is sensitive, where sections were typed that may tell of them."""


def place_of(*, board: str, on: date, by: Actor, today: date) -> PaperPlace:
    """The meeting of a board on a day, for those who may read its papers before the final copy."""
    return _place(_meeting(board, on, by), by, today)


def papers_of_meeting(*, board: str, on: date, by: Actor, today: date) -> list[PaperLine]:
    """The papers of a meeting, the status paper first."""
    meeting = _meeting(board, on, by)
    return [
        PaperLine(
            key=paper.id,
            title=paper.title,
            is_plain=paper.is_plain,
            sections=len(paper.parts),
            typed=sum(part.is_typed for part in paper.parts),
            drafted_at=paper.drafted_at,
            drafted_by=paper.drafted_by,
        )
        for paper in papers_of(db.session(), meeting.id)
    ]


def paper_in_full(*, board: str, on: date, key: int, by: Actor, now: datetime, today: date) -> PaperInFull:
    """One paper with its sections, drafted from the rows of this moment."""
    meeting = _meeting(board, on, by)
    paper = get_paper(meeting=meeting, key=key, by=by)
    return _in_full(paper, _pack(paper, meeting, now), _place(meeting, by, today))


def public_in_full(*, board: str, on: date, key: int, by: Actor, now: datetime, today: date) -> PublicInFull:
    """The public version of a paper with the list of what was taken out."""
    meeting = _meeting(board, on, by)
    paper = get_paper(meeting=meeting, key=key, by=by)
    pack = _pack(paper, meeting, now)
    made, taken = public_paper(paper=paper, pack=pack)
    is_typed = any(part.is_typed for part in paper.parts)
    return PublicInFull(
        full=_in_full(paper, pack, _place(meeting, by, today)),
        paper=made,
        taken=taken,
        still_named=still_named(made, names_below_chief_officer(paper)),
        sensitive=tuple(sensitive_texts(db.session(), meeting.id)) if is_typed else (),
    )


def draft_bytes(*, board: str, on: date, key: int, is_public: bool, by: Actor, now: datetime) -> bytes:
    """The Word file of a paper as it stands now, stamped as a draft."""
    meeting = _meeting(board, on, by)
    paper = get_paper(meeting=meeting, key=key, by=by)
    return paper_bytes(paper=paper, pack=_pack(paper, meeting, now), is_public=is_public)


def part_in_full(full: PaperInFull, key: int) -> PartInFull:
    """One section of the paper, or NotHere."""
    part = next((one for one in full.parts if one.key == key), None)
    if part is None:
        raise NotHere("There is no such section in this paper.")
    return part


def kinds_to_add(full: PaperInFull) -> tuple[PartKind, ...]:
    """The kinds of section that can be added: own words, and in a status paper what the rows can draft."""
    if full.is_plain:
        return (PartKind.FREE, PartKind.PURPOSE, PartKind.RECOMMENDATION, PartKind.SUMMARY)
    return (PartKind.FREE, *(kind for kind in PartKind if kind is not PartKind.FREE))


def _meeting(board: str, on: date, by: Actor) -> Meeting:
    require(may(by, Ability.READ_BOARD_DRAFTS))
    return get_meeting(board_reference=board, on=on, by=by)


def _place(meeting: Meeting, by: Actor, today: date) -> PaperPlace:
    board = db.session().get_one(Board, meeting.board_id)
    return PaperPlace(
        board=board.name,
        board_reference=board.reference,
        is_public=board.is_public,
        on=meeting.on,
        status=meeting.status,
        may_edit=may_edit(meeting=meeting, by=by, today=today),
    )


def _pack(paper: BoardPaper, meeting: Meeting, now: datetime) -> Pack:
    board = db.session().get_one(Board, meeting.board_id)
    return pack_of(board=board, meeting=meeting, as_at=now, now=now)


def _in_full(paper: BoardPaper, pack: Pack, place: PaperPlace) -> PaperInFull:
    drafts = drafts_of(paper, pack)
    details = details_of(paper)
    return PaperInFull(
        key=paper.id,
        version=paper.version,
        place=place,
        is_plain=paper.is_plain,
        details=details,
        mark=mark_of_details(details),
        parts=_parts(paper.parts, drafts),
        paper=paper_of(paper=paper, pack=pack),
        as_at=pack.head.as_at,
    )


def _parts(rows: Sequence[BoardPaperPart], drafts: Drafts) -> tuple[PartInFull, ...]:
    made = []
    for row in rows:
        part = kept(row)
        draft = draft_text(part.kind, drafts)
        made.append(
            PartInFull(
                key=row.id,
                kept=part,
                text=part.text if part.is_typed else draft,
                draft=draft,
                has_newer_figures=has_newer_figures(part, drafts),
                mark=mark_of(part),
                drafted=fingerprint(draft) if draft else "",
                printed=printed(part, drafts),
            )
        )
    return tuple(made)
