"""The pages of a redaction: look, ask, look again, confirm or refuse."""

import json
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.fixtures.app import Person, SignIn
from tests.fixtures.database import NOW, TODAY
from tests.fixtures.page_check import Visitor, words_of
from tracker.config import Settings
from tracker.domain.items import ItemDetails
from tracker.domain.permissions import SYSTEM
from tracker.domain.reports import ReportDetails
from tracker.domain.vocabulary import ForWhom, ItemKind, Layout, ReportKind, Role
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.redaction import Redaction
from tracker.models.session import LoginSession
from tracker.services.answers import AnswerDetails, write_answer
from tracker.services.history import verify
from tracker.services.items import add_item
from tracker.services.reports import add_report
from tracker.services.responses import start_response

pytestmark = pytest.mark.usefixtures("stopped_clock")

NAME = "Zelda Quartermain"
REASON = "The name of a child."


@pytest.fixture
def typed(app: Flask, settings: Settings) -> None:
    """The name in an item, in both voices of a draft answer, and in a file of exports."""
    with app.app_context():
        details = ReportDetails("Listening", ReportKind.NATIONAL_THEMATIC, "HMICFRS", date(2025, 12, 12))
        report = add_report(details=details, by=SYSTEM, now=NOW, today=TODAY)
        text = f"All forces should look at {NAME}."
        asked = ItemDetails(ItemKind.RECOMMENDATION, "1", text, for_whom=ForWhom.BOTH)
        item = add_item(report=report, details=asked, by=SYSTEM, now=NOW)
        response = start_response(
            reports=[report], letter_dated=None, layout=Layout.HEADED, by=SYSTEM, now=NOW, today=TODAY
        )
        words = AnswerDetails(chief_constable=f"{NAME} was seen.", pcc=f"Secretly I met {NAME}.")
        write_answer(response=response, item=item, version=0, details=words, by=SYSTEM, now=NOW)
        db.session.remove()
    settings.exports_dir.mkdir()
    (settings.exports_dir / "letter.txt").write_text(f"About {NAME}.")


@pytest.fixture
def asha(sign_in: SignIn, client: FlaskClient) -> Person:
    return sign_in(client, Role.OFFICE_STAFF, name="Asha Patel")


@pytest.fixture
def tom(app: Flask, sign_in: SignIn) -> Visitor:
    other = app.test_client()
    sign_in(other, Role.FORCE_INSPECTION_LEAD, name="Tom Reed")
    return Visitor(other)


def ask(visit: Visitor, words: str = NAME) -> None:
    visit.submit("/redactions/new", {"words": words, "reason": REASON, "step": "ask"}, status=303)


def test_the_first_visit_says_what_it_is_for(visit: Visitor, asha: Person) -> None:
    assert "Nothing was ever redacted" in words_of(visit.get("/redactions"))


def test_a_look_shows_where_the_words_stand_and_asks_nothing(
    visit: Visitor, asha: Person, typed: None, app: Flask
) -> None:
    typed_words = {"words": NAME.lower(), "reason": REASON, "step": "look"}
    said = words_of(visit.submit("/redactions/new", typed_words, status=200))
    assert "Where the words stand: 8 places" in said
    assert "Item 1" in said
    assert "Answers to items 2" in said
    assert "Entry of the search 1" in said
    assert "File in exports, which is deleted 1" in said
    assert "All forces should look at Zelda Quartermain." in said
    assert "Secretly I met Zelda Quartermain." in said
    assert "Answer to R2025-01-REC1 in S55-2026-01, PCC’s response" in said
    with app.app_context():
        assert db.session.query(Redaction).count() == 0


def test_a_draft_of_the_other_side_is_counted_and_not_shown(tom: Visitor, typed: None) -> None:
    typed_words = {"words": NAME, "reason": REASON, "step": "look"}
    said = words_of(tom.submit("/redactions/new", typed_words, status=200))
    assert "Answers to items 2" in said
    assert "Zelda Quartermain was seen." in said
    assert "Secretly" not in said
    assert "2 more places in records, search and drafts not shown here." in said


def test_a_report_under_embargo_is_counted_and_not_shown(visit: Visitor, asha: Person, app: Flask) -> None:
    with app.app_context():
        details = ReportDetails(
            f"Hidden for {NAME}", ReportKind.PEEL, "HMICFRS", date(2026, 2, 1), is_embargoed=True
        )
        add_report(details=details, by=SYSTEM, now=NOW, today=TODAY)
        db.session.remove()
    typed_words = {"words": NAME, "reason": REASON, "step": "look"}
    said = words_of(visit.submit("/redactions/new", typed_words, status=200))
    assert "Report 1" in said
    assert "Hidden" not in said


@pytest.mark.parametrize(
    ("words", "reason", "box", "sentence"),
    [
        ("", REASON, "words", "Enter the words to remove"),
        ("ab", REASON, "words", "at least three letters"),
        ("Nobody of that name", REASON, "words", "stand nowhere here"),
        ("[redacted]", REASON, "words", "what stands in the place"),
        (NAME, "", "reason", "Say why the words must go"),
        (NAME, f"{NAME} is a child.", "reason", "write it without the words"),
        ("x" * 501, REASON, "words", "500 characters or fewer"),
    ],
)
@pytest.mark.parametrize("step", ["look", "ask"])
def test_a_request_that_does_not_hold_is_refused_beside_the_field(
    visit: Visitor, asha: Person, typed: None, words: str, reason: str, box: str, sentence: str, step: str
) -> None:
    sent = {"words": words, "reason": reason, "step": step}
    answer = visit.submit("/redactions/new", sent, status=400)
    assert sentence in words_of(answer)
    assert f'href="#{box}"' in visit.html


