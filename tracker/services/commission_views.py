"""Who was asked, how far each of them is, and what to say to those who have not answered."""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.documents.email_message import Attachment, Email, Mailbox, write_eml
from tracker.documents.invitation import WORD_TYPE
from tracker.domain.commissions import CommissionState, may_draft, may_read_draft, request_text
from tracker.domain.items import heading_of
from tracker.domain.london_time import london_day
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import NotHere
from tracker.domain.response_moves import Move
from tracker.domain.response_rules import may_move
from tracker.domain.verdict import Verdict, refused
from tracker.domain.vocabulary import ResponseStatus
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.response import Response
from tracker.queries.commissions import (
    CommissionRow,
    commissions_of,
    holders_of_post,
    newest_invitation,
    posts_held,
)
from tracker.queries.responses import reports_of
from tracker.services.commissions import progress_of
from tracker.services.invitations import FileToHandOut, items_to_ask, sender_of
from tracker.services.letter_states import state_of
from tracker.services.owner_drafts import form_file, get_form
from tracker.services.reports import require


@dataclass(frozen=True)
class ItemAsked:
    """One item for the force, with whom it was asked of and how far the words are; no word of theirs."""

    item_id: int
    reference: str
    heading: str
    text: str
    version: int
    post: str
    slug: str
    state: CommissionState | None
    due_on: date | None
    questions: str
    is_late: bool


@dataclass(frozen=True)
class OwnerAsked:
    """One post that was asked, who holds it, what it still owes, and the message that says so."""

    post: str
    slug: str
    holders: tuple[tuple[str, str], ...]
    owed: tuple[ItemAsked, ...]
    message: str
    form_version: int


@dataclass(frozen=True)
class CommissionsInFull:
    """All that a letter asks of the force."""

    reference: str
    version: int
    status: ResponseStatus
    comments_by: date | None
    invited_at: datetime | None
    invited_by: str
    email_text: str
    send_to: str
    items: tuple[ItemAsked, ...]
    owners: tuple[OwnerAsked, ...]
    may_invite: Verdict
    may_hand_over: Verdict
    may_ask: Verdict
    may_propose: Verdict

    def count(self, state: CommissionState) -> int:
        """How many items stand there."""
        return sum(one.state is state for one in self.items)


def commissions_in_full(*, response: Response, by: Actor, today: date) -> CommissionsInFull:
    """Gather what was asked about a letter; progress for the office, words for nobody here."""
    require(may(by, Ability.READ_COMMISSIONS))
    session = db.session()
    rows = {row.item.id: row for row in commissions_of(session, response.id)}
    items = tuple(_item(item, rows.get(item.id), today) for item in items_to_ask(response))
    invitation = newest_invitation(session, response.id)
    facts = state_of(response=response, today=today).facts
    hand_over = may_move(by, Move.RETURN, facts)
    if hand_over and (waiting := [one for one in items if _is_waiting(one)]):
        names = ", ".join(one.reference for one in waiting)
        hand_over = refused(f"Not cleared by the Chief Constable yet: {names}.")
    ask = may(by, Ability.COMMISSION_OWNERS)
    if ask and response.status is not ResponseStatus.WITH_THE_FORCE:
        ask = refused("Owners are asked while the response is with the force.")
    propose = may(by, Ability.CLEAR_COMMENTS)
    if propose and response.status is not ResponseStatus.PREPARING:
        propose = refused("Owners are proposed while the response is being prepared.")
    return CommissionsInFull(
        reference=response.reference,
        version=response.version,
        status=response.status,
        comments_by=invitation.comments_by if invitation else None,
        invited_at=invitation.invited_at if invitation else None,
        invited_by=invitation.invited_by if invitation else "",
        email_text=invitation.email_text if invitation else "",
        send_to=invitation.send_to if invitation else "",
        items=items,
        owners=_owners(response, items, list(rows.values()), by, today),
        may_invite=may_move(by, Move.INVITE, facts),
        may_hand_over=hand_over,
        may_ask=ask,
        may_propose=propose,
    )


