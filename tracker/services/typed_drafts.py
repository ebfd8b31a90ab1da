"""Words being typed, kept every few seconds until their form is sent or they are let go of.

None of this is an act of the register, so none of it leaves an event; a redaction reaches it all the same.
"""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from tracker.domain.cleaning import clean_text
from tracker.domain.refusals import Conflict, Invalid
from tracker.models.typed_draft import TypedDraft
from tracker.services.apart import Apart, writing_apart

LONGEST = 500_000
"""Characters of all boxes of a form together, a little more than the longest letter."""
MOST_DRAFTS = 20
"""Windows of one person on one page whose words are kept; the oldest gives way."""
FIRST = 1
"""The version of a draft that no redaction has touched."""


def keep_draft(
    *,
    account_id: int,
    path: str,
    typed_in: str,
    version: int,
    fields: Sequence[tuple[str, str]],
    now: datetime,
) -> int:
    """Keep what stands in the boxes of one window now; returns the version to be sent next time.

    Raises Conflict where words were redacted meanwhile: the window still holds them and must not bring them
    back.
    """
    written = json.dumps([[name, clean_text(text)] for name, text in fields], ensure_ascii=False)
    if len(written) > LONGEST:
        raise Invalid({"draft": "This is too long to be kept while you type: save it."})
    this_window = (
        TypedDraft.account_id == account_id,
        TypedDraft.path == path,
        TypedDraft.typed_in == typed_in,
    )
    with writing_apart(Apart.TYPED_DRAFTS) as connection:
        kept = connection.execute(select(TypedDraft.version).where(*this_window)).scalar()
        if kept is not None:
            # A first answer may have been lost on its way, so the first version needs no number.
            if version != kept and not (version == 0 and kept == FIRST):
                raise Conflict("A redaction")
            connection.execute(update(TypedDraft).where(*this_window).values(fields=written, at=now))
            return int(kept)
        older = select(TypedDraft.id).where(TypedDraft.account_id == account_id, TypedDraft.path == path)
        newest = list(connection.scalars(older.order_by(TypedDraft.at.desc(), TypedDraft.id.desc())))
        connection.execute(delete(TypedDraft).where(TypedDraft.id.in_(newest[MOST_DRAFTS - 1 :])))
        connection.execute(
            insert(TypedDraft).values(
                account_id=account_id, path=path, typed_in=typed_in, fields=written, at=now, version=FIRST
            )
        )
        return FIRST


def discard_draft(*, account_id: int, key: int) -> None:
    """Let go of one draft of this person."""
    with writing_apart(Apart.TYPED_DRAFTS) as connection:
        connection.execute(
            delete(TypedDraft).where(TypedDraft.id == key, TypedDraft.account_id == account_id)
        )


def discard_window(*, account_id: int, path: str, typed_in: str) -> None:
    """Let go of what was typed in one window: its form was sent and saved."""
    with writing_apart(Apart.TYPED_DRAFTS) as connection:
        connection.execute(
            delete(TypedDraft).where(
                TypedDraft.account_id == account_id,
                TypedDraft.path == path,
                TypedDraft.typed_in == typed_in,
            )
        )
