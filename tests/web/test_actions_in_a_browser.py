"""The pages of actions in a real browser: axe once each in its richest state, and the keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.fixtures.app import Person
from tests.fixtures.database import TODAY
from tests.web.commission_pages import boxes_of
from tests.web.completion_pages import ITEM, Desk, desk
from tests.web.test_actions import ACTION, DONE, NEW
from tests.web.test_responses_in_a_browser import look_over

__all__ = ["desk"]


def entered(page: Page, address: str, person: Person) -> Page:
    """The window once the person has signed in."""
    page.goto(f"{address}/sign-in")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(person.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    return page


def test_the_pages_of_actions_pass_axe_and_fit_a_narrow_window(
    desk: Desk,
    serve: Callable[..., str],
    new_page: Callable[..., Page],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    visit = desk.visitor(desk.owner)
    visit.submit(NEW, ACTION)
    visit.submit(NEW, ACTION | {"every_months": "1"} | boxes_of(TODAY, "target_on"))
    visit.submit("/actions/2/again", {"words": "Looked through."})
    visit.submit(NEW, ACTION)
    visit.submit("/actions/3/settle", DONE)
    monkeypatch.setenv("TEST_CLOCK", "2026-04-10T12:00:00+00:00")
    address = serve(desk.app)
    page = entered(new_page(1280), address, desk.owner)
    for path in (
        "/actions?listed=all",
        "/actions?listed=overdue&mine=y",
        "/actions/1",
        "/actions/1/edit",
        "/actions/1/settle",
        "/actions/2",
        "/actions/2/again",
        "/actions/3",
        "/actions/3/reopen",
        NEW,
        f"/items/{ITEM}",
    ):
        page.goto(f"{address}{path}")
        look_over(page, path)
    page.goto(f"{address}{NEW}")
    page.get_by_role("button", name="Save action").click()
    page.get_by_text("There is a problem").wait_for()
    look_over(page, "the form with its errors")


def test_an_action_is_planned_by_keyboard_alone_on_a_phone(
    desk: Desk, serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    address = serve(desk.app)
    page = entered(new_page(390), address, desk.owner)
    page.goto(f"{address}/items/{ITEM}")
    page.get_by_role("button", name="Plan an action").focus()
    page.keyboard.press("Enter")
    page.get_by_label("What is to be done?").focus()
    page.keyboard.type("Train them")
    page.keyboard.press("Tab")
    page.keyboard.type("The record")
    page.get_by_label("Day", exact=True).focus()
    for part in ("31", "3", "2026"):
        page.keyboard.type(part)
        page.keyboard.press("Tab")
    page.get_by_role("button", name="Save action").focus()
    page.keyboard.press("Enter")
    page.get_by_text("The action is saved.").wait_for()
    assert page.get_by_text("Due on 31 March 2026.").is_visible()
