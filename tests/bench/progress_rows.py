"""The progress of many items written by plain SQL: posts, states with their ratings, and their events."""

import random
import sqlite3
from datetime import date, datetime, timedelta

FIRST = datetime(2024, 1, 1, 9)  # noqa: DTZ001 - written as SQLite keeps it
FOR_EVER = "9999-12-31"
RATINGS = ("red", "amber", "new", "green")
POSTS = 200


def fill_progress(connection: sqlite3.Connection, chance: random.Random, items: int) -> None:
    """One to three states for each item, each begun by an event of its own and rated in three periods."""
    connection.executemany(
        "INSERT INTO post (id, slug, title, title_in_letters, short_title, salutation, address, version)"
        " VALUES (?, ?, ?, '', '', '', '', 1)",
        [(key, f"post-{key}", f"Head of unit {key}") for key in range(1, POSTS + 1)],
    )
    connection.execute(
        "INSERT INTO post_account (post_id, account_id, from_on, version) VALUES (1, 1, '2020-01-01', 1)"
    )
    last = connection.execute("SELECT max(seq) FROM event").fetchone()[0] or 0
    rows: dict[str, list[tuple[object, ...]]] = {"progress": [], "state": [], "period": [], "event": []}
    for item in range(1, items + 1):
        last = _item(rows, chance, item, last)
    for name, statement in STATEMENTS.items():
        connection.executemany(statement, rows[name])
    for statement in FROM_EVENTS:
        connection.execute(statement)


STATEMENTS = {
    "progress": "INSERT INTO progress (item_id, owner_post_id, allocated_on, proposal, closure_level,"
    " override_reason, version) VALUES (?, ?, ?, '', '', '', 1)",
    "event": "INSERT INTO event (seq, at, actor_name, name, previous_hash, hash)"
    " VALUES (?, ?, 'Bench', 'item_changed', '', ?)",
    "state": "INSERT INTO item_state (id, item_id, valid_from, valid_to, event_seq, standing, for_whom,"
    " delivery, owner_post_id, date_in_force, times_moved, actions_open, actions_total)"
    " VALUES (?, ?, ?, ?, ?, ?, 'force', 'in_progress', ?, ?, 0, 0, 0)",
    "period": "INSERT INTO rating_period (state_id, item_id, from_on, to_on, rating, derived, reasons,"
    " is_current) VALUES (?, ?, ?, ?, ?, ?, '[]', ?)",
}
FROM_EVENTS = (
    "INSERT INTO event_change (event_seq, position, subject_kind, subject_id, subject_reference, field)"
    " SELECT event_seq, 0, 'item', item_id, 'X' || item_id, 'standing' FROM item_state",
    "INSERT INTO event_text (event_seq, position, side, salt, text)"
    " SELECT event_seq, 0, 'after', '00', standing FROM item_state",
    "INSERT INTO event_text (event_seq, position, side, salt, text) SELECT event_seq, 0, 'before', '00',"
    " (SELECT b.standing FROM item_state b WHERE b.item_id = a.item_id AND b.id < a.id ORDER BY b.id DESC"
    " LIMIT 1) FROM item_state a WHERE EXISTS (SELECT 1 FROM item_state b WHERE b.item_id = a.item_id"
    " AND b.id < a.id)",
)


def _item(rows: dict[str, list[tuple[object, ...]]], chance: random.Random, item: int, last: int) -> int:
    owner = chance.randint(1, POSTS)
    due = date(2025, 1, 1) + timedelta(days=chance.randint(0, 1500))
    rows["progress"].append((item, owner, "2024-01-01"))
    begins = sorted(
        FIRST + timedelta(minutes=chance.randint(0, 1_055_000)) for _ in range(chance.randint(1, 3))
    )
    ends: list[datetime | None] = [*begins[1:], None]
    standings = ("open", "closed", "open")
    for begin, end, standing in zip(begins, ends, standings, strict=False):
        last += 1
        until = end.isoformat(" ", "microseconds") if end else None
        at = begin.isoformat(" ", "microseconds")
        rows["event"].append((last, at, f"{last:064}"))
        rows["state"].append((last, item, at, until, last, standing, owner, due.isoformat()))
        turns = [begin.date() + timedelta(days=n) for n in (0, 200, 500)]
        stops = [*(day.isoformat() for day in turns[1:]), FOR_EVER]
        for turn, stop, rating in zip(turns, stops, chance.sample(RATINGS, 3), strict=True):
            rows["period"].append((last, item, turn.isoformat(), stop, rating, rating, end is None))
    return last
