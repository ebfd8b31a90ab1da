"""The text for the board on each item of a meeting: edited by the secretary, the owner's words beside it."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.audit import EventName, Subject, as_text, differences
from tracker.domain.board_texts import may_edit_text, may_read_text, problems_with_text
from tracker.domain.cleaning import clean_text, search_form
from tracker.domain.items import heading_of
from tracker.domain.london_time import london_day
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Conflict, Invalid, NotHere
from tracker.domain.verdict import Verdict
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.item import Item
from tracker.models.meeting import Meeting, MeetingText
from tracker.models.progress_update import ProgressUpdate
from tracker.queries.board_texts import (
    EarlierText,
    TextItem,
    earlier_texts,
    is_told_of,
    items_to_tell,
    latest_updates,
    meetings_ahead,
    text_of,
    texts_of_meeting,
)
from tracker.queries.boards import is_secretary
from tracker.queries.meeting_items import updates_count_from
from tracker.queries.ownership import relations_to
from tracker.services.history import record
from tracker.services.reports import require
from tracker.services.writing import claim, verb


@dataclass(frozen=True)
class BoardText:
    """What a board will read of an item, and what it was made from.

    `version` is 0 while the owner's words stand unedited. `owner_since`: the owner has said more since the
    secretary edited.
    """

    item: TextItem
    text: str
    is_sensitive: bool
    version: int
    edited_at: datetime | None
    edited_by: str
    update: ProgressUpdate | None
    owner_since: bool
    is_updated: bool
    earlier: tuple[EarlierText, ...]

    @property
    def seen(self) -> int:
        """The owner's newest update that the page shows, 0 for none."""
        return self.update.id if self.update is not None else 0


@dataclass(frozen=True)
class TextsOfMeeting:
    """The items of a meeting with their texts, exceptions first, and whether this person may edit them."""

    meeting: Meeting
    board: Board
    texts: tuple[BoardText, ...]
    may_edit: Verdict


def texts_for_meeting(*, meeting: Meeting, by: Actor, today: date) -> TextsOfMeeting:
    """Every text for the board of a meeting, as the board would read it now."""
    require(may(by, Ability.READ_BOARD_DRAFTS))
    session = db.session()
    board = session.get_one(Board, meeting.board_id)
    since = updates_count_from(session, meeting)
    items = items_to_tell(session, board.id, since, today)
    keys = [item.item_id for item in items]
    rows, updates = texts_of_meeting(session, meeting.id), latest_updates(session, keys)
    earlier = earlier_texts(session, board.id, meeting.on, keys)
    texts = tuple(
        _in_full(
            item, rows.get(item.item_id), updates.get(item.item_id), earlier.get(item.item_id, ()), since
        )
        for item in items
    )
    return TextsOfMeeting(meeting, board, texts, _may_edit(meeting, by, today))


def _in_full(
    item: TextItem,
    row: MeetingText | None,
    newest: ProgressUpdate | None,
    earlier: tuple[EarlierText, ...],
    since: datetime,
) -> BoardText:
    drafted = newest.board_text if newest is not None else ""
    return BoardText(
        item=item,
        text=row.text if row is not None else drafted,
        is_sensitive=row.is_sensitive if row is not None else False,
        version=row.version if row is not None else 0,
        edited_at=row.edited_at if row is not None else None,
        edited_by=row.edited_by if row is not None else "",
        update=newest,
        owner_since=row is not None and newest is not None and newest.id != row.update_id,
        is_updated=newest is not None and newest.recorded_at > since,
        earlier=earlier,
    )


def _may_edit(meeting: Meeting, by: Actor, today: date) -> Verdict:
    running = is_secretary(db.session(), meeting.board_id, by.account_id, today)
    return may_edit_text(by, meeting.status, is_secretary=running)


