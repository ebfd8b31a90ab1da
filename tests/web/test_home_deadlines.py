"""The home page's deadlines: open items by their date in force, and those that need a local target."""

from datetime import date

from tests.fixtures.page_check import Visitor
from tests.services.records import a_report, an_item
from tests.web.date_pages import ITEM, DatePages, date_pages
from tests.web.letter_pages import main_text
from tests.web.test_correspondence import LETTER, rows
from tests.web.test_target_dates import day
from tracker.domain.items import DeadlineDetails
from tracker.domain.vocabulary import DeadlineBasis, ForWhom, Role

__all__ = ["date_pages"]

APRIL = day(date(2026, 4, 1))
AT_ONCE = DeadlineDetails("immediately", None, None, DeadlineBasis.IMMEDIATE)


def deadlines(visit: Visitor) -> str:
    visit.get("/")
    return main_text(visit).partition("Deadlines in the next 90 days")[2].partition("Turning Amber")[0]


def test_the_date_in_force_counts_and_not_the_printed_one(date_pages: DatePages) -> None:
    visit = date_pages.visitor(date_pages.owner)
    assert "No item of ours falls due in the next 90 days." in deadlines(visit)  # printed for 30 June
    visit.submit(f"{ITEM}/dates/new", APRIL)
    assert "1 April 2026, due in 84 days" in deadlines(visit)


def test_what_hmicfrs_closed_falls_due_no_more(date_pages: DatePages) -> None:
    visit = date_pages.visitor(date_pages.owner)
    visit.submit(f"{ITEM}/dates/new", APRIL)
    office = date_pages.visitor(Role.OFFICE_STAFF)
    office.submit("/correspondence/new", LETTER | rows((ITEM.removeprefix("/items/"), "closes")))
    assert "No item of ours falls due in the next 90 days." in deadlines(visit)


def test_a_local_target_once_set_is_asked_for_no_more(date_pages: DatePages) -> None:
    with date_pages.app.app_context():
        item = an_item(a_report("Bare"), "Act at once.", for_whom=ForWhom.FORCE, deadlines=(AT_ONCE,))
        reference = item.reference
    lead = date_pages.visitor(Role.FORCE_INSPECTION_LEAD)
    lead.get("/")
    assert "Act at once. Immediate" in main_text(lead)
    posts = {"owner": "head-of-reviews", "executive": "acc"}
    lead.submit(f"/items/{reference}/posts", posts)
    date_pages.visitor(date_pages.owner).submit(f"/items/{reference}/dates/new", APRIL)
    lead.get("/")
    assert "Act at once. Immediate" not in main_text(lead)
    assert "Act at once." in deadlines(lead)
