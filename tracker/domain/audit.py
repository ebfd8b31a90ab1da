"""The history: the names of events with their sentences, and the digests that chain them.

A digest covers a text and its salt, never the text alone, so that a short text cannot be guessed from it
once it has been redacted. The chain covers the digests, so it verifies with or without the texts.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tracker.domain.vocabulary import Labelled

Value = str | int | bool | date | None
GENESIS = "0" * 64
EVENT_TEXT = "event_text"
"""The kind of subject under which a redaction names the history's own texts."""


class EventName(Labelled):
    """What can happen, with the sentence that tells it."""

    REPORT_ADDED = "report_added", "added the report"
    REPORT_CHANGED = "report_changed", "changed the report"
    PUBLICATION_CONFIRMED = "publication_confirmed", "confirmed the publication date"
    REPORTS_LINKED = "reports_linked", "linked an earlier and a later report"
    ITEM_ADDED = "item_added", "added the item"
    ITEM_CHANGED = "item_changed", "changed the item"
    ITEM_TAKEN_OFF = "item_taken_off", "took the item off the list"
    ITEM_PUT_BACK = "item_put_back", "put the item back on the list"
    ITEMS_LINKED = "items_linked", "linked an earlier and a later item"
    RESPONSE_STARTED = "response_started", "started a response"
    RESPONSE_CHANGED = "response_changed", "changed the letter"
    HOLDERS_CONFIRMED = "holders_confirmed", "confirmed the names in the letter"
    PUBLICATION_RECORDED = "publication_recorded", "recorded when the comments were published"
    RESPONSE_SUBMITTED = "response_submitted", "submitted the letter for approval"
    RESPONSE_SENT_BACK = "response_sent_back", "sent the letter back"
    RESPONSE_APPROVED = "response_approved", "approved the letter"
    APPROVAL_RECORDED = "approval_recorded", "recorded an approval given elsewhere"
    APPROVAL_FELL = "approval_fell", "found that the approval no longer covers the letter"
    LETTER_ISSUED = "letter_issued", "issued the letter"
    CORRECTION_OPENED = "correction_opened", "opened a corrected version of the letter"
    RESPONSE_WITHDRAWN = "response_withdrawn", "withdrew the letter"
    DELEGATION_RECORDED = "delegation_recorded", "recorded a delegation to approve and sign"
    DELEGATION_ENDED = "delegation_ended", "set the end of a delegation"
    PLAN_CHANGED = "plan_changed", "changed the plan"
    STEP_RECORDED = "step_recorded", "recorded that a step of the plan happened"
    COPY_RECORDED = "copy_recorded", "recorded that a copy was sent"
    PROOF_ATTACHED = "proof_attached", "attached a proof"
    PROOF_WITHDRAWN = "proof_withdrawn", "withdrew a proof"
    ANSWER_CHANGED = "answer_changed", "changed the answer"
    MARGIN_COMMENTED = "margin_commented", "commented in the margin"
    MARGIN_RESOLVED = "margin_resolved", "resolved a comment in the margin"
    COMMENTS_INVITED = "comments_invited", "invited the Chief Constable's comments and asked the owners"
    COMMENTS_HANDED_OVER = "comments_handed_over", "handed the Chief Constable's comments to the office"
    OWNER_PROPOSED = "owner_proposed", "proposed who answers for an item"
    OWNER_ASKED = "owner_asked", "asked an owner for the Chief Constable's comments"
    COMMENTS_DRAFTED = "comments_drafted", "saved a draft of the Chief Constable's comments"
    COMMENTS_RETURNED = "comments_returned", "returned a draft of the Chief Constable's comments"
    COMMENTS_HANDED_BACK = "comments_handed_back", "handed a draft back to its owner"
    POST_ACCOUNT_RECORDED = "post_account_recorded", "recorded which account holds a post"
    COMMENTS_CLEARED = "comments_cleared", "recorded that the Chief Constable's comments are cleared"
    LETTER_READ = "letter_read", "put a past letter up for review"
    LETTER_IMPORTED = "letter_imported", "brought in a past letter"
    LETTER_SET_ASIDE = "letter_set_aside", "set a past letter aside without bringing it in"
    COMMITMENT_MADE = "commitment_made", "recorded a commitment"
    NOT_A_PROMISE = "not_a_promise", "marked a sentence as not a promise"
    COMMITMENT_CHANGED = "commitment_changed", "changed a commitment"
    COMMITMENT_SETTLED = "commitment_settled", "recorded what came of a commitment"
    COMMITMENT_DONE_AGAIN = "commitment_done_again", "recorded that a repeating duty was done"
    DRAFT_SENT_OUT = "draft_sent_out", "made a draft for mark-up outside"
    COPY_RECEIVED = "copy_received", "took in a marked-up copy"
    COPY_DECIDED = "copy_decided", "decided on changes of a marked-up copy"
    COPY_APPLIED = "copy_applied", "took the accepted changes of a marked-up copy into the letter"
    COPY_SET_ASIDE = "copy_set_aside", "set a marked-up copy aside"
    BODY_RECORDED = "body_recorded", "recorded a body"
    LETTERHEAD_RECORDED = "letterhead_recorded", "recorded a letterhead"
    POST_RECORDED = "post_recorded", "recorded a post"
    HOLDING_RECORDED = "holding_recorded", "recorded who holds a post"
    HOLDING_CONFIRMED = "holding_confirmed", "confirmed who holds a post"
    SIGNATURE_ADDED = "signature_added", "added a signature image"
    ACCOUNT_CREATED = "account_created", "created an account"
    ACCOUNT_CHANGED = "account_changed", "changed an account"
    PASSWORD_CHANGED = "password_changed", "changed the password of an account"
    REDACTION_ASKED = "redaction_asked", "asked for a redaction"
    REDACTION_CONFIRMED = "redaction_confirmed", "confirmed a redaction"
    REDACTION_REFUSED = "redaction_refused", "refused a redaction"
    STATES_BEGUN = "states_begun", "began to hold the dated states of items recorded before"
    ITEMS_ALLOCATED = "items_allocated", "said whose the item is"
    COVER_RECORDED = "cover_recorded", "recorded who covers a post"
    COVER_ENDED = "cover_ended", "ended the cover of a post early"
    HANDED_OVER = "handed_over", "handed the work of a person over"
    UPDATE_RECORDED = "update_recorded", "recorded an update"
    ACTION_ADDED = "action_added", "added an action"
    ACTION_CHANGED = "action_changed", "changed an action"
    ACTION_SETTLED = "action_settled", "recorded what came of an action"
    ACTION_REOPENED = "action_reopened", "opened an action again"
    ACTION_DONE_AGAIN = "action_done_again", "recorded that a duty was done"
    TARGET_SET = "target_set", "set a local target"
    DATE_ASKED = "date_asked", "asked for another date"
    DATE_DECIDED = "date_decided", "decided on a date that was asked for"
    DATE_WITHDRAWN = "date_withdrawn", "withdrew a request for another date"
    DEADLINE_MET = "deadline_met", "recorded that a printed deadline was met"
    PROGRESS_PROOF_ADDED = "progress_proof_added", "added a proof of progress"
    PROGRESS_PROOF_WITHDRAWN = "progress_proof_withdrawn", "withdrew a proof of progress"
    COMPLETION_PROPOSED = "completion_proposed", "proposed that the item is complete"
    PROPOSAL_WITHDRAWN = "proposal_withdrawn", "withdrew the proposal of completion"
    COMPLETION_SENT_BACK = "completion_sent_back", "sent the proposal of completion back"
    COMPLETION_SIGNED_OFF = "completion_signed_off", "signed off completion"
    SIGN_OFF_WITHDRAWN = "sign_off_withdrawn", "withdrew the sign-off"
    CORRESPONDENCE_RECORDED = "correspondence_recorded", "recorded a letter of the inspectorate"
    RATING_OVERRIDDEN = "rating_overridden", "overrode the rating"
    OVERRIDE_ENDED = "override_ended", "ended the override of the rating"
    ITEM_CONTINUED = "item_continued", "continued the work under a later item"
    RATING_RULE_SET = "rating_rule_set", "set the thresholds of the rating rule"
    REMINDERS_CHANGED = "reminders_changed", "changed when reminders go out"
    BOARD_RECORDED = "board_recorded", "recorded a board or group"
    BOARD_CHANGED = "board_changed", "changed a board or group"
    BOARD_PEOPLE_CHANGED = "board_people_changed", "changed who sits on a board"
    BOARD_ITEMS_CHANGED = "board_items_changed", "changed what a board oversees"
    BOARD_PAPERS_CHANGED = "board_papers_changed", "changed how the papers of a board look"
    MEETING_PLANNED = "meeting_planned", "planned a meeting"
    MEETING_CHANGED = "meeting_changed", "changed a meeting"
    MEETING_MOVED = "meeting_moved", "moved a meeting on"
    ATTENDANCE_RECORDED = "attendance_recorded", "recorded who came to a meeting"
    DECISION_NOTED = "decision_noted", "noted a decision of a meeting"
    ITEM_RAISED = "item_raised", "raised the item to the board above"
    BOARD_TEXT_EDITED = "board_text_edited", "edited the text for the board"
    OWNERS_CHASED = "owners_chased", "asked owners for their updates"
    PAPER_DRAFTED = "paper_drafted", "drafted a board paper"
    PAPER_EDITED = "paper_edited", "edited a board paper"
    PAPER_DROPPED = "paper_dropped", "took a board paper out of its meeting"
    FINAL_COPY_MADE = "final_copy_made", "made the final copy of a pack"
    FINAL_COPY_CORRECTED = "final_copy_corrected", "corrected the final copy of a pack"
    QUESTION_ANSWERED = "question_answered", "recorded the answer to a question for the Chief Constable"


