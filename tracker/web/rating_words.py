"""Ratings of lists in words: why an item is rated so, and what stands where there is no owner or date."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.rag_reasons import Reason, in_words, reasons_from_json
from tracker.domain.vocabulary import Rating

NOBODY = "Nobody yet"


@dataclass(frozen=True)
class _Explained:
    rating: Rating
    derived: Rating
    reasons: tuple[Reason, ...]


def why(rating: Rating | None, derived: Rating | None, reasons: str | None, day: date) -> str:
    """A rating with its reasons as read on the day; "" where there is none."""
    if rating is None or derived is None:
        return ""
    return in_words(_Explained(rating, derived, reasons_from_json(reasons or "[]")), day)


def why_alone(rating: Rating | None, derived: Rating | None, reasons: str | None, day: date) -> str:
    """The reasons alone, beside a tag that says the rating itself; "" where there are none."""
    said = why(rating, derived, reasons, day)
    if rating is None or said == rating.label:
        return ""
    words = said.removeprefix(f"{rating.label.partition(' – ')[0]}: ")
    return words[:1].upper() + words[1:]


def day_or_none(day: date | None) -> str:
    """A date in words, or that none is agreed."""
    return date_in_words(day) if day else "No date"
