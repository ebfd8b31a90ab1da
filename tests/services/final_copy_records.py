"""A board whose meeting stands at “pack drafted”, with items that it oversees."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.fixtures.database import NOW, TODAY, person
from tests.services.board_records import a_board, overseeing
from tests.services.records import BY_JUNE, a_report, an_item
from tracker.domain.meetings import MeetingDetails, MeetingMove
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import Role
from tracker.models.board import Board
from tracker.models.item import Item
from tracker.models.meeting import Meeting
from tracker.services import meetings
from tracker.services.final_copies import Made, correct_final_copy, make_final_copy

LATER = NOW + timedelta(hours=1)
MEETS_ON, CUT_OFF_ON = date(2026, 1, 12), date(2026, 1, 6)


@dataclass(frozen=True)
class Drafted:
    """A meeting with a drafted pack, its board and secretary, and the items overseen."""

    board: Board
    meeting: Meeting
    secretary: Actor
    items: list[Item]


def drafted(
    n_items: int = 2,
    *,
    cut_off_on: date = CUT_OFF_ON,
    secretary: Actor | None = None,
    **board: Any,
) -> Drafted:
    """A board that oversees everything, and its meeting of 12 January 2026 with a drafted pack."""
    secretary = secretary or person(Role.BOARD_SECRETARY, name="Bo Sample")
    made = overseeing(a_board("Fenland Bicycle Board", by=secretary, **board))
    report = a_report("Lamps of the Fenland")
    items = [an_item(report, number=str(n), deadlines=(BY_JUNE,)) for n in range(1, n_items + 1)]
    meeting = drafted_meeting(made, secretary, MEETS_ON, cut_off_on=cut_off_on)
    return Drafted(made, meeting, secretary, items)


def drafted_meeting(
    board: Board, secretary: Actor, on: date, *, cut_off_on: date, now: datetime = NOW
) -> Meeting:
    """A meeting of the board with a drafted pack."""
    details = MeetingDetails(on, cut_off_on)
    meeting = meetings.plan_meeting(board=board, details=details, by=secretary, now=now, today=now.date())
    for move in (MeetingMove.COLLECT, MeetingMove.DRAFT):
        meetings.move_meeting(
            meeting=meeting, version=meeting.version, move=move, by=secretary, now=now, today=now.date()
        )
    return meeting


def final(story: Drafted, exports: Path, *, now: datetime = LATER, today: date = TODAY, **given: Any) -> Made:
    """Its final copy."""
    plain: dict[str, Any] = {"by": story.secretary, "version": story.meeting.version}
    return make_final_copy(
        meeting=story.meeting, exports_dir=exports, now=now, today=today, **(plain | given)
    )


def corrected(
    story: Drafted, exports: Path, reason: str = "A date was wrong.", *, now: datetime, **given: Any
) -> Made:
    """The next version of its final copy."""
    plain: dict[str, Any] = {"by": story.secretary, "version": story.meeting.version}
    return correct_final_copy(
        meeting=story.meeting,
        reason=reason,
        exports_dir=exports,
        now=now,
        today=now.date(),
        **(plain | given),
    )
