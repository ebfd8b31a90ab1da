"""The pages of commissioning in a real browser: axe in their richest state, and nothing cut off."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.fixtures.app import Person
from tests.web.commission_pages import COMMISSION, FIRST, LETTER, Desk, desk
from tests.web.test_responses_in_a_browser import look_over

__all__ = ["desk"]


def window(address: str, page: Page, person: Person) -> Page:
    page.goto(f"{address}/sign-in")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(person.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    return page


def test_every_page_of_commissioning_passes_axe_and_fits_a_narrow_window(
    desk: Desk, serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    address = serve(desk.app)
    office = window(address, new_page(1280), desk.people["office"])
    office.goto(f"{address}{COMMISSION}/invite")
    look_over(office, "invite")
    desk.invite()
    for path in (COMMISSION, f"{COMMISSION}/items/{FIRST}", "/offices/accounts", "/offices/accounts/new"):
        office.goto(f"{address}{path}")
        look_over(office, path)
    owner = window(address, new_page(1280), desk.people["crime"])
    for path in ("/asked", f"/asked/{FIRST}", f"/asked/forms/{LETTER}/head-of-crime"):
        owner.goto(f"{address}{path}")
        look_over(owner, path)
    lead = window(address, new_page(1280), desk.people["lead"])
    lead.goto(f"{address}{COMMISSION}")
    look_over(lead, "commission, for the lead")
