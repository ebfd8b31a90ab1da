"""An item with everybody who has a part in it, and pages for each of them."""

from dataclasses import dataclass

import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, Person, SignIn
from tests.fixtures.page_check import Visitor
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import BY_JUNE, a_report, an_item
from tracker import clock
from tracker.domain.updates import UpdateDetails
from tracker.domain.vocabulary import ForWhom, OwnRating, Role
from tracker.models.base import db
from tracker.queries.items import item_by_reference
from tracker.queries.progress_updates import newest_update
from tracker.services.updates import record_update

ITEM, OTHER = "R2025-01-REC1", "R2025-01-REC2"


@dataclass
class Work:
    """The program with two items that were given to a post, and the people by what they are."""

    app: Flask
    enter: SignIn
    people: dict[str, Person]

    def visitor(self, who: str) -> Visitor:
        """One of them, signed in, in a browser of their own."""
        client = self.app.test_client()
        self.enter(client, self.people[who])
        return Visitor(client)

    def update(self, who: str, done: str, rating: OwnRating = OwnRating.ON_TRACK, item: str = ITEM) -> None:
        """An update on an item, recorded in the service."""
        with self.app.app_context():
            found = item_by_reference(db.session(), item)
            assert found is not None
            last = newest_update(db.session(), found.id)
            record_update(
                item=found,
                seen=last.id if last else 0,
                update=UpdateDetails(done, "", rating),
                by=self.people[who].actor,
                now=clock.now(),
            )


@pytest.fixture
def work(app: Flask, make_account: MakeAccount, sign_in: SignIn, stopped_clock: None) -> Work:
    """Two items of the head of reviews, one of them due by 30 June 2026; their executive lead is named."""
    people = {
        "owner": make_account(Role.OWNER, name="Owen Owner"),
        "second": make_account(Role.OWNER, name="Sia Second"),
        "stranger": make_account(Role.OWNER, name="Nia Stranger"),
        "executive": make_account(Role.EXECUTIVE_LEAD, name="Ed Chief"),
        "signing": make_account(Role.SIGNING_OFF, name="Sig Noff"),
        "lead": make_account(Role.FORCE_INSPECTION_LEAD, name="Lee Force"),
        "auditor": make_account(Role.AUDITOR, name="Ada Audit"),
    }
    with app.app_context():
        post, executive = a_post(), a_post("chief", "Assistant Chief Constable")
        for who in ("owner", "second"):
            holds(post, people[who].actor)
        holds(executive, people["executive"].actor)
        report = a_report()
        for number, deadlines in (("1", (BY_JUNE,)), ("2", ())):
            text = f"Chief constables should review open cases, part {number}."
            item = an_item(report, text, number=number, for_whom=ForWhom.FORCE, deadlines=deadlines)
            allocated(item, post, executive=executive)
    return Work(app, sign_in, people)
