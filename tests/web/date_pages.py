"""A register with one item that is due, and the people who ask for its dates and decide on them."""

from dataclasses import dataclass

import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, Person, SignIn
from tests.fixtures.page_check import Visitor
from tests.services.date_records import DEC, Dated, a_dated_item
from tests.services.records import BY_JUNE
from tracker.domain.items import DeadlineDetails
from tracker.domain.vocabulary import DeadlineBasis, Precision, Role

ITEM = "/items/R2025-01-REC1"
LATER = DeadlineDetails("By the end of the year", DEC, Precision.DAY, DeadlineBasis.DATED)


@dataclass
class DatePages:
    """The program with an item due by 30 June 2026, its owner and its executive lead."""

    app: Flask
    make_account: MakeAccount
    enter: SignIn
    owner: Person
    lead: Person
    dated: Dated

    def visitor(self, *who: Role | Person, name: str = "") -> Visitor:
        """Somebody signed in, in a browser of their own."""
        client = self.app.test_client()
        person = who[0] if isinstance(who[0], Person) else self.make_account(*who, name=name)
        self.enter(client, person)
        return Visitor(client)


@pytest.fixture
def date_pages(app: Flask, make_account: MakeAccount, sign_in: SignIn, stopped_clock: None) -> DatePages:
    """The item, given to its posts."""
    owner = make_account(Role.OWNER, name="Owen Hart")
    lead = make_account(Role.EXECUTIVE_LEAD, name="Lena Marsh")
    with app.app_context():
        dated = a_dated_item(owner=owner.actor, lead=lead.actor, deadlines=(BY_JUNE, LATER))
    return DatePages(app, make_account, sign_in, owner, lead, dated)
