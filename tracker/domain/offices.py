"""What the bodies, letterheads and posts of a day give to a letter of that day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.domain.cleaning import is_blank
from tracker.domain.dates_in_words import date_in_words

HOME_SECRETARY = "home-secretary"
"""The slug of the post every response letter is addressed to (Police Act 1996, s.55(6))."""


@dataclass(frozen=True)
class DayParts:
    """The parts of a letter that follow from its date; a part nobody recorded is empty and named in `missing`."""

    office_block: str = ""
    addressee_block: str = ""
    salutation: str = ""
    signatory_name: str = ""
    signatory_title: str = ""
    office_title: str = ""
    body_name: str = ""
    force_name: str = ""
    signature_image_id: int | None = None
    questions: tuple[str, ...] = ()
    missing: tuple[str, ...] = field(default=())


def in_force(from_on: date | None, to_on: date | None, day: date) -> bool:
    """Whether a period [from, to) covers the day; an open end reaches as far as it goes."""
    return (from_on is None or from_on <= day) and (to_on is None or day < to_on)


def overlap(periods: Sequence[tuple[date | None, date | None]], new: tuple[date | None, date | None]) -> bool:
    """Whether a new period [from, to) has a day in common with any of the others."""
    start, end = new[0] or date.min, new[1] or date.max
    return any(max(start, a or date.min) < min(end, b or date.max) for a, b in periods)


def problem_with_period(from_on: date | None, to_on: date | None) -> str:
    """What is wrong with a period, or an empty text."""
    if from_on and to_on and to_on <= from_on:
        return f"The end ({date_in_words(to_on)}) must come after the start ({date_in_words(from_on)})."
    return ""


def nobody(post_title: str, day: date) -> str:
    """The sentence for a post without a holder on a day."""
    return f"Nobody is recorded as {post_title} on {date_in_words(day)}: add the holder under Offices and people."


def required(value: str, sentence: str) -> str:
    """The sentence where a value is blank, else an empty text."""
    return sentence if is_blank(value) else ""
