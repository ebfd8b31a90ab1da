"""Redaction: one person asks, another confirms, and the words are gone from wherever they stood.

The history keeps its digests, so the chain still verifies; a text that held the words is emptied and its
redacted wording put beside it, and the event of the redaction names each of them. A file that held them
loses its bytes and gets a redacted successor as text.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import update

from tracker.domain.audit import Change, EventName, Subject, emptied_text
from tracker.domain.cleaning import clean_text
from tracker.domain.permissions import Ability, Actor, may, may_confirm_redaction
from tracker.domain.redactions import REDACTED, pattern_for, problems_with_request, without
from tracker.domain.refusals import Invalid, NotAllowed, NotHere
from tracker.domain.verdict import refused
from tracker.models.base import db
from tracker.models.event import EventText
from tracker.models.redaction import Redaction
from tracker.models.response import Response
from tracker.models.stored_file import LetterReading, StoredFile
from tracker.queries.events import said
from tracker.queries.redactions import (
    Place,
    account_names_with,
    files_with,
    history_texts,
    places,
    redaction_by_id,
    waiting_for,
)
from tracker.readers import every_word
from tracker.services.history import record
from tracker.services.proof_redactions import bytes_removed, proofs_with
from tracker.services.proof_redactions import destroyed as proofs_destroyed
from tracker.services.proof_store import ProofStore
from tracker.services.redacted_places import replaced
from tracker.services.reports import require
from tracker.services.writing import claim, verb


@dataclass(frozen=True)
class Extent:
    """Where the words of a request stand now; `kept_names` are accounts whose names hold them, which stay."""

    places: tuple[Place, ...]
    history_texts: tuple[str, ...]
    files: tuple[str, ...]
    exports: tuple[str, ...]
    kept_names: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """All places together."""
        return len(self.places) + len(self.history_texts) + len(self.files) + len(self.exports)


@dataclass(frozen=True)
class Removed:
    """What a confirmed redaction removed.

    `is_compacted` says whether the database gave up its old pages, `is_store_clean` whether the bytes of
    every proof that had to go have gone; what is left of them goes at the next start.
    """

    places: int
    is_compacted: bool
    is_store_clean: bool = True


def extent_of(*, words: str, exports_dir: Path, store: ProofStore, request_id: int | None = None) -> Extent:
    """Look everywhere for the words; changes nothing."""
    session = db.session()
    # A proof's file name may be sensitive, or its report secret: it is told by its number.
    proofs = [f"proof of progress {one.proof.id}" for one in proofs_with(words, store)]
    return Extent(
        tuple(places(session, words, REDACTED, request_id=request_id)),
        tuple(said(row) or "" for row in history_texts(session, words)),
        (*(file.name for file in files_with(session, words, text_of)), *proofs),
        tuple(path.name for path in _exports_with(words, exports_dir)),
        tuple(account_names_with(session, words)),
    )


def preview(*, words: str, reason: str, exports_dir: Path, store: ProofStore, by: Actor) -> Extent:
    """What a request would remove, before anybody asks; raises Invalid like the request itself."""
    require(may(by, Ability.HANDLE_REDACTIONS))
    words, reason = clean_text(words).strip(), clean_text(reason).strip()
    problems = problems_with_request(words, reason)
    same = None if problems else waiting_for(db.session(), words)
    if same is not None:
        problems["words"] = f"Redaction {same.id} asks for the same words and waits for a second person."
    if problems:
        raise Invalid(problems)
    extent = extent_of(words=words, exports_dir=exports_dir, store=store)
    if extent.total == 0:
        raise Invalid({"words": "These words stand nowhere here. Check the spelling."})
    return extent


def get_redaction(*, key: int, by: Actor) -> Redaction:
    """One redaction, or NotHere."""
    require(may(by, Ability.HANDLE_REDACTIONS))
    redaction = redaction_by_id(db.session(), key)
    if redaction is None:
        raise NotHere(f"There is no redaction {key}.")
    return redaction


@verb
def ask_redaction(
    *, words: str, reason: str, exports_dir: Path, store: ProofStore, by: Actor, now: datetime
) -> Redaction:
    """Ask for words to be removed everywhere; nothing is removed until somebody else confirms."""
    person = _person(by)
    preview(words=words, reason=reason, exports_dir=exports_dir, store=store, by=by)
    words, reason = clean_text(words).strip(), clean_text(reason).strip()
    redaction = Redaction(words=words, replacement=REDACTED, reason=reason, asked_by=person, asked_at=now)
    db.session.add(redaction)
    db.session.flush()
    change = Change(_subject(redaction), "state", None, "asked")
    record(name=EventName.REDACTION_ASKED, by=by, now=now, changes=[change], reason=reason)
    return redaction


@verb
def refuse_redaction(*, redaction: Redaction, version: int, by: Actor, now: datetime) -> None:
    """Decide that the words stay; the request forgets them."""
    require(may(by, Ability.HANDLE_REDACTIONS))
    _person(by)
    _take(redaction, version)
    _decide(redaction, by, now, is_confirmed=False)
    change = Change(_subject(redaction), "state", "asked", "refused")
    record(name=EventName.REDACTION_REFUSED, by=by, now=now, changes=[change])


def confirm_redaction(
    *, redaction: Redaction, version: int, exports_dir: Path, store: ProofStore, by: Actor, now: datetime
) -> Removed:
    """Remove the words everywhere, in one act; then give the database file no room to remember them.

    The bytes of proofs go once the record says so: never is there a record without its file.
    """
    removed, hashes = _remove(
        redaction=redaction, version=version, exports_dir=exports_dir, store=store, by=by, now=now
    )
    is_clean = bytes_removed(hashes, store)
    return Removed(removed, _compact(), is_clean)


@verb
def _remove(
    *, redaction: Redaction, version: int, exports_dir: Path, store: ProofStore, by: Actor, now: datetime
) -> tuple[int, list[str]]:
    require(may_confirm_redaction(by, redaction.asked_by))
    _take(redaction, version)
    words = redaction.words or ""
    session = db.session()
    found = places(session, words, redaction.replacement, request_id=redaction.id)
    proofs = proofs_with(words, store)  # before their files' names are changed
    changes = [replaced(place, redaction) for place in found]
    texts = history_texts(session, words)
    changes += _emptied(texts, redaction)
    destroyed = files_with(session, words, text_of)
    changes += [_destroyed(file, redaction, now) for file in destroyed]
    changes += proofs_destroyed(proofs, words=words, replacement=redaction.replacement, store=store, now=now)
    exports = _exports_with(words, exports_dir)
    changes += [_export_removed(path) for path in exports]
    redaction.places = len(found) + len(texts) + len(destroyed) + len(proofs) + len(exports)
    _decide(redaction, by, now, is_confirmed=True)
    session.flush()
    changes.append(Change(_subject(redaction), "state", "asked", "confirmed"))
    record(name=EventName.REDACTION_CONFIRMED, by=by, now=now, changes=changes, reason=redaction.reason)
    for path in exports:
        # Before the commit: a file that cannot be removed leaves the request open, with its words.
        path.unlink()
    return redaction.places, [one.proof.sha256 or "" for one in proofs]


def _person(by: Actor) -> int:
    if by.account_id is None:
        raise NotAllowed(refused("A redaction is asked for and decided by people who are signed in."))
    return by.account_id


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


def _emptied(texts: Sequence[EventText], redaction: Redaction) -> list[Change]:
    pattern = pattern_for(redaction.words or "")
    changes = []
    for row in texts:
        row.redacted_text = without(said(row) or "", pattern, redaction.replacement)
        row.text, row.salt, row.redaction_id = None, None, redaction.id
        changes.append(emptied_text(row.event_seq, row.position, row.side, row.redacted_text))
    return changes


def _destroyed(file: StoredFile, redaction: Redaction, now: datetime) -> Change:
    words, _ = every_word(file.name, file.content or b"")
    kept = without(words, pattern_for(redaction.words or ""), redaction.replacement).encode()
    successor = StoredFile(
        name=f"{Path(file.name).stem[:280]} (redacted).txt",
        media_type="text/plain",
        size=len(kept),
        sha256=hashlib.sha256(kept).hexdigest(),
        content=kept,
        received_at=now,
        received_by=file.received_by,
    )
    session = db.session()
    session.add(successor)
    file.content, file.redacted_at, file.redaction_id = None, now, redaction.id
    session.flush()
    for table, column in ((Response, Response.source_file_id), (LetterReading, LetterReading.file_id)):
        pointing = update(table).where(column == file.id).values({column: successor.id})
        session.connection().execute(pointing)
    return Change(
        Subject("stored_file", file.id, f"file {file.id}"),
        "bytes",
        f"{file.sha256}, {file.size} bytes",
        f"destroyed, see file {successor.id}",
    )


def text_of(name: str, content: bytes) -> str:
    """Every word of a kept file; a file of another kind is searched as it is."""
    return "\n\n".join(every_word(name, content))


def _exports_with(words: str, exports_dir: Path) -> list[Path]:
    pattern = pattern_for(words)
    files = sorted(p for p in exports_dir.rglob("*") if p.is_file() and p != exports_dir / "README.md")
    return [path for path in files if pattern.search(path.name) or pattern.search(_words_in(path))]


def _words_in(path: Path) -> str:
    return text_of(path.name, path.read_bytes())


def _export_removed(path: Path) -> Change:
    content = path.read_bytes()
    fingerprint = f"{hashlib.sha256(content).hexdigest()}, {len(content)} bytes"
    return Change(Subject("export", 0, "file in exports"), "bytes", fingerprint, "destroyed")


def _compact() -> bool:
    """Rewrite the database without what was removed: both kinds keep old rows in pages they no longer use."""
    engine = db.engine
    db.session.rollback()
    connection = engine.raw_connection()
    try:
        if engine.dialect.name == "postgresql":
            connection.driver_connection.autocommit = True  # type: ignore[union-attr]
        cursor = connection.cursor()
        cursor.execute("VACUUM FULL" if engine.dialect.name == "postgresql" else "VACUUM")
        cursor.close()
    except engine.dialect.loaded_dbapi.Error:
        # Somebody reads at this moment; the words are out of every record, and secure_delete has run.
        return False
    finally:
        connection.invalidate()
    return True
