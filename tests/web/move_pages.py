"""A register with one whole letter, at any of its states, and people of every role signed in to it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, SignIn
from tests.fixtures.database import NOW, TODAY, bare_app, opened, person
from tests.services.commission_records import DUE, FIRST, invited, record_force
from tests.services.move_records import a_whole_letter, approved, issued, submitted
from tests.services.plan_records import done
from tests.web.letter_pages import Letters
from tracker.config import Settings
from tracker.domain.permissions import SYSTEM
from tracker.domain.response_plan import PlanStep
from tracker.domain.step_proofs import Proof, ProofKind
from tracker.domain.vocabulary import ResponseStatus, Role
from tracker.models.base import db
from tracker.models.office import Holding, Post
from tracker.models.response import Response
from tracker.services.commissions import Ask
from tracker.services.offices import HoldingDetails, record_holding
from tracker.services.response_moves import withdraw

REFERENCE = "S55-2026-01"
PAGE = f"/responses/{REFERENCE}"
CHANGED = "approved and changed"
STATES = (*(status.value for status in ResponseStatus), CHANGED)


def another_home_secretary() -> None:
    """Somebody else held the office on the letter's day after all."""
    holding = db.session.query(Holding).filter_by(person_name="Rt Hon Bela Farrow MP").one()
    post = db.session.get_one(Post, holding.post_id)
    details = HoldingDetails("Rt Hon Dora Vale MP", holding.from_on, holding.to_on)
    record_holding(holding=holding, version=holding.version, post=post, details=details, by=SYSTEM, now=NOW)


def bring_to(state: str, exports: Path) -> None:
    """Take the whole letter to a state by its moves."""
    response = db.session.query(Response).one()
    if state in ("preparing", "with_the_force", "withdrawn"):
        if state == "withdrawn":
            withdraw(
                response=response, version=response.version, reason="No.", by=SYSTEM, now=NOW, today=TODAY
            )
        elif state == "with_the_force":
            invited(response, asks=[Ask(FIRST, "head-of-crime", "", DUE)])
        return
    office = person(Role.OFFICE_STAFF, name="First Drafter")
    approver = person(Role.APPROVER, name="First Approver")
    submitted(response, office)
    if state != "ready":
        approved(response, approver)
    if state == CHANGED:
        another_home_secretary()
    if state in ("issued", "published"):
        issued(response, approver, exports)
    if state == "published":
        done(
            response,
            PlanStep.PUBLICATION,
            proof=Proof(ProofKind.WEB_ADDRESS, address="https://a.example.org"),
        )


@pytest.fixture(scope="session")
def whole_sqlite(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with one letter that lacks nothing, made once."""
    path = tmp_path_factory.mktemp("whole") / "whole.sqlite"
    shutil.copy(empty_sqlite, path)
    with opened(bare_app(f"sqlite:///{path}")):
        a_whole_letter()
        record_force()
    return path


Desk = Callable[[str], Letters]


@pytest.fixture
def desk(
    whole_sqlite: Path,
    settings: Settings,
    app: Flask,
    make_account: MakeAccount,
    sign_in: SignIn,
    stopped_clock: None,
) -> Desk:
    """`desk("ready")`: the program with the whole letter at a state."""

    def at(state: str) -> Letters:
        shutil.copy(whole_sqlite, settings.instance_dir / "tracker.sqlite")
        with opened(bare_app(settings.database_url)):
            bring_to(state, settings.exports_dir)
        return Letters(app, make_account, sign_in)

    return at
