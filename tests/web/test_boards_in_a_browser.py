"""The pages of boards in a real browser: axe, wide and narrow windows, the keyboard."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.fixtures.app import MakeAccount, Person
from tests.services.board_records import a_board, an_agency, by_hand, overseeing, sits_on
from tests.services.records import a_report, an_item
from tests.web.test_offices_in_a_browser import look_over, sign_in
from tracker.domain.board_rules import BoardRule
from tracker.domain.boards import BoardRole
from tracker.domain.named_themes import Theme
from tracker.domain.vocabulary import Role
from tracker.models.base import db

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

Serve = Callable[["WSGIApplication"], str]
LONG = "Children and Young People / Families \\ Vulnerability? * [Joint] Group"


@pytest.fixture
def office(app: Flask, make_account: MakeAccount) -> Person:
    """A tree of boards; one of them with people, agencies, a rule and an item by hand."""
    with app.app_context():
        top = a_board("Wessmere Executive Group")
        other = a_board("Wessmere Project Group")
        board = a_board(LONG, reference="joint", parents=[top.id, other.id], is_public=True)
        a_board("Operational Group", parents=[board.id])
        overseeing(board, BoardRule(theme=Theme.MISSING))
        by_hand(board, an_item(a_report()))
        sits_on(board, BoardRole.CHAIR, "Ines Roe")
        sits_on(board, BoardRole.MEMBER, "Cy Sent", agency=an_agency(board))
        db.session.remove()
    return make_account(Role.OFFICE_STAFF, name="Asha Patel")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_boards_pass_axe_and_fit(
    app: Flask, office: Person, serve: Serve, new_page: Callable[..., Page], width: int
) -> None:
    address, page = serve(app), new_page(width)
    sign_in(page, address, office)
    for path in ("", "/new", "/joint", "/joint/edit", "/joint/people/new", "/joint/people/agencies/1"):
        page.goto(f"{address}/boards{path}")
        look_over(page)
    for path, button in (
        ("/new", "Record the board"),
        ("/joint/oversees", "See what changes"),
        ("/joint/oversees/by-hand", "See what changes"),
        ("/joint/papers-look", "Save how its papers look"),
    ):
        page.goto(f"{address}/boards{path}")
        look_over(page)
        page.get_by_role("button", name=button).click()
        look_over(page)
