"""Issuing: one letter, whole or none, with its bytes, its event and the head of the history before it."""

import hashlib
import io
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from tests.fixtures.database import NOW, TODAY, person
from tests.services.killed_issue import POINTS
from tests.services.move_records import (
    YES,
    a_whole_letter,
    approved,
    issued,
    seen,
    submitted,
    two_people,
)
from tracker.config import ROOT
from tracker.domain.audit import EventName
from tracker.domain.letter_snapshots import SnapshotPurpose, parts_in
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.response_rules import Given
from tracker.domain.vocabulary import ResponseStatus, Role
from tracker.models.approval import Approval
from tracker.models.base import db
from tracker.models.event import Event
from tracker.models.letter_version import LetterVersion
from tracker.models.office import Holding, Post
from tracker.models.response import Response
from tracker.services import letter_issue, response_moves
from tracker.services.exports import repair_exports, write_once
from tracker.services.history import verify
from tracker.services.letter_details import details_of
from tracker.services.letter_states import state_of
from tracker.services.offices import HoldingDetails, record_holding
from tracker.services.proof_store import LocalFolder
from tracker.services.redactions import ask_redaction, confirm_redaction
from tracker.services.responses import change_letter

S = ResponseStatus
AT: dict[str, Any] = {"now": NOW, "today": TODAY}


def ready_to_issue() -> tuple[Response, Actor, Actor]:
    office, approver = two_people()
    return approved(submitted(a_whole_letter(), office), approver), office, approver


def letters_issued() -> list[LetterVersion]:
    db.session.rollback()
    return db.session.query(LetterVersion).filter_by(purpose=SnapshotPurpose.ISSUED).all()


def test_an_issued_letter_has_its_bytes_its_snapshot_and_the_head_before_its_event(
    register: Flask, tmp_path: Path
) -> None:
    response, _, approver = ready_to_issue()
    head = verify(db.session())
    made = issued(response, approver, tmp_path / "exports")
    kept = letters_issued()[0]
    copy = (tmp_path / "exports" / "S55-2026-01.docx").read_bytes()
    assert made.is_copied
    assert response.status is S.ISSUED
    assert hashlib.sha256(copy).hexdigest() == kept.sha256 == made.sha256
    assert (kept.head_seq, kept.head_hash) == (head.head_seq, head.head_hash)
    properties = docx.Document(io.BytesIO(copy)).core_properties
    assert properties.keywords == f"History up to event {head.head_seq}: {head.head_hash}"
    assert parts_in(kept.printed) == state_of(response=response, today=TODAY).parts
    assert kept.signature_released_by == "Ines Roe"
    assert verify(db.session(), anchor=(head.head_seq, head.head_hash)).faults == ()


def test_the_names_and_who_released_the_signature_are_asked_for(register: Flask, tmp_path: Path) -> None:
    response, _, approver = ready_to_issue()
    with pytest.raises(Invalid) as refusal:
        letter_issue.issue(
            response=response,
            version=response.version,
            seen=seen(response),
            given=Given(),
            exports_dir=tmp_path,
            by=approver,
            **AT,
        )
    assert set(refusal.value.problems) == {"names_confirmed", "signature_released_by"}
    assert letters_issued() == []


def test_a_letter_without_a_picture_asks_nobody_to_release_one(register: Flask, tmp_path: Path) -> None:
    office, approver = two_people()
    response = approved(submitted(a_whole_letter(with_signature=False), office), approver)
    issued(response, approver, tmp_path)
    assert letters_issued()[0].signature_released_by == ""


def test_a_new_home_secretary_between_approval_and_issue_lets_the_approval_fall(
    register: Flask, tmp_path: Path
) -> None:
    response, office, approver = ready_to_issue()
    holding = db.session.query(Holding).filter_by(person_name="Rt Hon Bela Farrow MP").one()
    other = HoldingDetails("Rt Hon Dora Vale MP", holding.from_on, holding.to_on)
    post = db.session.get_one(Post, holding.post_id)
    record_holding(holding=holding, version=holding.version, post=post, details=other, by=office, now=NOW)
    with pytest.raises(NotAllowed, match=r"Bela Farrow.*Dora Vale"):
        issued(response, approver, tmp_path)
    assert response.status is S.PREPARING
    fell = db.session.query(Approval).one()
    assert "The addressee" in (fell.fell_because or "")
    assert fell.fell_at == NOW
    last = db.session.query(Event).order_by(Event.seq.desc()).first()
    assert last is not None
    assert last.name == EventName.APPROVAL_FELL
    assert letters_issued() == []
    assert list(tmp_path.glob("*.docx")) == []
    assert verify(db.session()).faults == ()


