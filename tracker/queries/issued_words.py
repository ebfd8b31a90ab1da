"""What a letter and its answers said when a version was issued, whatever became of them since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.audit import EventName
from tracker.domain.letter_snapshots import SnapshotPurpose
from tracker.domain.vocabulary import UNDER_WAY, Position
from tracker.models.event import Event, EventChange
from tracker.models.letter_version import LetterVersion
from tracker.models.response import Response
from tracker.queries.events import letters_of, timeline
from tracker.queries.response_moves import latest
from tracker.queries.responses import answers_begun

MOST_EVENTS = 10_000
Part = tuple[str, int, str]
"""A part of the letter as the history names it: the kind and id of its record, and the field."""


@dataclass(frozen=True)
class IssuedWords:
    """The words of one issued version, part by part, as the history kept them; a redacted one stays so."""

    version: LetterVersion
    texts: dict[Part, str]
    names: dict[Part, str]
    """Who wrote each part."""

    def of_letter(self, field: str) -> str:
        """What a part of the letter itself said; "" where nothing was written."""
        return self.texts.get(("response", self.version.response_id, field), "")

    def of_answer(self, key: int, field: str) -> str:
        """What a part of an answer said; "" where nothing was written."""
        return self.texts.get(("answer", key, field), "")

    def day_of_answer(self, key: int, field: str) -> date | None:
        """A day that an answer held then."""
        said = self.of_answer(key, field)
        return date.fromisoformat(said) if said else None

    def stance(self, key: int) -> Position | None:
        """The stand that an answer took then."""
        said = self.of_answer(key, "stance")
        return Position(said) if said in set(Position) else None

    @property
    def letter_dated(self) -> date | None:
        """The date that the letter bore."""
        said = self.of_letter("letter_dated")
        return date.fromisoformat(said) if said else None


def issued_versions(session: Session, response: Response) -> list[LetterVersion]:
    """The versions of a letter that were issued, the first one first."""
    return list(
        session.scalars(
            select(LetterVersion)
            .where(LetterVersion.response_id == response.id)
            .where(LetterVersion.purpose == SnapshotPurpose.ISSUED)
            .order_by(LetterVersion.id)
        )
    )


def version_being_corrected(session: Session, response: Response) -> LetterVersion | None:
    """The issued version that stands while a corrected one is being prepared; None at any other time."""
    if response.status not in UNDER_WAY:
        return None
    return next(reversed(issued_versions(session, response)), None)


def words_issued(session: Session, response: Response, version: LetterVersion) -> IssuedWords:
    """What every part of a letter said when this version of it was issued."""
    subjects = [("response", response.id), *(("answer", key) for key in answers_begun(session, response))]
    texts: dict[Part, str] = {}
    names: dict[Part, str] = {}
    events = timeline(session, subjects, limit=MOST_EVENTS, before_seq=(version.head_seq or 0) + 1)
    for event in reversed(events):
        for line in event.changes:
            part = line.subject_kind, line.subject_id, line.field
            texts[part], names[part] = line.after or "", event.actor_name
    return IssuedWords(version, texts, names)


def words_being_corrected(session: Session, response: Response) -> IssuedWords | None:
    """What the issued version says that stands while a corrected one is prepared; None at any other time."""
    version = version_being_corrected(session, response)
    return words_issued(session, response, version) if version is not None else None


def when_opened(session: Session, response: Response) -> datetime | None:
    """The moment at which the correction that is being prepared was opened; None at any other time."""
    if version_being_corrected(session, response) is None:
        return None
    opened = latest(session, response, SnapshotPurpose.CORRECTION)
    return opened.made_at if opened is not None else None


def opened_by_event(session: Session, subjects: Iterable[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """Of responses, answers and plans (kind, id) under correction: the event that opened it.

    What the history told before that event had been issued, and is everybody's to read.
    """
    letters = letters_of(session, subjects)
    rows = session.execute(
        select(EventChange.subject_id, func.max(Event.seq))
        .join(EventChange, EventChange.event_seq == Event.seq)
        .join(Response, Response.id == EventChange.subject_id)
        .where(Event.name == EventName.CORRECTION_OPENED, EventChange.subject_kind == "response")
        .where(EventChange.subject_id.in_(set(letters.values())), Response.status.in_(UNDER_WAY))
        .group_by(EventChange.subject_id)
    )
    opened = dict(rows.all())
    return {subject: opened[key] for subject, key in letters.items() if key in opened}
