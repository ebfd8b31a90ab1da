"""What a status pack says of itself: its title, its moment, and whether it is a draft or a final copy."""

from datetime import datetime

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.london_time import in_london
from tracker.domain.packs import Pack, PackHead
from tracker.domain.vocabulary import Rating


def moment_in_words(moment: datetime) -> str:
    """The moment on the London clock: "14:05 on 12 March 2026"."""
    there = in_london(moment)
    return f"{there:%H:%M} on {date_in_words(there.date())}"


def copy_in_words(head: PackHead) -> str:
    """ "DRAFT, as at …" or the version of the final copy with its moment."""
    if head.is_draft:
        return f"DRAFT, as at {moment_in_words(head.as_at)}"
    return f"Final copy, version {head.version}, as at {moment_in_words(head.as_at)}"


def meeting_in_words(head: PackHead) -> str:
    """The day of the meeting, or that the pack is made for none."""
    return f"meeting of {date_in_words(head.meeting_on)}" if head.meeting_on else "for no meeting"


def title_of(head: PackHead) -> str:
    """The title of the workbook."""
    return f"Status pack of {head.board}, {meeting_in_words(head)}"


def history_head(head: PackHead) -> str:
    """The last entry of the history that the pack rests on, by which it can be checked later."""
    return f"entry {head.head_seq}, {head.head_hash}" if head.head_hash else "no entry yet"


def are(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 item", "2 items"."""
    return f"{number:,} {one if number == 1 else many}"


EMPTY = {
    "changes": "Nothing changed since the last board.",
    "exceptions": "No item is Red or Amber.",
    "register": "No item is on this board's list.",
    "actions": "There is no action on an item of this board.",
    "moves": "No date was asked for.",
    "responses": "There is no Section 55 response to a report of this board's items.",
    "agencies": "No member agency is recorded for this board.",
}
"""What a sheet says when it has no line, by the sheet's value."""

NOUNS = {
    "changes": ("change", "changes"),
    "exceptions": ("item is Red or Amber", "items are Red or Amber"),
    "register": ("item", "items"),
    "actions": ("action", "actions"),
    "moves": ("date asked for", "dates asked for"),
    "responses": ("response", "responses"),
    "agencies": ("agency", "agencies"),
}


def title_of_sheet(label: str, pack: Pack) -> str:
    """The words in the first cell of a sheet."""
    return f"{label}: {pack.head.board}"


MEANINGS = {
    Rating.RED: "The date in force has passed and it is not signed off, or a lead says it is off track.",
    Rating.AMBER: "Due soon, an update or a decision is late, or its owner says it is at risk.",
    Rating.NEW: "Recorded not long ago, and nothing makes it Red or Amber.",
    Rating.GREEN: "None of the other ratings applies.",
    Rating.BLUE_SIGNED_OFF: "A second person has seen the proof; HMICFRS has yet to close it.",
    Rating.BLUE_CLOSED: "HMICFRS has closed it by a letter with a date.",
    Rating.BLUE_COMPLETE: "Signed off, and nobody outside closes items of its source.",
    Rating.NOT_RATED: "For other bodies only, or taken off the list.",
}
"""What each rating means, in a line."""
