"""Sending the messages that ask owners for their updates: of any number of senders one takes each."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, update

from tracker.documents.email_message import NotAnAddress
from tracker.domain.chasing import ChaseState
from tracker.domain.london_time import london_day
from tracker.domain.mail_server import MailServer
from tracker.domain.permissions import Actor
from tracker.models.base import db
from tracker.models.meeting import Chase, ChaseItem, Meeting
from tracker.queries.chasing import ChaseRow, chases_of
from tracker.services.apart import Apart, writing_apart
from tracker.services.chasing import PersonToAsk, list_now, message_to, state_of
from tracker.services.mail import MailNotSent, send_mail
from tracker.services.meetings import may_run
from tracker.services.reports import require

PATIENCE = 25.0
"""Seconds that one press of the button sends for; what is left then waits for the next press."""


@dataclass(frozen=True)
class Tried:
    """One message that was tried now; `problem` is "" where it left."""

    name: str
    problem: str


def send_asked(*, meeting: Meeting, server: MailServer | None, by: Actor, now: datetime) -> Iterator[Tried]:
    """Send today's messages of a meeting that have not left, each as it would read at this moment.

    Of any number of senders one takes each message. Somebody who has said a word since is not written to.
    """
    require(may_run(board_id=meeting.board_id, by=by, today=london_day(now)))
    if server is None:
        raise MailNotSent("No e-mail is sent from here: no server is set. Your administrator sets SMTP_HOST.")
    until = time.monotonic() + PATIENCE
    key, today = meeting.id, london_day(now)
    waiting = [row for row in chases_of(db.session(), key) if row.asked_on == today]
    for row in waiting:
        if state_of(row, now) not in (ChaseState.WAITING, ChaseState.NOT_SENT) or time.monotonic() > until:
            continue
        # What was read for the person before is read again.
        db.session.rollback()
        found = list_now(db.session.get_one(Meeting, key), server.base_address, by, now)
        person = next((one for one in found.people if one.account_id == row.account_id), None)
        if person is None or not found.may_ask or not _take(row, person, now):
            continue
        yield Tried(person.letter.to_name, _send(row.key, person, server, now))


def _take(row: ChaseRow, person: PersonToAsk, now: datetime) -> bool:
    """Take a message for this sender alone, with its words of this moment; False where another was first."""
    with writing_apart(Apart.SENT_CHASES) as connection:
        taken = connection.execute(
            update(Chase)
            .where(
                Chase.id == row.key,
                Chase.tries == row.tries,
                Chase.sent_at.is_(None),
                Chase.is_by_hand.is_(False),
            )
            .values(
                address=person.letter.to_address,
                subject=person.subject,
                body=person.body,
                tried_at=now,
                tries=row.tries + 1,
                problem="",
            )
        )
        if taken.rowcount != 1:
            return False
        connection.execute(delete(ChaseItem).where(ChaseItem.chase_id == row.key))
        connection.execute(
            insert(ChaseItem), [{"chase_id": row.key, "item_id": item_id} for item_id in person.item_ids]
        )
    return True


def _send(key: int, person: PersonToAsk, server: MailServer, now: datetime) -> str:
    """Send one message and note what came of it; gives the problem, "" where it left."""
    problem = ""
    try:
        send_mail(message_to(person.letter, server, now), server)
    except NotAnAddress as refusal:
        problem = f"{refusal} Correct the address of the account or of MAIL_FROM."
    except MailNotSent as refusal:
        problem = str(refusal)
    with writing_apart(Apart.SENT_CHASES) as connection:
        came_of_it = {"problem": problem} if problem else {"sent_at": now}
        connection.execute(update(Chase).where(Chase.id == key).values(**came_of_it))
    return problem
