from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.board_counts import BoardRecord, BoardSum, Difference, board_sum, first_difference
from tracker.domain.counts import Counts, IntoScope, MovedOut, Scope, Turn
from tracker.domain.vocabulary import OffListReason, Standing

S, OFF_BOARD = Standing, Scope.OFF_BOARD
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def day(number: int) -> datetime:
    return FIRST + timedelta(days=number)


def told(
    seq: int, standing: str | None = None, *, on: bool | None = None, reason: str | None = None, item: int = 1
) -> BoardRecord:
    """A record of the event `seq`, which happened on the day of the same number."""
    return BoardRecord(item, seq, day(seq), standing, reason, on)


def turns_of(*records: BoardRecord) -> list[Turn | None]:
    return [single.turn for single in board_sum(records, day(-1), day(100)).single_turns]


@pytest.mark.parametrize(
    ("records", "turns"),
    [
        # Recorded and put on the board by one event, in either order of its records.
        ([told(1, "open"), told(1, on=True)], [Turn(None, S.OPEN)]),
        ([told(1, on=True), told(1, "open")], [Turn(None, S.OPEN)]),
        # Recorded, and put on the board later.
        ([told(1, "open"), told(2, on=True)], [Turn(OFF_BOARD, S.OPEN)]),
        # Never on the board.
        ([told(1, "open"), told(2, "closed")], []),
        # It joins when closed, and is re-opened on the board.
        (
            [told(1, "closed"), told(2, on=True), told(3, "open")],
            [Turn(OFF_BOARD, S.CLOSED), Turn(S.CLOSED, S.OPEN)],
        ),
        # It leaves, is closed meanwhile, and comes back.
        (
            [told(1, "open", on=True), told(2, on=False), told(3, "closed"), told(4, on=True)],
            [Turn(None, S.OPEN), Turn(S.OPEN, OFF_BOARD), Turn(OFF_BOARD, S.CLOSED)],
        ),
        # One event re-addresses it, and for that reason it leaves; and the other way round.
        (
            [told(1, "open", on=True), told(2, "not_ours", on=False), told(3, "open", on=True)],
            [Turn(None, S.OPEN), Turn(S.OPEN, S.NOT_OURS), Turn(S.NOT_OURS, S.OPEN)],
        ),
        # One event closes it and takes it off the board.
        (
            [told(1, "open", on=True), told(2, "closed"), told(2, on=False)],
            [Turn(None, S.OPEN), Turn(S.OPEN, S.CLOSED)],
        ),
        # One event re-opens it and puts it on the board.
        ([told(1, "closed"), told(2, "open", on=True)], [Turn(OFF_BOARD, S.OPEN)]),
        # What is told twice is no turn.
        ([told(1, "open", on=True), told(2, "open"), told(3, on=True)], [Turn(None, S.OPEN)]),
        # Taken off the list with its reason; a reason told with another standing is none.
        (
            [told(1, "open", on=True, reason="superseded"), told(2, "off_list", reason="superseded")],
            [Turn(None, S.OPEN), Turn(S.OPEN, S.OFF_LIST, OffListReason.SUPERSEDED)],
        ),
    ],
)
def test_the_records_of_one_item_make_these_turns(
    records: list[BoardRecord], turns: list[Turn | None]
) -> None:
    assert turns_of(*records) == turns


HISTORY = [
    told(1, "open", on=True, item=1),
    told(2, "open", item=2),
    told(3, "open", on=True, item=3),
    told(4, on=True, item=2),
    told(5, "closed", item=1),
    told(6, on=False, item=3),
    told(7, "open", on=True, item=4),
]


def test_the_sum_of_a_period_tells_who_was_open_what_turned_and_who_is_open() -> None:
    found = board_sum(HISTORY, day(3), day(6))
    assert found.opening_ids == {1, 3}
    assert found.closing_ids == {2}
    assert [(turn.item_id, turn.event_seq, turn.at) for turn in found.single_turns] == [
        (2, 4, day(4)),
        (1, 5, day(5)),
        (3, 6, day(6)),
    ]
    assert found.counts.reconciles
    assert found.counts.brought_into_scope == {IntoScope.JOINED_BOARD: 1}
    assert found.counts.moved_out == {MovedOut.LEFT_BOARD: 1}


def test_a_board_without_items_has_a_sum_of_nothing() -> None:
    assert board_sum([], day(1), day(2)).counts == Counts(opening=0, closing=0)


def test_what_happened_under_embargo_is_one_change_at_the_publication() -> None:
    hidden = [told(1, "open"), told(2, on=True), told(3, "closed"), told(4, "open"), told(9, "closed")]
    (turn,) = board_sum(hidden, day(0), day(8), {1: day(6)}).single_turns
    assert (turn.event_seq, turn.at, turn.turn) == (4, day(6), Turn(None, S.OPEN))
    assert board_sum(hidden, day(0), day(5), {1: day(6)}) == BoardSum(frozenset(), (), frozenset())
    assert board_sum(hidden, day(6), day(8), {1: day(6)}).opening_ids == {1}
    assert [one.event_seq for one in board_sum(hidden, day(0), day(9), {1: day(6)}).single_turns] == [4, 9]


