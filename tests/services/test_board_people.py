"""Who sits on a board, and its agencies: by date, one chair at a time."""

from datetime import date

import pytest

from tests.fixtures.database import NOW, TODAY, person
from tests.services.board_records import a_board, an_agency, sits_on
from tracker.domain.boards import BoardRole
from tracker.domain.permissions import SYSTEM
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.queries.boards import agencies_on, boards_run_by, is_secretary, people_on
from tracker.services.board_people import (
    AgencyDetails,
    get_person,
    period_of,
    record_agency,
    record_person,
)

pytestmark = pytest.mark.usefixtures("register")


def test_people_and_agencies_are_those_of_the_day() -> None:
    board = a_board()
    turn = date(2026, 1, 7)
    sits_on(board, BoardRole.CHAIR, "Ada Early", to_on=turn)
    sits_on(board, BoardRole.CHAIR, "Bea Late", from_on=turn)
    agency = an_agency(board)
    sits_on(board, BoardRole.MEMBER, "Cy Sent", agency=agency)
    assert [row.person_name for row in people_on(db.session(), board.id, turn)] == ["Bea Late", "Cy Sent"]
    before = people_on(db.session(), board.id, date(2026, 1, 6))
    assert [row.person_name for row in before] == ["Ada Early", "Cy Sent"]
    end = AgencyDetails("Wessmere Council", to_on=turn)
    record_agency(board=board, agency=agency, version=1, details=end, by=SYSTEM, now=NOW)
    assert agencies_on(db.session(), board.id, turn) == []


def test_a_second_chair_at_the_same_time_is_refused() -> None:
    board = a_board()
    sits_on(board, BoardRole.CHAIR, "Ada Early")
    with pytest.raises(Invalid) as refused:
        sits_on(board, BoardRole.CHAIR, "Bea Late", from_on=TODAY)
    assert "Ada Early is recorded as chair" in refused.value.problems["from_on"]


def test_the_same_agency_twice_at_one_time_is_refused() -> None:
    board = a_board()
    an_agency(board)
    with pytest.raises(Invalid) as refused:
        an_agency(board, "WESSMERE council")
    assert "already" in refused.value.problems["from_on"]


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (AgencyDetails(" "), "name"),
        (AgencyDetails("x" * 201), "name"),
        (AgencyDetails("Council", date(2026, 2, 1), date(2026, 1, 1)), "to_on"),
    ],
)
def test_an_agency_that_cannot_be_is_refused_beside_its_box(details: AgencyDetails, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        record_agency(board=a_board(), agency=None, version=0, details=details, by=SYSTEM, now=NOW)
    assert set(refused.value.problems) == {field}


def test_an_agency_of_another_board_is_none_to_sit_for() -> None:
    agency = an_agency(a_board("Other"))
    with pytest.raises(Invalid) as refused:
        sits_on(a_board("Own"), BoardRole.MEMBER, "Cy Sent", agency=agency)
    assert set(refused.value.problems) == {"agency_id"}


def test_a_person_of_another_board_is_not_here() -> None:
    row = sits_on(a_board("Other"), BoardRole.MEMBER, "Cy Sent")
    with pytest.raises(NotHere):
        get_person(board=a_board("Own"), key=row.id, by=SYSTEM)


def test_who_runs_a_board_is_told_by_account_and_day() -> None:
    board, sam = a_board(), person(Role.BOARD_SECRETARY, name="Sam Pen")
    sits_on(board, BoardRole.SECRETARY, sam, from_on=TODAY)
    assert boards_run_by(db.session(), sam.account_id or 0, TODAY) == [board.id]
    assert not is_secretary(db.session(), board.id, sam.account_id, date(2026, 1, 6))
    assert not is_secretary(db.session(), board.id, None, TODAY)


def test_only_the_office_and_the_own_secretary_change_who_sits() -> None:
    board, other = a_board(), person(Role.BOARD_SECRETARY, name="Sam Pen")
    row = sits_on(board, BoardRole.MEMBER, "Cy Sent")
    for version, by, refusal in ((1, other, NotAllowed), (7, SYSTEM, Conflict)):
        with pytest.raises(refusal):
            record_person(board=board, person=row, version=version, details=period_of(row), by=by, now=NOW)
