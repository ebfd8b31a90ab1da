"""The page on reminders: when they go out, what would leave now, and what became of each message."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.fixtures.app import MakeAccount, Person, SignIn
from tests.fixtures.database import NOW, TODAY
from tests.fixtures.mail import catching
from tests.fixtures.page_check import Visitor, parsed, text_of, words_of
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import a_report, an_item
from tests.web.letter_pages import main_text
from tracker.config import Settings
from tracker.domain.items import DeadlineDetails
from tracker.domain.mail_server import MailServer
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import DeadlineBasis, Precision, Role
from tracker.services.reminders import send_reminders

PAGE = "/settings/reminders"
CHANGE = f"{PAGE}/change"
NOBODY_LISTENS = MailServer("127.0.0.1", 1, "t@example.org", "https://x.example", is_starttls=False)

pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.fixture
def admin(client: FlaskClient, sign_in: SignIn) -> Person:
    return sign_in(client, Role.ADMINISTRATOR, name="Ada Lowe")


@pytest.fixture
def owner(app: Flask, make_account: MakeAccount) -> Person:
    """Somebody whose item is due today, a Wednesday; the digest's day."""
    person = make_account(Role.OWNER, name="Owen Hart", email="owen@example.org")
    with app.app_context():
        due = DeadlineDetails("Today", TODAY, Precision.DAY, DeadlineBasis.DATED)
        post = a_post()
        holds(post, person.actor)
        allocated(an_item(a_report(), "Review <b>every</b> open case.", deadlines=(due,)), post)
    return person


@pytest.fixture
def mail(tmp_path: Path) -> Iterator[MailServer]:
    with catching(tmp_path) as port:
        yield replace(NOBODY_LISTENS, port=port)


def log_line(visit: Visitor) -> list[str]:
    """The cells of the newest line of the log."""
    return [text_of(cell) for cell in next(next(parsed(visit.html).iter("tbody")).iter("tr"))]


def on_wednesdays(visit: Visitor) -> None:
    visit.submit(CHANGE, {"weekday": "2", "is_on": "yes"})


def send(app: Flask, server: MailServer) -> None:
    with app.app_context():
        list(send_reminders(server=server, by=SYSTEM, now=NOW))


def test_it_says_when_they_go_out_and_that_no_server_is_set(visit: Visitor, admin: Person) -> None:
    visit.get(PAGE)
    said = main_text(visit)
    assert "The weekly digest goes out on Monday" in said
    assert "No e-mail server is set here, so nothing leaves." in said
    assert "there is nobody to be told anything today" in said
    assert "No message was sent yet." in said


def test_the_day_is_chosen_and_kept_in_the_history(visit: Visitor, admin: Person) -> None:
    on_wednesdays(visit)
    visit.get(PAGE)
    said = main_text(visit)
    assert "When reminders go out is saved" in said
    assert "goes out on Wednesday" in said
    said = words_of(visit.get("/history"))
    assert "changed when reminders go out" in said
    assert "ay of the weekly digest" in said


def test_they_are_switched_off(visit: Visitor, admin: Person, owner: Person) -> None:
    visit.submit(CHANGE, {"weekday": "2", "is_on": "no"})
    visit.get(PAGE)
    said = main_text(visit)
    assert "Reminders are switched off: nobody is written to." in said
    assert "owen@example.org" not in said


def test_a_day_that_is_none_is_sent_back(visit: Visitor, admin: Person) -> None:
    visit.submit(CHANGE, {"weekday": "7"}, status=400)
    assert "Choose one of the answers offered for “Day of the weekly digest”" in main_text(visit)


