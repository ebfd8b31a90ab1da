"""The chain: whatever is changed, removed, added or moved in the history is found and named."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, text

from tests.fixtures.database import NOW, person
from tracker.domain.audit import GENESIS, Change, EventName, Subject
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.triggers import create_all_triggers
from tracker.queries.events import head, whole_history
from tracker.services.history import ChainReport, record, verify
from tracker.services.offices import PostDetails, record_post
from tracker.services.writing import verb

POST = Subject("post", 1, "deputy")
LAST = 6


@verb
def happen(number: int, at: datetime = NOW) -> None:
    changes = [
        Change(POST, "title", f"Title {number - 1}", f"Title {number}"),
        Change(POST, "address", None, f"Address {number}"),
    ]
    record(name=EventName.POST_RECORDED, by=SYSTEM, now=at, changes=changes, reason=f"Reason {number}")


@pytest.fixture
def six_events(register: Flask) -> Flask:
    for number in range(1, LAST + 1):
        happen(number)
    return register


def check() -> ChainReport:
    db.session.rollback()
    return verify(db.session())


def behind_the_back(*statements: str) -> None:
    """Change the file as somebody would who has it in their hands: no triggers, no foreign keys."""
    db.session.rollback()
    connection = db.engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("PRAGMA ignore_check_constraints=ON")
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            cursor.execute(statement)
        cursor.close()
    finally:
        connection.invalidate()


def test_an_untouched_history_verifies(six_events: Flask) -> None:
    found = check()
    assert found.faults == ()
    assert (found.events, found.head_seq) == (LAST, LAST)
    last = head(db.session())
    assert last is not None
    assert found.head_hash == last.hash


def test_an_empty_history_verifies_and_starts_from_nothing(register: Flask) -> None:
    assert check() == ChainReport(0, 0, GENESIS, ())


COLUMNS: dict[str, dict[str, str]] = {
    "event": {
        "seq": "99",
        "at": "'2026-01-07 12:06:00.000000'",
        "account_id": "1",
        "actor_name": "'Somebody'",
        "name": "'post_changed'",
        "reason_digest": "'00'",
        "previous_hash": "'00'",
        "hash": "'00'",
    },
    "event_change": {
        "event_seq": "99",
        "position": "7",
        "subject_kind": "'body'",
        "subject_id": "2",
        "subject_reference": "'other'",
        "field": "'slug'",
        "before_digest": "'00'",
        "after_digest": "'00'",
    },
    "event_text": {
        "event_seq": "99",
        "position": "7",
        "side": "'reason'",
        "salt": "'00'",
        "text": "'Other words'",
        "redaction_id": "1, text = NULL, salt = NULL",
        "redacted_text": "'Other words', redaction_id = 1, text = NULL, salt = NULL",
    },
}
ROWS = {"event": "seq", "event_change": "event_seq", "event_text": "event_seq"}


def test_the_list_of_columns_is_whole() -> None:
    tables = db.metadata.tables
    assert {t: set(columns) for t, columns in COLUMNS.items()} == {
        table: {column.name for column in tables[table].columns} for table in COLUMNS
    }


@pytest.mark.parametrize("event", [1, 3, LAST])
@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table, columns in COLUMNS.items() for column in columns]
)
def test_an_edit_of_any_column_is_found(six_events: Flask, table: str, column: str, event: int) -> None:
    first = " AND position = 0 AND side = 'after'" if table == "event_text" else ""
    first = " AND position = 0" if table == "event_change" else first
    value = COLUMNS[table][column]
    behind_the_back(f"UPDATE {table} SET {column} = {value} WHERE {ROWS[table]} = {event}{first}")
    assert check().faults


@pytest.mark.parametrize("event", [1, 3])
def test_an_edit_names_the_event(six_events: Flask, event: int) -> None:
    behind_the_back(f"UPDATE event SET actor_name = 'Somebody' WHERE seq = {event}")
    assert check().faults == (f"Event {event} was changed after it was written.",)


def test_a_reworded_text_is_named_with_its_event(six_events: Flask) -> None:
    behind_the_back("UPDATE event_text SET text = 'Other words' WHERE event_seq = 4 AND side = 'before'")
    assert check().faults == ("A text of event 4 was changed after it was written.",)


@pytest.mark.parametrize("event", [1, 3])
def test_a_removed_event_is_named(six_events: Flask, event: int) -> None:
    behind_the_back(*(f"DELETE FROM {t} WHERE {key} = {event}" for t, key in ROWS.items()))
    assert f"Event {event} is missing: the next one found is {event + 1}." in check().faults


def test_a_removed_event_is_found_though_the_others_are_renumbered(six_events: Flask) -> None:
    behind_the_back(
        *(f"DELETE FROM {t} WHERE {key} = 3" for t, key in ROWS.items()),
        *(f"UPDATE {t} SET {key} = {key} - 1 WHERE {key} > 3" for t, key in ROWS.items()),
    )
    assert "Event 3 does not follow the event before it." in check().faults


@pytest.mark.parametrize("which", ["before", "after", "reason"])
def test_a_removed_text_is_found(six_events: Flask, which: str) -> None:
    behind_the_back(f"DELETE FROM event_text WHERE event_seq = 2 AND side = '{which}'")
    assert "Event 2 has lost or gained a text." in check().faults


def test_an_added_text_is_found(six_events: Flask) -> None:
    behind_the_back("INSERT INTO event_text VALUES (2, 5, 'after', 'ab', 'More words', NULL, NULL)")
    assert check().faults == ("Event 2 has a text too many.",)


def test_an_added_change_is_found(six_events: Flask) -> None:
    behind_the_back("INSERT INTO event_change VALUES (2, 5, 'post', 1, 'deputy', 'slug', NULL, NULL)")
    assert check().faults == ("Event 2 was changed after it was written.",)


def test_a_repeated_event_is_found(six_events: Flask) -> None:
    behind_the_back(
        "INSERT INTO event SELECT 7, at, account_id, actor_name, name, reason_digest, previous_hash, 'x' "
        "FROM event WHERE seq = 6"
    )
    assert "Event 7 does not follow the event before it." in check().faults


@pytest.mark.parametrize("pair", [(1, 2), (2, 5), (5, 6)])
def test_two_events_swapped_are_found(six_events: Flask, pair: tuple[int, int]) -> None:
    one, other = pair
    moves = [(one, 100), (other, one), (100, other)]
    behind_the_back(
        *(
            f"UPDATE {table} SET {key} = {to} WHERE {key} = {start}"
            for table, key in ROWS.items()
            for start, to in moves
        )
    )
    assert any("does not follow" in fault for fault in check().faults)


def test_two_changes_of_an_event_swapped_are_found(six_events: Flask) -> None:
    moves = [(0, 9), (1, 0), (9, 1)]
    behind_the_back(
        *(f"UPDATE event_change SET position = {b} WHERE event_seq = 2 AND position = {a}" for a, b in moves)
    )
    assert "Event 2 was changed after it was written." in check().faults


def cut_tail() -> None:
    behind_the_back(*(f"DELETE FROM {table} WHERE {key} > 4" for table, key in ROWS.items()))


def test_a_cut_off_tail_is_found_with_a_printed_head(six_events: Flask) -> None:
    last = head(db.session())
    assert last is not None
    printed = (last.seq, last.hash)
    assert verify(db.session(), anchor=printed).faults == ()
    cut_tail()
    assert check().faults == ()  # the chain alone cannot know of what came after it
    assert verify(db.session(), anchor=printed).faults == (
        "Event 6 is missing or is not the one that was printed.",
    )


def test_a_rewritten_history_is_found_with_a_printed_head(six_events: Flask) -> None:
    last = head(db.session())
    assert last is not None
    printed = (last.seq, last.hash)
    behind_the_back(*(f"DELETE FROM {table}" for table in ROWS))
    for number in range(1, LAST + 1):
        happen(number)
    assert check().faults == ()
    assert verify(db.session(), anchor=printed).faults


def test_an_earlier_head_still_anchors_a_longer_history(six_events: Flask) -> None:
    last = head(db.session())
    assert last is not None
    printed = (last.seq, last.hash)
    happen(LAST + 1)
    assert verify(db.session(), anchor=printed).faults == ()


def test_rows_without_an_event_are_found(six_events: Flask) -> None:
    behind_the_back("DELETE FROM event WHERE seq = 6")
    assert check().faults == ("There are changes or texts of events that are not in the history.",)


def test_a_clock_that_goes_backwards_breaks_neither_order_nor_chain(register: Flask) -> None:
    happen(1, NOW)
    happen(2, NOW - timedelta(days=1))
    # The hour that happens twice, and one stated with an offset.
    happen(3, datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    happen(4, datetime.fromisoformat("2026-10-25T01:30:00+00:00"))
    happen(5, datetime.fromisoformat("2026-10-25T01:30:00+01:00"))
    assert check().faults == ()
    assert [entry.seq for entry in whole_history(db.session())] == [5, 4, 3, 2, 1]


def test_the_chain_is_the_same_on_postgresql(postgres_register: Flask) -> None:
    by = person(Role.OFFICE_STAFF)
    details = PostDetails("deputy", "Deputy \U0001f33f \u202e")
    record_post(post=None, version=0, details=details, by=by, now=NOW)
    happen(2, NOW.replace(microsecond=123456))
    assert check().faults == ()


STATEMENTS = {
    "an event": ["UPDATE event SET actor_name = 'X'", "DELETE FROM event"],
    "a change": ["UPDATE event_change SET field = 'X'", "DELETE FROM event_change"],
    "a text": [
        "UPDATE event_text SET text = 'X'",
        "UPDATE event_text SET redacted_text = 'X'",
        "UPDATE event_text SET position = 9, text = NULL, salt = NULL, redaction_id = 1",
        "DELETE FROM event_text",
    ],
}


@pytest.mark.parametrize("database", ["register", "postgres_register"])
@pytest.mark.parametrize("statement", [s for each in STATEMENTS.values() for s in each])
def test_the_database_refuses_to_change_or_delete_history(
    database: str, statement: str, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue(database)
    happen(1)

    def attempt(connection: Connection) -> None:
        connection.execute(text(statement))

    with pytest.raises(Exception, match="history cannot be changed"):
        _apart(attempt)
    assert check().faults == ()


def test_every_kind_of_statement_has_its_trigger() -> None:
    for dialect in ("sqlite", "postgresql"):
        made = " ".join(create_all_triggers(dialect))
        for table in COLUMNS:
            assert f"ON {table}" in made


def _apart(work: Callable[[Connection], Any]) -> None:
    db.session.rollback()
    with db.engine.begin() as connection:
        work(connection)
