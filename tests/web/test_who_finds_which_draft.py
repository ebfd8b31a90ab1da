"""Who can find which drafted word before the letter is issued: by page, search, history and download.

The matrix is written by hand. A word that stands in a cell of it is found by that person somewhere; a word
that does not is found nowhere, not even inside a Word file.
"""

import io
import itertools
import zipfile
from typing import Any

import pytest
from flask import Flask

from tests.fixtures.app import token_of
from tests.fixtures.database import NOW, TODAY
from tests.services.commission_records import LETTER, asks, drafted, item, returned
from tests.services.move_records import approved, issued, submitted
from tests.web.commission_pages import COMMISSION, DESK, FINDING, FIRST, Desk, desk
from tracker.domain.vocabulary import ResponseStatus
from tracker.models.base import db
from tracker.queries.responses import answer_to, response_by_reference
from tracker.services.answers import AnswerDetails, clear_comments, write_answer
from tracker.services.commissions import hand_over

pytestmark = pytest.mark.soak

__all__ = ["desk"]

SAVED, SENT, CLEARED, PCC = "wortsaved", "wortreturned", "wortcleared", "wortcommissioner"
QUESTION, LETTERS, MARGIN, TYPED = "wortquestion", "wortparagraph", "wortmargin", "worttyped"
WORDS = (SAVED, SENT, CLEARED, PCC, QUESTION, LETTERS, MARGIN, TYPED)
FINDS: dict[str, set[str]] = {
    "office": {CLEARED, PCC, QUESTION, LETTERS, MARGIN, TYPED},
    "approver": {CLEARED, PCC, QUESTION, LETTERS, MARGIN},
    "lead": {SAVED, SENT, CLEARED, QUESTION},
    "crime": {SENT, QUESTION},
    "custody": {SAVED},
    "auditor": set(),
    "executive": set(),
    "secretary": set(),
    "admin": set(),
}
"""`wortreturned` is what the head of crime returned; the lead made `wortcleared` of it, which was cleared.
`wortparagraph` stands in the office's letter, `wortmargin` beside it, and `worttyped`, not saved yet, in one
box of one window. The owner finds her own words, and what was made of them only once the letter is issued."""

PLACES = [
    DESK,
    COMMISSION,
    f"{COMMISSION}/forms/head-of-crime.docx",
    f"{COMMISSION}/requests/head-of-crime.eml",
    f"{COMMISSION}/invitation.eml",
    f"{COMMISSION}/items/{FIRST}",
    f"{DESK}/answers/{FIRST}",
    f"{DESK}/answers/{FIRST}?draft=1",
    f"{DESK}/answers/{FINDING}",
    f"{DESK}/answers/{FIRST}/clear",
    f"{DESK}/letter.docx",
    f"{DESK}/letter",
    f"{DESK}/plan",
    f"/items/{FIRST}",
    f"/items/{FINDING}",
    "/asked",
    f"/asked/{FIRST}",
    f"/asked/{FINDING}",
    f"/asked/forms/{LETTER}/head-of-crime",
    f"/asked/forms/{LETTER}/head-of-crime.docx",
    f"/asked/forms/{LETTER}/head-of-custody.docx",
    "/history",
    "/register",
    "/responses",
    "/reports",
    "/",
    *(f"{page}?search={word}" for page in ("/items", "/register", "/told") for word in WORDS),
]

LEFT_OUT = {"static", "sign_in.leave", "sign_in.show"}


@pytest.fixture
def written(desk: Desk) -> Desk:
    """One item saved and not returned, one returned, edited and cleared, and a PCC's response to it."""
    desk.invite(asks=asks(questions=QUESTION))
    with desk.app.app_context():
        lead, office = desk.people["lead"].actor, desk.people["office"].actor
        drafted(desk.people["custody"].actor, f"We {SAVED} it.", FINDING)
        returned(desk.people["crime"].actor, f"We {SENT} it.")
        letter = response_by_reference(db.session(), LETTER)
        assert letter is not None
        assert letter.status is ResponseStatus.WITH_THE_FORCE
        write_answer(
            response=letter,
            item=item(),
            version=1,
            details=AnswerDetails(chief_constable=f"We {CLEARED} it."),
            by=lead,
            now=NOW,
        )
        clear_comments(
            response=letter, item=item(), version=2, cleared_on=TODAY, by=lead, now=NOW, today=TODAY
        )
        said = AnswerDetails(pcc=f"I have {PCC} it.")
        write_answer(response=letter, item=item(), version=3, details=said, by=office, now=NOW)
        assert answer_to(db.session(), letter, item()) is not None
    write_beside_the_answers(desk)
    return desk


