"""Comments in the margin of a marked-up copy become comments in the margin of the letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.domain.audit import Change
from tracker.domain.cleaning import clean_line, clean_text
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.marked_copies import MarkedComment
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.vocabulary import Voice
from tracker.models.margin_comment import MarginComment
from tracker.models.marked_copy import MarkedUpCopy
from tracker.models.response import Response
from tracker.services.draft_targets import Target
from tracker.services.margin_comments import LONGEST, added_comment
from tracker.services.reports import require

NAMELESS = "Somebody without a name"
_LONGEST_NAME = 100
_LONGEST_ANCHOR = 200


@dataclass(frozen=True)
class PlacedComment:
    """A comment of the copy, its number there, and the paragraph that it belongs to as it stands now.

    `fixed` is the text of a paragraph that mark-up does not change, for a comment on it to quote.
    """

    number: int
    said: MarkedComment
    target: Target
    passage: str
    fixed: str = ""


def into_margin(
    response: Response,
    copy: MarkedUpCopy,
    draft_number: int,
    comments: Sequence[PlacedComment],
    *,
    by: Actor,
    now: datetime,
) -> list[Change]:
    """Put the comments into the margin of the letter; the changes, for the caller's one event."""
    changes = []
    for one in comments:
        require(may(by, Ability.COMMENT_IN_MARGIN))
        comment = _margin_comment(response, copy, draft_number, one, now)
        changes += added_comment(response, comment)
    return changes


def problems_with_comments(comments: Sequence[tuple[str, MarkedComment]]) -> dict[str, str]:
    """The comments, under the fields they are decided in, that are too long for the margin."""
    return {
        field: f"This comment has {len(said.text):,} characters and the margin takes {LONGEST:,}: leave it "
        "out. It can still be read in the copy."
        for field, said in comments
        if len(said.text) > LONGEST
    }


def _margin_comment(
    response: Response, copy: MarkedUpCopy, draft_number: int, one: PlacedComment, now: datetime
) -> MarginComment:
    item_id = one.target.item_id
    passage = one.passage if item_id is None and one.target.part else ""
    return MarginComment(
        response_id=response.id,
        item_id=item_id,
        voice=Voice(one.target.part) if item_id is not None else None,
        passage=passage,
        text=_text(one, passage),
        written_by=_written_by(one.said, draft_number),
        written_at=now,
        # A comment of a copy is kept once; a space stands in no nonce of a form.
        nonce=f"copy {copy.id} {one.number}",
    )


def _text(one: PlacedComment, passage: str) -> str:
    """What was said, under a line that quotes the words it was said of."""
    about = clean_line(one.said.anchor or one.fixed)
    said = clean_text(one.said.text).strip() or "(no words)"
    if not about or about == clean_line(passage):
        return said
    cut = about if len(about) <= _LONGEST_ANCHOR else f"{about[:_LONGEST_ANCHOR].rstrip()}…"
    return f"On “{cut}”:\n{said}"


def _written_by(said: MarkedComment, draft_number: int) -> str:
    """The commenter's name as in the file, and where the comment came from."""
    name = clean_line(said.author)[:_LONGEST_NAME].strip() or NAMELESS
    when = f", {date_in_words(said.at.date())}" if said.at else ""
    return f"{name} (in a marked-up copy of version {draft_number}{when})"
