"""The rows of a pack as text that is kept for ever: one row, one text; the text read back is the row."""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from hashlib import sha256
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reader = Callable[[Any], Any]


def to_json(line: object) -> str:
    """The row as its one text: keys sorted, no spaces, dates as ISO writes them, moments in UTC."""
    return json.dumps(_plain(line), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def from_json(cls: type[T], text: str) -> T:
    """The row that a text tells; ValueError where a key is unknown, missing, twice, or of another kind."""
    read: T = _row_reader(cast(Any, cls))(json.loads(text, object_pairs_hook=_keys_once))
    return read


def sha256_of(text: str) -> str:
    """The SHA-256 of a text, as 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError(f"A moment needs its time zone: {value.isoformat()}.")
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    raise ValueError(f"A pack holds nothing of the kind {type(value).__name__}.")


def _keys_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("A key stands twice in the text.")
    return found


@cache
def _row_reader(cls: Any) -> Reader:
    hints = get_type_hints(cls)
    readers = {field.name: _reader(hints[field.name]) for field in fields(cls)}

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError(f"{cls.__name__} must be an object.")
        if apart := sorted(value.keys() ^ readers.keys()):
            raise ValueError(f"{cls.__name__}: unknown or missing keys: {', '.join(apart)}.")
        return cls(**{name: reader(value[name]) for name, reader in readers.items()})

    return read


def _reader(hint: Any) -> Reader:
    """How a value of this kind is read back."""
    if isinstance(hint, UnionType):
        (kind,) = (one for one in get_args(hint) if one is not NoneType)
        reader = _reader(kind)
        return lambda value: None if value is None else reader(value)
    if get_origin(hint) is tuple:
        return _tuple_reader(_reader(get_args(hint)[0]))
    if is_dataclass(hint):
        return _row_reader(cast(Any, hint))
    if issubclass(hint, Enum):
        return lambda value: hint(_exactly(str, value))
    if issubclass(hint, date):
        return lambda value: hint.fromisoformat(_exactly(str, value))
    return lambda value: _exactly(hint, value)


def _tuple_reader(reader: Reader) -> Reader:
    return lambda value: tuple(reader(one) for one in _exactly(list, value))


def _exactly(kind: type[T], value: Any) -> T:
    if type(value) is not kind:
        raise ValueError(f"Expected {kind.__name__}, found {type(value).__name__}.")
    return value