def test_the_same_words_are_asked_for_once(visit: Visitor, asha: Person, typed: None) -> None:
    ask(visit)
    sent = {"words": NAME.upper(), "reason": REASON, "step": "ask"}
    answer = visit.submit("/redactions/new", sent, status=400)
    assert "Redaction 1 asks for the same words" in words_of(answer)


def test_the_asker_sees_why_she_cannot_confirm(visit: Visitor, asha: Person, typed: None) -> None:
    ask(visit)
    said = words_of(visit.get("/redactions/1"))
    assert "Another person than the one who asked must confirm a redaction." in said
    assert "Withdraw the request" in said
    assert "cannot be undone" in said
    assert 'action="/redactions/1/confirm"' not in visit.html


def test_the_asker_cannot_confirm_behind_the_page(visit: Visitor, asha: Person, typed: None) -> None:
    ask(visit)
    visit.get("/redactions/1")
    token = visit.html.split('name="csrf_token" value="')[1].split('"')[0]
    answer = visit.post("/redactions/1/confirm", {"version": "1", "csrf_token": token}, 403)
    assert "Another person" in words_of(answer)


def test_the_second_person_confirms_and_is_told_what_was_done(
    visit: Visitor, tom: Visitor, asha: Person, typed: None, app: Flask, settings: Settings
) -> None:
    ask(visit)
    said = words_of(tom.get("/redactions/1"))
    assert "Asked for by Asha Patel" in said
    assert "All forces should look at" in said
    tom.send({}, path="/redactions/1", button="Remove the words everywhere", status=303)
    said = words_of(tom.get("/redactions/1"))
    assert "The words are removed from 8 places." in said
    assert "Confirmed by Tom Reed, 7 January 2026 at 12:05pm: removed from 8 places." in said
    assert NAME not in said
    assert "Confirmed" in words_of(visit.get("/redactions"))
    with app.app_context():
        assert db.session.query(Item).one().text == "All forces should look at [redacted]."
        assert verify(db.session()).faults == ()
    assert list(settings.exports_dir.iterdir()) == []


def test_the_confirmers_own_kept_words_are_cleaned_too(
    visit: Visitor, tom: Visitor, asha: Person, typed: None, app: Flask, tmp_path: Path
) -> None:
    ask(visit)
    tom.get("/redactions/1")
    draft = {"path": "/none", "fields": [["words", f"{NAME} again"]]}
    with app.app_context():
        for row in db.session.query(LoginSession).all():
            row.data = json.dumps(json.loads(row.data) | {"kept_form": draft})
        db.session.commit()
    tom.send({}, path="/redactions/1", button="Remove the words everywhere", status=303)
    tom.get("/redactions/1")
    with app.app_context():
        kept = [json.loads(row.data)["kept_form"]["fields"] for row in db.session.query(LoginSession).all()]
    assert kept == [[["words", "[redacted] again"]]] * 2
    assert b"Quartermain" not in (tmp_path / "tracker.sqlite").read_bytes()


def test_a_refused_request_forgets_the_words(visit: Visitor, tom: Visitor, asha: Person, typed: None) -> None:
    ask(visit)
    tom.get("/redactions/1")
    tom.send({}, path="/redactions/1", button="Refuse: the words stay", status=303)
    said = words_of(tom.get("/redactions/1"))
    assert "Refused by Tom Reed" in said
    assert NAME not in said


def test_a_decided_request_cannot_be_decided_again(
    visit: Visitor, tom: Visitor, asha: Person, typed: None
) -> None:
    ask(visit)
    tom.get("/redactions/1")
    page = tom.html
    tom.send({}, path="/redactions/1", button="Remove the words everywhere", status=303)
    tom.html = page
    tom.send({}, path="/redactions/1", button="Refuse: the words stay", status=409)


def test_somebody_whose_account_bears_the_words_is_named(visit: Visitor, asha: Person, typed: None) -> None:
    sent = {"words": "Asha Patel", "reason": REASON, "step": "look"}
    said = words_of(visit.submit("/redactions/new", sent, status=200))
    assert "also in the name or address of an account (Asha Patel), which stays" in said


@pytest.mark.parametrize("role", [Role.OWNER, Role.AUDITOR, Role.APPROVER])
def test_others_are_told_who_may(visit: Visitor, client: FlaskClient, sign_in: SignIn, role: Role) -> None:
    sign_in(client, role)
    said = words_of(visit.get("/redactions", 403))
    assert "Only the PCC office staff, Force inspection lead or Administrator may" in said


@pytest.mark.parametrize("key", ["0", "999", "abc", "99999999999999999999"])
def test_what_does_not_exist_is_not_found(visit: Visitor, asha: Person, key: str) -> None:
    visit.get(f"/redactions/{key}", 404)
