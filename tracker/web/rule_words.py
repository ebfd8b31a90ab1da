"""Ratings in words: the rule's table, what applies to an item, and the sets of thresholds."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.london_time import london_day
from tracker.domain.rag_reasons import in_words
from tracker.domain.rag_table import RowOfItem, RuleRow
from tracker.domain.vocabulary import Rating
from tracker.services.progress_views import ItemProgress, RatedOnDay
from tracker.services.rating_rules import ThresholdSet
from tracker.services.rating_views import RatingExplained


@dataclass(frozen=True)
class RuleLine:
    """A row of the rule's table; `holding` are those of its conditions that hold for the item shown."""

    rating: Rating
    conditions: tuple[str, ...]
    holding: tuple[str, ...] = ()
    applies: str = ""


@dataclass(frozen=True)
class SetLine:
    """A set of thresholds as a row of their history."""

    period: str
    numbers: tuple[str, ...]
    reason: str
    set_by: str


def row_in_words(row: RuleRow) -> RuleLine:
    """A row of the rule by itself."""
    return RuleLine(row.rating, tuple(_sentence(one.words) for one in row.conditions))


def set_in_words(one: ThresholdSet, today: date) -> SetLine:
    """A set of thresholds; one that is still to come says so."""
    days = one.thresholds
    period = f"From {date_in_words(one.from_on)}" + (", still to come" if one.from_on > today else "")
    numbers = (
        f"Due soon: {days.due_soon_days} days",
        f"No update: {days.update_days} days",
        f"No date agreed: {days.no_date_days} days, immediate {days.immediate_days}",
        f"Waiting: {days.waiting_days} days",
        f"New: {days.new_days} days",
    )
    return SetLine(period, numbers, one.reason, f"{one.set_by}, {date_in_words(london_day(one.set_at))}")


def explained_in_words(full: RatingExplained, today: date) -> dict[str, Any]:
    """What the pages on an item's rating print."""
    progress = full.progress
    return {
        "reference": full.reference,
        "text": full.text,
        "rating": progress.rated.rating,
        "why": in_words(
            progress.rated, today, override_by=progress.override_by, override_reason=progress.override_reason
        ),
        "is_overridden": progress.rated.is_overridden,
        "rows": [_row_of_item(row) for row in full.rows],
        "ahead": [_turn(one, progress) for one in progress.ahead],
        "may_override": full.may_override,
        "override_href": url_for("ratings.override", reference=full.reference),
        "end_href": url_for("ratings.end_override", reference=full.reference),
    }


def _turn(one: RatedOnDay, progress: ItemProgress) -> str:
    """A rating ahead with its reasons, read on the day from which it holds."""
    said = in_words(
        one, one.from_on, override_by=progress.override_by, override_reason=progress.override_reason
    )
    return f"From {date_in_words(one.from_on)}: {said}"


def _row_of_item(one: RowOfItem) -> RuleLine:
    applies = "This row decides" if one.decides else "Does not apply" if one.is_reached else "Not looked at"
    held = tuple(_sentence(condition.words) for condition in one.holding)
    plain = row_in_words(one.row)
    return RuleLine(plain.rating, plain.conditions, held, applies)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
