"""The sheets of a status pack, the columns of those that are one table, and the value of each cell."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tracker.domain.packs import (
    ActionLine,
    AgencyLine,
    ChangeLine,
    ItemLine,
    MoveLine,
    Pack,
    ResponseLine,
)
from tracker.domain.vocabulary import Labelled

Line = ItemLine | ChangeLine | ActionLine | MoveLine | ResponseLine | AgencyLine
Kind = Literal["text", "date", "number", "rating", "yes_no"]


class Sheet(Labelled):
    """The sheets of a pack in their order; the label is the sheet's name."""

    SUMMARY = "summary", "Summary"
    CHANGES = "changes", "Changes since the last board"
    EXCEPTIONS = "exceptions", "Exceptions"
    REGISTER = "register", "Register"
    ACTIONS = "actions", "Actions"
    MOVES = "moves", "Dates moved"
    RESPONSES = "responses", "Section 55 responses"
    AGENCIES = "agencies", "Agencies"
    KEY = "key", "Key"


@dataclass(frozen=True)
class Column:
    """One column: `key` is the attribute of the line, `width` how many characters of a line it shows."""

    key: str
    label: str
    kind: Kind = "text"
    width: int = 14


def _dated(key: str, label: str) -> Column:
    return Column(key, label, "date", 17)


_REFERENCE = Column("reference", "Reference", width=17)
_ITEM = Column("item", "Item", width=19)
_OWNER = Column("owner", "Owner", width=24)
_EXECUTIVE_LEAD = Column("executive_lead", "Executive lead", width=24)
_RATING = Column("rating", "Rating", "rating", 18)
_RATING_BEFORE = Column("rating_before", "Rating at the last board", "rating", 18)
_REASON = Column("reason", "Why this rating", width=40)
_NEXT_STEP = Column("next_step", "Next step", width=40)
_UPDATE = Column("update", "Text for the board", width=50)
_DATE_IN_FORCE = _dated("date_in_force", "Date in force")
_TURNS_RED_ON = _dated("turns_red_on", "Turns Red on")
_REPORT = Column("report_reference", "Report", width=12)
_REPORT_TITLE = Column("report_title", "Title of the report", width=32)
_PUBLISHED_ON = _dated("published_on", "Report published on")

