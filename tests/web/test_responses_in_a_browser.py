"""The pages of letters in a real browser: axe once each in its richest state, and two windows on one text."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.fixtures.app import Person
from tests.fixtures.browser import axe_violations
from tests.services.letter_records import LETTERS
from tests.web.letter_pages import DRAFT, FIRST, OLD, Letters, letters, letters_sqlite
from tracker.domain.vocabulary import Role

__all__ = ["letters", "letters_sqlite"]

NewPage = Callable[..., Page]
CHANGED = (LETTERS / "headed-with-stray-marks.txt").read_text("utf-8").replace("Three stores", "Four stores")


class Site:
    """The served program and the windows that are open on it."""

    def __init__(self, letters: Letters, address: str, new_page: NewPage) -> None:
        self.letters, self.address, self.new_page = letters, address, new_page

    def window(self, person: Person, width: int = 1280) -> Page:
        page = self.new_page(width)
        page.goto(f"{self.address}/sign-in")
        page.get_by_label("E-mail address").fill(person.email)
        page.get_by_label("Password", exact=True).fill(person.password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda url: "sign-in" not in url)
        return page

    def person(self, name: str) -> Person:
        return self.letters.make_account(Role.OFFICE_STAFF, name=name)


@pytest.fixture
def site(letters: Letters, serve: Callable[..., str], new_page: NewPage) -> Site:
    return Site(letters, serve(letters.app), new_page)


def look_over(page: Page, address: str) -> None:
    """No violation, and nothing that a narrow window would cut off."""
    assert axe_violations(page) == [], address
    page.set_viewport_size({"width": 320, "height": 800})
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert too_wide <= 0, address
    page.set_viewport_size({"width": 1280, "height": 900})


def test_every_page_of_letters_passes_axe_and_fits_a_narrow_window(site: Site) -> None:
    page = site.window(site.person("Asha Patel"))
    for path in (
        "/responses",
        "/responses/new",
        f"/responses/{DRAFT}",
        f"/responses/{OLD}",
        f"/responses/{OLD}/letter",
        f"/responses/{DRAFT}/answers/{FIRST}",
        f"/responses/{DRAFT}/answers/{FIRST}/clear",
        "/responses/import",
    ):
        page.goto(f"{site.address}{path}")
        look_over(page, path)
    page.get_by_label("Or paste the letter’s text").fill(CHANGED)
    page.get_by_role("button", name="Read the letter").click()
    page.get_by_role("button", name="Bring it in").click()
    page.get_by_text("There is a problem").wait_for()
    look_over(page, "the review with differences and an error")


def test_two_windows_on_one_answer_lose_no_word(site: Site) -> None:
    address = f"{site.address}/responses/{DRAFT}/answers/{FIRST}"
    one, two = site.window(site.person("Asha Patel")), site.window(site.person("Tom Reed"))
    for page in (one, two):
        page.goto(address)
    one.get_by_label("PCC’s response", exact=True).fill("Hers.")
    two.get_by_label("PCC’s response", exact=True).fill("His.")
    one.get_by_role("button", name="Save", exact=True).click()
    one.get_by_text("is saved").wait_for()
    two.get_by_role("button", name="Save", exact=True).click()
    two.get_by_role("heading", name="Asha Patel changed “PCC’s response” while you were writing").wait_for()
    look_over(two, "the conflict")
    assert two.get_by_text("Hers.").is_visible()
    box = two.get_by_label("PCC’s response", exact=True)
    assert box.input_value() == "His."
    box.fill("Hers. His.")
    two.get_by_role("button", name="Save", exact=True).click()
    two.get_by_text("is saved").wait_for()
    one.reload()
    assert one.get_by_label("PCC’s response", exact=True).input_value() == "Hers. His."
