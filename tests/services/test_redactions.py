"""Redactions at the service: who may, what is kept of what was removed, and what the chain says of it."""

from pathlib import Path

import pytest
from docx import Document
from flask import Flask
from sqlalchemy import select

from tests.fixtures.database import NOW, person
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.refusals import Conflict, Invalid, NotAllowed
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.event import EventText
from tracker.models.office import Post
from tracker.models.redaction import Redaction
from tracker.queries.events import event_count, whole_history
from tracker.services.history import verify
from tracker.services.offices import PostDetails, record_post
from tracker.services.proof_store import LocalFolder
from tracker.services.redactions import (
    ask_redaction,
    confirm_redaction,
    extent_of,
    get_redaction,
    refuse_redaction,
)

REASON = "The name of a child."


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    return folder


def stored(exports: Path) -> LocalFolder:
    return LocalFolder(exports.parent / "evidence")


@pytest.fixture
def asha(register: Flask) -> Actor:
    return person(Role.OFFICE_STAFF, name="Asha Patel")


@pytest.fixture
def tom(register: Flask) -> Actor:
    return person(Role.ADMINISTRATOR, name="Tom Reed")


@pytest.fixture
def post(register: Flask) -> Post:
    """A post in whose address the name stands."""
    details = PostDetails("pcc", "Commissioner", address="Care of Ottoline Vane\nTown")
    return record_post(post=None, version=0, details=details, by=SYSTEM, now=NOW)


@pytest.fixture
def asked(post: Post, asha: Actor, exports: Path) -> Redaction:
    return ask_redaction(
        words="Ottoline Vane",
        reason=REASON,
        exports_dir=exports,
        store=stored(exports),
        by=asha,
        now=NOW,
    )


def confirm(redaction: Redaction, by: Actor, exports: Path) -> int:
    removed = confirm_redaction(
        redaction=redaction,
        version=redaction.version,
        exports_dir=exports,
        store=stored(exports),
        by=by,
        now=NOW,
    )
    return removed.places


def test_two_people_remove_the_words_and_the_chain_holds(
    post: Post, asked: Redaction, tom: Actor, exports: Path
) -> None:
    assert confirm(asked, tom, exports) == 2
    assert post.address == "Care of [redacted]\nTown"
    assert (asked.words, asked.was_confirmed, asked.decided_by) == (None, True, tom.account_id)
    assert verify(db.session()).faults == ()


def test_the_event_keeps_the_reason_and_names_what_was_changed(
    post: Post, asked: Redaction, tom: Actor, exports: Path
) -> None:
    confirm(asked, tom, exports)
    newest = whole_history(db.session(), limit=1)[0]
    assert newest.reason == REASON
    assert [(line.subject_kind, line.field, line.after) for line in newest.changes] == [
        ("post", "address", "Care of [redacted]\nTown"),
        ("event_text", "after 1", "Care of [redacted]\nTown"),
        ("redaction", "state", "confirmed"),
    ]


def test_an_exported_file_goes_and_its_fingerprint_stays(asked: Redaction, tom: Actor, exports: Path) -> None:
    (exports / "letter.txt").write_text("Dear Ottoline Vane")
    (exports / "other.txt").write_text("Dear all")
    confirm(asked, tom, exports)
    assert [path.name for path in exports.iterdir()] == ["other.txt"]
    lines = [
        line for line in whole_history(db.session(), limit=1)[0].changes if line.subject_kind == "export"
    ]
    assert [(line.after, (line.before or "")[64:]) for line in lines] == [("destroyed", ", 18 bytes")]