def write_beside_the_answers(desk: Desk) -> None:
    """A paragraph of the letter, a comment of the approver in its margin, and words typed and not saved."""
    office, approver = desk.visitor("office"), desk.visitor("approver")
    office.submit(f"{DESK}/paragraphs", {"paragraph-0": f"I welcome the {LETTERS}.", "act": "save"})
    approver.submit(f"{DESK}/comments", {"about": "letter-1", "text": f"Too {MARGIN}."})
    office.get(f"{DESK}/answers/{FIRST}")
    kept = {"draft-path": f"{DESK}/answers/{FIRST}", "draft-window": "w1", "draft-version": "0"}
    sent = kept | {"csrf_token": token_of(office), "version": "4", "pcc": f"I {TYPED} it."}
    assert office.client.post("/drafts", data=sent).status_code == 200


def words_in(content: bytes) -> str:
    """The words of a page, of an e-mail, or of all parts of a Word file."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    return content.decode("utf-8", "replace")


def every_page(app: Flask) -> list[str]:
    """Every address that a browser can open, about this letter, its report and its items."""
    given: dict[str, list[Any]] = {
        "item": [FIRST, FINDING],
        "slug": ["head-of-crime", "head-of-custody"],
        "step": ["invitation", "comments", "publication"],
        "key": [1, 2],
        "number": [1],
    }
    adapter, found = app.url_map.bind("localhost"), list(PLACES)
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint in LEFT_OUT:
            continue
        is_of_items = rule.rule.startswith("/items")
        references = (
            [FIRST, FINDING] if is_of_items else ["R2025-01"] if "/reports" in rule.rule else [LETTER]
        )
        names = sorted(rule.arguments)
        choices: list[list[Any]] = [
            references if name == "reference" else given.get(name, []) for name in names
        ]
        for values in itertools.product(*choices):
            found.append(adapter.build(rule.endpoint, dict(zip(names, values, strict=True))))
    return list(dict.fromkeys(found))


def found_by(desk: Desk, who: str) -> dict[str, set[str]]:
    """Each word that this person finds, and where; what was asked for in a search is no find."""
    client = desk.visitor(who).client
    found: dict[str, set[str]] = {}
    for path in every_page(desk.app):
        said = words_in(client.get(path, follow_redirects=True).get_data())
        for word in WORDS:
            if word in said and f"search={word}" not in path:
                found.setdefault(word, set()).add(path)
    return found


@pytest.mark.parametrize("who", FINDS)
def test_before_issue_each_person_finds_exactly_these_words(written: Desk, who: str) -> None:
    found = found_by(written, who)
    assert set(found) == FINDS[who], found


@pytest.mark.parametrize("who", ["auditor", "secretary", "crime"])
def test_a_search_for_a_drafted_word_finds_no_record(written: Desk, who: str) -> None:
    client = written.visitor(who).client
    for word in WORDS:
        said = client.get(f"/register?search={word}", follow_redirects=True).get_data(as_text=True)
        assert "R2025-01-REC1" not in said


def take_to_issue(desk: Desk) -> None:
    """Custody words her draft anew and returns it, both are cleared and handed over, the letter is issued."""
    lead, office, approver = (desk.people[who].actor for who in ("lead", "office", "approver"))
    with desk.app.app_context():
        letter = response_by_reference(db.session(), LETTER)
        assert letter is not None
        returned(desk.people["custody"].actor, "We count them.", FINDING)
        clear_comments(
            response=letter,
            item=item(FINDING),
            version=1,
            cleared_on=TODAY,
            by=lead,
            now=NOW,
            today=TODAY,
        )
        hand_over(response=letter, version=letter.version, by=lead, now=NOW, today=TODAY)
        approved(submitted(letter, office), approver)
        issued(letter, approver, desk.app.config["SETTINGS"].exports_dir)


def test_once_issued_everybody_reads_both_voices_and_still_nobody_the_owners_draft(written: Desk) -> None:
    take_to_issue(written)
    found = found_by(written, "auditor")
    assert {CLEARED, PCC, LETTERS} <= set(found)
    assert not {SAVED, MARGIN, TYPED} & set(found)
