"""Drafts that went out and marked-up copies that came back."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.models.marked_copy import MarkedUpCopy, SentDraft
from tracker.models.response import Response
from tracker.models.stored_file import StoredFile
from tracker.queries.reports import MAX_ID


def sent_drafts(session: Session, response: Response) -> Sequence[SentDraft]:
    """The drafts of a letter that went out, the latest first."""
    wanted = select(SentDraft).where(SentDraft.response_id == response.id)
    return list(session.scalars(wanted.order_by(SentDraft.number.desc())))


def sent_draft(session: Session, response: Response, number: int) -> SentDraft | None:
    """One draft of a letter by its number."""
    if not 0 < number <= MAX_ID:
        return None
    wanted = select(SentDraft).where(SentDraft.response_id == response.id, SentDraft.number == number)
    return session.scalars(wanted).first()


def next_number(session: Session, response: Response) -> int:
    """The number of the letter's next draft."""
    wanted = select(func.max(SentDraft.number)).where(SentDraft.response_id == response.id)
    return (session.scalar(wanted) or 0) + 1


def copies_of(session: Session, response: Response) -> Sequence[tuple[MarkedUpCopy, SentDraft, StoredFile]]:
    """The marked-up copies of a letter with their draft and file, the latest first."""
    rows = session.execute(
        select(MarkedUpCopy, SentDraft, StoredFile)
        .join(SentDraft, SentDraft.id == MarkedUpCopy.draft_id)
        .join(StoredFile, StoredFile.id == MarkedUpCopy.file_id)
        .where(SentDraft.response_id == response.id)
        .order_by(MarkedUpCopy.id.desc())
    )
    return [(copy, draft, file) for copy, draft, file in rows]


def marked_copy(session: Session, key: int) -> MarkedUpCopy | None:
    """One marked-up copy by its id."""
    return session.get(MarkedUpCopy, key) if 0 < key <= MAX_ID else None
