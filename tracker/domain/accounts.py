"""Accounts: what an e-mail address, a password, a session and a run of guesses may be."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from tracker.domain.cleaning import clean_line
from tracker.domain.vocabulary import Labelled

LONGEST_EMAIL = 254
LONGEST_NAME = 200
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1_000

IDLE = timedelta(minutes=30)
"""How long a session lives without use."""
LONGEST_SESSION = timedelta(hours=8)
"""How long a session lives, however busy."""
SEEN_EVERY = timedelta(minutes=1)
"""Use of a session is noted at most this often, so a session may end this much before `IDLE`, never after."""

MOST_GUESSES = 10
GUESS_WINDOW = timedelta(minutes=5)

_EMAIL = re.compile(r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+")
_LEAST_OF_ITS_OWN = 4
_SHORTEST_OWN_WORD = 4


class Ending(Labelled):
    """Why a session is over."""

    IDLE = "idle", "You were signed out after 30 minutes."
    TOO_LONG = "too_long", "You were signed out 8 hours after you signed in."
    ELSEWHERE = "elsewhere", "You have been signed out."


def email_form(typed: str) -> str:
    """The one form in which an e-mail address is kept and looked up."""
    return clean_line(typed).lower()


def problem_with_email(email: str) -> str:
    """What is wrong with an e-mail address in its kept form, or an empty text."""
    if not email:
        return "Enter an e-mail address."
    if len(email) > LONGEST_EMAIL:
        return f"The e-mail address must be {LONGEST_EMAIL} characters or fewer."
    if not _EMAIL.fullmatch(email) or not email.isprintable():
        return "Enter an e-mail address in the usual form, such as name@example.org."
    return ""


def password_form(typed: str) -> str:
    """The form in which a password is hashed: an accent typed on another keyboard is the same letter."""
    return unicodedata.normalize("NFKC", typed)


def problem_with_password(password: str, *, common: Collection[str], own_words: Iterable[str]) -> str:
    """What is wrong with a new password, or an empty text.

    `common` holds passwords known to be guessed first, as letters and digits in lower case; `own_words` are
    the names of the office, the force and the person, of which a password may not be made.
    """
    password = password_form(password)
    if len(password) < SHORTEST_PASSWORD:
        return f"The password must be at least {SHORTEST_PASSWORD} characters: three or four words do well."
    if len(password) > LONGEST_PASSWORD:
        return f"The password must be {LONGEST_PASSWORD:,} characters or fewer."
    plain = "".join(c for c in password.casefold() if c.isalnum())
    if any(one in common for one in (plain, plain.rstrip("0123456789"))):
        return "This password is on the lists that are guessed first. Choose another."
    if len(set(password.casefold())) < _LEAST_OF_ITS_OWN:
        return "This password repeats a few characters. Choose another."
    if _is_made_of(plain, own_words):
        return "This password is made of names anybody here would try. Add words of your own."
    return ""


def _is_made_of(plain: str, own_words: Iterable[str]) -> bool:
    words = {"".join(c for c in word.casefold() if c.isalnum()) for word in own_words}
    left = plain
    for word in sorted(words, key=len, reverse=True):
        if len(word) >= _SHORTEST_OWN_WORD:
            left = left.replace(word, "")
    return left != plain and sum(c.isalpha() for c in left) < _LEAST_OF_ITS_OWN


def ending_of(*, created_at: datetime, seen_at: datetime, now: datetime) -> Ending | None:
    """Why a session is over at this moment; None while it lives."""
    if now - seen_at >= IDLE:
        return Ending.IDLE
    if now - created_at >= LONGEST_SESSION:
        return Ending.TOO_LONG
    return None


def wait_before_guessing(guesses: Sequence[datetime], now: datetime) -> timedelta:
    """How long an account must wait before its next guess; zero while it may guess."""
    recent = sorted(at for at in guesses if now - at < GUESS_WINDOW)
    if len(recent) < MOST_GUESSES:
        return timedelta()
    return recent[-MOST_GUESSES] + GUESS_WINDOW - now


def problem_with_administrators(*, administrators: Collection[int], account_id: int, stays: bool) -> str:
    """What is wrong with a change that leaves `account_id` an enabled administrator or not, or an empty text.

    `administrators` are the enabled ones before the change: somebody must stay who can manage accounts.
    """
    if stays or set(administrators) != {account_id}:
        return ""
    return "This is the last administrator who may sign in. Give the role to somebody else first."
