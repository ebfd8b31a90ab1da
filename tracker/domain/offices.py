"""What the bodies, letterheads and posts of a day give to a letter of that day."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.domain.cleaning import is_blank
from tracker.domain.dates_in_words import date_in_words

MAX_SIGNATURE = 2_000_000  # bytes
MAX_SIDE = 4_000  # pixels
PNG_START = b"\x89PNG\r\n\x1a\n"

HOME_SECRETARY = "home-secretary"
"""The slug of the post every response letter is addressed to (Police Act 1996, s.55(6))."""


@dataclass(frozen=True)
class DayParts:
    """The parts of a letter that follow from its date; one nobody recorded is empty, and in `missing`."""

    office_block: str = ""
    addressee_block: str = ""
    salutation: str = ""
    signatory_name: str = ""
    signatory_title: str = ""
    office_title: str = ""
    office_short_title: str = "PCC"
    body_name: str = ""
    force_name: str = ""
    signature_image_id: int | None = None
    questions: tuple[str, ...] = ()
    confirmed: Mapping[str, str] = field(default_factory=dict)
    """When the list's "addressee" and "signatory" were last confirmed, as sentences."""
    missing: tuple[str, ...] = field(default=())
    leaves_open: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each sentence of `missing`, the parts of a letter that nobody can derive because of it."""


def in_force(from_on: date | None, to_on: date | None, day: date) -> bool:
    """Whether a period [from, to) covers the day; an open end reaches as far as it goes."""
    return (from_on is None or from_on <= day) and (to_on is None or day < to_on)


def overlap(periods: Sequence[tuple[date | None, date | None]], new: tuple[date | None, date | None]) -> bool:
    """Whether a new period [from, to) has a day in common with any of the others."""
    start, end = new[0] or date.min, new[1] or date.max
    return any(max(start, a or date.min) < min(end, b or date.max) for a, b in periods)


def period_in_words(from_on: date | None, to_on: date | None) -> str:
    """A period as a page says it: "From 24 July 2019 to 6 September 2022", "Since 24 July 2019"."""
    if from_on and to_on:
        return f"From {date_in_words(from_on)} to {date_in_words(to_on)}"
    if from_on:
        return f"Since {date_in_words(from_on)}"
    return f"Until {date_in_words(to_on)}" if to_on else "As far as is known always"


def problem_with_period(from_on: date | None, to_on: date | None) -> str:
    """What is wrong with a period, or an empty text."""
    if from_on and to_on and to_on <= from_on:
        return f"The end ({date_in_words(to_on)}) must come after the start ({date_in_words(from_on)})."
    return ""


def problem_with_picture(content: bytes) -> str:
    """What is wrong with a picture of a signature, or ""; it is a whole PNG that fits into a letter."""
    if not content:
        return "Choose a picture of the signature."
    if len(content) > MAX_SIGNATURE:
        return "The picture is larger than 2 MB: make it smaller and try again."
    if not content.startswith(PNG_START) or content[12:16] != b"IHDR":
        return "Choose a picture in PNG form: the contents of this file are something else."
    width, height = struct.unpack(">II", content[16:24]) if len(content) >= 24 else (0, 0)
    if content[-8:-4] != b"IEND" or not width or not height:
        return "This picture is damaged or was cut off on its way. Get it again and try again."
    if max(width, height) > MAX_SIDE:
        return f"The picture is {width} by {height} pixels: make it {MAX_SIDE} or fewer on each side."
    return ""


def nobody(post_title: str, day: date) -> str:
    """The sentence for a post without a holder on a day."""
    when = date_in_words(day)
    return f"Nobody is recorded as {post_title} on {when}: add the holder under Offices and people."


def required(value: str, sentence: str) -> str:
    """The sentence where a value is blank, else an empty text."""
    return sentence if is_blank(value) else ""
