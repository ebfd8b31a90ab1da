"""The pages of final copies in a real browser: axe in their richest state, and nothing cut off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from sqlalchemy import text

from tests.web.test_commissions_in_a_browser import window
from tests.web.test_final_copies import PAGE, Room, room, secretary
from tests.web.test_my_items_in_a_browser import too_wide
from tests.web.test_responses_in_a_browser import look_over
from tracker.models.base import db

__all__ = ["room", "secretary"]


@pytest.fixture
def rich(room: Room) -> Room:
    """Two versions with their documents, the second one's sums apart, and changes since."""
    visit = room.visitor()
    visit.submit(f"{PAGE}/make", {})
    with room.app.app_context():
        db.session.execute(text("UPDATE item_state SET standing = 'closed' WHERE item_id = 1"))
        db.session.commit()
    words = {"reason": "A date was wrong. " + "LongWord" * 40, "does_not_reconcile": "A restore."}
    visit.submit(f"{PAGE}/correct", words)
    with room.app.app_context():
        db.session.execute(
            text("UPDATE final_copy SET as_at = '2026-01-07 12:04:00.000000' WHERE number = 2")
        )
        db.session.execute(
            text("UPDATE final_copy SET as_at = '2026-01-07 12:03:00.000000' WHERE number = 1")
        )
        db.session.commit()
    return room


def test_every_page_of_final_copies_passes_axe_and_fits_a_narrow_window(
    rich: Room, serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    address = serve(rich.app)
    page = window(address, new_page(1280), rich.secretary)
    for path in (PAGE, f"{PAGE}/correct", f"{PAGE}/2/check", f"{PAGE}/2/since"):
        page.goto(f"{address}{path}")
        assert not too_wide(page), path
        look_over(page, path)
