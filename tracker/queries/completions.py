"""Completion as it is read: whether the last word on an item's completion was that something is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from tracker.domain.audit import EventName
from tracker.models.event import Event, EventChange, EventText
from tracker.queries.events import said
from tracker.queries.progress_facts import AT_ONCE

_ABOUT_COMPLETION = (
    EventName.COMPLETION_PROPOSED,
    EventName.PROPOSAL_WITHDRAWN,
    EventName.COMPLETION_SENT_BACK,
    EventName.COMPLETION_SIGNED_OFF,
    EventName.SIGN_OFF_WITHDRAWN,
)


@dataclass(frozen=True)
class SentBack:
    """Who sent an item's proposal back, when, and what is missing."""

    at: datetime
    by: str
    missing: str


def sent_back(session: Session, item_ids: Sequence[int]) -> dict[int, SentBack]:
    """Of these items those whose completion was sent back and not proposed again since."""
    found: dict[int, SentBack] = {}
    for start in range(0, len(item_ids), AT_ONCE):
        found |= _sent_back(session, item_ids[start : start + AT_ONCE])
    return found


def _sent_back(session: Session, keys: Sequence[int]) -> dict[int, SentBack]:
    last = (
        select(EventChange.subject_id.label("item_id"), func.max(Event.seq).label("seq"))
        .join(Event, Event.seq == EventChange.event_seq)
        .where(
            EventChange.subject_kind == "item",
            EventChange.subject_id.in_(keys),
            Event.name.in_([name.value for name in _ABOUT_COMPLETION]),
        )
        .group_by(EventChange.subject_id)
        .subquery()
    )
    rows = session.execute(
        select(last.c.item_id, Event, EventText)
        .join(Event, Event.seq == last.c.seq)
        .outerjoin(EventText, and_(EventText.event_seq == Event.seq, EventText.position == -1))
        .where(Event.name == EventName.COMPLETION_SENT_BACK.value)
        .order_by(last.c.item_id)
    )
    return {
        key: SentBack(event.at, event.actor_name, (said(text) or "") if text is not None else "")
        for key, event, text in rows
    }
