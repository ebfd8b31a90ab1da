"""The chase list and the texts for the board in a real browser: by axe, at every width, kept while typed."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.services.chase_records import NOBODY_LISTENS
from tests.web.chase_pages import FIRST, SECOND, Board, board
from tests.web.test_board_texts import save, texts, typed
from tests.web.test_chasing import chase, press
from tests.web.test_commissions_in_a_browser import window
from tests.web.test_responses_in_a_browser import look_over

__all__ = ["board"]

Serve = Callable[..., str]
NewPage = Callable[..., Page]


def test_the_richest_pages_pass_axe_and_fit_a_narrow_window(
    board: Board, serve: Serve, new_page: NewPage
) -> None:
    bo = board.visitor("secretary")
    board.update("All were trained.", board_text="Everybody is trained.")
    bo.get(texts(board))
    save(bo, board, typed("Every handler is trained.", ""), status=302)
    board.update("Tested too.", board_text="The test failed.", minutes=5)
    board.sends_through(NOBODY_LISTENS)
    press(bo, board)
    address = serve(board.app)
    page = window(address, new_page(1280), board.people["secretary"])
    for path in (chase(board), texts(board), f"{texts(board)}?find=nowhere"):
        page.goto(f"{address}{path}")
        look_over(page, path)
    page = window(address, new_page(1280), board.people["owner"])
    page.goto(f"{address}/items/{FIRST}/updates")
    look_over(page, "updates")


def test_a_conflict_passes_axe_and_keeps_what_was_typed_in_both_windows(
    board: Board, serve: Serve, new_page: NewPage
) -> None:
    address = serve(board.app)
    page = window(address, new_page(1280), board.people["secretary"])
    page.goto(f"{address}{texts(board)}")
    bo = board.visitor("secretary")
    bo.get(texts(board))
    save(bo, board, typed("Theirs."))
    page.get_by_label("Text for the board").nth(0).fill("Mine.")
    page.get_by_label("Text for the board").nth(1).fill("Still mine.")
    page.get_by_role("button", name=f"Save the text on {FIRST}").click()
    expect(page.locator("main")).to_contain_text("Both texts are below")
    expect(page.get_by_label("Text for the board").nth(1)).to_have_value("Still mine.")
    look_over(page, "conflict")


def test_what_is_typed_and_not_saved_is_offered_again(board: Board, serve: Serve, new_page: NewPage) -> None:
    address = serve(board.app)
    page = window(address, new_page(390), board.people["secretary"])
    page.goto(f"{address}{texts(board)}?find={SECOND}")
    page.get_by_label("Text for the board").fill("Nearly lost.")
    expect(page.locator("[data-draft-form]")).to_contain_text("Last kept at", timeout=10_000)
    page.goto(f"{address}{texts(board)}")
    page.get_by_role("link", name="Fill in what I typed").click()
    expect(page.get_by_label("Text for the board")).to_have_value("Nearly lost.")
    expect(page.locator("main")).to_contain_text("What is typed here is not saved yet.")
    page.get_by_role("button", name=f"Save the text on {SECOND}").click()
    expect(page.locator("main")).to_contain_text(f"The text for the board on {SECOND} is saved.")
    expect(page.get_by_role("link", name="Fill in what I typed")).to_have_count(0)
