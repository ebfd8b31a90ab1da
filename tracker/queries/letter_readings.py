"""Past letters that wait for a person's review."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models.stored_file import LetterReading, StoredFile
from tracker.queries.reports import MAX_ID


def letter_reading(session: Session, key: int) -> LetterReading | None:
    """One letter put up for review, by its id."""
    return session.get(LetterReading, key) if 0 < key <= MAX_ID else None


def waiting_letters(session: Session) -> Sequence[tuple[int, str]]:
    """The letters waiting for review, oldest first: their id and file name."""
    rows = session.execute(
        select(LetterReading.id, StoredFile.name)
        .join(StoredFile, StoredFile.id == LetterReading.file_id)
        .where(LetterReading.left_at.is_(None))
        .order_by(LetterReading.id)
    )
    return [(key, name) for key, name in rows]
