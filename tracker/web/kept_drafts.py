"""What somebody typed on this page earlier and did not send, for the page and its form."""

from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import MultiDict

from tracker.queries.reading import reading
from tracker.queries.typed_drafts import KeptDraft, draft_by_id, drafts_at
from tracker.web.allow import visitor
from tracker.web.security import UNSAFE_METHODS
from tracker.web.sessions import kept_form

OWN_FIELDS = ("draft-path", "draft-window", "draft-version")
"""What the script adds to a form that it keeps."""
LONGEST_WINDOW = 40


@dataclass(frozen=True)
class DraftsHere:
    """The drafts of a page: the one its boxes were filled from, those still offered, and this window."""

    filled: KeptDraft | None
    offered: tuple[KeptDraft, ...]
    window: str
    version: int


def drafts_here() -> DraftsHere:
    """What the page being made has to say of drafts."""
    if request.method in UNSAFE_METHODS:
        return DraftsHere(None, (), window_sent(), version_sent())
    person, filled = visitor(), draft_asked_for()
    kept = drafts_at(reading(), person.account_id, request.path) if person is not None else []
    offered = tuple(draft for draft in kept if filled is None or draft.id != filled.id)
    return DraftsHere(
        filled, offered, filled.typed_in if filled else "", filled.version if filled is not None else 0
    )


def draft_asked_for() -> KeptDraft | None:
    """The draft that the address asks to be filled in: this person's, and of this page."""
    key = number_in(request.args.get("draft", ""))
    person = visitor() if key else None
    draft = draft_by_id(reading(), person.account_id, key) if person is not None else None
    return draft if draft is not None and draft.path == request.path else None


def words_kept_here() -> MultiDict[str, str] | None:
    """What was typed into this page's form before, be it kept at a sign-in or asked for from the drafts."""
    kept = kept_form(request.path)
    if kept is not None:
        return kept
    draft = draft_asked_for()
    return MultiDict(list(draft.fields)) if draft is not None else None


def window_sent() -> str:
    """The window that a request says it comes from, or an empty text."""
    window = request.form.get("draft-window", "")
    is_ours = window.isascii() and window.isalnum() and len(window) <= LONGEST_WINDOW
    return window if is_ours else ""


def version_sent() -> int:
    """The version of the draft that the window knows; 0 for none."""
    return number_in(request.form.get("draft-version", ""))


def number_in(typed: str) -> int:
    """A whole number of at most nine digits, else 0."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
