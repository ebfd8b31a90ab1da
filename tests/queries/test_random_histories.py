"""For random histories and days: stored ratings, lists, counts and the sum of a period are what is afresh."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.random_histories import ACTS, FIRST, Story, steps, told
from tracker.domain.permissions import SYSTEM
from tracker.domain.rag import next_turns, rate, turning_points
from tracker.domain.rag_reasons import Reason, reasons_from_json
from tracker.domain.vocabulary import Rating, Standing
from tracker.models.base import db
from tracker.queries.as_at import AsAtFilter, as_at_count, as_at_ratings, as_at_rows
from tracker.queries.ratings import rating_counts
from tracker.queries.register import RegisterFilter, register_count, register_rows
from tracker.services.count_views import counts_between

START = FIRST.date()
quickly = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
days = st.lists(st.integers(-2, 900), min_size=4, max_size=4)


def rated_afresh(story: Story, day: date) -> dict[int, tuple[Rating, Rating, tuple[Reason, ...]]]:
    """The rating of each item on a day, worked out from what was known by its end."""
    found = {}
    for key, known in story.as_at(day).items():
        rated = rate(known.facts, known.history, day)
        found[key] = rated.rating, rated.derived, rated.reasons
    return found


def check_past(story: Story, day: date) -> None:
    """The register as at a day says what was so: each rating with its reasons, each count, each filter."""
    session, afresh = db.session(), rated_afresh(story, day)
    keys = {item.reference: item.id for item in story.items}
    rows = as_at_rows(session, SYSTEM, day, day, AsAtFilter())
    assert {
        keys[row.reference]: (row.rating, row.derived, reasons_from_json(row.reasons or "[]")) for row in rows
    } == afresh
    assert {keys[row.reference]: row.standing for row in rows} == {
        key: known.standing for key, known in story.as_at(day).items()
    }
    counts = Counter(rating for rating, _, _ in afresh.values())
    assert as_at_ratings(session, SYSTEM, day, day, AsAtFilter()) == counts
    for rating in Rating:
        chosen = AsAtFilter(rating=rating)
        assert as_at_count(session, SYSTEM, day, day, chosen) == counts[rating]


def check_ahead(story: Story, day: date) -> None:
    """The register of a day after the last act says what the rule says then, in list, count and filter."""
    session, afresh = db.session(), rated_afresh(story, day)
    every = RegisterFilter(listed="all")
    rows = register_rows(session, SYSTEM, day, every)
    assert {
        row.id: (row.rating, row.derived, reasons_from_json(row.reasons or "[]")) for row in rows
    } == afresh
    counts = Counter(rating for rating, _, _ in afresh.values())
    assert rating_counts(session, SYSTEM, day, day) == counts
    for row in rows:
        known = story.known[row.id][-1]
        points = turning_points(known.facts, known.history)
        assert row.turns_red_on == next_turns(points, day)[1]
    for rating in Rating:
        chosen = RegisterFilter(listed="all", rating=rating)
        wanted = {key for key, (found, _, _) in afresh.items() if found is rating}
        assert {row.id for row in register_rows(session, SYSTEM, day, chosen)} == wanted
        assert register_count(session, SYSTEM, day, chosen) == len(wanted)


@quickly
@given(steps, days)
def test_stored_ratings_lists_and_counts_are_those_worked_out_afresh(
    empty_sqlite: Path, acts: list[tuple[str, int, int]], after: list[int]
) -> None:
    with told(empty_sqlite, acts) as story:
        for number in after:
            day = START + timedelta(number)
            check_past(story, day)
            if day >= story.today:
                check_ahead(story, day)
        check_ahead(story, story.today)


@quickly
@given(steps, days)
def test_the_sum_comes_out_for_any_two_days_from_states_and_from_events(
    empty_sqlite: Path, acts: list[tuple[str, int, int]], after: list[int]
) -> None:
    with told(empty_sqlite, acts) as story:
        ends = sorted({START + timedelta(number) for number in after})
        for start, end in pairwise(ends):
            counts = counts_between(by=SYSTEM, today=end, from_on=start, to_on=end)
            assert counts.agree, counts.differing
            assert counts.by_states == counts.by_events
            assert counts.by_states.reconciles
            is_open = [known.standing is Standing.OPEN for known in story.as_at(end).values()]
            assert counts.by_states.closing == sum(is_open)


def test_every_act_of_the_random_histories_can_succeed(empty_sqlite: Path) -> None:
    order = [
        "allocate", "on track", "at risk", "off track", "near date", "far date", "agree", "override",
        "propose", "send back", "propose", "sign off", "withdraw sign-off", "close", "re-open",
        "take off", "put back", "for others", "for us", "thresholds", "take the owner away",
    ]  # fmt: skip
    assert set(order) == set(ACTS)
    with told(empty_sqlite, [(name, 0, 60 * 24) for name in order]) as story:
        assert "; ".join(story.refused) == ""
