"""A person's items as they are read: each statement finds its rows by an index, however long the register."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.services.update_records import owned, updated
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import OwnRating, Rating, Role
from tracker.models.base import db
from tracker.queries.completions import sent_back
from tracker.queries.my_items import latest_dates, my_item_rows, proposals_waiting, rating_points
from tracker.queries.progress_updates import nothing_new_said

DAY = date(2026, 1, 7)
SHORT = frozenset({"report_reader", "anon_1", "anon_2"})
"""What may be walked through: the named readers of embargoed reports, and what a part has just found."""
READS: dict[str, Callable[[Session, Actor], object]] = {
    "my items": lambda session, by: my_item_rows(session, by, DAY),
    "proposals": lambda session, by: proposals_waiting(session, by, DAY),
    "ratings": lambda session, by: rating_points(session, [1, 2]),
    "dates": lambda session, by: latest_dates(session, [1, 2]),
    "sent back": lambda session, by: sent_back(session, [1, 2]),
    "nothing new": lambda session, by: nothing_new_said(session, [1, 2]),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_no_statement_walks_through_the_register(
    register: Flask, read: Callable[[Session, Actor], object]
) -> None:
    sent: list[tuple[str, tuple[object, ...]]] = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: sent.append((args[2], args[3])))
    read(db.session(), Actor(1, "Owen Owner", frozenset({Role.OWNER})))
    asked = [one for one in sent if one[0].startswith("SELECT")]
    assert asked
    for sql, values in asked:
        plan = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
        walked = {row[3].split()[1] for row in plan if row[3].startswith("SCAN ")}
        assert walked <= SHORT, sql


def test_an_owner_s_item_is_found_with_its_ratings_on_either_database(either_register: Flask) -> None:
    one = owned()
    seen = updated(one.item, one.owner).id
    (row,) = my_item_rows(db.session(), one.owner, DAY)
    assert (row.reference, row.seen, row.own_rating) == (one.item.reference, seen, OwnRating.ON_TRACK)
    assert rating_points(db.session(), [row.item_id])[row.item_id][0].rating is Rating.NEW
    assert proposals_waiting(db.session(), one.owner, DAY) == []
    assert latest_dates(db.session(), [row.item_id]) == {}
