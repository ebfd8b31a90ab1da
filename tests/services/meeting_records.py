"""A board with its secretary, an agency, a board above and items that are Red, through the services."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tests.fixtures.database import NOW, TODAY, person
from tests.services.board_records import a_board, an_agency, overseeing
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import a_report, an_item
from tracker.domain.items import DeadlineDetails
from tracker.domain.meetings import MeetingDetails, MeetingMove
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import DeadlineBasis, ForWhom, Precision, Role
from tracker.models.board import Board, BoardAgency
from tracker.models.item import Item
from tracker.models.meeting import Meeting
from tracker.models.office import Post
from tracker.services.meetings import move_meeting, plan_meeting

BEFORE_ON, ON, CUT_OFF_ON = date(2026, 1, 14), date(2026, 2, 4), date(2026, 1, 28)
ACT: dict[str, Any] = {"now": NOW, "today": TODAY}
LATE = DeadlineDetails("By 31 December 2025", date(2025, 12, 31), Precision.DAY, DeadlineBasis.DATED)


@dataclass(frozen=True)
class Story:
    """The Delivery Group, which reports to the Coordination Board, and who is who."""

    board: Board
    above: Board
    agency: BoardAgency
    secretary: Actor
    owner: Actor
    post: Post
    items: tuple[Item, Item]
    """The first is overdue, the second is not."""


def a_story(
    *, secretary: Actor | None = None, owner: Actor | None = None, slug: str = "head-of-reviews"
) -> Story:
    """Two items of one post that the group oversees; the board above oversees nothing."""
    secretary = secretary or person(Role.BOARD_SECRETARY, name="Bo Secretary")
    owner = owner or person(Role.OWNER, name="Owen Hart")
    above = a_board("Wessmere Coordination Board")
    board = overseeing(a_board("Wessmere Delivery Group", parents=[above.id], by=secretary))
    post = a_post(slug)
    holds(post, owner)
    report = a_report(f"Missing children, {slug}")
    late = allocated(an_item(report, deadlines=(LATE,), for_whom=ForWhom.FORCE), post)
    other = allocated(an_item(report, "Review it.", number="2", for_whom=ForWhom.FORCE), post)
    return Story(board, above, an_agency(board), secretary, owner, post, (late, other))


def meets(
    story: Story, on: date = ON, cut_off_on: date | None = None, *, by: Actor | None = None, **given: Any
) -> Meeting:
    """A planned meeting of the group; its cut-off is a week before."""
    details = MeetingDetails(
        on, cut_off_on or on - timedelta(days=7), given.pop("agenda_item", ""), given.pop("place", "")
    )
    return plan_meeting(board=story.board, details=details, by=by or story.secretary, **(ACT | given))


def moved_on(
    meeting: Meeting,
    *moves: MeetingMove,
    by: Actor,
    words: str = "",
    now: datetime = NOW,
    today: date = TODAY,
) -> Meeting:
    """The meeting after these moves."""
    for move in moves:
        move_meeting(
            meeting=meeting,
            move=move,
            version=meeting.version,
            words=words,
            by=by,
            now=now,
            today=today,
        )
    return meeting
