"""The sections of a paper: written, added, moved, taken out, and given back to the draft."""

from dataclasses import replace
from datetime import date, datetime

from tracker.domain.audit import Change, EventName, differences
from tracker.domain.cleaning import clean_line, clean_text
from tracker.domain.paper_edits import KeptPart, PartDetails, mark_of, with_details
from tracker.domain.papers import MAX_PARTS, PaperPart, PartKind, problems_with_part
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Conflict, Invalid, NotHere
from tracker.models.base import db
from tracker.models.board_paper import BoardPaper, BoardPaperPart
from tracker.queries.events import last_words_on
from tracker.services.board_papers import (
    facts_of,
    facts_of_part,
    fill_part,
    part_row,
    require_editor,
    subject_of_paper,
    subject_of_part,
)
from tracker.services.history import record
from tracker.services.paper_documents import kept
from tracker.services.writing import claim, verb


def get_part(*, paper: BoardPaper, key: int) -> BoardPaperPart:
    """One section of a paper, or NotHere: somebody may have taken it out."""
    part = next((one for one in paper.parts if one.id == key), None)
    if part is None:
        raise NotHere("There is no such section in this paper.")
    return part


@verb
def change_part(
    *,
    paper: BoardPaper,
    key: int,
    seen: str,
    details: PartDetails,
    by: Actor,
    now: datetime,
    today: date,
) -> None:
    """Write a section; `seen` is the mark of the section that the page showed.

    Conflict where somebody else wrote in the same section meanwhile; in others they may.
    """
    part = _claimed(paper, key, seen, by, today)
    before = facts_of_part(part)
    fill_part(part, _checked(part.kind, details))
    _recorded(paper, differences(subject_of_part(paper, part), before, facts_of_part(part)), by, now)


@verb
def draft_part_again(
    *, paper: BoardPaper, key: int, seen: str, by: Actor, now: datetime, today: date
) -> None:
    """Let a section be drafted from the rows again; what was typed stays in the history."""
    part = _claimed(paper, key, seen, by, today)
    before = facts_of_part(part)
    fill_part(part, replace(kept(part), text="", is_typed=False, drafted_sha256=""))
    _recorded(paper, differences(subject_of_part(paper, part), before, facts_of_part(part)), by, now)


@verb
def add_part(
    *,
    paper: BoardPaper,
    version: int,
    kind: PartKind,
    details: PartDetails,
    by: Actor,
    now: datetime,
    today: date,
) -> BoardPaperPart:
    """Add a section at the end; one that is drafted from the rows needs no words."""
    require_editor(paper, by, today)
    claim(paper, version, "paper")
    if len(paper.parts) >= MAX_PARTS:
        raise Invalid({"kind": f"A paper has at most {MAX_PARTS} sections."})
    before = facts_of(paper)
    is_drafted = not paper.is_plain and kind is not PartKind.FREE and not details.text
    # No draft stood beside words that are new: they are somebody's own, whatever they say.
    own = replace(details, drafted="")
    made = KeptPart(kind, details.number, details.heading) if is_drafted else _checked(kind, own)
    part = part_row(made, len(paper.parts) + 1)
    paper.parts.append(part)
    db.session.flush()
    changes = differences(subject_of_paper(paper), before, facts_of(paper))
    changes += differences(subject_of_part(paper, part), {}, facts_of_part(part))
    _recorded(paper, changes, by, now)
    return part


@verb
def move_part(
    *, paper: BoardPaper, key: int, version: int, is_up: bool, by: Actor, now: datetime, today: date
) -> None:
    """Move a section one place up or down."""
    require_editor(paper, by, today)
    claim(paper, version, "paper")
    part, before = get_part(paper=paper, key=key), facts_of(paper)
    at = paper.parts.index(part)
    to = at - 1 if is_up else at + 1
    if not 0 <= to < len(paper.parts):
        raise Invalid({"": "The section stands at the end of the paper already."})
    # The rows change their places in the list by sorting: taking one out of it would delete it.
    part.position, paper.parts[to].position = to + 1, at + 1
    paper.parts.sort(key=lambda one: one.position)
    _recorded(paper, differences(subject_of_paper(paper), before, facts_of(paper)), by, now)


@verb
def remove_part(*, paper: BoardPaper, key: int, version: int, by: Actor, now: datetime, today: date) -> None:
    """Take a section out; its words stay in the history."""
    require_editor(paper, by, today)
    claim(paper, version, "paper")
    part, before = get_part(paper=paper, key=key), facts_of(paper)
    said = facts_of_part(part)
    subject = subject_of_part(paper, part)
    paper.parts.remove(part)
    _numbered(paper)
    changes = differences(subject_of_paper(paper), before, facts_of(paper))
    changes += differences(subject, said, dict.fromkeys(said))
    _recorded(paper, changes, by, now)


def is_written_already(*, paper: BoardPaper, kind: PartKind, details: PartDetails) -> bool:
    """Whether the last section says these very words: the button was pressed twice."""
    last = kept(paper.parts[-1]) if paper.parts else None
    said = (clean_line(details.heading), clean_text(details.text).strip("\n"))
    return last is not None and (last.kind, last.heading, last.text) == (kind, *said)


def _claimed(paper: BoardPaper, key: int, seen: str, by: Actor, today: date) -> BoardPaperPart:
    """The section, whose paper takes its next version; Conflict where it is not as it was seen."""
    require_editor(paper, by, today)
    part = get_part(paper=paper, key=key)
    if mark_of(kept(part)) != seen:
        raise Conflict(last_words_on(db.session(), "paper_part", part.id))
    claim(paper, paper.version, "paper")
    return part


def _checked(kind: PartKind, details: PartDetails) -> KeptPart:
    details = replace(
        details,
        heading=clean_line(details.heading),
        text=clean_text(details.text).strip("\n"),
        number=None if details.number is None else clean_line(details.number),
    )
    said = PaperPart(kind, details.number, details.heading, details.text)
    if problems := problems_with_part(said):
        raise Invalid(problems)
    return with_details(kind, details)


def _numbered(paper: BoardPaper) -> None:
    for position, part in enumerate(paper.parts, start=1):
        part.position = position


def _recorded(paper: BoardPaper, changes: list[Change], by: Actor, now: datetime) -> None:
    db.session.flush()
    record(name=EventName.PAPER_EDITED, by=by, now=now, changes=changes)
