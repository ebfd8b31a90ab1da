"""The pages of dates and ratings in a real browser: axe once each in its richest state, two windows."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page

from tests.fixtures.app import Person
from tests.fixtures.database import NOW, TODAY
from tests.web.date_pages import ITEM, DatePages, date_pages
from tests.web.test_responses_in_a_browser import look_over
from tracker.domain.rag_thresholds import Thresholds
from tracker.domain.vocabulary import Rating, Role, TargetState
from tracker.services.overrides import override_rating
from tracker.services.rating_rules import set_thresholds

__all__ = ["date_pages"]

REQUEST = "/date-requests/2"
LONG = "The contractor has told us that it will be ready later than it was ordered. " * 4


@pytest.fixture
def opened(date_pages: DatePages, serve: Callable[..., str], new_page: Callable[..., Page]) -> "Opened":
    return Opened(date_pages, serve(date_pages.app), new_page)


class Opened:
    """The served program and the windows that are open on it."""

    def __init__(self, pages: DatePages, address: str, new_page: Callable[..., Page]) -> None:
        self.pages, self.address, self.new_page = pages, address, new_page

    def window(self, person: Person, width: int = 1280) -> Page:
        page = self.new_page(width)
        page.goto(f"{self.address}/sign-in")
        page.get_by_label("E-mail address").fill(person.email)
        page.get_by_label("Password", exact=True).fill(person.password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda url: "sign-in" not in url)
        return page


def fill(pages: DatePages) -> None:
    """A refused date, one that waits, an override, and a set of numbers that is still to come."""
    dated = pages.dated
    dated.decides(dated.wants(date(2026, 12, 31), words=LONG), TargetState.REFUSED, LONG)
    dated.wants(date(2026, 9, 30), words=LONG, past_words=LONG)
    override_rating(
        item=dated.item, version=dated.version, rating=Rating.RED, reason=LONG, expires_on=date(2026, 2, 1),
        by=dated.lead, now=NOW, today=TODAY,
    )  # fmt: skip
    admin = pages.make_account(Role.ADMINISTRATOR, name="Tom Reed").actor
    set_thresholds(
        thresholds=Thresholds(35), from_on=date(2026, 2, 1), reason=LONG, by=admin, now=NOW, today=TODAY
    )


def test_the_pages_of_dates_and_ratings_pass_axe_and_fit_a_narrow_window(opened: Opened) -> None:
    with opened.pages.app.app_context():
        fill(opened.pages)
    page = opened.window(opened.pages.lead)
    for path in (
        ITEM,
        f"{ITEM}/rating",
        f"{ITEM}/rating/override",
        f"{ITEM}/rating/override/end",
        f"{ITEM}/dates/new",
        f"{ITEM}/dates/met",
        "/date-requests",
        REQUEST,
        f"{REQUEST}/withdraw",
        "/settings/rating-rule",
    ):
        page.goto(f"{opened.address}{path}")
        look_over(page, path)
    page.goto(f"{opened.address}{REQUEST}")
    page.get_by_role("button", name="Record the decision").click()
    page.get_by_text("There is a problem").wait_for()
    look_over(page, "a decision that was not made")


def test_the_page_of_numbers_passes_axe_and_fits_a_narrow_window(opened: Opened) -> None:
    page = opened.window(opened.pages.make_account(Role.ADMINISTRATOR, name="Tom Reed"))
    page.goto(f"{opened.address}/settings/rating-rule/new")
    look_over(page, "the numbers")


def test_a_date_is_asked_for_and_agreed_with_the_keyboard_on_a_narrow_window(opened: Opened) -> None:
    page = opened.window(opened.pages.owner, 390)
    page.goto(f"{opened.address}{ITEM}/dates/new")
    page.get_by_label("Day", exact=True).focus()
    for key in ("30", "Tab", "9", "Tab", "2026", "Tab", "Dep", "Tab"):
        press(page, key)
    page.keyboard.type("The contract is late.")
    press(page, "Tab")
    page.keyboard.type("HMICFRS was told.")
    press(page, "Tab")
    press(page, "Enter")
    page.get_by_text("Another date is asked for. Somebody else decides on it.").wait_for()
    lead = opened.window(opened.pages.lead, 390)
    lead.goto(f"{opened.address}/date-requests")
    lead.get_by_role("link", name="30 June 2026 → 30 September 2026").press("Enter")
    lead.get_by_label("Agree the date").press("Space")
    lead.get_by_role("button", name="Record the decision").press("Enter")
    lead.get_by_text("The date is agreed and in force.").wait_for()


def press(page: Page, key: str) -> None:
    if key in {"Tab", "Enter"}:
        page.keyboard.press(key)
    else:
        page.keyboard.type(key)
