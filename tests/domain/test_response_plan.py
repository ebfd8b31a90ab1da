from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.response_plan import (
    COPIES,
    PlannedStep,
    PlanStep,
    ResponsePlan,
    problems_with_done,
    problems_with_plan,
    replanned,
    warnings_of_plan,
    working_back_plan,
)
from tracker.domain.working_days import is_working_day, read_bank_holidays

HOLIDAYS = read_bank_holidays(
    (Path(__file__).parents[2] / "seeds" / "bank_holidays.json").read_text(encoding="utf-8")
)
P = PlanStep
TODAY = date(2024, 1, 10)
PLAN = working_back_plan(date(2023, 12, 8), HOLIDAYS)


def planned(published_on: date) -> list[date]:
    return [one.planned_on for one in working_back_plan(published_on, HOLIDAYS).steps]


# Counted by hand on a calendar.
@pytest.mark.parametrize(
    ("published_on", "days"),
    [
        # A Friday: day 28 is Thursday 4 January, day 49 a Thursday, day 54 a Tuesday.
        (
            date(2023, 12, 8),
            [
                date(2023, 12, 8), date(2024, 1, 4), date(2024, 1, 11), date(2024, 1, 25),
                date(2024, 1, 30), date(2024, 1, 30), date(2024, 1, 30),
            ],
        ),
        # A Saturday: invited on Monday; the other days are Fridays and the last a Wednesday.
        (
            date(2026, 1, 17),
            [
                date(2026, 1, 19), date(2026, 2, 13), date(2026, 2, 20), date(2026, 3, 6),
                date(2026, 3, 11), date(2026, 3, 11), date(2026, 3, 11),
            ],
        ),
        # Published before Christmas on a Monday: day 28 a Sunday, day 35 and 49 too, day 54 a Friday.
        (
            date(2025, 11, 3),
            [
                date(2025, 11, 3), date(2025, 11, 28), date(2025, 12, 5), date(2025, 12, 19),
                date(2025, 12, 24), date(2025, 12, 24), date(2025, 12, 24),
            ],
        ),
        # Day 28 falls on Good Friday's weekend: back to Maundy Thursday.
        (
            date(2026, 3, 7),
            [
                date(2026, 3, 9), date(2026, 4, 2), date(2026, 4, 10), date(2026, 4, 24),
                date(2026, 4, 29), date(2026, 4, 29), date(2026, 4, 29),
            ],
        ),
        # Published on Christmas Eve, a Saturday: the first working day is 28 December.
        (
            date(2022, 12, 24),
            [
                date(2022, 12, 28), date(2023, 1, 20), date(2023, 1, 27), date(2023, 2, 10),
                date(2023, 2, 15), date(2023, 2, 15), date(2023, 2, 15),
            ],
        ),
    ],
)  # fmt: skip
def test_the_plan_works_back_on_working_days(published_on: date, days: list[date]) -> None:
    assert planned(published_on) == days


@given(st.dates(date(2017, 5, 2), date(2028, 10, 31)))
def test_every_plan_is_in_order_on_working_days_and_within_the_period(published_on: date) -> None:
    plan = working_back_plan(published_on, HOLIDAYS)
    days = [one.planned_on for one in plan.steps]
    assert days == sorted(days)
    assert all(is_working_day(day, HOLIDAYS) for day in days)
    assert published_on <= days[0]
    assert days[-1] <= plan.last_day == published_on + timedelta(days=55)
    assert problems_with_plan(plan, published_on) == {}
    assert [one.step for one in plan.steps] == list(PlanStep)


def test_planned_days_can_be_changed_and_the_last_lawful_day_stays() -> None:
    changed = replanned(PLAN, {P.DRAFT: date(2024, 1, 15)})
    assert changed.step(P.DRAFT).planned_on == date(2024, 1, 15)
    assert changed.step(P.COMMENTS) == PLAN.step(P.COMMENTS)
    assert changed.last_day == PLAN.last_day == date(2024, 2, 1)


def test_what_has_happened_stays_when_days_are_changed() -> None:
    done = PlannedStep(P.INVITATION, date(2023, 12, 8), date(2023, 12, 11), "Ann", "mail.eml")
    changed = replanned(PLAN.with_step(done), {P.INVITATION: date(2023, 12, 12)})
    assert changed.step(P.INVITATION) == replace(done, planned_on=date(2023, 12, 12))
    assert changed.step(P.INVITATION).days_late == -1


