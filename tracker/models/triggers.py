"""Triggers that refuse to change or delete history, for both databases.

Alembic's batch mode rebuilds a SQLite table and drops its triggers: a migration that touches one of
these tables must run `create_all_triggers` again (a test looks for them after every upgrade).
"""

from collections.abc import Iterator

FROZEN = ("event", "event_change")

SQLITE_REFUSE = """CREATE TRIGGER IF NOT EXISTS {table}_no_{verb} BEFORE {VERB} ON {table}
BEGIN SELECT RAISE(ABORT, 'history cannot be changed'); END"""

SQLITE_TEXT = """CREATE TRIGGER IF NOT EXISTS event_text_only_redaction BEFORE UPDATE ON event_text
WHEN NOT (NEW.redaction_id IS NOT NULL AND NEW.text IS NULL AND NEW.salt IS NULL
          AND NEW.event_seq = OLD.event_seq AND NEW.position = OLD.position AND NEW.side = OLD.side)
BEGIN SELECT RAISE(ABORT, 'history cannot be changed'); END"""

POSTGRES_FUNCTIONS = """
CREATE OR REPLACE FUNCTION history_cannot_be_changed() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'history cannot be changed'; END $$ LANGUAGE plpgsql"""

POSTGRES_REFUSE = """CREATE OR REPLACE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
FOR EACH ROW EXECUTE FUNCTION history_cannot_be_changed()"""

POSTGRES_TEXT = """CREATE OR REPLACE TRIGGER event_text_only_redaction BEFORE UPDATE ON event_text
FOR EACH ROW WHEN (NOT (NEW.redaction_id IS NOT NULL AND NEW.text IS NULL AND NEW.salt IS NULL
          AND NEW.event_seq = OLD.event_seq AND NEW.position = OLD.position AND NEW.side = OLD.side))
EXECUTE FUNCTION history_cannot_be_changed()"""


def create_all_triggers(dialect_name: str) -> Iterator[str]:
    """The statements, in order, for `sqlite` or `postgresql`."""
    is_sqlite = dialect_name == "sqlite"
    if not is_sqlite:
        yield POSTGRES_FUNCTIONS
    refuse = SQLITE_REFUSE if is_sqlite else POSTGRES_REFUSE
    for table in FROZEN:
        for verb in ("update", "delete"):
            yield refuse.format(table=table, verb=verb, VERB=verb.upper())
    yield refuse.format(table="event_text", verb="delete", VERB="DELETE")
    yield SQLITE_TEXT if is_sqlite else POSTGRES_TEXT
