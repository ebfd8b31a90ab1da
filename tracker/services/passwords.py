"""Passwords: hashing, one-time passwords, and the list of those that are guessed first."""

import secrets
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from werkzeug.security import check_password_hash, generate_password_hash

from tracker.domain.accounts import password_form

METHOD = "scrypt:131072:8:1"
"""N=2^17, r=8, p=1: the least OWASP accepts. A constant, so that no setting can weaken it."""

# Each hash takes 128 MB while it is worked out: a run of guesses must not take the machine's memory.
_AT_WORK = BoundedSemaphore(2)

# No letter or digit that is easily taken for another.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def hash_of(password: str) -> str:
    """The salted hash of a password."""
    with _AT_WORK:
        return generate_password_hash(password_form(password), METHOD)


def is_right(password: str, kept_hash: str | None) -> bool:
    """Whether a password is the one of a hash; without a hash the answer is no and takes as long."""
    with _AT_WORK:
        return check_password_hash(kept_hash or _nobodys_hash(), password_form(password))


def _nobodys_hash() -> str:
    return f"{METHOD}${'a' * 16}${'0' * 128}"


def one_time_password() -> str:
    """A first password of 20 characters in groups of five, about 99 bits."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(4))


@cache
def common_passwords(path: Path) -> frozenset[str]:
    """The list of passwords that are guessed first, one a line, letters and digits in lower case."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
