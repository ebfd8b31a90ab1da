"""For random histories and meetings both ways of counting agree, and each figure is that of its rows."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.board_histories import ALL, BOARD_ACTS, SOME, a_secretary, board, board_steps, with_boards
from tests.services.pack_records import a_meeting
from tests.services.random_histories import ACTS, FIRST, told
from tracker.domain.counts import Counts, Term
from tracker.domain.london_time import end_of_london_day, london_day
from tracker.domain.pack_figures import behind_term
from tracker.domain.packs import ChangeKind, Pack
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import Standing
from tracker.models.base import db
from tracker.queries.as_at import AsAtFilter, as_at_ratings
from tracker.services.count_views import counts_between
from tracker.services.packs import pack_of, reconciliation

START = FIRST.date()
quickly = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
days = st.sets(st.integers(0, 700), min_size=3, max_size=4)

KINDS = {
    Term.NEW: ChangeKind.NEW,
    Term.REOPENED: ChangeKind.REOPENED,
    Term.BROUGHT_INTO_SCOPE: ChangeKind.BROUGHT_INTO_SCOPE,
    Term.CLOSED: ChangeKind.CLOSED,
    Term.TAKEN_OFF: ChangeKind.TAKEN_OFF,
    Term.MOVED_OUT: ChangeKind.MOVED_OUT,
}


def packs_of(reference: str, after: set[int]) -> list[Pack]:
    """The packs of a board at the ends of these days, on each of which it meets."""
    one = board(reference)
    secretary = a_secretary(one, name=f"Sela {reference}")
    found = []
    for number in sorted(after):
        on = START + timedelta(number)
        meeting = a_meeting(one, on, by=secretary)
        end = end_of_london_day(on)
        found.append(pack_of(board=one, meeting=meeting, as_at=end, now=end))
    return found


def check_alone(pack: Pack) -> None:
    """Each figure of the pack is the number of its rows."""
    assert pack.number(Term.CLOSING) == sum(line.standing is Standing.OPEN for line in pack.items)
    changes = Counter(line.kind for line in pack.changes)
    for term, kind in KINDS.items():
        assert changes[kind] == pack.number(term)
    if pack.items:
        ratings = Counter(line.rating for line in pack.items)
        assert pack.by_kind[-1].total == len(pack.items) == sum(ratings.values())
        assert sum(line.total for line in pack.by_report) == len(pack.items)
    assert pack.trend[-1].open_items == pack.number(Term.CLOSING)
    for figure in pack.counts:
        assert len(behind_term(pack, figure.key, figure.part)) == figure.number


def check_both_ways(reference: str, pack: Pack) -> Counts:
    """The counts of the pack, which the events tell as well."""
    both = reconciliation(board=board(reference), opened_at=pack.head.opened_at, as_at=pack.head.as_at)
    assert both.first_difference == ""
    assert both.agree
    assert both.by_states == both.by_events
    assert both.by_states.reconciles
    assert both.by_states.closing == pack.number(Term.CLOSING)
    return both.by_states


@quickly
@given(board_steps, days)
def test_both_ways_agree_the_sum_comes_out_and_each_pack_begins_where_the_one_before_ended(
    empty_sqlite: Path, acts: list[tuple[str, int, int]], after: set[int]
) -> None:
    with told(empty_sqlite, acts, with_boards):
        for reference in (ALL, SOME):
            packs = packs_of(reference, after)
            for pack in packs:
                check_alone(pack)
                check_both_ways(reference, pack)
            for earlier, later in pairwise(packs):
                assert later.head.opened_at == earlier.head.as_at
                assert later.number(Term.OPENING) == earlier.number(Term.CLOSING)
                open_then = {row.reference for row in behind_term(later, Term.OPENING)}
                assert open_then == {row.reference for row in behind_term(earlier, Term.CLOSING)}
                ratings = {line.reference: line.rating for line in earlier.items}
                for line in later.items:
                    assert line.rating_before == ratings.get(line.reference)


@quickly
@given(board_steps, days)
def test_the_figures_of_a_board_that_oversees_everything_are_those_of_the_register(
    empty_sqlite: Path, acts: list[tuple[str, int, int]], after: set[int]
) -> None:
    with told(empty_sqlite, acts, with_boards):
        for pack in packs_of(ALL, after):
            counts = check_both_ways(ALL, pack)
            from_on, to_on = london_day(pack.head.opened_at), london_day(pack.head.as_at)
            if pack.head.opened_by.startswith("the end"):
                register = counts_between(by=SYSTEM, today=to_on, from_on=from_on, to_on=to_on)
                assert counts == register.by_states
            ratings = as_at_ratings(db.session(), SYSTEM, to_on, to_on, AsAtFilter())
            assert Counter(line.rating for line in pack.items) == Counter(ratings)


@quickly
@given(board_steps, days)
def test_a_rating_that_moved_is_told_with_its_sides(
    empty_sqlite: Path, acts: list[tuple[str, int, int]], after: set[int]
) -> None:
    with told(empty_sqlite, acts, with_boards):
        for pack in packs_of(ALL, after):
            told_of = {line.reference: line for line in pack.changes if "Rating" in line.kind.label}
            counted = {line.reference for line in pack.changes if line.kind in KINDS.values()}
            for line in pack.items:
                was = line.rating_before
                if was is not None and was is not line.rating and line.reference not in counted:
                    moved = told_of[line.reference]
                    assert (moved.before, moved.after) == (was.label, line.rating.label)
                    assert moved.why
                elif was is line.rating:
                    assert line.reference not in told_of


def test_every_act_on_boards_can_succeed(empty_sqlite: Path) -> None:
    order = [
        "onto the board",
        "back to the rules",
        "allocate",
        "the owner's items",
        "off the board",
        "its report",
    ]
    assert set(order) - set(ACTS) == set(BOARD_ACTS)
    with told(empty_sqlite, [(name, 0, 60 * 24) for name in order], with_boards) as story:
        assert "; ".join(story.refused) == ""
