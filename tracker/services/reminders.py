"""Reminders sent: at most one message a person and day, its row in the send log taken before it leaves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from tracker.documents.email_message import Mailbox, NotAnAddress
from tracker.documents.reminder_message import reminder_message
from tracker.domain.audit import EventName, Subject, as_text, differences
from tracker.domain.dates_in_words import WEEKDAYS
from tracker.domain.london_time import london_day
from tracker.domain.mail_server import MailServer
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Conflict, Invalid
from tracker.domain.reminders import Mark
from tracker.models.base import db
from tracker.models.reminder import ReminderItem, ReminderPlan, ReminderSent, ReminderSince
from tracker.queries.reminders import message_of, reminded_accounts, reminder_plan
from tracker.services.apart import Apart, writing_apart
from tracker.services.history import record
from tracker.services.mail import MailNotSent, send_mail
from tracker.services.reminder_digests import ToldToday, told_today
from tracker.services.reports import require
from tracker.services.writing import claim, verb

SENDER_NAME = "Recommendations tracker"
NO_SERVER = MailServer("", 0, "tracker@mail.invalid", "http://127.0.0.1:5000")
"""Stands in where none is set, so that the messages can be looked at; nothing is ever sent through it."""


@dataclass(frozen=True)
class WhenSent:
    """On which day the digest goes out, and whether anything does; `version` 0: nobody has set it yet."""

    weekday: int
    is_on: bool
    version: int


@dataclass(frozen=True)
class Reminder:
    """One message, to be sent or tried; `problem` says why it cannot be written or did not leave."""

    name: str
    address: str
    subject: str
    body: str
    is_digest: bool
    problem: str = ""


def when_sent() -> WhenSent:
    """The setting: Monday, until somebody says otherwise."""
    plan = reminder_plan(db.session())
    return WhenSent(plan.weekday, plan.is_on, plan.version) if plan is not None else WhenSent(0, True, 0)


@verb
def change_reminders(*, version: int, weekday: int, is_on: bool, by: Actor, now: datetime) -> None:
    """Set the day of the weekly digest, or switch reminders off and on."""
    require(may(by, Ability.CHANGE_SETTINGS))
    if not 0 <= weekday < len(WEEKDAYS):
        raise Invalid({"weekday": "Choose the day of the week."})
    plan = reminder_plan(db.session())
    before = _facts(WhenSent(0, True, 0))
    if plan is None:
        if version != 0:
            raise Conflict("Somebody else")
        plan = ReminderPlan(weekday=weekday, is_on=is_on)
        db.session.add(plan)
    else:
        claim(plan, version, "reminder_plan")
        before = _facts(WhenSent(plan.weekday, plan.is_on, plan.version))
        plan.weekday, plan.is_on = weekday, is_on
    db.session.flush()
    changes = differences(
        Subject("reminder_plan", plan.id, "reminders"), before, _facts(WhenSent(weekday, is_on, 0))
    )
    record(name=EventName.REMINDERS_CHANGED, by=by, now=now, changes=changes)


def _facts(when: WhenSent) -> dict[str, str | None]:
    return {"weekday": WEEKDAYS[when.weekday], "is_on": as_text(when.is_on)}


def reminders_now(*, server: MailServer, by: Actor, now: datetime) -> list[Reminder]:
    """The messages that would leave if they were sent at this moment; nothing is written."""
    require(may(by, Ability.CHANGE_SETTINGS))
    when, today = when_sent(), london_day(now)
    found = []
    for account_id in reminded_accounts(db.session()) if when.is_on else ():
        told = _to_be_told(account_id, when.weekday, today)
        if told is not None and told.digest is not None:
            found.append(_written(told, server, now)[0])
    return found


def send_reminders(*, server: MailServer | None, by: Actor, now: datetime) -> Iterator[Reminder]:
    """Send everybody what there is to say today, each person's state read when their message is written.

    Gives each message that was tried. What could not leave stands in the send log and is tried again by the
    next run; two runs at once send nothing twice.
    """
    require(may(by, Ability.CHANGE_SETTINGS))
    when, today = when_sent(), london_day(now)
    if server is None:
        raise MailNotSent("No e-mail is sent from here: no server is set. Your administrator sets SMTP_HOST.")
    for account_id in reminded_accounts(db.session()) if when.is_on else ():
        # What was read for the person before is read again.
        db.session.rollback()
        told = _to_be_told(account_id, when.weekday, today)
        if told is None:
            continue
        if told.digest is not None:
            sent = _send(told, server, now)
            if sent is not None:
                yield sent
        elif told.is_weekly:
            _note_digest_day(account_id, today)


def _to_be_told(account_id: int, weekday: int, today: date) -> ToldToday | None:
    """What somebody is told today; None where today's message has left or is being sent by somebody else."""
    known = message_of(db.session(), account_id, today)
    if known is not None and not known.problem:
        return None
    return told_today(account_id=account_id, weekday=weekday, today=today)


