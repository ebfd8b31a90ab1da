"""Comments in the margin: the office and the approver talk beside the words, the force does not listen."""

import pytest

from tests.web.letter_pages import DRAFT, FIRST, Letters, letters, letters_sqlite, main_text
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.queries.events import event_count

__all__ = ["letters", "letters_sqlite"]

PAGE = f"/responses/{DRAFT}/comments"
EDITOR = f"/responses/{DRAFT}/paragraphs"


def test_the_approver_comments_and_the_office_reads_it_beside_the_words_and_resolves_it(
    letters: Letters,
) -> None:
    approver, _ = letters.visitor(Role.APPROVER, name="Ines Roe")
    approver.submit(PAGE, {"about": "letter-1", "text": "Too <b>stiff</b>."})
    approver.submit(PAGE, {"about": f"{FIRST}-pcc", "text": "Say when."})
    office, _ = letters.visitor(Role.OFFICE_STAFF, name="Tom Reed")
    office.get(f"/responses/{DRAFT}")
    assert "Comments in the margin: 2 open" in main_text(office)
    office.get(EDITOR)
    assert "Too <b>stiff</b>." in main_text(office)
    office.get(f"/responses/{DRAFT}/answers/{FIRST}")
    assert "Ines Roe on the PCC’s response" in main_text(office)
    assert "Say when." in main_text(office)
    office.get(PAGE)
    office.send(path=PAGE, button="Resolve: comment by Ines Roe: Too <b>stiff</b>.")
    office.get(PAGE)
    assert "Resolved by Tom Reed" in main_text(office)
    office.get(EDITOR)
    assert "Too <b>stiff</b>." not in main_text(office)


def test_a_comment_follows_its_paragraph_and_stays_when_that_is_gone(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.submit(EDITOR, {"paragraph-0": "The force keeps one list of all its open cases."})
    visit.submit(PAGE, {"about": "letter-1", "text": "One or two?"})
    visit.submit(EDITOR, {"paragraph-0": "The force keeps two lists of all its open cases.", "act": "save"})
    visit.get(EDITOR)
    assert "One or two?" in main_text(visit)
    visit.submit(EDITOR, {"paragraph-0": "Quite another thing.", "act": "save"})
    visit.get(PAGE)
    assert "On paragraphs that are gone" in main_text(visit)
    assert "On words that are gone: “The force keeps one list of all its open cases.”" in main_text(visit)


@pytest.mark.parametrize(
    "role", [Role.FORCE_INSPECTION_LEAD, Role.OWNER, Role.AUDITOR, Role.ADMINISTRATOR, Role.BOARD_SECRETARY]
)
def test_nobody_else_reads_them_on_any_page(letters: Letters, role: Role) -> None:
    office, _ = letters.visitor(Role.OFFICE_STAFF)
    office.submit(PAGE, {"about": f"{FIRST}-chief_constable", "text": "Zebra words."})
    other, _ = letters.visitor(role)
    other.get(PAGE, status=403)
    for path in (f"/responses/{DRAFT}", "/history", f"/items/{FIRST}"):
        other.get(path)
        assert "Zebra" not in other.html
    if role is Role.FORCE_INSPECTION_LEAD:
        other.get(f"/responses/{DRAFT}/answers/{FIRST}")
        assert "Zebra" not in other.html
    office.get("/history")
    assert "Zebra words." in office.html


def test_a_second_press_of_the_button_writes_no_second_comment(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(PAGE)
    with letters.app.app_context():
        before = event_count(db.session())
    for _ in range(2):
        visit.send({"about": "letter-0", "text": "Once."}, path=PAGE)
    with letters.app.app_context():
        assert event_count(db.session()) == before + 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"about": "", "text": "Words."}, "Choose what the comment is about"),
        ({"about": "letter-99", "text": "Words."}, "Choose one of the answers offered"),
        ({"about": "letter-0", "text": " "}, "Write the comment"),
        ({"about": "letter-0", "text": "x" * 5_001}, "5,000 characters or fewer"),
    ],
)
def test_what_cannot_be_a_comment_is_said(letters: Letters, fields: dict[str, str], message: str) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.submit(PAGE, fields, status=400)
    assert message in main_text(visit)


def test_two_who_resolve_the_same_comment_meet_no_fault(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.submit(PAGE, {"about": "letter-0", "text": "Words."})
    visit.get(PAGE)
    html = visit.html
    for _ in range(2):
        visit.html = html
        visit.send(path=PAGE, button=f"Resolve: comment by {visit_name(visit)}: Words.")
    visit.get(PAGE)
    assert "Somebody else resolved this comment" in main_text(visit)


def visit_name(visit: object) -> str:
    html = str(getattr(visit, "html", ""))
    return html.split("comment by ")[1].split(": Words.")[0]


def test_a_comment_of_another_letter_is_not_here(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.submit(PAGE, {"about": "letter-0", "text": "Words."})
    visit.get(PAGE)
    token = visit.html.split('name="csrf_token" value="')[1].split('"')[0]
    visit.post("/responses/S55-2025-01/comments/1/resolve", {"csrf_token": token, "version": "1"}, 404)
