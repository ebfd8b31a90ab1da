"""The chase list in words: how many words are wanted, each message as it would be read, the send log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from flask import url_for

from tracker.domain.chasing import ChaseState
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.london_time import london_day
from tracker.queries.chasing import ChaseRow
from tracker.queries.meeting_items import ItemAsked
from tracker.services.chase_sending import Tried
from tracker.services.chasing import ChaseList, OwnerToTell, PersonToAsk, state_of
from tracker.web.addresses import page_at
from tracker.web.item_words import first_words
from tracker.web.presenting import Tag, Tone, counted, in_a_row, moment_in_words

TONES = {
    ChaseState.WAITING: Tone.AMBER,
    ChaseState.BEING_SENT: Tone.GREY,
    ChaseState.SENT: Tone.GREEN,
    ChaseState.NOT_SENT: Tone.RED,
    ChaseState.BROKEN_OFF: Tone.AMBER,
    ChaseState.BY_HAND: Tone.GREEN,
}
NOTES = {
    ChaseState.WAITING: "It leaves with the next press of the button, if a word is still wanted.",
    ChaseState.BROKEN_OFF: "Whether it left is not known. The person can be asked again tomorrow.",
}
LONGEST_MAILTO = 1_900
"""Characters of an address that every mail program opens; a longer message is copied."""


@dataclass(frozen=True)
class MessageLine:
    """One person with the message; `mailto` opens it in a mail program, "" where it is too long for that."""

    key: int
    name: str
    heading: str
    address: str
    subject: str
    body: str
    problem: str
    mailto: str
    state: Tag | None
    is_left: bool


@dataclass(frozen=True)
class TellLine:
    """An owner to be told otherwise."""

    post: str
    holder: str
    items: str


@dataclass(frozen=True)
class OwnerlessLine:
    """An item without a word that has no owner."""

    reference: str
    href: str
    text: str


@dataclass(frozen=True)
class AskedLine:
    """One line of who was asked when."""

    moment: str
    name: str
    items: str
    asked_by: str
    state: Tag
    note: str
    subject: str
    body: str


@dataclass(frozen=True)
class ChasePage:
    """Everything that the chase list prints; `why_not` says why nobody can be asked now."""

    title: str
    board: str
    back_href: str
    state: str
    since: str
    has_server: bool
    why_not: str
    left: int
    send_words: str
    send_href: str
    by_hand_words: str
    by_hand_href: str
    people: tuple[MessageLine, ...]
    to_tell: tuple[TellLine, ...]
    without_owner: tuple[OwnerlessLine, ...]
    allocate_href: str
    asked: tuple[AskedLine, ...]
    is_complete: bool


def chase_page(found: ChaseList, has_server: bool, now: datetime) -> ChasePage:
    """The chase list as its page prints it."""
    meeting, board = found.meeting, found.board
    reference, on = board.reference, meeting.on.isoformat()
    reachable = [person for person in found.left if not person.problem]
    left = len(reachable) if has_server else len(found.left)
    return ChasePage(
        title=f"Chase list for {date_in_words(meeting.on)}",
        board=board.name,
        back_href=url_for("meetings.show", board=reference, on=on),
        state=_state_in_words(found),
        since=f"An update counts for this meeting from {moment_in_words(found.since)}.",
        has_server=has_server,
        why_not=found.may_ask.reason,
        left=left,
        send_words=f"Send {counted(len(reachable), 'message')}",
        send_href=url_for("chasing.send", board=reference, on=on),
        by_hand_words=f"Note that {_people(len(found.left))} asked",
        by_hand_href=url_for("chasing.by_hand", board=reference, on=on) if found.left else "",
        people=tuple(_message(person) for person in found.people),
        to_tell=tuple(_to_tell(owner) for owner in found.to_tell),
        without_owner=tuple(_ownerless(item) for item in found.without_owner),
        allocate_href=page_at("allocations.index"),
        asked=tuple(_asked(row, now) for row in found.log),
        is_complete=not found.owing,
    )


def _people(number: int) -> str:
    return "1 person was" if number == 1 else f"{number:,} people were"


def _state_in_words(found: ChaseList) -> str:
    today = f"The cut-off is {date_in_words(found.meeting.cut_off_on)}."
    if not found.expected:
        return "No open item of this board waits for a word."
    if not found.owing:
        return f"Every open item has an update: {found.expected:,} of {found.expected:,}. {today}"
    verb = "has" if len(found.owing) == 1 else "have"
    return f"{len(found.owing):,} of {counted(found.expected, 'item')} {verb} no update yet. {today}"


def _message(person: PersonToAsk) -> MessageLine:
    letter = person.letter
    mailto = f"mailto:{quote(letter.to_address.strip(), safe='@')}?subject={quote(person.subject)}"
    mailto += f"&body={quote(person.body.replace(chr(10), chr(13) + chr(10)))}"
    return MessageLine(
        key=person.account_id,
        name=letter.to_name,
        heading=f"{letter.to_name}: {counted(len(letter.items), 'item')}",
        address=letter.to_address,
        subject=person.subject,
        body=person.body,
        problem=f"{person.problem} Tell the person otherwise." if person.problem else "",
        mailto=mailto if not person.problem and len(mailto) <= LONGEST_MAILTO else "",
        state=Tag(f"{person.today.label} today", TONES[person.today]) if person.today else None,
        is_left=person.is_left,
    )


def _to_tell(owner: OwnerToTell) -> TellLine:
    return TellLine(
        owner.post, owner.holder or "Nobody is recorded as its holder", in_a_row(owner.references)
    )


def _ownerless(item: ItemAsked) -> OwnerlessLine:
    href = url_for("items.show", reference=item.reference)
    return OwnerlessLine(item.reference, href, first_words(item.heading or item.text, 140))


def _asked(row: ChaseRow, now: datetime) -> AskedLine:
    state = state_of(row, now)
    note = row.problem or NOTES.get(state, "")
    if state is ChaseState.WAITING and row.asked_on != london_day(now):
        note = "It was never sent."
    return AskedLine(
        moment=moment_in_words(row.sent_at or row.asked_at),
        name=row.name,
        items=counted(row.items, "item"),
        asked_by=row.asked_by,
        state=Tag(state.label, TONES[state]),
        note=f"{note} Tried {counted(row.tries, 'time')}.".strip() if row.tries > 1 else note,
        subject=row.subject,
        body=row.body,
    )


def sent_in_words(tried: Sequence[Tried]) -> str:
    """What came of a press of the button."""
    failed = [one.name for one in tried if one.problem]
    sent = len(tried) - len(failed)
    said = f"{counted(sent, 'message')} sent." if sent else ""
    if failed:
        names = in_a_row(failed)
        said += f" Not sent to {names}: the reason stands below. It is tried again with the next press."
    return said.strip()