COLUMNS: dict[Sheet, tuple[Column, ...]] = {
    Sheet.CHANGES: (
        Column("kind", "What changed", width=20),
        _REFERENCE,
        _ITEM,
        Column("before", "Before", width=26),
        Column("after", "After", width=26),
        Column("why", "Why", width=46),
        Column("by", "By", width=24),
        _dated("on", "On"),
        Column("event_seq", "Entry in the history", "number", 12),
    ),
    Sheet.EXCEPTIONS: (
        _REFERENCE,
        _ITEM,
        _RATING,
        _RATING_BEFORE,
        Column("is_red_again", "Red at two meetings running", "yes_no", 13),
        _REASON,
        _NEXT_STEP,
        _DATE_IN_FORCE,
        _TURNS_RED_ON,
        _OWNER,
        _EXECUTIVE_LEAD,
        _UPDATE,
    ),
    Sheet.REGISTER: (
        _REFERENCE,
        _ITEM,
        Column("kind", "Kind", width=19),
        Column("heading", "Heading", width=26),
        Column("text", "Text", width=60),
        _REPORT,
        _REPORT_TITLE,
        _PUBLISHED_ON,
        Column("for_whom", "For whom", width=18),
        _EXECUTIVE_LEAD,
        _OWNER,
        Column("owner_person", "Person in the post", width=20),
        _RATING,
        Column("derived", "Rating by the rule", "rating", 18),
        _RATING_BEFORE,
        _REASON,
        Column("standing", "Counted as", width=18),
        Column("off_list_reason", "Why off the list", width=20),
        Column("delivery", "Delivery", width=18),
        _DATE_IN_FORCE,
        _dated("first_in_force", "First date in force"),
        _dated("inspectorate_on", "Date asked for by the inspectorate"),
        Column("times_moved", "Times moved", "number", 9),
        Column("days_moved", "Days moved", "number", 9),
        _TURNS_RED_ON,
        Column("own_rating", "Owner's own rating", width=13),
        _dated("last_update_on", "Last update on"),
        Column("is_updated_since", "Updated since the last board", "yes_no", 13),
        Column("times_nothing_new", "Times “nothing new”", "number", 11),
        _UPDATE,
        _NEXT_STEP,
        Column("actions_open", "Actions open", "number", 9),
        Column("actions_total", "Actions in all", "number", 9),
        _dated("closed_on", "Closed on"),
    ),
    Sheet.ACTIONS: (
        Column("key", "Action", "number", 9),
        Column("what", "What is to be done", width=44),
        Column("items", "Items", width=18),
        _OWNER,
        _dated("target_on", "Target date"),
        Column("repeats", "Repeats", width=12),
        Column("state", "State", width=10),
        Column("is_overdue", "Overdue", "yes_no", 10),
        _dated("settled_on", "Done or dropped on"),
        Column("proof_expected", "Proof that would show it", width=28),
        Column("outcome", "Outcome", width=28),
    ),
    Sheet.MOVES: (
        _REFERENCE,
        _ITEM,
        _dated("before_on", "Date before"),
        _dated("wanted_on", "Date asked for"),
        Column("days", "Days", "number", 7),
        Column("reason", "Reason", width=16),
        Column("words", "In words", width=26),
        Column("asked_by", "Asked for by", width=18),
        _dated("asked_on", "Asked for on"),
        Column("state", "State", width=10),
        Column("decided_by", "Decided by", width=18),
        _dated("decided_on", "Decided on"),
        Column("decision_words", "Words of the decision", width=20),
    ),
    Sheet.RESPONSES: (
        _REFERENCE,
        _REPORT,
        _REPORT_TITLE,
        _PUBLISHED_ON,
        _dated("last_day", "Last day to publish"),
        Column("status", "Status", width=14),
        _dated("letter_dated", "Date of the letter"),
        Column("day_of_letter", "Day of the letter", "number", 10),
        _dated("comments_published_on", "Comments published on"),
        Column("day_of_publication", "Day of publication", "number", 12),
        Column("words", "In words", width=38),
    ),
    Sheet.AGENCIES: (
        Column("name", "Agency", width=34),
        Column("people", "People", width=44),
        Column("attendance", "Attendance", width=34),
        Column("meetings_attended", "Meetings attended", "number", 11),
        Column("meetings_held", "Meetings held", "number", 11),
        Column("updates_given", "Updates given since the last board", "number", 16),
    ),
}
"""The columns of each sheet that is one table, in their order; Summary and Key are made of several."""


def lines_of(pack: Pack, sheet: Sheet) -> tuple[Line, ...]:
    """The lines of a sheet that is one table, in the pack's order."""
    lines: dict[Sheet, tuple[Line, ...]] = {
        Sheet.CHANGES: pack.changes,
        Sheet.EXCEPTIONS: pack.exceptions if sheet is Sheet.EXCEPTIONS else (),
        Sheet.REGISTER: pack.items,
        Sheet.ACTIONS: pack.actions,
        Sheet.MOVES: pack.moves,
        Sheet.RESPONSES: pack.responses,
        Sheet.AGENCIES: pack.agencies,
    }
    return lines[sheet]


def value_of(line: Line, column: Column) -> str | int | date | None:
    """What stands in the column of the line: words for a person, a date, a number, or None for nothing."""
    value: object = getattr(line, column.key)
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, Labelled):
        return value.label
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, str | int):
        return value
    raise TypeError(f"A cell cannot hold the {column.key} of a line: {value!r}.")
