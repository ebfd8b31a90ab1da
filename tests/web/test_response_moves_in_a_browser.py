"""The pages of approval and issue in a real browser: axe once each, wide and narrow."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.fixtures.app import PASSWORD
from tests.fixtures.browser import axe_violations
from tests.web.move_pages import CHANGED, PAGE, Desk, desk, whole_sqlite
from tracker.domain.vocabulary import Role

__all__ = ["desk", "whole_sqlite"]

NewPage = Callable[..., Page]


def test_the_pages_of_the_moves_pass_axe_and_fit_a_narrow_window(
    desk: Desk,
    serve: Callable[..., str],
    new_page: NewPage,
) -> None:
    for state, paths in (
        ("ready", ("/approve", "/record-approval", "/send-back", "")),
        (CHANGED, ("/issue", "")),
        ("issued", ("", "/correct")),
    ):
        letters = desk(state)
        person = letters.make_account(Role.OFFICE_STAFF, Role.APPROVER, email=f"{state[:3]}@example.org")
        address, page = serve(letters.app), new_page(1280)
        page.goto(f"{address}/sign-in")
        page.get_by_label("E-mail address").fill(person.email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda url: "sign-in" not in url)
        for path in (*(PAGE + path for path in paths), "/offices/delegations", "/offices/delegations/new"):
            page.goto(address + path)
            assert axe_violations(page) == [], path
            page.set_viewport_size({"width": 320, "height": 800})
            wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wide) <= 0, path
            page.set_viewport_size({"width": 1280, "height": 900})
