"""Killed while it makes a final copy, at any point: there is none, or a whole one with its event."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from tests.services.final_copy_records import drafted
from tests.services.killed_final_copy import POINTS
from tracker.config import ROOT
from tracker.domain.meetings import MeetingStatus
from tracker.models.base import db
from tracker.models.final_copy import FinalCopy, FinalCopyFile, FinalCopyRow
from tracker.models.stored_file import StoredFile
from tracker.services.exports import repair_exports
from tracker.services.final_copy_store import check_copy
from tracker.services.history import verify


def kept() -> tuple[int, ...]:
    db.session.rollback()
    return tuple(
        db.session.query(one).count() for one in (FinalCopy, FinalCopyRow, FinalCopyFile, StoredFile)
    )


def killed_at(url: str, exports: Path, point: str) -> None:
    command = [sys.executable, "-m", "tests.services.killed_final_copy", url, str(exports), point]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, check=False)
    assert ended.returncode == -9, ended.stderr.decode()


@pytest.mark.soak
@pytest.mark.parametrize("point", POINTS)
def test_killed_half_way_there_is_no_final_copy_or_a_whole_one(
    either_register: Flask, tmp_path: Path, point: str
) -> None:
    story = drafted(3)
    before = verify(db.session())
    db.session.rollback()
    exports = tmp_path / "exports"
    killed_at(either_register.config["SQLALCHEMY_DATABASE_URI"], exports, point)
    db.session.expire_all()
    is_whole = POINTS.index(point) >= POINTS.index("committed")
    assert repair_exports(exports_dir=exports) == ()
    now = verify(db.session())
    assert now.faults == ()
    assert now.events == before.events + is_whole
    assert story.meeting.status is (MeetingStatus.FINAL if is_whole else MeetingStatus.DRAFTED)
    copies = sorted(path for path in exports.rglob("*") if path.is_file())
    if not is_whole:
        assert kept() == (0, 0, 0, 0)
        assert copies == []
        return
    assert check_copy(db.session.query(FinalCopy).one()).is_whole
    told = {file.sha256 for file in db.session.query(FinalCopyFile)}
    assert {hashlib.sha256(path.read_bytes()).hexdigest() for path in copies} == told
    assert len(copies) == len(told) == kept()[3]
