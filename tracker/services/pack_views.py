"""The pack of a day as its page shows it: the rows of a final copy, or a draft as at that day."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.documents.status_pack_key import SHORT_FORMS, record_of
from tracker.documents.status_pack_summary import NOT_COMPARABLE, facts_of
from tracker.documents.status_pack_words import EMPTY, MEANINGS, NOUNS, copy_in_words
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.final_copies import DamagedRow, first_damage, pack_of_rows
from tracker.domain.london_time import end_of_london_day
from tracker.domain.pack_layouts import PackLayout
from tracker.domain.packs import Pack
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Invalid, NotHere
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.final_copy import FinalCopy
from tracker.models.meeting import Meeting
from tracker.queries.final_copies import copy_for_day, rows_of_copy
from tracker.queries.meetings import meeting_on
from tracker.services.final_documents import layout_of
from tracker.services.packs import pack_of
from tracker.services.reports import require

__all__ = ["EMPTY", "MEANINGS", "NOT_COMPARABLE", "NOUNS", "SHORT_FORMS", "PackSeen", "pack_seen"]

EARLIEST = date(1900, 1, 1)
TEXTS = frozenset({"exceptions.update", "register.update"})
"""The columns with the text for the board."""


@dataclass(frozen=True)
class PackSeen:
    """A pack with how its board wants it; `copy` is the final copy whose rows it has, None for a draft.

    `damage` names the first row that is not what was kept. `is_without_texts`: the text for the board is for
    those who prepare its papers until the final copy is made.
    """

    board: Board
    pack: Pack
    layout: PackLayout
    meeting: Meeting | None = None
    copy: FinalCopy | None = None
    damage: str = ""
    is_without_texts: bool = False

    @property
    def state(self) -> str:
        """ "DRAFT, as at …", or the version of the final copy with its moment."""
        return copy_in_words(self.pack.head)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What the pack is, line by line, as its workbook says it."""
        return tuple((str(name), _said(value)) for name, value in facts_of(self.pack.head))

    @property
    def record(self) -> tuple[tuple[str, str], ...]:
        """What the pack was made from, and what the board did without."""
        return tuple(record_of(self.pack, self.layout))


def pack_seen(*, board: Board, on: date | None, by: Actor, now: datetime, today: date) -> PackSeen:
    """The pack of a day, without one as at now; Invalid for a day of which no pack can be told."""
    require(may(by, Ability.READ_REGISTER))
    session = db.session()
    copy = copy_for_day(session, board.id, on) if on else None
    if copy is not None:
        return _kept(board, copy)
    meeting = meeting_on(session, board.id, on) if on else None
    if on is not None and on > today and meeting is None:
        raise Invalid(
            {
                "on": f"This board has no meeting on {date_in_words(on)}. "
                "Enter the day of one of its meetings, or a past day."
            }
        )
    if on is not None and on < EARLIEST:
        raise Invalid({"on": f"Enter {date_in_words(EARLIEST)} or a later day."})
    as_at = min(end_of_london_day(on), now) if on and on < today else now
    pack, layout = pack_of(board=board, meeting=meeting, as_at=as_at, now=now), layout_of(board)
    if may(by, Ability.READ_BOARD_DRAFTS):
        return PackSeen(board, pack, layout, meeting)
    without = replace(layout, columns_left_out=layout.columns_left_out | TEXTS)
    return PackSeen(board, pack, without, meeting, is_without_texts=True)


def _kept(board: Board, copy: FinalCopy) -> PackSeen:
    rows = rows_of_copy(db.session(), copy.id)
    damage = first_damage(rows, copy.rows_sha256)
    try:
        pack = pack_of_rows(rows)
    except DamagedRow as problem:
        raise NotHere(
            f"This final copy cannot be shown. {damage or problem} Its documents are kept beside its rows."
        ) from None
    meeting = db.session.get_one(Meeting, copy.meeting_id)
    return PackSeen(board, pack, layout_of(board), meeting, copy, damage)


def _said(value: object) -> str:
    return date_in_words(value) if isinstance(value, date) else str(value)
