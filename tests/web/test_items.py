"""The pages of items: from the text or by hand, corrected, off the list and back, linked, answered."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from freezegun import freeze_time

from tests.fixtures.app import Person, SignIn
from tests.fixtures.page_check import Visitor
from tests.services.records import BY_JUNE, a_report, an_item
from tracker.clock import now
from tracker.domain.items import DeadlineDetails
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import (
    DeadlineBasis,
    ForWhom,
    ItemKind,
    Layout,
    Position,
    Role,
)
from tracker.models.base import db
from tracker.services.answers import AnswerDetails, write_answer
from tracker.services.items import get_item
from tracker.services.reports import get_report
from tracker.services.responses import start_response

NOON = "2026-01-07 12:00:00"
TODAY = date(2026, 1, 7)
TEXT = "By 31 December 2026, the Home Office and the College of Policing should agree a standard."
NEW = {"kind": "recommendation", "number": "1", "text": TEXT}
Record = Callable[..., str]


@pytest.fixture(autouse=True)
def office(client: FlaskClient, sign_in: SignIn) -> Iterator[Person]:
    with freeze_time(NOON):
        yield sign_in(client, Role.OFFICE_STAFF, name="Asha Patel")


@pytest.fixture
def report(app: Flask) -> str:
    with app.app_context():
        return a_report().reference


@pytest.fixture
def record(app: Flask, report: str) -> Record:
    """`record(text, …)`: an item of the report."""

    def add(*words: str, **given: Any) -> str:
        with app.app_context():
            found = get_report(reference=report, by=SYSTEM, today=TODAY)
            return an_item(found, *words, **given).reference

    return add


def test_an_item_is_read_from_its_text_and_shown_to_be_corrected(report: str, visit: Visitor) -> None:
    answer = visit.submit(f"/reports/{report}/items/new", NEW)
    assert answer.location == "/items/R2025-01-REC1?read=yes"
    visit.get(answer.location)
    for words in (
        "Read from the text",
        "For other bodies.",
        "Addressees: Home Office, College of Policing.",
        "Deadline “By 31 December 2026”: 31 December 2026.",
        "Correct what was read",
        "For other bodies: it is kept in the register and not rated.",
    ):
        assert words in visit.html


def test_what_could_not_be_read_for_sure_is_pointed_out(report: str, visit: Visitor) -> None:
    text = "By 31 June 2026 this should be done."
    visit.submit(f"/reports/{report}/items/new", NEW | {"text": text})
    visit.get("/items/R2025-01-REC1?read=yes")
    assert "Look at this:" in visit.html
    assert "No date: no exact date" in visit.html
    assert "The text names nobody it is for; it is taken as ours." in visit.html


def test_details_can_be_filled_in_by_hand(report: str, visit: Visitor) -> None:
    by_hand = {
        "details_from": "by_hand",
        "for_whom": "both",
        "addressees": "chief constables\r\n\r\n police and crime commissioners \r\n",
        "is_conditional": "y",
        "deadlines-0-phrase": "By July 2026",
        "deadlines-0-on-day": "31",
        "deadlines-0-on-month": "7",
        "deadlines-0-on-year": "2026",
        "deadlines-0-precision": "month",
        "deadlines-0-basis": "dated",
        "deadlines-1-phrase": "at least annually",
        "deadlines-1-basis": "recurring",
    }
    answer = visit.submit(f"/reports/{report}/items/new", NEW | by_hand)
    visit.get(answer.location)
    for words in (
        "For the force and the PCC",
        '<li dir="auto">police and crime commissioners</li>',
        "July 2026 (to 31 July 2026)",
        "No date: standing duty",
        "it counts as ours until it is ruled not to apply",
    ):
        assert words in visit.html
    assert "Read from the text" not in visit.html


BY_HAND = {"details_from": "by_hand", "deadlines-0-phrase": "By June", "deadlines-0-basis": "dated"}
JUNE = {"deadlines-0-on-day": "31", "deadlines-0-on-month": "6", "deadlines-0-on-year": "2026"}

JUNE_30 = JUNE | {"deadlines-0-on-day": "30"}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"kind": ""}, "Choose the kind of item"),
        ({"text": " \u200b\n"}, "Enter the text as printed in the report"),
        ({"text": "x" * 100_000}, "You have typed 100,000: take out at least 70,000"),
        ({"number": "1" * 21}, "20 characters or fewer"),
        ({"parent_id": "12345"}, "Choose one of the answers offered"),
        ({"addressees": "Ofsted"}, "You filled in details below"),
        ({"is_joint": "y"}, "You filled in details below"),
        (BY_HAND, "Deadline 1: enter the date it falls on"),
        (BY_HAND | JUNE, "31 June is not a real date"),
        (BY_HAND | {"deadlines-0-basis": ""}, "Deadline 1: choose how the deadline is put"),
        (BY_HAND | JUNE_30 | {"deadlines-0-phrase": ""}, "Deadline 1: enter the words"),
        (BY_HAND | JUNE_30 | {"deadlines-0-basis": "immediate"}, "leave the date empty"),
        (BY_HAND | {"deadlines-0-phrase": "x" * 301}, "300 characters or fewer"),
        ({"details_from": "by_hand", "for_whom": "others"}, "Name the bodies this item is for"),
        ({"details_from": "by_hand", "is_joint": "y"}, "A joint item is addressed to us and to others"),
        ({"details_from": "by_hand", "addressees": "x" * 301}, "Each addressee must be 300 characters"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_refused_beside_its_box_and_nothing_typed_is_lost(
    report: str, visit: Visitor, typed: dict[str, str], words: str
) -> None:
    fields = {"kind": "recommendation", "number": "7.1", "text": "Chief constables should act."} | typed
    visit.submit(f"/reports/{report}/items/new", fields, status=400)
    assert "There is a problem" in visit.html
    assert words in visit.html
    for value in fields.values():
        assert value in {"12345", " \u200b\n"} or value in visit.html
    visit.get("/register?listed=all")
    assert "No item matches" in visit.html


def test_the_same_number_twice_under_one_parent_is_refused(
    report: str, record: Record, visit: Visitor
) -> None:
    record()
    visit.submit(f"/reports/{report}/items/new", NEW, status=400)
    assert "This report already has recommendation 1 here (R2025-01-REC1)." in visit.html
    assert TEXT in visit.html


@pytest.mark.parametrize(
    "typed",
    ["<script>alert(1)</script>", "{{ 7*7 }} {% x %}", "=1+1", "&lt;b&gt; **not bold**", "\u202etxt\u202c"],
)
def test_what_is_typed_is_shown_as_typed(report: str, visit: Visitor, typed: str) -> None:
    visit.submit(f"/reports/{report}/items/new", NEW | {"text": typed, "number": ""})
    shown = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for path in ("/items/R2025-01-RECa", f"/reports/{report}", "/register", "/items/R2025-01-RECa/edit"):
        visit.get(path)
        assert shown in visit.html


def test_an_item_is_corrected_and_its_history_says_what_changed(record: Record, visit: Visitor) -> None:
    reference = record(deadlines=(BY_JUNE,))
    visit.submit(
        f"/items/{reference}/edit",
        {"text": "Other words.", "deadlines-0-phrase": "", "deadlines-0-on-day": "",
         "deadlines-0-on-month": "", "deadlines-0-on-year": ""},
    )  # fmt: skip
    visit.get(f"/items/{reference}")
    assert "Other words." in visit.html
    assert "Asha Patel changed the item: text, deadlines" in visit.html
    assert "By 30 June 2026 (On a date, 30 June 2026)" in visit.html
    assert "No deadline is printed." in visit.html


def test_a_deadline_more_fits_below_those_there_are(record: Record, visit: Visitor) -> None:
    vague = DeadlineDetails("as soon as possible", None, None, DeadlineBasis.VAGUE)
    path = f"/items/{record(deadlines=(BY_JUNE, vague))}/edit"
    visit.submit(path, {"deadlines-2-phrase": "at once", "deadlines-2-basis": "immediate"})
    visit.get(path)
    assert "Deadline 4" in visit.html
    assert 'value="at once"' in visit.html


def test_an_item_comes_off_the_list_with_a_reason_and_goes_back(record: Record, visit: Visitor) -> None:
    reference = record(for_whom=ForWhom.PCC)
    visit.submit(f"/items/{reference}/take-off", {"reason": "does_not_apply"}, status=400)
    assert "Say in a sentence why" in visit.html
    visit.submit(f"/items/{reference}/take-off", {"reason": "does_not_apply", "note": "We have no cells."})
    visit.get(f"/items/{reference}")
    assert "Off the list since 7 January 2026: ruled not to apply." in visit.html
    assert "Asha Patel took the item off the list: Ruled not to apply" in visit.html
    visit.get("/register")
    assert reference not in visit.html
    visit.submit(f"/items/{reference}/put-back", {"note": "Now we have."})
    visit.get(f"/items/{reference}")
    assert "Awaiting allocation. No date agreed." in visit.html


def test_the_date_off_the_list_is_not_in_the_future(record: Record, visit: Visitor) -> None:
    path = f"/items/{record()}/take-off"
    visit.submit(path, {"reason": "superseded", "note": "Kept words", "on-year": "2027"}, status=400)
    assert "The date cannot be in the future." in visit.html
    assert "Kept words" in visit.html


def test_the_office_sees_why_it_may_not_take_the_forces_item_off(record: Record, visit: Visitor) -> None:
    reference = record(for_whom=ForWhom.FORCE)
    visit.get(f"/items/{reference}")
    assert "only the force inspection lead may take it off the list" in visit.html
    visit.get(f"/items/{reference}/take-off", status=403)


def test_items_are_linked_and_a_wrong_reference_says_so(app: Flask, record: Record, visit: Visitor) -> None:
    late = record()
    with app.app_context():
        early = an_item(a_report("Early", published_on=date(2024, 5, 1))).reference
    visit.submit(f"/items/{early}/link", {"other": "R2025-01-REC9", "kind": "repeats"}, status=400)
    assert "There is no item R2025-01-REC9." in visit.html
    visit.submit(f"/items/{early}/link", {"other": f" {late.lower()} ", "kind": "carried_forward"})
    visit.get(f"/items/{late}")
    assert "This item carries it forward." in visit.html
    visit.get(f"/items/{early}")
    assert "It carries this item forward." in visit.html


def test_those_who_only_read_are_offered_no_form(
    app: Flask, record: Record, sign_in: SignIn, visit: Visitor
) -> None:
    reference = record()
    visit.client = app.test_client()
    sign_in(visit.client, Role.AUDITOR)
    for path in ("/reports", "/register", "/reports/R2025-01", f"/items/{reference}"):
        visit.get(path)
        main = visit.html.split("<main", 1)[1].split("</main>")[0]
        assert 'method="post"' not in main
        assert "/edit" not in main
        assert "/new" not in main


def test_the_force_reads_the_pccs_response_only_once_the_letter_is_issued(
    app: Flask, record: Record, sign_in: SignIn, visit: Visitor, office: Person
) -> None:
    reference = record()
    with app.app_context():
        item, report = get_item(reference=reference, by=SYSTEM, today=TODAY)
        letter = start_response(
            reports=[report],
            letter_dated=None,
            layout=Layout.HEADED,
            by=SYSTEM,
            now=now(),
            today=TODAY,
        )
        details = AnswerDetails(
            chief_constable="Words of the force.", pcc="Words of the PCC.", stance=Position.AGREED
        )
        write_answer(response=letter, item=item, version=0, details=details, by=SYSTEM, now=now())
        db.session.remove()
    for role, seen in (
        (Role.OFFICE_STAFF, ("force", "PCC")),
        (Role.FORCE_INSPECTION_LEAD, ("force",)),
        (Role.AUDITOR, ()),
    ):
        visit.client = app.test_client()
        sign_in(visit.client, role)
        visit.get(f"/items/{reference}")
        for whose in ("force", "PCC"):
            assert (f"Words of the {whose}." in visit.html) is (whose in seen), (role, whose)
    assert "No letter that you may read answers this item yet." in visit.html


@pytest.mark.parametrize("reference", ["R2025-01-REC9", "0", "-1", "9" * 30, "٣", "1 OR 1=1"])
def test_an_item_that_is_not_there_is_a_page_that_says_so(
    record: Record, visit: Visitor, reference: str
) -> None:
    record()
    visit.get(f"/items/{reference}", status=404)


def test_an_item_under_a_cause_of_concern_shows_its_place(record: Record, app: Flask, visit: Visitor) -> None:
    top = record("Cells are cold.", kind=ItemKind.CAUSE_OF_CONCERN)
    with app.app_context():
        key = get_item(reference=top, by=SYSTEM, today=TODAY)[0].id
    below = record("Warm them.", parent_id=key)
    visit.get(f"/items/{below}")
    assert "Stands under" in visit.html
    assert "Cells are cold." in visit.html
    visit.get(f"/items/{top}")
    assert "Warm them." in visit.html
