"""The answer page: other items answered by the same paragraph, and words to start from."""

from tests.web.letter_pages import DRAFT, FINDING, FIRST, OTHERS, Letters, letters, letters_sqlite, main_text
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.queries.events import event_count

__all__ = ["letters", "letters_sqlite"]

PAGE = f"/responses/{DRAFT}/answers/{FIRST}"
OTHER = f"/responses/{DRAFT}/answers/{FINDING}"


def test_one_paragraph_answers_two_items_and_a_change_is_made_in_both(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(PAGE)
    assert "This response also answers" in main_text(visit)
    with letters.app.app_context():
        before = event_count(db.session())
    sent = {"pcc": "My office looks at this each month.", "also_answers": [FINDING], "stay": "yes"}
    visit.submit(PAGE, sent)
    with letters.app.app_context():
        assert event_count(db.session()) == before + 1
    visit.get(PAGE)
    assert f"This paragraph also answers {FINDING}:" in main_text(visit)
    visit.get(OTHER)
    assert "I have seen **that** it is done.\n\nMy office looks at this each month." in visit.html
    words = "I have seen **that** it is done.\n\nMy office looks at this each quarter."
    visit.send({"pcc": words, "everywhere": "y"}, path=OTHER)
    visit.get(PAGE)
    assert "My office looks at this each quarter." in visit.html
    assert "each month" not in visit.html.split('id="history"')[0]


def test_an_item_for_others_is_not_offered_and_a_forged_one_refused(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(PAGE)
    assert f'value="{OTHERS}"' not in visit.html
    sent = {"pcc": "Words.", "also_answers": ["R2025-01-REC1"], "stay": "yes"}
    visit.submit(PAGE, sent)
    visit.get("/responses/S55-2025-01")
    assert "Words." not in visit.html


def test_the_force_inspection_lead_is_offered_none_of_it(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.FORCE_INSPECTION_LEAD)
    visit.get(PAGE)
    assert "This response also answers" not in visit.html
    assert "Words to start from" not in visit.html


def test_words_to_start_from_are_put_behind_what_is_typed_and_nothing_is_saved(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    with letters.app.app_context():
        before = event_count(db.session())
    visit.submit(
        PAGE,
        {"pcc": "Typed first.", "reply": "Kept too.", "insert": "opening 4-no-action"},
        status=200,
    )
    box = visit.html.split('name="pcc"')[1].split("</textarea>")[0]
    assert "Typed first.\n\nI propose no further action" in box
    assert "Kept too." in visit.html
    with letters.app.app_context():
        assert event_count(db.session()) == before
    visit.send({"stay": "yes"}, path=PAGE)
    visit.get(PAGE)
    assert "Typed first." in visit.html


def test_ticks_outlive_a_conflict(letters: Letters) -> None:
    one, _ = letters.visitor(Role.OFFICE_STAFF, name="Asha Patel")
    two, _ = letters.visitor(Role.OFFICE_STAFF, name="Tom Reed")
    one.get(PAGE)
    two.get(PAGE)
    one.send({"pcc": "Hers.", "stay": "yes"}, path=PAGE)
    two.send({"pcc": "His.", "also_answers": [FINDING], "stay": "yes"}, path=PAGE, status=409)
    two.send({"pcc": "Hers. His.", "stay": "yes"}, path=PAGE)
    two.get(OTHER)
    assert "Hers. His." in two.html


def test_not_agreed_without_its_reason_is_said_to_be_missing(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.submit(PAGE, {"stance": "not_agreed", "stay": "yes"})
    visit.get(f"/responses/{DRAFT}")
    assert f"({FIRST}): the reason why it is not agreed." in main_text(visit)
    visit.submit(PAGE, {"stance_reason": "It is done already by others.", "stay": "yes"})
    visit.get(f"/responses/{DRAFT}")
    assert "the reason why it is" not in main_text(visit)
