"""Whether an installation is healthy: each thing looked at says so, or what is wrong."""

from pathlib import Path

from flask import Flask
from sqlalchemy import text

from tests.fixtures.database import NOW
from tracker.domain.permissions import SYSTEM
from tracker.models.base import db
from tracker.services.health import checks, database_answers
from tracker.services.offices import PostDetails, record_post


def test_a_good_installation_is_healthy_in_every_line(register: Flask, tmp_path: Path) -> None:
    secret = tmp_path / "secret_key"
    secret.touch(mode=0o600)
    record_post(post=None, version=0, details=PostDetails("pcc", "PCC"), by=SYSTEM, now=NOW)
    found = checks(tmp_path)
    assert [check for check in found if not check.is_ok] == []
    assert {"Database", "SQLite journal_mode", "SQLite file", "History", "Secret key"} <= {
        c.what for c in found
    }
    assert any("the chain verifies, events: 1" in check.words for check in found)


def test_postgresql_is_not_asked_for_settings_of_sqlite(postgres_register: Flask, tmp_path: Path) -> None:
    found = checks(tmp_path)
    assert all(check.is_ok for check in found)
    assert not any(check.what.startswith("SQLite") for check in found)


def test_a_secret_that_others_can_read_is_named(register: Flask, tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch(mode=0o644)
    assert [c.what for c in checks(tmp_path) if not c.is_ok] == ["Secret key"]


def test_a_changed_history_is_named(register: Flask, tmp_path: Path) -> None:
    record_post(post=None, version=0, details=PostDetails("pcc", "PCC"), by=SYSTEM, now=NOW)
    with db.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER event_no_update"))
        connection.execute(text("UPDATE event SET actor_name = 'X'"))
    bad = [check for check in checks(tmp_path) if not check.is_ok]
    assert [(c.what, c.words) for c in bad] == [("History", "Event 1 was changed after it was written.")]


def test_a_database_that_is_gone_is_said_in_one_line(register: Flask, tmp_path: Path) -> None:
    db.session.remove()
    db.engine.dispose()
    (tmp_path / "tracker.sqlite").write_bytes(b"This is no database. " * 500)
    assert not database_answers()
    assert [check.what for check in checks(tmp_path)] == ["Database"]
