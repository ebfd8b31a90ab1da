"""An item with its owner and those who check it, for the pages of completion and of HMICFRS's letters."""

from dataclasses import dataclass

import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, Person, SignIn
from tests.fixtures.page_check import Visitor
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import a_report, an_item
from tracker.domain.vocabulary import Role

ITEM = "R2025-01-REC1"
SECOND, THIRD = "R2025-01-REC2", "R2025-01-REC3"


@dataclass(frozen=True)
class Desk:
    """Three items; the first has an owner, Owen Hart, and Ines Roe signs off."""

    app: Flask
    owner: Person
    checker: Person
    enter: SignIn
    make_account: MakeAccount

    def visitor(self, who: Person | Role) -> Visitor:
        """Somebody signed in, in a browser of their own."""
        client = self.app.test_client()
        self.enter(client, who)
        return Visitor(client)


@pytest.fixture
def desk(app: Flask, make_account: MakeAccount, sign_in: SignIn, stopped_clock: None) -> Desk:
    """The program with these three items, on a clock that stands still."""
    owner = make_account(Role.OWNER, name="Owen Hart")
    checker = make_account(Role.SIGNING_OFF, name="Ines Roe")
    with app.app_context():
        report, post = a_report(), a_post()
        items = [an_item(report, f"Review {n}.", number=str(n)) for n in (1, 2, 3)]
        holds(post, owner.actor)
        allocated(items[0], post)
    return Desk(app, owner, checker, sign_in, make_account)
