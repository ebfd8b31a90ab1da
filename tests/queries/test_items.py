"""The register as it is found: words, filters, order, pages, and a constant number of statements."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from tests.fixtures.database import NOW, TODAY, person
from tests.services.records import BY_JUNE, a_report, an_item
from tracker.domain.items import DeadlineDetails
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import (
    DeadlineBasis,
    ForWhom,
    ItemKind,
    LinkKind,
    OffListReason,
    Precision,
    Role,
)
from tracker.models.base import db
from tracker.queries.items import children_of, parent_of, possible_parents
from tracker.queries.register import RegisterFilter, register_count, register_rows
from tracker.services.items import take_off_list
from tracker.services.reports import link_reports

pytestmark = pytest.mark.usefixtures("register")
BY_MAY = DeadlineDetails("By May 2026", date(2026, 5, 31), Precision.MONTH, DeadlineBasis.DATED)


def found(**given: Any) -> list[str]:
    """The references that a filter finds, in its order; the count must agree."""
    chosen = RegisterFilter(**given)
    rows = register_rows(db.session(), SYSTEM, TODAY, chosen)
    assert register_count(db.session(), SYSTEM, TODAY, chosen) == len(rows)
    return [row.reference for row in rows]


@pytest.fixture
def three(register: object) -> None:
    """Two reports with three items, one of them off the list."""
    old = a_report("Custody", published_on=date(2024, 5, 1))
    new = a_report("Missing children")
    an_item(old, "Cells should be warm.", for_whom=ForWhom.FORCE, deadlines=(BY_JUNE,))
    an_item(new, "Café owners should help.", addressees=("Ofsted",), for_whom=ForWhom.OTHERS)
    last = an_item(new, "Report 100% of cases.", kind=ItemKind.AREA_FOR_IMPROVEMENT, deadlines=(BY_MAY,))
    take_off_list(
        item=last,
        version=1,
        reason=OffListReason.SUPERSEDED,
        note="Met",
        on=TODAY,
        by=SYSTEM,
        now=NOW,
        today=TODAY,
    )


@pytest.mark.parametrize(
    ("given", "references"),
    [
        ({}, ["R2025-01-REC1", "R2024-01-REC1"]),
        ({"listed": "all"}, ["R2025-01-REC1", "R2025-01-AFI1", "R2024-01-REC1"]),
        ({"listed": "off"}, ["R2025-01-AFI1"]),
        ({"listed": "all", "sort": "oldest"}, ["R2024-01-REC1", "R2025-01-REC1", "R2025-01-AFI1"]),
        ({"listed": "all", "sort": "deadline"}, ["R2025-01-AFI1", "R2024-01-REC1", "R2025-01-REC1"]),
        ({"listed": "all", "sort": "recorded"}, ["R2025-01-AFI1", "R2025-01-REC1", "R2024-01-REC1"]),
        ({"sort": "drop table"}, ["R2025-01-REC1", "R2024-01-REC1"]),
        ({"search": "cafe\u0301 OFSTED"}, ["R2025-01-REC1"]),
        ({"search": "custody warm"}, ["R2024-01-REC1"]),
        ({"search": "%", "listed": "all"}, ["R2025-01-AFI1"]),
        ({"search": "_"}, []),
        ({"search": "NEAR("}, []),
        ({"kind": ItemKind.AREA_FOR_IMPROVEMENT, "listed": "all"}, ["R2025-01-AFI1"]),
        ({"for_whom": ForWhom.FORCE}, ["R2024-01-REC1"]),
        ({"report": "r2024-01"}, ["R2024-01-REC1"]),
        ({"due_from": date(2026, 6, 1), "listed": "all"}, ["R2024-01-REC1"]),
        ({"due_to": date(2026, 5, 31), "listed": "all"}, ["R2025-01-AFI1"]),
    ],
)
@pytest.mark.usefixtures("three")
def test_items_are_found_filtered_and_ordered(given: dict[str, Any], references: list[str]) -> None:
    assert found(**given) == references


def test_a_page_of_the_register_takes_one_statement_and_its_count_another() -> None:
    report = a_report()
    for number in range(1, 61):
        an_item(report, number=str(number), addressees=("Ofsted",), deadlines=(BY_JUNE,))
    statements: list[str] = []

    def note(*heard: Any) -> None:
        statements.append(heard[2])

    session = db.session()
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        first = register_rows(session, SYSTEM, TODAY, RegisterFilter())
        second = register_rows(session, SYSTEM, TODAY, RegisterFilter(), 2)
        assert register_count(session, SYSTEM, TODAY, RegisterFilter()) == 60
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert (len(first), len(second)) == (50, 10)
    assert sum(statement.startswith("SELECT") for statement in statements) == 3


def test_items_of_a_report_under_embargo_are_nowhere_for_others_before_its_day() -> None:
    office, other = person(Role.OFFICE_STAFF), person(Role.OFFICE_STAFF, name="Tom Reed")
    early, publishes = a_report("Early"), date(2026, 2, 1)
    closed = a_report("Closed", by=office, published_on=publishes, is_embargoed=True)
    top = an_item(early)
    below = an_item(closed, by=office, kind=ItemKind.AREA_STILL_REQUIRING_IMPROVEMENT, parent_id=top.id)
    session = db.session()
    for who, day, count in ((other, TODAY, 0), (office, TODAY, 1), (other, publishes, 1)):
        assert register_count(session, who, day, RegisterFilter(report=closed.reference)) == count
        assert len(children_of(session, top, who, day)) == count
    assert parent_of(session, below, other, TODAY) is top


def test_an_item_may_stand_under_those_of_its_report_and_of_linked_earlier_ones() -> None:
    early, other, late = a_report("Early"), a_report("Other"), a_report("Late")
    link_reports(earlier=early, later=late, kind=LinkKind.FOLLOWS_UP, note="", by=SYSTEM, now=NOW)
    an_item(early)
    an_item(early, kind=ItemKind.CAUSE_OF_CONCERN)
    an_item(other)
    own = an_item(late, kind=ItemKind.CAUSE_OF_CONCERN)
    an_item(late, kind=ItemKind.AREA_FOR_IMPROVEMENT)
    parents = possible_parents(db.session(), late, SYSTEM, TODAY)
    assert [item.reference for item in parents] == [own.reference, "R2025-01-REC1"]
