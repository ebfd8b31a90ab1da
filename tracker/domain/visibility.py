"""Which lines of the history a person may read: drafts and accounts are not for everybody."""

from tracker.domain.audit import EventName
from tracker.domain.permissions import Ability, Actor, may, may_read_chief_constable, may_read_pcc
from tracker.domain.response_plan import PlanStep
from tracker.domain.verdict import ALLOWED, Verdict, refused
from tracker.domain.vocabulary import ResponseStatus, Role

ACCOUNT_EVENTS = frozenset({EventName.ACCOUNT_CREATED, EventName.ACCOUNT_CHANGED, EventName.PASSWORD_CHANGED})

FORCE_FIELDS = frozenset({"chief_constable", "chief_constable_cleared_on", "chief_constable_cleared_by"})
PCC_FIELDS = frozenset({"pcc", "reply", "stance", "stance_reason"})
LEAD_ONLY_FIELDS = frozenset({"draft", "taken"})
"""What the owner of an item has drafted; the letter prints what was cleared, never this."""
PLAN_FIELDS = frozenset(
    f"{step.value}_{part}" for step in PlanStep for part in ("planned_on", "done_on", "done_by")
)
OPEN_LETTER_FIELDS = frozenset(
    {
        "status",
        "letter_dated",
        "comments_by",
        "published_on",
        "layout",
        "reports",
        "holders_confirmed_on",
        "marking",
    }
)
"""What may be known of a letter before it is issued; the rest is the office's draft."""

SHOWN_KINDS = frozenset(
    {
        "report",
        "item",
        "action",
        "response",
        "answer",
        "commission",
        "post_account",
        "cover",
        "margin_comment",
        "commitment",
        "plan",
        "sent_draft",
        "marked_copy",
        "body",
        "letterhead",
        "delegation",
        "post",
        "holding",
        "account",
        "redaction",
        "reminder_plan",
        "letter_reading",
        "stored_file",
        "export",
        "board",
        "board_person",
        "board_agency",
        "paper",
        "paper_part",
        "meeting",
        "meeting_text",
        "board_question",
    }
)
"""Subjects whose lines are shown; a redaction also names texts of the history, drafts and search columns."""


def may_read_about_accounts(actor: Actor) -> Verdict:
    """Who may sign in, and whose password was changed, is for the administrator and the auditor to know."""
    if actor.is_system or actor.roles & {Role.ADMINISTRATOR, Role.AUDITOR}:
        return ALLOWED
    return refused("Only the Administrator or the Auditor may read about accounts.")


def is_shown(subject_kind: str) -> bool:
    """Whether a change to this kind of subject is a line of the history at all."""
    return subject_kind in SHOWN_KINDS


def status_of_line(status: ResponseStatus | None, seq: int, opened: int | None) -> ResponseStatus | None:
    """How far a letter had come for a line of its history: what was told before its correction was opened had
    been issued, whatever is being prepared since.

    `opened` is the event that opened the correction being prepared, if one is.
    """
    return ResponseStatus.ISSUED if opened is not None and seq < opened else status


def may_read_change(
    actor: Actor,
    *,
    subject_kind: str,
    field: str,
    status: ResponseStatus | None,
    is_commissioned: bool = False,
) -> Verdict:
    """Whether somebody may read the words of a changed field; `status` is where its letter stands now.

    None stands for a letter that is not known here, and is treated as one that is being prepared. An answer
    that `is_commissioned` has a history of words which nobody had cleared yet: the force's own until issue.
    """
    status = status or ResponseStatus.PREPARING
    if subject_kind == "account":
        return may_read_about_accounts(actor)
    if subject_kind == "board_question":
        return may(actor, Ability.READ_QUESTIONS)
    if subject_kind == "meeting_text":
        return may(actor, Ability.READ_BOARD_DRAFTS)
    if subject_kind in ("paper", "paper_part"):
        # What is published of a paper is its final copy.
        return may(actor, Ability.READ_BOARD_DRAFTS)
    if subject_kind == "margin_comment":
        return may(actor, Ability.COMMENT_IN_MARGIN)
    if subject_kind == "commission":
        is_draft = field in LEAD_ONLY_FIELDS
        return may(actor, Ability.CLEAR_COMMENTS if is_draft else Ability.READ_COMMISSIONS)
    if subject_kind == "answer" and field == "chief_constable":
        return may_read_chief_constable(actor, status, is_withheld=is_commissioned)
    if subject_kind == "answer" and field in FORCE_FIELDS:
        return may_read_chief_constable(actor, status)
    if subject_kind == "answer" and field in PCC_FIELDS:
        return may_read_pcc(actor, status)
    if subject_kind == "plan" and field not in PLAN_FIELDS:
        return may_read_pcc(actor, status)
    if subject_kind == "response" and field not in OPEN_LETTER_FIELDS:
        return may_read_pcc(actor, status)
    return ALLOWED
