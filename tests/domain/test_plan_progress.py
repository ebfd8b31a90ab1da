from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.plan_progress import PlanProgress, progress_of
from tracker.domain.response_plan import PlanStep, ResponsePlan, replanned, working_back_plan
from tracker.domain.working_days import read_bank_holidays

HOLIDAYS = read_bank_holidays(
    (Path(__file__).parents[2] / "seeds" / "bank_holidays.json").read_text(encoding="utf-8")
)
P = PlanStep
PLAN = working_back_plan(date(2026, 1, 28), HOLIDAYS)
DAYS = {
    P.INVITATION: date(2026, 1, 28),
    P.COMMENTS: date(2026, 2, 24),
    P.DRAFT: date(2026, 3, 3),
    P.APPROVAL: date(2026, 3, 17),
    P.PUBLICATION: date(2026, 3, 20),  # day 54 is a Sunday, day 52 the Friday before
    P.COPY_TO_INSPECTORS: date(2026, 3, 20),
    P.COPY_TO_HOME_SECRETARY: date(2026, 3, 20),
}
PERIOD_ENDS = "Tuesday 24 March 2026"


def done(plan: ResponsePlan, *steps: tuple[PlanStep, date]) -> ResponsePlan:
    for step, on in steps:
        plan = plan.with_step(replace(plan.step(step), done_on=on, done_by="Ann"))
    return plan


def on_time(*steps: PlanStep) -> ResponsePlan:
    return done(PLAN, *((step, DAYS[step]) for step in steps))


def at(plan: ResponsePlan, today: date) -> PlanProgress:
    return progress_of(plan, today, HOLIDAYS)


def test_the_plan_of_these_tests_is_as_counted_by_hand() -> None:
    assert {one.step: one.planned_on for one in PLAN.steps} == DAYS


@pytest.mark.parametrize(
    ("plan", "today", "words"),
    [
        (
            PLAN,
            date(2026, 1, 28),
            "Nothing has slipped; the invitation still fits if it goes out today.",
        ),
        (
            on_time(P.INVITATION),
            date(2026, 2, 2),
            "Nothing has slipped; the comments still fit if they are here by Tuesday 24 February.",
        ),
        (
            done(on_time(P.INVITATION), (P.COMMENTS, date(2026, 2, 28))),
            date(2026, 2, 28),
            "The comments came 4 days late; the draft still fits if it is ready by Tuesday 3 March.",
        ),
        (
            on_time(P.INVITATION),
            date(2026, 2, 25),
            "The comments are 1 day overdue; the draft, planned for Tuesday 3 March, still fits if the "
            "comments come first.",
        ),
        (
            on_time(P.INVITATION),
            date(2026, 3, 4),
            "The comments are 8 days overdue. The draft is 1 day overdue; the approval, planned for Tuesday "
            "17 March, still fits if the comments and the draft come first.",
        ),
        (
            done(on_time(P.COMMENTS, P.DRAFT), (P.INVITATION, date(2026, 1, 29))),
            date(2026, 3, 17),
            "The invitation went out 1 day late; the approval still fits if it is given today.",
        ),
        (
            on_time(P.INVITATION, P.COMMENTS, P.DRAFT),
            date(2026, 3, 20),
            "The approval is 3 days overdue; the publication, planned for today, still fits if the approval "
            "comes first.",
        ),
    ],
)  # fmt: skip
def test_what_slipped_and_what_still_fits_is_said(plan: ResponsePlan, today: date, words: str) -> None:
    assert at(plan, today).words == words


def test_when_no_planned_day_is_left_the_period_may_still_hold() -> None:
    late = at(on_time(P.INVITATION, P.COMMENTS, P.DRAFT, P.APPROVAL), date(2026, 3, 21))
    assert late.words == (
        "The publication is 1 day overdue. The copy to the inspectors is 1 day overdue. The copy to the Home "
        "Secretary is 1 day overdue; no planned day is left, and publication is within the 56-day period if "
        "it happens by Tuesday 24 March."
    )
    assert at(on_time(P.INVITATION), date(2026, 3, 24)).words.endswith("if it happens today.")


def test_on_a_weekend_after_the_last_working_day_the_lawful_day_itself_is_named() -> None:
    plan = working_back_plan(date(2026, 1, 26), HOLIDAYS)  # a Monday: the last day is Sunday 22 March
    said = at(plan, date(2026, 3, 20)).words  # its last working day, on which the publication is planned
    assert "the publication, planned for today" in said or "happens today" in said
    assert at(plan, date(2026, 3, 21)).words.endswith("if it happens by Sunday 22 March.")


def test_after_the_period_new_days_have_to_be_planned_and_may_be() -> None:
    plan = on_time(P.INVITATION, P.COMMENTS)
    after = at(plan, date(2026, 3, 25))
    assert after.words.endswith("the 56-day period is over, so new days have to be planned.")
    assert after.last_day == (
        "The last lawful day was Tuesday 24 March 2026; publication of the comments is not recorded."
    )
    anew = replanned(plan, dict.fromkeys(list(P)[2:], date(2026, 4, 1)))
    assert at(anew, date(2026, 3, 25)).words == (
        "Nothing has slipped; the draft is planned for Wednesday 1 April, after the 56-day period."
    )


def test_a_publication_after_its_planned_day_is_not_called_late() -> None:
    before = [(step, DAYS[step]) for step in (P.INVITATION, P.COMMENTS, P.DRAFT, P.APPROVAL)]
    plan = done(PLAN, *before, (P.PUBLICATION, date(2026, 3, 24)))
    said = at(plan, date(2026, 3, 25))
    assert said.slipped[0] == "The publication came 4 days after its planned day, day 56 of 56."
    assert said.words.endswith(
        "the copy to the inspectors and the copy to the Home Secretary should go out now."
    )
    assert said.last_day == (
        f"Published on {PERIOD_ENDS}, day 56 of 56; the last lawful day is {PERIOD_ENDS}."
    )


def test_a_plan_kept_says_so() -> None:
    said = at(on_time(*P), date(2026, 4, 1))
    assert said.words == "Nothing has slipped; every step is done."
    assert said.next_step is None


def test_the_year_is_said_where_it_is_another() -> None:
    plan = working_back_plan(date(2025, 12, 22), HOLIDAYS)
    invited = done(plan, (P.INVITATION, date(2025, 12, 22)))
    assert at(invited, date(2025, 12, 29)).words.endswith("by Friday 16 January 2026.")


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 3, 12), f"The last lawful day is {PERIOD_ENDS}, in 12 days."),
        (date(2026, 3, 23), f"The last lawful day is {PERIOD_ENDS}, in 1 day."),
        (date(2026, 3, 24), f"The last lawful day is {PERIOD_ENDS}, today."),
    ],
)
def test_the_last_lawful_day_is_told_apart_from_the_plan(today: date, words: str) -> None:
    moved = replanned(PLAN, {P.PUBLICATION: date(2026, 3, 16)})
    assert at(PLAN, today).last_day == at(moved, today).last_day == words


@given(
    st.integers(-5, 80),
    st.lists(st.tuples(st.sampled_from(list(P)), st.integers(0, 70)), max_size=7),
)
def test_every_state_of_a_plan_makes_whole_sentences(
    offset: int, happened: list[tuple[PlanStep, int]]
) -> None:
    start = PLAN.published_on.toordinal()
    plan = done(PLAN, *((step, date.fromordinal(start + days)) for step, days in happened))
    said = at(plan, date.fromordinal(start + offset))
    assert said.words.endswith(".")
    assert "unlawful" not in said.words
    assert "  " not in said.words
    assert said.words[0].isupper()
