"""Owners' updates as they are read: those of an item, and how often nothing new was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from tracker.models.progress_update import ProgressUpdate
from tracker.queries.progress_facts import AT_ONCE


def updates_of(session: Session, item_id: int, *, limit: int | None = None) -> list[ProgressUpdate]:
    """The updates of an item, the newest first."""
    return list(
        session.scalars(
            select(ProgressUpdate)
            .where(ProgressUpdate.item_id == item_id)
            .order_by(ProgressUpdate.id.desc())
            .limit(limit)
        )
    )


def updates_since(session: Session, item_id: int, seen: int) -> list[ProgressUpdate]:
    """What was recorded on an item after the update that somebody had seen, in its order."""
    return list(
        session.scalars(
            select(ProgressUpdate)
            .where(ProgressUpdate.item_id == item_id, ProgressUpdate.id > seen)
            .order_by(ProgressUpdate.id)
        )
    )


def newest_update(session: Session, item_id: int, *, but_late_notes: bool = False) -> ProgressUpdate | None:
    """The update of an item that was recorded last."""
    wanted = select(ProgressUpdate).where(ProgressUpdate.item_id == item_id)
    if but_late_notes:
        wanted = wanted.where(ProgressUpdate.is_late_note.is_(False))
    return session.scalars(wanted.order_by(ProgressUpdate.id.desc()).limit(1)).first()


@dataclass(frozen=True)
class NothingNew:
    """How often in a row nothing new was said, and when last."""

    times: int
    last_on: date


def nothing_new_said(session: Session, item_ids: Sequence[int]) -> dict[int, NothingNew]:
    """How often nothing new was said since the last update in words, by item; items without are left out."""
    found: dict[int, NothingNew] = {}
    for start in range(0, len(item_ids), AT_ONCE):
        keys = item_ids[start : start + AT_ONCE]
        in_words = (
            select(ProgressUpdate.item_id, func.max(ProgressUpdate.id).label("newest"))
            .where(ProgressUpdate.item_id.in_(keys), ProgressUpdate.is_nothing_new.is_(False))
            .group_by(ProgressUpdate.item_id)
            .subquery()
        )
        rows = session.execute(
            select(ProgressUpdate.item_id, func.count(), func.max(ProgressUpdate.recorded_on))
            .outerjoin(in_words, in_words.c.item_id == ProgressUpdate.item_id)
            .where(
                ProgressUpdate.item_id.in_(keys),
                and_(
                    ProgressUpdate.is_nothing_new.is_(True),
                    or_(in_words.c.newest.is_(None), ProgressUpdate.id > in_words.c.newest),
                ),
            )
            .group_by(ProgressUpdate.item_id)
        )
        found |= {item_id: NothingNew(times, last_on) for item_id, times, last_on in rows}
    return found
