"""The file of an inspectorate's letter: proof of all its items, in the letter's own save and event."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.readers.office_file_cases import office_file
from tests.services.proof_records import PDF, Work, a_file, in_progress
from tests.services.records import an_item
from tests.services.test_correspondence import DATED
from tracker.domain.correspondence import LetterDetails
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Invalid, NotAllowed
from tracker.domain.vocabulary import Effect, Marking, Role
from tracker.models.base import db
from tracker.models.correspondence import Correspondence
from tracker.models.item import Item
from tracker.models.proof import Proof
from tracker.models.report import Report
from tracker.queries.events import event_count, timeline
from tracker.services.correspondence import LetterFile, Said, record_correspondence
from tracker.services.correspondence_views import letter_in_full
from tracker.services.history import verify
from tracker.services.progress_proof_views import proof_file, proofs_of
from tracker.services.redactions import ask_redaction, confirm_redaction

OFFICE = Actor(None, "Olga Frost", frozenset({Role.OFFICE_STAFF}))
APPROVER = Actor(None, "Ann Gray", frozenset({Role.APPROVER}))
NAME = "Zelda Quartermain"
SECRET = f"Reviewed with {NAME}.".encode()


@pytest.fixture
def work(register: Flask, tmp_path: Path) -> Work:
    (tmp_path / "exports").mkdir()
    return in_progress(tmp_path)


@pytest.fixture
def items(work: Work) -> list[Item]:
    """Two items of one report, the first with an owner."""
    report = db.session.get_one(Report, work.item.report_id)
    return [work.item, an_item(report, "Review again.", number="2")]


def a_letter(work: Work, items: list[Item], content: bytes = PDF, **given: Any) -> Correspondence:
    """A letter with a file, which closes the items; `given` says otherwise."""
    file: dict[str, Any] = {"name": "letter.pdf", "content": content, "store": work.store}
    wanted = {name: given.pop(name) for name in ("name", "marking") if name in given}
    details: dict[str, Any] = {"subject": "Missing children", "dated_on": DATED, "received_on": TODAY}
    by = given.pop("by", OFFICE)
    return record_correspondence(
        details=LetterDetails(**(details | given)),
        said=[Said(item, Effect.CLOSES) for item in items],
        nonce=f"letter-{len(items)}",
        by=by,
        now=NOW,
        today=TODAY,
        file=LetterFile(**(file | wanted)),
    )


def refused(work: Work, items: list[Item], content: bytes = PDF, **given: Any) -> dict[str, str]:
    """What is refused; neither a letter nor a proof nor a byte is kept then."""
    before = event_count(db.session()), db.session.query(Proof).count(), work.files()
    with pytest.raises(Invalid) as refusal:
        a_letter(work, items, content, **given)
    assert (event_count(db.session()), db.session.query(Proof).count(), work.files()) == before
    assert db.session.query(Correspondence).count() == 0
    return dict(refusal.value.problems)


def test_the_file_of_a_letter_is_proof_of_all_its_items_in_the_letters_own_event(
    work: Work, items: list[Item]
) -> None:
    before = event_count(db.session())
    letter = a_letter(work, items)
    assert event_count(db.session()) == before + 1
    file = letter_in_full(key=letter.id, by=OFFICE, today=TODAY).file
    assert file is not None
    assert file.items == tuple(sorted(item.reference for item in items))
    assert (file.shows, file.file_name) == ("Letter from HMICFRS: Missing children", "letter.pdf")
    assert (file.effective_on, file.received_on, file.added_by) == (DATED, TODAY, OFFICE.name)
    for item in items:
        (found,) = proofs_of(reference=item.reference, by=OFFICE, today=TODAY).in_force
        assert found.key == file.key
        told = timeline(db.session(), [("item", item.id)])[0]
        assert any(line.field == "proof" and "letter.pdf" in (line.after or "") for line in told.changes)
    _, content = proof_file(key=file.key, store=work.store, by=OFFICE, today=TODAY)
    with content:
        assert content.read() == PDF
    assert verify(db.session()).faults == ()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("letter.pdf", b"", "This file is empty"),
        ("letter.pdf", b"MZ\x90\x00", "not a .pdf file"),
        ("letter.exe", b"MZ\x90\x00", "Programs are never kept"),
        ("letter.docx", office_file("docx", {"word/vbaProject.bin": b"x"}), "macros"),
    ],
)
def test_a_file_that_is_no_proof_holds_back_the_whole_letter(
    work: Work, items: list[Item], name: str, content: bytes, words: str
) -> None:
    problems = refused(work, items, content, name=name)
    assert list(problems) == ["file"]
    assert words in problems["file"]


def test_what_is_wrong_with_file_and_letter_is_told_at_once(work: Work, items: list[Item]) -> None:
    assert set(refused(work, items, b"", subject=" ")) == {"file", "subject"}


def test_a_letter_that_is_refused_leaves_no_byte_of_a_good_file(work: Work, items: list[Item]) -> None:
    assert set(refused(work, items, sender=" ")) == {"sender"}


def test_a_file_that_is_attached_already_is_not_kept_again(work: Work, items: list[Item]) -> None:
    proof = work.add(a_file())
    assert f"already, as proof {proof.id}" in refused(work, items)["file"]


def test_a_redaction_destroys_the_file_of_a_letter_and_a_text_without_the_name_follows(
    work: Work, items: list[Item]
) -> None:
    letter = a_letter(work, items, SECRET, name="letter.txt")
    redact(work)
    file = letter_in_full(key=letter.id, by=OFFICE, today=TODAY).file
    assert file is not None
    assert file.is_redacted
    _, content = proof_file(key=file.replaced_by or 0, store=work.store, by=OFFICE, today=TODAY)
    with content:
        assert NAME.encode() not in content.read()
    assert hashlib.sha256(SECRET).hexdigest() not in work.files()


def test_a_file_that_a_redaction_destroyed_is_not_taken_again(work: Work, items: list[Item]) -> None:
    work.add(a_file("notes.txt"), SECRET)
    redact(work)
    assert "a redaction removed" in refused(work, items, SECRET, name="again.txt")["file"]


def test_the_name_of_a_sensitive_file_is_for_those_who_may_open_it(work: Work, items: list[Item]) -> None:
    letter = a_letter(work, items, marking=Marking.OFFICIAL_SENSITIVE)
    seen = letter_in_full(key=letter.id, by=APPROVER, today=TODAY).file
    assert seen is not None
    assert (seen.file_name, bool(seen.may_read)) == ("", False)
    told = [
        line.after or ""
        for subject in (("item", items[0].id), ("correspondence", letter.id))
        for line in timeline(db.session(), [subject])[0].changes
    ]
    assert "letter.pdf" not in " ".join(told)
    assert f"Proof {seen.key}, OFFICIAL-SENSITIVE" in told


def test_who_may_record_no_letter_leaves_no_file(work: Work, items: list[Item]) -> None:
    with pytest.raises(NotAllowed):
        a_letter(work, items, by=work.owner)
    assert work.files() == []


def redact(work: Work) -> None:
    asha, tom = person(Role.OFFICE_STAFF), person(Role.ADMINISTRATOR, name="Tom Reed")
    folders: dict[str, Any] = {"exports_dir": work.store.root.parent / "exports", "store": work.store}
    asked = ask_redaction(words=NAME, reason="The name of a child.", **folders, by=asha, now=NOW)
    confirm_redaction(redaction=asked, version=1, **folders, by=tom, now=NOW)
