"""The versions of a letter that the history knows: after each act, what every part of it said."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.approval import PrintedPart
from tracker.domain.letter_snapshots import parts_in
from tracker.models.response import Response
from tracker.queries.events import ChangeLine, timeline
from tracker.queries.response_moves import versions_of
from tracker.queries.responses import answers_begun

MOST_EVENTS = 1_000
Part = tuple[str, int, str]
"""A part of the letter as the history names it: the kind and id of its record, and the field."""


@dataclass(frozen=True)
class LetterState:
    """The letter's words as one act left them; a redacted text says what it says now."""

    seq: int
    at: datetime
    by: str
    did: str
    texts: dict[Part, str]
    references: dict[Part, str]


@dataclass(frozen=True)
class PrintedVersion:
    """What the letter printed, every standard part included, when it was submitted, approved or issued."""

    id: int
    at: datetime
    by: str
    purpose: str
    number: int
    parts: tuple[PrintedPart, ...]


def printed_versions(session: Session, response: Response) -> list[PrintedVersion]:
    """The letter as it was printed at each of its moves, oldest first."""
    return [
        PrintedVersion(row.id, row.made_at, row.made_by, row.purpose.label, row.number, parts_in(row.printed))
        for row in versions_of(session, response)
    ]


def letter_states(session: Session, response: Response) -> list[LetterState]:
    """The letter after each act that changed it or its answers, oldest first."""
    subjects = [("response", response.id), *(("answer", key) for key in answers_begun(session, response))]
    states: list[LetterState] = []
    texts: dict[Part, str] = {}
    references: dict[Part, str] = {}
    for event in reversed(timeline(session, subjects, limit=MOST_EVENTS)):
        for line in event.changes:
            part = _part(line)
            texts, references = texts | {part: line.after or ""}, references | {part: line.subject_reference}
        states.append(LetterState(event.seq, event.at, event.actor_name, event.name.label, texts, references))
    return states


def _part(line: ChangeLine) -> Part:
    return line.subject_kind, line.subject_id, line.field
