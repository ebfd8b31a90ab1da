"""What is looked over before the first request: the store of proofs is swept before anybody writes."""

import os
import time
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.services.proof_records import PDF
from tests.web.completion_pages import Desk, desk
from tests.web.test_proofs import a_file, added
from tracker import create_app
from tracker.config import Settings
from tracker.services.proof_store import LocalFolder

__all__ = ["desk"]


def test_before_the_first_request_old_orphans_go_and_what_is_known_or_young_stays(
    desk: Desk, settings: Settings
) -> None:
    added(desk.visitor(desk.owner), file=a_file("audit.pdf", PDF))
    store = LocalFolder(settings.evidence_dir)
    (known,) = store.names()
    old, young = store.put(b"old orphan").sha256, store.put(b"young orphan").sha256
    (store.root / "unfinished-1").write_bytes(b"half")
    long_ago = time.time() - timedelta(hours=2).total_seconds()
    for name in (known, old):
        os.utime(store.root / name[:2] / name[2:4] / name, (long_ago, long_ago))
    os.utime(store.root / "unfinished-1", (long_ago, long_ago))
    create_app(settings).test_client().get("/help")
    assert set(store.names()) == {known, young}
    assert not (store.root / "unfinished-1").exists()


def test_a_store_that_cannot_be_read_keeps_nobody_from_working(
    app: Flask, client: FlaskClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: LocalFolder) -> None:
        raise PermissionError("evidence")

    monkeypatch.setattr(LocalFolder, "names", broken)
    assert client.get("/help").status_code == 200
