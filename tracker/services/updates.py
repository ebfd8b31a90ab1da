"""Recording an owner's update: what was done, what is next, how the item stands, or nothing new."""

from dataclasses import replace
from datetime import datetime

from tracker.domain.audit import EventName, as_text, differences
from tracker.domain.cleaning import clean_text, is_blank
from tracker.domain.london_time import london_day
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Conflict, Invalid
from tracker.domain.updates import (
    NOTHING_NEW,
    UpdateDetails,
    board_text_from,
    is_late_note,
    may_record_update,
    may_say_nothing_new,
    problems_with_update,
)
from tracker.domain.vocabulary import OwnRating, Standing
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.progress_update import ProgressUpdate
from tracker.queries.item_states import current_states
from tracker.queries.ownership import relations_to
from tracker.queries.progress_updates import newest_update, updates_since
from tracker.services.history import record
from tracker.services.item_states import restated
from tracker.services.items import subject_of
from tracker.services.reports import require
from tracker.services.writing import verb


@verb
def record_update(
    *, item: Item, seen: int, update: UpdateDetails, by: Actor, now: datetime
) -> ProgressUpdate:
    """Add what an owner says of an item today; once the item has ended it is marked as a late note.

    `seen` is the newest update that the owner had before them, 0 for none: Conflict where one came since.
    """
    standing = _standing(item, by, now)
    return _recorded(item, seen, update, standing, by=by, now=now)


@verb
def say_nothing_new(*, item: Item, seen: int, by: Actor, now: datetime) -> ProgressUpdate:
    """Record that there is nothing new and that the item is still on track."""
    standing = _standing(item, by, now)
    last = newest_update(db.session(), item.id, but_late_notes=True)
    require(may_say_nothing_new(last.own_rating if last else None, standing))
    return _recorded(item, seen, NOTHING_NEW, standing, by=by, now=now)


def is_said_already(*, item: Item, seen: int, update: UpdateDetails, by: Actor) -> bool:
    """Whether the first update after the one seen is this very one: the button was pressed twice."""
    since = updates_since(db.session(), item.id, seen)
    if not since or since[0].account_id != by.account_id:
        return False
    return _words(_kept(update, since[0].is_late_note)) == _words(since[0])


def _kept(update: UpdateDetails, is_late: bool) -> UpdateDetails:
    """The update as it is kept; a text for the board that nobody wrote is drafted from its words."""
    plain = replace(
        update,
        done=clean_text(update.done),
        next_steps=clean_text(update.next_steps),
        board_text=clean_text(update.board_text),
    )
    if is_blank(plain.board_text):
        plain = replace(
            plain, board_text=board_text_from(replace(plain, own_rating=None) if is_late else plain)
        )
    # What has ended is rated no more: its column is filled, and no page shows it.
    return replace(plain, own_rating=OwnRating.ON_TRACK) if is_late else plain


def _words(said: UpdateDetails | ProgressUpdate) -> tuple[object, ...]:
    return said.done, said.next_steps, said.own_rating, said.board_text, said.is_nothing_new


def _standing(item: Item, by: Actor, now: datetime) -> Standing:
    session = db.session()
    standing = current_states(session, [item.id])[item.id].standing
    require(may_record_update(by, relations_to(session, by, item.id, london_day(now)), standing))
    return standing


def _recorded(
    item: Item, seen: int, update: UpdateDetails, standing: Standing, *, by: Actor, now: datetime
) -> ProgressUpdate:
    session, is_late = db.session(), is_late_note(standing)
    update = _kept(update, is_late)
    newest = newest_update(session, item.id)
    if newest is not None and newest.id != seen:
        raise Conflict(newest.recorded_by)
    if problems := problems_with_update(update):
        raise Invalid(problems)
    assert update.own_rating is not None, "an update without a rating has a problem"
    row = ProgressUpdate(
        item_id=item.id,
        done=update.done,
        next_steps=update.next_steps,
        own_rating=update.own_rating,
        board_text=update.board_text,
        is_nothing_new=update.is_nothing_new,
        is_late_note=is_late,
        recorded_on=london_day(now),
        recorded_at=now,
        recorded_by=by.name,
        account_id=by.account_id,
    )
    session.add(row)
    changes = differences(subject_of(item), {}, _facts(row))
    changes += restated(items=[item], now=now)
    record(name=EventName.UPDATE_RECORDED, by=by, now=now, changes=changes)
    return row


def _facts(row: ProgressUpdate) -> dict[str, str | None]:
    """What the history keeps of an update: all of it is new, nothing is overwritten."""
    return {
        "is_late_note": as_text(True) if row.is_late_note else None,
        "is_nothing_new": as_text(True) if row.is_nothing_new else None,
        "update_done": row.done,
        "update_next": row.next_steps,
        "own_rating": None if row.is_late_note else as_text(row.own_rating),
        "board_text": row.board_text,
    }
