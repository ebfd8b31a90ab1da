"""A pack and the front of its board ask the database as often for two hundred items as for twenty."""

import pytest

from tests.bench.bench_register import filled_app, signed_in
from tests.fixtures.clock import STOPPED_AT
from tests.services.board_records import a_board, overseeing
from tests.web.test_statements_of_lists import FEW, MANY, Page, asked
from tracker.models.base import db

BOARD = "/boards/every-item"
ADDRESSES = (BOARD, f"{BOARD}/pack", f"{BOARD}/pack/register", f"{BOARD}/pack/rows?term=closing")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    """Every page at both sizes."""
    found: dict[str, list[Page]] = {address: [] for address in ADDRESSES}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEST_CLOCK", STOPPED_AT)
        patch.setenv("ALLOW_TEST_CLOCK", "1")
        for items in (FEW, MANY):
            app = filled_app(tmp_path_factory.mktemp(f"of_{items}"), items)
            client = signed_in(app)
            with app.app_context():
                overseeing(a_board("Every item"))
                for address in ADDRESSES:
                    found[address].append(asked(client, address))
                db.session.remove()
                db.engine.dispose()
    return found


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_pack_asks_as_often_for_many_items_as_for_few(pages: dict[str, list[Page]], address: str) -> None:
    (few, shown_of_few), (many, shown_of_many) = pages[address]
    assert (0 if address == BOARD else 1) <= shown_of_few <= shown_of_many
    assert few == many
