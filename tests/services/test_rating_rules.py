"""The thresholds of the rating rule: from a day on, for every item, in one act."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.date_records import Dated, a_dated_item
from tests.services.records import a_report, an_item
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.rag_thresholds import Thresholds
from tracker.domain.refusals import Invalid, NotAllowed
from tracker.domain.vocabulary import Rating, Role
from tracker.models.base import db
from tracker.queries.events import event_count, timeline
from tracker.services.progress_views import item_progress
from tracker.services.rating_rules import rule_in_force, set_thresholds

USUAL = Thresholds()
SHORT = replace(USUAL, new_days=3)
IN_A_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def admin(register: Flask) -> Actor:
    return person(Role.ADMINISTRATOR, name="Tom Reed")


def set_days(by: Actor, thresholds: Thresholds = SHORT, from_on: date | None = TODAY, **given: Any) -> None:
    reason = given.get("reason", "The board asks for it.")
    moment = given.get("now", NOW)
    set_thresholds(thresholds=thresholds, from_on=from_on, reason=reason, by=by, now=moment, today=TODAY)


def rating(dated: Dated, day: date) -> Rating:
    return item_progress(reference=dated.item.reference, by=SYSTEM, today=day).rated.rating


def test_other_numbers_turn_the_ratings_ahead_from_their_day_on(admin: Actor) -> None:
    dated = a_dated_item()
    set_days(admin, from_on=IN_A_WEEK)
    assert rating(dated, IN_A_WEEK - timedelta(days=1)) is Rating.NEW
    assert rating(dated, IN_A_WEEK) is Rating.GREEN


def test_all_items_are_worked_out_again_in_one_event(admin: Actor) -> None:
    report = a_report()
    items = [an_item(report, number=str(n)) for n in range(1, 6)]
    before = event_count(db.session())
    set_days(admin, replace(USUAL, waiting_days=1), now=NOW + timedelta(days=2))
    assert event_count(db.session()) == before + 1
    for item in items:
        (event,) = timeline(db.session(), [("item", item.id)], limit=1)
        assert {(line.field, line.after) for line in event.changes if line.subject_id == item.id} == {
            ("rating", "amber")
        }


def test_only_an_administrator_sets_the_numbers(admin: Actor) -> None:
    with pytest.raises(NotAllowed):
        set_days(person(Role.OFFICE_STAFF))
    assert rule_in_force(today=TODAY).sets == ()


@pytest.mark.parametrize(
    ("thresholds", "from_on", "reason", "wrong"),
    [
        (replace(USUAL, due_soon_days=0), TODAY, "Why.", {"due_soon_days"}),
        (replace(USUAL, update_days=731), TODAY, "Why.", {"update_days"}),
        (SHORT, TODAY - timedelta(days=1), "Why.", {"from_on"}),
        (SHORT, None, "Why.", {"from_on"}),
        (SHORT, TODAY, " ", {"reason"}),
        (SHORT, TODAY, "x" * 2_001, {"reason"}),
    ],
)
def test_numbers_that_do_not_hold_are_told_at_their_field(
    admin: Actor, thresholds: Thresholds, from_on: date | None, reason: str, wrong: set[str]
) -> None:
    with pytest.raises(Invalid) as refusal:
        set_days(admin, thresholds, from_on, reason=reason)
    assert set(refusal.value.problems) == wrong


def test_a_second_set_from_the_same_day_is_refused(admin: Actor) -> None:
    set_days(admin)
    with pytest.raises(Invalid, match="already there"):
        set_days(admin, USUAL)


def test_the_rule_shows_the_numbers_in_force_on_the_day_and_every_set(admin: Actor) -> None:
    set_days(admin, from_on=IN_A_WEEK)
    set_days(admin, replace(USUAL, new_days=9), TODAY)
    now, later = rule_in_force(today=TODAY), rule_in_force(today=IN_A_WEEK)
    assert (now.thresholds.new_days, later.thresholds.new_days) == (9, 3)
    assert [one.from_on for one in now.sets] == [IN_A_WEEK, TODAY]


def test_the_numbers_are_set_alike_on_either_database(either_register: Flask) -> None:
    dated = a_dated_item()
    set_days(person(Role.ADMINISTRATOR, name="Tom Reed"), from_on=IN_A_WEEK)
    assert rating(dated, IN_A_WEEK) is Rating.GREEN
