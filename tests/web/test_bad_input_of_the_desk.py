"""What must not pass on the response desk is told in plain words at its page, and nothing of it is saved."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from lxml import etree

from tests.fixtures.app import token_of
from tests.fixtures.database import NOW, TODAY
from tests.fixtures.page_check import Visitor
from tests.services.marked_records import rewritten
from tests.services.move_records import seen, submitted
from tests.services.records import a_report
from tests.web.commission_pages import FINDING, FIRST
from tests.web.commission_pages import Desk as Asked
from tests.web.commission_pages import desk as asked
from tests.web.commission_pages import upload as filled_in
from tests.web.letter_pages import DRAFT, Letters, letters, letters_sqlite, main_text
from tests.web.move_pages import PAGE, Desk, desk, whole_sqlite
from tests.web.test_asked import BOTH, FORM, W, empty_form, filled
from tests.web.test_marked_copies import a_draft, upload
from tracker.domain.delegations import Delegation
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.marked_copy import MarkedUpCopy
from tracker.models.response import Response
from tracker.queries.events import event_count
from tracker.services.delegations import record_delegation

__all__ = ["asked", "desk", "letters", "letters_sqlite", "whole_sqlite"]

STAMP = f"DRAFT – {DRAFT} – version 1"
REPORT = {
    "title": "Missing children in Wessmere",
    "kind": "national_thematic",
    "inspecting_body": "HMICFRS",
    "published_on-day": "6",
    "published_on-month": "1",
    "published_on-year": "2026",
    "is_embargoed": "y",
}


def events(letters: Letters) -> int:
    with letters.app.app_context():
        return event_count(db.session())


def by_hand(visit: Visitor, move: str, letters: Letters) -> tuple[int, str]:
    """A move sent without its page's form, with all that the move asks for; the status and the page."""
    with letters.app.app_context():
        response = db.session.query(Response).one()
        sent: dict[str, Any] = {"version": str(response.version), "seen": seen(response)}
    sent |= {"names_confirmed": "y", "signature_released_by": "Ines Roe", "given_by": "Ines Roe"}
    sent |= {"on-day": "7", "on-month": "1", "on-year": "2026", "proof": "Her e-mail of that day."}
    visit.get("/accessibility")
    answer = visit.client.post(f"{PAGE}/{move}", data=sent | {"csrf_token": token_of(visit)})
    return answer.status_code, answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("stamp", "words"),
    [
        ("DRAFT – S55-2024-09 – version 1", "This is a copy of another letter, S55-2024-09"),
        (f"DRAFT – {DRAFT} – version 7", "version 7 of the draft, which was never made here"),
        ("Our letter", "This file does not say which draft it is a copy of"),
    ],
)
def test_a_copy_whose_base_is_not_known_is_refused(letters: Letters, stamp: str, words: str) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    content = a_draft(visit)
    for part in ("word/header1.xml", "docProps/core.xml"):
        content = rewritten(content, part, lambda text: text.replace(STAMP, stamp))
    before = events(letters)
    upload(visit, content, status=400)
    assert words in main_text(visit)
    assert events(letters) == before
    with letters.app.app_context():
        assert db.session.query(MarkedUpCopy).count() == 0


