"""How SQLite finds what the long lists show: every long table through an index, never from end to end."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Select, text
from sqlalchemy.dialects import sqlite

from tests.fixtures.database import TODAY
from tracker.domain.london_time import end_of_london_day
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import Rating, Standing
from tracker.models.base import db
from tracker.queries.as_at import AsAtFilter, as_at_select
from tracker.queries.differences import changed_select
from tracker.queries.event_counts import event_turns_select
from tracker.queries.ratings import turning_select
from tracker.queries.register import RegisterFilter, register_select
from tracker.queries.state_counts import turns_select

pytestmark = pytest.mark.usefixtures("register")
LONG = ("item_state", "rating_period", "progress", "event", "event_change", "event_text")
START, END = end_of_london_day(TODAY), end_of_london_day(TODAY + timedelta(30))


def plan_of(statement: Select[Any]) -> list[str]:
    """The lines of the plan by which SQLite would answer."""
    literal = statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    return [row[3] for row in db.session.execute(text(f"EXPLAIN QUERY PLAN {literal}"))]


@pytest.mark.parametrize(
    "made",
    [
        lambda: register_select(SYSTEM, TODAY, RegisterFilter(), 1),
        lambda: register_select(SYSTEM, TODAY, RegisterFilter(rating=Rating.AMBER), 1),
        lambda: register_select(SYSTEM, TODAY, RegisterFilter(owner="head-of-reviews"), 1),
        lambda: register_select(SYSTEM, TODAY, RegisterFilter(sort="turns_red"), 1),
        lambda: register_select(SYSTEM, TODAY, RegisterFilter(sort="in_force"), 1),
        lambda: register_select(SYSTEM, TODAY, RegisterFilter(force_to=date(2026, 3, 1)), 1),
        lambda: turning_select(SYSTEM, TODAY, TODAY + timedelta(28), limit=50),
        lambda: as_at_select(SYSTEM, TODAY, TODAY, AsAtFilter(standing=Standing.OPEN)),
        lambda: changed_select(SYSTEM, TODAY, TODAY - timedelta(28), TODAY),
        lambda: turns_select(SYSTEM, TODAY, START, END),
        lambda: event_turns_select(SYSTEM, TODAY, START, END),
    ],
    ids=[
        "register", "by rating", "by owner", "by turn", "by date", "date in force", "forecast", "as at",
        "compare", "counts by states", "counts by events",
    ],
)  # fmt: skip
def test_every_long_table_is_read_through_an_index(made: Callable[[], Select[Any]]) -> None:
    plan = plan_of(made())
    scans = [line for line in plan if line.startswith("SCAN") and "INDEX" not in line]
    assert [line for line in scans if line.split()[1].rstrip("_0123456789") in LONG] == []


@pytest.mark.parametrize(
    "made",
    [
        lambda: register_select(SYSTEM, TODAY, RegisterFilter(sort="turns_red"), 1),
        lambda: turning_select(SYSTEM, TODAY, TODAY + timedelta(28), limit=50),
    ],
    ids=["by turn", "forecast"],
)
def test_the_other_ratings_of_an_item_are_looked_up_by_its_state(made: Callable[[], Select[Any]]) -> None:
    inner = [line for line in plan_of(made()) if "rating_period_" in line.split("USING")[0]]
    assert inner
    assert all("state_id=?" in line for line in inner)
