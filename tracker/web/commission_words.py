"""What the commission page says: the state in words, each item's progress, the messages to owners."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.commissions import CommissionState
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.london_time import london_day
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import ResponseStatus
from tracker.services.commission_views import CommissionsInFull, ItemAsked, OwnerAsked
from tracker.web.addresses import page_at
from tracker.web.item_words import first_words
from tracker.web.presenting import Tag, Tone, counted, in_a_row

TONES = {
    CommissionState.PROPOSED: Tone.GREY,
    CommissionState.ASKED: Tone.AMBER,
    CommissionState.OPENED: Tone.AMBER,
    CommissionState.DRAFTED: Tone.BLUE,
    CommissionState.RETURNED: Tone.BLUE,
    CommissionState.CLEARED: Tone.GREEN,
}


@dataclass(frozen=True)
class AskedLine:
    """One item, whom it was asked of, and how far it is; the links are "" where there is nothing to do."""

    reference: str
    heading: str
    text: str
    owner: str
    due: str
    state: Tag
    ask_href: str
    ask_words: str
    propose_href: str
    draft_href: str
    hand_back_href: str
    comments_href: str


@dataclass(frozen=True)
class OwnerLine:
    """One owner with the message to send."""

    post: str
    slug: str
    holders: str
    owed: str
    message: str
    form_href: str
    email_href: str
    upload_href: str


@dataclass(frozen=True)
class CommissionPage:
    """Everything the page prints."""

    reference: str
    version: int
    state: str
    is_invited: bool
    email_text: str
    has_email: bool
    items: tuple[AskedLine, ...]
    owners: tuple[OwnerLine, ...]
    may_invite: Verdict
    may_hand_over: Verdict
    shows_invite: bool
    shows_hand_over: bool
    is_lead: bool


def commission_page(full: CommissionsInFull, by: Actor, today: date) -> CommissionPage:
    """The page for one person."""
    is_lead = bool(may(by, Ability.CLEAR_COMMENTS))
    return CommissionPage(
        reference=full.reference,
        version=full.version,
        state=state_in_words(full, today),
        is_invited=full.comments_by is not None,
        email_text=full.email_text,
        has_email=bool(full.send_to),
        items=tuple(_line(full, one, is_lead, today) for one in full.items),
        owners=tuple(_owner(full, one, by) for one in full.owners),
        may_invite=full.may_invite,
        may_hand_over=full.may_hand_over,
        shows_invite=full.status is ResponseStatus.PREPARING and (bool(full.may_invite) or not is_lead),
        shows_hand_over=full.status is ResponseStatus.WITH_THE_FORCE and is_lead,
        is_lead=is_lead,
    )


def state_in_words(full: CommissionsInFull, today: date) -> str:
    """Since when the comments are asked for, by when, and how far they are."""
    if full.comments_by is None or full.invited_at is None:
        return "The Chief Constable’s comments have not been invited yet."
    since, until = date_in_words(london_day(full.invited_at)), date_in_words(full.comments_by)
    invited = f"Invited on {since} by {full.invited_by}, due by {until}"
    late = (today - full.comments_by).days
    if late > 0 and full.status is ResponseStatus.WITH_THE_FORCE:
        invited += f", {counted(late, 'day')} overdue"
    done = [
        f"{full.count(state)} {state.label.lower()}"
        for state in reversed(CommissionState)
        if state is not CommissionState.PROPOSED and full.count(state)
    ]
    asked = sum(full.count(state) for state in CommissionState if state is not CommissionState.PROPOSED)
    if asked < len(full.items):
        done.append(f"{len(full.items) - asked} not asked")
    return (
        f"{full.status.label}. {invited}. {counted(len(full.items), 'item')} for the force: {in_a_row(done)}."
    )


def _line(full: CommissionsInFull, one: ItemAsked, is_lead: bool, today: date) -> AskedLine:
    due = date_in_words(one.due_on) if one.due_on else ""
    if one.is_late and one.due_on:
        due += f" ({counted((today - one.due_on).days, 'day')} overdue)"
    is_asked = one.state not in (None, CommissionState.PROPOSED)
    is_returned = one.state is CommissionState.RETURNED
    ref: dict[str, str] = {"reference": full.reference, "item": one.reference}
    may_ask = bool(full.may_ask) and one.state is not CommissionState.CLEARED
    return AskedLine(
        reference=one.reference,
        heading=one.heading,
        text=first_words(one.text, 120),
        owner=one.post or "Nobody yet",
        due=due or "No day yet",
        state=Tag(one.state.label, TONES[one.state]) if one.state else Tag("Not asked", Tone.GREY),
        ask_href=page_at("commissions.ask", **ref) if may_ask else "",
        ask_words="Ask again" if is_asked else "Ask an owner",
        propose_href=page_at("commissions.propose", **ref) if full.may_propose and not is_asked else "",
        draft_href=page_at("asked.show", item=one.reference) if is_lead and is_asked else "",
        hand_back_href=page_at("commissions.give_back", **ref) if is_lead and is_returned else "",
        comments_href=page_at("answers.edit", **ref) if is_lead and is_asked else "",
    )


def _owner(full: CommissionsInFull, one: OwnerAsked, by: Actor) -> OwnerLine:
    names = in_a_row([f"{name} ({address})" for name, address in one.holders])
    may_ask = bool(may(by, Ability.COMMISSION_OWNERS))
    ref = {"reference": full.reference, "slug": one.slug}
    return OwnerLine(
        post=one.post,
        slug=one.slug,
        holders=names or "No account is recorded for this post: send the Word form.",
        owed=in_a_row([item.reference for item in one.owed]) or "Nothing: all is returned.",
        message=one.message if may_ask else "",
        form_href=page_at("commissions.word_form", **ref) if may_ask else "",
        email_href=page_at("commissions.request_email", **ref)
        if may_ask and one.holders and one.owed and by.account_id
        else "",
        upload_href=page_at("asked.word_form", **ref) if may(by, Ability.CLEAR_COMMENTS) else "",
    )
