"""Where a response stands against its plan, in words: what slipped, and what still fits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.dates_in_words import date_near, date_with_weekday
from tracker.domain.response_plan import COPIES, PlannedStep, PlanStep, ResponsePlan
from tracker.domain.statutory_clock import PERIOD, day_words
from tracker.domain.wording import in_a_row
from tracker.domain.working_days import BankHolidays, last_working_day_on_or_before


@dataclass(frozen=True)
class PlanProgress:
    """What a page says of a plan today; the last lawful day is kept apart from the plan."""

    words: str  # "The comments came 4 days late; the draft still fits if it is ready by Tuesday 3 March."
    slipped: tuple[str, ...]  # each slip as a sentence, in the plan's order
    next_step: PlannedStep | None  # the first open step whose planned day has not passed
    last_day: str


@dataclass(frozen=True)
class _Words:
    what: str
    came: str
    fits: str
    are: str = "is"
    come: str = "comes"


_WORDS: dict[PlanStep, _Words] = {
    PlanStep.INVITATION: _Words("the invitation", "went out", "fits if it goes out"),
    PlanStep.COMMENTS: _Words("the comments", "came", "fit if they are here", "are", "come"),
    PlanStep.DRAFT: _Words("the draft", "was ready", "fits if it is ready"),
    PlanStep.APPROVAL: _Words("the approval", "came", "fits if it is given"),
    PlanStep.PUBLICATION: _Words("the publication", "came", "fits if it happens"),
    PlanStep.COPY_TO_INSPECTORS: _Words("the copy to the inspectors", "went out", "fits if it goes out"),
    PlanStep.COPY_TO_HOME_SECRETARY: _Words(
        "the copy to the Home Secretary", "went out", "fits if it goes out"
    ),
}


def progress_of(plan: ResponsePlan, today: date, bank_holidays: BankHolidays) -> PlanProgress:
    """How the plan stands today."""
    overdue = [one for one in plan.steps if one.is_open and one.planned_on < today]
    ahead = [one for one in plan.steps if one.is_open and one.planned_on >= today]
    slips = list(_slips(plan, today))
    outlook = _outlook(plan, overdue, ahead[0] if ahead else None, today, bank_holidays)
    *earlier, last = slips or ["Nothing has slipped"]
    return PlanProgress(
        words=" ".join([*(f"{slip}." for slip in earlier), f"{last}; {outlook}."]),
        slipped=tuple(f"{slip}." for slip in slips),
        next_step=ahead[0] if ahead else None,
        last_day=_last_day_in_words(plan, today),
    )


def _slips(plan: ResponsePlan, today: date) -> Iterator[str]:
    for one in plan.steps:
        words = _WORDS[one.step]
        what = words.what[0].upper() + words.what[1:]
        if one.is_open and one.planned_on < today:
            yield f"{what} {words.are} {_days((today - one.planned_on).days)} overdue"
        elif one.done_on is not None and one.days_late > 0 and one.step is PlanStep.PUBLICATION:
            # "Late" would be heard as after the 56 days.
            on_day = day_words(plan.published_on, one.done_on)
            yield f"{what} {words.came} {_days(one.days_late)} after its planned day, {on_day}"
        elif one.days_late > 0:
            yield f"{what} {words.came} {_days(one.days_late)} late"


def _outlook(
    plan: ResponsePlan,
    overdue: Sequence[PlannedStep],
    following: PlannedStep | None,
    today: date,
    bank_holidays: BankHolidays,
) -> str:
    if following is None:
        return _without_a_day_ahead(plan, overdue, today, bank_holidays)
    words = _WORDS[following.step]
    day = "today" if following.planned_on == today else date_near(following.planned_on, today)
    if following.planned_on > plan.last_day and following.step not in COPIES:
        return f"{words.what} {words.are} planned for {day}, after the {PERIOD}-day period"
    if not overdue:
        return f"{words.what} still {words.fits} {day if day == 'today' else f'by {day}'}"
    first = in_a_row([_WORDS[one.step].what for one in overdue])
    come = "come" if len(overdue) > 1 else _WORDS[overdue[0].step].come
    fits = "fit" if words.are == "are" else "fits"
    planned = "planned for today" if day == "today" else f"planned for {day}"
    return f"{words.what}, {planned}, still {fits} if {first} {come} first"


def _without_a_day_ahead(
    plan: ResponsePlan, overdue: Sequence[PlannedStep], today: date, bank_holidays: BankHolidays
) -> str:
    if not overdue:
        return "every step is done"
    if plan.step(PlanStep.PUBLICATION).done_on is not None:
        return f"{in_a_row([_WORDS[one.step].what for one in overdue])} should go out now"
    if today > plan.last_day:
        return f"no planned day is left and the {PERIOD}-day period is over, so new days have to be planned"
    working = last_working_day_on_or_before(plan.last_day, bank_holidays)
    by = working if working >= today else plan.last_day
    when = "today" if by == today else f"by {date_near(by, today)}"
    return f"no planned day is left, and publication is within the {PERIOD}-day period if it happens {when}"


def _last_day_in_words(plan: ResponsePlan, today: date) -> str:
    published_on = plan.step(PlanStep.PUBLICATION).done_on
    last = date_with_weekday(plan.last_day)
    if published_on is not None:
        on_day = day_words(plan.published_on, published_on)
        return f"Published on {date_with_weekday(published_on)}, {on_day}; the last lawful day is {last}."
    left = (plan.last_day - today).days
    if left < 0:
        return f"The last lawful day was {last}; publication of the comments is not recorded."
    return f"The last lawful day is {last}, {'today' if left == 0 else f'in {_days(left)}'}."


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
