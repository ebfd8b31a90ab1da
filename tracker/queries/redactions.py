"""Where words stand: every text column of every table, the history's texts, and the files."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, String, Table, or_, select
from sqlalchemy.orm import Session

from tracker.domain.final_copies import line_without
from tracker.domain.permissions import Actor
from tracker.domain.redactions import json_without, pattern_for, search_pattern_for, without
from tracker.models.account import Account
from tracker.models.base import Base
from tracker.models.event import EventText
from tracker.models.item import Item
from tracker.models.redaction import Redaction
from tracker.models.response import Answer, Response
from tracker.models.stored_file import StoredFile
from tracker.queries.events import said
from tracker.queries.reports import MAX_ID, subjects_under_embargo

# The history's rows hold digests only; account names are its actors.
APART = {"event", "event_change", "event_text", "account", "account_role"}
NOT_TEXT = {
    "reference",
    "sha256",
    "token_hash",
    "slug",
    "password_hash",
    "replacement",
    "fingerprint",
    "head_hash",
    "rows_sha256",
    "drafted_sha256",
    "reasons",
    "media_type",
}
IN_JSON = {
    ("letter_version", "printed"),
    ("login_session", "data"),
    ("typed_draft", "fields"),
    ("board", "paper_style"),
    ("board", "pack_layout"),
    ("board_paper", "style"),
}
IN_ROWS = ("final_copy_row", "line")
"""Rows of a pack, kept as JSON: what is no typed text stays, so that they can be read as rows."""


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


def places(session: Session, words: str, replacement: str, *, request_id: int | None = None) -> list[Place]:
    """Every place of the register, its drafts and its search in which the words stand.

    `request_id` is the redaction that asks for it, whose own words are emptied when it is decided.
    """
    found = []
    for table, columns in text_columns():
        keys = list(table.primary_key.columns)
        named = [table.c.reference] if "reference" in table.c else []
        for row in session.execute(select(*keys, *named, *columns).order_by(*keys)):
            key = tuple(row[: len(keys)])
            if table.name == Redaction.__tablename__ and key[0] == request_id:
                continue
            texts = row[len(keys) + len(named) :]
            reference = row[len(keys)] if named else f"{table.name} {key[0]}"
            for column, text in zip(columns, texts, strict=True):
                after = _without(table.name, column, text or "", words, replacement)
                if after != (text or ""):
                    found.append(Place(table.name, key, column.name, reference, text, after))
    return found


def _without(table: str, column: Column[Any], text: str, words: str, replacement: str) -> str:
    if column.name == "search_text":
        return without(text, search_pattern_for(words), replacement)
    if (table, column.name) == IN_ROWS:
        return line_without(text, pattern_for(words), replacement)
    if (table, column.name) in IN_JSON:
        return json_without(text, pattern_for(words), replacement)
    # A short word may make room for a longer replacement: PostgreSQL refuses what no longer fits.
    length = column.type.length if isinstance(column.type, String) else None
    return without(text, pattern_for(words), replacement)[:length]


def history_texts(session: Session, words: str) -> Sequence[EventText]:
    """The texts of the history in which the words stand, those of an earlier redaction among them."""
    pattern = pattern_for(words)
    texts = session.scalars(
        select(EventText)
        .where(or_(EventText.text.is_not(None), EventText.redacted_text.is_not(None)))
        .order_by(EventText.event_seq, EventText.position, EventText.side)
    )
    return [row for row in texts if pattern.search(said(row) or "")]


def files_with(session: Session, words: str, read: Callable[[str, bytes], str]) -> list[StoredFile]:
    """The kept files in which the words stand, read as text by the function given."""
    pattern = pattern_for(words)
    files = session.scalars(
        select(StoredFile).where(StoredFile.redacted_at.is_(None)).order_by(StoredFile.id)
    )
    return [f for f in files if f.content is not None and pattern.search(read(f.name, f.content))]


def account_names_with(session: Session, words: str) -> list[str]:
    """The accounts whose name or address holds the words: they stay, because the history names them."""
    pattern = pattern_for(words)
    people = session.execute(select(Account.name, Account.email).order_by(Account.id))
    return [name for name, email in people if pattern.search(name) or pattern.search(email)]


def waiting_for(session: Session, words: str) -> Redaction | None:
    """The redaction that waits for a second person with these same words."""
    pattern = pattern_for(words)
    waiting = session.scalars(select(Redaction).where(Redaction.decided_at.is_(None)).order_by(Redaction.id))
    return next((row for row in waiting if row.words and pattern.fullmatch(row.words)), None)


def answers_named(session: Session, keys: Collection[int]) -> dict[int, tuple[str, str]]:
    """Of answers by their ids, the references of the item and of the letter."""
    rows = session.execute(
        select(Answer.id, Item.reference, Response.reference)
        .join(Item, Item.id == Answer.item_id)
        .join(Response, Response.id == Answer.response_id)
        .where(Answer.id.in_(keys))
    )
    return {key: (item, letter) for key, item, letter in rows}


def redaction_by_id(session: Session, key: int) -> Redaction | None:
    """One redaction by its id."""
    return session.get(Redaction, key) if 0 < key <= MAX_ID else None


def under_embargo(session: Session, actor: Actor, today: date) -> set[tuple[str, int]]:
    """The records, by table and id, that speak of reports this person may not know of yet."""
    return {
        (table, key)
        for table, keys in subjects_under_embargo(actor, today).items()
        for key in session.scalars(keys)
    }


@dataclass(frozen=True)
class RedactionLine:
    """One redaction of the list, with the names of the two people."""

    redaction: Redaction
    asked_by: str
    decided_by: str


def redaction_line(session: Session, redaction: Redaction) -> RedactionLine:
    """One redaction with the names of the two people."""
    wanted = select(Account.id, Account.name).where(
        Account.id.in_([redaction.asked_by, redaction.decided_by or 0])
    )
    names = dict(session.execute(wanted).all())
    return RedactionLine(
        redaction, names.get(redaction.asked_by, ""), names.get(redaction.decided_by or 0, "")
    )


def redactions(session: Session) -> list[RedactionLine]:
    """All redactions, those waiting first, then the latest."""
    names = dict(session.execute(select(Account.id, Account.name)).all())
    rows = session.scalars(select(Redaction).order_by(Redaction.decided_at.is_not(None), Redaction.id.desc()))
    return [
        RedactionLine(row, names.get(row.asked_by, ""), names.get(row.decided_by or 0, "")) for row in rows
    ]
