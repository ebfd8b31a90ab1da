"""Reports, items and the register in a real browser: WCAG 2.2 AA, narrow windows, two windows on one item."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.fixtures.app import MakeAccount, Person
from tests.fixtures.browser import axe_violations
from tests.services.records import BY_JUNE, a_report, an_item
from tracker.clock import now, today
from tracker.domain.vocabulary import ForWhom, Grade, ItemKind, LinkKind, ReportKind, Role
from tracker.services.items import link_items
from tracker.services.reports import link_reports

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

AWKWARD = "<script>alert(1)</script> {{ 7*7 }} \u202egnp.exe " + "Cambridgeshire" * 12
PAGES = (
    "/reports",
    "/reports/R2025-01",
    "/reports/R2025-01/edit",
    "/reports/R2025-01/link",
    "/reports/R2025-01/items/new",
    "/register?listed=all&search=a",
    "/forecast?on=2100-12-31",
    "/as-at",
    "/compare",
    "/compare/items?term=new",
    "/items/R2025-01-COC1",
    "/items/R2025-01-COC1-REC1?read=yes",
    "/items/R2025-01-COC1-REC1/edit",
    "/items/R2025-01-COC1-REC1/link",
)


@pytest.fixture
def address(
    app: Flask, make_account: MakeAccount, serve: Callable[["WSGIApplication"], str]
) -> tuple[str, Person]:
    """A served register with reports and items in their richest state."""
    person = make_account(Role.OFFICE_STAFF, Role.FORCE_INSPECTION_LEAD, name="Asha Patel")
    with app.app_context():
        by, at, on = person.actor, now(), today()
        report = a_report(
            AWKWARD,
            by=by,
            now=at,
            today=on,
            kind=ReportKind.NCPI,
            web_address="https://example.org/" + "long/" * 30,
            grades=(("Responding to the public", Grade.INADEQUATE),),
        )
        earlier = a_report("Earlier", by=by, now=at, today=on)
        concern = an_item(report, AWKWARD, by=by, now=at, kind=ItemKind.CAUSE_OF_CONCERN)
        item = an_item(
            report,
            AWKWARD,
            by=by,
            now=at,
            parent_id=concern.id,
            for_whom=ForWhom.BOTH,
            is_joint=True,
            is_conditional=True,
            addressees=("chief constables", AWKWARD[:250]),
            deadlines=(BY_JUNE,),
        )
        old = an_item(earlier, by=by, now=at)
        kind = LinkKind.PARTLY_MET
        link_reports(earlier=earlier, later=report, kind=kind, note=AWKWARD[:400], by=by, now=at)
        link_items(earlier=old, later=item, kind=kind, note=AWKWARD[:400], by=by, now=at)
    return serve(app.wsgi_app), person


def signed_in(page: Page, address: tuple[str, Person]) -> str:
    """Sign in by the page; the address of the served register."""
    base, person = address
    page.goto(f"{base}/sign-in")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(person.password)
    page.locator("main button[type=submit]").click()
    page.wait_for_load_state()
    return base


def test_every_page_passes_the_accessibility_check_and_fits_its_window(
    page: Page, address: tuple[str, Person]
) -> None:
    base = signed_in(page, address)
    for path in PAGES:
        page.goto(base + path)
        assert axe_violations(page) == [], path
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)


def test_two_windows_on_one_item_lose_no_word(
    new_page: Callable[..., Page], address: tuple[str, Person]
) -> None:
    one, other = new_page(), new_page()
    path = "/items/R2025-01-COC1-REC1/edit"
    for page in (one, other):
        page.goto(signed_in(page, address) + path)
    other.get_by_label("Text as printed").fill("Words of the other window.")
    other.get_by_role("button", name="Save item").click()
    one.get_by_label("Text as printed").fill("Words of this window.")
    one.get_by_role("button", name="Save item").click()
    assert axe_violations(one) == []
    assert one.get_by_text("Words of the other window.").is_visible()
    assert one.get_by_label("Text as printed").input_value() == "Words of this window."
    one.get_by_label("Text as printed").fill("Words of both windows.")
    one.get_by_role("button", name="Save item").click()
    assert one.get_by_text("Words of both windows.").first.is_visible()


def test_a_refused_item_passes_the_accessibility_check(
    new_page: Callable[..., Page], address: tuple[str, Person]
) -> None:
    page = new_page(width=390)
    page.goto(signed_in(page, address) + "/reports/R2025-01/items/new")
    page.get_by_text("I fill them in below").click()
    page.get_by_role("button", name="Save item").click()
    assert page.get_by_role("alert").is_visible()
    assert axe_violations(page) == []


def test_a_filter_with_an_error_stays_open_on_a_small_screen(
    new_page: Callable[..., Page], address: tuple[str, Person]
) -> None:
    page = new_page(width=390)
    base = signed_in(page, address)
    page.goto(f"{base}/register")
    assert not page.get_by_label("Owner").is_visible()
    page.goto(f"{base}/register?force_from-day=99&force_from-month=1&force_from-year=2026")
    assert page.locator(".govuk-error-message").is_visible()
