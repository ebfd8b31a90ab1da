"""Boards: what each is, to which others it reports, and what follows from its cycle."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.fixtures.database import NOW, TODAY, person
from tests.services.board_records import a_board, overseeing, sits_on
from tests.services.ownership_records import a_post, allocated
from tests.services.records import BY_JUNE, a_report, an_item
from tracker.domain.boards import BoardDetails, BoardRole
from tracker.domain.permissions import SYSTEM
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.item_state import RatingPeriod
from tracker.queries.boards import is_secretary, parents_map
from tracker.services.boards import change_board, details_of, get_board, record_board

pytestmark = pytest.mark.usefixtures("register")


def changed(board: Board, *, parents: tuple[int, ...] = (), **given: object) -> None:
    details = replace(details_of(board), **given)  # type: ignore[arg-type]
    change_board(board=board, version=board.version, details=details, parents=parents, by=SYSTEM, now=NOW)


def test_a_name_of_sixty_characters_with_every_awkward_sign_gets_a_plain_short_name() -> None:
    name = "Children / Young People \\ Families? * [Joint] Strategic Group"
    board = a_board(name)
    assert board.name == name
    assert len(name) > 60
    assert board.reference.replace("-", "").isalnum()


def test_a_board_may_report_to_two() -> None:
    one, other = a_board("One"), a_board("Other")
    board = a_board("Below", parents=[one.id, other.id])
    assert parents_map(db.session()) == {board.id: (one.id, other.id)}
    changed(board, parents=(other.id,))
    assert parents_map(db.session()) == {board.id: (other.id,)}


def test_a_ring_is_refused_and_names_the_boards_in_it() -> None:
    top = a_board("Executive Group")
    middle = a_board("Delivery Group", parents=[top.id])
    low = a_board("Operational Group", parents=[middle.id])
    with pytest.raises(Invalid) as refused:
        changed(top, parents=(low.id,))
    told = refused.value.problems["parents"]
    for name in ("Executive Group", "Delivery Group", "Operational Group"):
        assert name in told
    assert parents_map(db.session()) == {middle.id: (top.id,), low.id: (middle.id,)}


def test_a_board_cannot_report_to_itself_or_to_none_that_is_here() -> None:
    board = a_board("Alone")
    for parent in (board.id, 999):
        with pytest.raises(Invalid) as refused:
            changed(board, parents=(parent,))
        assert "parents" in refused.value.problems


def test_a_second_board_of_one_name_is_refused() -> None:
    a_board("Joint Board")
    with pytest.raises(Invalid) as refused:
        a_board("joint  board")
    assert "name" in refused.value.problems


def test_two_saves_from_one_version_are_one_save_and_a_conflict() -> None:
    board = a_board()
    seen = board.version
    changed(board, name="First")
    with pytest.raises(Conflict):
        change_board(
            board=board,
            version=seen,
            details=replace(details_of(board), name="Second"),
            parents=(),
            by=SYSTEM,
            now=NOW,
        )
    assert get_board(reference=board.reference, by=SYSTEM).name == "First"


def test_a_secretary_sets_up_the_own_board_and_no_other() -> None:
    secretary = person(Role.BOARD_SECRETARY, name="Sam Pen")
    own, other = a_board("Own"), a_board("Other")
    sits_on(own, BoardRole.SECRETARY, secretary, to_on=TODAY + timedelta(1))
    change_board(
        board=own, version=1, details=BoardDetails("Own board", ""), parents=(), by=secretary, now=NOW
    )
    for board, now in ((other, NOW), (own, NOW + timedelta(1))):
        with pytest.raises(NotAllowed):
            change_board(
                board=board,
                version=board.version,
                details=details_of(board),
                parents=(),
                by=secretary,
                now=now,
            )


def test_who_records_a_board_as_a_secretary_is_its_secretary() -> None:
    secretary = person(Role.BOARD_SECRETARY, name="Sam Pen")
    board = record_board(details=BoardDetails("New group", ""), by=secretary, now=NOW)
    assert is_secretary(db.session(), board.id, secretary.account_id, TODAY)


def test_nobody_else_records_a_board() -> None:
    with pytest.raises(NotAllowed):
        record_board(details=BoardDetails("New group", ""), by=person(Role.OWNER, name="Olu"), now=NOW)


def test_a_board_that_is_not_there_is_not_here() -> None:
    with pytest.raises(NotHere):
        get_board(reference="none", by=SYSTEM)


def test_a_shorter_cycle_turns_the_items_of_the_board_amber_sooner() -> None:
    board = overseeing(a_board())
    item = allocated(an_item(a_report(), deadlines=(BY_JUNE,)), a_post())
    before = turns(item.id)
    changed(board, cycle_days=14)
    assert turns(item.id) != before
    assert min(turns(item.id)) < min(before)


def turns(item_id: int) -> list[date]:
    rows = db.session.query(RatingPeriod).filter_by(item_id=item_id, is_current=True)
    return [row.from_on for row in rows if row.from_on > TODAY]
