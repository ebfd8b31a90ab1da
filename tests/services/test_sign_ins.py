"""Guesses, sessions and the access log as they are written: apart from every act of the register."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from tests.fixtures.database import NOW, person
from tracker.domain.vocabulary import Role
from tracker.models.account import Account, SignInFailure
from tracker.models.base import db
from tracker.models.session import AccessEntry, LoginSession
from tracker.queries.accounts import kept_session
from tracker.queries.events import event_count
from tracker.services import sign_ins
from tracker.services.access_log import Access, AccessNote, write_access
from tracker.services.apart import Apart, InsideAnAct, writing_apart
from tracker.services.passwords import hash_of
from tracker.services.sign_ins import (
    NotRecognised,
    TooManyGuesses,
    begin_session,
    end_session,
    keep_session,
    sign_in,
)
from tracker.services.writing import verb

EMAIL = "asha.patel@example.org"
PASSWORD = "seven quiet otters crossing"


def with_password(register: Flask, *, is_enabled: bool = True) -> int:
    """An account that can sign in."""
    found = person(Role.OWNER)
    account = db.session.get_one(Account, found.account_id)
    account.password_hash, account.is_enabled = hash_of(PASSWORD), is_enabled
    db.session.commit()
    return account.id


def test_a_right_password_is_no_guess(register: Flask) -> None:
    key = with_password(register)
    for _ in range(12):
        assert sign_in(email=EMAIL, password=PASSWORD, now=NOW).account_id == key
    assert db.session.query(SignInFailure).count() == 0


def test_a_right_password_does_not_open_a_disabled_account(register: Flask) -> None:
    with_password(register, is_enabled=False)
    with pytest.raises(NotRecognised):
        sign_in(email=EMAIL, password=PASSWORD, now=NOW)


def test_an_accent_typed_on_another_keyboard_is_the_same_letter(register: Flask) -> None:
    account = db.session.get_one(Account, with_password(register))
    account.password_hash = hash_of("caf\u00e9 caf\u00e9 caf\u00e9")
    db.session.commit()
    assert sign_in(email=EMAIL, password="cafe\u0301 cafe\u0301 cafe\u0301", now=NOW).email == EMAIL


def test_guesses_made_at_the_same_moment_do_not_exceed_the_limit(
    register: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[str] = []

    def judge(password: str, kept_hash: str | None) -> bool:
        judged.append(password)
        return False

    monkeypatch.setattr(sign_ins, "is_right", judge)
    held_back: list[timedelta] = []

    def guess(number: int) -> None:
        with register.app_context():
            try:
                sign_in(email=EMAIL, password=f"guess {number}", now=NOW)
            except TooManyGuesses as refusal:
                held_back.append(refusal.wait)
            except NotRecognised:
                pass

    threads = [threading.Thread(target=guess, args=(n,)) for n in range(25)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(judged), len(held_back)) == (10, 15)


def test_being_held_back_does_not_make_the_wait_longer(register: Flask) -> None:
    for n in range(40):
        with pytest.raises(NotRecognised if n < 10 else TooManyGuesses):
            sign_in(email=EMAIL, password="wrong", now=NOW + timedelta(seconds=n))
    with pytest.raises(NotRecognised):
        sign_in(email=EMAIL, password="wrong", now=NOW + timedelta(minutes=5))


def test_a_session_that_was_ended_meanwhile_stays_ended(either_register: Flask) -> None:
    begin_session(token_hash="a" * 64, replaces=None, account_id=None, data="{}", now=NOW)
    assert keep_session(token_hash="a" * 64, data='{"x": 1}', now=NOW)
    end_session(token_hash="a" * 64)
    assert not keep_session(token_hash="a" * 64, data='{"x": 2}', now=NOW)
    assert kept_session(db.session(), "a" * 64) is None


def test_a_new_session_takes_the_place_of_the_old_one(either_register: Flask) -> None:
    begin_session(token_hash="a" * 64, replaces=None, account_id=None, data="{}", now=NOW)
    begin_session(token_hash="b" * 64, replaces="a" * 64, account_id=None, data="{}", now=NOW)
    assert [row.token_hash for row in db.session.query(LoginSession)] == ["b" * 64]
    kept = kept_session(db.session(), "b" * 64)
    assert kept is not None
    assert kept.seen_at == datetime(2026, 1, 7, 12, 5, tzinfo=UTC)


def test_the_access_log_cannot_be_written_over_two_lines(register: Flask) -> None:
    forged = "x@example.org\r\n2026-01-07 signed_in root\x00"
    write_access(notes=[AccessNote(Access.SIGN_IN_REFUSED, forged)], came_from="10.0.0.1\n" * 40, now=NOW)
    (entry,) = db.session.query(AccessEntry)
    assert entry.subject == "x@example.org 2026-01-07 signed_in root"
    assert len(entry.came_from) <= 64
    assert "\n" not in entry.came_from


@pytest.mark.parametrize(
    "write",
    [
        lambda: write_access(notes=[AccessNote(Access.SIGNED_OUT)], came_from="", now=NOW),
        lambda: end_session(token_hash="a" * 64),
    ],
    ids=["access log", "session"],
)
def test_nothing_is_written_apart_while_an_act_is_under_way(
    write: Callable[[], None], either_register: Flask
) -> None:
    @verb
    def act() -> None:
        write()

    with pytest.raises(InsideAnAct):
        act()
    assert event_count(db.session()) == 0


def test_a_page_that_has_been_reading_does_not_keep_the_writer_waiting(register: Flask) -> None:
    assert event_count(db.session()) == 0
    assert db.session().in_transaction()
    with writing_apart(Apart.SESSIONS) as connection:
        assert connection.get_execution_options()["begin"] == "IMMEDIATE"
    assert not db.session().in_transaction()
