"""Every form of the desk, refused as the role went, an embargo came or the letter closed: no word is lost."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, Person, SignIn, change
from tests.fixtures.database import NOW, TODAY, person
from tests.fixtures.page_check import Visitor
from tests.services.commission_records import hold, invited, prepared, returned
from tests.services.move_records import a_whole_letter, approved, issued, submitted
from tests.web.walked_forms import Walk
from tracker.config import Settings
from tracker.domain.commitments import CommitmentDetails, CommitmentKind
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import ResponseStatus, Role
from tracker.models.base import db
from tracker.models.report import Report
from tracker.models.response import Response
from tracker.services.commitments import add_commitment
from tracker.services.response_moves import correct, withdraw

HAT = [Role.OFFICE_STAFF, Role.FORCE_INSPECTION_LEAD, Role.OWNER, Role.APPROVER]
DESK_PAGE = re.compile(r"/(responses|asked|commitments|offices/delegations|offices/accounts|marked-copies)\b")
STARTS = ("/responses", "/asked", "/commitments", "/offices")
BLUEPRINTS = {"answers", "asked", "commissions", "commitments", "commitment_outcomes", "letter_editor"} | {
    "letters",
    "margin_comments",
    "plans",
    "response_moves",
    "responses",
}
ELSEWHERE = {
    "answers.clear",
    "asked.word_form",
    "commissions.propose",
    "plans.days",
    "plans.withdraw",
    "responses.new",
}
"""Forms that take days, choices or a file and no words, or stand where no page of these letters leads."""


@pytest.fixture
def walk(app: Flask, make_account: MakeAccount, sign_in: SignIn, stopped_clock: None) -> Walk:
    """Nothing is recorded yet."""
    who, client = make_account(*HAT), app.test_client()
    sign_in(client, who)
    return Walk(app, who, Visitor(client), STARTS, DESK_PAGE)


def bring_to(state: str, who: Person, settings: Settings) -> None:
    """A letter at a state, through the services."""
    if state in ("preparing", "asked"):
        response = prepared()
        hold("head-of-crime", who.actor)
        if state == "asked":
            invited(response)
            returned(who.actor, "We did.")
        return
    response = a_whole_letter()
    if state != "preparing":
        submitted(response, person(Role.OFFICE_STAFF, name="First Drafter"))
    approver = person(Role.APPROVER, name="First Approver")
    if state in ("approved", "issued"):
        approved(response, approver)
    if state == "issued":
        issued(response, approver, settings.exports_dir)
        words = CommitmentDetails(CommitmentKind.REPEATING, "Counted again.", "Post", TODAY, 12)
        add_commitment(response=response, item=None, voice=None, details=words, by=SYSTEM, now=NOW)


def close() -> None:
    """The letter takes no more words: it is withdrawn, or a correction opens where it was issued."""
    response = db.session.query(Response).one()
    move = correct if response.status is ResponseStatus.ISSUED else withdraw
    move(response=response, version=response.version, reason="No.", by=SYSTEM, now=NOW, today=TODAY)


def put_under_embargo(is_embargoed: bool) -> None:
    """The report, as it is closed to everybody here or open again."""
    report = db.session.query(Report).one()
    report.is_embargoed = is_embargoed
    report.published_on += timedelta(days=365) * (1 if is_embargoed else -1)
    db.session.commit()


STATES = ["preparing", "asked", "ready", "approved", "issued"]
FORMS = {
    "preparing": {"answers.edit", "commissions.new", "letter_editor.edit"}
    | {"letters.edit", "margin_comments.index", "response_moves.withdraw", "delegations.new"},
    "asked": {"asked.show", "commissions.ask", "commissions.give_back", "plans.step", "plans.proof"},
    "ready": {"response_moves.approve", "response_moves.record_approval", "response_moves.send_back"},
    "approved": {"response_moves.issue"},
    "issued": {"response_moves.correct", "commitments.new", "commitments.decide"}
    | {"commitment_outcomes.show", "commitment_outcomes.again", "commitment_outcomes.edit"},
}
"""Which forms that take words must be met, at least, in which state of the letter."""


def test_every_form_of_the_desk_that_takes_words_is_met_in_some_state(app: Flask) -> None:
    met = set.union(*FORMS.values()) | ELSEWHERE
    desk = {rule.endpoint for rule in app.url_map.iter_rules() if {"GET", "POST"} <= (rule.methods or set())}
    assert {one for one in desk if one.split(".")[0] in BLUEPRINTS} - met == set()


@pytest.mark.parametrize("state", STATES)
def test_a_refused_form_gives_every_typed_word_back(walk: Walk, settings: Settings, state: str) -> None:
    with walk.app.app_context():
        bring_to(state, walk.who, settings)
    walk.open_all()
    assert FORMS[state] <= walk.met()
    change(walk.app, walk.who.account_id, roles=[Role.AUDITOR])
    assert walk.lost(is_refused=True) == []
    change(walk.app, walk.who.account_id, roles=HAT)
    with walk.app.app_context():
        put_under_embargo(True)
    assert walk.lost() == []
    with walk.app.app_context():
        put_under_embargo(False)
        close()
    assert walk.lost() == []
