"""Reports as they are found: search, kinds, embargo, links."""

from datetime import date

import pytest

from tests.fixtures.database import NOW, TODAY, person
from tests.services.records import a_report, an_item
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.vocabulary import LinkKind, ReportKind, Role
from tracker.models.base import db
from tracker.queries.events import timeline, whole_history
from tracker.queries.reports import (
    events_under_embargo,
    linked_reports,
    possible_readers,
    report_choices,
    report_rows,
)
from tracker.services.reports import link_reports

pytestmark = pytest.mark.usefixtures("register")
PUBLISHES = date(2026, 2, 1)


def test_reports_come_newest_first_with_their_number_of_items() -> None:
    a_report("Older", published_on=date(2024, 5, 1))
    newer = a_report("Newer")
    an_item(newer)
    an_item(newer, number="2")
    assert [(row.title, row.item_count) for row in report_rows(db.session(), SYSTEM, TODAY)] == [
        ("Newer", 2),
        ("Older", 0),
    ]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("CAFE\u0301", ["Café custody"]),
        ("r2025-02", ["Ｆull width"]),
        ("full", ["Ｆull width"]),
        ("custody café", []),
        ("%", []),
        ("_", []),
        ('"', []),
    ],
)
def test_reports_are_found_in_any_spelling_and_never_by_a_wildcard(search: str, found: list[str]) -> None:
    a_report("Café custody")
    a_report("Ｆull width")
    assert [row.title for row in report_rows(db.session(), SYSTEM, TODAY, search=search)] == found


def test_reports_are_filtered_by_kind() -> None:
    a_report("One")
    a_report("Two", kind=ReportKind.PEEL)
    rows = report_rows(db.session(), SYSTEM, TODAY, kind=ReportKind.PEEL)
    assert [row.title for row in rows] == ["Two"]


def test_nothing_tells_of_a_report_under_embargo_before_its_day() -> None:
    office, other = person(Role.OFFICE_STAFF), person(Role.OFFICE_STAFF, name="Tom Reed")
    early = a_report("Early")
    closed = a_report("Closed", by=office, published_on=PUBLISHES, is_embargoed=True)
    an_item(closed, by=office)
    link_reports(earlier=early, later=closed, kind=LinkKind.FOLLOWS_UP, note="Hush", by=office, now=NOW)
    session = db.session()

    def seen_by(who: Actor, day: date) -> tuple[int, int, int, int, int]:
        without = events_under_embargo(who, day)
        return (
            len(report_rows(session, who, day)),
            len(report_choices(session, who, day)),
            len(linked_reports(session, early, who, day)),
            len(timeline(session, [("report", early.id)], without=without)),
            len(whole_history(session, without=without)),
        )

    assert seen_by(other, TODAY) == (1, 1, 0, 1, 1)
    assert seen_by(office, TODAY) == (2, 2, 1, 2, 4)
    assert seen_by(other, PUBLISHES) == (2, 2, 1, 2, 4)


def test_those_who_may_sign_in_can_be_named_as_readers() -> None:
    office = person(Role.OFFICE_STAFF)
    report = a_report(by=office, published_on=PUBLISHES, is_embargoed=True)
    assert possible_readers(db.session(), report.reference) == [(office.account_id, "Asha Patel")]
    assert possible_readers(db.session()) == [(office.account_id, "Asha Patel")]
