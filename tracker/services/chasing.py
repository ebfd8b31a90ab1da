"""Asking owners for the updates a meeting waits for: one message a person, meeting and day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage

from tracker.documents.chase_message import chase_body, chase_message, chase_subject
from tracker.documents.email_message import Mailbox, NotAnAddress
from tracker.domain.audit import Change, EventName
from tracker.domain.chasing import ChaseLetter, ChaseState, ItemWanted, may_chase, state_of_chase
from tracker.domain.london_time import london_day
from tracker.domain.mail_server import MailServer
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Invalid
from tracker.domain.verdict import Verdict
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.meeting import Chase, ChaseItem, Meeting
from tracker.queries.chasing import (
    ChaseRow,
    PersonOfPosts,
    chases_of,
    people_of_posts,
)
from tracker.queries.meeting_items import ItemAsked, items_asked, updates_count_from
from tracker.queries.offices import holder_of, posts
from tracker.services.history import record
from tracker.services.meetings import may_run, subject_of_meeting
from tracker.services.reports import require
from tracker.services.writing import verb

SENDER_NAME = "Recommendations tracker"
TRIED_TODAY = frozenset({ChaseState.SENT, ChaseState.BY_HAND, ChaseState.BEING_SENT, ChaseState.BROKEN_OFF})
"""What became of today's message of a person to whom no other goes today."""


@dataclass(frozen=True)
class PersonToAsk:
    """Somebody with items without a word: the message exactly as it would leave, and what left before.

    `problem` says why no e-mail can reach the person. `today` is what became of today's message, None where
    there is none yet.
    """

    account_id: int
    letter: ChaseLetter
    item_ids: tuple[int, ...]
    subject: str
    body: str
    problem: str
    today: ChaseState | None

    @property
    def is_left(self) -> bool:
        """Whether the person is still to be asked today."""
        return self.today not in TRIED_TODAY


@dataclass(frozen=True)
class OwnerToTell:
    """A post with items without a word, for which nobody can sign in; `holder` is "" where none is known."""

    post: str
    holder: str
    references: tuple[str, ...]


@dataclass(frozen=True)
class ChaseList:
    """Who is to be asked for a meeting, who cannot be by e-mail, and who was asked when."""

    meeting: Meeting
    board: Board
    since: datetime
    expected: int
    owing: tuple[ItemAsked, ...]
    people: tuple[PersonToAsk, ...]
    to_tell: tuple[OwnerToTell, ...]
    without_owner: tuple[ItemAsked, ...]
    log: tuple[ChaseRow, ...]
    may_ask: Verdict

    @property
    def left(self) -> tuple[PersonToAsk, ...]:
        """Those who are still to be asked today."""
        return tuple(person for person in self.people if person.is_left)


def chase_list(*, meeting: Meeting, base_address: str, by: Actor, now: datetime) -> ChaseList:
    """The chase list as it stands at this moment; nothing is written."""
    require(may_run(board_id=meeting.board_id, by=by, today=london_day(now)))
    return list_now(meeting, base_address, by, now)


def list_now(meeting: Meeting, base_address: str, by: Actor, now: datetime) -> ChaseList:
    """The chase list, for those who have asked whether the person may run the meeting."""
    session, today = db.session(), london_day(now)
    board = session.get_one(Board, meeting.board_id)
    since = updates_count_from(session, meeting)
    expected = items_asked(session, board.id, since, today)
    owing = [item for item in expected if not item.is_updated]
    log = chases_of(session, meeting.id)
    people = _people(meeting, board, owing, log, base_address, by, now)
    reached = {key for person in people for key in person.item_ids}
    return ChaseList(
        meeting=meeting,
        board=board,
        since=since,
        expected=len(expected),
        owing=tuple(owing),
        people=tuple(people),
        to_tell=tuple(_to_tell([row for row in owing if row.item_id not in reached], today)),
        without_owner=tuple(row for row in owing if row.owner_post_id is None),
        log=tuple(log),
        may_ask=may_chase(meeting.status, meeting.on, today),
    )


def _people(
    meeting: Meeting,
    board: Board,
    owing: list[ItemAsked],
    log: list[ChaseRow],
    base_address: str,
    by: Actor,
    now: datetime,
) -> list[PersonToAsk]:
    today = london_day(now)
    wanted = {row.owner_post_id for row in owing if row.owner_post_id is not None}
    asked_today = {row.account_id: row for row in log if row.asked_on == today}
    found = []
    for person in people_of_posts(db.session(), wanted, today):
        rows = [row for row in owing if row.owner_post_id in person.posts]
        letter = _letter(meeting, board, person, rows, by.name, today)
        sent = asked_today.get(person.account_id)
        found.append(
            PersonToAsk(
                account_id=person.account_id,
                letter=letter,
                item_ids=tuple(row.item_id for row in rows),
                subject=chase_subject(letter),
                body=chase_body(letter, base_address),
                problem=_why_unreachable(letter, now),
                today=state_of(sent, now) if sent is not None else None,
            )
        )
    return found


