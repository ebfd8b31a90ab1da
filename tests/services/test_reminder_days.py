"""The day of the digest, several senders at once, and who sets it."""

import threading
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.fixtures.database import NOW, person
from tests.fixtures.mail import Arrived
from tests.services.reminder_records import (
    DAY,
    MONDAY,
    NOBODY_LISTENS,
    log,
    now_at,
    office,
    send,
    told,
)
from tracker.domain.mail_server import MailServer
from tracker.domain.permissions import SYSTEM
from tracker.domain.redactions import REDACTED
from tracker.domain.refusals import Conflict, Invalid, NotAllowed
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.reminder import ReminderItem, ReminderSince
from tracker.queries.events import event_count, timeline
from tracker.queries.redactions import places
from tracker.services.mail import MailNotSent
from tracker.services.reminders import (
    Reminder,
    change_reminders,
    reminders_now,
    send_reminders,
    when_sent,
)


def test_the_day_is_london_s_whatever_the_server_s(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    summer = date(2026, 6, 8)
    office(summer + 28 * DAY)
    send(mail, datetime(2026, 6, 7, 22, 59, tzinfo=UTC))
    assert arrived() == []
    send(mail, datetime(2026, 6, 7, 23, 1, tzinfo=UTC))
    assert told(arrived()) == {"Owen Hart": "1 due soon"}


def test_the_digest_comes_on_the_day_that_was_chosen(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    office(MONDAY + 28 * DAY)
    change_reminders(version=0, weekday=3, is_on=True, by=SYSTEM, now=NOW)
    assert send(mail, NOW) == []
    send(mail, MONDAY)
    # A digest of the Thursday before was due, when nobody had anything to be told.
    assert told(arrived()) == {"Owen Hart": "1 due soon"}
    send(mail, MONDAY + 13 * DAY)
    assert arrived() == []
    send(mail, MONDAY + 17 * DAY)
    assert told(arrived()) == {"Owen Hart": "1 due soon"}


def test_reminders_that_are_switched_off_do_not_leave(register: Flask, mail: MailServer) -> None:
    office(MONDAY - DAY)
    change_reminders(version=0, weekday=0, is_on=False, by=SYSTEM, now=NOW)
    assert now_at(MONDAY) == []
    assert send(mail, MONDAY) == []


def test_without_a_server_nothing_is_written(register: Flask) -> None:
    office(MONDAY - DAY)
    with pytest.raises(MailNotSent, match="SMTP_HOST"):
        send(None, MONDAY)
    assert log() == []


def test_looking_writes_nothing_and_shows_what_then_leaves(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    office(MONDAY - DAY)
    shown = now_at(MONDAY, mail)
    assert db.session.scalar(select(func.count()).select_from(ReminderSince)) == 0
    assert log() == []
    sent = send(mail, MONDAY)
    assert sent == shown
    bodies = [str(one.get_content()).replace("\r\n", "\n") for one in arrived()]
    assert bodies == [one.body for one in shown]
    assert now_at(MONDAY, mail) == []


def test_sending_is_no_act_of_the_register(register: Flask, mail: MailServer) -> None:
    office(MONDAY - DAY)
    before = event_count(db.session())
    send(mail, MONDAY)
    assert len(log()) == 2
    assert event_count(db.session()) == before


def test_a_sender_that_was_broken_off_is_not_doubled_that_day_and_made_good_on_the_next(
    register: Flask, mail: MailServer, arrived: Arrived, monkeypatch: pytest.MonkeyPatch
) -> None:
    office(MONDAY - DAY)

    class PulledOutError(BaseException):
        """The plug, in mid-sending."""

    def break_off(*_: object) -> None:
        raise PulledOutError

    with monkeypatch.context() as broken:
        broken.setattr("tracker.services.reminders.send_mail", break_off)
        with pytest.raises(PulledOutError):
            send(mail, MONDAY)
    send(mail, MONDAY)
    assert told(arrived()) == {"Owen Hart": "1 overdue"}
    assert {row.name: (row.sent_at, row.problem) for row in log()}["Lena Chief"] == (None, "")
    send(mail, MONDAY + DAY)
    assert told(arrived()) == {"Lena Chief": "1 overdue"}


def test_several_senders_at_once_send_each_message_once(
    either_register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    office(MONDAY - DAY)
    senders = 6
    together = threading.Barrier(senders)
    sent: list[Reminder] = []

    def sender() -> None:
        with either_register.app_context():
            together.wait()
            sent.extend(send(mail, MONDAY))

    threads = [threading.Thread(target=sender) for _ in range(senders)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(one.name for one in sent) == ["Lena Chief", "Owen Hart"]
    assert told(arrived()) == {"Owen Hart": "1 overdue", "Lena Chief": "1 overdue"}
    assert [(row.tries, row.problem) for row in log()] == [(1, "")] * 2
    assert db.session.scalar(select(func.count()).select_from(ReminderItem)) == 2


def test_words_that_are_redacted_are_found_in_what_was_sent(register: Flask, mail: MailServer) -> None:
    made = office(MONDAY - DAY)
    send(mail, MONDAY)
    found = places(db.session(), made.item.text, REDACTED)
    assert [place.column for place in found if place.table == "reminder_sent"] == ["body", "body"]


def test_the_day_is_set_by_an_administrator_with_one_event(register: Flask) -> None:
    admin = person(Role.ADMINISTRATOR, name="Ada Lowe")
    assert when_sent().weekday == 0
    change_reminders(version=0, weekday=2, is_on=True, by=admin, now=NOW)
    assert (when_sent().weekday, when_sent().is_on) == (2, True)
    (event,) = timeline(db.session(), [("reminder_plan", 1)], limit=5)
    assert [(line.field, line.before, line.after) for line in event.changes] == [
        ("weekday", "Monday", "Wednesday")
    ]


def test_two_administrators_do_not_overwrite_each_other(register: Flask) -> None:
    admin = person(Role.ADMINISTRATOR, name="Ada Lowe")
    change_reminders(version=0, weekday=2, is_on=True, by=admin, now=NOW)
    with pytest.raises(Conflict, match="Ada Lowe"):
        change_reminders(version=0, weekday=4, is_on=True, by=admin, now=NOW)
    change_reminders(version=when_sent().version, weekday=4, is_on=True, by=admin, now=NOW)
    assert when_sent().weekday == 4


def test_a_day_that_is_none_is_refused(register: Flask) -> None:
    with pytest.raises(Invalid, match="day of the week"):
        change_reminders(version=0, weekday=7, is_on=True, by=SYSTEM, now=NOW)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_sets_looks_or_sends(register: Flask, role: Role) -> None:
    actor = person(role)
    with pytest.raises(NotAllowed):
        change_reminders(version=0, weekday=1, is_on=True, by=actor, now=NOW)
    with pytest.raises(NotAllowed):
        reminders_now(server=NOBODY_LISTENS, by=actor, now=NOW)
    with pytest.raises(NotAllowed):
        list(send_reminders(server=NOBODY_LISTENS, by=actor, now=NOW))
