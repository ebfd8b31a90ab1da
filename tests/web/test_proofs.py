"""Proof of progress on the pages: added, opened, revised, withdrawn; and every bad input of an upload."""

import io
import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from werkzeug.test import TestResponse

from tests.fixtures.page_check import Visitor
from tests.readers.office_file_cases import office_file, zipped
from tests.services.proof_records import LINK, PDF
from tests.web.completion_pages import ITEM, Desk, desk
from tests.web.letter_pages import main_text
from tracker.config import Settings
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.proof import Proof
from tracker.readers import progress_proofs

__all__ = ["desk"]

NEW = f"/items/{ITEM}/proofs/new"
WORDS = "Words worth keeping"
PNG = b"\x89PNG\r\n\x1a\nrest"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def a_file(name: str = "audit.pdf", content: bytes = PDF) -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def kept(desk: Desk) -> int:
    with desk.app.app_context():
        return db.session.query(Proof).count()


def stored(settings: Settings) -> list[Path]:
    return [path for path in settings.evidence_dir.rglob("*") if path.is_file()]


@pytest.fixture
def owner(desk: Desk) -> Visitor:
    return desk.visitor(desk.owner)


def added(visit: Visitor, *, file: tuple[io.BytesIO, str] | None = None, **given: Any) -> str:
    """The address of a proof added on the page."""
    sent = visit.submit(NEW, {"shows": WORDS, "file": file or a_file()} | given, status=303)
    return str(sent.location)


def taken(visit: Visitor, page: str) -> TestResponse:
    """The file of a proof, downloaded whole."""
    sent = visit.get(f"{page}/file")
    assert sent.data is not None
    sent.close()
    return sent


def test_a_file_is_added_and_comes_back_byte_for_byte_as_an_attachment(desk: Desk, owner: Visitor) -> None:
    name = "Копия 😀.pdf"
    page = added(
        owner,
        file=a_file(name),
        **{"effective_on-day": "1", "effective_on-month": "2", "effective_on-year": "2026"},
    )
    owner.get(page)
    said = main_text(owner)
    for words in (WORDS, name, "SHA-256", "1 February 2026", "Owen Hart", "In force", ITEM):
        assert words in said
    sent = taken(owner, page)
    assert sent.data == PDF
    assert sent.headers["Content-Length"] == str(len(PDF))
    disposition = sent.headers["Content-Disposition"]
    assert disposition.startswith("attachment;")
    assert "Копия 😀" in unquote(disposition)
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert sent.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    owner.get(f"/items/{ITEM}")
    said = main_text(owner)
    assert "Owen Hart added a proof of progress" in said
    assert name in said


def test_a_link_is_added_and_opens_without_saying_where_from(desk: Desk, owner: Visitor) -> None:
    page = owner.submit(NEW, {"shows": WORDS, "address": LINK}, status=303).location
    owner.get(page)
    assert f'href="{LINK}" rel="noreferrer noopener"' in owner.html
    owner.get(f"{page}/file", status=404)
    assert "is a link" in main_text(owner)


def test_the_same_file_again_leads_to_the_proof_that_holds_it(
    desk: Desk, owner: Visitor, settings: Settings
) -> None:
    page = added(owner)
    owner.submit(NEW, {"shows": "Other words", "file": a_file("copy.pdf")}, status=400)
    assert "already attached to this item" in main_text(owner)
    assert f'href="{page}"' in owner.html
    assert "Other words" in owner.html
    # A second press of the same button finds what the first one made.
    assert added(owner) == page
    assert (kept(desk), len(stored(settings))) == (1, 1)


BAD: dict[str, tuple[str, bytes, str]] = {
    "0 bytes": ("nothing.pdf", b"", "This file is empty"),
    "too large": ("large.pdf", b"%PDF-" + bytes(300_000), "larger than 25 MB"),
    "exe as pdf": ("program.pdf", b"MZ\x90\x00", "not a .pdf file"),
    "exe": ("program.exe", b"MZ\x90\x00", "Programs are never kept"),
    "macros by name": ("letter.docm", b"PK\x03\x04", "may carry macros"),
    "macros inside": ("letter.docx", office_file("docx", {"word/vbaProject.bin": b"x"}), "macros"),
    "svg": ("drawing.svg", SVG, "may carry a program"),
    "svg as png": ("drawing.png", SVG, "not a .png file"),
    "zip bomb": ("bomb.docx", zipped({"word/media/x": bytes(120 * 1024 * 1024)}), "too large when unpacked"),
    "turned name": ("report\u202efdp.exe", b"MZ\x90\x00", "Programs are never kept"),
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_file_is_refused_in_words_and_nothing_is_lost_or_kept(
    desk: Desk, owner: Visitor, settings: Settings, bad: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The limit itself is proved where the file is looked at; so large a file makes the test's client slow.
    monkeypatch.setattr(progress_proofs, "LARGEST_FILE", 250_000)
    name, content, words = BAD[bad]
    owner.submit(NEW, {"shows": WORDS, "file": a_file(name, content)}, status=400)
    assert "There is a problem" in owner.html
    assert words in main_text(owner)
    assert WORDS in owner.html
    assert (kept(desk), stored(settings)) == (0, [])


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://a b/", "//example.org"],
)
def test_a_link_that_is_none_is_refused_and_stays_in_its_box(
    desk: Desk, owner: Visitor, address: str
) -> None:
    owner.submit(NEW, {"shows": WORDS, "address": address}, status=400)
    assert "Enter a whole web address" in main_text(owner)
    assert address in owner.html
    assert kept(desk) == 0


def test_200_mb_are_refused_before_they_are_read(desk: Desk, owner: Visitor, settings: Settings) -> None:
    owner.get(NEW)
    size = {"CONTENT_LENGTH": str(200 * 1024 * 1024)}
    owner.post(NEW, {"shows": WORDS, "file": a_file()}, status=413, environ_overrides=size)
    assert "A file may be up to 25 MB" in main_text(owner)
    assert (kept(desk), stored(settings)) == (0, [])


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.png", "passwd.png"),
        ("..\\..\\windows\\x.png", "x.png"),
        ("C:\\photo.png", "photo.png"),
        (f"{'a' * 300}.png", f"{'a' * 196}.png"),
        ("pic\u202egnp.png", "picgnp.png"),
        ("<b>=1+1.png", "b_=1+1.png"),
        ("con.png", "_con.png"),
        (".png", "file.png"),
    ],
)
def test_a_strange_name_is_made_safe_and_the_file_is_kept_under_its_fingerprint(
    desk: Desk, owner: Visitor, settings: Settings, name: str, shown: str
) -> None:
    page = added(owner, file=a_file(name, PNG))
    owner.get(page)
    assert shown in main_text(owner).replace("\u2068", "").replace("\u2069", "")
    assert f"{shown}" in unquote(taken(owner, page).headers["Content-Disposition"])
    (path,) = stored(settings)
    assert path.is_relative_to(settings.evidence_dir)
    assert len(path.name) == 64


