"""The pages of commissioning in a real browser: axe in their richest state, and nothing cut off."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.fixtures.app import Person
from tests.web.commission_pages import COMMISSION, FINDING, FIRST, LETTER, Desk, desk
from tests.web.test_asked import BOTH, empty_form, filled
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
    lead.goto(f"{address}/asked")
    look_over(lead, "nothing asked")


def send(page: Page) -> None:
    """Press the main button and wait for the page that answers."""
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").first.click()


def test_the_pages_between_owner_and_lead_pass_axe_with_their_errors(
    desk: Desk, serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    address = serve(desk.app)
    lead = window(address, new_page(1280), desk.people["lead"])
    lead.goto(f"{address}{COMMISSION}/items/{FIRST}/propose")
    look_over(lead, "propose an owner")
    send(lead)
    look_over(lead, "propose an owner, refused")
    desk.invite(asks=BOTH)
    owner = window(address, new_page(1280), desk.people["crime"])
    owner.goto(f"{address}/asked/{FIRST}")
    send(owner)
    look_over(owner, "an empty draft, refused")
    form = filled(empty_form(desk), {FIRST: "From Word."}, without=FINDING)
    owner.goto(f"{address}/asked/forms/{LETTER}/head-of-crime")
    owner.locator("main input[type=file]").set_input_files(
        {"name": "form.docx", "mimeType": "application/octet-stream", "buffer": form}
    )
    send(owner)
    look_over(owner, "a form that came back, looked at before it is taken")
    send(owner)
    lead.goto(f"{address}{COMMISSION}/items/{FIRST}/hand-back")
    look_over(lead, "hand back")
    send(lead)
    look_over(lead, "hand back, refused")
