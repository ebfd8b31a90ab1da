"""The verbs of mark-up outside and of promises, each walked once."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.fixtures.database import TODAY
from tests.services.marked_records import marked
from tracker.domain.commitments import CommitmentDetails, CommitmentKind, CommitmentState, Outcome
from tracker.domain.draft_marks import Decision
from tracker.models.base import db
from tracker.models.response import Response
from tracker.services import commitments, marked_copies, marked_decisions, marked_reviews
from tracker.services.promises import promises_of


def walk_mark_up(walk: Callable[..., Any], by: Any, response: Response) -> None:
    """A draft goes out; one copy is applied and another set aside."""
    response.office_block = response.addressee_block = "An office"
    response.salutation, response.closing, response.opening = "Dear reader", "Yours sincerely", "I comment."
    response.signatory_name = response.signatory_title = response.subject = "Ines Roe"
    db.session.commit()
    draft = walk(marked_copies.send_draft, response=response)
    _, content = marked_copies.draft_file(response=response, number=draft.number, by=by)
    back: dict[str, Any] = {"response": response, "name": "marked.docx"}
    copy = walk(marked_copies.receive_copy, content=marked(content, {"Reviews are": ("are", "were")}), **back)
    review = marked_reviews.review_of(copy=copy, by=by, today=TODAY)
    decisions = {row.text.key: Decision.ACCEPTED for row in review.to_decide}
    walk(marked_decisions.keep_decisions, copy=copy, version=1, decisions=decisions)
    walk(marked_decisions.apply_copy, copy=copy, version=2, seen=review.seen, decisions=decisions)
    other = walk(marked_copies.receive_copy, content=content, **back)
    walk(marked_copies.set_copy_aside, copy=other, version=1)


def walk_promises(walk: Callable[..., Any], by: Any, response: Response) -> None:
    """An issued letter promises: one sentence is decided, a repeating duty is added, both are followed up."""
    due = CommitmentDetails(CommitmentKind.DUE, "Reviews.", "Head of Reviews", date(2026, 6, 1))
    promise = promises_of(response=response, by=by, today=TODAY).undecided[0]
    made = walk(commitments.decide_promise, response=response, key=promise.key, details=due)
    walk(commitments.change_commitment, commitment=made, version=1, details=due)
    done = Outcome(CommitmentState.DONE, TODAY, "All were reviewed.")
    walk(commitments.settle_commitment, commitment=made, version=2, outcome=done)
    yearly = CommitmentDetails(CommitmentKind.REPEATING, "A list.", "Head of Reviews", TODAY, 12)
    duty = walk(commitments.add_commitment, response=response, item=None, voice=None, details=yearly)
    walk(commitments.record_time_done, commitment=duty, version=1, done_on=TODAY, words="Listed.")
