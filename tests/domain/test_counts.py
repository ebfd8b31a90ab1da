from collections import Counter
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.counts import (
    ClosedHow,
    Counts,
    IntoScope,
    MovedOut,
    Scope,
    Side,
    Term,
    Turn,
    count_lines,
    counted,
    term_of,
)
from tracker.domain.packs import CountLine
from tracker.domain.vocabulary import Labelled, OffListReason, Standing

S, T, OFF_BOARD = Standing, Term, Scope.OFF_BOARD
REASON = OffListReason.SUPERSEDED
CAME = {T.NEW, T.REOPENED, T.BROUGHT_INTO_SCOPE}

# Written by hand: the changes of standing that count, and in which term; all others count in none.
EXPECTED: dict[tuple[Side | None, Side], tuple[Term, Labelled | None]] = {
    (None, S.OPEN): (T.NEW, None),
    (S.CLOSED, S.OPEN): (T.REOPENED, None),
    (S.COMPLETE, S.OPEN): (T.REOPENED, None),
    (S.OFF_LIST, S.OPEN): (T.BROUGHT_INTO_SCOPE, IntoScope.PUT_BACK),
    (S.NOT_OURS, S.OPEN): (T.BROUGHT_INTO_SCOPE, IntoScope.ADDRESSED_TO_US),
    (S.OPEN, S.CLOSED): (T.CLOSED, ClosedHow.BY_HMICFRS),
    (S.OPEN, S.COMPLETE): (T.CLOSED, ClosedHow.COMPLETE),
    (S.OPEN, S.OFF_LIST): (T.TAKEN_OFF, REASON),
    (S.OPEN, S.NOT_OURS): (T.MOVED_OUT, MovedOut.ADDRESSED_AWAY),
    (OFF_BOARD, S.OPEN): (T.BROUGHT_INTO_SCOPE, IntoScope.JOINED_BOARD),
    (S.OPEN, OFF_BOARD): (T.MOVED_OUT, MovedOut.LEFT_BOARD),
}


@pytest.mark.parametrize(("before", "after"), list(product((None, OFF_BOARD, *S), (OFF_BOARD, *S))))
def test_each_change_of_standing_or_board_counts_in_its_term_or_in_none(
    before: Side | None, after: Side
) -> None:
    assert term_of(before, after, REASON) == EXPECTED.get((before, after))


off_list = st.tuples(st.just(S.OFF_LIST), st.sampled_from(OffListReason))
elsewhere = st.tuples(st.sampled_from([OFF_BOARD, *(one for one in S if one is not S.OFF_LIST)]), st.none())
# An item's history: its standing from some day on, days rising; one that begins late was not there before.
histories = st.lists(
    st.dictionaries(st.integers(0, 20), st.one_of(off_list, elsewhere), max_size=8), max_size=12
)
Walk = dict[int, tuple[Side, OffListReason | None]]


def open_on(walks: list[Walk], day: int) -> int:
    latest = [max((on for on in walk if on <= day), default=None) for walk in walks]
    return sum(on is not None and walk[on][0] is S.OPEN for walk, on in zip(walks, latest, strict=True))


def turns_between(walks: list[Walk], first: int, last: int) -> Counter[Turn]:
    turns: Counter[Turn] = Counter()
    for walk in walks:
        for before, on in pairwise([None, *sorted(walk)]):
            assert on is not None
            if first < on <= last:
                turns[Turn(walk[before][0] if before is not None else None, *walk[on])] += 1
    return turns


@given(histories, st.integers(-1, 21), st.integers(-1, 21))
def test_the_sum_comes_out_between_any_two_days_of_any_histories(
    walks: list[Walk], one_day: int, other_day: int
) -> None:
    first, last = sorted((one_day, other_day))
    counts = counted(open_on(walks, first), turns_between(walks, first, last), open_on(walks, last))
    assert counts.reconciles
    assert counts.worked_out == counts.closing == open_on(walks, last)


@given(histories, st.integers(-3, 3).filter(bool))
def test_a_closing_figure_that_is_wrong_is_told_with_the_difference(walks: list[Walk], wrong: int) -> None:
    counts = counted(0, turns_between(walks, -1, 21), open_on(walks, 21) + wrong)
    assert not counts.reconciles
    assert f"{abs(wrong)} {'more' if wrong > 0 else 'fewer'} than that" in counts.in_words()


