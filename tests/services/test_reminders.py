"""Reminders on their way: to a real mail server, once, and as the register stands when they leave."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from tests.fixtures.app import change
from tests.fixtures.database import NOW, person
from tests.fixtures.mail import StartMail
from tests.services.date_records import SEPT, a_dated_item
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import a_report, an_item
from tracker.domain.completion import CompletionWords
from tracker.domain.items import DeadlineDetails
from tracker.domain.mail_server import MailServer
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.redactions import REDACTED
from tracker.domain.refusals import Conflict, Invalid, NotAllowed
from tracker.domain.vocabulary import DeadlineBasis, Precision, Role
from tracker.models.account import Account
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.models.progress import Progress
from tracker.models.reminder import ReminderItem, ReminderSince
from tracker.queries.events import event_count, timeline
from tracker.queries.redactions import places
from tracker.queries.reminders import LoggedMessage, send_log
from tracker.services import completion
from tracker.services.covers import record_cover
from tracker.services.mail import MailNotSent
from tracker.services.reminders import (
    Reminder,
    change_reminders,
    reminders_now,
    send_reminders,
    when_sent,
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


@pytest.fixture
def mail(start_mail: StartMail) -> MailServer:
    return start_mail()


@pytest.fixture
def arrived(tmp_path: Path) -> Callable[[], list[EmailMessage]]:
    """What has come in since it was last asked."""
    seen = 0

    def fresh() -> list[EmailMessage]:
        nonlocal seen
        files = sorted(tmp_path.glob("*.eml"), key=lambda path: int(path.stem))
        new, seen = files[seen:], len(files)
        return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in new]

    return fresh


def send(server: MailServer | None, day: date | datetime) -> list[Reminder]:
    now = day if isinstance(day, datetime) else at_seven(day)
    return list(send_reminders(server=server, by=SYSTEM, now=now))


def told(messages: list[EmailMessage]) -> dict[str, str]:
    """Who was told what, in the subject's words."""
    found = {str(one["To"]).split(" <")[0]: str(one["Subject"]).split(": ")[1] for one in messages}
    assert len(found) == len(messages)
    return found


Arrived = Callable[[], list[EmailMessage]]


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


def propose(made: Office, by: Actor | None = None) -> None:
    completion.propose_completion(
        item=made.item,
        version=db.session.get_one(Progress, made.item.id).version,
        said=CompletionWords("The new form is in use."),
        by=by or made.owner,
        now=NOW,
        today=NOW.date(),
    )


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


def test_a_message_that_could_not_leave_is_logged_and_tried_again_without_doubling(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    office(MONDAY - DAY)
    (first, second) = send(NOBODY_LISTENS, MONDAY)
    assert "cannot be reached" in first.problem
    assert "cannot be reached" in second.problem
    assert [(row.problem == first.problem, row.tries, row.sent_at) for row in log()] == [(True, 1, None)] * 2
    assert [one.problem for one in send(mail, MONDAY)] == ["", ""]
    assert told(arrived()) == {"Owen Hart": "1 overdue", "Lena Chief": "1 overdue"}
    assert [(row.problem, row.tries) for row in log()] == [("", 2)] * 2
    assert send(mail, MONDAY) == []
    assert arrived() == []


def test_what_is_settled_before_it_is_tried_again_does_not_leave(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    made = office(MONDAY - DAY)
    assert len(send(NOBODY_LISTENS, MONDAY)) == 2
    propose(made)
    assert send(mail, MONDAY) == []
    assert arrived() == []


def test_a_refused_address_leaves_the_others_their_messages(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    made = office(MONDAY - DAY)
    address(made.owner, "no@example.org")
    problems = {one.name: one.problem for one in send(mail, MONDAY)}
    assert problems["Lena Chief"] == ""
    assert "550 no such mailbox" in problems["Owen Hart"]
    assert told(arrived()) == {"Lena Chief": "1 overdue"}
    address(made.owner, "owen@example.org")
    send(mail, MONDAY + DAY)
    assert told(arrived()) == {"Owen Hart": "1 overdue"}


def test_an_account_without_a_usable_address_is_logged_with_what_to_do(
    register: Flask, mail: MailServer
) -> None:
    made = office(MONDAY - DAY)
    address(made.owner, "nowhere")
    problems = {one.name: one.problem for one in send(mail, MONDAY)}
    assert problems["Owen Hart"].startswith("“nowhere” is not an e-mail address. Correct")


def address(actor: Actor, email: str) -> None:
    """Give an account another address; no page does, so the row is set."""
    with db.engine.begin() as connection:
        connection.execute(update(Account).where(Account.id == actor.account_id).values(email=email))


def test_an_account_that_was_disabled_is_not_written_to(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    made = office(MONDAY - DAY)
    assert made.owner.account_id is not None
    change(register, made.owner.account_id, roles=[Role.OWNER], is_enabled=False)
    send(mail, MONDAY)
    assert told(arrived()) == {"Lena Chief": "1 overdue"}


def test_nothing_under_embargo_is_in_a_message_until_the_day_it_opens(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    reader = person(Role.OWNER, name="Rea Der")
    made = office(
        MONDAY + 2 * DAY,
        published_on=MONDAY + DAY,
        is_embargoed=True,
        reader_ids=(reader.account_id,),
    )
    holds(made.post, reader)
    send(mail, MONDAY)
    assert arrived() == []
    send(mail, MONDAY + 7 * DAY)
    assert set(told(arrived())) == {"Owen Hart", "Lena Chief", "Rea Der"}


def test_what_opened_after_the_digest_is_told_on_its_day(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    """The date passed while nobody could know of the item: it is told as soon as it opens."""
    office(MONDAY, published_on=MONDAY + 2 * DAY, is_embargoed=True)
    send(mail, MONDAY)
    send(mail, MONDAY + DAY)
    assert arrived() == []
    send(mail, MONDAY + 2 * DAY)
    assert set(told(arrived())) == {"Owen Hart", "Lena Chief"}


def test_an_item_given_after_the_digest_of_that_day_is_not_forgotten(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    made = office(MONDAY - 2 * DAY)
    send(mail, MONDAY)
    assert told(arrived()) == {"Owen Hart": "1 overdue", "Lena Chief": "1 overdue"}
    other = a_post("head-of-custody", "Head of Custody")
    holds(other, person(Role.OWNER, name="Nia New"))
    send(mail, MONDAY)
    allocated(made.item, other, executive=None, now=at_seven(MONDAY) + timedelta(hours=5))
    send(mail, MONDAY + DAY)
    assert told(arrived()) == {"Nia New": "1 overdue"}


def test_what_comes_back_from_sign_off_late_is_told_again_to_nobody_but_counts_as_new_for_who_never_heard(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    made = office(MONDAY + DAY)
    checker = person(Role.SIGNING_OFF, name="Ines Roe")
    propose(made)
    send(mail, MONDAY + 7 * DAY)
    assert set(told(arrived())) == {"Ines Roe"}
    when = MONDAY + 8 * DAY
    completion.send_back(
        item=made.item,
        version=db.session.get_one(Progress, made.item.id).version,
        said=CompletionWords("The form is missing."),
        by=checker,
        now=at_seven(when),
        today=when,
    )
    send(mail, when)
    assert told(arrived()) == {"Owen Hart": "1 overdue", "Lena Chief": "1 overdue"}


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


def now_at(day: date, server: MailServer = NOBODY_LISTENS) -> list[Reminder]:
    return reminders_now(server=server, by=SYSTEM, now=at_seven(day))


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


def log() -> list[LoggedMessage]:
    db.session.rollback()
    return send_log(db.session(), offset=0, limit=50)


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
