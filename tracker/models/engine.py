"""How every connection is opened: SQLite's settings, and the write lock a writing transaction begins with.

Rollback journal and synchronous FULL: the WAL mode of many SQLite versions can lose committed data
(fixed in 3.51.3, 3.50.7 and 3.44.6). secure_delete overwrites what a redaction removes.
A cache of 32 MB holds what the counts of a past day read.
"""

from typing import Any

from sqlalchemy import Connection, Engine, event

SETTINGS = (
    "PRAGMA journal_mode=DELETE",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA cache_size=-32768",
    "PRAGMA busy_timeout=20000",
)


def prepare(engine: Engine) -> None:
    """Give an engine its settings; PostgreSQL needs none of them."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _open)
    event.listen(engine, "begin", _begin)


def _open(connection: Any, _record: Any) -> None:
    # The driver must not begin transactions of its own: `_begin` says which kind.
    connection.isolation_level = None
    cursor = connection.cursor()
    for setting in SETTINGS:
        cursor.execute(setting)
    cursor.close()


def _begin(connection: Connection) -> None:
    kind = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {kind}")
