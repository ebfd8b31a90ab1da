"""Reports, items and letters for tests, recorded through the services."""

from datetime import date, datetime
from typing import Any

from tests.fixtures.database import NOW, TODAY
from tracker.domain.items import DeadlineDetails, ItemDetails
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.reports import ReportDetails
from tracker.domain.vocabulary import DeadlineBasis, ItemKind, Precision, ReportKind
from tracker.models.item import Item
from tracker.models.report import Report
from tracker.services.items import add_item
from tracker.services.reports import add_report

PUBLISHED = date(2025, 12, 12)
BY_JUNE = DeadlineDetails("By 30 June 2026", date(2026, 6, 30), Precision.DAY, DeadlineBasis.DATED)


def report_details(title: str = "Missing children in Wessmere", **given: Any) -> ReportDetails:
    """A report published on 12 December 2025, unless told otherwise."""
    plain: dict[str, Any] = {
        "kind": ReportKind.NATIONAL_THEMATIC,
        "inspecting_body": "HMICFRS",
        "published_on": PUBLISHED,
    }
    return ReportDetails(title=title, **(plain | given))


def a_report(
    title: str = "Missing children in Wessmere",
    *,
    by: Actor = SYSTEM,
    now: datetime = NOW,
    today: date = TODAY,
    **given: Any,
) -> Report:
    """A recorded report."""
    return add_report(details=report_details(title, **given), by=by, now=now, today=today)


def item_details(text: str = "Chief constables should review open cases.", **given: Any) -> ItemDetails:
    """Recommendation 1, unless told otherwise."""
    plain: dict[str, Any] = {"kind": ItemKind.RECOMMENDATION, "number": "1"}
    return ItemDetails(text=text, **(plain | given))


def an_item(
    report: Report,
    text: str = "Chief constables should review open cases.",
    *,
    by: Actor = SYSTEM,
    now: datetime = NOW,
    **given: Any,
) -> Item:
    """A recorded item of a report."""
    return add_item(report=report, details=item_details(text, **given), by=by, now=now)
