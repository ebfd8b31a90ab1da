"""Reminders on their way: what is told to whom, and when."""

from datetime import date

from flask import Flask
from sqlalchemy import select

from tests.fixtures.database import NOW, person
from tests.fixtures.mail import Arrived
from tests.services.date_records import SEPT, a_dated_item
from tests.services.ownership_records import holds
from tests.services.reminder_records import (
    DAY,
    MONDAY,
    SEEN,
    at_seven,
    log,
    now_at,
    office,
    propose,
    send,
    told,
)
from tracker.domain.mail_server import MailServer
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.progress import Progress
from tracker.models.reminder import ReminderSince
from tracker.services import completion
from tracker.services.covers import record_cover


def test_the_digest_of_the_week_names_a_mark_once(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    office(MONDAY + 28 * DAY)
    for day in (9, 10, 11):
        assert send(mail, date(2026, 1, day)) == []
    send(mail, MONDAY)
    (one,) = arrived()
    assert one["To"] == "Owen Hart <owen.hart@example.org>"
    assert "Due in 28 days, on Monday 9 February." in str(one.get_content())
    assert "https://x.example/items/R2025-01-REC1" in str(one.get_content())
    for days in (0, 1, 7):
        send(mail, MONDAY + days * DAY)
    assert arrived() == []
    send(mail, MONDAY + 14 * DAY)
    assert told(arrived()) == {"Owen Hart": "1 due soon"}


def test_a_digest_with_nothing_to_say_is_not_sent_and_its_week_is_over(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    office(MONDAY + 29 * DAY)
    send(mail, MONDAY)
    assert arrived() == []
    assert log() == []
    assert set(db.session.scalars(select(ReminderSince.since_on))) == {MONDAY}
    # The mark was crossed on the Tuesday: it waits for the next digest.
    send(mail, MONDAY + DAY)
    assert arrived() == []
    send(mail, MONDAY + 7 * DAY)
    assert told(arrived()) == {"Owen Hart": "1 due soon"}


def test_a_digest_that_was_missed_goes_out_on_the_next_day(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    office(MONDAY + 28 * DAY)
    send(mail, MONDAY + 2 * DAY)
    assert told(arrived()) == {"Owen Hart": "1 due soon"}


def test_the_first_day_overdue_is_told_at_once_to_the_owner_and_the_executive_lead(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    office(MONDAY + DAY)
    send(mail, MONDAY)
    assert told(arrived()) == {"Owen Hart": "1 due soon"}
    send(mail, MONDAY + DAY)
    assert arrived() == []
    send(mail, MONDAY + 2 * DAY)
    assert told(arrived()) == {"Owen Hart": "1 overdue", "Lena Chief": "1 overdue"}
    send(mail, MONDAY + 3 * DAY)
    assert arrived() == []
    send(mail, MONDAY + 7 * DAY)
    assert told(arrived()) == {"Lena Chief": "1 overdue"}


def test_what_was_done_before_the_message_is_written_is_not_in_it(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    made = office(MONDAY - DAY)
    checker = person(Role.SIGNING_OFF, name="Ines Roe")
    assert [one.name for one in now_at(MONDAY)] == ["Lena Chief", "Owen Hart"]
    propose(made)
    send(mail, MONDAY)
    assert told(arrived()) == {"Ines Roe": "1 waiting for you"}
    version = db.session.get_one(Progress, made.item.id).version
    completion.sign_off(
        item=made.item, version=version, said=SEEN, by=checker, now=at_seven(MONDAY), today=MONDAY
    )
    send(mail, MONDAY + 7 * DAY)
    assert arrived() == []


def test_a_proposal_waits_with_who_may_sign_it_off_and_never_with_who_made_it(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    made = office(MONDAY + 60 * DAY)
    both = person(Role.SIGNING_OFF, Role.OWNER, name="Bea Both")
    holds(made.post, both)
    person(Role.SIGNING_OFF, name="Ines Roe")
    propose(made)
    send(mail, MONDAY)
    (one,) = arrived()
    assert one["To"] == "Ines Roe <ines.roe@example.org>"
    assert "Waiting for your sign-off (1)" in str(one.get_content())


def test_a_date_that_was_asked_for_waits_with_the_executive_lead(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    dated = a_dated_item()
    person(Role.FORCE_INSPECTION_LEAD, name="Fay Lead")
    dated.wants(SEPT)
    send(mail, MONDAY)
    (one,) = arrived()
    assert one["To"] == "Lena Marsh <lena.marsh@example.org>"
    assert "More time is asked for: agree, refuse or send back (1)" in str(one.get_content())


def test_a_date_that_an_executive_lead_asked_for_waits_with_others(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    dated = a_dated_item()
    person(Role.FORCE_INSPECTION_LEAD, name="Fay Lead")
    dated.wants(SEPT, by=dated.lead)
    send(mail, MONDAY)
    assert told(arrived()) == {"Fay Lead": "1 waiting for you"}


def test_who_covers_for_the_owner_is_told_from_the_first_day_of_the_cover(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    made = office(MONDAY - DAY)
    cover = person(Role.OWNER, name="Cora Vere")
    record_cover(
        post=made.post,
        account_id=cover.account_id,
        from_on=MONDAY + DAY,
        to_on=MONDAY + 9 * DAY,
        reason="Leave",
        by=SYSTEM,
        now=NOW,
    )
    send(mail, MONDAY)
    assert "Cora Vere" not in told(arrived())
    send(mail, MONDAY + DAY)
    assert told(arrived()) == {"Cora Vere": "1 overdue"}
