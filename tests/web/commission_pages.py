"""A letter that is with the force, with pages for everybody who takes part."""

import io
from dataclasses import dataclass
from datetime import date

import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, Person, SignIn
from tests.fixtures.page_check import Visitor
from tests.services.commission_records import FINDING, FIRST, LETTER, hold, invited, prepared
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.queries.responses import response_by_reference

__all__ = ["FINDING", "FIRST", "LETTER"]
DESK, COMMISSION = f"/responses/{LETTER}", f"/responses/{LETTER}/commission"


@dataclass
class Desk:
    """The program with a letter that asks two posts, and the people by what they are."""

    app: Flask
    make_account: MakeAccount
    enter: SignIn
    people: dict[str, Person]

    def visitor(self, who: str) -> Visitor:
        """One of them, signed in, in a browser of their own."""
        client = self.app.test_client()
        self.enter(client, self.people[who])
        return Visitor(client)

    def invite(self, **given: object) -> None:
        """The comments invited by the office, in the service."""
        with self.app.app_context():
            letter = response_by_reference(db.session(), LETTER)
            assert letter is not None
            invited(letter, self.people["office"].actor, **given)


@pytest.fixture
def desk(app: Flask, make_account: MakeAccount, sign_in: SignIn, stopped_clock: None) -> Desk:
    """A letter of which nothing is asked yet, and everybody who will take part."""
    with app.app_context():
        prepared()
    people = {
        "office": make_account(Role.OFFICE_STAFF, name="Asha Patel"),
        "lead": make_account(Role.FORCE_INSPECTION_LEAD, name="Lee Force"),
        "crime": make_account(Role.OWNER, name="Cara Crime"),
        "custody": make_account(Role.OWNER, name="Kit Custody"),
        "approver": make_account(Role.APPROVER, name="Ines Roe"),
        "auditor": make_account(Role.AUDITOR, name="Ada Audit"),
        "executive": make_account(Role.EXECUTIVE_LEAD, name="Ed Chief"),
        "secretary": make_account(Role.BOARD_SECRETARY, name="Bo Board"),
        "admin": make_account(Role.ADMINISTRATOR, name="Tom Reed"),
    }
    with app.app_context():
        hold("head-of-crime", people["crime"].actor)
        hold("head-of-custody", people["custody"].actor)
    return Desk(app, make_account, sign_in, people)


def boxes_of(day: date, name: str) -> dict[str, str]:
    """A day as its three boxes send it."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def upload(content: bytes, name: str = "form.docx") -> dict[str, object]:
    """A file as a form sends it."""
    return {"file": (io.BytesIO(content), name)}
