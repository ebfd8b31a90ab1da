"""The places where words stood: each gets its redacted text, and the history is told of it."""

from sqlalchemy import update

from tracker.domain.audit import Change, Subject
from tracker.domain.pack_json import sha256_of
from tracker.domain.redactions import REDACTED
from tracker.models.base import Base, db
from tracker.models.final_copy import FinalCopyRow
from tracker.models.redaction import Redaction
from tracker.queries.redactions import Place

UNTOLD = ("login_session", "redaction", "typed_draft", "letter_version")
"""The tables whose texts the history does not tell, with or without the words."""


def replaced(place: Place, redaction: Redaction) -> Change:
    """Put the redacted text in its place; how the history tells it."""
    table = Base.metadata.tables[place.table]
    this_row = [column == part for column, part in zip(table.primary_key.columns, place.key, strict=True)]
    values: dict[str, object] = {place.column: place.after}
    if "version" in table.c:
        # A form opened before the redaction must not bring the words back.
        values["version"] = table.c.version + 1
    if place.table == FinalCopyRow.__tablename__:
        values["redaction_id"] = redaction.id
    db.session().connection().execute(update(table).where(*this_row).values(values))
    db.session().expire_all()
    subject_id = place.key[0] if isinstance(place.key[0], int) else 0
    if place.table == FinalCopyRow.__tablename__:
        # The row keeps the fingerprint of what it was; the history has that of what it is now.
        copy_id, position = place.key
        subject = Subject(place.table, int(copy_id), f"final copy {copy_id}")
        return Change(subject, f"row {position}", None, sha256_of(place.after))
    if place.table in UNTOLD or place.column == "search_text":
        return Change(Subject(place.table, subject_id, place.table), place.column, None, REDACTED)
    return Change(Subject(place.table, subject_id, place.reference), place.column, None, place.after)
