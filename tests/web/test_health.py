"""What a watching machine is told."""

from pathlib import Path

import pytest
from flask import Flask

from tests.fixtures.page_check import Visitor
from tracker.config import Settings


def test_it_says_ok_to_anybody(visit: Visitor) -> None:
    answer = visit.get("/healthz")
    assert answer.get_data(as_text=True) == "ok\n"
    assert answer.mimetype == "text/plain"
    assert "Set-Cookie" not in answer.headers


def test_it_says_when_the_database_is_gone_and_when_it_is_back(
    visit: Visitor, app: Flask, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "tracker.sqlite"
    kept = file.read_bytes()
    file.write_bytes(b"This is no database. " * 500)
    answer = visit.get("/healthz", 503)
    assert answer.get_data(as_text=True) == "not ok: the database does not answer\n"
    file.write_bytes(kept)
    visit.get("/healthz")
