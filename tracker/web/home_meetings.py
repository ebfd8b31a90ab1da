"""The list of the home page with the next meetings of boards, and what each of them waits for."""

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.permissions import Ability
from tracker.queries.home import MOST
from tracker.services.meeting_views import meetings_to_come
from tracker.web.home_lists import Cell, Day, Section
from tracker.web.meeting_words import address_of, state_of

MEETING_WORK = (Ability.EDIT_BOARDS, Ability.RUN_BOARDS)


def next_meetings(day: Day) -> Section:
    """The next meetings: of a secretary's own boards, of all boards for the office."""
    return Section(
        "meetings",
        "Next meetings",
        ("Board", "Meeting", "How it stands"),
        tuple(
            (
                Cell(one.board.name, address_of(one.board, one.meeting)),
                Cell(date_in_words(one.meeting.on)),
                Cell(state_of(one.meeting, one.waiting, day.today, with_meeting=False)),
            )
            for one in meetings_to_come(by=day.by, today=day.today, limit=MOST)
        ),
        empty="No meeting is set.",
    )