def test_another_base_document_is_another_letter(register: Flask, tmp_path: Path) -> None:
    response, _, _ = ready_to_issue()
    other = tmp_path / "house.docx"
    other.write_bytes((ROOT / "templates" / "word" / "house.docx").read_bytes() + b"\0")
    changes = state_of(response=response, today=TODAY, house=other).facts.text_changes
    assert changes == ("The base document of letters is another one.",)


def test_download_after_edits_gives_the_same_bytes(register: Flask, tmp_path: Path) -> None:
    response, office, approver = ready_to_issue()
    made = issued(response, approver, tmp_path)
    with pytest.raises(NotAllowed, match="never changes"):
        change_letter(
            response=response,
            version=response.version,
            details=details_of(response),
            by=office,
            now=NOW,
        )
    response_moves.correct(
        response=response, version=response.version, reason="A wrong figure.", by=office, **AT
    )
    details = replace(details_of(response), paragraphs="The right figure is four.")
    change_letter(response=response, version=response.version, details=details, by=office, now=NOW)
    content = letter_issue.issued_copy(response=response, number=1).content or b""
    assert hashlib.sha256(content).hexdigest() == made.sha256


def test_a_correction_is_version_two_with_its_reason(register: Flask, tmp_path: Path) -> None:
    response, office, approver = ready_to_issue()
    first = issued(response, approver, tmp_path)
    with pytest.raises(Invalid):
        response_moves.correct(response=response, version=response.version, reason="", by=office, **AT)
    response_moves.correct(
        response=response, version=response.version, reason="A wrong figure.", by=office, **AT
    )
    assert response.status is S.PREPARING
    with pytest.raises(NotAllowed):
        issued(response, approver, tmp_path)
    details = replace(details_of(response), paragraphs="The right figure is four.")
    change_letter(response=response, version=response.version, details=details, by=office, now=NOW)
    second = issued(approved(submitted(response, office), approver), approver, tmp_path)
    assert (first.name, second.name) == ("S55-2026-01.docx", "S55-2026-01-version-2.docx")
    assert [one.number for one in letters_issued()] == [1, 2]
    assert first.sha256 != second.sha256
    assert {path.name for path in tmp_path.glob("*.docx")} == {first.name, second.name}
    opened = db.session.query(LetterVersion).filter_by(purpose=SnapshotPurpose.CORRECTION).one()
    assert (opened.number, opened.reason) == (2, "A wrong figure.")


def test_issuing_twice_at_once_makes_one_letter(either_register: Flask, tmp_path: Path) -> None:
    response, _, approver = ready_to_issue()
    key, version, page = response.id, response.version, seen(response)
    db.session.rollback()
    start, outcomes = threading.Barrier(4), []

    def press() -> None:
        with either_register.app_context():
            mine = db.session.get_one(Response, key)
            start.wait()
            try:
                letter_issue.issue(
                    response=mine,
                    version=version,
                    seen=page,
                    given=YES,
                    exports_dir=tmp_path,
                    by=approver,
                    **AT,
                )
                outcomes.append("issued")
            except (Conflict, NotAllowed) as refusal:
                outcomes.append(type(refusal).__name__)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["Conflict"] * 3 + ["issued"]
    assert len(letters_issued()) == 1
    assert len(list(tmp_path.glob("*.docx"))) == 1
    assert db.session.query(Event).filter_by(name=EventName.LETTER_ISSUED.value).count() == 1
    assert verify(db.session()).faults == ()


def test_the_database_itself_takes_one_issued_letter_of_a_number(
    either_register: Flask, tmp_path: Path
) -> None:
    response, _, approver = ready_to_issue()
    issued(response, approver, tmp_path / "exports")
    one = letters_issued()[0]
    columns = {c.name: getattr(one, c.name) for c in LetterVersion.__table__.columns if c.name != "id"}
    db.session.add(LetterVersion(**columns))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


