"""What is recorded of a meeting: who came, what was decided, and which items go up to the board above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.cleaning import is_blank
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.meetings import Attendance, MeetingStatus
from tracker.domain.verdict import ALLOWED, Verdict, refused

MAX_PEOPLE = 500
MAX_DECISION = 2_000


@dataclass(frozen=True)
class Came:
    """What is said of one agency: whether it came, None where nothing is known, and who for it."""

    agency_id: int
    attendance: Attendance | None
    people: str = ""


def may_record_what_was_said(status: MeetingStatus) -> Verdict:
    """Whether attendance and decisions can be recorded of a meeting as it stands."""
    if status is MeetingStatus.CALLED_OFF:
        return refused("The meeting was called off: nobody came, and nothing was decided.")
    return ALLOWED


def problems_with_attendance(came: Sequence[Came], on: date, today: date) -> dict[str, str]:
    """What does not hold in the attendance, by "came-" or "people-" and the agency."""
    problems = {}
    for one in came:
        if today < on and one.attendance in (Attendance.ATTENDED, Attendance.ABSENT):
            problems[f"came-{one.agency_id}"] = (
                f"The meeting is on {date_in_words(on)}: until then only apologies can be recorded."
            )
        if one.attendance is None and not is_blank(one.people):
            problems[f"came-{one.agency_id}"] = "Choose whether the agency came, or take the names out."
        if (length := len(one.people)) > MAX_PEOPLE:
            problems[f"people-{one.agency_id}"] = (
                f"The names must be {MAX_PEOPLE} characters or fewer; they have {length:,}."
            )
    return problems


def problems_with_decision(words: str, on: date, today: date) -> dict[str, str]:
    """What does not hold in a decision that is noted of a meeting."""
    if is_blank(words):
        return {"words": "Enter what the meeting decided."}
    if (length := len(words)) > MAX_DECISION:
        return {"words": f"The decision must be {MAX_DECISION:,} characters or fewer; it has {length:,}."}
    if today < on:
        return {"words": f"The meeting is on {date_in_words(on)}: decisions are noted from then on."}
    return {}


def problem_with_raising(*, is_parent: bool, is_there: bool, kept_off: str | None, parent: str) -> str:
    """Why an item cannot be raised to the board above, "" where it can.

    `kept_off` is the reason for which that board keeps it off by hand, None where it does not.
    """
    if not is_parent:
        return f"This board does not report to {parent}: an item is raised to a board above it."
    if kept_off is not None:
        return f"{parent} keeps this item off by hand: {kept_off or 'no reason is recorded'}"
    return f"{parent} oversees this item already." if is_there else ""


def why_raised(board: str, before_on: date, on: date) -> str:
    """The reason that is recorded where an item is raised because it stayed Red."""
    return f"Red at two meetings running of {board}: {date_in_words(before_on)} and {date_in_words(on)}."
