"""The file of HMICFRS's letter on its pages: chosen, refused with nothing lost, and found from the letter."""

import io
from typing import Any

from tests.fixtures.app import token_of
from tests.fixtures.page_check import Visitor, parsed, values_of
from tests.services.proof_records import PDF
from tests.web.completion_pages import ITEM, SECOND, Desk, desk
from tests.web.letter_pages import main_text
from tests.web.test_correspondence import LETTER, rows
from tracker.config import Settings
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.correspondence import Correspondence

__all__ = ["desk"]

NEW = "/correspondence/new"
SAID = LETTER | rows((ITEM, "closes"), (SECOND, "mentions"))
AGAIN = "Choose the file again: a page that comes back does not hold it."


def a_file(name: str = "letter.pdf", content: bytes = PDF) -> dict[str, Any]:
    return {"file": (io.BytesIO(content), name)}


def form_of(visit: Visitor, path: str = NEW) -> dict[str, str]:
    visit.get(path)
    return values_of(next(f for f in parsed(visit.html).iter("form") if f.get("id") == "letter"))


def is_recorded(desk: Desk) -> bool:
    with desk.app.app_context():
        return db.session.query(Correspondence).count() > 0


def test_the_file_is_found_from_the_letter_and_from_each_item(desk: Desk) -> None:
    office = desk.visitor(Role.OFFICE_STAFF)
    office.get(office.submit(NEW, SAID | a_file()).location)
    assert "letter.pdf" in main_text(office)
    assert "kept as proof 1 of 2 items" in main_text(office)
    assert 'href="/proofs/1"' in office.html
    for reference in (ITEM, SECOND):
        office.get(f"/items/{reference}")
        assert 'href="/proofs/1"' in office.html
    sent = office.get("/proofs/1/file")
    assert sent.data == PDF
    sent.close()


def test_a_letter_without_a_file_says_that_none_was_kept(desk: Desk) -> None:
    office = desk.visitor(Role.OFFICE_STAFF)
    office.get(office.submit(NEW, SAID).location)
    assert "No file was kept" in main_text(office)


def test_a_refused_file_saves_nothing_and_keeps_the_words(desk: Desk, settings: Settings) -> None:
    office = desk.visitor(Role.OFFICE_STAFF)
    office.submit(NEW, SAID | a_file("letter.exe", b"MZ\x90\x00"), status=400)
    said = main_text(office)
    assert "Programs are never kept" in said
    assert "Nothing is saved yet, and your words stand below." in said
    assert 'href="#file"' in office.html
    assert LETTER["subject"] in office.html
    assert f'value="{ITEM}"' in office.html
    assert not is_recorded(desk)
    assert [path for path in settings.evidence_dir.rglob("*") if path.is_file()] == []


def test_another_refusal_asks_for_the_file_again(desk: Desk) -> None:
    office = desk.visitor(Role.OFFICE_STAFF)
    office.submit(NEW, LETTER | rows((ITEM, "reopens")) | a_file(), status=400)
    said = main_text(office)
    assert "HMICFRS has not closed it" in said
    assert AGAIN in said
    office.submit(NEW, LETTER | rows((ITEM, "reopens")), status=400)
    assert AGAIN not in main_text(office)


def test_more_rows_ask_for_the_file_again(desk: Desk) -> None:
    office = desk.visitor(Role.OFFICE_STAFF)
    office.post(NEW, form_of(office) | rows((ITEM, "closes")) | {"more": "yes"} | a_file(), 200)
    assert AGAIN in main_text(office)
    assert f'value="{ITEM}"' in office.html


def test_the_name_of_a_sensitive_file_is_not_for_every_reader(desk: Desk) -> None:
    office = desk.visitor(Role.OFFICE_STAFF)
    page = office.submit(NEW, SAID | a_file() | {"marking": "official_sensitive"}).location
    approver = desk.visitor(Role.APPROVER)
    approver.get(page)
    assert "letter.pdf" not in approver.html
    assert "OFFICIAL-SENSITIVE" in main_text(approver)


def test_a_letter_that_was_typed_comes_back_with_as_many_rows(desk: Desk) -> None:
    office = desk.visitor(Role.OFFICE_STAFF)
    typed = form_of(office) | {"subject": "Half a let", "items-7-reference": SECOND, "items-7-note": "Seen."}
    typed |= {"draft-path": NEW, "draft-window": "w1", "draft-version": "0", "csrf_token": token_of(office)}
    assert office.client.post("/drafts", data=typed).status_code == 200
    office.get(NEW)
    assert "You typed here and did not save it" in main_text(office)
    filled = form_of(office, f"{NEW}?draft=1")
    assert (filled["subject"], filled["items-7-note"]) == ("Half a let", "Seen.")
