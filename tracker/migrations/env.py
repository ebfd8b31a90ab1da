"""Runs the migrations against the application's database, on SQLite and PostgreSQL alike."""

from alembic import context
from flask import current_app

import tracker.models  # noqa: F401
from tracker.models.base import Base


def run() -> None:
    """Upgrade through the application's engine, one transaction for the whole upgrade."""
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            # Batch mode rebuilds tables; rows that point to them must survive it.
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            compare_type=True,
            transaction_per_migration=False,
        )
        with context.begin_transaction():
            context.run_migrations()
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")


run()
