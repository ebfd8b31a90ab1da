from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.domain.rag_facts import QUIET, days, far_days, histories, rating_facts
from tracker.domain.rag import (
    Override,
    Rated,
    RatingFacts,
    next_turns,
    rate,
    rating_on,
    turning_points,
)
from tracker.domain.rag_reasons import ReasonCode
from tracker.domain.rag_thresholds import DatedThresholds, Thresholds
from tracker.domain.vocabulary import Delivery, OwnRating, Rating

R = Rating


def said(rated: Rated) -> tuple[object, ...]:
    return rated.rating, rated.reasons, rated.derived, rated.is_overridden


@given(rating_facts(), histories, st.integers(0, 1_800))
def test_the_turning_point_of_any_day_says_what_the_rule_says_afresh(
    facts: RatingFacts, history: list[DatedThresholds], after: int
) -> None:
    day = facts.recorded_on + timedelta(after)

    assert said(rating_on(turning_points(facts, history), day)) == said(rate(facts, history, day))


@settings(deadline=None)
@given(rating_facts(), histories)
def test_every_day_of_two_years_is_told_by_a_turning_point(
    facts: RatingFacts, history: list[DatedThresholds]
) -> None:
    points = turning_points(facts, history)

    for after in range(730):
        day = facts.recorded_on + timedelta(after)
        assert said(rating_on(points, day)) == said(rate(facts, history, day))


@given(rating_facts(far_days), far_days)
@example(replace(QUIET, recorded_on=date(2100, 12, 31), date_in_force=date.max), date(2100, 12, 31))
@example(replace(QUIET, recorded_on=date.max, date_in_force=date.min), date.max)
def test_the_farthest_days_are_no_trouble(facts: RatingFacts, day: date) -> None:
    day = max(day, facts.recorded_on)

    assert said(rating_on(turning_points(facts, []), day)) == said(rate(facts, [], day))


@given(rating_facts(), histories)
def test_turning_points_begin_with_the_recording_and_each_changes_something(
    facts: RatingFacts, history: list[DatedThresholds]
) -> None:
    points = turning_points(facts, history)

    assert points[0].on == facts.recorded_on
    for earlier, later in pairwise(points):
        assert earlier.on < later.on
        assert said(earlier) != said(later)
        assert said(rate(facts, history, later.on - timedelta(1))) == said(earlier)


@settings(deadline=None)
@given(rating_facts(), histories, days)
def test_the_next_turn_is_the_first_day_ahead_with_another_rating_before_it(
    facts: RatingFacts, history: list[DatedThresholds], day: date
) -> None:
    day = max(day, facts.recorded_on)
    ahead = [rate(facts, history, day + timedelta(n)).rating for n in range(1_600)]

    for turn, rating in zip(next_turns(turning_points(facts, history), day), (R.AMBER, R.RED), strict=True):
        turned = [n for n in range(1, 1_600) if ahead[n] is rating and ahead[n - 1] is not rating]
        assert turn == (day + timedelta(turned[0]) if turned else None)


def test_an_item_with_a_date_turns_amber_and_red_on_days_counted_by_hand() -> None:
    facts = replace(QUIET, date_in_force=date(2026, 5, 29), last_update_on=date(2026, 4, 1))

    points = turning_points(facts, [])

    assert [(point.on, point.rating) for point in points] == [
        (date(2026, 1, 5), R.NEW),
        (date(2026, 2, 2), R.GREEN),
        (date(2026, 5, 1), R.AMBER),
        (date(2026, 5, 30), R.RED),
    ]
    assert next_turns(points, date(2026, 4, 30)) == (date(2026, 5, 1), date(2026, 5, 30))
    assert next_turns(points, date(2026, 5, 1)) == (None, date(2026, 5, 30))
    assert next_turns(points, date(2026, 5, 30)) == (None, None)


def test_the_end_of_an_override_is_a_turn() -> None:
    override = Override(R.GREEN, "Agreed by the board", "Dana Ohm", date(2026, 3, 3), date(2026, 3, 31))
    facts = replace(QUIET, date_in_force=None, own_rating=OwnRating.OFF_TRACK, override=override)

    points = turning_points(facts, [])

    assert [(point.on, point.rating, point.derived) for point in points] == [
        (date(2026, 1, 5), R.RED, R.RED),
        (date(2026, 3, 3), R.GREEN, R.RED),
        (date(2026, 4, 1), R.RED, R.RED),
    ]
    assert next_turns(points, date(2026, 3, 3)) == (None, date(2026, 4, 1))


def test_a_second_action_overdue_is_another_reason() -> None:
    facts = replace(QUIET, open_action_targets=(date(2026, 4, 20), date(2026, 4, 10), None), actions_total=3)

    told = {
        point.on: [reason.count for reason in point.reasons if reason.code is ReasonCode.ACTION_OVERDUE]
        for point in turning_points(facts, [])
    }

    assert told[date(2026, 4, 11)] == [1]
    assert told[date(2026, 4, 21)] == [2]


def test_a_change_of_thresholds_turns_a_rating_on_its_day() -> None:
    facts = replace(QUIET, last_update_on=date(2026, 3, 2))
    history = [DatedThresholds(date(2026, 4, 20), Thresholds(update_days=30))]

    amber = next(point for point in turning_points(facts, history) if point.rating is R.AMBER)

    assert amber.on == date(2026, 4, 20)


@pytest.mark.parametrize("delivery", [Delivery.SIGNED_OFF, Delivery.CLOSED])
def test_what_is_over_never_turns(delivery: Delivery) -> None:
    assert len(turning_points(replace(QUIET, delivery=delivery), [])) == 1


def test_a_day_before_the_recording_reads_the_first_turning_point() -> None:
    points = turning_points(QUIET, [])

    assert rating_on(points, date(2025, 12, 31)) is points[0]
