"""What a final copy keeps: its rows and documents put in, read back, handed over, and checked."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import insert

from tracker.domain.audit import Change, Subject
from tracker.domain.cleaning import clean_line
from tracker.domain.final_copies import (
    CopyRow,
    FileKind,
    fingerprint_of,
    first_damage,
    pack_of_rows,
    rows_of,
)
from tracker.domain.packs import Pack
from tracker.domain.refusals import NotHere
from tracker.models.base import db
from tracker.models.final_copy import FinalCopy, FinalCopyFile, FinalCopyRow
from tracker.models.stored_file import StoredFile
from tracker.queries.final_copies import CopyFile, files_of_copy, rows_of_copy, told_of_copy
from tracker.queries.response_moves import file_bytes


@dataclass(frozen=True)
class KeptCopy:
    """The fingerprints of what a final copy will keep, before anything is kept."""

    rows: tuple[CopyRow, ...]
    fingerprint: str


def rows_to_keep(pack: Pack) -> KeptCopy:
    """The rows of a pack with their fingerprint."""
    rows = rows_of(pack)
    return KeptCopy(rows, fingerprint_of(rows))


def keep_rows(copy: FinalCopy, kept: KeptCopy) -> None:
    """Put the rows in, inside a larger act: one statement for any number of them."""
    db.session.flush()
    db.session.execute(
        insert(FinalCopyRow),
        [
            {
                "copy_id": copy.id,
                "position": row.position,
                "part": row.part,
                "line": row.line,
                "sha256": row.sha256,
            }
            for row in kept.rows
        ],
    )


def keep_document(
    copy: FinalCopy, position: int, kind: FileKind, title: str, file: StoredFile, subject: Subject
) -> Change:
    """Make a kept file a document of the copy, inside a larger act; how the history tells it."""
    db.session.add(
        FinalCopyFile(
            copy_id=copy.id,
            position=position,
            what=kind.value,
            title=clean_line(title)[:300],
            file_id=file.id,
            sha256=file.sha256,
        )
    )
    return Change(subject, _field(position), None, file.sha256)


def _field(position: int) -> str:
    return f"document_{position}_sha256"


def pack_of_copy(copy: FinalCopy) -> Pack:
    """The pack as it was when the copy was made, from its rows."""
    return pack_of_rows(rows_of_copy(db.session(), copy.id))


@dataclass(frozen=True)
class CopyCheck:
    """What a check of a final copy found: its first damage in a sentence, "" where there is none.

    Words that a redaction took out are no damage; they are counted, and the destroyed documents named.
    """

    rows: int
    redacted_rows: int
    documents: int
    destroyed: tuple[str, ...]
    problem: str

    @property
    def is_whole(self) -> bool:
        """Whether every row and every document is what was kept."""
        return not self.problem


def check_copy(copy: FinalCopy) -> CopyCheck:
    """Hold every row and document of a final copy against its fingerprint and against the history."""
    session = db.session()
    rows, files = rows_of_copy(session, copy.id), files_of_copy(session, copy.id)
    told = told_of_copy(session, copy)
    problem = first_damage(rows, copy.rows_sha256) or _first_untold(copy, files, told) or _first_file(files)
    return CopyCheck(
        rows=len(rows),
        redacted_rows=sum(row.is_redacted for row in rows),
        documents=len(files),
        destroyed=tuple(file.name for file in files if file.is_destroyed),
        problem=problem,
    )


def _first_untold(copy: FinalCopy, files: Sequence[CopyFile], told: Mapping[str, str]) -> str:
    """Where the copy's own fingerprints are not those of the event that made it."""
    if told.get("rows_sha256") != copy.rows_sha256:
        return "The fingerprint of the rows is not the one that the history tells."
    kept = {_field(file.position): file for file in files}
    for field, sha256 in told.items():
        if not field.startswith("document_"):
            continue
        file = kept.pop(field, None)
        if file is None:
            number = field.removeprefix("document_").removesuffix("_sha256")
            return f"Document {number}, of which the history tells, is missing."
        if file.sha256 != sha256:
            return f"{file.name}: its fingerprint is not the one that the history tells."
    return next((f"{file.name}: the history tells of no such document." for file in kept.values()), "")


def _first_file(files: Sequence[CopyFile]) -> str:
    return next((problem for file in files if (problem := _problem_with(file))), "")


def _problem_with(file: CopyFile) -> str:
    if file.is_destroyed:
        return ""
    content = file_bytes(db.session(), file.file_id)
    if hashlib.sha256(content or b"").hexdigest() != file.sha256:
        return f"{file.name}: its bytes are not those that were kept."
    return ""


def copy_bytes(*, copy: FinalCopy, position: int) -> tuple[CopyFile, bytes]:
    """One document of a final copy, byte for byte as it was made."""
    files = files_of_copy(db.session(), copy.id)
    file = next((file for file in files if file.position == position), None)
    if file is None:
        raise NotHere("This final copy has no such document.")
    if file.is_destroyed:
        raise NotHere(f"The file {file.name} was destroyed by a redaction.")
    if problem := _problem_with(file):
        raise NotHere(f"{problem} Bring it back from a backup, and have the final copy checked.")
    return file, file_bytes(db.session(), file.file_id) or b""
