"""Writes that are no act of the register, and so leave no event: each stands in one list, `Apart`."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from sqlalchemy import Connection

from tracker.models.base import db


class Apart(StrEnum):
    """Everything that is written without an event, and why; all else goes through a verb."""

    ACCESS_LOG = "who signed in, was refused or took a file away: a log of its own, outside the chain"
    GUESSES = "guesses at a password, counted to hold them back; the access log tells of them"
    SESSIONS = "sessions begun, used and ended; the access log tells of them"
    TYPED_DRAFTS = "words being typed, kept until their form is sent or they are let go of"
    SENT_REMINDERS = "the send log of reminders, and the day of each person's last digest"
    SENT_CHASES = "what became of each message that asks an owner for an update; the asking has its event"
    OPENED = "that an owner looked at a request for the first time"


class InsideAnAct(AssertionError):
    """A verb was at work: what it has not saved yet would have been thrown away."""


@contextmanager
def writing_apart(what: Apart) -> Iterator[Connection]:
    """A short writing transaction on a connection of its own, committed at the end of the block.

    The request's reading transaction ends first: on SQLite it would keep the writer waiting, and both stand
    in one thread.
    """
    Apart(what)
    session = db.session()
    if session.in_transaction() and session.connection().get_execution_options().get("begin") == "IMMEDIATE":
        raise InsideAnAct("sessions and the access log are written before or after an act, not inside it")
    session.rollback()
    with db.engine.connect().execution_options(begin="IMMEDIATE") as connection, connection.begin():
        yield connection
