"""Proof of progress in a real browser: axe, a wide and a narrow window, and a file chosen and downloaded."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests.fixtures.app import MakeAccount, Person
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.proof_records import PDF, Work, a_file, a_link
from tests.services.records import a_report, an_item
from tests.web.test_offices_in_a_browser import look_over, sign_in
from tracker.clock import now, today
from tracker.config import Settings
from tracker.domain.vocabulary import Marking, Role
from tracker.services.progress_proofs import revise_proof, withdraw_proof
from tracker.services.proof_store import LocalFolder

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

Serve = Callable[["WSGIApplication"], str]
AWKWARD = "<script>alert(1)</script> {{ 7*7 }} \u202egnp.exe " + "Cambridgeshire" * 12
ITEM = "R2025-01-REC1"
PATHS = (f"/items/{ITEM}", f"/items/{ITEM}/proofs/new", *(f"/proofs/{n}" for n in (1, 2, 3, 4, 5)),
         "/proofs/2/revise", "/proofs/2/withdraw")  # fmt: skip


@pytest.fixture
def owner(app: Flask, make_account: MakeAccount, settings: Settings) -> Person:
    """The owner of an item with proofs replaced, in force, withdrawn and sensitive, in awkward words."""
    person = make_account(Role.OWNER, name="Owen Hart")
    with app.app_context():
        post = a_post(now=now())
        at: dict[str, Any] = {"now": now(), "today": today()}
        holds(post, person.actor, now=now())
        item = allocated(an_item(a_report(), AWKWARD, now=now()), post, now=now())
        work = Work(item, person.actor, LocalFolder(settings.evidence_dir))
        first = work.add(a_file(f"{AWKWARD}.pdf", shows=AWKWARD), **at)
        given: dict[str, Any] = {"store": work.store, "by": person.actor, **at}
        revise_proof(proof=first, version=1, details=a_file("v2.pdf"), content=PDF + b"2", **given)
        work.add(a_link(f"https://a.example/{'long' * 100}"), b"", **at)
        gone = work.add(a_link(f"https://b.example/{'long' * 100}"), b"", **at)
        withdraw_proof(proof=gone, version=1, reason=AWKWARD, by=person.actor, **at)
        work.add(a_file("secret.pdf", marking=Marking.OFFICIAL_SENSITIVE), PDF + b"4", **at)
    return person


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_pass_axe_and_fit(
    app: Flask, owner: Person, serve: Serve, new_page: Callable[..., Page], width: int
) -> None:
    address, page = serve(app), new_page(width)
    sign_in(page, address, owner)
    for path in PATHS:
        page.goto(address + path)
        look_over(page)
    page.goto(f"{address}/items/{ITEM}/proofs/new")
    page.click("main button:has-text('Add proof')")
    page.wait_for_selector("text=There is a problem")
    look_over(page)


def test_a_file_is_chosen_added_and_downloaded_again(
    app: Flask, owner: Person, serve: Serve, page: Page, tmp_path: Path
) -> None:
    chosen = tmp_path / "audit of March.pdf"
    chosen.write_bytes(PDF + b"chosen")
    address = serve(app)
    sign_in(page, address, owner)
    page.goto(f"{address}/items/{ITEM}")
    page.click("text=Add proof")
    page.get_by_label("What does it show?").fill("The audit found no open case.")
    page.get_by_label("File", exact=True).set_input_files(chosen)
    page.click("main button:has-text('Add proof')")
    with page.expect_download() as download:
        page.click("text=Download the file")
    assert download.value.suggested_filename == "audit of March.pdf"
    assert Path(download.value.path()).read_bytes() == PDF + b"chosen"
