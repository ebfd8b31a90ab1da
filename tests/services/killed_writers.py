"""Eight writers, killed together in mid-write again and again: `… URL STORE DIARY ROUNDS WRITER…`.

Each writer adds proofs and updates to an item of its own through the services, and notes in a diary of its
own what it is about to do and what was acknowledged. A WRITER is ITEM:ACCOUNT.
"""

import itertools
import os
import random
import signal
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from flask import Flask

from tests.fixtures.database import NOW, TODAY, bare_app
from tests.services.proof_records import a_file, a_link
from tests.services.update_records import SAID
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.progress_update import ProgressUpdate
from tracker.services.progress_proofs import add_proof
from tracker.services.proof_keeping import AlreadyAttached
from tracker.services.proof_store import LocalFolder
from tracker.services.updates import record_update

SHARED = b"%PDF-1.7\nWhat several bring. " + b"x" * 400_000
"""The same bytes from every writer now and then, which are stored once."""
GIVE_UP_AFTER = 60.0  # seconds without an acknowledgement


def write(app: Flask, store: str, diary: int, writer: str, turn: str, acts: Iterable[int]) -> None:
    """Add a file, a link and an update in turn, as often as told."""
    item_id, account_id = map(int, writer.split(":"))
    kept, by = LocalFolder(Path(store)), Actor(account_id, f"Writer {account_id}", frozenset({Role.OWNER}))
    with app.app_context():
        seen = newest_update(item_id)
        for number in acts:
            name = f"{turn}-{item_id}-{number}"
            item = db.session.get_one(Item, item_id)
            os.write(diary, f"begin {name}\n".encode())
            if number % 3 == 2:
                seen = record_update(item=item, seen=seen, update=SAID, by=by, now=NOW).id
                os.write(diary, f"update {name} {seen}\n".encode())
                continue
            is_file = number % 3 == 0
            details = a_file(f"{name}.pdf") if is_file else a_link(f"https://a.example/{name}")
            content = (
                (SHARED if number % 4 == 0 else f"%PDF-1.7\n{name}".encode() * 9_000) if is_file else b""
            )
            try:
                made = add_proof(
                    item=item, details=details, content=content, store=kept, by=by, now=NOW, today=TODAY
                )
            except AlreadyAttached:
                os.write(diary, f"refused {name}\n".encode())
            else:
                os.write(diary, f"proof {name} {made.id}\n".encode())
        db.session.remove()


def newest_update(item_id: int) -> int:
    """The last update of an item that was saved, acknowledged or not."""
    wanted = db.session.query(ProgressUpdate.id).filter_by(item_id=item_id)
    return max((key for (key,) in wanted), default=0)


def main(url: str, store: str, diaries: str, rounds: str, *writers: str) -> None:
    """Start them, wait until something is acknowledged, kill them all at once; as often as asked."""
    chance, app = random.Random(4), bare_app(url)
    # What one does first the others need not work out again: statements, imports, pictures of the tables.
    write(app, store, opened(Path(diaries) / "first"), writers[0], "first", range(3))
    with app.app_context():
        db.engine.dispose()
    for turn in range(int(rounds)):
        started: dict[int, Path] = {}
        for place, writer in enumerate(writers):
            path = Path(diaries) / f"{turn}-{place}"
            child = os.fork()
            if child == 0:
                write(app, store, opened(path), writer, str(turn), itertools.count(turn + place))
            started[child] = path
        wait_for_acknowledgements(list(started.values()), chance.randint(2, 12))
        time.sleep(chance.random() * 0.05)
        for child in started:
            os.kill(child, signal.SIGKILL)
        for child in started:
            _, status = os.waitpid(child, 0)
            assert os.WTERMSIG(status) == signal.SIGKILL, "a writer ended by itself"


def opened(diary: Path) -> int:
    """A diary to write to; what is written there outlives its writer."""
    return os.open(diary, os.O_WRONLY | os.O_CREAT | os.O_APPEND)


def wait_for_acknowledgements(diaries: list[Path], number: int) -> None:
    """Wait until so many acts were acknowledged in this round."""
    give_up_at = time.monotonic() + GIVE_UP_AFTER
    while sum(line.split()[0] != "begin" for path in diaries for line in lines_of(path)) < number:
        assert time.monotonic() < give_up_at, "nothing was acknowledged"
        time.sleep(0.01)


def lines_of(diary: Path) -> list[str]:
    """What a writer noted, one line for each beginning and each acknowledgement."""
    return diary.read_text().splitlines() if diary.exists() else []


if __name__ == "__main__":
    main(*sys.argv[1:])
