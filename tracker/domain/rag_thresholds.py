"""The numbers of days in the rating rule, each set in force from a day on."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from tracker.domain.dates_in_words import LAST_YEAR, date_in_words

MOST_DAYS = 730


@dataclass(frozen=True)
class Thresholds:
    """The days the rating rule counts (the field guide, section 4)."""

    due_soon_days: int = 28
    update_days: int = 92
    no_date_days: int = 28
    immediate_days: int = 14
    waiting_days: int = 14
    new_days: int = 28


@dataclass(frozen=True)
class DatedThresholds:
    """Thresholds in force from a day until the next set's; without a day, from the beginning."""

    from_on: date | None
    thresholds: Thresholds


def thresholds_on(history: Sequence[DatedThresholds], day: date) -> Thresholds:
    """The thresholds in force on the day; those of the field guide where no set is."""
    in_force = [one for one in history if (one.from_on or date.min) <= day]
    if not in_force:
        return Thresholds()
    return max(in_force, key=lambda one: one.from_on or date.min).thresholds


def problems_with_thresholds(
    thresholds: Thresholds, from_on: date | None, history: Sequence[DatedThresholds], today: date
) -> dict[str, str]:
    """Each field of a new set of thresholds that does not hold, with its sentence."""
    problems = {
        field.name: f"Enter a number of days from 1 to {MOST_DAYS}."
        for field in fields(thresholds)
        if not 1 <= getattr(thresholds, field.name) <= MOST_DAYS
    }
    if from_on is None:
        problems["from_on"] = "Enter the day from which these numbers hold."
    elif from_on < today:
        problems["from_on"] = "Enter today or a later day: ratings of past days stay as they were."
    elif from_on.year > LAST_YEAR:
        problems["from_on"] = f"Enter a day no later than {LAST_YEAR}."
    elif any(one.from_on == from_on for one in history):
        problems["from_on"] = (
            f"A set of numbers from {date_in_words(from_on)} is already there: choose another day."
        )
    return problems
