"""The requests that wait: a constant number of statements, each by an index."""

import pytest
from flask import Flask
from sqlalchemy import event

from tests.fixtures.database import NOW, TODAY
from tests.services.date_records import SEPT, Dated, a_dated_item
from tests.services.ownership_records import chosen
from tests.services.records import BY_JUNE, a_report, an_item
from tracker.domain.allocations import PostsWanted
from tracker.domain.permissions import SYSTEM
from tracker.models.base import db
from tracker.services.allocations import allocate
from tracker.services.target_date_views import requests_waiting

Statement = tuple[str, tuple[object, ...]]


@pytest.fixture
def dated(register: Flask) -> Dated:
    found = a_dated_item()
    found.wants(SEPT)
    return found


def statements(dated: Dated) -> list[Statement]:
    sent: list[Statement] = []
    db.session.rollback()

    def note(*args: object) -> None:
        sent.append((str(args[2]), tuple(args[3])))  # type: ignore[arg-type]

    event.listen(db.engine, "before_cursor_execute", note)
    assert requests_waiting(by=dated.lead, today=TODAY)
    event.remove(db.engine, "before_cursor_execute", note)
    return [one for one in sent if one[0].startswith("SELECT")]


def test_more_requests_take_no_more_statements(dated: Dated) -> None:
    one = statements(dated)
    report = a_report("Roads")
    more = [an_item(report, number=str(n), deadlines=(BY_JUNE,)) for n in range(1, 4)]
    allocate(
        items=[chosen(item) for item in more],
        posts=PostsWanted("head-of-reviews", "acc"),
        by=SYSTEM,
        now=NOW,
    )
    for item in more:
        Dated(item.id, dated.owner, dated.lead).wants(SEPT)
    assert len(requests_waiting(by=dated.lead, today=TODAY)) == 4
    assert len(statements(dated)) == len(one)


def test_the_requests_are_found_by_an_index(dated: Dated) -> None:
    for sql, values in statements(dated):
        if "target_date" in sql:
            plan = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
            walked = {row[3].split()[1] for row in plan if row[3].startswith("SCAN ")}
            assert walked <= {"report_reader"}, sql
