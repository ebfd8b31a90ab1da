"""What the register page costs over 10,000 items, against plain SQL and a ready list; exits 1 above a limit.

Run from the top of the project: `python -m tests.bench.bench_register`.
"""

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask import Flask, template_rendered
from flask.testing import FlaskClient
from jinja2 import Template
from sqlalchemy import event

from tests.bench.progress_rows import fill_progress
from tests.fixtures.database import make_tables
from tracker import create_app
from tracker.clock import now, today
from tracker.config import ROOT, Settings
from tracker.domain.cleaning import search_form
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.vocabulary import ForWhom, ItemKind, Role
from tracker.models.base import db
from tracker.queries.ratings import owner_posts, ratings_by_report
from tracker.queries.reading import reading
from tracker.queries.register import (
    RegisterFilter,
    register_conditions,
    register_count,
    register_rows,
    shape_of,
    values_of,
)
from tracker.services.accounts import change_own_password, create_account
from tracker.services.rating_charts import MOST_REPORTS

REPORTS, ITEMS = 200, 10_000
SQL_LIMIT = 2.0  # times the same statements through sqlite3 alone
HTML_LIMIT = 2.0  # times the same template on a list that is ready
SEED = 55
PASSWORD = "seven quiet otters crossing"
WORDS = (
    "force",
    "child",
    "report",
    "officers",
    "records",
    "should",
    "review",
    "months",
    "custody",
    "missing",
)
PAGES = (
    ("first page", RegisterFilter(), "/register"),
    ("searched", RegisterFilter(search="custody review"), "/register?search=custody+review"),
    ("by deadline", RegisterFilter(sort="deadline"), "/register?sort=deadline"),
)
Statement = tuple[str, tuple[Any, ...]]


def best_seconds(work: Callable[[], object], tries: int = 15) -> float:
    """The shortest of several runs in seconds of the processor: what others do meanwhile is not counted."""
    taken = []
    for _ in range(tries):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def turn_by_turn(*works: Callable[[], object]) -> list[float]:
    """The best seconds of each, taken in turn so that all meet the same load."""
    rounds = [[best_seconds(work) for work in works] for _ in range(3)]
    return [min(times) for times in zip(*rounds, strict=True)]


def filled_app(folder: Path, items: int = ITEMS) -> Flask:
    """The program on a register of so many items, which are written by plain SQL: no history is read here."""
    settings = Settings(
        folder,
        f"sqlite:///{folder / 'bench.sqlite'}",
        "for benchmarks",
        folder / "exports",
        ROOT / "seeds",
        False,
        folder / "evidence",
    )
    app = create_app(settings)
    with app.app_context():
        make_tables()
        made = create_account(
            email="bench@example.org", name="Bench", roles=[Role.OFFICE_STAFF], by=SYSTEM, now=now()
        )
        change_own_password(
            current=made.password,
            new=PASSWORD,
            again=PASSWORD,
            common=(),
            keep_session=None,
            by=Actor(made.account_id, "Bench", frozenset({Role.OFFICE_STAFF})),
            now=now(),
        )
        db.session.remove()
    with closing(sqlite3.connect(folder / "bench.sqlite")) as connection, connection:
        fill(connection, random.Random(SEED), items)
        fill_progress(connection, random.Random(SEED), items)
    return app


def fill(connection: sqlite3.Connection, chance: random.Random, items: int) -> None:
    """Two hundred reports with as many items each, in words drawn by chance."""
    at = "2020-01-01 00:00:00.000000"
    for key in range(1, REPORTS + 1):
        published = date(2016, 1, 1) + timedelta(days=key * 17)
        title = f"Report about {chance.choice(WORDS)} and {chance.choice(WORDS)} {key}"
        reference = f"R{published.year}-{key:03}"
        connection.execute(
            "INSERT INTO report (id, reference, title, kind, inspecting_body, published_on, web_address,"
            " is_embargoed, search_text, recorded_at, version)"
            " VALUES (?, ?, ?, 'peel', 'HMICFRS', ?, '', 0, ?, ?, 1)",
            (key, reference, title, published.isoformat(), search_form(f"{reference} {title}"), at),
        )
    rows = []
    for key in range(1, items + 1):
        report = (key - 1) % REPORTS + 1
        text = " ".join(chance.choices(WORDS, k=chance.randint(20, 80)))
        due = date(2018, 1, 1) + timedelta(days=chance.randint(0, 4000))
        rows.append(
            (
                key,
                f"X{key}",
                report,
                key,
                chance.choice(list(ItemKind)).value,
                str(key),
                text,
                chance.choice(list(ForWhom)).value,
                due.isoformat() if chance.random() < 0.6 else None,
                search_form(text),
                at,
            )
        )
    connection.executemany(
        "INSERT INTO item (id, reference, report_id, position, kind, number, heading, text, for_whom,"
        " is_joint, is_conditional, first_deadline_on, off_list_note, search_text, recorded_at, version)"
        " VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, 0, 0, ?, '', ?, ?, 1)",
        rows,
    )


