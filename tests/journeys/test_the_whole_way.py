"""The whole way in a browser: a past letter comes in, a report is recorded, answered, and goes out."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tracker.clock import now, today
from tracker.services.demo import load_demo
from tracker.services.proof_store import LocalFolder

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

LETTER = Path(__file__).parents[1] / "letters" / "headed-with-stray-marks.txt"


@pytest.fixture
def served(app: Flask, serve: Callable[["WSGIApplication"], str]) -> tuple[str, str]:
    """The demonstration on a server; its address and the password of the office's account."""
    with app.app_context():
        settings = app.config["SETTINGS"]
        store = LocalFolder(settings.evidence_dir)
        accounts = load_demo(
            seeds_dir=settings.seeds_dir,
            store=store,
            exports_dir=settings.exports_dir,
            now=now(),
            today=today(),
        )
    return serve(app.wsgi_app), next(
        password for email, _, password in accounts if email == "office@demo.example"
    )


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, False)])
def test_from_the_first_sign_in_to_the_letter(
    new_page: Callable[..., Page], served: tuple[str, str], width: int, scripts: bool
) -> None:
    base, password = served
    page = new_page(width=width, java_script_enabled=scripts)
    page.goto(base)
    page.get_by_label("E-mail address").fill("office@demo.example")
    page.get_by_label("Password", exact=True).fill(password)
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What waits today")
    _bring_in_the_letter(page, base)
    reference = _record_a_report(page, base)
    _answer_it(page, base, reference)


def _bring_in_the_letter(page: Page, base: str) -> None:
    page.goto(f"{base}/responses/import")
    page.locator("input[type=file]").set_input_files(LETTER)
    page.get_by_role("button", name="Read the letter").click()
    expect(page.get_by_text("Nothing is saved yet")).to_be_visible()
    _type_date(page, "Day the report was published", date(2025, 1, 20))
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Response S55-2025-")
    expect(page.get_by_text("day 54").first).to_be_visible()

    page.goto(f"{base}/responses/import")
    page.locator("input[type=file]").set_input_files(LETTER)
    page.get_by_role("button", name="Read the letter").click()
    expect(page.get_by_text("0 new").first).to_be_visible()


def _record_a_report(page: Page, base: str) -> str:
    page.goto(f"{base}/reports/new")
    page.get_by_label("Title").fill("Fictional inspection of lamps")
    page.get_by_label("Kind").select_option("national_thematic")
    _type_date(page, "Publication date", today() - timedelta(days=9))
    page.get_by_role("button", name="Save report").click()
    expect(page.get_by_text("Day 10 of 56").first).to_be_visible()
    reference = page.url.rsplit("/", 1)[1]

    page.goto(f"{base}/reports/{reference}/items/new")
    page.get_by_label("Recommendation", exact=True).check()
    page.get_by_label("Number").fill("1")
    words = (
        "Within six months, all chief constables and the Lamp Board should mend the lamps. <b>{{ 7*7 }}</b>"
    )
    page.get_by_label("Text as printed").fill(words)
    page.get_by_role("button", name="Save item").click()
    expect(page.get_by_text(words).first).to_be_visible()
    expect(page.get_by_text("Lamp Board").first).to_be_visible()
    expect(page.get_by_text("Joint").first).to_be_visible()
    return reference


def _answer_it(page: Page, base: str, reference: str) -> None:
    page.goto(f"{base}/responses/new")
    page.get_by_label(reference).check()
    _type_date(page, "Date of the letter", today())
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Response S55-")
    page.goto(f"{page.url}/answers/{reference}-REC1")
    page.get_by_label("Chief Constable’s comments").fill("Half the lamps are mended.\n\n- the rest in May")
    page.get_by_label("Agreed", exact=True).check()
    page.get_by_label("PCC’s response").fill("I have paid for the **other** half.")
    page.get_by_role("button", name="Save and go back to the letter").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the Word file").click()
    letter = docx.Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    words = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    for said in (
        "Rt Hon Shabana Mahmood MP",
        "Fictional inspection of lamps",
        "<b>{{ 7*7 }}</b>",
        "Half the lamps are mended.",
        "the rest in May",
        "I have paid for the other half.",
        "Darryl Preston",
    ):
        assert said in words


def _type_date(page: Page, label: str, day: date) -> None:
    group = page.get_by_role("group", name=label)
    for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(part).fill(str(number))
