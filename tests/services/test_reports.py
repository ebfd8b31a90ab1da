"""Recording, correcting, confirming and linking reports."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.records import PUBLISHED, a_report, report_details
from tracker.domain.permissions import SYSTEM
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import Grade, LinkKind, Role
from tracker.models.base import db
from tracker.queries.events import event_count
from tracker.services import reports

pytestmark = pytest.mark.usefixtures("register")
Later = Callable[[], datetime]


def test_a_report_gets_the_next_reference_of_its_year() -> None:
    assert a_report("One").reference == "R2025-01"
    assert a_report("Two").reference == "R2025-02"
    assert a_report("Three", published_on=date(2024, 5, 1)).reference == "R2024-01"


def test_a_second_press_of_the_button_does_not_record_the_report_again() -> None:
    a_report("Missing children")
    with pytest.raises(Invalid, match="R2025-01 already has this title"):
        a_report(" missing  CHILDREN ")
    assert event_count(db.session()) == 1


def test_only_the_office_adds_or_corrects_reports(later: Later) -> None:
    auditor = person(Role.AUDITOR)
    report = a_report()
    with pytest.raises(NotAllowed, match="Only the PCC office staff may add or change reports"):
        reports.add_report(details=report_details("Another"), by=auditor, now=NOW, today=TODAY)
    with pytest.raises(NotAllowed):
        reports.confirm_publication(report=report, version=1, by=auditor, now=later())


def test_whoever_saves_a_report_under_embargo_stays_among_its_readers(later: Later) -> None:
    office = person(Role.OFFICE_STAFF)
    report = a_report(by=office, published_on=date(2026, 2, 1), is_embargoed=True)
    assert reports.details_of(report).reader_ids == (office.account_id,)
    details = report_details("New title", published_on=date(2026, 2, 1), is_embargoed=True)
    reports.change_report(report=report, version=1, details=details, by=office, now=later(), today=TODAY)
    assert reports.details_of(report).reader_ids == (office.account_id,)


def test_a_report_under_embargo_is_refused_to_others_until_its_day() -> None:
    office, other = person(Role.OFFICE_STAFF), person(Role.OFFICE_STAFF, name="Tom Reed")
    a_report(by=office, published_on=date(2026, 2, 1), is_embargoed=True)
    reports.get_report(reference="R2026-01", by=office, today=TODAY)
    with pytest.raises(NotAllowed, match="under embargo"):
        reports.get_report(reference="R2026-01", by=other, today=date(2026, 1, 31))
    reports.get_report(reference="r2026-01", by=other, today=date(2026, 2, 1))


@pytest.mark.parametrize(
    "reference", ["R2025-99", "0", "-1", "9" * 30, "٣", "1 OR 1=1", "", "R2025-01-REC1", "%"]
)
def test_what_is_no_report_is_not_here(reference: str) -> None:
    a_report()
    with pytest.raises(NotHere):
        reports.get_report(reference=reference, by=SYSTEM, today=TODAY)


def test_a_changed_publication_date_has_to_be_confirmed_again(later: Later) -> None:
    report = a_report()
    reports.confirm_publication(report=report, version=1, by=SYSTEM, now=later())
    reports.change_report(
        report=report,
        version=2,
        details=report_details("Better title"),
        by=SYSTEM,
        now=later(),
        today=TODAY,
    )
    assert reports.facts_of(report)["publication_confirmed_by"] == "Command line"
    reports.change_report(
        report=report,
        version=3,
        details=report_details("Better title", published_on=date(2025, 12, 11)),
        by=SYSTEM,
        now=later(),
        today=TODAY,
    )
    assert reports.facts_of(report)["publication_confirmed_by"] is None


def test_a_stale_version_never_overwrites(later: Later) -> None:
    report = a_report()
    for version in (0, 2, -1):
        with pytest.raises(Conflict, match="Command line saved this"):
            reports.change_report(
                report=report,
                version=version,
                details=report_details("Mine"),
                by=SYSTEM,
                now=later(),
                today=TODAY,
            )
    assert report.title == "Missing children in Wessmere"


def test_grades_are_kept_in_the_order_of_the_report(later: Later) -> None:
    report = a_report(grades=(("Responding to the public", Grade.GOOD), ("Disrupting crime", Grade.ADEQUATE)))
    grades = (("Disrupting crime", Grade.INADEQUATE),)
    reports.change_report(
        report=report, version=1, details=report_details(grades=grades), by=SYSTEM, now=later(), today=TODAY
    )
    assert reports.details_of(report).grades == grades


def test_two_reports_are_linked_once_and_the_right_way_round(later: Later) -> None:
    early, late = a_report("Early", published_on=date(2024, 5, 1)), a_report("Late")
    kind = LinkKind.FOLLOWS_UP
    reports.link_reports(earlier=early, later=late, kind=kind, note="Review", by=SYSTEM, now=later())
    for earlier, following, words in (
        (early, late, "linked already"),
        (late, early, "published after"),
        (late, late, "cannot follow itself"),
    ):
        with pytest.raises(Invalid, match=words):
            reports.link_reports(earlier=earlier, later=following, kind=kind, note="", by=SYSTEM, now=later())


def test_control_characters_go_and_every_other_word_stays(register: Flask) -> None:
    typed = "A\x00 report\x0babout \u202eRTL\u202c <script> {{ 7*7 }} =1+1"
    report = a_report(typed)
    assert report.title == "A report about \u202eRTL\u202c <script> {{ 7*7 }} =1+1"
    assert report.published_on == PUBLISHED
