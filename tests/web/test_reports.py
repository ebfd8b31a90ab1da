"""The pages of reports: the list, one report, recording and correcting, links."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from freezegun import freeze_time

from tests.fixtures.app import Person, SignIn
from tests.fixtures.page_check import Visitor
from tests.services.records import a_report, an_item
from tracker.domain.vocabulary import Grade, ReportKind, Role
from tracker.models.base import db

TODAY = "2026-01-07 12:00:00"
NOT_OFFERED = {"", "drop", "999", " \u200b"}
NEW = {
    "title": "Missing children in Wessmere",
    "kind": "national_thematic",
    "inspecting_body": "HMICFRS",
    "published_on-day": "12",
    "published_on-month": "12",
    "published_on-year": "2025",
}


@pytest.fixture(autouse=True)
def office(client: FlaskClient, sign_in: SignIn) -> Iterator[Person]:
    with freeze_time(TODAY):
        yield sign_in(client, Role.OFFICE_STAFF, name="Asha Patel")


def record(app: Flask, **given: Any) -> str:
    """A recorded report's reference."""
    with app.app_context():
        return a_report(**given).reference


def test_an_empty_list_says_what_to_do_first(visit: Visitor) -> None:
    visit.get("/reports")
    assert "No reports yet" in visit.html
    assert "Add a report" in visit.html


def test_a_report_is_recorded_by_hand_and_shown_with_its_clock(visit: Visitor) -> None:
    more = {"grades-0-question": "Responding to the public", "grades-0-grade": "adequate"}
    visit.submit("/reports/new", NEW | more)
    visit.get("/reports/R2025-01")
    for words in (
        "Missing children in Wessmere",
        "Day 27 of 56, last day Thursday 5 February 2026. No letter answers it yet.",
        "12 December 2025 is day 1, so day 56 is 55 days later: Thursday 5 February 2026",
        "Last working day on or before it",
        "Not confirmed yet",
        "Responding to the public",
        "Adequate",
        "No items yet",
        "Asha Patel added the report",
    ):
        assert words in visit.html
    visit.get("/reports")
    assert "R2025-01" in visit.html


def test_the_publication_date_is_confirmed_by_name(app: Flask, visit: Visitor) -> None:
    reference = record(app)
    visit.submit(f"/reports/{reference}")
    visit.get(f"/reports/{reference}")
    assert "Confirmed by <bdi>Asha Patel</bdi> on 7 January 2026" in visit.html
    assert "Confirm this date" not in visit.html
    assert "Asha Patel confirmed the publication date" in visit.html


def test_the_force_action_plan_of_a_child_protection_inspection_has_its_own_clock(
    app: Flask, visit: Visitor
) -> None:
    visit.get(f"/reports/{record(app, kind=ReportKind.NCPI)}")
    assert "Force action plan within six weeks, last day Friday 23 January 2026" in visit.html


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": " \u200b"}, "Enter the title as printed on the report"),
        ({"title": "x" * 100_000}, "500 characters or fewer"),
        ({"kind": ""}, "Choose the kind of report"),
        ({"kind": "drop"}, "Choose one of the answers offered"),
        ({"published_on-day": "31", "published_on-month": "6"}, "31 June is not a real date"),
        ({"published_on-year": "2026"}, "This date is in the future"),
        ({"fieldwork_to_on-day": "13", "fieldwork_to_on-month": "12", "fieldwork_to_on-year": "2025"},
         "The fieldwork cannot end after the report was published"),
        ({"fieldwork_from_on-day": "13", "fieldwork_from_on-month": "12", "fieldwork_from_on-year": "2025"},
         "The fieldwork cannot start after the report was published"),
        ({"web_address": "javascript:alert(1)"}, "Enter a web address that starts with"),
        ({"grades-0-question": "Q"}, "Grade 1: choose the grade"),
        ({"grades-3-grade": "good"}, "Grade 4: enter the question"),
        ({"readers": "999"}, "Choose only from the answers offered"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_refused_beside_its_box_and_nothing_typed_is_lost(
    app: Flask, visit: Visitor, typed: dict[str, str], words: str
) -> None:
    marker = {"monitoring_state": "engage", "inspecting_body": "HMICFRS of that day"}
    visit.submit("/reports/new", NEW | marker | typed, status=400)
    assert "There is a problem" in visit.html
    assert words in visit.html
    assert "HMICFRS of that day" in visit.html
    for value in typed.values():
        assert value in NOT_OFFERED or value in visit.html
    visit.get("/reports")
    assert "No reports yet" in visit.html


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "{{ 7*7 }}", "=1+1", "%s {0.__class__}"])
def test_what_is_typed_is_shown_as_typed(visit: Visitor, typed: str) -> None:
    visit.submit("/reports/new", NEW | {"title": typed})
    for path in ("/reports", "/reports/R2025-01", "/reports/R2025-01/edit"):
        visit.get(path)
        assert typed.replace("<", "&lt;").replace(">", "&gt;") in visit.html
        assert "49" not in visit.html.replace("governance", "")[: visit.html.find("History")]