def test_of_two_administrators_the_later_sees_what_the_first_saved(
    visit: Visitor, admin: Person, app: Flask, sign_in: SignIn
) -> None:
    other = Visitor(app.test_client())
    sign_in(other.client, Role.ADMINISTRATOR, name="Tom Reed")
    visit.get(CHANGE)
    on_wednesdays(other)
    visit.send({"weekday": "4"}, path=CHANGE, status=409)
    said = main_text(visit)
    assert "Tom Reed saved this while you were working on it." in said
    assert "Reminders are now on, digest on Wednesday; what you chose is below" in said
    assert re.search(r'value="4"[^>]* checked', visit.html)
    visit.send({"weekday": "4"}, path=CHANGE)
    assert "goes out on Friday" in words_of(visit.get(PAGE))


def test_the_message_that_would_leave_is_shown_word_for_word(
    visit: Visitor, admin: Person, owner: Person
) -> None:
    on_wednesdays(visit)
    visit.get(PAGE)
    said = main_text(visit)
    assert "Owen Hart: weekly digest" in said
    assert "Recommendations: 1 due soon" in said
    assert "- R2025-01-REC1: Review <b>every</b> open case. Due today, Wednesday 7 January." in said
    assert "http://localhost/items/R2025-01-REC1" in said
    visit.get("/items/R2025-01-REC1")


def test_the_log_says_what_was_sent_and_to_whom_and_it_is_not_shown_as_to_come(
    visit: Visitor, admin: Person, owner: Person, app: Flask, mail: MailServer
) -> None:
    on_wednesdays(visit)
    send(app, mail)
    visit.get(PAGE)
    said = main_text(visit)
    assert "there is nobody to be told anything today" in said
    moment, to, message, state = log_line(visit)
    assert (moment, to, state) == ("7 January 2026 at 12:05pm", "Owen Hart", "Sent")
    assert message.startswith("Recommendations: 1 due soon")
    visit.get(f"{PAGE}/messages/1")
    said_there = main_text(visit)
    assert "What came of it Sent To owen@example.org Subject Recommendations: 1 due soon" in said_there
    assert "Dear Owen Hart, Due soon (1) - R2025-01-REC1: Review <b>every</b> open case." in said_there
    visit.get(f"{PAGE}/messages/2", status=404)
    assert "Showing 1 to 1 of 1 messages" in said


def test_the_log_says_why_a_message_did_not_leave_and_the_message_still_waits(
    visit: Visitor, admin: Person, owner: Person, app: Flask
) -> None:
    on_wednesdays(visit)
    send(app, NOBODY_LISTENS)
    send(app, NOBODY_LISTENS)
    visit.get(PAGE)
    said = main_text(visit)
    state = log_line(visit)[3]
    assert state.startswith("Not sentThe e-mail server 127.0.0.1, port 1, cannot be reached or broke off.")
    assert state.endswith("Tried 2 times.")
    assert "Owen Hart: weekly digest" in said


def test_a_message_whose_sender_was_broken_off_is_told_apart(
    visit: Visitor,
    admin: Person,
    owner: Person,
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    on_wednesdays(visit)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("tracker.services.reminders.send_mail", stop)
        with pytest.raises(KeyboardInterrupt):
            send(app, NOBODY_LISTENS)
    visit.get(PAGE)
    assert log_line(visit)[3] == "Being sent"
    monkeypatch.setenv("TEST_CLOCK", "2026-01-07T12:20:00+00:00")
    visit.get(PAGE)
    assert log_line(visit)[3].startswith("Broken offWhether it left is not known.")


def test_a_page_of_the_log_that_is_none_is_not_found(visit: Visitor, admin: Person) -> None:
    visit.get(f"{PAGE}?page=0", status=404)


def test_looking_changes_nothing(visit: Visitor, admin: Person, owner: Person, settings: Settings) -> None:
    file = settings.instance_dir / "tracker.sqlite"
    visit.get(PAGE)
    before = _tables(file)
    visit.get(PAGE)
    assert _tables(file) == before


def _tables(file: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(file) as database:
        return [
            row
            for table in ("reminder_plan", "reminder_sent", "reminder_item", "reminder_since", "event")
            for row in database.execute(f"SELECT '{table}', count(*) FROM {table}")
        ]
