"""Signing in, accounts, and words kept over the end of a session, in a real browser at two widths."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.fixtures.app import PASSWORD, MakeAccount
from tests.fixtures.browser import axe_violations
from tracker.domain.vocabulary import Role


def check(page: Page, width: int) -> None:
    """The page keeps WCAG 2.2 AA and scrolls in one direction only."""
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def enter(page: Page, password: str) -> None:
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


@pytest.mark.parametrize("width", [1280, 390])
def test_an_administrator_signs_in_makes_an_account_and_loses_no_word(
    width: int,
    app: Flask,
    make_account: MakeAccount,
    serve: Callable[[Flask], str],
    new_page: Callable[..., Page],
) -> None:
    make_account(Role.ADMINISTRATOR, name="Ada Lowe", email="ada@example.org")
    make_account(*Role, name="Zoë O’Neill")
    make_account(Role.AUDITOR, is_first=True)
    url, page = serve(app), new_page(width=width)
    page.goto(f"{url}/accounts")
    enter(page, "wrong")
    check(page, width)
    enter(page, PASSWORD)
    assert page.url == f"{url}/accounts"
    check(page, width)
    page.goto(f"{url}/accounts/2")
    check(page, width)
    page.goto(f"{url}/account/password")
    check(page, width)
    page.goto(f"{url}/accounts/new")
    page.get_by_label("Name").fill("Typed words")
    page.context.clear_cookies()
    page.get_by_role("button", name="Add account").click()
    check(page, width)
    enter(page, PASSWORD)
    assert page.get_by_label("Name").input_value() == "Typed words"
    check(page, width)
    page.get_by_label("E-mail address").fill("new@example.org")
    page.get_by_label("Auditor").check()
    page.get_by_role("button", name="Add account").click()
    assert page.get_by_role("heading", level=1).inner_text() == "One-time password for Typed words"
    check(page, width)
    page.get_by_role("button", name="Sign out").click()
    check(page, width)
    page.goto(f"{url}/accounts")
    assert page.get_by_role("heading", level=1).inner_text() == "Sign in"


def test_a_warning_before_the_session_ends_lets_one_stay(
    app: Flask, make_account: MakeAccount, serve: Callable[[Flask], str], page: Page
) -> None:
    make_account(Role.ADMINISTRATOR, email="ada@example.org")
    url = serve(app)
    page.goto(f"{url}/accounts/new")
    enter(page, PASSWORD)
    page.evaluate("document.getElementById('idle-warning').showModal()")
    with page.expect_response(f"{url}/stay-signed-in") as answer:
        page.get_by_role("button", name="Stay signed in").click()
    assert answer.value.status == 204
    page.get_by_role("heading", name="You will soon be signed out").wait_for(state="hidden")
    assert page.url == f"{url}/accounts/new"