def test_a_full_disk_is_said_in_words_and_the_next_try_succeeds(
    desk: Desk, owner: Visitor, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        owner.submit(NEW, {"shows": WORDS, "file": a_file()}, status=400)
    said = main_text(owner)
    assert "not enough room to keep this file" in said
    assert "MB are free" in said
    assert WORDS in owner.html
    assert (kept(desk), stored(settings)) == (0, [])
    added(owner)
    assert (kept(desk), len(stored(settings))) == (1, 1)


def test_a_proof_is_revised_and_withdrawn_and_all_of_it_stays_to_be_read(desk: Desk, owner: Visitor) -> None:
    first = added(owner)
    second = owner.submit(f"{first}/revise", {"file": a_file("v2.pdf", PDF + b"2")}, status=303).location
    owner.get(first)
    assert "A later revision has taken its place" in main_text(owner)
    owner.submit(f"{second}/withdraw", {"reason": " "}, status=400)
    assert "Say why it is withdrawn" in main_text(owner)
    owner.submit(f"{second}/withdraw", {"reason": "The wrong audit."}, status=303)
    owner.get(second)
    assert "Withdrawn by Owen Hart" in main_text(owner)
    assert "The wrong audit." in main_text(owner)
    owner.get(f"{second}/revise", status=403)
    owner.get(f"/items/{ITEM}")
    assert "2 earlier proofs: withdrawn, replaced or redacted" in main_text(owner)


def test_of_two_who_change_one_proof_the_second_is_told_and_keeps_the_words(
    desk: Desk, owner: Visitor
) -> None:
    page = added(owner)
    second = desk.visitor(desk.owner)
    second.get(f"{page}/withdraw")
    owner.submit(f"{page}/revise", {"file": a_file("v2.pdf", PDF + b"2")}, status=303)
    second.send({"reason": WORDS}, path=f"{page}/withdraw", status=409)
    assert "Owen Hart saved this while you were working on it" in main_text(second)
    assert WORDS in second.html
    second.send({"reason": WORDS}, path=f"{page}/withdraw", status=403)
    assert "later revision" in main_text(second)
    assert WORDS in second.html


def test_sensitive_proof_opens_for_those_who_may_and_others_read_no_word_of_it(
    desk: Desk, owner: Visitor
) -> None:
    page = added(owner, file=a_file("Informants.pdf"), marking="official_sensitive")
    for role in (Role.AUDITOR, Role.SIGNING_OFF, Role.OFFICE_STAFF):
        reader = desk.visitor(role)
        assert taken(reader, page).data == PDF
    other = desk.visitor(Role.APPROVER)
    for path in (page, f"{page}/file"):
        other.get(path, status=403)
        assert "OFFICIAL-SENSITIVE" in main_text(other)
    for path in (f"/items/{ITEM}", "/history"):
        other.get(path)
        assert WORDS not in other.html
        assert "Informants" not in other.html
    other.get(f"/items/{ITEM}")
    assert "Kept from you: OFFICIAL-SENSITIVE" in main_text(other)


def test_who_does_not_work_on_the_item_is_told_why_and_reads_its_proof(desk: Desk, owner: Visitor) -> None:
    page = added(owner)
    other = desk.visitor(Role.OWNER)
    other.get(f"/items/{ITEM}")
    assert "Only its owner, a contributor, or who covers for them may add proof" in main_text(other)
    other.get(NEW, status=403)
    other.get(page)
    assert "may change this proof" in main_text(other)
    assert "Withdraw" not in main_text(other)
    other.get(f"{page}/withdraw", status=403)


@pytest.mark.parametrize(
    "path", ["/proofs/999", "/proofs/0", "/proofs/abc", f"/proofs/{10**30}", "/proofs/999/file"]
)
def test_there_is_no_page_for_a_made_up_proof(owner: Visitor, path: str) -> None:
    owner.get(path, status=404)
