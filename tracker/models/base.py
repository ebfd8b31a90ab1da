"""The declarative base every table inherits from, the database handle, and the column types of our own."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

E = TypeVar("E", bound=StrEnum)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Typed base of all tables; Flask-SQLAlchemy's own `db.Model` does not pass mypy strict."""

    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base)


class Moment(TypeDecorator[datetime]):
    """An instant: aware in Python, UTC in the database (SQLite keeps no offset)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse an instant without an offset: nobody could say when it was."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its offset from UTC")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware instant on either database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class _Members(dict[str | None, E | None]):
    """The members of a list by their words; a word that is not on it is refused by the list itself."""

    def __init__(self, enum: type[E]) -> None:
        super().__init__({member.value: member for member in enum} | {None: None})
        self.enum = enum

    def __missing__(self, word: str | None) -> E:
        return self.enum(str(word))


class Word(TypeDecorator[E], Generic[E]):
    """A word from a closed list, kept as its short text so that the list can grow without a migration."""

    impl = String(40)
    cache_ok = True

    def __init__(self, enum: type[E]) -> None:
        super().__init__()
        self.enum = enum
        self._members = _Members(enum)

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Refuse a word that is not on the list."""
        return None if value is None else str(self.enum(value).value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        """Give back the list's member."""
        return self._members[value]

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], E | None]:
        """The look-up itself: a long list reads thousands of words."""
        return self._members.__getitem__


class Versioned:
    """A record two people may edit at once: the version a form was made from must still hold on saving."""

    version: Mapped[int] = mapped_column(default=1, nullable=False)
