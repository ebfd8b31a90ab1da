"""A write leaves an event or stands in the list of those that leave none; there is no third way."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from flask import Flask
from sqlalchemy import insert

import tracker
from tests.fixtures.database import NOW
from tracker.models.base import db
from tracker.models.office import Post
from tracker.models.session import LoginSession
from tracker.queries.events import event_count
from tracker.queries.offices import posts
from tracker.services.apart import Apart, writing_apart

TRACKER = Path(tracker.__file__).parent
SOURCES = [path for path in sorted(TRACKER.rglob("*.py")) if "migrations" not in path.parts]

# What opens a connection, begins a transaction or makes what was written in it last.
MAKES_IT_LAST = {
    "connect",
    "raw_connection",
    "begin",
    "begin_nested",
    "commit",
    "autocommit",
    "isolation_level",
}
WRITES = {"insert", "update", "delete"}

WRITTEN_APART = {
    Apart.ACCESS_LOG: {"AccessEntry"},
    Apart.GUESSES: {"SignInFailure"},
    Apart.SESSIONS: {"LoginSession"},
    Apart.TYPED_DRAFTS: {"TypedDraft"},
    Apart.SENT_REMINDERS: {"ReminderSent", "ReminderItem", "ReminderSince"},
    Apart.SENT_CHASES: {"Chase", "ChaseItem"},
    Apart.OPENED: {"Commission"},
}


def nodes() -> Iterator[tuple[str, ast.AST]]:
    """Everything in the program's code, with the name of its file."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield path.relative_to(TRACKER).as_posix(), node


def written_apart() -> Iterator[tuple[str, set[str]]]:
    """For each block that writes apart, what it says that it writes and the tables it names."""
    for _, node in nodes():
        if not isinstance(node, ast.With) or "writing_apart" not in ast.unparse(node.items[0].context_expr):
            continue
        calls = [one for one in ast.walk(node) if isinstance(one, ast.Call)]
        tables = {
            ast.unparse(one.args[0])
            for one in calls
            if isinstance(one.func, ast.Name) and one.func.id in WRITES
        }
        yield ast.unparse(cast(ast.Call, node.items[0].context_expr).args[0]), tables


def test_only_a_verb_and_what_is_written_apart_can_make_a_write_last() -> None:
    found = {
        (file, node.attr)
        for file, node in nodes()
        if isinstance(node, ast.Attribute) and node.attr in MAKES_IT_LAST
    }
    assert found == {
        ("services/writing.py", "commit"),
        ("services/apart.py", "connect"),
        ("services/apart.py", "begin"),
        # A redaction compacts the database: VACUUM stands outside every transaction and writes no row.
        ("services/redactions.py", "raw_connection"),
        ("services/redactions.py", "autocommit"),
        ("models/engine.py", "isolation_level"),
    }


def test_what_is_written_apart_is_what_the_list_says() -> None:
    found: dict[str, set[str]] = {}
    for what, tables in written_apart():
        found[what] = found.get(what, set()) | tables
    assert found == {f"Apart.{what.name}": tables for what, tables in WRITTEN_APART.items()}
    assert set(WRITTEN_APART) == set(Apart)


def test_every_use_of_the_list_is_seen_by_the_tests_that_read_the_code() -> None:
    used = sum(
        isinstance(node, ast.Call) and ast.unparse(node.func) == "writing_apart" for _, node in nodes()
    )
    assert used == len(list(written_apart())) > 5


def test_what_is_not_on_the_list_is_not_written(either_register: Flask) -> None:
    with pytest.raises(ValueError, match="send_log"), writing_apart(cast(Any, "send_log")) as connection:
        connection.execute(a_session())
    assert db.session.query(LoginSession).count() == 0


def test_what_is_on_the_list_is_written_without_an_event(either_register: Flask) -> None:
    with writing_apart(Apart.SESSIONS) as connection:
        connection.execute(a_session())
    assert db.session.query(LoginSession).count() == 1
    assert event_count(db.session()) == 0


def test_what_is_written_outside_a_verb_is_gone_with_the_request(either_register: Flask) -> None:
    db.session.add(Post(slug="pcc", title="Commissioner"))
    db.session.flush()
    db.session.remove()
    assert posts(db.session()) == []


def a_session() -> Any:
    """A row for a table that is written apart."""
    return insert(LoginSession).values(
        token_hash="a" * 64, account_id=None, data="{}", created_at=NOW, seen_at=NOW
    )
