"""What the register, My items and two days compared cost over 10,000 and 100,000 items, against sqlite3.

Run from the top of the project: `python -m tests.bench.bench_progress`; exits 1 above the limit.
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event

from tests.bench.bench_register import SQL_LIMIT, Statement, best_seconds, filled_app, say
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import Rating, Role
from tracker.models.base import db
from tracker.queries.as_at import AsAtFilter, as_at_count, as_at_rows
from tracker.queries.differences import acts_on, changed_count, changed_items
from tracker.queries.my_items import my_item_rows
from tracker.queries.ratings import turning_count, turning_items
from tracker.queries.reading import reading
from tracker.queries.register import RegisterFilter, register_count, register_rows
from tracker.services.count_views import counts_between

SIZES = (10_000, 100_000)
TODAY, EARLIER = date(2026, 1, 7), date(2025, 12, 10)
BY = Actor(1, "Bench", frozenset({Role.OFFICE_STAFF, Role.OWNER}))


def _register(chosen: RegisterFilter) -> Callable[[], object]:
    return lambda: (
        register_count(reading(), BY, TODAY, chosen),
        register_rows(reading(), BY, TODAY, chosen),
    )


def _compare() -> None:
    changed_count(reading(), BY, TODAY, EARLIER, TODAY)
    found = changed_items(reading(), BY, TODAY, EARLIER, TODAY)
    acts_on(reading(), BY, TODAY, [one.item_id for one in found], EARLIER, TODAY)


PAGES: tuple[tuple[str, Callable[[], object]], ...] = (
    ("register", _register(RegisterFilter())),
    ("by rating", _register(RegisterFilter(rating=Rating.AMBER))),
    ("by owner", _register(RegisterFilter(owner="post-7"))),
    ("turns Red", _register(RegisterFilter(sort="turns_red"))),
    ("My items", lambda: my_item_rows(reading(), BY, TODAY)),
    (
        "forecast",
        lambda: (
            turning_count(reading(), BY, TODAY, date(2026, 2, 4)),
            turning_items(reading(), BY, TODAY, date(2026, 2, 4), limit=50),
        ),
    ),
    (
        "as at",
        lambda: (
            as_at_count(reading(), BY, TODAY, EARLIER, AsAtFilter()),
            as_at_rows(reading(), BY, TODAY, EARLIER, AsAtFilter()),
        ),
    ),
    ("compare", _compare),
    ("counts", lambda: counts_between(by=BY, today=TODAY, from_on=EARLIER, to_on=TODAY)),
)


def measured(work: Callable[[], object], tries: int) -> tuple[float, float, int]:
    """The seconds of the same statements through sqlite3 alone, of the queries, and how many there are."""
    statements: list[Statement] = []

    def note(*heard: Any) -> None:
        statements.append((heard[2], heard[3]))

    event.listen(db.engine, "before_cursor_execute", note)
    work()
    event.remove(db.engine, "before_cursor_execute", note)
    asked = [one for one in statements if one[0].lstrip().upper().startswith(("SELECT", "WITH"))]
    raw = reading().connection().connection.cursor()

    def through_sqlite() -> None:
        for statement, values in asked:
            raw.execute(statement, values).fetchall()

    floors, taken = [], []
    for _ in range(3):
        floors.append(best_seconds(through_sqlite, tries))
        taken.append(best_seconds(work, tries))
    return min(floors), min(taken), len(asked)


def run() -> bool:
    """Print one line for each page and size; whether all keep within the limit, with as many statements."""
    is_within, counted = True, dict[str, int]()
    say(f"Milliseconds of the processor; at most {SQL_LIMIT:g} times sqlite3, which makes no dates or words")
    say(f"{'items':>8} {'':>10} {'sqlite3':>10} {'SQL':>8} {'times':>6} {'asked':>6}")
    for items in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            app: Flask = filled_app(Path(folder), items)
            with app.app_context():
                for name, work in PAGES:
                    raw, taken, asked = measured(work, 10 if items <= 10_000 else 2)
                    is_same = counted.setdefault(name, asked) == asked
                    is_within = is_within and taken <= SQL_LIMIT * raw and is_same
                    times = f"{raw * 1000:>10.2f} {taken * 1000:>8.2f} {taken / raw:>6.2f} {asked:>6}"
                    say(f"{items:>8} {name:>10} {times}")
                db.session.remove()
                db.engine.dispose()
    return is_within


if __name__ == "__main__":
    sys.exit(not run())
