"""On the page of a marked-up copy: a third wording for a conflict, and its comments into the margin."""

import html

import pytest

from tests.fixtures.page_check import Visitor
from tests.services.marked_records import marked, remarked
from tests.web.letter_pages import DRAFT, FIRST, Letters, letters, letters_sqlite, main_text
from tests.web.test_marked_copies import a_draft, names_of, upload
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.margin_comment import MarginComment
from tracker.queries.events import event_count

__all__ = ["letters", "letters_sqlite"]

ANSWER = f"/responses/{DRAFT}/answers/{FIRST}"
MARGIN = f"/responses/{DRAFT}/comments"
CHANGES = {"We have done it.": ("done", "nearly finished")}
BOX = 'name="own-'


def a_conflict(letters: Letters, visit: Visitor) -> tuple[str, str, str]:
    """The address of a copy with one conflict, and the names of its answer and of its box."""
    content = marked(a_draft(visit), CHANGES)
    other, _ = letters.visitor(Role.OFFICE_STAFF, name="Tom Reed")
    other.submit(ANSWER, {"chief_constable": "We have done it all.", "next": "yes"})
    review = upload(visit, content)
    visit.get(review)
    (name,) = names_of(visit)
    return review, name, name.replace("decision-", "own-")


def comments_in_margin(letters: Letters) -> int:
    with letters.app.app_context():
        return db.session.query(MarginComment).count()


def test_a_conflict_offers_three_wordings_and_the_typed_one_is_taken_in(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    review, name, box = a_conflict(letters, visit)
    said = main_text(visit)
    for choice in ("Take what came back", "Leave what stands in the letter now", "Use a wording of my own"):
        assert choice in said
    visit.send({name: "own", box: "We have nearly done it all.", "apply": "yes"}, path=review)
    visit.get(ANSWER)
    assert "We have nearly done it all." in visit.html
    visit.get(review)
    assert "Worded anew" in main_text(visit)


@pytest.mark.parametrize(
    ("choice", "typed", "message"),
    [
        ("own", "", "Type your own wording"),
        ("own", "\u200b ", "Type your own wording"),
        ("accepted", "Mine.", "Choose your own wording above, or empty its box"),
        ("own", "x" * 30_001, "30,000 characters or fewer"),
        ("elsewhere", "Mine.", "Choose one of the answers offered"),
    ],
)
def test_a_wording_that_does_not_go_with_its_choice_is_told_and_stays_typed(
    letters: Letters, choice: str, typed: str, message: str
) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    review, name, box = a_conflict(letters, visit)
    visit.send({name: choice, box: typed, "apply": "yes"}, path=review, status=400)
    assert message in main_text(visit)
    assert typed.strip() in html.unescape(visit.html)
    visit.get(ANSWER)
    assert "We have done it all." in visit.html


def test_a_wording_kept_for_later_is_filled_in_again_without_a_script(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    review, name, box = a_conflict(letters, visit)
    sent = visit.send({name: "own", box: "Half a sentence", "later": "yes"}, path=review)
    visit.get(sent.location or "")
    assert "Half a sentence" in visit.html
    assert "1 of 1 change decided." in main_text(visit)
    visit.send({name: "own", box: "A whole sentence.", "apply": "yes"}, path=sent.location or "")
    visit.get(ANSWER)
    assert "A whole sentence." in visit.html


def test_a_change_without_a_conflict_has_no_box_and_takes_no_wording(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    review = upload(visit, marked(a_draft(visit), CHANGES))
    visit.get(review)
    assert BOX not in visit.html
    (name,) = names_of(visit)
    visit.send({name: "own", "apply": "yes"}, path=review, status=400)
    assert "Choose one of the answers offered" in main_text(visit)


def test_a_comment_of_the_copy_goes_into_the_margin_once_however_often_it_is_pressed(
    letters: Letters,
) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    review = upload(visit, remarked(a_draft(visit), {"We have done it.": ("Rita <b>Reviewer</b>", "Sure?")}))
    visit.get(review)
    assert "There is no change to decide, and 1 comment." in main_text(visit)
    page = visit.html
    visit.send({"apply": "yes"}, path=review)
    with letters.app.app_context():
        before = event_count(db.session())
    visit.html = page
    visit.send({"apply": "yes"}, path=review, status=409)
    with letters.app.app_context():
        assert event_count(db.session()) == before
    assert comments_in_margin(letters) == 1
    visit.get(MARGIN)
    said = main_text(visit)
    assert "Rita <b>Reviewer</b> (in a marked-up copy of version 1, 6 January 2026)" in said
    assert "On “We have done it.”: Sure?" in said
    visit.get(ANSWER)
    assert "Sure?" in main_text(visit)


def test_a_comment_on_a_part_that_is_no_paragraph_stands_at_the_head_of_the_margin(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    review = upload(visit, remarked(a_draft(visit), {"Dear Home Secretary": ("Rita Reviewer", "By name?")}))
    visit.get(review)
    visit.send({"apply": "yes"}, path=review)
    visit.get(MARGIN)
    said = main_text(visit)
    assert "On other parts of the letter" in said
    assert "On “Dear Home Secretary”: By name?" in said
    assert "On words that are gone" not in said


def test_a_comment_left_out_stays_readable_in_the_copy(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    review = upload(visit, remarked(a_draft(visit), {"We have done it.": ("Rita Reviewer", "Sure?")}))
    visit.get(review)
    (name,) = names_of(visit)
    visit.send({name: "refused", "apply": "yes"}, path=review)
    assert comments_in_margin(letters) == 0
    visit.get(review)
    assert "Left out" in main_text(visit)
    assert "Sure?" in main_text(visit)


def test_a_typed_comment_cannot_take_the_place_of_one_in_a_copy(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    review = upload(visit, remarked(a_draft(visit), {"We have done it.": ("Rita Reviewer", "Sure?")}))
    visit.submit(MARGIN, {"about": "letter-0", "text": "Forged.", "nonce": "copy 1 1"})
    visit.get(review)
    visit.send({"apply": "yes"}, path=review)
    assert comments_in_margin(letters) == 2
