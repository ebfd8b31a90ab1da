"""The navigation in a real browser: two rows at most in a wide window, whoever looks at it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.fixtures.app import MakeAccount
from tests.web.test_offices_in_a_browser import look_over, sign_in
from tracker.domain.vocabulary import Role

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

Serve = Callable[["WSGIApplication"], str]
ROWS = (
    """() => new Set([...document.querySelectorAll(".app-navigation li")].map((one) => one.offsetTop)).size"""
)


@pytest.mark.parametrize(
    "roles",
    [
        (Role.ADMINISTRATOR,),
        (Role.OFFICE_STAFF,),
        (Role.FORCE_INSPECTION_LEAD,),
        (Role.OFFICE_STAFF, Role.FORCE_INSPECTION_LEAD, Role.ADMINISTRATOR),
    ],
)
def test_the_navigation_takes_two_rows_at_most(
    app: Flask,
    make_account: MakeAccount,
    serve: Serve,
    new_page: Callable[..., Page],
    roles: tuple[Role, ...],
) -> None:
    address, page = serve(app), new_page(1280)
    sign_in(page, address, make_account(*roles))
    page.goto(address)
    assert 1 <= page.evaluate(ROWS) <= 2


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_of_settings_passes_axe_and_fits(
    app: Flask, make_account: MakeAccount, serve: Serve, new_page: Callable[..., Page], width: int
) -> None:
    address, page = serve(app), new_page(width)
    sign_in(page, address, make_account(Role.ADMINISTRATOR))
    page.goto(f"{address}/settings")
    look_over(page)
