"""A register with posts, their people and items for the pages of ownership."""

from dataclasses import dataclass

import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, Person, SignIn
from tests.fixtures.page_check import Visitor
from tests.services.ownership_records import a_post, holds
from tests.services.records import a_report, an_item
from tracker.domain.vocabulary import ForWhom, Role


@dataclass(frozen=True)
class Owned:
    """Two posts, one with its holder, and items of the force that nobody owns yet."""

    app: Flask
    make_account: MakeAccount
    enter: SignIn
    asha: Person
    ben: Person
    references: tuple[str, ...]

    def visitor(self, *roles: Role, name: str = "") -> Visitor:
        """Somebody signed in, in a browser of their own."""
        client = self.app.test_client()
        self.enter(client, self.make_account(*roles, name=name))
        return Visitor(client)


@pytest.fixture
def owned(app: Flask, make_account: MakeAccount, sign_in: SignIn, stopped_clock: None) -> Owned:
    """Head of Reviews, held by Asha Patel; Head of CID, which nobody holds; three items."""
    asha = make_account(Role.OWNER, name="Asha Patel")
    ben = make_account(Role.OWNER, name="Ben Okoro")
    with app.app_context():
        holds(a_post(), asha.actor)
        a_post("cid", "Head of CID")
        report = a_report()
        items = [an_item(report, number=str(n + 1), for_whom=ForWhom.FORCE) for n in range(3)]
        references = tuple(item.reference for item in items)
    return Owned(app, make_account, sign_in, asha, ben, references)
