"""How SQLite finds what the long lists show: every long table through an index, never from end to end."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.fixtures.database import TODAY
from tracker.domain.london_time import end_of_london_day
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.vocabulary import Rating, Role, Standing
from tracker.models.base import db
from tracker.queries.as_at import AsAtFilter, as_at_count, as_at_ratings, as_at_rows
from tracker.queries.board_items import boards_of_item, item_counts, items_of_board
from tracker.queries.differences import changed_count, changed_items
from tracker.queries.event_counts import event_turns_between, open_by_events
from tracker.queries.ratings import turning_count, turning_items
from tracker.queries.register import RegisterFilter, register_count, register_rows
from tracker.queries.state_counts import open_at, turns_between

pytestmark = pytest.mark.usefixtures("register")
LONG = (
    "item",
    "item_state",
    "rating_period",
    "progress",
    "event",
    "event_change",
    "event_text",
    "board_item",
)
START, END = end_of_london_day(TODAY), end_of_london_day(TODAY + timedelta(30))
BEFORE, SOON = TODAY - timedelta(28), TODAY + timedelta(28)
OFFICE = Actor(1, "Olive Office", frozenset({Role.OFFICE_STAFF}))
Read = Callable[[Session, Actor], object]


def plan_of(read: Read, by: Actor = SYSTEM) -> list[str]:
    """The lines of the plans by which SQLite answers all that is asked."""
    sent: list[tuple[str, tuple[object, ...]]] = []

    def note(*heard: object) -> None:
        sent.append((str(heard[2]), heard[3]))  # type: ignore[arg-type]

    event.listen(db.engine, "before_cursor_execute", note)
    read(db.session(), by)
    event.remove(db.engine, "before_cursor_execute", note)
    asked = [one for one in sent if one[0].startswith("SELECT")]
    assert asked
    connection = db.session.connection()
    plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values) for sql, values in asked]
    return [row[3] for plan in plans for row in plan]


def rows(chosen: RegisterFilter) -> Read:
    """A page of the register as it is filtered and sorted so."""
    return lambda session, by: register_rows(session, by, TODAY, chosen)


READS: dict[str, Read] = {
    "register": rows(RegisterFilter()),
    "register counted": lambda session, by: register_count(session, by, TODAY, RegisterFilter()),
    "by rating": rows(RegisterFilter(rating=Rating.AMBER)),
    "by owner": rows(RegisterFilter(owner="head-of-reviews")),
    "by board": rows(RegisterFilter(board="coordination")),
    "by board counted": lambda session, by: register_count(
        session, by, TODAY, RegisterFilter(board="coordination")
    ),
    "boards' items counted": lambda session, by: item_counts(session, by, TODAY),
    "items of a board": lambda session, by: items_of_board(session, 1),
    "boards of an item": lambda session, by: boards_of_item(session, 1),
    "by turn": rows(RegisterFilter(sort="turns_red")),
    "by date": rows(RegisterFilter(sort="in_force")),
    "date in force": rows(RegisterFilter(force_to=date(2026, 3, 1))),
    "forecast": lambda session, by: turning_items(session, by, TODAY, SOON, limit=50),
    "forecast counted": lambda session, by: turning_count(session, by, TODAY, SOON),
    "as at": lambda session, by: as_at_rows(session, by, TODAY, TODAY, AsAtFilter(standing=Standing.OPEN)),
    "as at counted": lambda session, by: as_at_count(session, by, TODAY, TODAY, AsAtFilter()),
    "ratings as at": lambda session, by: as_at_ratings(session, by, TODAY, TODAY, AsAtFilter()),
    "compare": lambda session, by: changed_items(session, by, TODAY, BEFORE, TODAY),
    "compare counted": lambda session, by: changed_count(session, by, TODAY, BEFORE, TODAY),
    "counts by states": lambda session, by: turns_between(session, by, TODAY, START, END),
    "counts by events": lambda session, by: event_turns_between(session, by, TODAY, START, END),
    "open by states": lambda session, by: open_at(session, by, TODAY, END),
    "open by events": lambda session, by: open_by_events(session, by, TODAY, (START, END)),
}


@pytest.mark.parametrize("by", [SYSTEM, OFFICE], ids=["program", "person"])
@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_every_long_table_is_read_through_an_index(read: Read, by: Actor) -> None:
    scans = [line for line in plan_of(read, by) if line.startswith("SCAN") and "INDEX" not in line]
    assert [line for line in scans if line.split()[1].rstrip("_0123456789") in LONG] == []


@pytest.mark.parametrize("read", [READS["by turn"], READS["forecast"]], ids=["by turn", "forecast"])
def test_the_other_ratings_of_an_item_are_looked_up_by_its_state(read: Read) -> None:
    inner = [line for line in plan_of(read) if "rating_period_" in line.split("USING")[0]]
    assert inner
    assert all("state_id=?" in line for line in inner)


@pytest.mark.parametrize("name", ["as at counted", "open by states"])
def test_a_past_day_is_counted_in_one_index_alone(name: str) -> None:
    states = [line for line in plan_of(READS[name], OFFICE) if " item_state " in line]
    assert states
    assert all("COVERING INDEX ix_item_state_valid_from" in line for line in states)


def test_a_page_of_a_past_day_is_found_without_sorting_the_states() -> None:
    plan = plan_of(READS["as at"], OFFICE)
    (states,) = [n for n, line in enumerate(plan) if line.startswith("MATERIALIZE") or "CO-ROUTINE" in line]
    (outer,) = [n for n, line in enumerate(plan) if line == "SCAN anon_1"]
    assert not [line for line in plan[states:outer] if "TEMP B-TREE" in line]
