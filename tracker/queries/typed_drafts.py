"""Words that somebody has typed and not sent: their own, and nobody else's."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.typed_draft import TypedDraft
from tracker.queries.reports import MAX_ID


@dataclass(frozen=True)
class KeptDraft:
    """What was typed in one window, as pairs of a box's name and its text."""

    id: int
    path: str
    typed_in: str
    version: int
    at: datetime
    fields: tuple[tuple[str, str], ...]


def drafts_at(session: Session, account_id: int, path: str) -> list[KeptDraft]:
    """The drafts of one person for one page, the newest first."""
    rows = session.scalars(
        select(TypedDraft)
        .where(TypedDraft.account_id == account_id, TypedDraft.path == path)
        .order_by(TypedDraft.at.desc(), TypedDraft.id.desc())
    )
    return [_kept(row) for row in rows]


def draft_by_id(session: Session, account_id: int, key: int) -> KeptDraft | None:
    """One draft of this person; None for somebody else's."""
    row = session.get(TypedDraft, key) if 0 < key <= MAX_ID else None
    return _kept(row) if row is not None and row.account_id == account_id else None


def _kept(row: TypedDraft) -> KeptDraft:
    fields = tuple((str(name), str(text)) for name, text in json.loads(row.fields))
    return KeptDraft(row.id, row.path, row.typed_in, row.version, row.at, fields)
