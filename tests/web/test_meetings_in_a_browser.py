"""The pages of a meeting in a real browser: axe in their richest state, and nothing cut off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.web.test_commissions_in_a_browser import window
from tests.web.test_meeting_records import ACTION
from tests.web.test_meetings import BOARD, EARLIER, MEETING, PLANNED, Room, room
from tests.web.test_my_items_in_a_browser import too_wide
from tests.web.test_responses_in_a_browser import look_over

__all__ = ["room"]


@pytest.fixture
def held(room: Room, monkeypatch: pytest.MonkeyPatch) -> Room:
    """Two meetings; of the second everything is recorded that can be, on its own day."""
    visit = room.visitor()
    for planned in (PLANNED | EARLIER, PLANNED):
        visit.submit(f"{BOARD}/meetings/new", planned)
    monkeypatch.setenv("TEST_CLOCK", "2026-02-04T15:00:00+00:00")
    visit = room.visitor()
    visit.submit(f"{MEETING}/attendance", {"came-1": "attended", "people-1": "Pat Ford, " * 20})
    decision = {"words": "Bring a plan.\n\n" + "LongWord" * 40, "item": "R2025-01-REC1"}
    visit.submit(f"{MEETING}/decisions/new", decision | ACTION)
    visit.get(MEETING)
    visit.send(path=MEETING, button="Ask for updates")
    visit.get(MEETING)
    visit.send(path=MEETING, button="Raise to Wessmere Coordination Board: R2025-01-REC1")
    return room


def test_every_page_of_a_meeting_passes_axe_and_fits_a_narrow_window(
    held: Room, serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    address = serve(held.app)
    page = window(address, new_page(1280), held.secretary)
    for path in (
        MEETING,
        f"{BOARD}/meetings/new",
        f"{MEETING}/edit",
        f"{MEETING}/attendance",
        f"{MEETING}/decisions/new",
        f"{MEETING}/move/call-off",
        "/",
    ):
        page.goto(f"{address}{path}")
        assert not too_wide(page), path
        look_over(page, path)


@pytest.mark.parametrize("path", [f"{BOARD}/meetings/new", f"{MEETING}/decisions/new"])
def test_a_refused_form_of_a_meeting_passes_axe(
    held: Room, serve: Callable[..., str], new_page: Callable[..., Page], path: str
) -> None:
    address = serve(held.app)
    page = window(address, new_page(1280), held.secretary)
    page.goto(f"{address}{path}")
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]").first.click()
    assert "There is a problem" in page.locator("main").inner_text()
    look_over(page, f"{path}, refused")
