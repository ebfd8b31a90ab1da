"""How the papers of a board look: sheets, columns, labels and the pieces around a paper's text."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.fixtures.app import Person, SignIn
from tests.fixtures.page_check import Visitor, words_of
from tests.services.board_records import a_board
from tracker.domain.pack_columns import Sheet
from tracker.domain.pack_layouts import PackLayout
from tracker.domain.papers import TO_AND_FROM, FurnitureKind, PaperStyle
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.services.boards import get_board
from tracker.services.final_documents import layout_of
from tracker.services.paper_documents import style_of_board

pytestmark = pytest.mark.usefixtures("stopped_clock")

PATH = "/boards/wessmere-coordination-board/papers-look"


@pytest.fixture
def office(app: Flask, sign_in: SignIn, client: FlaskClient) -> Person:
    """Somebody of the office, with a board that has no wishes yet."""
    with app.app_context():
        a_board()
        db.session.remove()
    return sign_in(client, Role.OFFICE_STAFF, name="Asha Patel")


def kept(app: Flask) -> tuple[PackLayout, PaperStyle]:
    with app.app_context():
        board = get_board(reference="wessmere-coordination-board", by=SYSTEM)
        return layout_of(board), style_of_board(board)


def test_sheets_columns_labels_and_the_size_of_the_paper_are_kept(
    visit: Visitor, office: Person, app: Flask
) -> None:
    wishes = {
        "paper_size": "A3",
        "sheets": ["moves", "agencies"],
        "columns_of_register": ["register.owner_person"],
        "labels-0-column": "register.owner",
        "labels-0-label": "Strategic lead",
    }
    visit.submit(PATH, wishes, button="Save how its papers look", status=303)
    layout, _ = kept(app)
    assert layout == PackLayout(
        frozenset({Sheet.MOVES, Sheet.AGENCIES}),
        frozenset({"register.owner_person"}),
        (("register.owner", "Strategic lead"),),
        "A3",
    )
    said = words_of(visit.get("/boards/wessmere-coordination-board"))
    assert "Register: Owner is called “Strategic lead”" in said


def test_a_ready_style_is_started_from_and_changed(visit: Visitor, office: Person, app: Flask) -> None:
    visit.submit(f"{PATH}?style=to_and_from", {"pieces-0-words": "The Board"}, status=303)
    _, style = kept(app)
    first, *others = style.furniture
    assert (first.kind, first.label, first.words) == (FurnitureKind.TO, "To:", "The Board")
    assert tuple(others) == TO_AND_FROM.furniture[1:]
    assert style.is_recommended_first


def test_what_cannot_be_is_said_and_nothing_typed_is_lost(visit: Visitor, office: Person) -> None:
    wishes = {"labels-0-column": "register.owner", "labels-0-label": "Rating"}
    visit.submit(PATH, wishes, status=400)
    assert "Two columns of “Register” are labelled “Rating”." in visit.html
    assert 'value="Rating"' in visit.html
    visit.submit(PATH, {"pieces-0-kind": "marking", "pieces-0-place": "header"}, status=400)
    assert "“Marking” stands twice: at the head of every page." in visit.html


def test_more_rows_keep_what_was_typed(visit: Visitor, office: Person) -> None:
    wishes = {"labels-0-column": "register.owner", "labels-0-label": "Lead", "step": "more"}
    visit.submit(PATH, wishes, status=200)
    assert 'value="Lead"' in visit.html
    assert 'name="labels-3-label"' in visit.html


def test_two_who_save_at_once_see_both(visit: Visitor, office: Person) -> None:
    visit.get(PATH)
    mine = visit.html
    visit.send({"paper_size": "A3"}, path=PATH, status=303)
    visit.html = mine
    visit.send({"sheets": ["moves"]}, path=PATH, status=409)
    assert "A3, landscape" in visit.html
    assert "Nothing of yours was saved yet." in visit.html
    visit.send({"paper_size": "A3"}, path=PATH, status=303)
