"""The chase list: whose word is wanted, one message each, and nobody twice."""

from datetime import date, timedelta

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.fixtures.mail import Arrived
from tests.services.chase_records import BASE, LATER, MEETS_ON, NOBODY_LISTENS, chased, meets
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import a_report, an_item
from tests.services.reminder_records import address
from tests.services.test_covers import covered
from tests.services.update_records import updated
from tracker.domain.chasing import ChaseState
from tracker.domain.mail_server import MailServer
from tracker.domain.meetings import MeetingMove
from tracker.domain.permissions import SYSTEM
from tracker.domain.refusals import Invalid, NotAllowed
from tracker.domain.vocabulary import ForWhom, Role
from tracker.models.base import db
from tracker.queries.chasing import words_wanted
from tracker.queries.events import event_count, timeline
from tracker.services import chase_sending
from tracker.services.chase_sending import send_asked
from tracker.services.chasing import chase_list
from tracker.services.mail import MailNotSent
from tracker.services.meetings import move_meeting
from tracker.services.offices import HoldingDetails, record_holding
from tracker.services.updates import say_nothing_new

DAY = timedelta(days=1)


def test_each_owner_has_one_message_with_every_item_without_a_word(register: Flask) -> None:
    made = chased("1", "2", "3")
    updated(made.items[1], made.owner, now=LATER)
    (one,) = made.seen().people
    assert [item.reference for item in one.letter.items] == ["R2025-01-REC1", "R2025-01-REC3"]
    assert one.letter.to_name == "Owen Hart"
    assert (made.seen().expected, len(made.seen().owing)) == (3, 2)


def test_nothing_new_is_a_word_too(register: Flask) -> None:
    made = chased("1")
    say_nothing_new(item=made.items[0], seen=0, by=made.owner, now=LATER)
    assert made.seen().people == ()


def test_a_word_before_the_last_meeting_is_none_for_this_one(register: Flask) -> None:
    made = chased("1")
    updated(made.items[0], made.owner, now=LATER)
    last = meets(made.board, made.secretary, TODAY, TODAY)
    assert [one.letter.items[0].last_update_on for one in made.seen(NOW + DAY).people] == [TODAY]
    assert last.on == TODAY


def test_the_message_goes_to_who_holds_and_who_covers_the_post_today(register: Flask) -> None:
    made = chased("1")
    covered(made.post, SYSTEM, person(Role.OWNER, name="Cy Cover"), TODAY, TODAY + 9 * DAY)
    assert [one.letter.to_name for one in made.seen().people] == ["Cy Cover", "Owen Hart"]
    assert [one.letter.to_name for one in made.seen(NOW + 9 * DAY).people] == ["Owen Hart"]


def test_an_owner_for_whom_nobody_can_sign_in_is_to_be_told_otherwise(register: Flask) -> None:
    made = chased("1")
    post = a_post("head-of-custody", "Head of Custody")
    record_holding(
        holding=None, version=0, post=post, details=HoldingDetails("Ira Paper"), by=SYSTEM, now=NOW
    )
    report = a_report("Custody")
    allocated(an_item(report, for_whom=ForWhom.FORCE), post)
    nobodys = an_item(report, number="2", for_whom=ForWhom.FORCE)
    found = made.seen()
    assert [(one.post, one.holder, len(one.references)) for one in found.to_tell] == [
        ("Head of Custody", "Ira Paper", 1)
    ]
    assert [row.reference for row in found.without_owner] == [nobodys.reference]


def test_nothing_under_embargo_is_asked_for(register: Flask) -> None:
    made = chased("1", published_on=TODAY + 5 * DAY, is_embargoed=True)
    assert made.seen().people == ()
    assert [one.letter.to_name for one in made.seen(NOW + 5 * DAY).people] == ["Owen Hart"]


def test_what_is_shown_is_what_leaves(register: Flask, mail: MailServer, arrived: Arrived) -> None:
    made = chased("1", "2")
    (shown,) = made.seen().people
    made.ask()
    assert [one.problem for one in made.send(mail)] == [""]
    (message,) = arrived()
    assert message["Subject"].strip() == shown.subject
    assert message.get_content().replace("\r\n", "\n").rstrip("\n") == shown.body
    assert message["To"] == "Owen Hart <owen.hart@example.org>"


def test_a_second_press_asks_nobody_twice(either_register: Flask, mail: MailServer, arrived: Arrived) -> None:
    made = chased("1")
    made.ask()
    with pytest.raises(Invalid, match="was asked today already"):
        made.ask()
    assert len(made.send(mail)) == 1
    assert made.send(mail) == []
    assert len(arrived()) == 1


