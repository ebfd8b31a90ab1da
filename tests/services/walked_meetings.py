"""The verbs of meetings, each walked once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.fixtures.database import NOW, person
from tests.services.meeting_records import ON, a_story
from tracker.domain.meeting_records import Came
from tracker.domain.meetings import Attendance, MeetingDetails, MeetingMove
from tracker.domain.vocabulary import Role
from tracker.services import meeting_records, meetings


def walk_meetings(walk: Callable[..., Any]) -> None:
    """A meeting is planned, changed, moved on, attended and decided in; one of its items is raised."""
    secretary = person(Role.BOARD_SECRETARY, name="Bo Meetings")
    story = a_story(
        secretary=secretary, owner=person(Role.OWNER, name="Olu Meetings"), slug="head-of-meetings"
    )
    details = MeetingDetails(ON, ON - timedelta(days=7))
    held: dict[str, Any] = {"by": secretary, "today": ON, "now": NOW + timedelta(days=28)}
    meeting = walk(meetings.plan_meeting, board=story.board, details=details, **held)
    at: dict[str, Any] = {"meeting": meeting, **held}
    walk(meetings.change_meeting, version=1, details=MeetingDetails(ON, ON), **at)
    walk(meetings.move_meeting, version=2, move=MeetingMove.COLLECT, **at)
    came = [Came(story.agency.id, Attendance.ATTENDED)]
    walk(meeting_records.record_attendance, version=3, came=came, **at)
    walk(meeting_records.note_decision, words="Bring a plan.", item=story.items[0], **at)
    walk(meeting_records.raise_item, item=story.items[0], parent=story.above, **at)
