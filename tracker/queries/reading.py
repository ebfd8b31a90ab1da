"""The session that pages and commands read through."""

from sqlalchemy.orm import Session

from tracker.models.base import db


def reading() -> Session:
    """The current request's or command's session."""
    return db.session()
