"""Parameters of statements that are made once: the values come with each call.

To make a long statement and its cache key anew takes longer than SQLite takes to answer it.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, CursorResult, Date, Integer, Select, bindparam
from sqlalchemy.orm import Session

from tracker.domain.permissions import Actor
from tracker.models.base import Moment

TODAY: BindParameter[date] = bindparam("today", type_=Date())
READER: BindParameter[int] = bindparam("reader", type_=Integer())
"""The account of the person who asks; 0 for none."""
SKIPPED: BindParameter[int] = bindparam("skipped", type_=Integer())
"""How many rows the pages before this one have."""
MOMENT: BindParameter[datetime] = bindparam("moment", type_=Moment())


def parameter(name: str, like: Any) -> BindParameter[Any]:
    """A parameter that takes what this column holds."""
    return bindparam(name, type_=like.type)


def asked_by(actor: Actor, today: date) -> dict[str, Any]:
    """The values of the person who asks and of the day."""
    return {"reader": actor.account_id or 0, "today": today}


def answered(
    session: Session, statement: Select[*tuple[Any, ...]], values: dict[str, Any]
) -> CursorResult[*tuple[Any, ...]]:
    """The rows of a statement that gives columns: the connection makes no records of them."""
    return session.connection().execute(statement, values)
