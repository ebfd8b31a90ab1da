"""A name in proof of progress: two people remove it from what was said and from the bytes that were kept."""

import io
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from flask import Flask
from openpyxl import Workbook

from tests.fixtures.database import NOW, TODAY, person
from tests.services.proof_records import PDF, Work, a_file, a_link, in_progress
from tests.services.test_progress_proofs import AUDITOR
from tracker.domain.redactions import REDACTED
from tracker.domain.refusals import Invalid, NotHere
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.proof import Proof
from tracker.queries.events import whole_history
from tracker.services.history import verify
from tracker.services.progress_proof_views import proof_file, proof_in_full
from tracker.services.proof_sweeps import look_over_store
from tracker.services.redactions import Removed, ask_redaction, confirm_redaction, extent_of

NAME = "Zelda Quartermain"


@pytest.fixture
def work(register: Flask, tmp_path: Path) -> Work:
    (tmp_path / "exports").mkdir()
    return in_progress(tmp_path)


def redact(work: Work, words: str = NAME) -> Removed:
    asha, tom = person(Role.OFFICE_STAFF), person(Role.ADMINISTRATOR, name="Tom Reed")
    folders: dict[str, Any] = {"exports_dir": work.store.root.parent / "exports", "store": work.store}
    asked = ask_redaction(words=words, reason="The name of a child.", **folders, by=asha, now=NOW)
    return confirm_redaction(redaction=asked, version=1, **folders, by=tom, now=NOW)


def word_file() -> bytes:
    document, made = Document(), io.BytesIO()
    document.add_paragraph(f"Reviewed with {NAME}.")
    document.save(made)
    return made.getvalue()


def workbook() -> bytes:
    book, made = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet["B2"] = f"Reviewed with {NAME}"
    book.save(made)
    return made.getvalue()


def message(charset: str) -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Review"
    mail.set_content(f"Reviewed with {NAME}, naïvely.", cte="base64", charset=charset)
    return mail.as_bytes()


def with_attachment() -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Review"
    mail.set_content("See the file.")
    mail.add_attachment(word_file(), maintype="application", subtype="octet-stream", filename="review.docx")
    return mail.as_bytes()


FILES = {
    "notes.txt": f"Reviewed with {NAME}.".encode(),
    "wide.txt": f"Reviewed with {NAME}.".encode("utf-16"),
    "review.docx": word_file(),
    "review.xlsx": workbook(),
    "review.eml": message("utf-8"),
    "wide.eml": message("utf-16"),
    "attached.eml": with_attachment(),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_holds_the_name_loses_its_bytes_and_a_text_without_it_takes_its_place(
    work: Work, name: str
) -> None:
    made = work.add(a_file(name), FILES[name])
    fingerprint, size = made.sha256, made.size
    assert redact(work).is_store_clean
    assert not work.store.exists(fingerprint or "")
    old = proof_in_full(key=made.id, by=AUDITOR, today=TODAY)
    assert (old.is_redacted, old.sha256, old.size) == (True, fingerprint, size)
    with pytest.raises(NotHere, match="destroyed by a redaction"):
        proof_file(key=made.id, store=work.store, by=AUDITOR, today=TODAY)
    new, file = proof_file(key=old.replaced_by or 0, store=work.store, by=AUDITOR, today=TODAY)
    with file:
        assert f"Reviewed with {REDACTED}" in file.read().decode()
    assert (new.file_name, new.items) == (f"{name.partition('.')[0]} (redacted).txt", old.items)
    assert verify(db.session()).faults == ()


def test_what_was_said_of_a_proof_loses_the_name_and_the_history_too(work: Work) -> None:
    made = work.add(a_link(f"https://intranet.example/{NAME.replace(' ', '')}"), b"")
    redact(work, NAME.replace(" ", ""))
    assert NAME.replace(" ", "") not in proof_in_full(key=made.id, by=AUDITOR, today=TODAY).address
    assert "Quartermain" not in repr(whole_history(db.session()))
    assert verify(db.session()).faults == ()


def test_a_picture_goes_when_the_words_stand_in_its_name(work: Work) -> None:
    made = work.add(a_file(f"{NAME}.png"), b"\x89PNG\r\n\x1a\nrest")
    redact(work)
    view = proof_in_full(key=made.id, by=AUDITOR, today=TODAY)
    assert (view.file_name, view.is_redacted, view.replaced_by) == (f"{REDACTED}.png", True, None)
    assert work.files() == []


def test_the_same_bytes_go_from_every_item_and_are_not_taken_again(work: Work, tmp_path: Path) -> None:
    other = in_progress(tmp_path, title="Roads")
    first, second = (one.add(a_file("notes.txt"), FILES["notes.txt"]) for one in (work, other))
    redact(work)
    for key in (first.id, second.id):
        assert proof_in_full(key=key, by=AUDITOR, today=TODAY).is_redacted
    with pytest.raises(Invalid, match="held words that a redaction removed"):
        work.add(a_file("again.txt"), FILES["notes.txt"])


def test_a_file_without_the_name_stays(work: Work) -> None:
    kept = work.add()
    work.add(a_file("notes.txt"), FILES["notes.txt"])
    redact(work)
    assert work.store.exists(kept.sha256 or "")
    assert not proof_in_full(key=kept.id, by=AUDITOR, today=TODAY).is_redacted


def test_what_would_go_is_shown_before_and_proofs_by_their_numbers_alone(work: Work) -> None:
    made = work.add(a_file(f"{NAME}.pdf"), PDF)
    exports = work.store.root.parent / "exports"
    found = extent_of(words=NAME, exports_dir=exports, store=work.store)
    assert found.files == (f"proof of progress {made.id}",)


def test_bytes_that_cannot_be_removed_now_go_at_the_next_start(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    work.add()
    made = work.add(a_file("notes.txt"), FILES["notes.txt"])

    def refuse(*_: object) -> None:
        raise PermissionError("busy")

    with monkeypatch.context() as patch:
        patch.setattr(type(work.store), "remove", refuse)
        assert not redact(work).is_store_clean
    assert work.store.exists(made.sha256 or "")
    later = work.store.put_at(made.sha256 or "") + timedelta(hours=2)
    look_over_store(store=work.store, now=later)
    assert not work.store.exists(made.sha256 or "")
    assert db.session.query(Proof).count() == 3
