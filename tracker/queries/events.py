"""The history as it is read: timelines, the last word on a subject, the chain."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, desc, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.audit import EventName
from tracker.domain.permissions import Actor
from tracker.domain.visibility import ACCOUNT_EVENTS, may_read_about_accounts
from tracker.domain.vocabulary import ResponseStatus
from tracker.models.event import Event, EventChange, EventText
from tracker.models.plan import Plan
from tracker.models.response import Answer, Response
from tracker.queries.reports import events_under_embargo

HIDDEN = "(not shown to you before the letter is issued)"
HIDDEN_OF = {
    "meeting_text": "(shown to those who prepare the board’s papers)",
    "board_question": "(shown to those who read the questions for the Chief Constable)",
}
"""What stands for the words that a reader may not see, where it is no letter that keeps them."""


@dataclass(frozen=True)
class ChangeLine:
    """One field's change as a timeline shows it; None where there was nothing."""

    subject_kind: str
    subject_id: int
    subject_reference: str
    field: str
    before: str | None
    after: str | None
    is_redacted: bool = False
    event_seq: int = 0


@dataclass(frozen=True)
class TimelineEntry:
    """One event of a timeline, newest first, with its reason and the changes to the subject."""

    seq: int
    at: datetime
    actor_name: str
    name: EventName
    reason: str
    changes: tuple[ChangeLine, ...] = field(default=())


def head(session: Session) -> Event | None:
    """The last event of the chain."""
    return session.scalars(select(Event).order_by(desc(Event.seq)).limit(1)).first()


def head_at(session: Session, moment: datetime) -> Event | None:
    """The last event of the chain that was recorded by a moment."""
    return session.scalars(select(Event).where(Event.at <= moment).order_by(desc(Event.seq)).limit(1)).first()


def last_words_on(session: Session, subject_kind: str, subject_id: int) -> str:
    """Who changed a subject last, as the start of a sentence; "Somebody else" where it is not known."""
    name = session.scalars(
        select(Event.actor_name)
        .join(EventChange, EventChange.event_seq == Event.seq)
        .where(EventChange.subject_kind == subject_kind, EventChange.subject_id == subject_id)
        .order_by(desc(Event.seq))
        .limit(1)
    ).first()
    return name or "Somebody else"


def timeline(
    session: Session,
    subjects: Sequence[tuple[str, int]],
    *,
    limit: int = 50,
    before_seq: int | None = None,
    without: Select[int] | None = None,
) -> list[TimelineEntry]:
    """The newest events that changed any of these subjects (kind, id), each with its changes to them.

    `without` selects events that this reader may not know of (queries.reports.events_under_embargo).
    """
    if not subjects:
        return []
    ours = or_(
        *(and_(EventChange.subject_kind == kind, EventChange.subject_id == key) for kind, key in subjects)
    )
    wanted = select(EventChange.event_seq).where(ours).distinct()
    events = select(Event).where(Event.seq.in_(wanted))
    return _entries(session, _page(events, before_seq, limit, session, without), ours)


def whole_history(
    session: Session,
    *,
    limit: int = 50,
    before_seq: int | None = None,
    without: Select[int] | None = None,
) -> list[TimelineEntry]:
    """The newest events of the whole register, but for those that this reader may not know of."""
    events = _page(select(Event), before_seq, limit, session, without)
    return _entries(session, events, EventChange.position >= 0)


def events_hidden_from(actor: Actor, today: date) -> Select[int]:
    """The events that this person may not know of: reports under embargo to them, and accounts."""
    hidden = [Event.seq.in_(events_under_embargo(actor, today))]
    if not may_read_about_accounts(actor):
        hidden.append(Event.name.in_(sorted(ACCOUNT_EVENTS)))
    return select(Event.seq).where(or_(*hidden))


def statuses_of(
    session: Session, subjects: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], ResponseStatus]:
    """Where the letters stand now to which these responses, answers and plans (kind, id) belong."""
    letters = letters_of(session, subjects)
    rows = session.execute(select(Response.id, Response.status).where(Response.id.in_(set(letters.values()))))
    statuses = dict(rows.all())
    return {subject: statuses[key] for subject, key in letters.items() if key in statuses}


