"""Mark-up outside, over the pages: a draft goes out, its copy comes back and is decided."""

import io

import pytest
from flask.testing import FlaskClient

from tests.fixtures.page_check import Visitor
from tests.services.marked_records import marked
from tests.web.letter_pages import DRAFT, FIRST, OLD, Letters, letters, letters_sqlite, main_text
from tracker.domain.vocabulary import Role

__all__ = ["letters", "letters_sqlite"]

PAGE = f"/responses/{DRAFT}/mark-up"
CHANGES = {"We have done it.": ("done", "nearly finished"), "I have seen": ("seen", "heard")}


def a_draft(visit: Visitor) -> bytes:
    """A draft made and downloaded."""
    visit.submit(PAGE, button="Make a draft of the letter as it stands")
    return visit.get(f"{PAGE}/drafts/1.docx").get_data()


def upload(visit: Visitor, content: bytes, name: str = "marked.docx", status: int = 302) -> str:
    """The address that the upload leads to."""
    sent = visit.submit(PAGE, {"file": (io.BytesIO(content), name)}, button="Read the copy", status=status)
    return sent.location or ""


def names_of(visit: Visitor) -> list[str]:
    """The names of the answers that the review asks for, in order."""
    names = [part.split('"')[0] for part in visit.html.split('name="decision-')[1:]]
    return [f"decision-{name}" for name in dict.fromkeys(names)]


def test_a_copy_is_reviewed_half_and_then_taken_in(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(PAGE)
    assert "Make a draft first" in main_text(visit)
    content = a_draft(visit)
    visit.get(PAGE)
    assert f"DRAFT – {DRAFT} – version 1" in main_text(visit)
    review = upload(visit, marked(content, CHANGES))
    visit.get(review)
    said = main_text(visit)
    assert "0 of 2 changes decided." in said
    assert "[removed:done]" in said
    assert "[added:nearly finished]" in said
    assert "Ines Roe, 6 January 2026" in said
    first, second = names_of(visit)
    visit.send({first: "accepted", "later": "yes"}, path=review)
    visit.get(review)
    assert "1 of 2 changes decided." in main_text(visit)
    visit.send({second: "undecided", "apply": "yes"}, path=review, status=400)
    assert "Accept or refuse:" in main_text(visit)
    sent = visit.submit(review, {second: "refused", "apply": "yes"})
    assert sent.location == f"/responses/{DRAFT}"
    visit.get(f"/responses/{DRAFT}/answers/{FIRST}")
    assert "We have nearly finished it." in visit.html
    assert "I have seen **that** it is done." in visit.html
    visit.get(review)
    assert "Applied" in main_text(visit)
    assert "<form" not in visit.html.split("<main")[1].split("</main>")[0]
    visit.get(f"/responses/{DRAFT}")


def test_a_change_meanwhile_stops_the_act_and_shows_three_texts(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    review = upload(visit, marked(a_draft(visit), CHANGES))
    visit.get(review)
    first, second = names_of(visit)
    html = visit.html
    other, _ = letters.visitor(Role.OFFICE_STAFF, name="Tom Reed")
    other.submit(
        f"/responses/{DRAFT}/answers/{FIRST}", {"chief_constable": "We have done it all.", "next": "yes"}
    )
    visit.html = html
    visit.send({first: "accepted", second: "refused", "apply": "yes"}, path=review, status=409)
    said = main_text(visit)
    assert "The letter was changed here meanwhile" in said
    assert "We have done it all." in said
    assert "We have nearly finished it." in said
    visit.send({"apply": "yes"}, path=review)
    visit.get(f"/responses/{DRAFT}/answers/{FIRST}")
    assert "We have nearly finished it." in visit.html


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("marked.docm", b"PK\x03\x04", "macros"),
        ("marked.docx", b"PK\x03\x04", "damaged"),
        ("marked.docx", b"", "empty"),
        ("../<b>.txt", b"words", "Only a .docx file"),
    ],
)
def test_a_file_that_cannot_be_a_copy_is_refused_with_its_reason(
    letters: Letters, name: str, content: bytes, words: str
) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    upload(visit, content, name, status=400)
    assert words in main_text(visit)


def test_an_upload_without_a_file_asks_for_one(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.submit(PAGE, button="Read the copy", status=400)
    assert "Choose the file that came back" in main_text(visit)


def test_a_copy_can_be_set_aside(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    review = upload(visit, marked(a_draft(visit), CHANGES))
    visit.submit(review, button="Set the copy aside")
    visit.get(PAGE)
    assert "Set aside" in main_text(visit)


def test_an_issued_letter_offers_no_mark_up(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(f"/responses/{OLD}")
    assert "mark-up" not in main_text(visit)
    visit.get(f"/responses/{OLD}/mark-up")
    assert "not a draft any more" in main_text(visit)
    visit.get(f"/responses/{DRAFT}")
    assert "Send a draft out for mark-up" in main_text(visit)


def test_the_force_sees_neither_the_way_nor_the_copies(letters: Letters, client: FlaskClient) -> None:
    office, _ = letters.visitor(Role.OFFICE_STAFF)
    review = upload(office, marked(a_draft(office), CHANGES))
    visit, _ = letters.visitor(Role.FORCE_INSPECTION_LEAD)
    visit.get(f"/responses/{DRAFT}")
    assert "mark-up" not in main_text(visit)
    for path in (PAGE, f"{PAGE}/drafts/1.docx", review):
        visit.get(path, 403)
    visit.get("/history")
    assert "nearly finished" not in visit.html


@pytest.mark.parametrize(
    "path", ["/marked-copies/999999", f"{PAGE}/drafts/9.docx", "/responses/S55-1/mark-up"]
)
def test_what_is_not_there_is_not_found(letters: Letters, path: str) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(path, 404)
