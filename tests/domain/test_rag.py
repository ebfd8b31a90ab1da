from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.domain.rag_facts import QUIET
from tracker.domain.rag import Override, RatingFacts, problems_with_override, rate
from tracker.domain.rag_reasons import Reason, ReasonCode
from tracker.domain.rag_thresholds import DatedThresholds, Thresholds
from tracker.domain.vocabulary import Delivery, OwnRating, Rating

C, R, D = ReasonCode, Rating, Delivery
MARCH_3 = date(2026, 3, 3)
UNALLOCATED: dict[str, Any] = {
    "delivery": D.AWAITING_ALLOCATION,
    "allocated_on": None,
    "last_update_on": None,
}
PROPOSED: dict[str, Any] = {"delivery": D.PROPOSED_COMPLETE}
FIRST = date(2026, 3, 1)
NEVER = date(2099, 1, 1)


def rated(day: date, **changes: Any) -> tuple[Rating, list[ReasonCode]]:
    found = rate(replace(QUIET, **changes), [], day)
    return found.rating, [reason.code for reason in found.reasons]


def deciding(facts: RatingFacts, day: date) -> tuple[Rating, set[ReasonCode]]:
    """The rating with the rows that decided it, without what is told beside them."""
    found = rate(facts, [], day)
    beside = {C.DUE, C.PROPOSED, C.ACTIONS_OPEN}
    return found.rating, {reason.code for reason in found.reasons} - beside


