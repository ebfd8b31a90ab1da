"""Whether an installation is healthy, in words."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from tracker.models.base import db
from tracker.services.history import verify

DatabaseTrouble = DBAPIError
"""What the database raises when it is gone, locked for too long, or older than the program."""


@dataclass(frozen=True)
class Check:
    """One thing looked at."""

    what: str
    is_ok: bool
    words: str


def database_answers() -> bool:
    """Whether the database can be read now."""
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        db.session.rollback()
        return False
    return True


def checks(instance_dir: Path) -> list[Check]:
    """Everything `flask doctor` looks at: the database, its settings, the history, the secret."""
    if not database_answers():
        return [Check("Database", False, "it does not answer: check DATABASE_URL and that the server runs")]
    found = [Check("Database", True, f"answers ({db.engine.dialect.name})")]
    if db.engine.dialect.name == "sqlite":
        found += _sqlite_checks()
    chain = verify(db.session())
    found.append(
        Check(
            "History",
            not chain.faults,
            " ".join(chain.faults[:3]) or f"the chain verifies, events: {chain.events}",
        )
    )
    secret = instance_dir / "secret_key"
    if secret.exists():
        private = (secret.stat().st_mode & 0o077) == 0
        found.append(
            Check("Secret key", private, "only its owner reads it" if private else "others can read the file")
        )
    return found


def _sqlite_checks() -> list[Check]:
    session = db.session()
    found = []
    for name, wanted in (
        ("journal_mode", "delete"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("secure_delete", "1"),
    ):
        value = str(session.execute(text(f"PRAGMA {name}")).scalar())
        found.append(Check(f"SQLite {name}", value == wanted, value))
    whole = str(session.execute(text("PRAGMA quick_check")).scalar())
    found.append(Check("SQLite file", whole == "ok", f"{whole} (SQLite {sqlite3.sqlite_version})"))
    return found
