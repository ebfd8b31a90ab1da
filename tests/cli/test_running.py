"""`flask demo`, `flask doctor`, `flask audit` as a person at the terminal meets them."""

import json
import socket
import sqlite3
from pathlib import Path

from flask import Flask


def test_the_demonstration_is_loaded_once(app: Flask) -> None:
    runner = app.test_cli_runner()
    first = runner.invoke(args=["demo", "--if-empty"])
    again = runner.invoke(args=["demo", "--if-empty"])
    refused = runner.invoke(args=["demo"])

    assert first.exit_code == 0
    assert "office@demo.example" in first.output
    assert (again.exit_code, again.output) == (0, "")
    assert refused.exit_code != 0
    assert len(refused.output.strip().splitlines()) == 1


def test_the_doctor_finds_a_healthy_installation_healthy(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["doctor"])

    assert result.exit_code == 0
    assert "BAD" not in result.output


def test_the_doctor_names_a_history_that_was_changed(app: Flask) -> None:
    runner = app.test_cli_runner()
    runner.invoke(args=["demo"])
    with sqlite3.connect(app.config["SETTINGS"].instance_dir / "tracker.sqlite") as database:
        database.execute("DROP TRIGGER event_no_update")
        database.execute("UPDATE event SET actor_name = 'Somebody Else' WHERE seq = 7")

    result = runner.invoke(args=["doctor"])
    assert result.exit_code != 0
    assert "Event 7" in result.output


def test_the_head_printed_earlier_proves_the_tail(app: Flask, tmp_path: Path) -> None:
    runner = app.test_cli_runner()
    runner.invoke(args=["demo"])
    head = runner.invoke(args=["audit", "head", "--json"])
    anchor = tmp_path / "head.json"
    anchor.write_text(head.output, encoding="utf-8")

    assert runner.invoke(args=["audit", "verify", "--anchor", str(anchor)]).exit_code == 0
    with sqlite3.connect(app.config["SETTINGS"].instance_dir / "tracker.sqlite") as database:
        for table in ("event_text", "event_change", "event"):
            database.execute(f"DROP TRIGGER {table}_no_delete")
            column = "seq" if table == "event" else "event_seq"
            database.execute(
                f"DELETE FROM {table} WHERE {column} = ?", (json.loads(head.output)["sequence"],)
            )

    assert runner.invoke(args=["audit", "verify"]).exit_code == 0
    cut = runner.invoke(args=["audit", "verify", "--anchor", str(anchor)])
    assert cut.exit_code != 0
    assert "missing" in cut.output


def test_a_database_older_than_the_program_gives_one_line(app: Flask) -> None:
    with sqlite3.connect(app.config["SETTINGS"].instance_dir / "tracker.sqlite") as database:
        database.execute("ALTER TABLE response RENAME COLUMN subject TO subject_of_old")

    result = app.test_cli_runner().invoke(args=["response", "show", "S55-2024-01"])
    assert result.exit_code != 0
    (line,) = result.output.strip().splitlines()
    assert line.startswith("Error: The database cannot be used. Run `flask db upgrade`")


def test_a_port_that_is_taken_gives_one_line(app: Flask) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = app.test_cli_runner().invoke(args=["serve", "--port", str(port)])
    assert result.exit_code != 0
    assert result.output.strip().splitlines()[-1].startswith(f"Error: Port {port} of 127.0.0.1 cannot be")
