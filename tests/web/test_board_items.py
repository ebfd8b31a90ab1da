"""What a board oversees, as its pages take it: looked at first, then saved."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.fixtures.app import Person, SignIn
from tests.fixtures.database import NOW
from tests.fixtures.page_check import Visitor, words_of
from tests.services.board_records import a_board, by_hand, overseeing
from tests.services.records import a_report, an_item
from tracker.domain.board_rules import BoardRule
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import ItemKind, Role
from tracker.models.base import db
from tracker.services.boards import get_board

pytestmark = pytest.mark.usefixtures("stopped_clock")

BOARD = "/boards/wessmere-coordination-board"
ITEM = "R2025-01-REC1"


@pytest.fixture
def office(app: Flask, sign_in: SignIn, client: FlaskClient) -> Person:
    """Somebody of the office, with a board and an item that it does not oversee yet."""
    with app.app_context():
        an_item(a_report())
        a_board()
        db.session.remove()
    return sign_in(client, Role.OFFICE_STAFF, name="Asha Patel")


def test_rules_are_looked_at_before_they_are_saved(visit: Visitor, office: Person) -> None:
    chosen = {"rules-0-item_kind": "recommendation", "step": "preview"}
    visit.submit(f"{BOARD}/oversees", chosen, status=200)
    assert "1 item joins the board and 0 items leave it." in visit.html
    assert ITEM in visit.html
    assert "No rule says which items it oversees." in words_of(visit.client.get(BOARD))
    visit.send({"step": "save"}, path=f"{BOARD}/oversees", status=303)
    said = words_of(visit.get(BOARD))
    assert "1 item in the register" in said
    assert "Every recommendation" in said


def test_from_the_preview_there_is_a_way_back_with_all_that_was_chosen(
    visit: Visitor, office: Person
) -> None:
    visit.submit(f"{BOARD}/oversees", {"rules-0-theme": "custody", "step": "preview"}, status=200)
    visit.send({"step": "again"}, path=f"{BOARD}/oversees", status=200)
    assert '<option value="custody" selected>' in visit.html


def test_more_rows_keep_what_was_chosen(visit: Visitor, office: Person) -> None:
    visit.submit(f"{BOARD}/oversees", {"rules-0-theme": "custody", "step": "more"}, status=200)
    assert "Rule 4" in visit.html
    assert '<option value="custody" selected>' in visit.html


def test_a_rule_that_cannot_be_is_told_beside_its_own_row(visit: Visitor, office: Person) -> None:
    visit.submit(f"{BOARD}/oversees", {"step": "more"}, status=200)
    wrong = {"rules-2-report": "1", "rules-2-report_kind": "peel", "rules-1-theme": "custody"}
    visit.send(wrong | {"step": "preview"}, path=f"{BOARD}/oversees", status=400)
    assert 'href="#rules-2-report"' in visit.html


def test_two_who_change_the_rules_see_both(visit: Visitor, office: Person, app: Flask) -> None:
    visit.submit(f"{BOARD}/oversees", {"rules-0-theme": "custody", "step": "preview"}, status=200)
    with app.app_context():
        held = get_board(reference="wessmere-coordination-board", by=SYSTEM)
        overseeing(held, BoardRule(item_kind=ItemKind.RECOMMENDATION), now=NOW)
    visit.send({"step": "save"}, path=f"{BOARD}/oversees", status=409)
    assert "Every recommendation" in visit.html
    assert "Every item on the theme “Custody”" in visit.html
    visit.send({"step": "save"}, path=f"{BOARD}/oversees", status=303)
    assert "Every item on the theme “Custody”" in words_of(visit.get(BOARD))


def test_an_item_is_put_on_by_hand_and_taken_back(visit: Visitor, office: Person) -> None:
    path = f"{BOARD}/oversees/by-hand"
    typed = {"references": ITEM.lower(), "way": "on", "reason": "The chair asked."}
    visit.submit(path, typed | {"step": "preview"}, status=200)
    assert "1 item joins the board" in visit.html
    visit.send({"step": "save"}, path=path, status=303)
    said = words_of(visit.get(BOARD))
    assert f"{ITEM}Put on by hand The chair asked." in said
    visit.submit(path, {}, button=f"Take back: {ITEM}", status=303)
    assert "Nothing is said by hand yet." in words_of(visit.get(path))
    assert "0 items in the register" in words_of(visit.get(BOARD))


def test_a_reference_that_is_not_there_is_named(visit: Visitor, office: Person) -> None:
    path = f"{BOARD}/oversees/by-hand"
    typed = {"references": f"{ITEM}, R2025-09-REC7", "way": "off", "reason": "Typed before."}
    visit.submit(path, typed | {"step": "preview"}, status=400)
    assert "There is no item R2025-09-REC7. Look it up in the register." in visit.html
    assert "Typed before." in visit.html


def test_an_item_under_embargo_is_told_to_nobody_else(visit: Visitor, office: Person, app: Flask) -> None:
    with app.app_context():
        report = a_report("Secret", published_on=date(2026, 3, 1), is_embargoed=True)
        item = an_item(report, "Nobody knows of this.")
        secret = item.reference
        by_hand(get_board(reference="wessmere-coordination-board", by=SYSTEM), item)
    for path in ("/boards", BOARD, f"{BOARD}/oversees", f"{BOARD}/oversees/by-hand", "/history"):
        visit.get(path)
        assert secret not in visit.html
        assert "Secret" not in visit.html
    assert "0 items in the register" in words_of(visit.get(BOARD))
    typed = {"references": secret, "way": "on", "reason": "A guess.", "step": "preview"}
    visit.submit(f"{BOARD}/oversees/by-hand", typed, status=400)
    assert f"There is no item {secret}." in visit.html
