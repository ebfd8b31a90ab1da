import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.board_tree import TreeLine, tree, would_be_its_own_ancestor

EXECUTIVE, SAFEGUARDING, DELIVERY, MASH, MISSING = 1, 2, 3, 4, 5
NAMES = {
    EXECUTIVE: "Executive Group",
    SAFEGUARDING: "Safeguarding Board",
    DELIVERY: "Delivery Group",
    MASH: "MASH Project Board",
    MISSING: "Missing Strategic Group",
}
PARENTS = {SAFEGUARDING: [EXECUTIVE], DELIVERY: [SAFEGUARDING], MASH: [DELIVERY, EXECUTIVE]}


@pytest.mark.parametrize(
    ("board", "parents", "words"),
    [
        (
            SAFEGUARDING,
            [SAFEGUARDING],
            "A board cannot stand above itself: Safeguarding Board would report to itself. "
            "Choose another board.",
        ),
        (
            EXECUTIVE,
            [MISSING, DELIVERY],
            "A board cannot stand above itself: Executive Group would report to Delivery Group, which "
            "reports to Safeguarding Board, which reports to Executive Group. Choose another board.",
        ),
        # Of two ways up the shorter one is told.
        (
            EXECUTIVE,
            [MASH],
            "A board cannot stand above itself: Executive Group would report to MASH Project Board, which "
            "reports to Executive Group. Choose another board.",
        ),
    ],
)
def test_a_board_that_would_stand_above_itself_is_refused_with_the_ring(
    board: int, parents: list[int], words: str
) -> None:
    assert would_be_its_own_ancestor(board, parents, PARENTS, NAMES) == words


@pytest.mark.parametrize(
    ("board", "parents"), [(MASH, [DELIVERY, EXECUTIVE]), (MISSING, [MASH, EXECUTIVE]), (EXECUTIVE, [])]
)
def test_a_board_may_have_several_parents_above_it(board: int, parents: list[int]) -> None:
    assert would_be_its_own_ancestor(board, parents, PARENTS, NAMES) == ""


def test_a_ring_among_the_others_ends_the_search() -> None:
    assert would_be_its_own_ancestor(MISSING, [EXECUTIVE], PARENTS | {EXECUTIVE: [DELIVERY]}, NAMES) == ""


def test_a_board_with_two_parents_is_drawn_under_both_the_second_time_without_those_below() -> None:
    parents = PARENTS | {MISSING: [MASH]}
    assert tree(NAMES, parents) == (
        TreeLine(EXECUTIVE, 0),
        TreeLine(MASH, 1),
        TreeLine(MISSING, 2),
        TreeLine(SAFEGUARDING, 1),
        TreeLine(DELIVERY, 2),
        TreeLine(MASH, 3, is_repeated=True),
    )


def test_boards_under_none_are_drawn_by_name_and_a_parent_that_is_not_there_is_none() -> None:
    assert tree({1: "b", 2: "A", 3: "c"}, {3: [99]}) == (TreeLine(2, 0), TreeLine(1, 0), TreeLine(3, 0))


def test_a_ring_in_damaged_records_is_drawn_once() -> None:
    assert tree({1: "A", 2: "B"}, {1: [2], 2: [1]}) == (
        TreeLine(1, 0),
        TreeLine(2, 1),
        TreeLine(1, 2, is_repeated=True),
    )


keys = st.integers(1, 7)


@given(st.lists(st.tuples(keys, st.sets(keys, max_size=3)), max_size=20))
def test_no_ring_ever_comes_about_and_every_board_is_drawn_in_full_once(
    wishes: list[tuple[int, set[int]]],
) -> None:
    names = {key: f"Board {key}" for key in range(1, 8)}
    parents: dict[int, set[int]] = {}
    for board, wanted in wishes:
        if not would_be_its_own_ancestor(board, wanted, parents, names):
            parents[board] = wanted
    above = {key: parents.get(key, set()) for key in names}
    while free := {key for key in above if not above[key]}:
        above = {key: over - free for key, over in above.items() if key not in free}
    assert above == {}
    lines = tree(names, parents)
    assert sorted(line.board_id for line in lines if not line.is_repeated) == sorted(names)
    drawn_under = [line.board_id for line in lines if line.depth]
    assert all(drawn_under.count(key) >= len(over) for key, over in parents.items())