def test_a_file_that_cannot_be_deleted_leaves_the_request_open(
    post: Post, asked: Redaction, tom: Actor, exports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (exports / "letter.txt").write_text("Dear Ottoline Vane")

    def refuse(self: Path) -> None:
        raise PermissionError(str(self))

    monkeypatch.setattr(Path, "unlink", refuse)
    before = event_count(db.session())
    with pytest.raises(PermissionError):
        confirm(asked, tom, exports)
    assert event_count(db.session()) == before
    assert asked.words == "Ottoline Vane"
    assert "Ottoline Vane" in post.address


def test_a_reader_in_the_way_does_not_undo_what_was_done(
    post: Post, asked: Redaction, tom: Actor, exports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.services.redactions._compact", lambda: False)
    removed = confirm_redaction(
        redaction=asked,
        version=1,
        exports_dir=exports,
        store=stored(exports),
        by=tom,
        now=NOW,
    )
    assert not removed.is_compacted
    assert asked.was_confirmed


def test_the_program_itself_neither_asks_nor_decides(post: Post, asked: Redaction, exports: Path) -> None:
    with pytest.raises(NotAllowed, match="signed in"):
        ask_redaction(
            words="Town",
            reason=REASON,
            exports_dir=exports,
            store=stored(exports),
            by=SYSTEM,
            now=NOW,
        )
    with pytest.raises(NotAllowed, match="signed in"):
        refuse_redaction(redaction=asked, version=1, by=SYSTEM, now=NOW)
    with pytest.raises(NotAllowed):
        confirm(asked, SYSTEM, exports)


@pytest.mark.parametrize("role", [Role.OWNER, Role.AUDITOR, Role.APPROVER, Role.BOARD_SECRETARY])
def test_others_may_neither_ask_nor_look_nor_decide(asked: Redaction, exports: Path, role: Role) -> None:
    other = person(role, name="Other Person")
    with pytest.raises(NotAllowed):
        get_redaction(key=asked.id, by=other)
    with pytest.raises(NotAllowed):
        ask_redaction(
            words="Town",
            reason=REASON,
            exports_dir=exports,
            store=stored(exports),
            by=other,
            now=NOW,
        )
    with pytest.raises(NotAllowed):
        refuse_redaction(redaction=asked, version=1, by=other, now=NOW)
    with pytest.raises(NotAllowed):
        confirm(asked, other, exports)


def test_an_old_page_decides_nothing(asked: Redaction, tom: Actor, exports: Path) -> None:
    with pytest.raises(Conflict):
        confirm_redaction(
            redaction=asked,
            version=7,
            exports_dir=exports,
            store=stored(exports),
            by=tom,
            now=NOW,
        )
    assert asked.words


def test_words_that_stand_nowhere_are_not_asked_for(post: Post, asha: Actor, exports: Path) -> None:
    with pytest.raises(Invalid, match="stand nowhere"):
        ask_redaction(
            words="Nobody of it",
            reason=REASON,
            exports_dir=exports,
            store=stored(exports),
            by=asha,
            now=NOW,
        )


def test_a_text_emptied_without_a_redaction_is_named(asked: Redaction, tom: Actor, exports: Path) -> None:
    row = db.session.scalars(select(EventText).where(EventText.text == "Commissioner")).first()
    assert row is not None
    row.text, row.salt, row.redaction_id, row.redacted_text = None, None, asked.id, "Nothing"
    seq = row.event_seq
    db.session.commit()
    assert verify(db.session()).faults == (
        f"A text of event {seq} was removed or reworded without a redaction that says so.",
    )


def test_what_a_redaction_left_cannot_be_reworded_unseen(asked: Redaction, tom: Actor, exports: Path) -> None:
    confirm(asked, tom, exports)
    row = db.session.scalars(select(EventText).where(EventText.redacted_text.is_not(None))).first()
    assert row is not None
    row.redacted_text = "Something else"
    seq = row.event_seq
    db.session.commit()
    assert any(f"event {seq} was removed or reworded" in fault for fault in verify(db.session()).faults)


def test_a_name_in_the_properties_and_header_of_a_word_file_is_found(register: Flask, exports: Path) -> None:
    document = Document()
    document.add_paragraph("An honest letter.")
    document.core_properties.subject = "About Ottoline Vane"
    document.sections[0].header.paragraphs[0].add_run("Otto")
    document.sections[0].header.paragraphs[0].add_run("line Vane")
    document.save(str(exports / "letter.docx"))
    extent = extent_of(words="Ottoline Vane", exports_dir=exports, store=stored(exports))
    assert extent.exports == ("letter.docx",)