def _letter(
    meeting: Meeting, board: Board, person: PersonOfPosts, rows: list[ItemAsked], asked_by: str, today: date
) -> ChaseLetter:
    items = tuple(
        ItemWanted(
            row.reference, row.heading or row.text, f"/items/{row.reference}/update", row.last_update_on
        )
        for row in rows
    )
    return ChaseLetter(
        to_name=person.name,
        to_address=person.email,
        board=board.name,
        meeting_on=meeting.on,
        cut_off_on=meeting.cut_off_on,
        asked_by=asked_by,
        on=today,
        items=items,
    )


def state_of(row: ChaseRow, now: datetime) -> ChaseState:
    """What became of a message of the log."""
    return state_of_chase(
        is_by_hand=row.is_by_hand, tried_at=row.tried_at, sent_at=row.sent_at, problem=row.problem, now=now
    )


def _why_unreachable(letter: ChaseLetter, now: datetime) -> str:
    """Why no e-mail can be written to the person, "" where one can."""
    try:
        message_to(letter, MailServer("", 0, "tracker@mail.invalid", "http://127.0.0.1"), now)
    except NotAnAddress as problem:
        return str(problem)
    return ""


def message_to(letter: ChaseLetter, server: MailServer, now: datetime) -> EmailMessage:
    """The message as it leaves; raises NotAnAddress."""
    sender = Mailbox(SENDER_NAME, server.sender)
    return chase_message(letter, base_address=server.base_address, sender=sender, at=now)


def _to_tell(rows: list[ItemAsked], today: date) -> Iterator[OwnerToTell]:
    """The owners for whom nobody can sign in, by post, with the holder of the post on the day."""
    session = db.session()
    unreached = {row.owner_post_id for row in rows}
    for post in posts(session):
        if post.id in unreached:
            holder = holder_of(session, post, today)
            references = tuple(row.reference for row in rows if row.owner_post_id == post.id)
            yield OwnerToTell(post.title, holder.person_name if holder is not None else "", references)


@verb
def ask_owners(
    *,
    meeting: Meeting,
    base_address: str,
    is_by_hand: bool,
    only: int | None = None,
    by: Actor,
    now: datetime,
) -> list[int]:
    """Note that everybody who is left is asked today, or `only` one of them; gives the accounts.

    By hand they were told by the secretary; else each message then leaves with `send_asked`, and nobody is
    noted as asked twice on one day.
    """
    require(may_run(board_id=meeting.board_id, by=by, today=london_day(now)))
    found = list_now(meeting, base_address, by, now)
    require(found.may_ask)
    session, today = db.session(), london_day(now)
    known = {row.account_id: row for row in found.log if row.asked_on == today}
    asked = [
        person
        for person in found.left
        if only in (None, person.account_id)
        and (is_by_hand or (person.account_id not in known and not person.problem))
    ]
    if not asked:
        raise Invalid({"": "Everybody who can be asked was asked today already."})
    for person in asked:
        if (before := known.get(person.account_id)) is not None:
            # A message that could not leave: the person was told all the same.
            row = session.get_one(Chase, before.key)
            row.is_by_hand, row.problem = True, ""
        else:
            _noted(meeting, person, is_by_hand=is_by_hand, by=by, now=now)
    names = "; ".join(person.letter.to_name for person in asked)
    subject = subject_of_meeting(meeting)
    record(name=EventName.OWNERS_CHASED, by=by, now=now, changes=[Change(subject, "asked", None, names)])
    return [person.account_id for person in asked]


def _noted(meeting: Meeting, person: PersonToAsk, *, is_by_hand: bool, by: Actor, now: datetime) -> None:
    """Add the row of a person's message of today."""
    session = db.session()
    row = Chase(
        meeting_id=meeting.id,
        account_id=person.account_id,
        asked_on=london_day(now),
        asked_at=now,
        asked_by=by.name,
        is_by_hand=is_by_hand,
        address=person.letter.to_address,
        subject=person.subject,
        body=person.body,
    )
    session.add(row)
    session.flush()
    session.add_all(ChaseItem(chase_id=row.id, item_id=key) for key in person.item_ids)
