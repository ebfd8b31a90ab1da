import pytest

from tests.fixtures.page_check import parsed, values_of
from tests.web.letter_pages import (
    DRAFT,
    FINDING,
    FIRST,
    OLD,
    OTHERS,
    Letters,
    letters,
    letters_sqlite,
    main_text,
)
from tracker.domain.vocabulary import Role

__all__ = ["letters", "letters_sqlite"]

PAGE = f"/responses/{DRAFT}/answers/{FIRST}"


def test_the_page_shows_the_item_with_its_deadlines_and_the_way_to_its_neighbours(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(f"/responses/{OLD}/answers/R2025-01-REC1")
    said = main_text(visit)
    assert "item 1 of 4" in said
    assert "By 30 September 2025, all chief constables" in said
    assert "Deadline “By 30 September 2025”: 30 September 2025." in said
    assert "Next item: R2025-01-REC2" in said
    assert "Previous item" not in said
    visit.get(f"/responses/{OLD}/answers/R2025-01-AFI1")
    assert "Previous item: R2025-01-REC3" in main_text(visit)
    assert "Save and go back to the letter" in main_text(visit)


def test_items_are_answered_one_after_the_other(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    sent = visit.submit(PAGE, {"chief_constable": "Ours.", "pcc": "Mine.", "stance": "agreed", "next": "yes"})
    assert sent.location == f"/responses/{DRAFT}/answers/{OTHERS}"
    sent = visit.submit(sent.location, {"next": "yes"})
    assert sent.location == f"/responses/{DRAFT}/answers/{FINDING}"
    sent = visit.submit(sent.location, {"pcc": "Seen."})
    assert sent.location == f"/responses/{DRAFT}#items"
    visit.get(f"/responses/{DRAFT}")
    assert "Standard sentence" in main_text(visit)


def test_only_a_recommendation_asks_for_a_position(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(f"/responses/{DRAFT}/answers/{FINDING}")
    assert "Position on the recommendation" not in main_text(visit)
    visit.get(PAGE)
    assert "Position on the recommendation" in main_text(visit)


def test_the_sentence_for_other_bodies_is_offered_and_can_be_changed(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    path = f"/responses/{DRAFT}/answers/{OTHERS}"
    visit.get(path)
    assert "This recommendation is for the Home Office." in visit.html
    visit.send({"chief_constable": "Not for us."}, path=path)
    visit.get(f"/responses/{DRAFT}")
    assert "Not for us." in main_text(visit)
    assert "Standard sentence" not in main_text(visit)


def test_the_force_inspection_lead_sees_and_writes_the_force_s_voice_only(letters: Letters) -> None:
    visit, person = letters.visitor(Role.FORCE_INSPECTION_LEAD)
    visit.get(PAGE)
    said = main_text(visit)
    assert "We have done it." in visit.html
    assert "I have seen" not in visit.html
    assert "The PCC’s response is shown here once the letter is issued." in said
    sent = values_of(next(iter(next(parsed(visit.html).iter("main")).iter("form"))))
    forged = {"chief_constable": "Ours, corrected.", "stance": "not_agreed"}
    visit.post(PAGE, sent | forged | {"pcc": "Forged."}, status=403)
    visit.post(PAGE, sent | forged)
    office, _ = letters.visitor(Role.OFFICE_STAFF)
    office.get(PAGE)
    assert "Ours, corrected." in office.html
    assert "I have seen **that** it is done." in office.html
    assert "Forged." not in office.html
    office.get(f"/responses/{DRAFT}")
    assert f"{person.name} changed the answer" in main_text(office)


def test_comments_are_recorded_as_cleared_and_no_longer_once_they_change(letters: Letters) -> None:
    visit, person = letters.visitor(Role.FORCE_INSPECTION_LEAD)
    visit.get(PAGE)
    assert "Cleared by the Chief Constable?" in main_text(visit)
    visit.submit(f"{PAGE}/clear", {"cleared_on-year": "2027"}, status=400)
    assert "cannot be in the future" in main_text(visit)
    visit.send(
        {"cleared_on-year": "2026", "cleared_on-day": "6", "version": "9"}, path=f"{PAGE}/clear", status=409
    )
    assert "Read the comments as they stand now" in main_text(visit)
    visit.send({"cleared_on-year": "2026", "cleared_on-day": "6"}, path=f"{PAGE}/clear")
    visit.get(PAGE)
    assert f"Cleared by the Chief Constable on 6 January 2026, recorded by {person.name}" in main_text(visit)
    visit.send({"chief_constable": "Something else."}, path=PAGE)
    visit.get(PAGE)
    assert "Cleared by the Chief Constable?" in main_text(visit)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"pcc": "x" * 30_001}, "30,000 characters or fewer"),
        ({"stance": "perhaps"}, "Choose one of the answers offered"),
        ({"item_heading": "x" * 301}, "300 characters or fewer"),
    ],
)
def test_what_cannot_be_saved_is_said_beside_the_field_and_the_words_stay(
    letters: Letters, fields: dict[str, str], message: str
) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.submit(PAGE, {"reply": "My words so far."} | fields, status=400)
    assert message in main_text(visit)
    assert "My words so far." in visit.html


