"""The member agencies of a board in its pack: people, attendance, and the updates that they gave."""

from datetime import date, timedelta

from flask import Flask

from tests.fixtures.database import NOW, person
from tests.services.board_histories import a_secretary
from tests.services.board_records import a_board, an_agency, overseeing, sits_on
from tests.services.pack_records import a_meeting, a_pack
from tests.services.update_records import owned, updated
from tracker.domain.boards import BoardRole
from tracker.domain.meeting_records import Came
from tracker.domain.meetings import Attendance
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import Role
from tracker.models.board import Board, BoardAgency
from tracker.services.meeting_records import record_attendance

LATER = NOW + timedelta(days=40)


def met(board: Board, on: date, agency: BoardAgency, attendance: Attendance, by: Actor) -> None:
    """A meeting of the board to which the agency came or not."""
    meeting = a_meeting(board, on, by=by)
    record_attendance(
        meeting=meeting,
        version=meeting.version,
        came=[Came(agency.id, attendance)],
        by=by,
        now=LATER,
        today=LATER.date(),
    )


def test_an_agency_is_told_with_its_people_and_how_often_it_came(register: Flask) -> None:
    board = a_board()
    secretary, council = a_secretary(board), an_agency(board, "Wessmere Council")
    an_agency(board, "Fire Service")
    for name in ("Ida Vale", "Bo Lind"):
        sits_on(board, BoardRole.MEMBER, name, agency=council)
    met(board, date(2025, 1, 8), council, Attendance.ABSENT, secretary)
    met(board, date(2026, 1, 12), council, Attendance.ATTENDED, secretary)
    met(board, date(2026, 2, 2), council, Attendance.APOLOGIES, secretary)
    fire, line = a_pack(board, LATER).agencies
    assert (line.name, line.people) == ("Wessmere Council", "Bo Lind, Ida Vale")
    assert (line.meetings_attended, line.meetings_held) == (1, 2)
    assert line.attendance == "1 of 2 in the last year; on 2 February 2026: sent apologies"
    assert (fire.name, fire.people, fire.meetings_held) == ("Fire Service", "", 0)
    assert fire.attendance == "Nothing is recorded in the last year"


def test_the_meeting_of_the_pack_is_not_among_those_held(register: Flask) -> None:
    board = a_board()
    secretary, council = a_secretary(board), an_agency(board)
    met(board, date(2026, 2, 2), council, Attendance.ATTENDED, secretary)
    this = a_meeting(board, LATER.date(), by=secretary)
    (line,) = a_pack(board, LATER, this).agencies
    assert line.meetings_held == 1


def test_updates_of_its_people_since_the_last_board_are_counted(register: Flask) -> None:
    mine = owned()
    board = overseeing(a_board())
    a_meeting(board, date(2026, 1, 12), by=a_secretary(board))
    council, other = an_agency(board), an_agency(board, "Fire Service")
    sits_on(board, BoardRole.MEMBER, mine.owner, agency=council)
    sits_on(board, BoardRole.MEMBER, person(Role.OWNER, name="Ada First"), agency=other)
    first = updated(mine.item, mine.owner, now=NOW)
    second = updated(mine.item, mine.owner, seen=first.id, now=NOW + timedelta(days=10))
    updated(mine.item, mine.owner, seen=second.id, now=NOW + timedelta(days=20))
    given = {line.name: line.updates_given for line in a_pack(board, LATER).agencies}
    assert given == {"Wessmere Council": 2, "Fire Service": 0}


def test_who_sits_on_the_board_at_another_time_is_not_named(register: Flask) -> None:
    board = a_board()
    council = an_agency(board)
    sits_on(board, BoardRole.MEMBER, "Ida Vale", agency=council, to_on=date(2026, 1, 20))
    sits_on(board, BoardRole.MEMBER, "Bo Lind", agency=council, from_on=date(2026, 1, 20))
    told = [a_pack(board, NOW + timedelta(days=days)).agencies[0].people for days in (0, 40)]
    assert told == ["Ida Vale", "Bo Lind"]