@pytest.mark.parametrize(
    ("step", "day", "told"),
    [
        (P.COMMENTS, date(2023, 12, 7), "This is before the report is published, on 8 December 2023."),
        (
            P.PUBLICATION,
            date(2024, 2, 2),
            "This is after the last lawful day, Thursday 1 February 2024: choose another.",
        ),
        (
            P.DRAFT,
            date(2024, 1, 3),
            "This is before “Chief Constable's comments received”, planned for 4 January 2024.",
        ),
        (
            P.COPY_TO_HOME_SECRETARY,
            date(2024, 1, 29),
            "This is before “Comments published”, planned for 30 January 2024.",
        ),
    ],
)  # fmt: skip
def test_planned_days_outside_the_period_or_out_of_order_are_refused(
    step: PlanStep, day: date, told: str
) -> None:
    assert problems_with_plan(replanned(PLAN, {step: day}), TODAY)[step.value] == told


def test_neither_copy_waits_for_the_other() -> None:
    assert problems_with_plan(replanned(PLAN, {P.COPY_TO_INSPECTORS: date(2024, 2, 1)}), TODAY) == {}


def test_one_step_out_of_order_is_told_once_and_at_its_place() -> None:
    assert list(problems_with_plan(replanned(PLAN, {P.DRAFT: date(2024, 1, 2)}), TODAY)) == ["draft"]


def test_after_the_last_lawful_day_new_days_can_be_planned() -> None:
    late = dict.fromkeys((P.PUBLICATION, *COPIES), date(2024, 2, 9))
    assert set(problems_with_plan(replanned(PLAN, late), PLAN.last_day)) == {step.value for step in late}
    assert problems_with_plan(replanned(PLAN, late), date(2024, 2, 2)) == {}


def test_a_planned_day_that_nobody_works_is_warned_of_until_it_is_done() -> None:
    saturday = replanned(PLAN, {P.DRAFT: date(2024, 1, 13)})
    assert warnings_of_plan(PLAN, HOLIDAYS) == ()
    assert warnings_of_plan(saturday, HOLIDAYS) == (
        "Draft of the letter ready: Saturday 13 January 2024 is not a working day.",
    )
    done = replace(saturday.step(P.DRAFT), done_on=date(2024, 1, 12), done_by="Ann")
    assert warnings_of_plan(saturday.with_step(done), HOLIDAYS) == ()


def test_days_beyond_the_known_bank_holidays_are_warned_of() -> None:
    (warning,) = warnings_of_plan(working_back_plan(date(2028, 12, 1), HOLIDAYS), HOLIDAYS)
    assert "known here to 31 December 2028 only" in warning


def told(plan: ResponsePlan, step: PlanStep, **facts: object) -> dict[str, str]:
    made = replace(plan.step(step), done_by="Ann", proof="mail.eml", **facts)  # type: ignore[arg-type]
    return problems_with_done(plan, made, TODAY)


def test_a_step_that_happened_needs_its_day_and_who_did_it() -> None:
    assert told(PLAN, P.DRAFT, done_on=TODAY) == {}
    assert told(PLAN, P.DRAFT) == {"done_on": "Enter the day it happened."}
    nobody = replace(PLAN.step(P.DRAFT), done_on=TODAY, done_by=" ")
    assert problems_with_done(PLAN, nobody, TODAY) == {"done_by": "Say who did it."}


@pytest.mark.parametrize("step", list(PlanStep))
def test_no_step_happened_tomorrow(step: PlanStep) -> None:
    assert told(PLAN, step, done_on=TODAY + timedelta(days=1)) == {
        "done_on": "The date cannot be in the future."
    }


def test_no_copy_goes_out_before_publication_and_none_without_proof() -> None:
    for step in COPIES:
        assert "not recorded as published" in told(PLAN, step, done_on=TODAY)["done_on"]
        published = PLAN.with_step(replace(PLAN.step(P.PUBLICATION), done_on=TODAY, done_by="Ann"))
        assert told(published, step, done_on=TODAY) == {}
        before = told(published, step, done_on=TODAY - timedelta(days=1))
        assert before == {
            "done_on": "The comments were published on 10 January 2024: no copy went out before."
        }
        bare = replace(PLAN.step(step), done_on=TODAY, done_by="Ann")
        assert list(problems_with_done(published, bare, TODAY)) == ["proof"]


def test_comments_may_be_invited_under_embargo_and_published_only_after_it() -> None:
    before = date(2023, 12, 7)
    assert told(PLAN, P.INVITATION, done_on=before) == {}
    assert told(PLAN, P.PUBLICATION, done_on=before) == {
        "done_on": "The report was published on 8 December 2023, after this day."
    }
