"""The shape of every write: one transaction, one event, one commit."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from sqlalchemy import CursorResult, inspect, text, update
from sqlalchemy.orm import Session

from tracker.domain.refusals import Conflict
from tracker.models.base import Base, Versioned, db
from tracker.queries.events import last_words_on

P = ParamSpec("P")
R = TypeVar("R")
RECORDED = "events_recorded"


class EventMissing(AssertionError):
    """A verb tried to commit without exactly one event: a fault of the program, nothing was saved."""


def verb(function: Callable[P, R]) -> Callable[P, R]:
    """Run a service function in one writing transaction and commit only if it recorded exactly one event.

    The transaction takes the write lock at its start (BEGIN IMMEDIATE on SQLite, an advisory lock on
    PostgreSQL), so what the function reads cannot change before it writes.
    """

    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        session = db.session()
        begin_writing(session)
        try:
            result = function(*args, **kwargs)
            recorded = session.info.pop(RECORDED, 0)
            if recorded != 1:
                raise EventMissing(f"{function.__name__} recorded {recorded} events, not one")
            session.commit()
        except BaseException:
            session.info.pop(RECORDED, None)
            session.rollback()
            raise
        return result

    return wrapper


def begin_writing(session: Session) -> None:
    """Leave the reading transaction and take the write lock; what was read before is read again."""
    session.rollback()
    session.expire_all()
    session.info.pop(RECORDED, None)
    connection = session.connection(execution_options={"begin": "IMMEDIATE"})
    if connection.dialect.name == "postgresql":
        # One writer at a time keeps the chain's order; an office saves a few times a minute.
        connection.execute(text("SELECT pg_advisory_xact_lock(55)"))


def claim(record: Base, version: int, subject_kind: str) -> None:
    """Take the next version of a record, or raise Conflict naming who saved in between.

    The row counts, not the object in memory: of any number of saves made from one version, one wins.
    """
    session = db.session()
    table = type(record)
    assert issubclass(table, Versioned)
    identity = inspect(record).identity
    assert identity is not None
    key = identity[0]
    taken = session.connection().execute(
        update(table)
        .where(inspect(table).primary_key[0] == key, table.version == version)
        .values(version=version + 1)
    )
    assert isinstance(taken, CursorResult)
    if taken.rowcount != 1:
        raise Conflict(last_words_on(session, subject_kind, key))
    session.refresh(record)
