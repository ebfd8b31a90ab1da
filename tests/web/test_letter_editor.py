"""The letter editor without JavaScript: boxes in a row, a preview, nothing saved before it is asked for."""

import pytest

from tests.fixtures.page_check import parsed, text_of, values_of
from tests.web.letter_pages import DRAFT, OLD, Letters, letters, letters_sqlite, main_text
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.queries.events import event_count

__all__ = ["letters", "letters_sqlite"]

PAGE = f"/responses/{DRAFT}/paragraphs"


def boxes(html: str) -> list[str]:
    form = next(f for f in parsed(html).iter("form") if f.get("id") == "paragraphs")
    return [
        text.removeprefix("\n") for name, text in values_of(form).items() if name.startswith("paragraph-")
    ]


def sheet(html: str) -> str:
    return text_of(next(e for e in parsed(html).iter("section") if "app-letter" in (e.get("class") or "")))


def test_each_paragraph_stands_in_a_box_and_the_letter_beside_them(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(PAGE)
    assert len(boxes(visit.html)) == 2
    assert "Dear Home Secretary" in sheet(visit.html)
    assert boxes(visit.html)[0] in sheet(visit.html)


def test_paragraphs_are_added_moved_removed_and_saved_in_one_act(letters: Letters) -> None:
    visit, person = letters.visitor(Role.OFFICE_STAFF)
    with letters.app.app_context():
        before = event_count(db.session())
    visit.submit(PAGE, {"paragraph-0": "First.", "paragraph-1": "Second.", "act": "add-0"}, status=200)
    assert boxes(visit.html) == ["First.", "", "Second."]
    visit.send({"paragraph-1": "Between.", "act": "up-2"}, path=PAGE, status=200)
    assert boxes(visit.html) == ["First.", "Second.", "Between."]
    visit.send({"act": "down-0"}, path=PAGE, status=200)
    visit.send({"act": "remove-2"}, path=PAGE, status=200)
    assert boxes(visit.html) == ["Second.", "First."]
    with letters.app.app_context():
        assert event_count(db.session()) == before
    saved = visit.send({"act": "save"}, path=PAGE)
    assert saved.location == f"/responses/{DRAFT}#letter"
    visit.get(PAGE)
    assert boxes(visit.html) == ["Second.", "First."]
    with letters.app.app_context():
        assert event_count(db.session()) == before + 1
    visit.get(f"/responses/{DRAFT}")
    assert f"{person.name} changed the letter: paragraphs" in main_text(visit)


def test_the_preview_shows_what_is_typed_and_saves_nothing(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.submit(PAGE, {"paragraph-0": "Only <b>typed</b>.", "act": "preview"}, status=200)
    assert "Only <b>typed</b>." in sheet(visit.html)
    assert boxes(visit.html)[0] == "Only <b>typed</b>."
    visit.get(PAGE)
    assert "Only" not in sheet(visit.html)


def test_the_live_preview_is_the_sheet_alone(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(PAGE)
    form = next(f for f in parsed(visit.html).iter("form") if f.get("id") == "paragraphs")
    sent = visit.client.post(f"{PAGE}/preview", data=values_of(form) | {"paragraph-0": "**Live** words."})
    words = sent.get_data(as_text=True)
    assert sent.status_code == 200
    assert "<strong>Live</strong> words." in words
    assert "<html" not in words
    assert "Dear Home Secretary" in words


def test_two_people_on_the_paragraphs_lose_no_word(letters: Letters) -> None:
    one, _ = letters.visitor(Role.OFFICE_STAFF, name="Asha Patel")
    two, _ = letters.visitor(Role.OFFICE_STAFF, name="Tom Reed")
    one.get(PAGE)
    two.get(PAGE)
    one.send({"paragraph-0": "Hers.", "act": "save"}, path=PAGE)
    two.send({"paragraph-0": "His.", "act": "save"}, path=PAGE, status=409)
    assert "Hers." in main_text(two)
    assert boxes(two.html)[0] == "His."
    two.send({"paragraph-0": "Hers and his.", "act": "save"}, path=PAGE)
    one.get(PAGE)
    assert boxes(one.html)[0] == "Hers and his."


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"version": "999"}, 409), ({"version": ""}, 409), ({"paragraph-0": "x" * 30_001}, 400)],
)
def test_a_forged_version_or_too_long_a_paragraph_saves_nothing(
    letters: Letters, fields: dict[str, str], status: int
) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.submit(PAGE, {"paragraph-1": "My words.", "act": "save"} | fields, status=status)
    assert "My words." in visit.html


def test_a_letter_that_came_in_is_corrected_here_and_an_empty_one_gets_a_box(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(f"/responses/{OLD}/paragraphs")
    assert len(boxes(visit.html)) > 1
    visit.submit(PAGE, {"paragraph-0": " ", "paragraph-1": "", "act": "save"})
    visit.get(PAGE)
    assert boxes(visit.html) == [""]


@pytest.mark.parametrize("role", [Role.FORCE_INSPECTION_LEAD, Role.APPROVER, Role.AUDITOR])
def test_others_than_the_office_do_not_get_the_editor(letters: Letters, role: Role) -> None:
    visit, _ = letters.visitor(role)
    visit.get(PAGE, status=403)
    visit.get(f"/responses/{DRAFT}")
    assert "Write the paragraphs" not in main_text(visit)
