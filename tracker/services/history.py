"""Writing the history, and proving it whole."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.audit import (
    EVENT_TEXT,
    GENESIS,
    Change,
    DigestedChange,
    EventName,
    Subject,
    digest,
    event_hash,
)
from tracker.domain.permissions import Actor
from tracker.models.base import db
from tracker.models.event import Event, EventChange, EventText
from tracker.queries.events import chain, event_count, head, said, stray_rows
from tracker.services.writing import RECORDED


def record(
    *, name: EventName, by: Actor, now: datetime, changes: Sequence[Change], reason: str = ""
) -> Event:
    """Add one event with its changes to the open transaction; `verb` commits it together with the act."""
    session = db.session()
    session.flush()
    last = head(session)
    seq = last.seq + 1 if last else 1
    texts: list[EventText] = []
    digested = [_digest_change(seq, position, change, texts) for position, change in enumerate(changes)]
    reason_digest = _keep(texts, seq, -1, "reason", reason or None)
    previous = last.hash if last else GENESIS
    event = Event(
        seq=seq,
        at=now,
        account_id=by.account_id,
        actor_name=by.name,
        name=name.value,
        reason_digest=reason_digest,
        previous_hash=previous,
        hash=event_hash(
            seq=seq,
            at=now,
            actor_name=by.name,
            account_id=by.account_id,
            name=name.value,
            reason_digest=reason_digest,
            changes=digested,
            previous_hash=previous,
        ),
    )
    session.add(event)
    session.flush()
    session.add_all(
        EventChange(
            event_seq=seq,
            position=position,
            subject_kind=c.subject.kind,
            subject_id=c.subject.id,
            subject_reference=c.subject.reference,
            field=c.field,
            before_digest=c.before_digest,
            after_digest=c.after_digest,
        )
        for position, c in enumerate(digested)
    )
    session.add_all(texts)
    session.flush()
    session.info[RECORDED] = session.info.get(RECORDED, 0) + 1
    return event


def _digest_change(seq: int, position: int, change: Change, texts: list[EventText]) -> DigestedChange:
    return DigestedChange(
        change.subject,
        change.field,
        _keep(texts, seq, position, "before", change.before),
        _keep(texts, seq, position, "after", change.after),
    )


def _keep(texts: list[EventText], seq: int, position: int, side: str, text: str | None) -> str | None:
    if text is None:
        return None
    salt = secrets.token_hex(16)
    texts.append(EventText(event_seq=seq, position=position, side=side, salt=salt, text=text))
    return digest(salt, text)


@dataclass(frozen=True)
class ChainReport:
    """What a verification found: how many events, the head, and the first faults in plain words."""

    events: int
    head_seq: int
    head_hash: str
    faults: tuple[str, ...]


def verify(session: Session, *, anchor: tuple[int, str] | None = None) -> ChainReport:
    """Recompute the whole chain; `anchor` (sequence, hash) from a printed document shows a cut-off tail."""
    faults: list[str] = []
    previous, expected, anchored = GENESIS, 1, anchor is None
    redacted = _Redacted()
    for event, changes, texts in chain(session):
        if event.seq != expected:
            faults.append(f"Event {expected} is missing: the next one found is {event.seq}.")
        if event.previous_hash != previous:
            faults.append(f"Event {event.seq} does not follow the event before it.")
        faults.extend(_faults_of(event, changes, texts))
        redacted.look_at(event, changes, texts)
        if anchor is not None and event.seq == anchor[0]:
            anchored = event.hash == anchor[1]
        previous, expected = event.hash, event.seq + 1
    if anchor is not None and not anchored:
        faults.append(f"Event {anchor[0]} is missing or is not the one that was printed.")
    faults.extend(redacted.faults())
    if stray_rows(session):
        faults.append("There are changes or texts of events that are not in the history.")
    return ChainReport(event_count(session), expected - 1, previous, tuple(faults))


class _Redacted:
    """Holds every emptied text against the redaction that says it emptied it."""

    def __init__(self) -> None:
        self.emptied: dict[tuple[int, str], tuple[int | None, str | None]] = {}
        self.told: dict[tuple[int, str], tuple[int | None, str | None]] = {}

    def look_at(self, event: Event, changes: list[EventChange], texts: list[EventText]) -> None:
        """Take in one event; a later redaction of the same text overrides an earlier one."""
        for text in texts:
            if text.redaction_id is not None:
                self.emptied[(event.seq, f"{text.side} {text.position}")] = (
                    text.redaction_id,
                    text.redacted_text,
                )
        if event.name != EventName.REDACTION_CONFIRMED:
            return
        after = {t.position: said(t) for t in texts if t.side == "after"}
        redaction = next(
            (c.subject_id for c in changes if c.subject_kind == "redaction" and c.field == "state"), None
        )
        for change in changes:
            if change.subject_kind == EVENT_TEXT:
                self.told[(change.subject_id, change.field)] = (redaction, after.get(change.position))

    def faults(self) -> list[str]:
        """Each text that was emptied or reworded without a redaction that says so."""
        return [
            f"A text of event {seq} was removed or reworded without a redaction that says so."
            for (seq, which), found in sorted(self.emptied.items())
            if self.told.get((seq, which)) != found
        ]


def _faults_of(event: Event, changes: list[EventChange], texts: list[EventText]) -> list[str]:
    digests: dict[tuple[int, str], str | None] = {(-1, "reason"): event.reason_digest}
    for change in changes:
        digests[(change.position, "before")] = change.before_digest
        digests[(change.position, "after")] = change.after_digest
    found = []
    again = event_hash(
        seq=event.seq,
        at=event.at,
        actor_name=event.actor_name,
        account_id=event.account_id,
        name=event.name,
        reason_digest=event.reason_digest,
        changes=[
            DigestedChange(
                Subject(c.subject_kind, c.subject_id, c.subject_reference),
                c.field,
                c.before_digest,
                c.after_digest,
            )
            for c in changes
        ],
        previous_hash=event.previous_hash,
    )
    if again != event.hash:
        found.append(f"Event {event.seq} was changed after it was written.")
    held = {(t.position, t.side): t for t in texts}
    for key, wanted in digests.items():
        text = held.pop(key, None)
        if wanted is None and text is None:
            continue
        if wanted is None or text is None:
            found.append(f"Event {event.seq} has lost or gained a text.")
        elif text.text is not None and digest(text.salt or "", text.text) != wanted:
            found.append(f"A text of event {event.seq} was changed after it was written.")
    if held:
        found.append(f"Event {event.seq} has a text too many.")
    return found
