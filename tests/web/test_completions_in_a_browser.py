"""Completion, HMICFRS's letters and chains in a real browser: axe, a wide and a narrow window."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.fixtures.app import MakeAccount, Person
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.proof_records import PDF
from tests.services.records import a_report, an_item
from tests.web.test_offices_in_a_browser import look_over, sign_in
from tracker.clock import now, today
from tracker.config import Settings
from tracker.domain.completion import CompletionWords
from tracker.domain.correspondence import LetterDetails
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import Effect, LinkKind, Role
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.progress import Progress
from tracker.services.completion import propose_completion, send_back
from tracker.services.correspondence import LetterFile, Said, record_correspondence
from tracker.services.items import link_items
from tracker.services.proof_store import LocalFolder

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

Serve = Callable[["WSGIApplication"], str]
AWKWARD = "<script>alert(1)</script> {{ 7*7 }} \u202egnp.exe " + "Cambridgeshire" * 12
PATHS = (
    "/items/R2023-01-REC1",
    "/items/R2025-01-REC2",
    "/items/R2025-01-REC1/chain",
    "/items/R2025-01-REC1/continue/R2023-01-REC1",
    "/correspondence",
    "/correspondence/1",
    "/correspondence/new?report=R2025-01",
)


@pytest.fixture
def everything(app: Flask, settings: Settings, make_account: MakeAccount) -> Person:
    """Somebody who may do it all, before items sent back, proposed, closed by a letter, and linked."""
    person = make_account(Role.OFFICE_STAFF, Role.FORCE_INSPECTION_LEAD, Role.SIGNING_OFF, name="Asha Patel")
    owner = make_account(Role.OWNER, name="Owen Hart")
    with app.app_context():
        at, on, post = now(), today(), a_post(now=now())
        holds(post, owner.actor, now=at)
        earlier = an_item(a_report(AWKWARD, published_on=date(2023, 12, 8)), AWKWARD, now=at)
        report = a_report()
        later = an_item(report, AWKWARD, now=at)
        proposed, closed = (an_item(report, AWKWARD, number=n, now=at) for n in ("2", "3"))
        link_items(earlier=earlier, later=later, kind=LinkKind.PARTLY_MET, note=AWKWARD, by=SYSTEM, now=at)
        for item in (earlier, proposed):
            allocated(item, post, by=person.actor, now=at)
            propose(item, owner, CompletionWords(AWKWARD))
        version = db.session.get_one(Progress, earlier.id).version
        missing = CompletionWords(AWKWARD)
        send_back(item=earlier, version=version, said=missing, by=person.actor, now=at, today=on)
        letter = LetterDetails(AWKWARD[:200], AWKWARD, date(2026, 1, 5), on, AWKWARD)
        said = [Said(closed, Effect.CLOSES, AWKWARD), Said(earlier, Effect.MENTIONS)]
        file = LetterFile(f"{AWKWARD}.pdf", PDF, LocalFolder(settings.evidence_dir))
        given: dict[str, Any] = {"by": person.actor, "now": at, "today": on, "file": file}
        record_correspondence(details=letter, said=said, nonce="one", **given)
        db.session.remove()
    return person


def propose(item: Item, owner: Person, said: CompletionWords) -> None:
    """The owner says that it is done."""
    version = db.session.get_one(Progress, item.id).version
    propose_completion(item=item, version=version, said=said, by=owner.actor, now=now(), today=today())


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_pass_axe_and_fit(
    app: Flask, everything: Person, serve: Serve, new_page: Callable[..., Page], width: int
) -> None:
    address, page = serve(app), new_page(width)
    sign_in(page, address, everything)
    for path in PATHS:
        page.goto(address + path)
        look_over(page)
    page.goto(f"{address}/items/R2025-01-REC2/sign-off")
    page.click("main button:has-text('Sign off completion')")
    page.wait_for_selector("text=There is a problem")
    look_over(page)
    page.goto(f"{address}/correspondence/new")
    page.click("text=Record the letter")
    page.wait_for_selector("text=There is a problem")
    look_over(page)


@pytest.mark.parametrize("path", ["/correspondence/new", "/items/R2025-01-REC2/sign-off"])
def test_what_is_typed_is_kept_and_offered_when_the_window_was_closed(
    app: Flask, everything: Person, serve: Serve, new_page: Callable[..., Page], path: str
) -> None:
    address, page = serve(app), new_page(1280)
    sign_in(page, address, everything)
    page.goto(address + path)
    page.fill("textarea[name=words]", "Half a sent")
    page.wait_for_selector("text=What you type is kept here until you save it.")
    page.goto(address + path)
    page.click("text=Fill in what I typed")
    page.wait_for_selector("text=It is not saved yet.")
    assert page.input_value("textarea[name=words]") == "Half a sent"
