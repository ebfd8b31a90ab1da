"""Where words stand: every text column of every table, the history's texts, and the files."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, String, Table, select
from sqlalchemy.orm import Session

from tracker.domain.redactions import pattern_for, search_pattern_for
from tracker.models.base import Base
from tracker.models.event import EventText
from tracker.models.redaction import Redaction
from tracker.models.stored_file import StoredFile
from tracker.queries.reports import MAX_ID

# The history's rows hold digests only; account names are its actors. The request forgets its own words.
APART = {"event", "event_change", "event_text", "account", "redaction"}
NOT_TEXT = {"reference", "sha256", "token_hash", "slug", "password_hash", "subject_reference"}


@dataclass(frozen=True)
class Place:
    """One text in which the words stand, with what it would say without them."""

    table: str
    key: tuple[int | str, ...]
    column: str
    reference: str
    before: str
    after: str


def text_columns() -> Iterator[tuple[Table, list[Column[Any]]]]:
    """Each table with its columns of typed text."""
    for table in Base.metadata.sorted_tables:
        if table.name in APART:
            continue
        columns = [c for c in table.columns if isinstance(c.type, String) and c.name not in NOT_TEXT]
        if columns:
            yield table, columns


def places(session: Session, words: str, replacement: str) -> list[Place]:
    """Every place of the register, its drafts and its search in which the words stand."""
    found = []
    for table, columns in text_columns():
        keys = list(table.primary_key.columns)
        named = [table.c.reference] if "reference" in table.c else []
        for row in session.execute(select(*keys, *named, *columns).order_by(*keys)):
            key = tuple(row[: len(keys)])
            texts = row[len(keys) + len(named) :]
            reference = row[len(keys)] if named else f"{table.name} {key[0]}"
            for column, text in zip(columns, texts, strict=True):
                pattern = search_pattern_for(words) if column.name == "search_text" else pattern_for(words)
                if text and pattern.search(text):
                    after = pattern.sub(lambda _: replacement, text)
                    found.append(Place(table.name, key, column.name, reference, text, after))
    return found


def history_texts(session: Session, words: str) -> Sequence[EventText]:
    """The texts of the history in which the words stand."""
    pattern = pattern_for(words)
    texts = session.scalars(
        select(EventText)
        .where(EventText.text.is_not(None))
        .order_by(EventText.event_seq, EventText.position, EventText.side)
    )
    return [row for row in texts if row.text and pattern.search(row.text)]


def files_with(session: Session, words: str, read: Callable[[str, bytes], str]) -> list[StoredFile]:
    """The kept files in which the words stand, read as text by the function given."""
    pattern = pattern_for(words)
    files = session.scalars(select(StoredFile).where(StoredFile.redacted_at.is_(None)).order_by(StoredFile.id))
    return [f for f in files if f.content is not None and pattern.search(read(f.name, f.content))]


def redaction_by_id(session: Session, key: int) -> Redaction | None:
    """One redaction by its id."""
    return session.get(Redaction, key) if 0 < key <= MAX_ID else None


def redactions(session: Session) -> Sequence[Redaction]:
    """All redactions, those waiting first, then the latest."""
    return list(session.scalars(select(Redaction).order_by(Redaction.decided_at.is_not(None), Redaction.id.desc())))
