"""The column types of our own, instants and words from a list; and what the tables themselves refuse."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from flask import Flask
from sqlalchemy import insert, select, text
from sqlalchemy.exc import StatementError

from tests.fixtures.database import NOW
from tracker.domain.vocabulary import BodyKind
from tracker.models.base import Base, db
from tracker.models.office import Body
from tracker.models.session import AccessEntry


def keep(moment: datetime) -> datetime:
    with db.engine.begin() as connection:
        connection.execute(insert(AccessEntry).values(at=moment, what="signed_in", subject="", came_from=""))
        return connection.execute(select(AccessEntry.at)).scalar_one()


def test_an_instant_comes_back_as_it_went_in(either_register: Flask) -> None:
    moment = datetime(2026, 10, 25, 1, 30, 0, 123456, tzinfo=timezone(timedelta(hours=1)))
    found = keep(moment)
    assert found == moment
    assert found.utcoffset() == timedelta(0)


def test_an_instant_without_its_offset_is_refused(register: Flask) -> None:
    with pytest.raises(StatementError, match="offset"):
        keep(datetime(2026, 1, 7, 12, 5))  # noqa: DTZ001


def test_a_word_is_kept_as_its_short_text(register: Flask) -> None:
    with db.engine.begin() as connection:
        connection.execute(insert(Body).values(kind=BodyKind.FORCE, name="X", also_called="", version=1))
        assert connection.execute(text("SELECT kind FROM body")).scalar() == "force"
        assert connection.execute(select(Body.kind)).scalar() is BodyKind.FORCE


def test_a_word_that_is_not_on_the_list_is_refused(register: Flask) -> None:
    with pytest.raises(StatementError, match="not a valid"), db.engine.begin() as connection:
        connection.execute(insert(Body).values(kind="navy", name="X", also_called="", version=1))


HOLDING = "INSERT INTO holding (post_id, person_name, is_acting, version, {0}) VALUES (1, 'X', {2}, 1, {1})"
REDACTION = (
    "INSERT INTO redaction (replacement, reason, asked_by, asked_at, places, version, was_confirmed, {0}) "
    "VALUES ('', '', 1, '2026-01-07', 0, 1, {2}, {1})"
)
REFUSED = {
    "a holder that ends before starting": (HOLDING, "from_on, to_on", "'2026-02-01', '2026-02-01'", "false"),
    "a confirmation by nobody": (HOLDING, "confirmed_on", "'2026-02-01'", "false"),
    "a redaction decided by nobody": (REDACTION, "decided_at", "'2026-02-01'", "false"),
    "a redaction confirmed by who asked": (REDACTION, "decided_at, decided_by", "'2026-02-01', 1", "true"),
    "a decided redaction that keeps its words": (
        REDACTION,
        "decided_at, decided_by, words",
        "'2026-02-01', 2, 'X'",
        "true",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses(either_register: Flask, what: str) -> None:
    statement, columns, values, flag = REFUSED[what]
    for key in (1, 2):
        account = (
            f"INSERT INTO account VALUES ({key}, 'a{key}', 'A', '-', false, true, '{NOW.astimezone(UTC)}', 1)"
        )
        run(account)
    run("INSERT INTO post VALUES (1, 'pcc', 'PCC', '', '', '', '', 1)")
    with pytest.raises(Exception, match=r"(?i)check constraint"):
        run(statement.format(columns, values, flag))


def run(statement: str) -> None:
    with db.engine.begin() as connection:
        connection.execute(text(statement))


def test_every_constraint_has_a_name() -> None:
    unnamed = [
        f"{table.name}: {constraint}"
        for table in Base.metadata.sorted_tables
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert unnamed == []
