"""The migrations: from nothing to the tables of today, on both databases, with data in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import Migrate, downgrade, upgrade
from flask_migrate import check as migrate_check
from sqlalchemy import inspect, text

from tests.fixtures.database import NOW, TODAY, bare_app, opened
from tracker.config import ROOT
from tracker.domain.board_rules import BoardRule
from tracker.domain.boards import BoardDetails
from tracker.domain.permissions import SYSTEM
from tracker.domain.reports import ReportDetails
from tracker.domain.vocabulary import Delivery, Rating, ReportKind
from tracker.models.base import Base, db
from tracker.queries.board_items import items_of_board
from tracker.queries.offices import chief_officer_posts
from tracker.queries.reports import report_by_reference
from tracker.services.board_oversight import change_rules
from tracker.services.boards import record_board
from tracker.services.history import verify
from tracker.services.item_states import begin_missing_states
from tracker.services.progress_views import item_progress
from tracker.services.reports import add_report

TRIGGERS = {
    "event_no_update",
    "event_no_delete",
    "event_change_no_update",
    "event_change_no_delete",
    "event_text_no_delete",
    "event_text_only_redaction",
}

A_POST = """
INSERT INTO post (slug, title, title_in_letters, short_title, salutation, address, version)
VALUES ('pcc', 'Commissioner', '', '', '', '', 1)
"""
AN_ITEM = """
INSERT INTO item (reference, report_id, position, kind, number, heading, text, for_whom, is_joint,
                  is_conditional, off_list_note, search_text, recorded_at, version)
VALUES ('R2025-01-REC1', 1, 1, 'recommendation', '1', '', 'Listen.', 'force', false,
        false, '', 'listen', :at, 1)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def upgraded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A database that the migrations have brought up from nothing."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'tracker.sqlite'}"
    else:
        url = request.getfixturevalue("postgres_url")
    with migrating(url) as app:
        upgrade()
        yield app


@contextmanager
def migrating(url: str) -> Iterator[Flask]:
    app = bare_app(url)
    Migrate(app, db, directory=str(ROOT / "tracker" / "migrations"), render_as_batch=True, compare_type=True)
    with opened(app):
        yield app


def triggers() -> set[str]:
    is_sqlite = db.engine.dialect.name == "sqlite"
    of_sqlite = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    of_postgres = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    with db.engine.connect() as connection:
        return set(connection.execute(text(of_sqlite if is_sqlite else of_postgres)).scalars())


def put_data_in() -> None:
    """Data as each release put it in: a post by its own columns, a report by the service of today."""
    with db.engine.begin() as connection:
        connection.execute(text(A_POST))
    details = ReportDetails("Listening", ReportKind.PEEL, "HMICFRS", date(2025, 3, 3))
    add_report(details=details, by=SYSTEM, now=NOW, today=TODAY)


def test_the_tables_are_those_of_the_models(upgraded: Flask) -> None:
    migrate_check()
    found = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
    assert found == set(Base.metadata.tables)


def test_the_triggers_are_there_after_the_upgrade(upgraded: Flask) -> None:
    assert triggers() == TRIGGERS


def test_the_services_work_on_what_was_upgraded(upgraded: Flask) -> None:
    put_data_in()
    assert report_by_reference(db.session(), "R2025-01") is not None
    assert verify(db.session()).faults == ()
    with pytest.raises(Exception, match="history cannot be changed"), db.engine.begin() as connection:
        connection.execute(text("DELETE FROM event"))


def test_an_upgrade_of_what_is_upgraded_changes_nothing(upgraded: Flask) -> None:
    put_data_in()
    db.session.rollback()
    upgrade()
    assert verify(db.session()).events == 1
    assert triggers() == TRIGGERS


def test_foreign_keys_are_watched_again_after_the_upgrade(upgraded: Flask) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"), db.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO holding (post_id, person_name, is_acting, version) VALUES (9, 'X', false, 1)")
        )


def test_a_downgrade_leaves_nothing_and_an_upgrade_begins_anew(upgraded: Flask) -> None:
    db.session.remove()
    downgrade(revision="base")
    assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}
    upgrade()
    assert triggers() == TRIGGERS


def test_the_names_of_constraints_are_the_same_as_in_the_models(upgraded: Flask) -> None:
    """Batch mode finds a constraint again by its name."""
    found = inspect(db.engine)
    for table in Base.metadata.sorted_tables:
        checks = {check["name"] for check in found.get_check_constraints(table.name)}
        wanted = {str(c.name) for c in table.constraints if type(c).__name__ == "CheckConstraint"}
        assert checks == wanted, table.name


def test_the_revision_is_the_newest(upgraded: Flask) -> None:
    with db.engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == newest()


def newest() -> str:
    return max(
        path.name.split("_")[0] for path in (ROOT / "tracker" / "migrations" / "versions").glob("[0-9]*.py")
    )


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_what_the_first_revision_held_is_there_after_the_second(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    sqlite = f"sqlite:///{tmp_path / 'tracker.sqlite'}"
    url = sqlite if database == "sqlite" else request.getfixturevalue("postgres_url")
    with migrating(url):
        upgrade(revision="0001")
        put_data_in()
        db.session.remove()
        upgrade()
        assert report_by_reference(db.session(), "R2025-01") is not None
        assert verify(db.session()).faults == ()
        assert triggers() >= TRIGGERS


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_items_of_the_second_revision_begin_their_dated_states_after_the_third(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    sqlite = f"sqlite:///{tmp_path / 'tracker.sqlite'}"
    url = sqlite if database == "sqlite" else request.getfixturevalue("postgres_url")
    with migrating(url):
        upgrade(revision="0002")
        put_data_in()
        with db.engine.begin() as connection:
            connection.execute(text(AN_ITEM), {"at": NOW.isoformat(" ")})
        db.session.remove()
        upgrade()
        assert begin_missing_states(now=NOW) == ("Dated states were begun for 1 of the items.",)
        found = item_progress(reference="R2025-01-REC1", by=SYSTEM, today=TODAY)
        assert (found.rated.rating, found.delivery) == (Rating.NEW, Delivery.AWAITING_ALLOCATION)
        assert verify(db.session()).faults == ()
        assert triggers() == TRIGGERS


A_BODY = """
INSERT INTO body (kind, name, also_called, head_post_id, version)
VALUES ('local_policing_body', 'Commissioner for Wessmere', '', 1, 1)
"""


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_after_the_fourth_revision_the_heads_are_chief_officers_and_a_board_oversees_what_was_there(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    sqlite = f"sqlite:///{tmp_path / 'tracker.sqlite'}"
    url = sqlite if database == "sqlite" else request.getfixturevalue("postgres_url")
    with migrating(url):
        upgrade(revision="0003")
        put_data_in()
        with db.engine.begin() as connection:
            connection.execute(text(AN_ITEM), {"at": NOW.isoformat(" ")})
            connection.execute(text(A_BODY))
        db.session.remove()
        upgrade()
        begin_missing_states(now=NOW)
        assert chief_officer_posts(db.session()) == {1}
        board = record_board(details=BoardDetails("Oversight board", "oversight"), by=SYSTEM, now=NOW)
        rule = BoardRule(report_kind=ReportKind.PEEL)
        change_rules(board=board, version=1, rules=[rule], by=SYSTEM, now=NOW)
        assert [item.reference for item in items_of_board(db.session(), board.id)] == ["R2025-01-REC1"]
        assert verify(db.session()).faults == ()
        assert triggers() == TRIGGERS
