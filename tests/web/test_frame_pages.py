"""The frame and its components, as a page and in a browser."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page

from tests.fixtures.browser import axe_violations
from tests.fixtures.page_check import Visitor, faults_of, parsed, text_of, words_of
from tests.web.frame_app import AWKWARD, make_app

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

Serve = Callable[["WSGIApplication"], str]
GOOD = {
    "title": "A title",
    "published_on-day": "27",
    "published_on-month": "3",
    "published_on-year": "2026",
    "kind": "ncpi",
    "position": "agreed",
    "answer": "\n\n  Indented first line.\n\n- a bullet",
    "confirmed": "y",
}


@pytest.fixture
def visit() -> Visitor:
    return Visitor(make_app().test_client())


def test_the_page_of_every_component_is_well_made(visit: Visitor) -> None:
    said = words_of(visit.get("/"))
    assert "Day 27 of 56" in said
    assert "Test clock" in said


def test_typed_markup_is_shown_as_typed(visit: Visitor) -> None:
    visit.get("/")
    assert "<script>alert" not in visit.html
    assert AWKWARD in "".join(parsed(visit.html).itertext())


def test_a_title_is_the_pages_own_and_says_when_something_is_wrong(visit: Visitor) -> None:
    visit.get("/plain")
    assert text_of(parsed(visit.html).find("head/title")) == "A plain page – Recommendations tracker"
    assert text_of(next(parsed(visit.html).iter("h1"))) == "A plain page"
    visit.submit("/", {"title": ""}, status=400)
    assert text_of(parsed(visit.html).find("head/title")).startswith("Error: Report R2025-04 – ")


def test_what_was_wrong_is_listed_with_links_to_the_boxes(visit: Visitor) -> None:
    visit.submit("/", GOOD | {"title": " ", "published_on-day": "32"}, status=400)
    summary = next(
        e for e in parsed(visit.html).iter("div") if "govuk-error-summary" in (e.get("class") or "")
    )
    assert [a.get("href") for a in summary.iter("a")] == ["#title", "#published_on-day"]


def test_a_text_comes_back_without_a_character_more_or_less(visit: Visitor) -> None:
    visit.submit("/", GOOD | {"title": ""}, status=400)
    box = next(b for b in parsed(visit.html).iter("textarea") if b.get("name") == "answer")
    assert "".join(box.itertext()) == GOOD["answer"]


def test_what_was_done_is_said_on_the_next_page(visit: Visitor) -> None:
    visit.submit("/", GOOD)
    assert "Report “A title” saved" in words_of(visit.get("/plain"))


def test_the_page_check_finds_what_is_wrong_with_a_page() -> None:
    faults = " ".join(
        faults_of(
            '<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body onload="x()">'
            '<h1 id="a">1</h1><h1 id="a">2</h1><h3>3</h3><form method="post"><input name="n"></form>'
            '<a href="javascript:x">x</a><p style="color:red" aria-describedby="none">x</b></p></body></html>'
        )
    )
    for words in [
        "in English",
        "title of its own",
        "2 <h1>",
        "0 <main>",
        "jumps",
        "more than once",
        "no label",
    ]:
        assert words in faults
    for words in [
        "no CSRF token",
        "<style>",
        "onload=",
        "style=",
        "runs code",
        "not on the page",
        "HTML fault",
    ]:
        assert words in faults


@pytest.mark.parametrize("width", [1280, 320])
def test_every_component_passes_axe_and_fits_the_screen(
    serve: Serve, new_page: Callable[..., Page], width: int
) -> None:
    page = new_page(width)
    page.goto(serve(make_app()))
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Save report").click()
    assert page.title().startswith("Error: ")
    assert "govuk-error-summary" in page.evaluate("document.activeElement.className")
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keyboard_skips_to_the_main_part_and_sees_where_it_is(serve: Serve, page: Page) -> None:
    page.goto(serve(make_app()))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
    assert (
        page.evaluate('document.querySelectorAll(\'[tabindex]:not([tabindex="0"],[tabindex="-1"])\').length')
        == 0
    )


def test_controls_are_large_enough_to_hit(serve: Serve, new_page: Callable[..., Page]) -> None:
    page = new_page(390)
    page.goto(serve(make_app()))
    small = page.evaluate(
        """[...document.querySelectorAll(
            'button, summary, input:not([type=hidden]), select, .app-filter__chip, .app-header a'
        )].filter(e => e.offsetParent && Math.min(e.offsetHeight, e.offsetWidth) < 24)
        .map(e => e.outerHTML)"""
    )
    assert small == []


def test_everything_is_there_without_javascript(serve: Serve, new_page: Callable[..., Page]) -> None:
    page = new_page(390, java_script_enabled=False)
    page.goto(serve(make_app()))
    assert page.get_by_role("link", name="Responses", exact=True).is_visible()
    assert page.get_by_label("Words").is_visible()
    page.get_by_role("button", name="Save report").click()
    assert page.get_by_text("Choose the kind of report").first.is_visible()


def test_a_session_about_to_end_can_be_kept(serve: Serve, page: Page) -> None:
    app = make_app()
    app.context_processor(lambda: {"idle": {"warn_after": 0, "ends_after": 120, "extend_href": "/echo"}})
    page.goto(serve(app))
    page.get_by_role("heading", name="You will soon be signed out").wait_for()
    with page.expect_response("**/echo") as answer:
        page.get_by_role("button", name="Stay signed in").click()
    assert answer.value.ok
