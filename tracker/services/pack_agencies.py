"""The lines of a board's member agencies: their people, how often they came, and the updates they gave."""

from collections import defaultdict
from datetime import date, timedelta

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.meetings import Attendance
from tracker.domain.packs import AgencyLine
from tracker.models.base import db
from tracker.models.board import BoardAgency, BoardPerson
from tracker.queries.board_people import CameRow, attendance_of, updates_by_account
from tracker.queries.board_scope import PackScope
from tracker.queries.boards import agencies_on, people_on

YEAR = timedelta(days=365)


def agencies_of_pack(*, scope: PackScope, meeting_on: date | None) -> tuple[AgencyLine, ...]:
    """The agencies that are members on the day, with what they did in the year before it.

    The meeting that the pack is for is not among those held: the pack is read there.
    """
    session = db.session()
    before = min(meeting_on, scope.day + timedelta(days=1)) if meeting_on else scope.day + timedelta(days=1)
    came: dict[int, list[CameRow]] = defaultdict(list)
    for row in attendance_of(session, scope.board_id, scope.day - YEAR, before):
        came[row.agency_id].append(row)
    people: dict[int, list[BoardPerson]] = defaultdict(list)
    for person in people_on(session, scope.board_id, scope.day):
        if person.agency_id is not None:
            people[person.agency_id].append(person)
    given = updates_by_account(session, scope)
    agencies = agencies_on(session, scope.board_id, scope.day)
    return tuple(_line(one, people[one.id], came[one.id], given) for one in agencies)


def _line(
    agency: BoardAgency, people: list[BoardPerson], came: list[CameRow], given: dict[int, int]
) -> AgencyLine:
    accounts = {person.account_id for person in people if person.account_id is not None}
    attended = sum(row.attendance is Attendance.ATTENDED for row in came)
    return AgencyLine(
        name=agency.name,
        people=", ".join(dict.fromkeys(person.person_name for person in people)),
        attendance=_in_words(attended, came),
        meetings_attended=attended,
        meetings_held=len(came),
        updates_given=sum(given.get(account, 0) for account in accounts),
    )


def _in_words(attended: int, came: list[CameRow]) -> str:
    if not came:
        return "Nothing is recorded in the last year"
    last = came[-1]
    words = last.attendance.label[:1].lower() + last.attendance.label[1:]
    return f"{attended} of {len(came)} in the last year; on {date_in_words(last.on)}: {words}"
