"""An item's updates as its pages read them: the earlier ones, and what this person may add."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.permissions import Actor
from tracker.domain.updates import is_late_note, may_record_update, may_say_nothing_new
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import OwnRating
from tracker.models.base import db
from tracker.models.progress_update import ProgressUpdate
from tracker.queries.item_states import current_states
from tracker.queries.ownership import relations_to
from tracker.queries.progress_updates import NothingNew, nothing_new_said, updates_of
from tracker.services.items import get_item


@dataclass(frozen=True)
class UpdateRecorded:
    """One update as it was recorded; a late note has no rating."""

    key: int
    recorded_on: date
    recorded_by: str
    own_rating: OwnRating | None
    done: str
    next_steps: str
    board_text: str
    is_nothing_new: bool
    is_late_note: bool


@dataclass(frozen=True)
class UpdatesOfItem:
    """The updates of one item, newest first; `seen` is what a form made from them has seen."""

    reference: str
    updates: tuple[UpdateRecorded, ...]
    nothing_new: NothingNew | None
    may_record: Verdict
    may_say_nothing_new: Verdict
    is_late: bool

    @property
    def seen(self) -> int:
        """The newest update there is; 0 for none."""
        return self.updates[0].key if self.updates else 0


def updates_of_item(*, reference: str, by: Actor, today: date) -> UpdatesOfItem:
    """What was said of an item; NotHere and NotAllowed as for the item itself."""
    item, _ = get_item(reference=reference, by=by, today=today)
    session = db.session()
    updates = updates_of(session, item.id)
    standing = current_states(session, [item.id])[item.id].standing
    may_record = may_record_update(by, relations_to(session, by, item.id, today), standing)
    last = next((one.own_rating for one in updates if not one.is_late_note), None)
    return UpdatesOfItem(
        reference=item.reference,
        updates=tuple(_recorded(one) for one in updates),
        nothing_new=nothing_new_said(session, [item.id]).get(item.id),
        may_record=may_record,
        may_say_nothing_new=may_record and may_say_nothing_new(last, standing),
        is_late=is_late_note(standing),
    )


def _recorded(row: ProgressUpdate) -> UpdateRecorded:
    return UpdateRecorded(
        key=row.id,
        recorded_on=row.recorded_on,
        recorded_by=row.recorded_by,
        own_rating=None if row.is_late_note else row.own_rating,
        done=row.done,
        next_steps=row.next_steps,
        board_text=row.board_text,
        is_nothing_new=row.is_nothing_new,
        is_late_note=row.is_late_note,
    )
