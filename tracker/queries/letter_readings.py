"""Past letters that wait for a person's review."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.response import Response
from tracker.models.stored_file import LetterReading, StoredFile
from tracker.queries.reports import MAX_ID


def letter_reading(session: Session, key: int) -> LetterReading | None:
    """One letter put up for review, by its id."""
    return session.get(LetterReading, key) if 0 < key <= MAX_ID else None


def brought_in_as(session: Session, key: int) -> str | None:
    """The response that a letter put up for review became; None while it waits, or when it was set aside."""
    return session.scalar(
        select(Response.reference)
        .join(LetterReading, LetterReading.response_id == Response.id)
        .where(LetterReading.id == key)
    )


def waiting_letters(session: Session) -> Sequence[tuple[int, str]]:
    """The letters waiting for review, oldest first: their id and file name."""
    rows = session.execute(
        select(LetterReading.id, StoredFile.name)
        .join(StoredFile, StoredFile.id == LetterReading.file_id)
        .where(LetterReading.left_at.is_(None))
        .order_by(LetterReading.id)
    )
    return [(key, name) for key, name in rows]
