"""A marked-up copy as its page prints it: each paragraph's texts word by word, who did it, the comments."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.draft_marks import Decision
from tracker.domain.marked_copies import MarkedChange
from tracker.domain.text_differences import Piece, compare_texts
from tracker.domain.vocabulary import UNDER_WAY, ResponseStatus
from tracker.services.marked_reviews import CopyComment, Review, Reviewed
from tracker.web.addresses import page_at
from tracker.web.forms.marked_copies import decision_name, own_name
from tracker.web.presenting import Tag, Tone, counted, date_in_words


@dataclass(frozen=True)
class CommentLine:
    """A comment in the margin of the copy."""

    by: str
    about: str
    text: str
    field: str
    tag: Tag | None


@dataclass(frozen=True)
class ReviewLine:
    """One paragraph of the copy; `field` and `own` are the names of its answer and its box, "" for none."""

    field: str
    own: str
    where: str
    pieces: tuple[Piece, ...]
    came_back: str
    stands_now: str
    is_conflict: bool
    by: str
    what: tuple[str, ...]
    comments: tuple[CommentLine, ...]
    has_words: bool
    note: str
    tag: Tag | None


def review_lines(review: Review) -> list[ReviewLine]:
    """Every paragraph that something was done to, in the order of the letter."""
    comments = [(one, _comment(one, review.decisions.get(one.key))) for one in review.comments]
    return [
        _line(row, tuple(line for one, line in comments if one.row == row), review.moved_with(row))
        for row in review.rows
    ]


def _line(row: Reviewed, comments: tuple[CommentLine, ...], moved_with: tuple[Reviewed, ...]) -> ReviewLine:
    text = row.text
    return ReviewLine(
        decision_name(text.key) if row.wants_decision else "",
        own_name(text.key) if row.wants_decision and row.is_conflict else "",
        row.where,
        compare_texts(text.went_out, text.came_back),
        text.came_back,
        _stands_now(row),
        row.is_conflict and row.wants_decision,
        _people(row.changes),
        tuple(dict.fromkeys(one.kind.label for one in row.changes)),
        comments,
        row.has_words,
        _note(row, moved_with),
        _tag(row.decision),
    )


def _stands_now(row: Reviewed) -> str:
    return "It is not in the letter any more." if row.text.now is None else row.text.now


def _note(row: Reviewed, moved_with: tuple[Reviewed, ...]) -> str:
    sentences = []
    if moved_with:
        others = "; ".join(one.where for one in moved_with)
        sentences.append(f"Words were moved between this and {others}: accept or refuse them together.")
    if row.text.is_joined:
        sentences.append("It now runs on from the paragraph before it.")
    if row.has_words and not row.text.came_back:
        sentences.append("The whole paragraph was taken out.")
    if row.has_words and row.why_not:
        sentences.append(row.why_not)
    elif row.has_words and row.text.is_settled:
        sentences.append("The letter says this already: there is nothing to decide.")
    return " ".join(sentences)


def _tag(decision: Decision | None) -> Tag | None:
    if decision is None:
        return None
    if decision is Decision.OWN:
        return Tag("Worded anew", Tone.GREEN)
    return Tag("Accepted", Tone.GREEN) if decision is Decision.ACCEPTED else Tag("Refused", Tone.GREY)


def _people(changes: Sequence[MarkedChange]) -> str:
    """Who did it, as far as the file says."""
    named = dict.fromkeys(_who(one) for one in changes)
    return "; ".join(named)


def _who(change: MarkedChange) -> str:
    if not change.is_tracked:
        return "Changed without tracking, so the file does not say by whom"
    when = f", {date_in_words(change.at.date())}" if change.at else ""
    return f"{change.author or 'Somebody without a name'}{when}"


def _comment(comment: CopyComment, decision: Decision | None) -> CommentLine:
    said = comment.said
    when = f", {date_in_words(said.at.date())}" if said.at else ""
    tag = None
    if decision is not None:
        is_in = decision is Decision.ACCEPTED
        tag = Tag("In the letter’s margin", Tone.GREEN) if is_in else Tag("Left out", Tone.GREY)
    by = f"{said.author or 'Somebody without a name'}{when}"
    return CommentLine(by, said.anchor, said.text, decision_name(comment.key), tag)


def state_of_review(review: Review) -> str:
    """How far the review is, in a sentence."""
    rows = review.to_decide
    comments = counted(len(review.comments), "comment") if review.comments else ""
    if not rows:
        return f"There is no change to decide{f', and {comments}' if comments else ''}."
    done = sum(row.decision is not None for row in rows)
    clashes = sum(row.is_conflict for row in rows)
    words = f"{done} of {counted(len(rows), 'change')} decided."
    if clashes:
        words += f" In {counted(clashes, 'paragraph')} the letter was changed meanwhile too."
    if comments:
        words += f" {comments} in the margin."
    return words


def mark_up_href(reference: str, status: ResponseStatus) -> str:
    """The address of a draft's mark-up; "" for an issued letter and for who may not send drafts out."""
    return page_at("marked_copies.index", reference=reference) if status in UNDER_WAY else ""