@pytest.mark.soak
@pytest.mark.parametrize("point", POINTS)
def test_killed_while_issuing_there_is_no_letter_or_a_whole_one(
    either_register: Flask, tmp_path: Path, point: str
) -> None:
    response, _, _ = ready_to_issue()
    before = verify(db.session()).events
    db.session.rollback()
    exports = tmp_path / "exports"
    url = either_register.config["SQLALCHEMY_DATABASE_URI"]
    command = [sys.executable, "-m", "tests.services.killed_issue", url]
    ended = subprocess.run(
        [*command, str(exports), point], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert ended.returncode == -9, ended.stderr.decode()
    db.session.expire_all()
    is_whole = POINTS.index(point) >= POINTS.index("committed")
    assert repair_exports(exports_dir=exports) == ()
    kept, report = letters_issued(), verify(db.session())
    copies = [path.name for path in exports.glob("*")] + [path.name for path in exports.glob(".*")]
    assert report.faults == ()
    assert report.events == before + (1 if is_whole else 0)
    assert response.status is (S.ISSUED if is_whole else S.APPROVED)
    assert [one.number for one in kept] == ([1] if is_whole else [])
    assert copies == (["S55-2026-01.docx"] if is_whole else [])
    if is_whole:
        assert hashlib.sha256((exports / copies[0]).read_bytes()).hexdigest() == kept[0].sha256


def test_a_copy_is_never_overwritten_and_a_missing_one_is_made_again(register: Flask, tmp_path: Path) -> None:
    response, _, approver = ready_to_issue()
    made = issued(response, approver, tmp_path)
    copy = tmp_path / made.name
    assert not write_once(tmp_path, made.name, b"other")
    copy.write_bytes(b"somebody wrote here")
    assert repair_exports(exports_dir=tmp_path) == (made.name,)
    assert copy.read_bytes() == b"somebody wrote here"
    copy.unlink()
    assert repair_exports(exports_dir=tmp_path) == ()
    assert hashlib.sha256(copy.read_bytes()).hexdigest() == made.sha256


def test_a_full_disk_for_copies_stops_no_letter(register: Flask, tmp_path: Path) -> None:
    response, _, approver = ready_to_issue()
    blocked = tmp_path / "exports"
    blocked.write_text("a file where the folder should be")
    made = issued(response, approver, blocked)
    assert not made.is_copied
    assert len(letters_issued()) == 1


@pytest.mark.parametrize("dated", [date(2026, 1, 8)])
def test_a_letter_dated_in_the_future_waits(register: Flask, tmp_path: Path, dated: date) -> None:
    office, approver = two_people()
    response = approved(submitted(a_whole_letter(letter_dated=dated), office), approver)
    with pytest.raises(NotAllowed, match="in the future"):
        issued(response, approver, tmp_path)


def test_the_office_does_not_issue(register: Flask, tmp_path: Path) -> None:
    response, office, _ = ready_to_issue()
    with pytest.raises(NotAllowed, match="Only the Approver"):
        issued(response, office, tmp_path)
    with pytest.raises(NotAllowed):
        issued(response, person(Role.AUDITOR, name="Au Ditor"), tmp_path)


def test_what_a_redaction_destroyed_is_not_brought_back(register: Flask, tmp_path: Path) -> None:
    response, office, approver = ready_to_issue()
    exports = tmp_path / "exports"
    made = issued(response, approver, exports)
    lead = person(Role.FORCE_INSPECTION_LEAD, name="Finn Low")
    folders: dict[str, Any] = {"exports_dir": exports, "store": LocalFolder(tmp_path / "evidence")}
    asked = ask_redaction(words="done", reason="A name.", **folders, by=office, now=NOW)
    confirm_redaction(redaction=asked, version=1, **folders, by=lead, now=NOW)
    assert repair_exports(exports_dir=exports) == ()
    assert list(exports.glob("*.docx")) == []
    kept = letters_issued()[0]
    assert (kept.sha256, "done" in kept.printed) == (made.sha256, False)
    assert state_of(response=response, today=TODAY).parts == parts_in(kept.printed)
    with pytest.raises(NotHere, match="destroyed by a redaction"):
        letter_issue.issued_copy(response=response, number=1)
    assert verify(db.session()).faults == ()