def test_a_report_is_corrected_and_the_history_tells_it_in_a_sentence(app: Flask, visit: Visitor) -> None:
    reference = record(app, grades=(("Disrupting crime", Grade.GOOD),))
    visit.submit(
        f"/reports/{reference}/edit", {"title": "Children who go missing", "grades-0-grade": "inadequate"}
    )
    visit.get(f"/reports/{reference}")
    assert "Asha Patel changed the report: title, grades" in visit.html
    assert '<del dir="auto">Missing children in Wessmere</del>' in visit.html
    assert "Disrupting crime: Inadequate" in visit.html


def test_two_people_correcting_one_report_lose_nothing(app: Flask, visit: Visitor) -> None:
    reference = record(app)
    path = f"/reports/{reference}/edit"
    visit.get(path)
    first_page = visit.html
    visit.send({"title": "Theirs", "web_address": "https://example.org/theirs"}, path=path)
    visit.html = first_page
    visit.send({"title": "Mine", "inspecting_body": "HMIC"}, path=path, status=409)
    for words in ("changed “Title” while you were writing", "Theirs", 'value="Mine"', 'value="HMIC"'):
        assert words in visit.html
    # Only the other changed the address: the box takes it.
    assert 'value="https://example.org/theirs"' in visit.html
    assert "the boxes hold the newer words: web address" in visit.html
    visit.send({"title": "Theirs and mine"}, path=path)
    visit.get(f"/reports/{reference}")
    for words in ("Theirs and mine", "HMIC", "https://example.org/theirs"):
        assert words in visit.html


@pytest.mark.parametrize("version", ["", "0", "-1", "999", "abc", "9" * 40])
def test_a_forged_or_missing_version_never_wins(app: Flask, visit: Visitor, version: str) -> None:
    path = f"/reports/{record(app)}/edit"
    visit.submit(path, {"title": "Mine", "version": version}, status=409)
    assert "Mine" in visit.html
    visit.get("/reports")
    assert "Missing children in Wessmere" in visit.html


def test_earlier_and_later_reports_are_linked_from_either_side(app: Flask, visit: Visitor) -> None:
    late, early = record(app, title="Late"), record(app, title="Early", published_on=date(2024, 5, 1))
    visit.submit(f"/reports/{early}/link", {"other": late, "kind": "follows_up", "note": "Review of 2025"})
    visit.get(f"/reports/{late}")
    assert "This report follows it up." in visit.html
    assert f"linked an earlier and a later report: {late} follows up {early}" in visit.html
    visit.get(f"/reports/{early}")
    assert "It follows this report up." in visit.html
    visit.submit(f"/reports/{late}/link", {"other": early, "kind": "repeats"}, status=400)
    assert "linked already" in visit.html


def test_items_stand_in_the_reports_order_each_under_its_own(app: Flask, visit: Visitor) -> None:
    with app.app_context():
        report = a_report()
        concern = an_item(report, "Concern", number="1")
        an_item(report, "After", number="2")
        an_item(report, "Under it", number="1", parent_id=concern.id)
        db.session.remove()
    visit.get("/reports/R2025-01")
    places = [visit.html.find(f">{words}<") for words in ("Concern", "Under it", "After")]
    assert places == sorted(places)
    assert "under R2025-01-REC1" in visit.html


@pytest.mark.parametrize(
    "path", ["/reports?page=2", "/reports?page=-1", "/reports?page=x", "/reports/R2025-99"]
)
def test_what_is_not_there_is_a_page_that_says_so(app: Flask, visit: Visitor, path: str) -> None:
    record(app)
    visit.get(path, status=404)


def test_the_list_is_searched_and_filtered_and_says_so(app: Flask, visit: Visitor) -> None:
    record(app, title="Custody", kind=ReportKind.CUSTODY)
    record(app, title="Children")
    visit.get("/reports?search=cust&kind=custody")
    assert "Words: cust" in visit.html
    assert "Kind: Custody inspection" in visit.html
    assert ">Children<" not in visit.html
    visit.get("/reports?search=nothing+of+that")
    assert "No report matches" in visit.html
