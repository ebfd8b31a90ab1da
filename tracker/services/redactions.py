"""Redaction: one person asks, another confirms, and the words are gone from wherever they stood.

The history keeps its digests, so the chain still verifies; a text that held the words is emptied and its
redacted wording put beside it. A file that held them loses its bytes and gets a redacted successor as text.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import text as sql
from sqlalchemy import update

from tracker.domain.audit import Change, EventName, Subject
from tracker.domain.cleaning import clean_text
from tracker.domain.permissions import Ability, Actor, may, may_confirm_redaction
from tracker.domain.redactions import REDACTED, pattern_for, problems_with_request
from tracker.domain.refusals import Invalid, NotHere
from tracker.models.base import Base, db
from tracker.models.event import EventText
from tracker.models.redaction import Redaction
from tracker.models.response import Response
from tracker.models.stored_file import StoredFile
from tracker.queries.redactions import Place, files_with, history_texts, places, redaction_by_id
from tracker.readers import UnreadableFile, read_file
from tracker.services.history import record
from tracker.services.reports import require
from tracker.services.writing import claim, verb


@dataclass(frozen=True)
class Extent:
    """Where the words of a request stand now."""

    places: tuple[Place, ...]
    history_texts: int
    files: tuple[str, ...]
    exports: tuple[str, ...]

    @property
    def total(self) -> int:
        """All places together."""
        return len(self.places) + self.history_texts + len(self.files) + len(self.exports)


def extent_of(*, words: str, exports_dir: Path) -> Extent:
    """Look everywhere for the words; changes nothing."""
    session = db.session()
    return Extent(
        tuple(places(session, words, REDACTED)),
        len(history_texts(session, words)),
        tuple(file.name for file in files_with(session, words, text_of)),
        tuple(path.name for path in _exports_with(words, exports_dir)),
    )


def get_redaction(*, key: int, by: Actor) -> Redaction:
    """One redaction, or NotHere."""
    require(may(by, Ability.HANDLE_REDACTIONS))
    redaction = redaction_by_id(db.session(), key)
    if redaction is None:
        raise NotHere(f"There is no redaction {key}.")
    return redaction


@verb
def ask_redaction(*, words: str, reason: str, exports_dir: Path, by: Actor, now: datetime) -> Redaction:
    """Ask for words to be removed everywhere; nothing is removed until somebody else confirms."""
    require(may(by, Ability.HANDLE_REDACTIONS))
    words, reason = clean_text(words).strip(), clean_text(reason).strip()
    problems = problems_with_request(words, reason)
    if by.account_id is None:
        problems["words"] = "A redaction is asked for by a person who is signed in."
    elif not problems and extent_of(words=words, exports_dir=exports_dir).total == 0:
        problems["words"] = "These words stand nowhere here. Check the spelling."
    if problems:
        raise Invalid(problems)
    redaction = Redaction(words=words, replacement=REDACTED, reason=reason, asked_by=by.account_id, asked_at=now)
    db.session.add(redaction)
    db.session.flush()
    change = Change(_subject(redaction), "state", None, "asked")
    record(name=EventName.REDACTION_ASKED, by=by, now=now, changes=[change], reason=reason)
    return redaction


@verb
def refuse_redaction(*, redaction: Redaction, version: int, by: Actor, now: datetime) -> None:
    """Decide that the words stay; the request forgets them."""
    require(may(by, Ability.HANDLE_REDACTIONS))
    _take(redaction, version)
    _decide(redaction, by, now, is_confirmed=False)
    change = Change(_subject(redaction), "state", "asked", "refused")
    record(name=EventName.REDACTION_REFUSED, by=by, now=now, changes=[change])


def confirm_redaction(
    *, redaction: Redaction, version: int, exports_dir: Path, by: Actor, now: datetime
) -> None:
    """Remove the words everywhere, in one act; then give the database file no room to remember them."""
    words = redaction.words or ""
    _remove(redaction=redaction, version=version, by=by, now=now)
    for path in _exports_with(words, exports_dir):
        path.unlink()
    engine = db.engine
    if engine.dialect.name == "postgresql":
        # SQLite overwrites as it deletes (secure_delete); PostgreSQL keeps old rows until they are vacuumed.
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sql("VACUUM FULL"))


@verb
def _remove(*, redaction: Redaction, version: int, by: Actor, now: datetime) -> None:
    require(may_confirm_redaction(by, redaction.asked_by))
    _take(redaction, version)
    words = redaction.words or ""
    session = db.session()
    found = places(session, words, redaction.replacement)
    changes = [_replaced(place) for place in found]
    texts = history_texts(session, words)
    _empty(texts, redaction)
    destroyed = files_with(session, words, text_of)
    changes += [_destroyed(file, redaction, now) for file in destroyed]
    redaction.places = len(found) + len(texts) + len(destroyed)
    _decide(redaction, by, now, is_confirmed=True)
    session.flush()
    changes.append(Change(_subject(redaction), "state", "asked", "confirmed"))
    record(name=EventName.REDACTION_CONFIRMED, by=by, now=now, changes=changes, reason=redaction.reason)


def _take(redaction: Redaction, version: int) -> None:
    claim(redaction, version, "redaction")
    if redaction.decided_at is not None:
        raise Invalid({"words": "This redaction has been decided already."})


def _decide(redaction: Redaction, by: Actor, now: datetime, *, is_confirmed: bool) -> None:
    redaction.words = None
    redaction.was_confirmed = is_confirmed
    redaction.decided_by, redaction.decided_at = by.account_id, now


def _subject(redaction: Redaction) -> Subject:
    return Subject("redaction", redaction.id, f"redaction {redaction.id}")


def _replaced(place: Place) -> Change:
    table = Base.metadata.tables[place.table]
    this_row = [column == part for column, part in zip(table.primary_key.columns, place.key, strict=True)]
    values: dict[str, object] = {place.column: place.after}
    if "version" in table.c:
        # A form opened before the redaction must not bring the words back.
        values["version"] = table.c.version + 1
    db.session().connection().execute(update(table).where(*this_row).values(values))
    subject_id = place.key[0] if isinstance(place.key[0], int) else 0
    db.session().expire_all()
    if place.table == "login_session" or place.column == "search_text":
        return Change(Subject(place.table, subject_id, place.table), place.column, None, REDACTED)
    return Change(Subject(place.table, subject_id, place.reference), place.column, None, place.after)


def _empty(texts: Sequence[EventText], redaction: Redaction) -> None:
    pattern = pattern_for(redaction.words or "")
    for row in texts:
        row.redacted_text = pattern.sub(lambda _: redaction.replacement, row.text or "")
        row.text, row.salt, row.redaction_id = None, None, redaction.id


def _destroyed(file: StoredFile, redaction: Redaction, now: datetime) -> Change:
    content = file.content or b""
    kept = pattern_for(redaction.words or "").sub(lambda _: redaction.replacement, text_of(file.name, content))
    successor = StoredFile(
        name=f"{Path(file.name).stem} (redacted).txt",
        media_type="text/plain",
        size=len(kept.encode()),
        sha256=hashlib.sha256(kept.encode()).hexdigest(),
        content=kept.encode(),
        received_at=now,
        received_by=file.received_by,
    )
    session = db.session()
    session.add(successor)
    file.content, file.redacted_at, file.redaction_id = None, now, redaction.id
    session.flush()
    session.connection().execute(
        update(Response).where(Response.source_file_id == file.id).values(source_file_id=successor.id)
    )
    return Change(Subject("stored_file", file.id, f"file {file.id}"), "bytes", file.sha256, f"destroyed, see file {successor.id}")


def text_of(name: str, content: bytes) -> str:
    """The words of a kept file, as far as they can be read; a file of another kind is searched as it is."""
    try:
        blocks, _ = read_file(name, content)
    except UnreadableFile:
        return content.decode("utf-8", errors="replace")
    return "\n\n".join(block.text for block in blocks)


def _exports_with(words: str, exports_dir: Path) -> list[Path]:
    pattern = pattern_for(words)
    files = sorted(p for p in exports_dir.glob("*") if p.is_file() and p.name != "README.md")
    return [path for path in files if pattern.search(text_of(path.name, path.read_bytes()))]
