"""The history in sentences: who did what, which fields it changed, and how they stood before and after.

    history = timeline_of([("item", item.id)], actor=current_actor(), today=today())
    {{ ui.history(history) }}

A page that must keep drafts from a reader passes `hide`, which is asked of each changed field.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import request
from werkzeug.exceptions import NotFound

from tracker.domain.audit import EventName
from tracker.domain.boards import BoardRole
from tracker.domain.commitments import CommitmentKind, CommitmentState
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.meetings import MeetingStatus
from tracker.domain.permissions import Actor
from tracker.domain.questions import Assurance
from tracker.domain.response_plan import PlanStep
from tracker.domain.target_dates import DateReason
from tracker.domain.vocabulary import (
    ActionState,
    BodyKind,
    Delivery,
    ForWhom,
    ItemKind,
    Labelled,
    Layout,
    Marking,
    MonitoringState,
    OffListReason,
    OwnRating,
    Position,
    Rating,
    ReportKind,
    ResponseStatus,
    Standing,
    TargetState,
)
from tracker.queries.events import HIDDEN, HIDDEN_OF, ChangeLine, timeline
from tracker.queries.events import TimelineEntry as Event
from tracker.queries.reading import reading
from tracker.queries.reports import events_under_embargo
from tracker.web.history_labels import LABELS
from tracker.web.presenting import Change, TimelineEntry

SIZE = 20
"""Events on one page of a timeline."""
MOST_FIELDS = 5
LAST_SEQ = 2**31 - 1

POINTERS = frozenset({"item", "link", "response"})
"""Fields that name another record: the sentence says it, and there is no text to compare."""

PLAN_PARTS = {
    "planned_on": "planned day",
    "done_on": "day it happened",
    "done_by": "who did it",
    "proof": "proof",
}
LABELS |= {
    f"{step.value}_{part}": f"{words} of “{step.label}”"
    for step in PlanStep
    for part, words in PLAN_PARTS.items()
}
LABELS |= {
    "proposal": "what shows completion",
    "proposed_on": "day completion was proposed",
    "proposed_by": "who proposed completion",
    "signed_off_on": "day completion was signed off",
    "signed_off_by": "who signed off completion",
    "closed_on": "day it was closed",
    "closed_by": "who closed it",
    "inspectorate_letter": "letter from HMICFRS",
    "continued_under": "later item under which the work goes on",
    "continues": "earlier item whose work goes on here",
    "dated_on": "date of the letter",
    "received_on": "day it was received",
}
WORDS: dict[tuple[str, str], type[Labelled]] = {
    ("report", "kind"): ReportKind,
    ("report", "monitoring_state"): MonitoringState,
    ("item", "kind"): ItemKind,
    ("item", "for_whom"): ForWhom,
    ("item", "off_list_reason"): OffListReason,
    ("item", "standing"): Standing,
    ("item", "rating"): Rating,
    ("item", "own_rating"): OwnRating,
    ("item", "delivery"): Delivery,
    ("item", "date_reason"): DateReason,
    ("item", "date_state"): TargetState,
    ("item", "override_rating"): Rating,
    ("action", "state"): ActionState,
    ("response", "status"): ResponseStatus,
    ("response", "layout"): Layout,
    ("response", "marking"): Marking,
    ("answer", "stance"): Position,
    ("body", "kind"): BodyKind,
    ("commitment", "kind"): CommitmentKind,
    ("commitment", "state"): CommitmentState,
    ("board", "marking"): Marking,
    ("paper", "marking"): Marking,
    ("board_person", "role"): BoardRole,
    ("meeting", "meeting_status"): MeetingStatus,
    ("board_question", "assurance"): Assurance,
}
TOLD_BY = {EventName.ITEM_TAKEN_OFF: "off_list_reason", EventName.DATE_DECIDED: "date_state"}
"""Events whose sentence ends with the word that one of their fields became."""
_ISO_DAY = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")


@dataclass(frozen=True)
class History:
    """A page of a timeline; the addresses of the pages around it are "" at either end."""

    entries: tuple[TimelineEntry, ...]
    older_href: str = ""
    newest_href: str = ""


def nothing_hidden(line: ChangeLine) -> bool:
    """The usual case: whoever may read the record may read its history."""
    return False


def timeline_of(
    subjects: Sequence[tuple[str, int]],
    *,
    actor: Actor,
    today: date,
    hide: Callable[[ChangeLine], bool] = nothing_hidden,
    size: int = SIZE,
) -> History:
    """The page of the subjects' history that the address asks for, as far as this person may know of it."""
    before = before_asked_for()
    events = timeline(
        reading(), subjects, limit=size + 1, before_seq=before, without=events_under_embargo(actor, today)
    )
    return history_of(events, before=before, hide=hide, size=size)