def sql_seconds(app: Flask, chosen: RegisterFilter) -> tuple[float, float]:
    """The page's lists and figures: the same statements through sqlite3 alone, and through the queries."""
    statements: list[Statement] = []
    with app.app_context():
        by = Actor(1, "Bench", frozenset({Role.OFFICE_STAFF}))
        session, on = reading(), today()

        def through_queries() -> None:
            register_count(session, by, on, chosen)
            register_rows(session, by, on, chosen)
            owner_posts(session)
            conditions = register_conditions(shape_of(by, chosen))
            ratings_by_report(session, conditions, values_of(by, on, chosen), MOST_REPORTS)

        def note(*heard: Any) -> None:
            statements.append((heard[2], heard[3]))

        event.listen(db.engine, "before_cursor_execute", note)
        through_queries()
        event.remove(db.engine, "before_cursor_execute", note)
        asked = [one for one in statements if one[0].lstrip().upper().startswith("SELECT")]
        raw = session.connection().connection.cursor()

        def through_sqlite() -> None:
            for statement, values in asked:
                raw.execute(statement, values).fetchall()

        floor, taken = turn_by_turn(through_sqlite, through_queries)
        db.session.remove()
    return floor, taken


def html_seconds(app: Flask, client: FlaskClient, address: str) -> tuple[float, float]:
    """The template on a list that is ready, and the whole page: session, rules, statements, template."""
    caught: list[tuple[Template, dict[str, Any]]] = []

    def catch(_sender: Flask, template: Template, context: dict[str, Any], **_more: Any) -> None:
        caught.append((template, context))

    with template_rendered.connected_to(catch, app):
        answer = client.get(address)
    assert answer.status_code == 200, answer.status
    template, context = caught[0]
    cookie = "; ".join(f"{kept.key}={kept.value}" for kept in (client._cookies or {}).values())
    with app.test_request_context(address, headers={"Cookie": cookie}):
        app.preprocess_request()
        floor, page = turn_by_turn(lambda: template.render(context), lambda: client.get(address))
    return floor, page


def signed_in(app: Flask) -> FlaskClient:
    """A browser of somebody in the office."""
    client = app.test_client()
    page = client.get("/sign-in").get_data(as_text=True)
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    client.post("/sign-in", data={"csrf_token": token, "email": "bench@example.org", "password": PASSWORD})
    return client


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def run() -> bool:
    """Print one line for each page; whether all of them keep within the limits."""
    is_within = True
    with tempfile.TemporaryDirectory() as folder:
        app = filled_app(Path(folder))
        client = signed_in(app)
        say(f"Register of {ITEMS:,} items, milliseconds of the processor")
        say(f"At most {SQL_LIMIT:g} times sqlite3 and {HTML_LIMIT:g} times the template")
        say(f"{'':>12} {'sqlite3':>8} {'SQL':>8} {'times':>6} {'template':>9} {'HTML':>8} {'times':>6}")
        for name, chosen, address in PAGES:
            raw, taken = sql_seconds(app, chosen)
            template, page = html_seconds(app, client, address)
            html = page - taken
            is_within = is_within and taken <= SQL_LIMIT * raw and html <= HTML_LIMIT * template
            say(
                f"{name:>12} {raw * 1000:>8.2f} {taken * 1000:>8.2f} {taken / raw:>6.2f}"
                f" {template * 1000:>9.2f} {html * 1000:>8.2f} {html / template:>6.2f}"
            )
        with app.app_context():
            db.engine.dispose()
    return is_within


if __name__ == "__main__":
    sys.exit(not run())
