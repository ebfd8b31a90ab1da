"""The pack of a board and its front in a real browser: axe in their richest state, and nothing cut off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.web.test_commissions_in_a_browser import window
from tests.web.test_my_items_in_a_browser import too_wide
from tests.web.test_packs import BOARD, MEETS, PACK, Room, moved
from tests.web.test_responses_in_a_browser import look_over

__all__ = ["moved"]


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_of_a_pack_passes_axe_and_fits_the_window(
    moved: Room, serve: Callable[..., str], new_page: Callable[..., Page], width: int
) -> None:
    address = serve(moved.app)
    page = window(address, new_page(width), moved.secretary)
    for path in (
        BOARD,
        f"{PACK}?on={MEETS}",
        f"{PACK}?on=never",
        f"{PACK}/register",
        f"{PACK}/changes",
        f"{PACK}/rows?term=opening",
        f"{PACK}/rows?term=closing",
    ):
        page.goto(f"{address}{path}")
        page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
        assert not too_wide(page), path
        look_over(page, path)