def _is_waiting(one: ItemAsked) -> bool:
    return one.state not in (None, CommissionState.PROPOSED, CommissionState.CLEARED)


def _item(item: Item, row: CommissionRow | None, today: date) -> ItemAsked:
    commission = row.commission if row else None
    state = progress_of(row.commission, row.answer).state if row else None
    due_on = commission.due_on if commission else None
    return ItemAsked(
        item_id=item.id,
        reference=item.reference,
        heading=heading_of(item.kind, item.number, item.heading),
        text=item.text,
        version=commission.version if commission else 0,
        post=row.post.title if row else "",
        slug=row.post.slug if row else "",
        state=state,
        due_on=due_on,
        questions=commission.questions if commission else "",
        is_late=bool(state and state.is_outstanding and due_on and due_on < today),
    )


def _owners(
    response: Response, items: tuple[ItemAsked, ...], rows: list[CommissionRow], by: Actor, today: date
) -> tuple[OwnerAsked, ...]:
    session = db.session()
    titles = [report.title for report in reports_of(session, response)]
    asked = [row for row in rows if row.commission.asked_at is not None]
    posts = {row.post.id: row.post for row in asked}
    owners = []
    for key, post in sorted(posts.items(), key=lambda one: one[1].title):
        own = [row for row in asked if row.post.id == key]
        owed = tuple(one for one in items if one.slug == post.slug and one.state and one.state.is_outstanding)
        holders = [(name, email) for _, name, email in holders_of_post(session, key, today)]
        first = min(row.commission.asked_at for row in own if row.commission.asked_at)
        message = request_text(
            owner=holders[0][0] if len(holders) == 1 else post.title,
            reference=response.reference,
            reports=titles,
            items=[(f"{one.heading} ({one.reference})", one.questions, one.due_on or today) for one in owed],
            asked_by=by.name,
            today=today,
            is_reminder=london_day(first) < today,
        )
        version = max(row.commission.form_version for row in own)
        owners.append(
            OwnerAsked(post.title, post.slug, tuple(holders), owed, message if owed else "", version)
        )
    return tuple(owners)


def request_eml(*, reference: str, post: str, by: Actor, now: datetime, today: date) -> FileToHandOut:
    """The message to one owner with the Word form, to send; NotHere without anybody to write to."""
    require(may(by, Ability.COMMISSION_OWNERS))
    form = get_form(reference=reference, post=post, by=by, today=today)
    full = commissions_in_full(response=form.response, by=by, today=today)
    owner = next(one for one in full.owners if one.slug == form.post.slug)
    if not owner.holders or not owner.owed:
        raise NotHere(f"There is nobody to write to at {form.post.title}, or nothing to ask for.")
    made = form_file(form=form, today=today)
    email = Email(
        sender=sender_of(by),
        to=tuple(Mailbox(name, address) for name, address in owner.holders),
        cc=(),
        subject=f"Chief Constable's comments for {form.response.reference}",
        body=owner.message,
        at=now,
        attachments=(Attachment(made.name, made.content, WORD_TYPE),),
    )
    return FileToHandOut(f"{form.response.reference} {form.post.slug}.eml", write_eml(email))


@dataclass(frozen=True)
class OwnDraft:
    """What the owner, or the force inspection lead, sees of one request: the words and where they stand."""

    row: CommissionRow
    state: CommissionState
    is_holder: bool
    may_write: Verdict
    comments: str


def own_draft(*, row: CommissionRow, by: Actor, today: date) -> OwnDraft:
    """One request with the draft; NotAllowed for who neither holds the post nor clears the comments."""
    holds = row.commission.post_id in posts_held(db.session(), by.account_id, today)
    require(may_read_draft(by, holds_post=holds))
    state = progress_of(row.commission, row.answer).state
    return OwnDraft(
        row,
        state,
        holds,
        may_draft(by, holds_post=holds, status=row.response.status, state=state),
        # What the inspection lead makes of the words is read by the owner once the letter is issued.
        row.answer.chief_constable if row.answer and may(by, Ability.CLEAR_COMMENTS) else "",
    )