def is_found(one: BoardText, words: str) -> bool:
    """Whether an item is found by words in its reference, its heading, its text, its owner or its text."""
    item = one.item
    name = heading_of(item.kind, item.number, item.heading)
    searched = "\n".join((item.reference, name, item.text, item.owner or "", one.text))
    return search_form(words) in search_form(searched)


@verb
def edit_board_text(
    *,
    meeting: Meeting,
    item: Item,
    version: int,
    seen: int,
    text: str,
    is_sensitive: bool,
    by: Actor,
    now: datetime,
) -> MeetingText:
    """Write what the board is to read of an item; `seen` is the owner's update it was made from, 0 for none.

    Conflict where somebody else edited it since `version`, which is 0 before the first edit.
    """
    session = db.session()
    today = london_day(now)
    require(_may_edit(meeting, by, today))
    if not is_told_of(session, meeting.board_id, item.id, today):
        raise NotHere(f"The board does not read of {item.reference}.")
    text = clean_text(text).strip("\n")
    if problems := problems_with_text(text):
        raise Invalid(problems)
    row = text_of(session, meeting.id, item.id)
    before = _facts(row)
    update_id = _update_seen(item, seen)
    row = _taken(row, version) or MeetingText(meeting_id=meeting.id, item_id=item.id)
    row.text, row.is_sensitive, row.update_id = text, is_sensitive, update_id
    row.edited_at, row.edited_by = now, by.name
    session.add(row)
    session.flush()
    board = session.get_one(Board, meeting.board_id)
    subject = Subject("meeting_text", row.id, f"{board.reference} {meeting.on.isoformat()} {item.reference}")
    record(
        name=EventName.BOARD_TEXT_EDITED,
        by=by,
        now=now,
        changes=differences(subject, before, _facts(row)),
    )
    return row


def _taken(row: MeetingText | None, version: int) -> MeetingText | None:
    """The row that this edit goes into, None where it is the first; Conflict where somebody was quicker."""
    if row is None:
        if version != 0:
            raise Conflict("Somebody else")
    elif version == 0:
        raise Conflict(row.edited_by)
    else:
        claim(row, version, "meeting_text")
    return row


def _facts(row: MeetingText | None) -> dict[str, str | None]:
    if row is None:
        return {}
    return {"board_text": row.text, "is_sensitive": as_text(True) if row.is_sensitive else None}


def _update_seen(item: Item, seen: int) -> int | None:
    """The update that the page showed, where it is one of this item's."""
    update = db.session.get(ProgressUpdate, seen) if seen else None
    return update.id if update is not None and update.item_id == item.id else None


def is_saved_already(*, meeting: Meeting, item: Item, text: str, is_sensitive: bool) -> bool:
    """Whether these very words stand already: the button was pressed twice."""
    row = text_of(db.session(), meeting.id, item.id)
    return row is not None and (row.text, row.is_sensitive) == (clean_text(text).strip("\n"), is_sensitive)


@dataclass(frozen=True)
class TextAhead:
    """What the board of a coming meeting will read of an item, as it stands now."""

    board: str
    board_reference: str
    on: date
    cut_off_on: date
    text: str
    edited_by: str
    edited_at: datetime | None
    has_final_copy: bool


def texts_ahead(*, item: Item, by: Actor, today: date) -> tuple[TextAhead, ...]:
    """What the boards of the coming meetings will read of an item, as far as this person may know of it."""
    session = db.session()
    relations = relations_to(session, by, item.id, today)
    newest = latest_updates(session, [item.id]).get(item.id)
    found = []
    for meeting, board in meetings_ahead(session, item.id, today):
        if not may_read_text(by, relations, meeting.status):
            continue
        row = text_of(session, meeting.id, item.id)
        drafted = newest.board_text if newest is not None else ""
        found.append(
            TextAhead(
                board.name,
                board.reference,
                meeting.on,
                meeting.cut_off_on,
                row.text if row is not None else drafted,
                row.edited_by if row is not None else "",
                row.edited_at if row is not None else None,
                meeting.status.has_final_copy,
            )
        )
    return tuple(found)
