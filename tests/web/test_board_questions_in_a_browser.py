"""The questions for the Chief Constable in a real browser: axe in their richest state, nothing cut off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.services.question_records import NEXT_ON
from tests.web.commission_pages import boxes_of
from tests.web.test_board_questions import ANSWERED, GIVEN, ITEM, MEETING, QUESTIONS, Room, room
from tests.web.test_commissions_in_a_browser import window
from tests.web.test_my_items_in_a_browser import too_wide
from tests.web.test_responses_in_a_browser import look_over

__all__ = ["room"]
BOARD = MEETING.partition("/meetings")[0]
NEXT = QUESTIONS.replace("2026-02-04", NEXT_ON.isoformat())


@pytest.fixture
def asked(room: Room) -> Room:
    """Answers at two meetings, the second of them with a long word."""
    room.visitor(room.secretary).submit(
        f"{BOARD}/meetings/new", {**boxes_of(NEXT_ON, "on"), **boxes_of(NEXT_ON, "cut_off_on")}
    )
    visit = room.visitor()
    visit.submit(ANSWERED, GIVEN)
    long = "Two more.\n\n" + "LongWord" * 40
    visit.submit(f"{NEXT}/{ITEM}", {"answer": long, "assurance": "not_assured"})
    return room


def test_every_page_of_the_questions_passes_axe_and_fits_a_narrow_window(
    asked: Room, serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    address = serve(asked.app)
    page = window(address, new_page(1280), asked.office)
    for path in (NEXT, f"{NEXT}/{ITEM}", f"/items/{ITEM}", MEETING):
        page.goto(f"{address}{path}")
        assert not too_wide(page), path
        look_over(page, path)


def test_a_refused_answer_passes_axe(
    room: Room, serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    address = serve(room.app)
    page = window(address, new_page(1280), room.office)
    page.goto(f"{address}{ANSWERED}")
    with page.expect_navigation():
        page.click("text=Save the answer")
    assert "There is a problem" in page.locator("main").inner_text()
    look_over(page, f"{ANSWERED}, refused")


def test_the_questions_print_on_paper_without_what_can_only_be_pressed(
    asked: Room, serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    address = serve(asked.app)
    page = window(address, new_page(1280), asked.office)
    page.goto(f"{address}{NEXT}")
    page.emulate_media(media="print")
    assert page.locator("text=what stands in the way?").or_(page.locator("text=next meeting?")).count()
    assert not page.locator("text=Download as Word").is_visible()
    assert not page.locator(f'a[href="{NEXT}/{ITEM}"]').is_visible()
