"""A report under embargo is nowhere for others, and opens by itself on the day it is published."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from freezegun import freeze_time

from tests.fixtures.app import Person, SignIn
from tests.fixtures.page_check import Visitor
from tests.services.records import a_report, an_item
from tracker.clock import now, today
from tracker.domain.vocabulary import LinkKind, Role
from tracker.services.items import link_items
from tracker.services.reports import get_report, link_reports

# 23:59:30 in London on the last day of the embargo; in July, when UTC is an hour behind.
LAST_MINUTE = "2026-07-14 22:59:30"
NEW = {
    "title": "Quietly inspected",
    "kind": "peel",
    "inspecting_body": "HMICFRS",
    "published_on-day": "15",
    "published_on-month": "7",
    "published_on-year": "2026",
    "is_embargoed": "y",
}
PLACES = (
    "/reports",
    "/reports?search=quietly",
    "/register?listed=all",
    "/register?search=quietly",
    "/register?report=R2026-01",
    "/reports/R2025-01",
    "/items/R2025-01-REC1",
)


@pytest.fixture
def recorded(app: Flask, client: FlaskClient, sign_in: SignIn) -> Iterator[Person]:
    """A report under embargo with an item, linked to an open one, by the only person who may read it."""
    with freeze_time(LAST_MINUTE):
        author = sign_in(client, Role.OFFICE_STAFF, name="Asha Patel")
        Visitor(client).submit("/reports/new", NEW)
        with app.app_context():
            closed = get_report(reference="R2026-01", by=author.actor, today=today())
            open_one = a_report("Open", by=author.actor, now=now(), today=today())
            top = an_item(open_one, by=author.actor, now=now())
            below = an_item(
                closed, "Quietly asked.", by=author.actor, now=now(), number="2", parent_id=top.id
            )
            kind = LinkKind.FOLLOWS_UP
            link_reports(earlier=open_one, later=closed, kind=kind, note="Hush", by=author.actor, now=now())
            link_items(earlier=top, later=below, kind=kind, note="Hush", by=author.actor, now=now())
        yield author


def tells_of_it(html: str) -> bool:
    shown = html.split("<main", 1)[1]
    return any(
        words in shown for words in ("R2026-01<", "R2026-01-", "Quietly inspected", "Quietly asked", "Hush")
    )


@pytest.mark.parametrize("role", [Role.OFFICE_STAFF, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_find_it_nowhere_before_its_day(
    app: Flask, sign_in: SignIn, recorded: Person, role: Role
) -> None:
    with freeze_time(LAST_MINUTE):
        visit = Visitor(app.test_client())
        sign_in(visit.client, role)
        for place in PLACES:
            visit.get(place)
            assert not tells_of_it(visit.html), place
        for place in ("/reports/R2026-01", "/items/R2026-01-REC2", "/reports/1", "/items/2"):
            answer = visit.get(place, status=403)
            assert "Quietly" not in answer.get_data(as_text=True)


def test_its_named_reader_finds_it_everywhere(client: FlaskClient, recorded: Person) -> None:
    with freeze_time(LAST_MINUTE):
        visit = Visitor(client)
        for place in (*PLACES, "/reports/R2026-01", "/items/R2026-01-REC2"):
            visit.get(place)
            assert tells_of_it(visit.html), place
        visit.get("/reports/R2026-01")
        assert "Under embargo until 15 July 2026." in visit.html
        assert "Only Asha Patel can find it" in visit.html
        visit.get("/reports")
        assert "Under embargo" in visit.html


def test_it_opens_to_everybody_by_itself_on_its_day(app: Flask, sign_in: SignIn, recorded: Person) -> None:
    with freeze_time(LAST_MINUTE) as clock:
        visit = Visitor(app.test_client())
        sign_in(visit.client, Role.AUDITOR)
        visit.get("/reports/R2026-01", status=403)
        clock.tick(30)
        for place in (*PLACES, "/reports/R2026-01", "/items/R2026-01-REC2"):
            visit.get(place)
            assert tells_of_it(visit.html), place
        visit.get("/reports/R2026-01")
        assert "Under embargo until" not in visit.html
        assert "Day 1 of 56" in visit.html


def test_nobody_links_to_what_they_may_not_know_of(app: Flask, sign_in: SignIn, recorded: Person) -> None:
    with freeze_time(LAST_MINUTE):
        visit = Visitor(app.test_client())
        sign_in(visit.client, Role.OFFICE_STAFF)
        visit.submit("/items/R2025-01-REC1/link", {"other": "R2026-01-REC2", "kind": "repeats"}, status=400)
        assert "There is no item R2026-01-REC2." in visit.html
        visit.submit("/reports/R2025-01/link", {"other": "R2026-01", "kind": "repeats"}, status=400)
        assert "Choose one of the answers offered" in visit.html
