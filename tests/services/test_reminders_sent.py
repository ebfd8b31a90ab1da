"""Reminders that could not leave, or may not: failures, disabled accounts, embargoes."""

from datetime import timedelta

from flask import Flask

from tests.fixtures.app import change
from tests.fixtures.database import person
from tests.fixtures.mail import Arrived
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.reminder_records import (
    DAY,
    MONDAY,
    NOBODY_LISTENS,
    address,
    at_seven,
    log,
    office,
    propose,
    send,
    told,
)
from tracker.domain.completion import CompletionWords
from tracker.domain.mail_server import MailServer
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.progress import Progress
from tracker.services import completion


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
