from collections import Counter
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.counts import ClosedHow, Counts, IntoScope, Term, Turn, counted, term_of
from tracker.domain.vocabulary import Labelled, OffListReason, Standing

S, T = Standing, Term
REASON = OffListReason.SUPERSEDED
CAME = {T.NEW, T.REOPENED, T.BROUGHT_INTO_SCOPE}

# Written by hand: the changes of standing that count, and in which term; all others count in none.
EXPECTED: dict[tuple[Standing | None, Standing], tuple[Term, Labelled | None]] = {
    (None, S.OPEN): (T.NEW, None),
    (S.CLOSED, S.OPEN): (T.REOPENED, None),
    (S.COMPLETE, S.OPEN): (T.REOPENED, None),
    (S.OFF_LIST, S.OPEN): (T.BROUGHT_INTO_SCOPE, IntoScope.PUT_BACK),
    (S.NOT_OURS, S.OPEN): (T.BROUGHT_INTO_SCOPE, IntoScope.ADDRESSED_TO_US),
    (S.OPEN, S.CLOSED): (T.CLOSED, ClosedHow.BY_HMICFRS),
    (S.OPEN, S.COMPLETE): (T.CLOSED, ClosedHow.COMPLETE),
    (S.OPEN, S.OFF_LIST): (T.TAKEN_OFF, REASON),
    (S.OPEN, S.NOT_OURS): (T.MOVED_OUT, None),
}


@pytest.mark.parametrize(("before", "after"), list(product((None, *S), S)))
def test_each_change_of_standing_counts_in_its_term_or_in_none(
    before: Standing | None, after: Standing
) -> None:
    assert term_of(before, after, REASON) == EXPECTED.get((before, after))


off_list = st.tuples(st.just(S.OFF_LIST), st.sampled_from(OffListReason))
elsewhere = st.tuples(st.sampled_from([one for one in S if one is not S.OFF_LIST]), st.none())
# An item's history: its standing from some day on, days rising; one that begins late was not there before.
histories = st.lists(
    st.dictionaries(st.integers(0, 20), st.one_of(off_list, elsewhere), max_size=8), max_size=12
)
Walk = dict[int, tuple[Standing, OffListReason | None]]


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
        Turn(S.OPEN, S.OPEN): 7,
    }
)


def test_every_term_is_told_with_its_parts_apart() -> None:
    assert counted(30, WHOLE, 30) == Counts(
        opening=30,
        closing=30,
        new=4,
        reopened=2,
        brought_into_scope={IntoScope.PUT_BACK: 1, IntoScope.ADDRESSED_TO_US: 2},
        closed={ClosedHow.BY_HMICFRS: 3, ClosedHow.COMPLETE: 2},
        taken_off={OffListReason.SUPERSEDED: 1, OffListReason.NOT_AGREED: 2},
        moved_out=1,
    )


def test_the_sum_is_printed_with_every_term() -> None:
    assert counted(30, WHOLE, 30).in_words() == (
        "30 open at the start + 4 new + 2 re-opened + 3 brought into scope"
        " − 5 closed − 3 taken off − 1 moved out = 30 open at the end."
    )


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
