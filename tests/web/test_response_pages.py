"""The public page of a response: the letter's words, its strict HTML5, and nobody's before the issue."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import html5lib
import pytest
from playwright.sync_api import Page

from tests.documents.test_response_page import words_on
from tests.fixtures.browser import axe_violations
from tests.fixtures.page_check import parsed, text_of
from tests.services.plan_records import move_to
from tests.web.letter_pages import DRAFT, OLD, Letters, letters, letters_sqlite, main_text
from tracker.domain.vocabulary import ResponseStatus, Role
from tracker.models.base import db
from tracker.models.response import Response

__all__ = ["letters", "letters_sqlite"]


@pytest.fixture
def issued(letters: Letters) -> Letters:
    """The draft of these letters has been issued."""
    with letters.app.app_context():
        response = db.session.query(Response).filter_by(reference=DRAFT).one()
        move_to(response, ResponseStatus.ISSUED)
    return letters


def words_of_letter(content: bytes) -> list[str]:
    """The words of the Word file, whose subject a page puts first as its heading."""
    paragraphs = docx.Document(io.BytesIO(content)).paragraphs
    subject = next(one for one in paragraphs if one.style is not None and one.style.name == "Heading 1")
    ordered = [subject, *(one for one in paragraphs if one._p is not subject._p)]
    return " ".join(one.text for one in ordered).split()


@pytest.mark.parametrize("reference", [DRAFT, OLD])
def test_the_page_says_the_words_of_the_letter_in_strict_html(issued: Letters, reference: str) -> None:
    visit, _ = issued.visitor(Role.OFFICE_STAFF)
    letter = visit.get(f"/responses/{reference}/letter.docx").data
    sent = issued_page(issued, reference)
    root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(sent.decode())
    main = root.find(".//main")
    assert main is not None
    assert words_on(main) == words_of_letter(letter)
    assert b"<script" not in sent
    assert b"<img" not in sent


def issued_page(letters: Letters, reference: str, role: Role = Role.AUDITOR) -> bytes:
    """The page as somebody takes it away, as a file and never as a page of ours."""
    visit, _ = letters.visitor(role)
    sent = visit.client.get(f"/responses/{reference}/page.html")
    assert sent.status_code == 200
    assert sent.headers["Content-Disposition"] == f"attachment; filename={reference}.html"
    assert sent.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    content: bytes = sent.data
    return content


def test_its_preview_says_the_same_words_in_a_page_of_ours(issued: Letters) -> None:
    visit, _ = issued.visitor(Role.OFFICE_STAFF)
    visit.get(f"/responses/{DRAFT}")
    assert f'href="/responses/{DRAFT}/page"' in visit.html
    visit.get(f"/responses/{DRAFT}/page")
    root = html5lib.HTMLParser(namespaceHTMLElements=False).parse(visit.html)
    article = next(root.iter("article"))
    letter = visit.get(f"/responses/{DRAFT}/letter.docx").data
    assert words_on(article) == words_of_letter(letter)


@pytest.mark.parametrize("status", [status for status in ResponseStatus if not status.is_issued])
@pytest.mark.parametrize("role", [Role.OFFICE_STAFF, Role.FORCE_INSPECTION_LEAD, Role.AUDITOR])
def test_there_is_no_page_before_the_letter_is_issued(
    letters: Letters, status: ResponseStatus, role: Role
) -> None:
    if status is not ResponseStatus.PREPARING:
        with letters.app.app_context():
            move_to(db.session.query(Response).filter_by(reference=DRAFT).one(), status)
    visit, _ = letters.visitor(role)
    for path in ("page", "page.html"):
        visit.get(f"/responses/{DRAFT}/{path}", status=403)
        said = main_text(visit)
        assert "has not been issued" in said or "has been withdrawn" in said
        assert "Chief constables should review" not in said
    visit.get(f"/responses/{DRAFT}")
    assert f"/responses/{DRAFT}/page" not in visit.html


def test_a_letter_that_lacks_something_or_is_marked_has_no_page_and_says_why(issued: Letters) -> None:
    visit, _ = issued.visitor(Role.OFFICE_STAFF)
    with issued.app.app_context():
        response = db.session.query(Response).filter_by(reference=OLD).one()
        response.closing = ""
        db.session.commit()
    visit.get(f"/responses/{OLD}/page", status=400)
    assert "lacks the closing words" in main_text(visit)
    visit.get(f"/responses/{OLD}/page.html", status=400)
    visit.get("/responses/S55-1999-01/page", status=404)


def test_page_and_preview_pass_axe_and_fit_a_narrow_window(
    issued: Letters, serve: Callable[..., str], new_page: Callable[..., Page], tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(issued_page(issued, DRAFT))
    page = new_page(width=320)
    page.goto(file.as_uri())
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320

    address = serve(issued.app)
    person = issued.make_account(Role.OFFICE_STAFF)
    page = new_page()
    page.goto(f"{address}/sign-in")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(person.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    for path in (
        f"/responses/{DRAFT}/page",
        f"/responses/{DRAFT}/plan",
        f"/responses/{DRAFT}/plan/days",
        f"/responses/{DRAFT}/plan/publication",
        f"/responses/{OLD}/plan",
        f"/responses/{DRAFT}/plan/approval/proof",
        "/responses",
    ):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{address}{path}")
        assert axe_violations(page) == [], path
        page.set_viewport_size({"width": 320, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path


def test_the_list_counts_by_year_and_each_count_leads_to_its_letters(issued: Letters) -> None:
    visit, _ = issued.visitor(Role.OFFICE_STAFF)
    visit.get("/responses")
    said = main_text(visit)
    assert "Day 27 of 56, last day Thursday 5 February 2026; letter dated on day 25 of 56" in said
    assert counts(visit.html) == ["2025", "0", "0", f"2: {OLD}, {DRAFT}", "0", "2"]
    on_day = {"done_on-day": "2", "done_on-month": "4", "done_on-year": "2025", "done_by": "Asha"}
    visit.submit(f"/responses/{OLD}/plan/publication", on_day)
    visit.get("/responses")
    assert counts(visit.html) == ["2025", "0", f"1: {OLD}", f"1: {DRAFT}", "0", "2"]


def counts(html: str) -> list[str]:
    """The cells of the latest year."""
    table = list(parsed(html).iter("table"))[-1]
    row = list(table.iter("tr"))[1]
    return [text_of(cell) for cell in row if cell.tag in {"th", "td"}]
