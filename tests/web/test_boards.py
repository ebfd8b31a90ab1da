"""Boards and groups: recorded, read, corrected, drawn as a tree, and what is due of them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.fixtures.app import Person, SignIn
from tests.fixtures.page_check import Visitor, words_of
from tests.services.board_records import a_board
from tracker.domain.vocabulary import Role

pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.fixture
def office(sign_in: SignIn, client: FlaskClient) -> Person:
    return sign_in(client, Role.OFFICE_STAFF, name="Asha Patel")


def test_an_empty_list_says_what_to_do_first(visit: Visitor, office: Person) -> None:
    said = words_of(visit.get("/boards"))
    assert "No board is recorded yet" in said
    assert "Record the first board" in said


def test_a_board_is_recorded_and_has_a_page(visit: Visitor, office: Person) -> None:
    visit.submit("/boards/new", {"name": "Wessmere Coordination Board"}, status=303)
    said = words_of(visit.get("/boards/wessmere-coordination-board"))
    assert "Wessmere Coordination Board" in said
    assert "No meeting is set this quarter (1 January 2026 to 31 March 2026)." in said
    assert "Asha Patel recorded a board or group" in said


def test_a_board_stands_under_each_that_it_reports_to(visit: Visitor, office: Person, app: Flask) -> None:
    with app.app_context():
        first, second = a_board("First Board"), a_board("Second Board")
        a_board("MASH Project Board", parents=[first.id, second.id])
    said = words_of(visit.get("/boards"))
    assert said.count("MASH Project Board") == 2
    assert "Also reports to Second Board" in said
    assert "Also reports to First Board" in said
