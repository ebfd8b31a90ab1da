"""Offices, redactions, history and home in a real browser: axe, narrow windows, the keyboard."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.fixtures.app import MakeAccount, Person
from tests.fixtures.browser import axe_violations
from tests.web.test_offices import fill
from tracker.config import Settings
from tracker.domain.vocabulary import Role
from tracker.models.base import db

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

Serve = Callable[["WSGIApplication"], str]


@pytest.fixture
def everything(app: Flask, settings: Settings, make_account: MakeAccount) -> Person:
    """Somebody who may do it all, a full list of offices, and words to redact."""
    settings.exports_dir.mkdir()
    with app.app_context():
        fill()
        db.session.remove()
    return make_account(Role.OFFICE_STAFF, Role.ADMINISTRATOR, name="Asha Patel")


def sign_in(page: Page, address: str, person: Person) -> None:
    page.goto(f"{address}/sign-in")
    page.fill("#email", person.email)
    page.fill("#password", person.password)
    page.press("#password", "Enter")
    page.wait_for_url(f"{address}/")


@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_pass_axe_and_fit(
    app: Flask, everything: Person, serve: Serve, new_page: Callable[..., Page], width: int
) -> None:
    address, page = serve(app), new_page(width)
    sign_in(page, address, everything)
    look_over(page)
    for path in (
        "/offices",
        "/offices/holders/1",
        "/offices/posts/new",
        "/history",
        "/history/verify",
        "/help",
    ):
        page.goto(address + path)
        look_over(page)
    page.goto(f"{address}/offices/bodies/new")
    page.click("text=Add body")
    look_over(page)
    page.goto(f"{address}/redactions/new")
    page.fill("#words", "Ines Roe")
    page.fill("#reason", "A name.")
    page.click("text=Show where the words stand")
    page.wait_for_selector("text=In context")
    look_over(page)
    page.click("text=Ask for the redaction >> nth=-1")
    page.wait_for_url("**/redactions/1")
    look_over(page)


def look_over(page: Page) -> None:
    assert axe_violations(page) == [], page.url
    is_too_wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not is_too_wide, page.url


def test_a_holder_is_confirmed_with_the_keyboard_alone(
    app: Flask, everything: Person, serve: Serve, page: Page
) -> None:
    address = serve(app)
    sign_in(page, address, everything)
    page.goto(f"{address}/offices")
    for _ in range(60):
        page.keyboard.press("Tab")
        if "Still so" in str(page.evaluate("document.activeElement.textContent")):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Confirmed:")
