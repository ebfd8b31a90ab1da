"""Every form of the desk, refused as the role went, an embargo came or the letter closed: no word is lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, Person, SignIn, change
from tests.fixtures.database import NOW, TODAY, person
from tests.fixtures.page_check import Visitor, parsed, values_of
from tests.services.commission_records import hold, invited, prepared, returned
from tests.services.move_records import a_whole_letter, approved, issued, submitted
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
NO_WORDS = ("-day", "-month", "-year", "version", "every_months")
"""Boxes that take figures only."""


@dataclass
class Walk:
    """The program with a letter, and somebody with every hat of the desk who opens all of its forms."""

    app: Flask
    who: Person
    visit: Visitor
    forms: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def open_all(self) -> None:
        """Follow the links of the desk and keep each form with words typed into its boxes."""
        waiting, seen = ["/responses", "/asked", "/commitments", "/offices"], set[str]()
        while waiting:
            path = waiting.pop()
            answer = self.visit.client.get(path)
            seen.add(path)
            if answer.mimetype != "text/html" or answer.status_code != 200:
                continue
            main = next(parsed(answer.get_data(as_text=True)).iter("main"))
            self.keep_forms(path, main)
            for link in main.iter("a"):
                href = (link.get("href") or "").partition("#")[0]
                if DESK_PAGE.match(href) and href not in seen and href not in waiting:
                    waiting.append(href)

    def keep_forms(self, path: str, main: Element) -> None:
        """The forms of one page that send words."""
        for form in main.iter("form"):
            words = dict(typed_into(form))
            if (form.get("method") or "").lower() == "post" and words:
                target = form.get("action") or path
                self.forms[target, " ".join(sorted(words))] = values_of(form) | words

    def met(self) -> set[str]:
        """The views that these forms are sent to."""
        routes = self.app.url_map.bind("localhost")
        return {routes.match(target.partition("?")[0], method="POST")[0] for target, _ in self.forms}

    def lost(self, *, is_refused: bool = False) -> list[str]:
        """Send every form again; the words that a refusal did not give back, and what was not refused."""
        found = []
        for (target, _), values in self.forms.items():
            answer = self.visit.client.post(target, data=values)
            if is_refused and answer.status_code < 400:
                found.append(f"{target} was taken")
            if answer.status_code >= 400:
                body = answer.get_data(as_text=True)
                found += [f"{target} {name}" for name, text in values.items() if is_lost(text, body)]
        return found


def is_lost(text: object, body: str) -> bool:
    return isinstance(text, str) and text.startswith("Words for ") and text not in body


def typed_into(form: Element) -> Iterator[tuple[str, str]]:
    """Words for each box of a form that takes them."""
    for control in form.iter():
        name = control.get("name") or ""
        is_box = control.tag == "textarea" or control.get("type") == "text"
        if name and is_box and not name.endswith(NO_WORDS) and control.get("readonly") is None:
            yield name, f"Words for {name} 4711"


@pytest.fixture
def walk(app: Flask, make_account: MakeAccount, sign_in: SignIn, stopped_clock: None) -> Walk:
    """Nothing is recorded yet."""
    who, client = make_account(*HAT), app.test_client()
    sign_in(client, who)
    return Walk(app, who, Visitor(client))


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