def test_a_copy_with_macros_is_refused(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    made = io.BytesIO(a_draft(visit))
    with zipfile.ZipFile(made, "a") as package:
        package.writestr("word/vbaProject.bin", b"macro")
    before = events(letters)
    upload(visit, made.getvalue(), status=400)
    assert "macro" in main_text(visit)
    assert events(letters) == before


def merged(form: bytes) -> bytes:
    """A Word form in which the answers of two items were merged into one cell."""

    def merge(document: str) -> str:
        tree = etree.fromstring(document.encode())
        rows = [row for row in tree.iter(f"{W}tr") if any(True for _ in row.iter(f"{W}bookmarkStart"))]
        cells = [list(row.iterchildren(f"{W}tc"))[1] for row in rows[:2]]
        for child in list(cells[1])[1:]:
            cells[0].append(child)
        for cell, value in zip(cells, ("restart", "continue"), strict=True):
            etree.SubElement(cell[0], f"{W}vMerge").set(f"{W}val", value)
        etree.SubElement(cells[1], f"{W}p")
        return etree.tostring(tree, encoding="unicode")

    return rewritten(form, "word/document.xml", merge)


def test_a_word_form_with_merged_rows_says_so_before_anything_is_saved(asked: Asked) -> None:
    asked.invite(asks=BOTH)
    owner = asked.visitor("crime")
    content = filled(empty_form(asked), {FIRST: "From Word.", FINDING: "Also from Word."})
    with asked.app.app_context():
        before = event_count(db.session())
    owner.submit(FORM, filled_in(merged(content)), status=200)
    said = main_text(owner)
    assert "merged" in said
    assert "From Word." in owner.html
    assert "Also from Word." in owner.html
    with asked.app.app_context():
        assert event_count(db.session()) == before


@pytest.mark.parametrize("move", ["approve", "issue"])
def test_a_delegation_that_ended_yesterday_lets_nobody_approve_or_issue(desk: Desk, move: str) -> None:
    letters = desk("ready" if move == "approve" else "approved")
    deputy, person = letters.visitor(Role.EXECUTIVE_LEAD, name="Dev Shah")
    with letters.app.app_context():
        # It held up to the sixth, and today is the seventh.
        ended = Delegation(date(2026, 1, 1), date(2026, 1, 6), "Dev Shah", person.account_id, "Notice 4")
        record_delegation(details=ended, by=SYSTEM, now=NOW)
    before = events(letters)
    status, page = by_hand(deputy, move, letters)
    assert status == 403
    assert "The delegation to Dev Shah ended on 6 January 2026." in page
    assert events(letters) == before


@pytest.mark.parametrize("move", ["approve", "record-approval"])
def test_who_submitted_approves_by_no_way_even_as_approver(desk: Desk, move: str) -> None:
    letters = desk("preparing")
    both, person = letters.visitor(Role.OFFICE_STAFF, Role.APPROVER, name="Ines Roe")
    with letters.app.app_context():
        submitted(db.session.query(Response).one(), person.actor)
    before = events(letters)
    both.get(PAGE)
    assert "You submitted this response: another person must approve it." in main_text(both)
    status, page = by_hand(both, move, letters)
    assert status == 403
    assert "You submitted this response" in page
    assert events(letters) == before
    other, _ = letters.visitor(Role.APPROVER, name="Dev Shah")
    assert by_hand(other, "approve", letters)[0] == 302


def test_a_delegation_does_not_let_who_submitted_approve(desk: Desk) -> None:
    letters = desk("preparing")
    office, person = letters.visitor(Role.OFFICE_STAFF, name="Asha Patel")
    with letters.app.app_context():
        submitted(db.session.query(Response).one(), person.actor)
        given = Delegation(TODAY, None, "Asha Patel", person.account_id, "Notice 5")
        record_delegation(details=given, by=SYSTEM, now=NOW)
    before = events(letters)
    status, page = by_hand(office, "approve", letters)
    assert (status, events(letters)) == (403, before)
    assert "You submitted this response" in page


def test_an_embargo_that_ended_yesterday_is_told_and_no_report_is_recorded(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    before = events(letters)
    visit.submit("/reports/new", REPORT, status=400)
    assert "This embargo ended on 6 January 2026." in main_text(visit)
    assert events(letters) == before


def test_an_embargo_that_ended_by_itself_does_not_stand_in_the_way_of_a_correction(
    letters: Letters,
) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    with letters.app.app_context():
        a_report("Out now", published_on=date(2026, 1, 6), is_embargoed=True, today=date(2026, 1, 2))
    visit.submit("/reports/R2026-01/edit", {"title": "Out at last"})
    visit.get("/reports/R2026-01")
    assert "Out at last" in main_text(visit)
