from datetime import UTC, date, datetime

import pytest

from tracker.domain.board_counts import BoardTurn
from tracker.domain.pack_changes import Moved, StateSeen, moves_since, rating_moved, told_by
from tracker.domain.packs import ChangeKind
from tracker.domain.vocabulary import OffListReason, Rating, Standing

START = date(2026, 1, 1)
RED, AMBER, GREEN, CLOSED = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.BLUE_CLOSED


def state(
    seq: int,
    on: int,
    until: int,
    *ratings: tuple[int, Rating],
    owner: str = "",
    due: date | None = None,
) -> StateSeen:
    """A state that held between two days of January, with ratings from days of January on."""
    return StateSeen(
        event_seq=seq,
        on=date(2026, 1, on),
        until=date(2026, 1, until),
        owner_post_id=len(owner) if owner else None,
        owner=owner,
        date_in_force=due,
        ratings=tuple((date(2026, 1, day), rating) for day, rating in ratings),
    )


def turned(*states: StateSeen) -> Moved | None:
    return rating_moved(states, START)


def test_a_rating_that_an_event_turned_names_the_event_and_its_day() -> None:
    found = turned(state(5, 1, 10, (1, GREEN)), state(8, 10, 31, (10, AMBER)))
    assert found == Moved(ChangeKind.RATING_WORSE, GREEN.label, AMBER.label, date(2026, 1, 10), 8)


def test_a_rating_that_the_calendar_turned_names_no_event() -> None:
    found = turned(state(5, 1, 31, (1, AMBER), (20, RED)))
    assert found == Moved(ChangeKind.RATING_WORSE, AMBER.label, RED.label, date(2026, 1, 20), 0)


def test_the_last_turn_to_the_rating_at_the_end_is_told() -> None:
    found = turned(
        state(5, 1, 10, (1, RED)), state(8, 10, 15, (10, GREEN)), state(9, 15, 31, (15, AMBER), (25, GREEN))
    )
    assert found == Moved(ChangeKind.RATING_BETTER, RED.label, GREEN.label, date(2026, 1, 25), 0)


@pytest.mark.parametrize(
    "states",
    [
        (),
        (state(5, 1, 31, (1, GREEN)),),
        (state(5, 1, 10, (1, GREEN)), state(8, 10, 12, (10, RED)), state(9, 12, 31, (12, GREEN))),
        (state(5, 1, 10, (1, GREEN), (25, RED)), state(8, 10, 31, (10, GREEN))),
    ],
    ids=["nothing known", "nothing happened", "there and back", "turned aside before its day"],
)
def test_a_rating_that_is_what_it_was_is_not_told(states: tuple[StateSeen, ...]) -> None:
    assert rating_moved(states, START) is None


def test_a_rating_from_before_the_period_is_what_it_starts_from() -> None:
    before = StateSeen(2, date(2025, 6, 1), date(2026, 1, 9), None, "", None, ((date(2025, 9, 1), AMBER),))
    found = rating_moved((before, state(8, 9, 31, (9, CLOSED))), START)
    assert found == Moved(ChangeKind.RATING_BETTER, AMBER.label, CLOSED.label, date(2026, 1, 9), 8)


def test_each_move_of_a_date_is_told_with_its_act() -> None:
    may, june, july = (date(2026, month, 30) for month in (5, 6, 7))
    states = [
        state(1, 1, 5, due=june),
        state(2, 5, 9, due=july),
        state(3, 9, 12, due=may),
        state(4, 12, 31, due=None),
    ]
    assert moves_since(states, START) == [
        Moved(ChangeKind.SLIPPED, "30 June 2026", "30 July 2026", date(2026, 1, 5), 2, july),
        Moved(ChangeKind.BROUGHT_FORWARD, "30 July 2026", "30 May 2026", date(2026, 1, 9), 3, may),
    ]


def test_an_owner_who_came_or_went_is_told() -> None:
    states = [state(1, 1, 5), state(2, 5, 9, owner="Head of Custody"), state(3, 9, 31)]
    assert [(one.kind, one.before, one.after) for one in moves_since(states, START)] == [
        (ChangeKind.OWNER_CHANGED, "No owner", "Head of Custody"),
        (ChangeKind.OWNER_CHANGED, "Head of Custody", "No owner"),
    ]


def turn(before: str | None, after: str, reason: str | None = None) -> BoardTurn:
    return BoardTurn(1, 7, datetime(2026, 1, 9, 12, tzinfo=UTC), before, after, reason)


@pytest.mark.parametrize(
    ("single", "kind", "before", "after"),
    [
        (turn(None, "open"), ChangeKind.NEW, "", "Open"),
        (turn("closed", "open"), ChangeKind.REOPENED, "Closed by HMICFRS", "Open"),
        (turn("off_board", "open"), ChangeKind.BROUGHT_INTO_SCOPE, "Not on the board", "Open"),
        (turn("open", "complete"), ChangeKind.CLOSED, "Open", "Complete (no outside closer)"),
        (turn("open", "off_board"), ChangeKind.MOVED_OUT, "Open", "Not on the board"),
        (
            turn("open", "off_list", "superseded"),
            ChangeKind.TAKEN_OFF,
            "Open",
            f"{Standing.OFF_LIST.label}: {OffListReason.SUPERSEDED.label}",
        ),
    ],
)
def test_a_turn_of_the_sum_is_told_as_a_change(
    single: BoardTurn, kind: ChangeKind, before: str, after: str
) -> None:
    assert told_by(single, START) == Moved(kind, before, after, START, 7)


@pytest.mark.parametrize(
    "single", [turn("closed", "off_list"), turn("open", "opne"), turn("off_board", "closed")]
)
def test_a_turn_that_counts_in_no_term_is_no_change(single: BoardTurn) -> None:
    assert told_by(single, START) is None