def test_what_was_closed_before_its_report_was_published_counts_nothing() -> None:
    hidden = [told(1, "open", on=True), told(2, "closed")]
    counts = board_sum(hidden, day(0), day(8), {1: day(6)}).counts
    assert counts == Counts(opening=0, closing=0)


@pytest.mark.parametrize("damaged", ["opne", ""])
def test_a_damaged_standing_shows_as_a_difference_and_fails_nowhere(damaged: str) -> None:
    found = board_sum([told(1, "open", on=True), told(2, damaged)], day(1), day(5))
    assert [turn.turn for turn in found.single_turns] == [None]
    assert (found.opening, found.turns, found.closing) == (1, {}, 0)
    assert not found.counts.reconciles


def test_what_was_damaged_and_is_mended_shows_as_a_difference_too() -> None:
    found = board_sum([told(1, "opne", on=True), told(2, "open")], day(1), day(5))
    assert (found.opening, found.turns, found.closing) == (0, {}, 1)


def test_a_damaged_reason_shows_as_a_difference() -> None:
    off = [told(1, "open", on=True), told(2, "off_list", reason="no such reason")]
    assert not board_sum(off, day(1), day(5)).counts.reconciles


def test_two_sources_that_tell_the_same_differ_nowhere() -> None:
    one, other = board_sum(HISTORY, day(3), day(6)), board_sum(reversed(HISTORY), day(3), day(6))
    assert first_difference(one, other) is None


def test_the_first_turn_on_which_the_sources_part_is_named_in_the_words_of_both() -> None:
    damaged = [*HISTORY[:4], told(5, "complete", item=1), *HISTORY[5:]]
    assert first_difference(board_sum(damaged, day(3), day(6)), board_sum(HISTORY, day(3), day(6))) == (
        Difference(1, ("Event 5: open to complete",), ("Event 5: open to closed",))
    )


def test_a_turn_that_one_source_has_not_is_named_as_nothing_there() -> None:
    without = HISTORY[:5] + HISTORY[6:]
    found = first_difference(board_sum(without, day(3), day(6)), board_sum(HISTORY, day(3), day(6)))
    assert found == Difference(3, (), ("Event 6: open to off_board",))


def test_a_damage_from_before_the_period_is_found_at_its_start() -> None:
    damaged = [told(1, "opne", on=True, item=1), *HISTORY[1:]]
    found = first_difference(board_sum(damaged, day(3), day(4)), board_sum(HISTORY, day(3), day(4)))
    assert found == Difference(1, ("Not open at the start",), ("Open at the start",))


def test_the_end_is_compared_where_all_before_it_agrees() -> None:
    one, other = BoardSum(frozenset({1}), (), frozenset({1})), BoardSum(frozenset({1}), (), frozenset({1, 2}))
    assert first_difference(one, other) == Difference(2, ("Not open at the end",), ("Open at the end",))


standings = st.sampled_from([None, *(one.value for one in S)])
histories = st.lists(
    st.tuples(st.integers(1, 4), standings, st.sampled_from([None, True, False])), max_size=30
)
moments = st.integers(0, 31)


def as_records(history: list[tuple[int, str | None, bool | None]]) -> list[BoardRecord]:
    return [
        told(seq, standing, on=on, item=item, reason="superseded" if standing == "off_list" else None)
        for seq, (item, standing, on) in enumerate(history, start=1)
    ]


@given(histories, moments, moments, st.dictionaries(st.integers(1, 4), moments))
def test_the_sum_comes_out_between_any_two_moments_of_any_histories(
    history: list[tuple[int, str | None, bool | None]], one: int, other: int, known: dict[int, int]
) -> None:
    first, last = sorted((one, other))
    known_from = {item: day(number) for item, number in known.items()}
    found = board_sum(as_records(history), day(first), day(last), known_from)
    assert found.counts.reconciles
    assert found.counts.closing == len(found.closing_ids)


@given(histories, moments)
def test_open_are_those_on_the_board_whose_last_standing_is_open(
    history: list[tuple[int, str | None, bool | None]], moment: int
) -> None:
    standing: dict[int, str] = {}
    on_board: dict[int, bool] = {}
    for item, word, is_on in history[:moment]:
        standing |= {item: word} if word is not None else {}
        on_board |= {item: is_on} if is_on is not None else {}
    expected = {item for item, word in standing.items() if word == "open" and on_board.get(item)}
    assert board_sum(as_records(history), day(0), day(moment)).closing_ids == expected


@given(histories, st.integers(0, 29))
def test_a_record_that_is_lost_is_named_or_told_nothing_new(
    history: list[tuple[int, str | None, bool | None]], lost: int
) -> None:
    records = as_records(history)
    whole = board_sum(records, day(0), day(40))
    damaged = board_sum(records[:lost] + records[lost + 1 :], day(0), day(40))
    assert (first_difference(whole, damaged) is None) == (whole == damaged)
