"""Decisions on a marked-up copy are kept, and what was accepted of it is taken into the letter, once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

from tracker.domain.audit import Change, EventName
from tracker.domain.cleaning import clean_text, is_blank
from tracker.domain.draft_marks import Decision, NewText
from tracker.domain.markup import paragraphs_of
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Conflict, Invalid
from tracker.models.base import db
from tracker.models.marked_copy import MarkDecision, MarkedUpCopy, SentDraft
from tracker.models.response import Response
from tracker.queries.events import last_words_on
from tracker.services.draft_taking import taken_into_letter
from tracker.services.history import record
from tracker.services.marked_comments import PlacedComment, into_margin, problems_with_comments
from tracker.services.marked_copies import get_copy, require_under_way, subject_of_copy
from tracker.services.marked_reviews import CopyComment, Review, Reviewed, review_of
from tracker.services.writing import claim, verb


@dataclass(frozen=True)
class Applied:
    """How much of a copy was taken into the letter: changed paragraphs, and comments put into the margin."""

    changes: int
    comments: int


@verb
def keep_decisions(
    *,
    copy: MarkedUpCopy,
    version: int,
    decisions: Mapping[str, Decision | None],
    by: Actor,
    now: datetime,
    today: date,
) -> None:
    """Keep what was decided so far of a copy, for somebody to go on with."""
    copy, draft, response, _ = get_copy(key=copy.id, by=by, today=today)
    _take(copy, version)
    review = review_of(copy=copy, by=by, today=today)
    changes = _decided(copy, draft, response, review, decisions)
    record(name=EventName.COPY_DECIDED, by=by, now=now, changes=changes)


@verb
def apply_copy(
    *,
    copy: MarkedUpCopy,
    version: int,
    seen: str,
    decisions: Mapping[str, Decision | None],
    own: Mapping[str, str] = MappingProxyType({}),
    by: Actor,
    now: datetime,
    today: date,
) -> Applied:
    """Take what was accepted, or worded anew (`own`), into the letter, and comments into its margin.

    Conflict where a text that it is held against changed since `seen`; Invalid while one is undecided.
    """
    copy, draft, response, _ = get_copy(key=copy.id, by=by, today=today)
    require_under_way(response)
    _take(copy, version)
    review = review_of(copy=copy, by=by, today=today)
    if review.seen != seen:
        raise Conflict(last_words_on(db.session(), "response", response.id))
    wanted = [one for one in review.comments if decisions.get(one.key) is Decision.ACCEPTED]
    problems = _problems(review, decisions, own)
    problems |= problems_with_comments([(f"decision-{one.key}", one.said) for one in wanted])
    if problems:
        raise Invalid(problems)
    changes = _decided(copy, draft, response, review, decisions)
    accepted = [
        _worded(row, decisions, own)
        for row in review.to_decide
        if decisions[row.text.key] is not Decision.REFUSED
    ]
    by_part = {
        target: _by_number([row for row in accepted if row.target == target])
        for target in dict.fromkeys(row.target for row in accepted)
    }
    changes += taken_into_letter(response, draft, by_part, by=by, now=now, today=today)
    placed = [_placed(one, accepted) for one in wanted]
    changes += into_margin(response, copy, draft.number, placed, by=by, now=now)
    copy.left_at, copy.left_by, copy.was_applied = now, by.name, True
    subject = subject_of_copy(response, draft, copy)
    changes.append(
        Change(subject, "left", None, f"applied, {len(accepted)} of {len(review.to_decide)} accepted")
    )
    record(name=EventName.COPY_APPLIED, by=by, now=now, changes=changes)
    return Applied(len(accepted), len(placed))


def _problems(
    review: Review, decisions: Mapping[str, Decision | None], own: Mapping[str, str]
) -> dict[str, str]:
    """What keeps the copy from being applied, by the fields of its page."""
    problems = {}
    for row in review.to_decide:
        key, decision = row.text.key, decisions.get(row.text.key)
        is_typed = not is_blank(own.get(key, ""))
        if decision is None:
            problems[f"decision-{key}"] = f"Accept or refuse: {row.where}."
        elif decision is Decision.OWN and not row.is_conflict:
            problems[f"decision-{key}"] = (
                f"Only a text that was changed here too is worded anew: {row.where}."
            )
        elif decision is Decision.OWN and not is_typed:
            problems[f"own-{key}"] = f"Type your own wording, or choose one of the other texts: {row.where}."
        elif decision is not Decision.OWN and is_typed:
            problems[f"own-{key}"] = f"Choose your own wording above, or empty its box: {row.where}."
        elif problem := _problem_with_move(row, review, decisions):
            problems[f"decision-{key}"] = problem
    return problems


def _problem_with_move(row: Reviewed, review: Review, decisions: Mapping[str, Decision | None]) -> str:
    """Why moved words would stand twice in the letter, or nowhere; "" where they stand once."""
    for other in review.moved_with(row):
        said = decisions.get(other.text.key) if other.wants_decision else None
        is_shut = other.has_words and bool(other.why_not)
        if is_shut and decisions[row.text.key] is Decision.ACCEPTED:
            return (
                f"Refuse this: words were moved between it and a part that cannot be changed ({other.where})."
            )
        if {said, decisions[row.text.key]} == {Decision.ACCEPTED, Decision.REFUSED}:
            return f"Words were moved between {row.where} and {other.where}: accept both or refuse both."
    return ""


def _worded(row: Reviewed, decisions: Mapping[str, Decision | None], own: Mapping[str, str]) -> Reviewed:
    """The paragraph with the text that is to stand in the letter."""
    if decisions[row.text.key] is not Decision.OWN:
        return row
    return replace(row, text=replace(row.text, came_back=clean_text(own[row.text.key]), is_joined=False))


def _placed(comment: CopyComment, accepted: list[Reviewed]) -> PlacedComment:
    row = comment.row
    standing = row.text.came_back if row.text.now is None else row.text.now
    after = next((one.text.came_back for one in accepted if one.text.key == row.text.key), standing)
    passage = next(iter(paragraphs_of(after)), row.text.went_out)
    fixed = "" if row.target.part else passage
    return PlacedComment(comment.number, comment.said, row.target, passage, fixed)


def _take(copy: MarkedUpCopy, version: int) -> None:
    claim(copy, version, "marked_copy")
    if copy.left_at is not None:
        raise Invalid({"version": "This copy was applied or set aside already."})


def _decided(
    copy: MarkedUpCopy,
    draft: SentDraft,
    response: Response,
    review: Review,
    decisions: Mapping[str, Decision | None],
) -> list[Change]:
    subject = subject_of_copy(response, draft, copy)
    kept = {one.key: one for one in copy.decisions}
    changes = []
    keys = [*(row.text.key for row in review.to_decide), *(one.key for one in review.comments)]
    for key in keys:
        new, old = decisions.get(key), kept.get(key)
        before = old.decision if old else None
        if new is before:
            continue
        changes.append(Change(subject, f"decision {key}", before, new))
        if old is not None and new is not None:
            old.decision = new
        elif old is not None:
            copy.decisions.remove(old)
        elif new is not None:
            copy.decisions.append(MarkDecision(key=key, decision=new))
    db.session.flush()
    return changes


def _by_number(rows: list[Reviewed]) -> dict[int, NewText]:
    made: dict[int, NewText] = {}
    for row in rows:
        known = made.get(row.number, NewText())
        if row.is_new:
            made[row.number] = replace(known, added=(*known.added, row.text.came_back))
        else:
            made[row.number] = replace(known, text=row.text.came_back, is_joined=row.text.is_joined)
    return made
