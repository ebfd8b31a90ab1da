"""Comments in the margin of a letter as they are read."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.vocabulary import Voice
from tracker.models.margin_comment import MarginComment
from tracker.queries.reports import MAX_ID


@dataclass(frozen=True)
class CommentRow:
    """A comment; `resolved_by` is empty while it is open."""

    id: int
    version: int
    item_id: int | None
    voice: Voice | None
    passage: str
    text: str
    written_by: str
    written_at: datetime
    resolved_by: str


def comments_on(session: Session, response_id: int) -> list[CommentRow]:
    """The comments on a letter and its answers, oldest first."""
    rows = session.scalars(
        select(MarginComment)
        .where(MarginComment.response_id == response_id)
        .order_by(MarginComment.written_at, MarginComment.id)
    )
    return [
        CommentRow(
            row.id,
            row.version,
            row.item_id,
            row.voice,
            row.passage,
            row.text,
            row.written_by,
            row.written_at,
            row.resolved_by or "",
        )
        for row in rows
    ]


def open_comments(session: Session, response_id: int) -> int:
    """How many comments on a letter nobody has resolved yet."""
    wanted = select(func.count(MarginComment.id)).where(
        MarginComment.response_id == response_id, MarginComment.resolved_at.is_(None)
    )
    return session.scalar(wanted) or 0


def comment_by_id(session: Session, key: int) -> MarginComment | None:
    """One comment by its id."""
    return session.get(MarginComment, key) if 0 < key <= MAX_ID else None


def comment_by_nonce(session: Session, nonce: str) -> MarginComment | None:
    """The comment that this press of the button has written already."""
    return session.scalars(select(MarginComment).where(MarginComment.nonce == nonce)).first()
