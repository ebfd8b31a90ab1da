"""Ratings in lists, the forecast, past days and counts as the database gives them, on either database."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.ownership_records import a_post, allocated
from tests.services.records import BY_JUNE, a_report, an_item
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import ForWhom, OffListReason, Rating, Role, Standing
from tracker.models.base import db
from tracker.queries.as_at import AsAtFilter, as_at_count, as_at_ratings, as_at_rows, held_from
from tracker.queries.differences import acts_on, changed_count, changed_items
from tracker.queries.event_counts import open_by_events
from tracker.queries.ratings import owner_posts, rating_counts, turning_count, turning_items
from tracker.queries.register import RegisterFilter, register_count, register_rows
from tracker.queries.state_counts import open_at_each
from tracker.services.count_views import counts_between
from tracker.services.items import take_off_list

ON_20 = datetime(2026, 1, 20, 9, tzinfo=UTC)
LATER = date(2026, 2, 10)


@pytest.fixture
def three(either_register: Flask) -> None:
    """Item 1 due on 30 June and owned; item 2 without a date or owner; item 3 taken off on 20 January."""
    report = a_report("Custody")
    first, _, third = (
        an_item(report, number=str(n), for_whom=ForWhom.FORCE, deadlines=(BY_JUNE,) if n == 1 else ())
        for n in (1, 2, 3)
    )
    allocated(first, a_post())
    take_off_list(
        item=third,
        version=1,
        reason=OffListReason.NOT_AGREED,
        note="The Commissioner does not agree.",
        on=ON_20.date(),
        by=SYSTEM,
        now=ON_20,
        today=ON_20.date(),
    )


def found(today: date = LATER, **given: Any) -> list[str]:
    """The numbers of the items that the register finds, in its order; the count must agree."""
    chosen = RegisterFilter(**given)
    rows = register_rows(db.session(), SYSTEM, today, chosen)
    assert register_count(db.session(), SYSTEM, today, chosen) == len(rows)
    return [row.number or "" for row in rows]


@pytest.mark.parametrize(
    ("given", "numbers"),
    [
        ({"rating": Rating.AMBER}, ["2"]),
        ({"rating": Rating.GREEN}, ["1"]),
        ({"rating": Rating.NOT_RATED, "listed": "all"}, ["3"]),
        ({"owner": "head-of-reviews"}, ["1"]),
        ({"owner": "nobody"}, []),
        ({"allocated": "yes"}, ["1"]),
        ({"allocated": "no"}, ["2"]),
        ({"force_from": date(2026, 6, 30)}, ["1"]),
        ({"force_from": date(2026, 7, 1)}, []),
        ({"force_to": date(2026, 6, 30)}, ["1"]),
        ({"sort": "rating"}, ["2", "1"]),
        ({"sort": "turns_red"}, ["1", "2"]),
        ({"sort": "in_force"}, ["1", "2"]),
    ],
)
@pytest.mark.usefixtures("three")
def test_the_register_finds_and_orders_by_progress(given: dict[str, Any], numbers: list[str]) -> None:
    assert found(**given) == numbers


@pytest.mark.usefixtures("three")
def test_a_line_says_whose_it_is_how_it_is_rated_and_when_it_turns_red() -> None:
    row = register_rows(db.session(), SYSTEM, LATER, RegisterFilter())[0]
    held = (row.owner, row.rating, row.date_in_force, row.turns_red_on)
    assert held == ("Head of Reviews", Rating.GREEN, date(2026, 6, 30), date(2026, 7, 1))


@pytest.mark.usefixtures("three")
def test_what_is_red_already_does_not_turn_red() -> None:
    row = register_rows(db.session(), SYSTEM, date(2026, 7, 1), RegisterFilter())[0]
    assert (row.rating, row.turns_red_on) == (Rating.RED, None)


@pytest.mark.usefixtures("three")
def test_the_day_that_is_asked_for_is_part_of_the_forecast() -> None:
    session = db.session()
    for until, turns in ((date(2026, 6, 30), []), (date(2026, 7, 1), [(date(2026, 7, 1), Rating.RED)])):
        rows = turning_items(session, SYSTEM, date(2026, 6, 15), until, limit=50)
        assert [(row.on, row.rating) for row in rows] == turns
        assert turning_count(session, SYSTEM, date(2026, 6, 15), until) == len(turns)


@pytest.mark.usefixtures("three")
def test_ratings_are_counted_for_a_day_ahead() -> None:
    counts = rating_counts(db.session(), SYSTEM, LATER, date(2026, 7, 1))
    assert counts == {Rating.RED: 1, Rating.AMBER: 1, Rating.NOT_RATED: 1}


@pytest.mark.usefixtures("three")
def test_only_posts_that_own_items_are_offered() -> None:
    a_post("other", "Another post")
    assert owner_posts(db.session()) == [("head-of-reviews", "Head of Reviews")]


@pytest.mark.parametrize(
    ("day", "standings"),
    [
        (date(2026, 1, 6), []),
        (date(2026, 1, 7), [Standing.OPEN] * 3),
        (date(2026, 1, 19), [Standing.OPEN] * 3),
        (date(2026, 1, 20), [Standing.OPEN, Standing.OPEN, Standing.OFF_LIST]),
    ],
)
@pytest.mark.usefixtures("three")
def test_a_day_shows_what_was_recorded_by_its_end(day: date, standings: list[Standing]) -> None:
    session = db.session()
    rows = as_at_rows(session, SYSTEM, LATER, day, AsAtFilter())
    assert [row.standing for row in rows] == standings
    assert as_at_count(session, SYSTEM, LATER, day, AsAtFilter()) == len(rows)
    assert sum(as_at_ratings(session, SYSTEM, LATER, day, AsAtFilter()).values()) == len(rows)


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        (AsAtFilter(standing=Standing.OFF_LIST), 1),
        (AsAtFilter(rating=Rating.AMBER), 1),
        (AsAtFilter(owner="head-of-reviews"), 1),
        (AsAtFilter(report="r2025-01"), 3),
        (AsAtFilter(report="R2020-01"), 0),
    ],
)
@pytest.mark.usefixtures("three")
def test_a_past_day_is_filtered_by_what_was_so_then(chosen: AsAtFilter, count: int) -> None:
    rows = as_at_rows(db.session(), SYSTEM, LATER, date(2026, 2, 9), chosen)
    assert len(rows) == count == as_at_count(db.session(), SYSTEM, LATER, date(2026, 2, 9), chosen)


@pytest.mark.usefixtures("three")
def test_the_first_day_held_is_that_of_the_first_state() -> None:
    assert held_from(db.session(), SYSTEM, LATER) == TODAY == NOW.date()


@pytest.mark.usefixtures("three")
def test_what_changed_has_both_sides_and_the_act() -> None:
    start, end = date(2026, 1, 19), date(2026, 1, 20)
    (one,) = changed_items(db.session(), SYSTEM, LATER, start, end)
    assert one.before is not None
    assert (one.before.standing, one.after.standing) == (Standing.OPEN, Standing.OFF_LIST)
    assert changed_count(db.session(), SYSTEM, LATER, start, end) == 1
    (act,) = acts_on(db.session(), SYSTEM, LATER, [one.item_id], start, end)[one.item_id]
    assert act.reason == "The Commissioner does not agree."


@pytest.mark.usefixtures("three")
def test_a_new_item_has_no_side_before() -> None:
    rows = changed_items(db.session(), SYSTEM, LATER, date(2026, 1, 6), date(2026, 1, 7))
    assert [row.before for row in rows] == [None, None, None]


@pytest.mark.usefixtures("three")
def test_both_sources_give_the_same_counts() -> None:
    counts = counts_between(by=SYSTEM, today=LATER, from_on=date(2026, 1, 6), to_on=date(2026, 1, 31))
    assert counts.agree
    assert counts.by_states == counts.by_events
    sums = (counts.by_states.opening, counts.by_states.new, counts.by_states.closing)
    assert sums == (0, 3, 2)
    assert counts.by_states.taken_off == {OffListReason.NOT_AGREED: 1}


@pytest.mark.usefixtures("three")
def test_open_items_are_counted_at_several_moments_at_once() -> None:
    assert open_at_each(db.session(), SYSTEM, LATER, [NOW, ON_20]) == [3, 2]
    assert open_at_each(db.session(), SYSTEM, LATER, []) == []


def test_an_item_under_embargo_counts_for_its_named_readers_alone_until_its_day(
    either_register: Flask,
) -> None:
    office, other = person(Role.OFFICE_STAFF), person(Role.OFFICE_STAFF, name="Tom Reed")
    publishes, session = date(2026, 2, 1), db.session()
    closed = a_report("Closed", by=office, published_on=publishes, is_embargoed=True)
    an_item(closed, by=office, for_whom=ForWhom.FORCE, deadlines=(BY_JUNE,))
    start, end = datetime(2026, 1, 6, 23, tzinfo=UTC), datetime(2026, 1, 7, 23, tzinfo=UTC)
    for who, day, known in ((other, TODAY, 0), (office, TODAY, 1), (other, publishes, 1)):
        assert as_at_count(session, who, day, TODAY, AsAtFilter()) == known
        assert changed_count(session, who, day, date(2026, 1, 6), TODAY) == known
        assert bool(turning_count(session, who, day, date(2026, 7, 1))) is bool(known)
        assert open_at_each(session, who, day, [end]) == [known]
        by_events = [number for number, _ in open_by_events(session, who, day, (start, end))]
        assert by_events == [0, known]