def history_of(
    events: Sequence[Event],
    *,
    before: int | None,
    hide: Callable[[ChangeLine], bool] = nothing_hidden,
    size: int = SIZE,
) -> History:
    """A page of events that were read with one to spare, which tells whether older ones follow."""
    shown = events[:size]
    older = f"{request.path}?before={shown[-1].seq}#history" if len(events) > size else ""
    return History(in_sentences(shown, hide=hide), older, f"{request.path}#history" if before else "")


def before_asked_for() -> int | None:
    """The event before which the page of the address ends; NotFound for anything but a number."""
    typed = request.args.get("before")
    if typed is None:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 10 and 0 < int(typed) <= LAST_SEQ):
        raise NotFound()
    return int(typed)


def in_sentences(
    events: Iterable[Event], *, hide: Callable[[ChangeLine], bool] = nothing_hidden
) -> tuple[TimelineEntry, ...]:
    """Events as a timeline prints them, in the order given."""
    return tuple(
        TimelineEntry(_sentence(event), "", event.at, event.reason, tuple(_changes(event, hide)))
        for event in events
    )


def field_label(field: str) -> str:
    """A field of a record in plain words, in small letters."""
    return LABELS.get(field, field.replace("_", " "))


def in_words(subject_kind: str, field: str, value: str | None) -> str:
    """A value of the history as a person reads it: words of our lists, dates written out, yes and no."""
    if not value:
        return ""
    words = WORDS.get((subject_kind, field))
    if words is not None and value in set(words):
        return words(value).label
    if field.startswith(("is_", "prints_")):
        return value.capitalize()
    if field in ("deadlines", "comments_by", "date_in_force") or field.endswith(("_on", "_dated")):
        return _ISO_DAY.sub(_written_out, value)
    return value


def _written_out(found: re.Match[str]) -> str:
    try:
        return date_in_words(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]


def _sentence(event: Event) -> str:
    told = f"{event.actor_name} {event.name.label}"
    named = dict.fromkeys(line.after or line.before or "" for line in event.changes if line.field in POINTERS)
    if named:
        return f"{told}: {_some(list(named))}"
    if field := TOLD_BY.get(event.name):
        words = [in_words("item", line.field, line.after) for line in event.changes if line.field == field]
        return f"{told}: {words[0]}" if words else told
    if not event.name.value.endswith("_changed"):
        return told
    fields = list(dict.fromkeys(field_label(line.field) for line in event.changes))
    return f"{told}: {_some(fields)}" if fields else f"{told}, with the same words"


def _some(words: list[str]) -> str:
    more = len(words) - MOST_FIELDS
    return ", ".join(words[:MOST_FIELDS]) + (f" and {more} more" if more > 0 else "")


def _changes(event: Event, hide: Callable[[ChangeLine], bool]) -> Iterable[Change]:
    several = len({(line.subject_kind, line.subject_id) for line in event.changes}) > 1
    for line in event.changes:
        if line.field in POINTERS or (event.reason and line.after == event.reason):
            continue
        label = field_label(line.field)
        label = label[:1].upper() + label[1:]
        if several:
            label = f"{line.subject_reference}: {label}"
        if hide(line):
            yield Change(label, "", HIDDEN_OF.get(line.subject_kind, HIDDEN))
            continue
        if line.is_redacted:
            label = f"{label} (some words were redacted)"
        before, after = (in_words(line.subject_kind, line.field, side) for side in (line.before, line.after))
        yield Change(label, before, after)
