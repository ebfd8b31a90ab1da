"""The issued version of a letter: which one a reader has before them, and what it printed."""

import hashlib
from dataclasses import replace

from tracker.documents.letter import Letter
from tracker.documents.letter_of_parts import letter_of_parts
from tracker.domain.letter_snapshots import SnapshotPurpose, parts_in
from tracker.domain.permissions import Actor, may_read_chief_constable, may_read_pcc
from tracker.domain.vocabulary import ResponseOrigin
from tracker.models.base import db
from tracker.models.letter_version import LetterVersion
from tracker.models.response import Response
from tracker.queries.issued_words import version_being_corrected
from tracker.queries.response_moves import latest


def issued_version(response: Response) -> LetterVersion | None:
    """The issued version that stands; None for a letter that came in, or while one is being prepared."""
    if response.origin is ResponseOrigin.IMPORTED or not response.status.is_issued:
        return None
    return latest(db.session(), response, SnapshotPurpose.ISSUED)


def version_to_read(response: Response, by: Actor) -> LetterVersion | None:
    """The issued version, for who may not read the corrected one that is being prepared; else None."""
    if may_read_chief_constable(by, response.status) and may_read_pcc(by, response.status):
        return None
    return version_being_corrected(db.session(), response)


def as_issued(response: Response, letter: Letter) -> Letter:
    """The letter as it was issued, whatever became of names and items in the register since."""
    issued = issued_version(response)
    if issued is None:
        return letter
    try:
        return as_kept(issued, letter)
    except ValueError:
        return letter  # a redaction took something that the snapshot cannot be read without


def as_kept(issued: LetterVersion, letter: Letter) -> Letter:
    """The letter of a kept version, with the picture of the signature where it is still the same one."""
    kept = letter_of_parts(parts_in(issued.printed), made_at=issued.made_at)
    picture = letter.signature
    pictures = {part.text for part in parts_in(issued.printed) if part.kind == "signature"}
    is_same = picture is not None and hashlib.sha256(picture.image).hexdigest() in pictures
    return replace(kept, signature=picture if is_same else None)
