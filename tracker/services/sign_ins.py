"""Signing in: guesses counted, passwords checked, sessions begun, kept and ended.

None of this is an act of the register, so none of it leaves an event; the access log tells of it.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, CursorResult, delete, insert, or_, update

from tracker.domain.accounts import (
    GUESS_WINDOW,
    IDLE,
    LONGEST_EMAIL,
    LONGEST_PASSWORD,
    email_form,
    problem_with_email,
    wait_before_guessing,
)
from tracker.domain.refusals import Refusal
from tracker.models.account import SignInFailure
from tracker.models.base import db
from tracker.models.session import LoginSession
from tracker.queries.accounts import SignedIn, account_by_email, guesses_since, signed_in
from tracker.services.apart import Apart, writing_apart
from tracker.services.passwords import is_right

KEPT_AFTER_ITS_END = timedelta(days=1)
"""How long the row of a session that is over stays, so that the sign-in page can say why it is over."""


class NotRecognised(Refusal):
    """The address and the password do not go together; which of the two is wrong is not said."""

    def __init__(self, email: str) -> None:
        super().__init__("The e-mail address or the password is not right.")
        # A password typed into the wrong box must not end in a log.
        self.email = "" if problem_with_email(email) else email


class TooManyGuesses(Refusal):
    """Ten guesses in five minutes were used up; `wait` is until the next one."""

    def __init__(self, wait: timedelta, email: str) -> None:
        minutes = max(1, -(-int(wait.total_seconds()) // 60))
        in_words = "1 minute" if minutes == 1 else f"{minutes} minutes"
        super().__init__(
            f"There were too many tries for this e-mail address. Wait {in_words}, then try again."
        )
        self.wait = wait
        self.email = "" if problem_with_email(email) else email


def sign_in(*, email: str, password: str, now: datetime) -> SignedIn:
    """The person whose address and password these are.

    Raises NotRecognised, and TooManyGuesses before the password is looked at. Unknown and disabled accounts
    are answered with the same words after the same work.
    """
    email = email_form(email)[:LONGEST_EMAIL]
    guess = _take_guess(email, now)
    account = account_by_email(db.session(), email)
    is_usable = account is not None and account.is_enabled
    kept_hash = account.password_hash if account is not None and is_usable else None
    is_known = is_right(password[:LONGEST_PASSWORD], kept_hash)
    person = signed_in(db.session(), account.id) if account is not None and is_known else None
    if person is None:
        raise NotRecognised(email)
    _give_guess_back(guess)
    return person


def _take_guess(email: str, now: datetime) -> int:
    """Count a guess before it is judged, so that guesses made at the same moment cannot exceed the limit."""
    with writing_apart(Apart.GUESSES) as connection:
        wait = wait_before_guessing(guesses_since(connection, email, now - GUESS_WINDOW), now)
        if wait:
            raise TooManyGuesses(wait, email)
        connection.execute(delete(SignInFailure).where(SignInFailure.at < now - timedelta(days=1)))
        taken = connection.execute(insert(SignInFailure).values(email=email, at=now))
        key = taken.inserted_primary_key
        assert key is not None
        return int(key[0])


def _give_guess_back(guess: int) -> None:
    with writing_apart(Apart.GUESSES) as connection:
        connection.execute(delete(SignInFailure).where(SignInFailure.id == guess))


def begin_session(
    *, token_hash: str, replaces: str | None, account_id: int | None, data: str, now: datetime
) -> None:
    """Keep a new session, in the place of another where there was one, and sweep out those long over."""
    with writing_apart(Apart.SESSIONS) as connection:
        long_over = LoginSession.seen_at < now - IDLE - KEPT_AFTER_ITS_END
        connection.execute(
            delete(LoginSession).where(or_(long_over, LoginSession.token_hash == (replaces or "")))
        )
        connection.execute(
            insert(LoginSession).values(
                token_hash=token_hash, account_id=account_id, data=data, created_at=now, seen_at=now
            )
        )


def keep_session(*, token_hash: str, data: str | None, now: datetime) -> bool:
    """Save that a session was used, and what it holds where that changed (`data` is None where it did not).

    False where it was ended meanwhile, and stays ended. What did not change is left alone: another page
    of the same session may have changed it since it was read here.
    """
    values: dict[str, Any] = {"seen_at": now} if data is None else {"seen_at": now, "data": data}
    with writing_apart(Apart.SESSIONS) as connection:
        done = connection.execute(
            update(LoginSession).where(LoginSession.token_hash == token_hash).values(**values)
        )
        assert isinstance(done, CursorResult)
        return done.rowcount == 1


def end_session(*, token_hash: str) -> None:
    """Forget a session: its cookie, and any copy of it, opens nothing from now on."""
    with writing_apart(Apart.SESSIONS) as connection:
        connection.execute(delete(LoginSession).where(LoginSession.token_hash == token_hash))


def end_sessions_of(connection: Connection, account_id: int, *, but_not: str | None = None) -> None:
    """Forget every session of an account inside a larger write, but the one whose token has this hash."""
    connection.execute(
        delete(LoginSession).where(
            LoginSession.account_id == account_id, LoginSession.token_hash != (but_not or "")
        )
    )
