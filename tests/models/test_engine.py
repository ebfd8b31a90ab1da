"""How SQLite is opened: settings on every connection, the write lock taken at the start."""

import threading
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from tracker.models.base import db

WANTED = {
    "journal_mode": "delete",
    "synchronous": "2",
    "foreign_keys": "1",
    "secure_delete": "1",
    "mmap_size": "0",
    "cache_size": "-32768",
    "busy_timeout": "20000",
}


def settings_of_a_new_connection() -> dict[str, str]:
    with db.engine.connect() as connection:
        found = {name: str(connection.execute(text(f"PRAGMA {name}")).scalar()) for name in WANTED}
        connection.invalidate()
    return found


def test_every_new_connection_has_the_settings(register: Flask) -> None:
    for _ in range(3):
        assert settings_of_a_new_connection() == WANTED


def test_a_connection_of_another_thread_has_them_too(register: Flask) -> None:
    found: list[dict[str, str]] = []

    def look() -> None:
        with register.app_context():
            found.append(settings_of_a_new_connection())

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [WANTED] * 3


def test_the_file_is_in_rollback_mode_and_nothing_lies_beside_it(register: Flask, tmp_path: Path) -> None:
    with db.engine.connect().execution_options(begin="IMMEDIATE") as connection, connection.begin():
        connection.execute(text("DELETE FROM login_session"))
    header = (tmp_path / "tracker.sqlite").read_bytes()[:20]
    # Bytes 18 and 19 say which journal the file is written with: 1 is rollback, 2 is WAL.
    assert header[18:20] == b"\x01\x01"
    assert [path.name for path in tmp_path.glob("tracker.sqlite*")] == ["tracker.sqlite"]


def test_reading_takes_no_lock_and_writing_takes_it_at_once(register: Flask) -> None:
    reading = db.engine.connect()
    reading.execute(text("SELECT 1"))
    writing = db.engine.connect().execution_options(begin="IMMEDIATE")
    transaction = writing.begin()
    with db.engine.connect() as third:
        third.exec_driver_sql("ROLLBACK")
        third.exec_driver_sql("PRAGMA busy_timeout=1")
        with pytest.raises(Exception, match="database is locked"):
            third.exec_driver_sql("BEGIN IMMEDIATE")
        third.invalidate()
    transaction.rollback()
    writing.close()
    reading.close()


def test_a_row_that_points_nowhere_is_refused(register: Flask) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"), db.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO holding (post_id, person_name, is_acting, version) VALUES (9, 'X', 0, 1)")
        )
