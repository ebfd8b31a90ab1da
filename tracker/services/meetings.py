"""Meetings of boards: planned, changed, and moved on from planned to tabled."""

from datetime import date

from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import NotHere
from tracker.models.base import db
from tracker.models.meeting import Meeting
from tracker.queries.meetings import meeting_and_board
from tracker.services.reports import require


def get_meeting(*, board_reference: str, on: date, by: Actor) -> Meeting:
    """The meeting of a board on a day; everybody signed in may read it."""
    require(may(by, Ability.READ_REGISTER))
    found = meeting_and_board(db.session(), board_reference, on)
    if found is None:
        raise NotHere("There is no such meeting of this board.")
    return found[0]