# Counted by hand on a calendar: what is said, the day on which the row begins to hold, the rating on the day
# before, and the rating and row from that day on.
TABLE: list[tuple[str, dict[str, Any], date, Rating, Rating, set[ReasonCode]]] = [
    (
        "overdue from the day after the date in force, due until it",
        {"date_in_force": date(2026, 4, 30)},
        date(2026, 5, 1), R.AMBER, R.RED, {C.OVERDUE},
    ),
    (
        "overdue from the day after a leap day",
        {"date_in_force": date(2028, 2, 29), "last_update_on": date(2028, 2, 1)},
        date(2028, 3, 1), R.AMBER, R.RED, {C.OVERDUE},
    ),
    (
        "overdue although it was proposed complete, too late",
        {**PROPOSED, "date_in_force": date(2026, 3, 31), "proposed_on": date(2026, 4, 1)},
        date(2026, 4, 1), R.GREEN, R.RED, {C.OVERDUE},
    ),
    (
        "overdue although it was proposed complete on the last day, which is told",
        {**PROPOSED, "date_in_force": date(2026, 3, 31), "proposed_on": date(2026, 3, 31)},
        date(2026, 4, 1), R.GREEN, R.RED, {C.OVERDUE, C.PROPOSED_IN_TIME},
    ),
    (
        "due within 28 days, from 28 days before",
        {"date_in_force": date(2026, 5, 29)},
        date(2026, 5, 1), R.GREEN, R.AMBER, {C.DUE_SOON},
    ),
    (
        "due within 28 days, over the end of a February of 28 days",
        {"date_in_force": date(2026, 3, 14), "recorded_on": date(2025, 6, 2)},
        date(2026, 2, 14), R.GREEN, R.AMBER, {C.DUE_SOON},
    ),
    (
        "due within 28 days, over the end of a February of 29 days",
        {"date_in_force": date(2028, 3, 14), "last_update_on": date(2028, 2, 1)},
        date(2028, 2, 15), R.GREEN, R.AMBER, {C.DUE_SOON},
    ),
    (
        "an action overdue from the day after its target",
        {"open_action_targets": (None, date(2026, 4, 15), date(2026, 9, 1)), "actions_total": 4},
        date(2026, 4, 16), R.GREEN, R.AMBER, {C.ACTION_OVERDUE},
    ),
    (
        "no update for more than 92 days",
        {"last_update_on": date(2026, 3, 2)},
        date(2026, 6, 3), R.GREEN, R.AMBER, {C.NO_UPDATE},
    ),
    (
        "no update for more than the shortest cycle of its boards",
        {"last_update_on": date(2026, 3, 2), "update_cycle_days": 42},
        date(2026, 4, 14), R.GREEN, R.AMBER, {C.NO_UPDATE},
    ),
    (
        "no update at all is counted from the allocation",
        {"last_update_on": None, "allocated_on": date(2026, 2, 2)},
        date(2026, 5, 6), R.GREEN, R.AMBER, {C.NO_UPDATE_SINCE_ALLOCATED},
    ),
    (
        "an update before the allocation does not shorten the wait",
        {"last_update_on": date(2026, 1, 20), "allocated_on": date(2026, 2, 2)},
        date(2026, 5, 6), R.GREEN, R.AMBER, {C.NO_UPDATE_SINCE_ALLOCATED},
    ),
    (
        "no date agreed 28 days after it was recorded, when it ceases to be new",
        {"date_in_force": None},
        date(2026, 2, 2), R.NEW, R.AMBER, {C.NO_DATE},
    ),
    (
        "no date agreed 14 days after it was recorded, when immediate",
        {"date_in_force": None, "is_immediate": True},
        date(2026, 1, 19), R.NEW, R.AMBER, {C.NO_DATE},
    ),
    (
        "awaiting allocation for more than 14 days",
        UNALLOCATED,
        date(2026, 1, 20), R.NEW, R.AMBER, {C.WAITING_ALLOCATION},
    ),
    (
        "awaiting sign-off for more than 14 days",
        {**PROPOSED, "proposed_on": date(2026, 4, 1)},
        date(2026, 4, 16), R.GREEN, R.AMBER, {C.WAITING_SIGN_OFF},
    ),
    (
        "the inspectorate's date has passed under an agreed later one",
        {"inspectorate_on": date(2026, 4, 30)},
        date(2026, 5, 1), R.GREEN, R.AMBER, {C.INSPECTORATE_PASSED},
    ),
    (
        "new for 28 days, the day of recording counted, then Green",
        {},
        date(2026, 2, 2), R.NEW, R.GREEN, set(),
    ),
    (
        "new over a leap day",
        {"recorded_on": date(2028, 2, 10), "allocated_on": date(2028, 2, 10),
         "last_update_on": None, "date_in_force": date(2029, 6, 30)},
        date(2028, 3, 9), R.NEW, R.GREEN, set(),
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "on", "before", "after", "codes"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_a_row_of_the_table_begins_to_hold_on_its_day(
    changes: dict[str, Any], on: date, before: Rating, after: Rating, codes: set[ReasonCode]
) -> None:
    facts = replace(QUIET, **changes)

    rating_before, codes_before = deciding(facts, on - timedelta(1))
    assert rating_before is before
    assert not codes or not codes <= codes_before
    assert deciding(facts, on) == (after, codes)
    assert deciding(facts, on + timedelta(1)) == (after, codes)


# Rows that hold from what was recorded, on every day.
@pytest.mark.parametrize(
    ("changes", "rating", "codes"),
    [
        ({"for_others_only": True}, R.NOT_RATED, {C.FOR_OTHERS}),
        ({"is_off_list": True}, R.NOT_RATED, {C.OFF_LIST}),
        ({"delivery": D.CLOSED}, R.BLUE_CLOSED, set()),
        ({"delivery": D.SIGNED_OFF}, R.BLUE_SIGNED_OFF, set()),
        ({"delivery": D.SIGNED_OFF, "has_outside_closer": False}, R.BLUE_COMPLETE, set()),
        ({"own_rating": OwnRating.OFF_TRACK, "own_rating_on": MARCH_3}, R.RED, {C.OFF_TRACK}),
        ({"own_rating": OwnRating.AT_RISK, "own_rating_on": MARCH_3}, R.AMBER, {C.AT_RISK}),
        ({"own_rating": OwnRating.ON_TRACK}, R.GREEN, set()),
    ],
)
def test_a_row_without_a_day_holds_on_every_day(
    changes: dict[str, Any], rating: Rating, codes: set[ReasonCode]
) -> None:
    facts = replace(QUIET, **changes)

    for day in (MARCH_3, MARCH_3 + timedelta(1), MARCH_3 + timedelta(60)):
        assert deciding(facts, day) == (rating, codes)


@pytest.mark.parametrize(
    ("facts", "rating"),
    [
        ({"for_others_only": True, "delivery": D.CLOSED}, R.NOT_RATED),
        ({"is_off_list": True, "date_in_force": FIRST}, R.NOT_RATED),
        ({"delivery": D.SIGNED_OFF, "date_in_force": FIRST, "own_rating": OwnRating.OFF_TRACK},
         R.BLUE_SIGNED_OFF),
        ({"delivery": D.CLOSED, "date_in_force": FIRST, "has_outside_closer": False}, R.BLUE_CLOSED),
        ({"date_in_force": FIRST, "own_rating": OwnRating.AT_RISK}, R.RED),
        ({"recorded_on": date(2026, 3, 2), "own_rating": OwnRating.AT_RISK}, R.AMBER),
        ({"recorded_on": date(2026, 3, 2), "date_in_force": FIRST}, R.RED),
        ({"recorded_on": date(2026, 3, 2)}, R.NEW),
    ],
)  # fmt: skip
def test_the_first_row_that_holds_decides(facts: dict[str, Any], rating: Rating) -> None:
    assert rated(MARCH_3, **facts)[0] is rating


def test_every_amber_row_that_holds_is_told() -> None:
    facts: dict[str, Any] = {
        "date_in_force": date(2026, 3, 24),
        "inspectorate_on": date(2026, 2, 27),
        "last_update_on": None,
        "allocated_on": date(2025, 11, 1),
        "recorded_on": date(2025, 10, 1),
        "own_rating": OwnRating.AT_RISK,
        "open_action_targets": (FIRST, date(2026, 3, 2), None),
        "actions_total": 5,
    }

    found = rate(replace(QUIET, **facts), [], MARCH_3)

    assert found.reasons == (
        Reason(C.DUE_SOON, date(2026, 3, 24)),
        Reason(C.ACTION_OVERDUE, FIRST, 2),
        Reason(C.NO_UPDATE_SINCE_ALLOCATED, date(2025, 11, 1)),
        Reason(C.INSPECTORATE_PASSED, date(2026, 2, 27)),
        Reason(C.AT_RISK),
        Reason(C.ACTIONS_OPEN, None, 3, 5),
    )


def test_an_item_proposed_complete_is_not_amber_for_being_due() -> None:
    assert rated(MARCH_3, **PROPOSED, proposed_on=FIRST, date_in_force=MARCH_3) == (
        R.GREEN,
        [C.DUE, C.PROPOSED],
    )


def test_a_proposal_that_no_longer_stands_counts_for_nothing() -> None:
    assert rated(date(2026, 4, 2), proposed_on=FIRST)[1] == [C.DUE]
    assert rated(date(2026, 4, 2), proposed_on=FIRST, date_in_force=MARCH_3)[1] == [C.OVERDUE]


def test_an_item_awaiting_allocation_owes_no_update() -> None:
    codes = rated(date(2027, 3, 3), **UNALLOCATED | {"allocated_on": date(2026, 1, 6)})[1]

    assert C.WAITING_ALLOCATION in codes
    assert not {C.NO_UPDATE, C.NO_UPDATE_SINCE_ALLOCATED} & set(codes)


def test_the_inspectorates_own_date_passing_is_red_alone() -> None:
    assert rated(MARCH_3, inspectorate_on=FIRST, date_in_force=FIRST) == (R.RED, [C.OVERDUE])


def test_the_thresholds_in_force_on_the_day_are_those_that_count() -> None:
    facts = replace(QUIET, date_in_force=date(2026, 5, 29))
    history = [
        DatedThresholds(None, Thresholds()),
        DatedThresholds(date(2026, 4, 20), Thresholds(due_soon_days=56)),
    ]

    assert rate(facts, history, date(2026, 4, 19)).rating is R.GREEN
    assert rate(facts, history, date(2026, 4, 20)).rating is R.AMBER


@pytest.mark.parametrize("rating", [R.RED, R.AMBER, R.GREEN])
def test_an_override_holds_from_its_first_day_to_its_last(rating: Rating) -> None:
    override = Override(rating, "The building is late", "Dana Ohm", date(2026, 3, 3), date(2026, 3, 31))
    facts = replace(QUIET, override=override)

    shown = [rate(facts, [], day) for day in (date(2026, 3, 2), MARCH_3, date(2026, 3, 31), date(2026, 4, 1))]

    assert [one.rating for one in shown] == [R.GREEN, rating, rating, R.GREEN]
    assert [one.is_overridden for one in shown] == [False, True, True, False]
    assert {one.derived for one in shown} == {R.GREEN}


@pytest.mark.parametrize(
    ("changes", "rating"),
    [
        ({"is_off_list": True}, R.NOT_RATED),
        ({"delivery": D.SIGNED_OFF}, R.BLUE_SIGNED_OFF),
        ({"delivery": D.CLOSED}, R.BLUE_CLOSED),
    ],
)
def test_an_override_does_not_touch_a_fact(changes: dict[str, Any], rating: Rating) -> None:
    override = Override(R.RED, "The building is late", "Dana Ohm", FIRST, NEVER)
    found = rate(replace(QUIET, override=override, **changes), [], MARCH_3)

    assert (found.rating, found.is_overridden) == (rating, False)


@pytest.mark.parametrize(
    ("rating", "reason", "expires_on", "fields"),
    [
        (R.GREEN, "The building is late", date(2026, 3, 3), set()),
        (R.GREEN, "The building is late", None, {"expires_on"}),
        (R.GREEN, "The building is late", date(2026, 3, 2), {"expires_on"}),
        (R.GREEN, "The building is late", date(2101, 1, 1), {"expires_on"}),
        (R.GREEN, " \u200b", date(2026, 3, 3), {"reason"}),
        (R.GREEN, "x" * 2_001, date(2026, 3, 3), {"reason"}),
        (R.BLUE_CLOSED, "The building is late", date(2026, 3, 3), {"rating"}),
        (R.NEW, "The building is late", date(2026, 3, 3), {"rating"}),
        (None, "", None, {"rating", "reason", "expires_on"}),
    ],
)
def test_an_override_needs_a_rating_a_reason_and_an_expiry(
    rating: Rating | None, reason: str, expires_on: date | None, fields: set[str]
) -> None:
    assert set(problems_with_override(rating, reason, expires_on, MARCH_3)) == fields