def test_of_two_senders_one_takes_the_message(
    either_register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    made = chased("1")
    second = person(Role.OWNER, name="Zoe Second")
    holds(made.post, second)
    made.ask()
    first = send_asked(meeting=made.meeting, server=mail, by=made.secretary, now=LATER)
    assert next(first).name == "Owen Hart"
    assert [one.name for one in made.send(mail)] == ["Zoe Second"]
    assert list(first) == []
    assert len(arrived()) == 2


def test_asking_is_one_event_that_names_who_was_asked(register: Flask) -> None:
    made = chased("1")
    before = event_count(db.session())
    made.ask()
    assert event_count(db.session()) == before + 1
    (event, *_) = timeline(db.session(), [("meeting", made.meeting.id)])
    assert [line.after for line in event.changes] == ["Owen Hart"]


def test_a_message_that_could_not_leave_is_noted_and_tried_again(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    made = chased("1")
    made.ask()
    (tried,) = made.send(NOBODY_LISTENS)
    assert "cannot be reached" in tried.problem
    assert [(row.problem, row.tries) for row in made.log()] == [(tried.problem, 1)]
    assert made.seen().people[0].today is ChaseState.NOT_SENT
    assert [one.problem for one in made.send(mail)] == [""]
    assert [(row.problem, row.tries, row.sent_at) for row in made.log()] == [("", 2, LATER)]
    assert len(arrived()) == 1


def test_who_has_said_a_word_before_it_is_tried_again_is_not_written_to(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    made = chased("1")
    made.ask()
    made.send(NOBODY_LISTENS)
    updated(made.items[0], made.owner, now=LATER)
    assert made.send(mail) == []
    assert arrived() == []


def test_on_another_day_the_same_person_can_be_asked_again(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    made = chased("1")
    for now in (LATER, LATER + DAY):
        made.ask(now)
        made.send(mail, now)
    assert len(arrived()) == 2
    assert [row.asked_on for row in made.log()] == [TODAY + DAY, TODAY]


def test_who_was_asked_by_hand_gets_no_message_and_counts_as_asked(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    made = chased("1")
    made.ask(is_by_hand=True)
    assert made.send(mail) == []
    assert arrived() == []
    assert made.seen().people[0].today is ChaseState.BY_HAND
    assert made.seen().left == ()


def test_who_could_not_be_reached_by_e_mail_can_be_told_by_hand(register: Flask) -> None:
    made = chased("1")
    made.ask()
    made.send(NOBODY_LISTENS)
    made.ask(is_by_hand=True)
    assert [(row.is_by_hand, row.problem) for row in made.log()] == [(True, "")]


def test_an_address_that_is_none_is_said_and_never_written_to(register: Flask, mail: MailServer) -> None:
    made = chased("1")
    address(made.owner, "nowhere")
    assert made.seen().people[0].problem == "“nowhere” is not an e-mail address."
    with pytest.raises(Invalid):
        made.ask()


def test_a_refused_recipient_leaves_the_others_their_messages(
    register: Flask, mail: MailServer, arrived: Arrived
) -> None:
    made = chased("1")
    second = person(Role.OWNER, name="Zoe Second")
    holds(made.post, second)
    address(made.owner, "no@example.org")
    made.ask()
    problems = {one.name: one.problem for one in made.send(mail)}
    assert "550 no such mailbox" in problems["Owen Hart"]
    assert problems["Zoe Second"] == ""
    assert len(arrived()) == 1


def test_what_one_press_has_no_time_for_waits_for_the_next(
    register: Flask, mail: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = chased("1")
    made.ask()
    with monkeypatch.context() as patch:
        patch.setattr(chase_sending, "PATIENCE", -1.0)
        assert made.send(mail) == []
    assert made.seen().people[0].today is ChaseState.WAITING
    assert [one.problem for one in made.send(mail)] == [""]


def test_without_a_server_nothing_is_tried(register: Flask) -> None:
    made = chased("1")
    made.ask()
    with pytest.raises(MailNotSent, match="no server is set"):
        made.send(None)
    assert [row.tried_at for row in made.log()] == [None]


def test_only_the_boards_own_secretary_asks(register: Flask) -> None:
    made = chased("1")
    other = person(Role.BOARD_SECRETARY, name="Una Other")
    with pytest.raises(NotAllowed, match="You are not this board"):
        chase_list(meeting=made.meeting, base_address=BASE, by=other, now=LATER)
    with pytest.raises(NotAllowed, match="You are not this board"):
        made.ask(by=other)
    assert made.log() == []


def test_nobody_is_asked_for_a_meeting_that_was_called_off(register: Flask) -> None:
    made = chased("1")
    move_meeting(
        meeting=made.meeting,
        version=made.meeting.version,
        move=MeetingMove.CALL_OFF,
        words="No room.",
        by=made.secretary,
        now=NOW,
        today=TODAY,
    )
    with pytest.raises(NotAllowed, match="called off"):
        made.ask()


def test_an_owner_is_told_which_meeting_asks_until_a_word_is_said(register: Flask, mail: MailServer) -> None:
    made = chased("1", "2")
    keys = [item.id for item in made.items]
    assert words_wanted(db.session(), keys, TODAY) == {}
    made.ask()
    assert words_wanted(db.session(), keys, TODAY) == {}, "what has not left asked nobody"
    made.send(mail)
    wanted = words_wanted(db.session(), keys, TODAY)
    assert {key: one.meeting_on for key, one in wanted.items()} == dict.fromkeys(keys, MEETS_ON)
    updated(made.items[0], made.owner, now=LATER + timedelta(minutes=5))
    assert list(words_wanted(db.session(), keys, TODAY)) == [keys[1]]
    assert words_wanted(db.session(), keys, date(2026, 2, 5)) == {}
