"""The pages on reminders in a real browser: axe, and no scrolling aside, on a wide and on a narrow screen."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.fixtures.app import PASSWORD, MakeAccount
from tests.fixtures.browser import axe_violations
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import a_report, an_item
from tracker.clock import now, today
from tracker.domain.items import DeadlineDetails
from tracker.domain.mail_server import MailServer
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import DeadlineBasis, Precision, Role
from tracker.services.reminders import change_reminders, send_reminders

NOBODY_LISTENS = MailServer("127.0.0.1", 1, "t@example.org", "https://x.example", is_starttls=False)
LONG = "Review every open case with the partners and write down what came of it. " * 4


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_pass_axe_and_fit(
    width: int,
    app: Flask,
    make_account: MakeAccount,
    serve: Callable[[Flask], str],
    new_page: Callable[..., Page],
) -> None:
    make_account(Role.ADMINISTRATOR, name="Ada Lowe", email="ada@example.org")
    owner = make_account(Role.OWNER, name="Owen Hart", email=f"{'owen.' * 11}hart@example.org")
    with app.app_context():
        change_reminders(version=0, weekday=today().weekday(), is_on=True, by=SYSTEM, now=now())
        due = DeadlineDetails("Today", today(), Precision.DAY, DeadlineBasis.DATED)
        post = a_post()
        holds(post, owner.actor)
        allocated(an_item(a_report(), LONG, deadlines=(due,)), post)
        list(send_reminders(server=NOBODY_LISTENS, by=SYSTEM, now=now()))
    url, page = serve(app), new_page(width=width)
    page.goto(f"{url}/settings/reminders")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    for summary in page.locator("main summary").all():
        summary.click()
    check(page, width)
    page.get_by_role("link", name="Recommendations: 1 due soon").click()
    check(page, width)
    page.go_back()
    page.get_by_role("button", name="Change when reminders go out").click()
    check(page, width)


def check(page: Page, width: int) -> None:
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
