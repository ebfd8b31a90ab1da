"""Writes that are no act of the register, each in its own transaction: sessions, guesses, access, drafts."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from tracker.models.base import db


class InsideAnAct(AssertionError):
    """A verb was at work: what it has not saved yet would have been thrown away."""


@contextmanager
def writing_apart() -> Iterator[Connection]:
    """A short writing transaction on a connection of its own, committed at the end of the block.

    The request's reading transaction ends first: on SQLite it would keep the writer waiting, and both stand
    in one thread.
    """
    session = db.session()
    if session.in_transaction() and session.connection().get_execution_options().get("begin") == "IMMEDIATE":
        raise InsideAnAct("sessions and the access log are written before or after an act, not inside it")
    session.rollback()
    with db.engine.connect().execution_options(begin="IMMEDIATE") as connection, connection.begin():
        yield connection
