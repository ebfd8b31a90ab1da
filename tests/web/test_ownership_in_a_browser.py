"""Allocation, cover and hand-over in a real browser: thirty items in one go, axe, and a narrow window."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.fixtures.app import MakeAccount, Person
from tests.services.ownership_records import a_post, holds
from tests.services.records import a_report, an_item
from tests.web.test_offices_in_a_browser import look_over, sign_in
from tracker.clock import now, today
from tracker.domain.vocabulary import ForWhom, Role
from tracker.models.base import db
from tracker.queries.offices import post_by_slug
from tracker.services.covers import record_cover

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

Serve = Callable[["WSGIApplication"], str]


@pytest.fixture
def people(app: Flask, make_account: MakeAccount) -> tuple[Person, Person, Person]:
    """The force inspection lead; Asha, who holds a post; Ben, who does not. Thirty items nobody owns."""
    lead = make_account(Role.FORCE_INSPECTION_LEAD, name="Lee Lead")
    asha, ben = make_account(Role.OWNER, name="Asha Patel"), make_account(Role.OWNER, name="Ben Okoro")
    with app.app_context():
        holds(a_post(), asha.actor)
        a_post("cid", "Head of CID")
        report = a_report()
        for number in range(1, 31):
            an_item(report, number=str(number), for_whom=ForWhom.FORCE)
        db.session.remove()
    return lead, asha, ben


def covered(by: Person, who: Person) -> int:
    """Somebody covers the Head of Reviews from today on; the cover's key."""
    post = post_by_slug(db.session(), "head-of-reviews")
    assert post is not None
    cover = record_cover(
        post=post,
        account_id=who.account_id,
        from_on=today(),
        to_on=today() + timedelta(days=9),
        reason="Leave",
        by=by.actor,
        now=now(),
    )
    key = cover.id
    db.session.remove()
    return key


def give_all(page: Page, address: str) -> None:
    """Tick every item and ask to give them all to the Head of Reviews."""
    page.goto(f"{address}/allocate")
    page.click("text=Tick all that are shown")
    page.select_option("select#owner", "head-of-reviews")
    page.click("text=See what would change")
    page.wait_for_selector("text=30 items change owner")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_ownership_pass_axe_and_fit(
    app: Flask,
    people: tuple[Person, Person, Person],
    serve: Serve,
    new_page: Callable[..., Page],
    width: int,
) -> None:
    lead, asha, _ = people
    address, page = serve(app), new_page(width)
    sign_in(page, address, lead)
    look_over(page)
    page.goto(f"{address}/allocate")
    page.click("text=See what would change")
    page.wait_for_selector("text=There is a problem")
    look_over(page)
    give_all(page, address)
    look_over(page)
    page.click("text=Save the changes")
    page.wait_for_selector("text=30 items have new posts.")
    look_over(page)
    with app.app_context():
        cover = covered(lead, people[2])
    paths = (
        "/items/R2025-01-REC1/posts",
        "/posts/head-of-reviews/cover",
        f"/posts/head-of-reviews/cover/{cover}/end",
        "/hand-over",
        f"/hand-over/{asha.account_id}",
        "/offices/accounts",
    )
    for path in paths:
        page.goto(address + path)
        look_over(page)
    page.goto(f"{address}/allocate?owner=*any")
    look_over(page)


def test_thirty_items_are_handed_over_in_one_save(
    app: Flask, people: tuple[Person, Person, Person], serve: Serve, new_page: Callable[..., Page]
) -> None:
    lead, asha, ben = people
    address, page = serve(app), new_page(1280)
    sign_in(page, address, lead)
    give_all(page, address)
    page.click("text=Save the changes")
    page.wait_for_selector("text=30 items have new posts.")
    page.goto(f"{address}/hand-over")
    page.click("text=Asha Patel")
    page.wait_for_selector("text=Asha Patel: 1 post and 30 items.")
    page.select_option("select[name^=post_]", str(ben.account_id))
    page.fill("textarea[name=reason]", "Asha leaves the force.")
    page.click("button:has-text('Hand over')")
    page.wait_for_selector("text=1 post is handed over by Asha Patel.")
    page.click("text=Ben Okoro")
    page.wait_for_selector("text=Ben Okoro: 1 post and 30 items.")
    page.goto(f"{address}/hand-over/{asha.account_id}")
    page.wait_for_selector("text=There is nothing to hand over")
