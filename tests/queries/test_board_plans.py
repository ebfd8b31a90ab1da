"""How SQLite finds what a pack tells: every long table through an index, whatever the pack's size."""

from datetime import UTC, datetime

import pytest

from tests.queries.test_plans_of_lists import LONG, Read, plan_of
from tracker.queries.board_actions import (
    actions_before,
    actions_on_board,
    items_of_actions,
    turns_done,
)
from tracker.queries.board_changes import (
    acts_of_the_period,
    items_that_left,
    moves_asked,
    ratings_of_the_period,
    states_of_the_period,
)
from tracker.queries.board_event_counts import records_by_events
from tracker.queries.board_pack import (
    first_held_at,
    last_updates,
    nothing_new_by,
    pack_rows,
    periods_ahead,
    ratings_at,
)
from tracker.queries.board_people import updates_by_account
from tracker.queries.board_reports import grades_on_board, responses_before, responses_on_board
from tracker.queries.board_scope import PackScope, known_from
from tracker.queries.board_state_counts import records_by_states
from tracker.queries.board_trend import stood_at

pytestmark = pytest.mark.usefixtures("register")
LONGER = (*LONG, "board_item", "target_date", "progress_update", "action_item")
SCOPE = PackScope(1, datetime(2025, 10, 1, tzinfo=UTC), datetime(2026, 1, 7, tzinfo=UTC))

READS: dict[str, Read] = {
    "items": lambda session, by: pack_rows(session, SCOPE),
    "ratings": lambda session, by: periods_ahead(session, SCOPE),
    "ratings before": lambda session, by: ratings_at(session, 1, SCOPE.opened_at, SCOPE.opened_on),
    "updates": lambda session, by: last_updates(session, SCOPE),
    "nothing new": lambda session, by: nothing_new_by(session, SCOPE),
    "first held": lambda session, by: first_held_at(session, 1),
    "sum by states": lambda session, by: records_by_states(session, SCOPE),
    "sum by events": lambda session, by: records_by_events(session, SCOPE, "bb"),
    "under embargo": lambda session, by: known_from(session, SCOPE),
    "states": lambda session, by: states_of_the_period(session, SCOPE),
    "ratings of the period": lambda session, by: ratings_of_the_period(session, SCOPE),
    "acts": lambda session, by: acts_of_the_period(session, SCOPE),
    "left": lambda session, by: items_that_left(session, SCOPE),
    "moves": lambda session, by: moves_asked(session, SCOPE),
    "actions": lambda session, by: actions_on_board(session, SCOPE),
    "items of actions": lambda session, by: items_of_actions(session, SCOPE),
    "turns": lambda session, by: turns_done(session, SCOPE),
    "actions before": lambda session, by: actions_before(session, SCOPE),
    "grades": lambda session, by: grades_on_board(session, SCOPE),
    "responses": lambda session, by: responses_on_board(session, SCOPE),
    "responses before": lambda session, by: responses_before(session, SCOPE),
    "given": lambda session, by: updates_by_account(session, SCOPE),
    "trend": lambda session, by: stood_at(session, 1, SCOPE.as_at),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_a_pack_reads_every_long_table_through_an_index(read: Read) -> None:
    scans = [line for line in plan_of(read) if line.startswith("SCAN") and "INDEX" not in line]
    assert [line for line in scans if line.split()[1].rstrip("_0123456789") in LONGER] == []