def test_hostile_words_are_shown_as_typed(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    typed = "<script>alert(1)</script> {{ 7*7 }} =1+1 &lt;b&gt; %s"
    visit.submit(PAGE, {"pcc": typed})
    visit.get(f"/responses/{DRAFT}")
    assert typed in main_text(visit)
    assert "<script>alert" not in visit.html


def test_two_people_on_one_text_lose_no_word(letters: Letters) -> None:
    one, first = letters.visitor(Role.OFFICE_STAFF, name="Asha Patel")
    two, _ = letters.visitor(Role.OFFICE_STAFF, name="Tom Reed")
    two.get(PAGE)
    one.submit(PAGE, {"pcc": "Hers.", "reply": "Her reply."})
    two.send({"pcc": "His."}, path=PAGE, status=409)
    said = main_text(two)
    assert f"{first.name} changed “PCC’s response” while you were writing" in said
    assert "Hers." in said
    assert "His." in said
    assert "Her reply." in two.html
    two.send({"pcc": "Hers. His."}, path=PAGE)
    one.get(PAGE)
    assert "Hers. His." in one.html
    assert "Her reply." in one.html


def test_a_heading_of_one_s_own_outlives_a_conflict(letters: Letters) -> None:
    one, _ = letters.visitor(Role.OFFICE_STAFF, name="Asha Patel")
    two, _ = letters.visitor(Role.OFFICE_STAFF, name="Tom Reed")
    one.submit(PAGE, {"item_heading": "The first of them"})
    two.get(PAGE)
    one.submit(PAGE, {"reply": "Her reply."})
    two.send({"pcc": "His."}, path=PAGE, status=409)
    two.send({}, path=PAGE, button="Save")
    one.get(PAGE)
    assert 'value="The first of them"' in one.html


def test_the_page_of_a_closed_letter_says_why_nothing_can_be_saved(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.submit(f"/responses/{DRAFT}/withdraw", {"reason": "Not needed."})
    visit.get(PAGE)
    assert "Save The response has been withdrawn: start a new one." in main_text(visit)
    assert "Save and go" not in main_text(visit)


@pytest.mark.parametrize("version", ["", "0", "-1", "99", "9" * 40, "x"])
def test_a_version_that_is_missing_or_forged_never_wins(letters: Letters, version: str) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.submit(PAGE, {"pcc": "Forged.", "version": version}, status=409)
    assert "Forged." in visit.html
    visit.get(f"/responses/{DRAFT}")
    assert "Forged." not in main_text(visit)


def test_two_first_answers_to_one_item_lose_no_word_either(letters: Letters) -> None:
    one, _ = letters.visitor(Role.OFFICE_STAFF)
    two, _ = letters.visitor(Role.FORCE_INSPECTION_LEAD)
    path = f"/responses/{DRAFT}/answers/{OTHERS}"
    two.get(path)
    one.submit(path, {"pcc": "I have asked them."})
    two.send({"chief_constable": "Not ours."}, path=path, status=409)
    assert "Not ours." in two.html
    assert "I have asked them." not in two.html
    two.send({}, path=path)
    one.get(path)
    assert "Not ours." in one.html
    assert "I have asked them." in one.html


def test_an_item_of_another_letter_has_no_page_here(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(f"/responses/{DRAFT}/answers/R2025-01-REC1", status=404)
    visit.get(f"/responses/{DRAFT}/answers/none", status=404)
    auditor, _ = letters.visitor(Role.AUDITOR)
    auditor.get(PAGE, status=403)
