"""The history of the whole register, as far as this person may read it, and the proof that it is whole."""

from dataclasses import replace

from flask import Blueprint, render_template

from tracker.clock import now, today
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.visibility import is_shown, may_read_change, status_of_line
from tracker.queries.commissions import commissioned_answers
from tracker.queries.events import (
    ChangeLine,
    TimelineEntry,
    events_hidden_from,
    head,
    statuses_of,
    whole_history,
)
from tracker.queries.issued_words import opened_by_event
from tracker.queries.reading import reading
from tracker.services.history import verify
from tracker.web.allow import allow, current_actor
from tracker.web.presenting import counted
from tracker.web.timelines import History, before_asked_for, history_of

pages = Blueprint("history", __name__, url_prefix="/history")

SIZE = 30
"""Events on one page."""
MOST_REFERENCES = 3
KNOWN_BY_REFERENCE = frozenset({"report", "item", "response", "answer", "redaction", "board", "meeting"})


@pages.get("")
@allow(Ability.READ_HISTORY)
def index() -> str:
    """What happened, who did it, and when?"""
    by = current_actor()
    return render_template(
        "history/index.html",
        history=_history(by),
        head=head(reading()),
        refused=may(by, Ability.VERIFY_HISTORY).reason,
    )


@pages.get("/verify")
@allow(Ability.VERIFY_HISTORY)
def check() -> str:
    """Is the history as it was written?"""
    found = verify(reading())
    count = counted(found.events, "event")
    return render_template("history/verify.html", found=found, count=count, at=now(), head=head(reading()))


def _history(by: Actor) -> History:
    before = before_asked_for()
    events = whole_history(
        reading(), limit=SIZE + 1, before_seq=before, without=events_hidden_from(by, today())
    )
    events = [_shown(event) for event in events]
    subjects = {(line.subject_kind, line.subject_id) for event in events for line in event.changes}
    statuses = statuses_of(reading(), subjects)
    opened = opened_by_event(reading(), subjects)
    asked = commissioned_answers(reading(), subjects)

    def hide(line: ChangeLine) -> bool:
        subject = line.subject_kind, line.subject_id
        status = status_of_line(statuses.get(subject), line.event_seq, opened.get(subject))
        is_asked = line.subject_kind == "answer" and line.subject_id in asked
        return not may_read_change(
            by,
            subject_kind=line.subject_kind,
            field=line.field,
            status=status,
            is_commissioned=is_asked,
        )

    page = history_of(events, before=before, hide=hide, size=SIZE)
    named = zip(page.entries, events, strict=False)
    return replace(page, entries=tuple(replace(entry, by=_about(event)) for entry, event in named))


def _about(event: TimelineEntry) -> str:
    """The references of the records that an event is about, as far as people know them by one."""
    found = dict.fromkeys(
        line.subject_reference for line in event.changes if line.subject_kind in KNOWN_BY_REFERENCE
    )
    more = len(found) - MOST_REFERENCES
    shown = ", ".join(list(found)[:MOST_REFERENCES])
    return f"{shown} and {more} more" if more > 0 else shown


def _shown(event: TimelineEntry) -> TimelineEntry:
    return replace(event, changes=tuple(line for line in event.changes if is_shown(line.subject_kind)))
