"""The long lists ask the database as often for two hundred items as for twenty."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from tests.bench.bench_register import filled_app, signed_in
from tests.fixtures.clock import STOPPED_AT
from tracker.models.base import db

FEW, MANY = 20, 200
ADDRESSES = (
    "/register",
    "/my-items?show=all",
    "/forecast?on=2027-01-07",
    "/as-at?on=2026-01-06",
    "/compare?from=2024-06-01&to=2026-01-06",
)
Page = tuple[int, int]
"""How many statements a page asks, and how many items it shows."""


def owned_by_one(folder: Path) -> None:
    """Give every item to the post that the reader holds."""
    with closing(sqlite3.connect(folder / "bench.sqlite")) as connection, connection:
        connection.execute("UPDATE progress SET owner_post_id = 1")
        connection.execute("UPDATE item_state SET owner_post_id = 1")


def asked(client: FlaskClient, address: str) -> Page:
    """What a page asks and shows on its second visit: the first makes what is kept."""
    sent: list[str] = []

    def note(*heard: object) -> None:
        sent.append(str(heard[2]))

    client.get(address)
    event.listen(db.engine, "before_cursor_execute", note)
    answer = client.get(address)
    event.remove(db.engine, "before_cursor_execute", note)
    assert answer.status_code == 200
    shown = answer.get_data(as_text=True).count('href="/items/')
    return sum(one.lstrip().startswith(("SELECT", "WITH")) for one in sent), shown


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    """Every page at both sizes."""
    found: dict[str, list[Page]] = {address: [] for address in ADDRESSES}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEST_CLOCK", STOPPED_AT)
        patch.setenv("ALLOW_TEST_CLOCK", "1")
        for items in (FEW, MANY):
            folder = tmp_path_factory.mktemp(f"of_{items}")
            app = filled_app(folder, items)
            owned_by_one(folder)
            client = signed_in(app)
            with app.app_context():
                for address in ADDRESSES:
                    found[address].append(asked(client, address))
                db.session.remove()
                db.engine.dispose()
    return found


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_asks_as_often_for_many_items_as_for_few(pages: dict[str, list[Page]], address: str) -> None:
    (few, shown_of_few), (many, shown_of_many) = pages[address]
    assert 0 < shown_of_few < shown_of_many
    assert few == many
