"""The working-back plan of the 56 days: what should happen by when, and what has happened.

The plan is the office's own and may be changed; the last lawful day (s.55(5A)) is no part of it and stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.domain.cleaning import is_blank
from tracker.domain.dates_in_words import date_in_words, date_with_weekday
from tracker.domain.statutory_clock import last_day_to_publish
from tracker.domain.vocabulary import Labelled
from tracker.domain.working_days import BankHolidays, is_working_day, last_working_day_on_or_before


class PlanStep(Labelled):
    """One step of the plan, in order; the two copies of s.55(6) are two facts."""

    INVITATION = "invitation", "Chief Constable's comments invited"
    COMMENTS = "comments", "Chief Constable's comments received"
    DRAFT = "draft", "Draft of the letter ready"
    APPROVAL = "approval", "Letter approved"
    PUBLICATION = "publication", "Comments published"
    COPY_TO_INSPECTORS = "copy_to_inspectors", "Copy sent to the inspectors"
    COPY_TO_HOME_SECRETARY = "copy_to_home_secretary", "Copy sent to the Home Secretary"


STANDARD_DAYS: dict[PlanStep, int] = {
    PlanStep.INVITATION: 1,
    PlanStep.COMMENTS: 28,
    PlanStep.DRAFT: 35,
    PlanStep.APPROVAL: 49,
    PlanStep.PUBLICATION: 54,
    PlanStep.COPY_TO_INSPECTORS: 54,
    PlanStep.COPY_TO_HOME_SECRETARY: 54,
}
"""The day of the period, 1 being the day of publication, by which each step is planned."""

COPIES = frozenset({PlanStep.COPY_TO_INSPECTORS, PlanStep.COPY_TO_HOME_SECRETARY})


@dataclass(frozen=True)
class PlannedStep:
    """A step with the day it is planned for; `done_on`, `done_by` and `proof` say that it happened.

    `passed_over` says why it is not waited for although it has not happened; "" where it is.
    """

    step: PlanStep
    planned_on: date
    done_on: date | None = None
    done_by: str = ""
    proof: str = ""  # the name of a file, a web address, or where it is kept
    passed_over: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the step is still to come."""
        return self.done_on is None and not self.passed_over

    @property
    def days_late(self) -> int:
        """Calendar days between the planned and the actual day; negative when early, 0 while not done."""
        return (self.done_on - self.planned_on).days if self.done_on else 0


@dataclass(frozen=True)
class ResponsePlan:
    """The steps of one response in order, for a report published on this day."""

    published_on: date
    steps: tuple[PlannedStep, ...]

    @property
    def last_day(self) -> date:
        """The last lawful day to publish the comments (s.55(5A)), which no plan moves."""
        return last_day_to_publish(self.published_on)

    def step(self, wanted: PlanStep) -> PlannedStep:
        """The plan's record of one step."""
        return next(one for one in self.steps if one.step is wanted)

    def with_step(self, changed: PlannedStep) -> "ResponsePlan":
        """The plan with this record in the place of its step's."""
        return replace(self, steps=tuple(changed if one.step is changed.step else one for one in self.steps))


def working_back_plan(published_on: date, bank_holidays: BankHolidays) -> ResponsePlan:
    """The standard plan of a report published on this day, on working days.

    Each day is moved back to a working day, so no step passes the last lawful day. The invitation alone would
    go back before publication: where that is no working day, it stands on the first one after it.
    """
    steps = []
    for step, day in STANDARD_DAYS.items():
        on = last_working_day_on_or_before(published_on + timedelta(days=day - 1), bank_holidays)
        steps.append(PlannedStep(step, _not_before(published_on, on, bank_holidays)))
    return ResponsePlan(published_on, tuple(steps))


def replanned(plan: ResponsePlan, planned: Mapping[PlanStep, date]) -> ResponsePlan:
    """The plan with other planned days; what has happened stays as recorded."""
    steps = (replace(one, planned_on=planned.get(one.step, one.planned_on)) for one in plan.steps)
    return replace(plan, steps=tuple(steps))


def problems_with_plan(plan: ResponsePlan, today: date) -> dict[str, str]:
    """Each planned day that does not hold, by its step, with the sentence that says how to put it right."""
    problems = {}
    before: PlannedStep | None = None
    for one in plan.steps:
        if one.planned_on < plan.published_on:
            problems[one.step.value] = (
                f"This is before the report is published, on {date_in_words(plan.published_on)}."
            )
        elif one.planned_on > plan.last_day >= today:
            problems[one.step.value] = (
                f"This is after the last lawful day, {date_with_weekday(plan.last_day)}: choose another."
            )
        elif before is not None and one.planned_on < before.planned_on:
            problems[one.step.value] = (
                f"This is before “{before.step.label}”, planned for {date_in_words(before.planned_on)}."
            )
        # The copies wait for publication and not for one another.
        if one.step not in COPIES and (before is None or one.planned_on >= before.planned_on):
            before = one
    return problems


def warnings_of_plan(plan: ResponsePlan, bank_holidays: BankHolidays) -> tuple[str, ...]:
    """What a person should know of the planned days, although they may stand."""
    warnings = [
        f"{one.step.label}: {date_with_weekday(one.planned_on)} is not a working day."
        for one in plan.steps
        if one.is_open and not is_working_day(one.planned_on, bank_holidays)
    ]
    unknown = bank_holidays.warning(max(one.planned_on for one in plan.steps))
    return (*warnings, *filter(None, [unknown]))


def problems_with_done(plan: ResponsePlan, done: PlannedStep, today: date) -> dict[str, str]:
    """What does not hold in the record that a step happened, by field; a copy needs its proof (s.55(6))."""
    problems = {}
    published_on = plan.step(PlanStep.PUBLICATION).done_on
    if done.done_on is None:
        problems["done_on"] = "Enter the day it happened."
    elif done.done_on > today:
        problems["done_on"] = "The date cannot be in the future."
    elif done.step in COPIES and published_on is None:
        problems["done_on"] = "The comments are not recorded as published: copies go out once they are."
    elif done.step in COPIES and published_on is not None and done.done_on < published_on:
        problems["done_on"] = (
            f"The comments were published on {date_in_words(published_on)}: no copy went out before."
        )
    elif done.step is PlanStep.PUBLICATION and done.done_on < plan.published_on:
        # The steps before it may all fall into the days of an embargo.
        problems["done_on"] = (
            f"The report was published on {date_in_words(plan.published_on)}, after this day."
        )
    if is_blank(done.done_by):
        problems["done_by"] = "Say who did it."
    if done.step in COPIES and is_blank(done.proof):
        problems["proof"] = "Attach or name what proves that the copy was sent, such as the e-mail."
    return problems


def _not_before(earliest: date, day: date, bank_holidays: BankHolidays) -> date:
    """The day, or the first working day from the earliest on where the day lies before it."""
    day = max(day, earliest)
    while not is_working_day(day, bank_holidays):
        day += timedelta(days=1)
    return day