def _written(told: ToldToday, server: MailServer, now: datetime) -> tuple[Reminder, EmailMessage | None]:
    """The message, and as it is logged; None where the address is none."""
    assert told.digest is not None
    sender = Mailbox(SENDER_NAME, server.sender)
    try:
        message = reminder_message(told.digest, base_address=server.base_address, sender=sender, at=now)
    except NotAnAddress as problem:
        said = f"{problem} Correct the address of the account or of MAIL_FROM."
        return Reminder(told.to.name, told.to.address, "", "", told.is_weekly, said), None
    body = str(message.get_content()).replace("\r\n", "\n")
    return Reminder(told.to.name, told.to.address, message["Subject"], body, told.is_weekly), message


def _send(told: ToldToday, server: MailServer, now: datetime) -> Reminder | None:
    """Take the row of the log, send, and note what came of it; None where another sender was first."""
    reminder, message = _written(told, server, now)
    key = _taken(told, reminder, now)
    if key is None:
        return None
    problem = reminder.problem
    if message is not None:
        try:
            send_mail(message, server)
        except MailNotSent as refusal:
            problem = str(refusal)
    if problem:
        _note_problem(key, problem)
    else:
        _note_sent(key, told, now)
    return Reminder(
        reminder.name, reminder.address, reminder.subject, reminder.body, reminder.is_digest, problem
    )


def _taken(told: ToldToday, reminder: Reminder, now: datetime) -> int | None:
    """The row of this person's message of today, taken by this sender alone; None where it is not to be had.

    Of any number of senders one makes the row, or changes it from one that failed.
    """
    values: dict[str, Any] = {
        "address": reminder.address,
        "subject": reminder.subject,
        "body": reminder.body,
        "is_digest": reminder.is_digest,
        "tried_at": now,
        "problem": "",
    }
    mine = (ReminderSent.account_id == told.account_id, ReminderSent.sent_on == london_day(now))
    try:
        with writing_apart(Apart.SENT_REMINDERS) as connection:
            known = connection.execute(select(ReminderSent.id, ReminderSent.tries).where(*mine)).first()
            if known is None:
                row = {"account_id": told.account_id, "sent_on": london_day(now), "tries": 1}
                made = connection.execute(insert(ReminderSent).values(**values, **row)).inserted_primary_key
                assert made is not None
                return int(made[0])
            taken = connection.execute(
                update(ReminderSent)
                .where(
                    ReminderSent.id == known.id, ReminderSent.sent_at.is_(None), ReminderSent.problem != ""
                )
                .values(**values, tries=known.tries + 1)
            )
            return known.id if taken.rowcount == 1 else None
    except IntegrityError:
        return None


def _note_problem(key: int, problem: str) -> None:
    with writing_apart(Apart.SENT_REMINDERS) as connection:
        connection.execute(update(ReminderSent).where(ReminderSent.id == key).values(problem=problem))


def _note_sent(key: int, told: ToldToday, now: datetime) -> None:
    """The message left: what it named is said, and a digest begins the next week."""
    named = [
        {"sent_id": key, "item_id": told.item_ids[one.reference], "due_on": one.due_on, "days": days}
        for one, days in _named(told)
    ]
    with writing_apart(Apart.SENT_REMINDERS) as connection:
        connection.execute(update(ReminderSent).where(ReminderSent.id == key).values(sent_at=now))
        connection.execute(insert(ReminderItem), named)
    if told.is_weekly:
        _note_digest_day(told.account_id, london_day(now))


def _named(told: ToldToday) -> Iterator[tuple[Any, int | None]]:
    """Each item of the message once, with the latest mark that it says of it."""
    digest = told.digest
    assert digest is not None
    latest: dict[str, Mark] = {}
    for mark in digest.marks:
        if mark.item not in latest or mark.days < latest[mark.item].days:
            latest[mark.item] = mark
    listed = {
        one.reference: one
        for part in (digest.overdue, digest.coming, digest.date_requests, digest.sign_offs)
        for one in part
    }
    for reference, one in sorted(listed.items()):
        yield one, latest[reference].days if reference in latest else None


def _note_digest_day(account_id: int, today: date) -> None:
    try:
        with writing_apart(Apart.SENT_REMINDERS) as connection:
            moved = connection.execute(
                update(ReminderSince).where(ReminderSince.account_id == account_id).values(since_on=today)
            )
            if moved.rowcount == 0:
                connection.execute(insert(ReminderSince).values(account_id=account_id, since_on=today))
    except IntegrityError:
        # Another sender noted the same day in the same moment.
        return