def letters_of(session: Session, subjects: Iterable[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """The letters, by id, to which these responses, answers and plans (kind, id) belong."""
    subjects = set(subjects)
    found = {(kind, key): key for kind, key in subjects if kind == "response"}
    for kind, table in (("answer", Answer), ("plan", Plan)):
        keys = [key for one, key in subjects if one == kind]
        rows = session.execute(select(table.id, table.response_id).where(table.id.in_(keys)))
        found |= {(kind, key): letter for key, letter in rows}
    return found


def event_count(session: Session) -> int:
    """How many events there are."""
    return session.scalar(select(func.count()).select_from(Event)) or 0


def _page(
    events: Select[Event],
    before_seq: int | None,
    limit: int,
    session: Session,
    without: Select[int] | None,
) -> list[Event]:
    if without is not None:
        events = events.where(Event.seq.not_in(without))
    if before_seq is not None:
        events = events.where(Event.seq < before_seq)
    return list(session.scalars(events.order_by(desc(Event.seq)).limit(limit)))


def _entries(session: Session, events: list[Event], which: ColumnElement[bool]) -> list[TimelineEntry]:
    seqs = [event.seq for event in events]
    if not seqs:
        return []
    texts = {
        (t.event_seq, t.position, t.side): t
        for t in session.scalars(select(EventText).where(EventText.event_seq.in_(seqs)))
    }
    lines: dict[int, list[ChangeLine]] = {seq: [] for seq in seqs}
    changes = session.scalars(
        select(EventChange)
        .where(EventChange.event_seq.in_(seqs), which)
        .order_by(EventChange.event_seq, EventChange.position)
    )
    for change in changes:
        before = texts.get((change.event_seq, change.position, "before"))
        after = texts.get((change.event_seq, change.position, "after"))
        lines[change.event_seq].append(
            ChangeLine(
                change.subject_kind,
                change.subject_id,
                change.subject_reference,
                change.field,
                _said(before),
                _said(after),
                any(t is not None and t.redaction_id is not None for t in (before, after)),
                change.event_seq,
            )
        )
    return [
        TimelineEntry(
            event.seq,
            event.at,
            event.actor_name,
            EventName(event.name),
            _said(texts.get((event.seq, -1, "reason"))) or "",
            tuple(lines[event.seq]),
        )
        for event in events
    ]


def _said(text: EventText | None) -> str | None:
    return None if text is None else said(text)


def said(text: EventText) -> str | None:
    """What a text of the history says now: its own words, or those a redaction left."""
    return text.text if text.redaction_id is None else text.redacted_text


def stray_rows(session: Session) -> bool:
    """Whether there are changes or texts that belong to no event."""
    known = select(Event.seq)
    strays = (
        select(EventChange.event_seq).where(EventChange.event_seq.not_in(known)).limit(1),
        select(EventText.event_seq).where(EventText.event_seq.not_in(known)).limit(1),
    )
    return any(session.execute(stray).first() is not None for stray in strays)


def chain(session: Session) -> Iterator[tuple[Event, list[EventChange], list[EventText]]]:
    """Every event in order with its changes and texts, read 500 at a time."""
    start = 0
    while True:
        events = list(session.scalars(select(Event).where(Event.seq > start).order_by(Event.seq).limit(500)))
        if not events:
            return
        first, start = events[0].seq, events[-1].seq
        changes: dict[int, list[EventChange]] = {}
        for change in session.scalars(
            select(EventChange)
            .where(EventChange.event_seq.between(first, start))
            .order_by(EventChange.event_seq, EventChange.position)
        ):
            changes.setdefault(change.event_seq, []).append(change)
        texts: dict[int, list[EventText]] = {}
        for row in session.scalars(select(EventText).where(EventText.event_seq.between(first, start))):
            texts.setdefault(row.event_seq, []).append(row)
        for event in events:
            yield event, changes.get(event.seq, []), texts.get(event.seq, [])
