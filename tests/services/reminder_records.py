"""An office whose reminders go to a real mail server, and what arrived there."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from typing import Any

from sqlalchemy import update

from tests.fixtures.database import NOW, person
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import a_report, an_item
from tracker.domain.completion import CompletionWords
from tracker.domain.items import DeadlineDetails
from tracker.domain.mail_server import MailServer
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.vocabulary import DeadlineBasis, Precision, Role
from tracker.models.account import Account
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.models.progress import Progress
from tracker.queries.reminders import LoggedMessage, send_log
from tracker.services import completion
from tracker.services.reminders import (
    Reminder,
    reminders_now,
    send_reminders,
)

MONDAY = date(2026, 1, 12)

"""The first Monday after the accounts of the tests were made, on Wednesday 7 January."""

DAY = timedelta(days=1)

SEEN = CompletionWords("Seen on the day.", has_seen_proof=True)

NOBODY_LISTENS = MailServer("127.0.0.1", 1, "t@example.org", "https://x.example", is_starttls=False)


def at_seven(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 7, tzinfo=UTC)


@dataclass
class Office:
    """An item of a post, who holds the post, and its executive lead."""

    item: Item
    post: Post
    owner: Actor
    lead: Actor


def office(due_on: date, *, number: str = "1", **report: Any) -> Office:
    deadline = DeadlineDetails("As printed", due_on, Precision.DAY, DeadlineBasis.DATED)
    item = an_item(a_report(**report), number=number, deadlines=(deadline,))
    post, chief = a_post(), a_post("acc", "Assistant Chief Constable")
    owner = person(Role.OWNER, name="Owen Hart")
    lead = person(Role.EXECUTIVE_LEAD, name="Lena Chief")
    holds(post, owner)
    holds(chief, lead)
    return Office(allocated(item, post, executive=chief), post, owner, lead)


def send(server: MailServer | None, day: date | datetime) -> list[Reminder]:
    now = day if isinstance(day, datetime) else at_seven(day)
    return list(send_reminders(server=server, by=SYSTEM, now=now))


def told(messages: list[EmailMessage]) -> dict[str, str]:
    """Who was told what, in the subject's words."""
    found = {str(one["To"]).split(" <")[0]: str(one["Subject"]).split(": ")[1] for one in messages}
    assert len(found) == len(messages)
    return found


def propose(made: Office, by: Actor | None = None) -> None:
    completion.propose_completion(
        item=made.item,
        version=db.session.get_one(Progress, made.item.id).version,
        said=CompletionWords("The new form is in use."),
        by=by or made.owner,
        now=NOW,
        today=NOW.date(),
    )


def address(actor: Actor, email: str) -> None:
    """Give an account another address; no page does, so the row is set."""
    with db.engine.begin() as connection:
        connection.execute(update(Account).where(Account.id == actor.account_id).values(email=email))


def now_at(day: date, server: MailServer = NOBODY_LISTENS) -> list[Reminder]:
    return reminders_now(server=server, by=SYSTEM, now=at_seven(day))


def log() -> list[LoggedMessage]:
    db.session.rollback()
    return send_log(db.session(), offset=0, limit=50)
