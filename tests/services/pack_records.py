"""Meetings and packs for tests, planned and made through the services."""

from datetime import date, datetime

from tests.fixtures.database import NOW
from tracker.domain.london_time import london_day
from tracker.domain.meetings import MeetingDetails
from tracker.domain.packs import ItemLine, Pack
from tracker.domain.permissions import Actor
from tracker.models.board import Board
from tracker.models.item import Item
from tracker.models.meeting import Meeting
from tracker.services.meetings import plan_meeting
from tracker.services.packs import pack_of


def a_meeting(board: Board, on: date, *, by: Actor, now: datetime = NOW, agenda_item: str = "") -> Meeting:
    """A meeting of the board, with updates asked for until its day."""
    details = MeetingDetails(on, on, agenda_item)
    return plan_meeting(board=board, details=details, by=by, now=now, today=london_day(now))


def a_pack(board: Board, as_at: datetime, meeting: Meeting | None = None) -> Pack:
    """The draft of a pack as it is read at that moment."""
    return pack_of(board=board, meeting=meeting, as_at=as_at, now=as_at)


def line_of(pack: Pack, item: Item) -> ItemLine:
    """The item's line in the pack."""
    (line,) = [line for line in pack.items if line.reference == item.reference]
    return line
