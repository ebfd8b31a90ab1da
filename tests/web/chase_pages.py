"""A board's meeting with items that owe it a word, and pages for everybody who has a part in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, Person, SignIn
from tests.fixtures.database import NOW
from tests.fixtures.page_check import Visitor
from tests.services.chase_records import Chased, chased
from tests.services.update_records import updated
from tracker.domain.mail_server import MailServer
from tracker.domain.updates import UpdateDetails
from tracker.domain.vocabulary import OwnRating, Role
from tracker.models.base import db
from tracker.queries.items import item_by_reference
from tracker.queries.progress_updates import newest_update

FIRST, SECOND = "R2025-01-REC1", "R2025-01-REC2"


@dataclass
class Board:
    """The program with a board that meets on 4 February 2026, and the people by what they are."""

    app: Flask
    enter: SignIn
    people: dict[str, Person]
    reference: str

    @property
    def page(self) -> str:
        """The address of the meeting."""
        return f"/boards/{self.reference}/meetings/2026-02-04"

    def visitor(self, who: str) -> Visitor:
        """One of them, signed in, in a browser of their own."""
        client = self.app.test_client()
        self.enter(client, self.people[who])
        return Visitor(client)

    def update(self, done: str, *, item: str = FIRST, minutes: int = 0, board_text: str = "") -> None:
        """The owner says a word on an item."""
        with self.app.app_context():
            found = item_by_reference(db.session(), item)
            assert found is not None
            last = newest_update(db.session(), found.id)
            updated(
                found,
                self.people["owner"].actor,
                seen=last.id if last else 0,
                update=UpdateDetails(done, "", OwnRating.ON_TRACK, board_text),
                now=NOW + timedelta(minutes=minutes),
            )

    def sends_through(self, server: MailServer) -> None:
        """From here on messages leave through this server."""
        self.app.config["SETTINGS"] = replace(self.app.config["SETTINGS"], mail=server)

    @contextmanager
    def inside(self) -> Iterator[None]:
        """The register, to look into."""
        with self.app.app_context():
            yield


@pytest.fixture
def board(app: Flask, make_account: MakeAccount, sign_in: SignIn, stopped_clock: None) -> Board:
    """Two items of one owner, without a word since the board was set up."""
    people = {
        "secretary": make_account(Role.BOARD_SECRETARY, name="Bo Secretary", email="bo@example.org"),
        "deputy": make_account(Role.BOARD_SECRETARY, name="Una Other"),
        "owner": make_account(Role.OWNER, name="Owen Hart", email="owen@example.org"),
        "stranger": make_account(Role.OWNER, name="Nia Stranger"),
        "office": make_account(Role.OFFICE_STAFF, name="Asha Patel"),
    }
    with app.app_context():
        made: Chased = chased("1", "2", secretary=people["secretary"].actor, owner=people["owner"].actor)
        reference = made.board.reference
    return Board(app, sign_in, people, reference)
