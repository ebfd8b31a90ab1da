"""The history in sentences, with what each field was before and after, a page at a time."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.fixtures.app import SignIn
from tests.fixtures.page_check import Visitor
from tests.services.records import a_report, report_details
from tracker.clock import now, today
from tracker.domain.audit import EventName
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import Role
from tracker.queries.events import HIDDEN, ChangeLine, TimelineEntry
from tracker.services.reports import change_report, get_report
from tracker.web.timelines import field_label, in_sentences, in_words

AT = datetime(2026, 1, 5, 14, 5, tzinfo=UTC)


def line(field: str, before: str | None, after: str | None, kind: str = "item", **given: bool) -> ChangeLine:
    return ChangeLine(kind, 7, "R2025-01-REC1", field, before, after, **given)


def told(name: EventName, *changes: ChangeLine, reason: str = "") -> TimelineEntry:
    return TimelineEntry(3, AT, "Ada Example", name, reason, changes)


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (
            told(EventName.ITEM_CHANGED, line("text", "a", "b"), line("deadlines", "", "c")),
            "Ada Example changed the item: text, deadlines",
        ),
        (
            told(EventName.ITEM_TAKEN_OFF, line("off_list_reason", None, "superseded")),
            "Ada Example took the item off the list: Superseded by a later item",
        ),
        (
            told(EventName.REPORTS_LINKED, line("link", None, "R2 follows up R1", "report")),
            "Ada Example linked an earlier and a later report: R2 follows up R1",
        ),
        (
            told(EventName.ITEM_ADDED, line("item", None, "R2025-01-REC1", "report")),
            "Ada Example added the item: R2025-01-REC1",
        ),
        (told(EventName.ITEM_ADDED, line("text", None, "b")), "Ada Example added the item"),
        (
            told(EventName.RESPONSE_CHANGED, *(line(f"field_{n}", "a", "b", "response") for n in range(7))),
            "Ada Example changed the letter: field 0, field 1, field 2, field 3, field 4 and 2 more",
        ),
    ],
)
def test_an_event_is_a_sentence(event: TimelineEntry, sentence: str) -> None:
    assert in_sentences([event])[0].title == sentence


@pytest.mark.parametrize(
    ("kind", "field", "kept", "words"),
    [
        ("item", "kind", "area_for_improvement", "Area for improvement"),
        ("report", "kind", "ncpi", "National child protection inspection"),
        ("item", "for_whom", "both", "For the force and the PCC"),
        ("item", "is_joint", "yes", "Yes"),
        ("report", "published_on", "2025-12-12", "12 December 2025"),
        ("item", "deadlines", "By June (On a date, 2026-06-30)", "By June (On a date, 30 June 2026)"),
        ("item", "deadlines", "in 2026-99-99", "in 2026-99-99"),
        ("item", "text", "Printed 2026-06-30", "Printed 2026-06-30"),
        ("item", "kind", "[redacted]", "[redacted]"),
        ("item", "number", None, ""),
    ],
)
def test_values_are_written_as_a_person_reads_them(
    kind: str, field: str, kept: str | None, words: str
) -> None:
    assert in_words(kind, field, kept) == words


def test_fields_have_labels_in_plain_words() -> None:
    assert field_label("inspecting_body") == "inspecting body"
    assert field_label("pcc") == "PCC’s response"
    assert field_label("some_new_field") == "some new field"


def test_redacted_words_are_marked_and_hidden_ones_are_not_shown() -> None:
    event = told(
        EventName.ANSWER_CHANGED,
        line("chief_constable", "a", "[redacted]", "answer", is_redacted=True),
        line("pcc", None, "secret", "answer"),
    )
    (entry,) = in_sentences([event], hide=lambda change: change.field == "pcc")
    assert entry.changes[0].field == "Chief Constable’s comments (some words were redacted)"
    assert (entry.changes[1].before, entry.changes[1].after) == ("", HIDDEN)


def test_changes_of_several_records_say_which_one() -> None:
    other = ChangeLine("item", 8, "R2025-01-REC2", "text", None, "b")
    (entry,) = in_sentences([told(EventName.LETTER_IMPORTED, line("text", None, "a"), other)])
    assert [change.field for change in entry.changes] == ["R2025-01-REC1: Text", "R2025-01-REC2: Text"]


@pytest.fixture
def long_history(app: Flask, client: FlaskClient, sign_in: SignIn) -> Visitor:
    """A report corrected thirty times."""
    sign_in(client, Role.OFFICE_STAFF)
    with app.app_context():
        a_report(now=now(), today=today())
        for number in range(1, 31):
            report = get_report(reference="R2025-01", by=SYSTEM, today=today())
            details = report_details(f"Title {number}")
            at = now() + timedelta(seconds=number)
            change_report(report=report, version=number, details=details, by=SYSTEM, now=at, today=today())
    return Visitor(client)


def test_a_long_history_comes_newest_first_a_page_at_a_time(long_history: Visitor) -> None:
    visit = long_history
    visit.get("/reports/R2025-01")
    assert visit.html.count("changed the report: title") == 20
    assert visit.html.find(">Title 29<") < visit.html.find(">Title 12<")
    older = visit.html.split('">Older changes')[0].rsplit('href="', 1)[1].split("#")[0]
    visit.get(older)
    assert visit.html.count("changed the report: title") == 10
    assert "added the report" in visit.html
    assert "Newest changes" in visit.html
    assert "Older changes" not in visit.html
    for wrong in ("0", "-1", "x", "9" * 30, "٣"):
        visit.get(f"/reports/R2025-01?before={wrong}", status=404)