@dataclass(frozen=True)
class Subject:
    """What a change is about. The reference must hold no typed text: it stays for ever."""

    kind: str
    id: int
    reference: str


@dataclass(frozen=True)
class Change:
    """One field of one subject, before and after."""

    subject: Subject
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class DigestedChange:
    """A change as the chain holds it."""

    subject: Subject
    field: str
    before_digest: str | None
    after_digest: str | None


def emptied_text(seq: int, position: int, side: str, redacted: str) -> Change:
    """How a redaction's event names a text of the history that it emptied, with what is shown instead."""
    return Change(Subject(EVENT_TEXT, seq, f"event {seq}"), f"{side} {position}", None, redacted)


def as_text(value: Value) -> str | None:
    """A value in the one form both databases and all versions agree on (dates ISO, yes/no words)."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def digest(salt: str, text: str) -> str:
    """SHA-256, in hex, of a salted text."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def event_hash(
    *,
    seq: int,
    at: datetime,
    actor_name: str,
    account_id: int | None,
    name: str,
    reason_digest: str | None,
    changes: Iterable[DigestedChange],
    previous_hash: str,
) -> str:
    """SHA-256, in hex, of everything an event row says and the hash of the event before it."""
    body = {
        "seq": seq,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": actor_name,
        "account": account_id,
        "name": name,
        "reason": reason_digest,
        "changes": [
            [c.subject.kind, c.subject.id, c.subject.reference, c.field, c.before_digest, c.after_digest]
            for c in changes
        ],
        "previous": previous_hash,
    }
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def differences(
    subject: Subject, before: dict[str, str | None], after: dict[str, str | None]
) -> list[Change]:
    """The fields that differ, in the order of `after`; one that is blank on both sides is no change."""
    return [
        Change(subject, field, before.get(field), value)
        for field, value in after.items()
        if (before.get(field) or None) != (value or None)
    ]
