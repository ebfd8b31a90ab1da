import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from tests.domain.rag_facts import QUIET, days, histories, rating_facts
from tracker.domain.rag import Override, RatingFacts, rate, rating_on, turning_points
from tracker.domain.rag_reasons import (
    Reason,
    ReasonCode,
    in_words,
    overridden_until,
    reason_in_words,
    reasons_from_json,
    reasons_to_json,
)
from tracker.domain.rag_thresholds import DatedThresholds
from tracker.domain.vocabulary import Delivery, OwnRating, Rating

DAY = date(2026, 12, 25)
SEPTEMBER_4 = date(2026, 9, 4)
UNDERSCORED = re.compile(r"\w_\w|None|[{}]")


def words(day: date = DAY, **changes: Any) -> str:
    return in_words(rate(replace(QUIET, **changes), [], day), day)


def test_the_sentence_of_the_field_guide() -> None:
    said = words(
        date_in_force=date(2027, 1, 15),
        last_update_on=SEPTEMBER_4,
        open_action_targets=(None,),
        actions_total=3,
    )

    assert said == "Amber: due in 21 days, no update since 4 September 2026, 1 of 3 actions open"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"for_others_only": True}, "Not rated: for other bodies only"),
        ({"is_off_list": True}, "Not rated: taken off the list"),
        ({"delivery": Delivery.CLOSED}, "Blue – closed by HMICFRS"),
        ({"delivery": Delivery.SIGNED_OFF}, "Blue – signed off, awaiting HMICFRS"),
        ({"delivery": Delivery.SIGNED_OFF, "has_outside_closer": False}, "Blue – complete"),
        ({"date_in_force": date(2026, 12, 24)}, "Red: 1 day overdue (due on 24 December 2026)"),
        (
            {
                "delivery": Delivery.PROPOSED_COMPLETE,
                "proposed_on": date(2026, 12, 1),
                "date_in_force": date(2026, 12, 5),
            },
            "Red: 20 days overdue (due on 5 December 2026), proposed complete in time, on 1 December 2026",
        ),
        (
            {
                "delivery": Delivery.PROPOSED_COMPLETE,
                "proposed_on": date(2026, 12, 6),
                "date_in_force": date(2026, 12, 5),
            },
            "Red: 20 days overdue (due on 5 December 2026), proposed complete on 6 December 2026",
        ),
        (
            {
                "own_rating": OwnRating.OFF_TRACK,
                "own_rating_on": date(2026, 12, 1),
                "date_in_force": date(2026, 12, 26),
            },
            "Red: said to be off track on 1 December 2026, due in 1 day",
        ),
        ({"date_in_force": DAY, "last_update_on": DAY}, "Amber: due today"),
        (
            {"own_rating": OwnRating.AT_RISK, "own_rating_on": date(2026, 12, 1), "last_update_on": DAY},
            "Amber: said to be at risk on 1 December 2026, due in 187 days",
        ),
        (
            {"last_update_on": None, "allocated_on": SEPTEMBER_4},
            "Amber: no update since it was allocated on 4 September 2026, due in 187 days",
        ),
        (
            {"date_in_force": None, "recorded_on": SEPTEMBER_4, "last_update_on": DAY},
            "Amber: no date agreed since it was recorded on 4 September 2026",
        ),
        (
            {
                "delivery": Delivery.AWAITING_ALLOCATION,
                "allocated_on": None,
                "recorded_on": SEPTEMBER_4,
                "date_in_force": date(2027, 6, 30),
            },
            "Amber: awaiting allocation since 4 September 2026, due in 187 days",
        ),
        (
            {
                "delivery": Delivery.PROPOSED_COMPLETE,
                "proposed_on": date(2026, 12, 1),
                "last_update_on": DAY,
            },
            "Amber: awaiting sign-off since 1 December 2026, due in 187 days",
        ),
        (
            {"inspectorate_on": SEPTEMBER_4, "last_update_on": DAY},
            "Amber: the inspectorate's date has passed under an agreed later one (it was 4 September 2026), "
            "due in 187 days",
        ),
        (
            {"open_action_targets": (SEPTEMBER_4,), "actions_total": 1, "last_update_on": DAY},
            "Amber: an action overdue since 4 September 2026, due in 187 days, 1 of 1 action open",
        ),
        (
            {"open_action_targets": (DAY, SEPTEMBER_4, date(2026, 10, 1)), "actions_total": 4,
             "last_update_on": DAY},
            "Amber: 2 actions overdue, the first since 4 September 2026, due in 187 days, "
            "3 of 4 actions open",
        ),
        ({"recorded_on": date(2026, 12, 20), "last_update_on": DAY},
         "New: recorded on 20 December 2026, due in 187 days"),
        ({"last_update_on": DAY}, "Green: due in 187 days"),
    ],
)  # fmt: skip
def test_a_rating_says_why(changes: dict[str, Any], said: str) -> None:
    assert words(**changes) == said