WHOLE = Counter(
    {
        Turn(None, S.OPEN): 4,
        Turn(None, S.NOT_OURS): 9,
        Turn(S.CLOSED, S.OPEN): 1,
        Turn(S.COMPLETE, S.OPEN): 1,
        Turn(S.OFF_LIST, S.OPEN): 1,
        Turn(S.NOT_OURS, S.OPEN): 2,
        Turn(S.OPEN, S.CLOSED): 3,
        Turn(S.OPEN, S.COMPLETE): 2,
        Turn(S.OPEN, S.OFF_LIST, OffListReason.SUPERSEDED): 1,
        Turn(S.OPEN, S.OFF_LIST, OffListReason.NOT_AGREED): 2,
        Turn(S.CLOSED, S.OFF_LIST, OffListReason.SUPERSEDED): 5,
        Turn(S.OPEN, S.NOT_OURS): 1,
        Turn(OFF_BOARD, S.OPEN): 5,
        Turn(OFF_BOARD, S.CLOSED): 3,
        Turn(S.OPEN, OFF_BOARD): 2,
        Turn(S.CLOSED, OFF_BOARD): 4,
        Turn(S.OPEN, S.OPEN): 7,
    }
)


def test_every_term_is_told_with_its_parts_apart() -> None:
    assert counted(30, WHOLE, 33) == Counts(
        opening=30,
        closing=33,
        new=4,
        reopened=2,
        brought_into_scope={
            IntoScope.PUT_BACK: 1,
            IntoScope.ADDRESSED_TO_US: 2,
            IntoScope.JOINED_BOARD: 5,
        },
        closed={ClosedHow.BY_HMICFRS: 3, ClosedHow.COMPLETE: 2},
        taken_off={OffListReason.SUPERSEDED: 1, OffListReason.NOT_AGREED: 2},
        moved_out={MovedOut.ADDRESSED_AWAY: 1, MovedOut.LEFT_BOARD: 2},
    )


def test_the_sum_is_printed_with_every_term() -> None:
    assert counted(30, WHOLE, 33).in_words() == (
        "30 open at the start + 4 new + 2 re-opened + 8 brought into scope"
        " − 5 closed − 3 taken off − 3 moved out = 33 open at the end."
    )


def test_the_lines_of_the_sum_print_every_term_and_only_the_parts_that_there_are() -> None:
    turns = Counter({Turn(OFF_BOARD, S.OPEN): 5, Turn(S.OPEN, S.CLOSED): 3, Turn(S.OPEN, S.NOT_OURS): 1})
    assert count_lines(counted(10, turns, 11)) == (
        CountLine("opening", "", "", "Open at the start", 10),
        CountLine("new", "", "+", "New", 0),
        CountLine("reopened", "", "+", "Re-opened", 0),
        CountLine("brought_into_scope", "", "+", "Brought into scope", 5),
        CountLine("brought_into_scope", "joined_board", "", "Joined the board", 5),
        CountLine("closed", "", "−", "Closed", 3),
        CountLine("closed", "by_hmicfrs", "", "Closed by HMICFRS", 3),
        CountLine("taken_off", "", "−", "Taken off the list", 0),
        CountLine("moved_out", "", "−", "Moved out", 1),
        CountLine("moved_out", "addressed_away", "", "No longer addressed to us", 1),
        CountLine("closing", "", "=", "Open at the end", 11),
    )


def test_a_part_of_nothing_is_not_printed() -> None:
    counts = Counts(opening=0, closing=0, moved_out={MovedOut.LEFT_BOARD: 0})
    assert [line.key for line in count_lines(counts)] == [term.value for term in Term]


def test_a_sum_that_does_not_come_out_says_so() -> None:
    assert counted(30, Counter({Turn(None, S.OPEN): 2}), 31).in_words() == (
        "30 open at the start + 2 new + 0 re-opened + 0 brought into scope"
        " − 0 closed − 0 taken off − 0 moved out = 32, but 31 are open at the end: 1 fewer than that."
        " The figures do not reconcile."
    )


def test_an_item_taken_off_without_a_reason_shows_as_a_difference() -> None:
    counts = counted(3, Counter({Turn(S.OPEN, S.OFF_LIST): 1}), 2)
    assert not counts.reconciles
    assert counts.taken_off == {}
