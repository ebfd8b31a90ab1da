"""Comments in the margin: the office and the approver speak of the letter's words before it is issued."""

from datetime import datetime

from tracker.domain.audit import Change, EventName, Subject
from tracker.domain.cleaning import clean_text, is_blank
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Invalid, NotHere
from tracker.domain.vocabulary import Voice
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.margin_comment import MarginComment
from tracker.models.response import Response
from tracker.queries.margin_comments import comment_by_id
from tracker.services.history import record
from tracker.services.reports import require
from tracker.services.writing import claim, verb

LONGEST = 5_000
"""Characters of one comment."""


@verb
def add_comment(
    *,
    response: Response,
    item: Item | None,
    voice: Voice | None,
    passage: str,
    text: str,
    nonce: str,
    by: Actor,
    now: datetime,
) -> MarginComment:
    """Comment on a paragraph of the letter as it stands, or on one voice of the answer to an item."""
    require(may(by, Ability.COMMENT_IN_MARGIN))
    if item is not None and item.report_id not in {row.report_id for row in response.reports}:
        raise NotHere(f"{response.reference} does not answer {item.reference}.")
    text = clean_text(text).strip()
    if is_blank(text):
        raise Invalid({"text": "Write the comment."})
    if len(text) > LONGEST:
        raise Invalid({"text": f"A comment must be {LONGEST:,} characters or fewer; it has {len(text):,}."})
    comment = MarginComment(
        response_id=response.id,
        item_id=item.id if item is not None else None,
        voice=voice,
        passage=passage,
        text=text,
        written_by=by.name,
        written_at=now,
        nonce=nonce,
    )
    changes = added_comment(response, comment)
    record(name=EventName.MARGIN_COMMENTED, by=by, now=now, changes=changes)
    return comment


def added_comment(response: Response, comment: MarginComment) -> list[Change]:
    """A comment put into the margin inside a larger act: the changes, for the caller's one event."""
    db.session.add(comment)
    db.session.flush()
    subject = _subject(response, comment)
    changes = [Change(subject, "comment", None, comment.text)]
    if comment.passage:
        changes.append(Change(subject, "passage", None, comment.passage))
    return changes


@verb
def resolve_comment(
    *, response: Response, comment: MarginComment, version: int, by: Actor, now: datetime
) -> None:
    """Say that a comment is dealt with; it stays to be read."""
    require(may(by, Ability.COMMENT_IN_MARGIN))
    claim(comment, version, "margin_comment")
    if comment.resolved_at is not None:
        raise Invalid({"version": "This comment is resolved already."})
    comment.resolved_at, comment.resolved_by = now, by.name
    record(
        name=EventName.MARGIN_RESOLVED,
        by=by,
        now=now,
        changes=[Change(_subject(response, comment), "resolved", "no", "yes")],
    )


def get_comment(*, response: Response, key: int, by: Actor) -> MarginComment:
    """One comment of a letter, or NotHere."""
    require(may(by, Ability.COMMENT_IN_MARGIN))
    comment = comment_by_id(db.session(), key)
    if comment is None or comment.response_id != response.id:
        raise NotHere("There is no such comment on this letter.")
    return comment


def _subject(response: Response, comment: MarginComment) -> Subject:
    return Subject("margin_comment", comment.id, response.reference)
