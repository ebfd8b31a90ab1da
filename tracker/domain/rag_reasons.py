"""Why an item is rated as it is: reasons that hold for many days, and their words for one day."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from tracker.domain.dates_in_words import date_in_words
from tracker.domain.vocabulary import Rating


class ReasonCode(StrEnum):
    """The rows of the printed rule, and what is told beside them."""

    FOR_OTHERS = "for_others"
    OFF_LIST = "off_list"
    OVERDUE = "overdue"
    PROPOSED_IN_TIME = "proposed_in_time"
    OFF_TRACK = "off_track"
    DUE_SOON = "due_soon"
    ACTION_OVERDUE = "action_overdue"
    NO_UPDATE = "no_update"
    NO_UPDATE_SINCE_ALLOCATED = "no_update_since_allocated"
    NO_DATE = "no_date"
    WAITING_ALLOCATION = "waiting_allocation"
    WAITING_SIGN_OFF = "waiting_sign_off"
    INSPECTORATE_PASSED = "inspectorate_passed"
    AT_RISK = "at_risk"
    RECORDED = "recorded"
    # Told beside the row that decided.
    DUE = "due"
    PROPOSED = "proposed"
    ACTIONS_OPEN = "actions_open"
    OVERRIDDEN = "overridden"


@dataclass(frozen=True)
class Reason:
    """One reason with the day and the numbers it speaks of; it says nothing of the day it is read on."""

    code: ReasonCode
    on: date | None = None
    count: int | None = None
    total: int | None = None


class Explained(Protocol):
    """Anything that holds a rating, the rule's own rating beside it, and the reasons."""

    @property
    def rating(self) -> Rating:
        """The rating shown."""

    @property
    def derived(self) -> Rating:
        """The rating by the rule itself."""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why the rule gives it."""


def overridden_until(reasons: Iterable[Reason]) -> date | None:
    """The last day of the override that these reasons tell of; None where the rule decides."""
    return next((reason.on for reason in reasons if reason.code is ReasonCode.OVERRIDDEN), None)


def reasons_to_json(reasons: Iterable[Reason]) -> str:
    """The reasons as text to be stored, the same for the same reasons."""
    return json.dumps([_as_object(reason) for reason in reasons])


def reasons_from_json(text: str) -> tuple[Reason, ...]:
    """The reasons that were stored; a ValueError where the text is none of ours."""
    return tuple(
        Reason(
            ReasonCode(one["code"]),
            date.fromisoformat(one["on"]) if "on" in one else None,
            one.get("count"),
            one.get("total"),
        )
        for one in json.loads(text)
    )


def _as_object(reason: Reason) -> dict[str, Any]:
    told = {
        "on": reason.on.isoformat() if reason.on else None,
        "count": reason.count,
        "total": reason.total,
    }
    return {"code": reason.code.value} | {key: value for key, value in told.items() if value is not None}


def in_words(
    rated: Explained, day: date, *, override_by: str | None = None, override_reason: str = ""
) -> str:
    """The rating with its reasons as read on the day: "Amber: due in 21 days, 1 of 3 actions open".

    An override says who set it, until when and why, and what the rule itself says.
    """
    by_rule = _rule_in_words(rated, day)
    until_on = overridden_until(rated.reasons)
    if until_on is None:
        return by_rule
    # Whoever set it may have ended the reason with a full stop.
    why = f": {override_reason.strip().rstrip('.')}" if override_reason.strip() else ""
    by = f" by {override_by}" if override_by else ""
    until = date_in_words(until_on)
    return f"{_word(rated.rating)}, overridden{by} until {until}{why}. The rule itself says {by_rule}"


def reason_alone(said: str, rating_label: str) -> str:
    """The reason without the rating that it begins with: "9 days overdue", "overridden until 4 May 2027"."""
    word = rating_label.partition(" – ")[0]
    if said.strip().rstrip(".") == rating_label:
        return ""
    for start in (f"{word}: ", f"{word}, "):
        if said.startswith(start):
            return said.removeprefix(start)
    return said


def reason_in_words(reason: Reason, day: date) -> str:
    """One reason as read on the day: "due in 21 days"."""
    on = date_in_words(reason.on) if reason.on else ""
    if reason.on is not None and reason.code in (ReasonCode.DUE_SOON, ReasonCode.DUE):
        return _due((reason.on - day).days)
    if reason.on is not None and reason.code is ReasonCode.OVERDUE:
        return f"{_days((day - reason.on).days)} overdue (due on {on})"
    if reason.code is ReasonCode.ACTION_OVERDUE:
        if reason.count == 1:
            return f"an action overdue since {on}"
        return f"{reason.count} actions overdue, the first since {on}"
    if reason.code is ReasonCode.ACTIONS_OPEN:
        return f"{reason.count} of {reason.total} {'action' if reason.total == 1 else 'actions'} open"
    said, with_day = _SENTENCES[reason.code]
    return said + with_day.format(on=on) if on else said


_SENTENCES: dict[ReasonCode, tuple[str, str]] = {
    ReasonCode.FOR_OTHERS: ("for other bodies only", ""),
    ReasonCode.OFF_LIST: ("taken off the list", ""),
    ReasonCode.PROPOSED_IN_TIME: ("proposed complete in time", ", on {on}"),
    ReasonCode.OFF_TRACK: ("said to be off track", " on {on}"),
    ReasonCode.NO_UPDATE: ("no update", " since {on}"),
    ReasonCode.NO_UPDATE_SINCE_ALLOCATED: ("no update", " since it was allocated on {on}"),
    ReasonCode.NO_DATE: ("no date agreed", " since it was recorded on {on}"),
    ReasonCode.WAITING_ALLOCATION: ("awaiting allocation", " since {on}"),
    ReasonCode.WAITING_SIGN_OFF: ("awaiting sign-off", " since {on}"),
    ReasonCode.INSPECTORATE_PASSED: (
        "the inspectorate's date has passed under an agreed later one",
        " (it was {on})",
    ),
    ReasonCode.AT_RISK: ("said to be at risk", " on {on}"),
    ReasonCode.RECORDED: ("recorded", " on {on}"),
    ReasonCode.PROPOSED: ("proposed complete", " on {on}"),
}


def _rule_in_words(rated: Explained, day: date) -> str:
    """What the rule says; where there is nothing to add, the whole label does."""
    said = [
        reason_in_words(reason, day) for reason in rated.reasons if reason.code is not ReasonCode.OVERRIDDEN
    ]
    return f"{_word(rated.derived)}: {', '.join(said)}" if said else rated.derived.label


def _word(rating: Rating) -> str:
    return rating.label.partition(" – ")[0]


def _due(days: int) -> str:
    return f"due in {_days(days)}" if days else "due today"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"
