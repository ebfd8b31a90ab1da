"""Eight writers are killed in mid-write: nothing acknowledged is lost, and nothing is left half done."""

import hashlib
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from tests.fixtures.database import person
from tests.services.killed_writers import lines_of
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import a_report, an_item
from tracker.domain.audit import EventName
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.event import Event
from tracker.models.item_state import ItemState
from tracker.models.progress_update import ProgressUpdate
from tracker.models.proof import Proof, ProofItem
from tracker.services.history import verify
from tracker.services.proof_store import LocalFolder
from tracker.services.proof_sweeps import look_over_store

ROOT = Path(__file__).parents[2]
WRITERS = 8
IN_FLIGHT_AT_LEAST = 0.5
"""The part of the kills that must hit a writer between its beginning and its acknowledgement."""


@dataclass(frozen=True)
class Killed:
    """What the writers noted before they were killed, and what they wrote to."""

    store: LocalFolder
    begun: set[str]
    proofs: dict[int, str]
    updates: set[int]
    in_flight: int


def killed(url: str, folder: Path, rounds: int) -> Killed:
    """Have eight writers killed so many times on this register."""
    report, writers = a_report(), []
    for number in range(WRITERS):
        owner, post = person(Role.OWNER, name=f"Writer {number}"), a_post(f"post-{number}", f"Post {number}")
        holds(post, owner)
        item = allocated(an_item(report, f"Review {number}.", number=str(number + 1)), post)
        writers.append(f"{item.id}:{owner.account_id}")
    db.session.rollback()
    (folder / "diaries").mkdir()
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "tests.services.killed_writers",
        url,
        folder / "evidence",
    ]
    subprocess.run([*command, folder / "diaries", str(rounds), *writers], cwd=ROOT, check=True)
    noted = [[line.split() for line in lines_of(path)] for path in (folder / "diaries").iterdir()]
    every = [line for lines in noted for line in lines]
    hit = [path for path in (folder / "diaries").iterdir() if lines_of(path)[-1:] and _is_begun(path)]
    return Killed(
        LocalFolder(folder / "evidence"),
        {words[1] for words in every if words[0] == "begin"},
        {int(words[2]): words[1] for words in every if words[0] == "proof"},
        {int(words[2]) for words in every if words[0] == "update"},
        len({path.name.partition("-")[0] for path in hit}),
    )


def _is_begun(diary: Path) -> bool:
    return lines_of(diary)[-1].startswith("begin ")


def check(found: Killed, rounds: int) -> None:
    """Everything acknowledged is there and whole; what was not is whole or absent; the history verifies."""
    session = db.session()
    assert found.in_flight >= rounds * IN_FLIGHT_AT_LEAST
    assert len(found.proofs) >= rounds
    rows = {row.id: row for row in session.scalars(select(Proof))}
    names = [row.file_name.removesuffix(".pdf") or row.address.rpartition("/")[2] for row in rows.values()]
    assert {key: name for key, name in found.proofs.items() if key not in rows} == {}
    assert len(names) == len(set(names)), "something was added twice"
    assert set(names) <= found.begun
    assert found.updates <= set(session.scalars(select(ProgressUpdate.id)))
    check_files(found.store, rows)
    events = dict(session.execute(select(Event.name, func.count()).group_by(Event.name)).all())
    assert events[EventName.PROGRESS_PROOF_ADDED.value] == len(rows)
    assert events[EventName.UPDATE_RECORDED.value] == session.scalar(select(func.count(ProgressUpdate.id)))
    assert session.scalar(select(func.count()).select_from(ProofItem)) == len(rows)
    states = select(ItemState.item_id, func.count()).where(ItemState.valid_to.is_(None))
    assert set(dict(session.execute(states.group_by(ItemState.item_id)).all()).values()) == {1}
    assert verify(session).faults == ()


def check_files(store: LocalFolder, rows: dict[int, Proof]) -> None:
    """No record without its file, whole; after a sweep no file without its record, nor half of one."""
    known = {row.sha256 for row in rows.values() if row.sha256}
    for name in known:
        with store.open(name) as file:
            assert hashlib.sha256(file.read()).hexdigest() == name
    look_over_store(store=store, now=datetime.now(UTC) + timedelta(hours=2))
    left = {path.name for path in store.root.rglob("*") if path.is_file()}
    assert left == known


def test_thirty_kills_on_sqlite(register: Flask, tmp_path: Path) -> None:
    check(killed(register.config["SQLALCHEMY_DATABASE_URI"], tmp_path, 30), 30)
    assert db.session.execute(text("PRAGMA integrity_check")).scalar() == "ok"


@pytest.mark.soak
@pytest.mark.parametrize("database", ["register", "postgres_register"])
def test_a_hundred_kills(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    app: Flask = request.getfixturevalue(database)
    check(killed(app.config["SQLALCHEMY_DATABASE_URI"], tmp_path, 100), 100)