def test_a_turning_point_reads_differently_from_day_to_day() -> None:
    points = turning_points(replace(QUIET, date_in_force=date(2026, 5, 29), last_update_on=DAY), [])
    point = rating_on(points, date(2026, 5, 8))

    assert in_words(point, date(2026, 5, 8)) == "Amber: due in 21 days"
    assert in_words(point, date(2026, 5, 9)) == "Amber: due in 20 days"


def test_an_override_says_by_whom_until_when_why_and_what_the_rule_says() -> None:
    override = Override(
        Rating.GREEN, "Lease signed, keys on Monday.", "Dana Ohm", date(2026, 12, 1), date(2027, 1, 31)
    )
    facts = replace(QUIET, date_in_force=date(2027, 1, 15), last_update_on=DAY, override=override)
    rated = rate(facts, [], DAY)

    assert in_words(rated, DAY, override_by=override.by, override_reason=override.reason) == (
        "Green, overridden by Dana Ohm until 31 January 2027: Lease signed, keys on Monday. "
        "The rule itself says Amber: due in 21 days"
    )
    assert in_words(rated, DAY) == (
        "Green, overridden until 31 January 2027. The rule itself says Amber: due in 21 days"
    )


def test_an_override_to_the_rules_own_rating_is_still_shown_as_one() -> None:
    override = Override(Rating.GREEN, "Seen on site", "Dana Ohm", DAY, DAY)
    rated = rate(replace(QUIET, last_update_on=DAY, override=override), [], DAY)

    assert overridden_until(rated.reasons) == DAY
    assert in_words(rated, DAY, override_by="Dana Ohm", override_reason="Seen on site") == (
        "Green, overridden by Dana Ohm until 25 December 2026: Seen on site. "
        "The rule itself says Green: due in 187 days"
    )


@given(rating_facts(), histories, days)
def test_the_words_hold_no_code_and_no_percentage(
    facts: RatingFacts, history: list[DatedThresholds], day: date
) -> None:
    day = max(day, facts.recorded_on)
    said = in_words(rate(facts, history, day), day, override_by="Dana Ohm", override_reason="Seen")

    assert not UNDERSCORED.search(said)
    assert "%" not in said
    assert "per cent" not in said
    assert "-" not in said.replace("sign-off", "")  # no negative number of days, no date in figures


@pytest.mark.parametrize("code", [code for code in ReasonCode if code is not ReasonCode.OVERRIDDEN])
def test_every_code_has_words(code: ReasonCode) -> None:
    said = reason_in_words(Reason(code, date(2026, 12, 24), 1, 2), date(2026, 12, 24))

    assert said
    assert not UNDERSCORED.search(said)


@given(rating_facts(), histories)
def test_reasons_come_back_from_storage_as_they_were(
    facts: RatingFacts, history: list[DatedThresholds]
) -> None:
    for point in turning_points(facts, history):
        assert reasons_from_json(reasons_to_json(point.reasons)) == point.reasons


def test_reasons_are_stored_without_what_they_do_not_say() -> None:
    reasons = (Reason(ReasonCode.DUE_SOON, DAY), Reason(ReasonCode.ACTIONS_OPEN, None, 0, 3))

    assert reasons_to_json(reasons) == (
        '[{"code": "due_soon", "on": "2026-12-25"}, {"code": "actions_open", "count": 0, "total": 3}]'
    )


def test_a_code_that_is_none_of_ours_is_refused() -> None:
    with pytest.raises(ValueError, match="percent_complete"):
        reasons_from_json('[{"code": "percent_complete"}]')
