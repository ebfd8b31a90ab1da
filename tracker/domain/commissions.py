"""Commissioning the Chief Constable's comments: where each item stands, and who may do what with its words.

The body invites the comments by a date (Police Act 1996, s.55(4)); each item goes to a post of the force.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.cleaning import is_blank
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.verdict import ALLOWED, Verdict, refused
from tracker.domain.vocabulary import Labelled, ResponseStatus

LONGEST_QUESTIONS = 5_000


class CommissionState(Labelled):
    """How far the words on one item have come."""

    PROPOSED = "proposed", "Owner proposed"
    ASKED = "asked", "Asked"
    OPENED = "opened", "Opened"
    DRAFTED = "drafted", "Drafted"
    RETURNED = "returned", "Returned"
    CLEARED = "cleared", "Cleared"

    @property
    def is_outstanding(self) -> bool:
        """Whether the owner still owes the words."""
        return self in (CommissionState.ASKED, CommissionState.OPENED, CommissionState.DRAFTED)


@dataclass(frozen=True)
class Progress:
    """The moments of one commission; `is_cleared` is the Chief Constable's word on the answer."""

    asked_at: datetime | None
    opened_at: datetime | None = None
    drafted_at: datetime | None = None
    returned_at: datetime | None = None
    is_cleared: bool = False

    @property
    def state(self) -> CommissionState:
        """How far the words have come; what came later counts, whatever was left out before."""
        if self.asked_at is None:
            return CommissionState.PROPOSED
        if self.is_cleared:
            return CommissionState.CLEARED
        for moment, state in (
            (self.returned_at, CommissionState.RETURNED),
            (self.drafted_at, CommissionState.DRAFTED),
            (self.opened_at, CommissionState.OPENED),
        ):
            if moment is not None:
                return state
        return CommissionState.ASKED


def may_read_draft(actor: Actor, *, holds_post: bool) -> Verdict:
    """An owner's draft is for the holder of the post and for the force inspection lead, for nobody else."""
    if holds_post and may(actor, Ability.ANSWER_COMMISSIONS):
        return ALLOWED
    if may(actor, Ability.CLEAR_COMMENTS):
        return ALLOWED
    return refused("This was asked of a post that you do not hold.")


def may_draft(actor: Actor, *, holds_post: bool, status: ResponseStatus, state: CommissionState) -> Verdict:
    """Whether somebody may write the draft of an item now."""
    reader = may_read_draft(actor, holds_post=holds_post)
    if not reader:
        return reader
    if state is CommissionState.PROPOSED:
        return refused("The office has not asked for this yet.")
    if status is not ResponseStatus.WITH_THE_FORCE:
        return refused(f"The response stands at “{status.label}”: it is not with the force now.")
    if state is CommissionState.CLEARED:
        return refused("The Chief Constable has cleared these comments already.")
    if state is CommissionState.RETURNED:
        return refused("It has been returned. The force inspection lead can hand it back to you.")
    return ALLOWED


def problems_with_ask(
    questions: str, due_on: date | None, *, comments_by: date, today: date
) -> dict[str, str]:
    """Each part of one request that does not hold, by its name."""
    problems = {}
    if due_on is None:
        problems["due_on"] = "Enter the day by which the owner returns it."
    elif due_on < today:
        problems["due_on"] = "The day by which the owner returns it cannot be in the past."
    elif due_on > comments_by:
        problems["due_on"] = (
            f"The owner's day cannot be after {date_in_words(comments_by)}, when the comments are due."
        )
    if len(questions) > LONGEST_QUESTIONS:
        problems["questions"] = f"This must be {LONGEST_QUESTIONS:,} characters or fewer."
    return problems


def problem_with_invitation(comments_by: date | None, today: date, last_day: date | None) -> str:
    """What does not hold in the day set for the comments (s.55(4)); "" for nothing."""
    if comments_by is None:
        return "Enter the day by which the comments are due."
    if comments_by < today:
        return "The day cannot be in the past."
    if last_day is not None and today <= last_day < comments_by:
        return f"The comments must be published by {date_in_words(last_day)}: ask for them before that day."
    return ""


@dataclass(frozen=True)
class HolderUnderEmbargo:
    """A post that is to be asked about a report under embargo, and whose account holds it."""

    post: str
    accounts: tuple[tuple[int, str], ...]


def problem_with_embargo(post: HolderUnderEmbargo, readers: frozenset[int], published_on: date) -> str:
    """Why a post may not be asked about a report under embargo, which is for its named readers; or ""."""
    until = f"The report is under embargo until {date_in_words(published_on)}"
    if not post.accounts:
        return (
            f"{until}: only its named readers may be asked, and no account is recorded for {post.post}. "
            "Record who holds the post, and name that person as a reader of the report."
        )
    strangers = [name for key, name in post.accounts if key not in readers]
    if strangers:
        return (
            f"{until}: only its named readers may be asked, and {' and '.join(strangers)} ({post.post}) "
            "is not one of them. Name that person as a reader of the report, or ask another post."
        )
    return ""


def request_text(
    *,
    owner: str,
    reference: str,
    reports: Sequence[str],
    items: Sequence[tuple[str, str, date]],
    asked_by: str,
    today: date,
    is_reminder: bool,
) -> str:
    """The words of the message that asks an owner, or reminds them; items are (name, questions, due day)."""
    titles = "; ".join(f"‘{title}’" for title in reports)
    opening = (
        "This is a reminder: the Chief Constable’s comments below have not come back yet."
        if is_reminder
        else "The PCC has invited the Chief Constable’s comments under section 55(4) of the Police Act 1996."
    )
    lines = [
        f"Dear {owner},",
        opening,
        f"Response {reference}, to {titles}. Please let me have your words on:",
    ]
    for name, questions, due_on in items:
        line = f"- {name}, by {date_in_words(due_on)}{_lateness(due_on, today)}"
        lines.append(line if is_blank(questions) else f"{line}\n  {questions}")
    lines.append(
        "You can write them in the browser under “What I am asked”, or send back the Word form. "
        "No case material, and no child’s name: the words will be published."
    )
    lines.append(asked_by)
    return "\n\n".join(lines)


def _lateness(due_on: date, today: date) -> str:
    late = (today - due_on).days
    return f" ({late} {'day' if late == 1 else 'days'} overdue)" if late > 0 else ""
