"""Boards and groups: recorded, read, corrected, drawn as a tree, and what is due of them."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.fixtures.app import Person, SignIn
from tests.fixtures.database import NOW, TODAY
from tests.fixtures.page_check import Visitor, parsed, text_of, words_of
from tests.services.board_records import a_board, an_agency, overseeing, sits_on
from tests.services.records import a_report, an_item
from tracker.domain.boards import BoardRole
from tracker.domain.meetings import MeetingDetails, MeetingMove
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.queries.boards import all_boards
from tracker.services.boards import change_board, details_of, get_board
from tracker.services.meetings import move_meeting, plan_meeting

pytestmark = pytest.mark.usefixtures("stopped_clock")

AWKWARD = "Children / Young People \\ Families? * [Joint] Strategic <b>&amp;"
BOARD = "/boards/wessmere-coordination-board"


@pytest.fixture
def office(sign_in: SignIn, client: FlaskClient) -> Person:
    return sign_in(client, Role.OFFICE_STAFF, name="Asha Patel")


@pytest.fixture
def board(app: Flask) -> None:
    """A board that has nobody and nothing yet."""
    with app.app_context():
        a_board()
        db.session.remove()


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def test_an_empty_list_says_what_to_do_first(visit: Visitor, office: Person) -> None:
    said = words_of(visit.get("/boards"))
    assert "No board is recorded yet" in said
    assert "Record the first board" in said


def test_who_may_not_record_one_is_told_who_does(
    visit: Visitor, sign_in: SignIn, client: FlaskClient
) -> None:
    sign_in(client, Role.AUDITOR)
    said = words_of(visit.get("/boards"))
    assert "The PCC office staff record the boards." in said
    assert "Record the first board" not in said


def test_a_board_is_recorded_and_has_a_page(visit: Visitor, office: Person) -> None:
    saved = visit.submit("/boards/new", {"name": AWKWARD}, status=303)
    said = words_of(visit.get(saved.location))
    assert AWKWARD in said
    assert "Asha Patel recorded a board or group" in said
    assert AWKWARD in words_of(visit.get("/boards"))


def test_what_is_due_of_a_board_stands_on_its_page_and_in_the_list(
    visit: Visitor, office: Person, app: Flask
) -> None:
    with app.app_context():
        a_board(terms_review_on=date(2025, 12, 1), membership_review_on=date(2026, 9, 1))
    for path in ("/boards", BOARD):
        said = words_of(visit.get(path))
        assert "No meeting is set this quarter (1 January 2026 to 31 March 2026)." in said
        assert "The review of the terms of reference has been due since 1 December 2025." in said
        assert "review of the membership" not in said.replace("Next review of the membership", "")


def test_a_refusal_stands_beside_its_box_with_what_was_typed(
    visit: Visitor, office: Person, board: None
) -> None:
    typed = {"name": "wessmere  coordination board", "reference": "No Spaces!", "cycle_days": "0"}
    visit.submit("/boards/new", typed, status=400)
    assert 'href="#cycle_days"' in visit.html
    visit.send(typed | {"cycle_days": "92"}, path="/boards/new", status=400)
    assert 'href="#name"' in visit.html
    assert 'href="#reference"' in visit.html
    assert "No Spaces!" in visit.html


def test_pressing_the_button_twice_records_one_board(visit: Visitor, office: Person, app: Flask) -> None:
    visit.submit("/boards/new", {"name": "Twice Board"}, status=303)
    visit.submit("/boards/new", {"name": "Twice Board"}, status=400)
    with app.app_context():
        assert [one.reference for one in all_boards(db.session())] == ["twice-board"]


def test_a_board_stands_under_each_that_it_reports_to(visit: Visitor, office: Person, app: Flask) -> None:
    with app.app_context():
        first, second = a_board("First Board"), a_board("Second Board")
        a_board("MASH Project Board", parents=[first.id, second.id])
    said = words_of(visit.get("/boards"))
    assert said.count("MASH Project Board") == 2
    assert "Also reports to Second Board" in said
    assert "Also reports to First Board" in said
    said = words_of(visit.get("/boards/mash-project-board"))
    assert "Reports to First Board,Second Board" in said


def test_a_ring_of_boards_is_refused_beside_the_boxes(visit: Visitor, office: Person, app: Flask) -> None:
    with app.app_context():
        top = a_board("Executive Group")
        low = a_board("Operational Group", parents=[top.id]).id
    visit.submit("/boards/executive-group/edit", {"parents": [str(low)]}, status=400)
    assert "Executive Group would report to Operational Group, which reports to Executive Group" in visit.html


def test_a_board_is_corrected(visit: Visitor, office: Person, board: None) -> None:
    fields = {"name": "Better Board", "cycle_days": "31"} | day("terms_review_on", date(2027, 3, 31))
    visit.submit(f"{BOARD}/edit", fields, status=303)
    said = words_of(visit.get(BOARD))
    assert "Better Board" in said
    assert "Next review of the terms of reference 31 March 2027" in said


def test_two_who_save_at_once_see_both_texts(visit: Visitor, office: Person, board: None, app: Flask) -> None:
    visit.get(f"{BOARD}/edit")
    with app.app_context():
        held = get_board(reference="wessmere-coordination-board", by=SYSTEM)
        details = details_of(held)
        theirs = type(details)(**(vars(details) | {"name": "Their Board"}))
        change_board(board=held, version=1, details=theirs, parents=(), by=SYSTEM, now=NOW)
    visit.send({"name": "My Board"}, path=f"{BOARD}/edit", status=409)
    assert "Their Board" in visit.html
    assert "My Board" in visit.html
    visit.send(path=f"{BOARD}/edit", status=303)
    assert "My Board" in words_of(visit.get(BOARD))


def test_people_and_agencies_are_added_and_given_an_end(visit: Visitor, office: Person, board: None) -> None:
    visit.submit(f"{BOARD}/people/agencies/new", {"name": "Wessmere Council"}, status=303)
    visit.submit(
        f"{BOARD}/people/new",
        {"role": "member", "person_name": "Cy Sent", "agency_id": "1"} | day("from_on", date(2025, 1, 1)),
        status=303,
    )
    visit.submit(f"{BOARD}/people/new", {"role": "chair", "person_name": "Ada Chair"}, status=303)
    said = words_of(visit.get(BOARD))
    assert "Chair: Ada Chair." in said
    assert "Cy SentMember, Wessmere Council Since 1 January 2025 Today" in said
    visit.submit(f"{BOARD}/people/1", day("to_on", date(2026, 1, 7)), status=303)
    said = words_of(visit.get(BOARD))
    assert "From 1 January 2025 to 7 January 2026 Earlier or later" in said
    visit.submit(f"{BOARD}/people/agencies/1", {"name": "Wessmere City Council"}, status=303)
    assert "Wessmere City Council" in words_of(visit.get(BOARD))


def test_a_second_chair_is_refused_and_nothing_typed_is_lost(
    visit: Visitor, office: Person, board: None, app: Flask
) -> None:
    with app.app_context():
        sits_on(get_board(reference="wessmere-coordination-board", by=SYSTEM), BoardRole.CHAIR, "Ada Chair")
    visit.submit(f"{BOARD}/people/new", {"role": "chair", "person_name": "Bea Typed"}, status=400)
    assert "Ada Chair is recorded as chair" in visit.html
    assert "Bea Typed" in visit.html


def test_two_who_change_one_person_see_both_texts(
    visit: Visitor, office: Person, board: None, app: Flask
) -> None:
    with app.app_context():
        held = get_board(reference="wessmere-coordination-board", by=SYSTEM)
        sits_on(held, BoardRole.MEMBER, "Cy Sent")
        an_agency(held)
    visit.get(f"{BOARD}/people/1")
    mine = visit.html
    visit.send({"person_name": "Cy Theirs"}, path=f"{BOARD}/people/1", status=303)
    visit.html = mine
    visit.send({"person_name": "Cy Mine"}, path=f"{BOARD}/people/1", status=409)
    assert "Cy Theirs" in visit.html
    assert "Cy Mine" in visit.html


def test_a_secretary_changes_the_own_board_and_only_reads_others(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, app: Flask
) -> None:
    sam = sign_in(client, Role.BOARD_SECRETARY, name="Sam Pen")
    with app.app_context():
        own = a_board("Own Board")
        a_board("Other Board")
        sits_on(own, BoardRole.SECRETARY, sam.actor)
    assert "Change the board" in words_of(visit.get("/boards/own-board"))
    assert "Change the board" not in words_of(visit.get("/boards/other-board"))
    visit.get("/boards/own-board/edit")
    for path in ("edit", "people/new", "people/agencies/new", "oversees", "oversees/by-hand"):
        visit.get(f"/boards/other-board/{path}", 403)


def test_an_item_says_which_boards_oversee_it(visit: Visitor, office: Person, app: Flask) -> None:
    with app.app_context():
        reference = an_item(a_report()).reference
    visit.get(f"/items/{reference}")
    assert "No board oversees it" in visit.html
    with app.app_context():
        overseeing(a_board())
    visit.get(f"/items/{reference}")
    assert f'<a class="govuk-link" href="{BOARD}">' in visit.html


def test_the_secretary_s_home_says_what_is_due_of_the_own_boards(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, app: Flask
) -> None:
    sam = sign_in(client, Role.BOARD_SECRETARY, name="Sam Pen")
    with app.app_context():
        a_board("Other Board")
        sits_on(a_board("Own Board"), BoardRole.SECRETARY, sam.actor)
    said = words_of(visit.get("/"))
    assert "Own Board No meeting is set this quarter (1 January 2026 to 31 March 2026)." in said
    assert "Other Board" not in said


def test_a_board_on_which_all_is_in_order_waits_for_nobody(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, app: Flask
) -> None:
    sam = sign_in(client, Role.BOARD_SECRETARY, name="Sam Pen")
    with app.app_context():
        review = date(2026, 9, 1)
        board = a_board("Own Board", terms_review_on=review, membership_review_on=review, by=sam.actor)
        meeting = MeetingDetails(date(2026, 3, 4), date(2026, 2, 20))
        plan_meeting(board=board, details=meeting, by=sam.actor, now=NOW, today=TODAY)
    assert "Due of your boards" not in words_of(visit.get("/"))
    said = words_of(visit.get("/boards/own-board"))
    assert "Next meeting 4 March 2026." in said
    assert "Due of this board" not in said


def test_the_page_of_a_board_leads_to_what_comes_next(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, app: Flask
) -> None:
    sam = sign_in(client, Role.BOARD_SECRETARY, name="Sam Pen")

    def main_button() -> str:
        visit.get("/boards/own-board")
        main = next(iter(parsed(visit.html).iter("main")))
        return next(text_of(one) for one in main.iter("a") if one.get("class", "").startswith("govuk-button"))

    with app.app_context():
        a_board("Own Board")
        db.session.remove()
    sign_in(client, Role.OFFICE_STAFF)
    assert main_button() == "Add a person"
    with app.app_context():
        board = get_board(reference="own-board", by=SYSTEM)
        sits_on(board, BoardRole.SECRETARY, sam.actor)
    sign_in(client, sam)
    assert main_button() == "Say what it oversees"
    with app.app_context():
        overseeing(get_board(reference="own-board", by=SYSTEM))
    assert main_button() == "Plan a meeting"


def test_a_meeting_that_was_called_off_is_none_to_come(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, app: Flask
) -> None:
    sam = sign_in(client, Role.BOARD_SECRETARY, name="Sam Pen")
    with app.app_context():
        board = a_board("Own Board", by=sam.actor)
        details = MeetingDetails(date(2026, 3, 4), date(2026, 2, 20))
        act: dict[str, Any] = {"by": sam.actor, "now": NOW, "today": TODAY}
        meeting = plan_meeting(board=board, details=details, **act)
        move_meeting(meeting=meeting, move=MeetingMove.CALL_OFF, version=1, words="Snow.", **act)
    said = words_of(visit.get("/boards/own-board"))
    assert "No meeting is set." in said
    assert "No meeting is set this quarter" in said
