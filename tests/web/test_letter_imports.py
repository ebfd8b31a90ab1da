import io

import pytest

from tests.fixtures.page_check import parsed, values_of
from tests.services.letter_records import LETTERS
from tests.web.letter_pages import OLD, Letters, letters, letters_sqlite, main_text
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.queries.events import event_count

__all__ = ["letters", "letters_sqlite"]

NEW = "/responses/import"
TWO = (LETTERS / "numbered-two-appendices.txt").read_bytes()
HEADED = (LETTERS / "headed-with-stray-marks.txt").read_bytes()
FIRST_DAY = {"published_on-0-day": "9", "published_on-0-month": "4", "published_on-0-year": "2024"}
SECOND_DAY = {"published_on-1-day": "10", "published_on-1-month": "4", "published_on-1-year": "2024"}


def file(content: bytes, name: str = "letter.txt") -> dict[str, object]:
    return {"file": (io.BytesIO(content), name)}


def events(letters: Letters) -> int:
    with letters.app.app_context():
        return event_count(db.session())


def test_a_letter_is_reviewed_before_any_of_it_is_saved(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    path = visit.submit(NEW, file(TWO)).location
    before = events(letters)
    visit.get(path)
    said = main_text(visit)
    for words in (
        "Nothing is saved yet. Items: 5 new, 0 changed, 0 unchanged.",
        "Police, Fire and Crime Commissioner for Hallamdale",
        "Dear Home Secretary,",
        "Items of A question of custody (2 items)",
        "Area for improvement 1 New The force needs to make sure",
        "PCC’s reply: 1 paragraph (Area for improvement 2)",
        "Partly agreed.",
        "Deadline “by 31/03/25”: 31 March 2025.",
    ):
        assert words in said, words
    assert events(letters) == before
    visit.send({"save": "yes"}, path=path, status=400)
    assert said.count("Enter the day the report was published") == 0
    assert main_text(visit).count("Enter the day the report was published") == 4
    visit.send(FIRST_DAY | {"check": "yes"}, path=path, status=400)
    visit.send(SECOND_DAY | {"check": "yes"}, path=path, status=200)
    assert events(letters) == before
    sent = visit.send({"save": "yes"}, path=path)
    visit.get(sent.location)
    assert "is in the register: 5 new, 0 changed, 0 unchanged." in main_text(visit)


def test_a_second_press_and_the_back_button_lead_to_the_letter_that_came_in(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    path = visit.submit(NEW, file(TWO)).location
    visit.get(path)
    reviewed, choices = visit.html, FIRST_DAY | SECOND_DAY | {"save": "yes"}
    first = visit.send(choices, path=path)
    before = events(letters)
    visit.html = reviewed
    second = visit.send(choices, path=path)
    assert visit.get(path, status=302).location == second.location == first.location
    assert events(letters) == before
    visit.get(second.location)
    assert "This letter was already brought in as S55-2024-" in main_text(visit)


def test_a_pasted_letter_comes_in_like_a_file(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    path = visit.submit(NEW, {"text": TWO.decode()}).location
    visit.get(path)
    assert "pasted letter.txt" in main_text(visit)
    assert "5 new" in main_text(visit)


def test_the_same_letter_again_says_that_nothing_is_new(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    path = visit.submit(NEW, file(HEADED)).location
    visit.get(path)
    said = main_text(visit)
    assert "Items: 0 new, 0 changed, 4 unchanged. This letter is here already as S55-2025-01." in said
    assert "This report is in the register: R2025-01." in said
    sent = visit.send({"save": "yes"}, path=path)
    assert sent.location == f"/responses/{OLD}"


def test_differences_are_shown_and_taken_only_when_ticked(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    changed = HEADED.replace(b"Three stores", b"Four stores")
    path = visit.submit(NEW, file(changed)).location
    visit.get(path)
    said = main_text(visit)
    assert "Area for improvement 1: Chief Constable’s comments" in said
    assert "Three stores will hold them by the summer." in said
    assert said.count("Four stores will hold them by the summer.") == 2
    visit.send({"save": "yes"}, path=path, status=400)
    assert "differs in 1 place" in main_text(visit)
    visit.send({"save": "yes", "apply": "y"}, path=path)
    visit.get(f"/responses/{OLD}")
    assert "Four stores" in main_text(visit)


def test_a_letter_can_be_set_aside(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    path = visit.submit(NEW, file(TWO, "Рапорт <b>.txt")).location
    visit.get("/responses")
    assert "Review Рапорт <b>.txt" in main_text(visit)
    visit.submit(path, button="Set it aside")
    visit.get("/responses")
    assert "is set aside" in main_text(visit)
    assert "Review" not in main_text(visit)
    visit.get(path, status=404)


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (("4", "6", "2024"), "cannot be published after the letter"),
        (("31", "6", "2024"), "June has 30 days"),
        (("1", "1", "1899"), "the year must be from"),
    ],
)
def test_a_date_that_cannot_be_is_said_beside_its_boxes(
    letters: Letters, day: tuple[str, str, str], message: str
) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    path = visit.submit(NEW, file(TWO)).location
    boxes = {
        f"published_on-0-{part}": typed for part, typed in zip(("day", "month", "year"), day, strict=True)
    }
    visit.submit(path, SECOND_DAY | boxes | {"save": "yes"}, status=400)
    assert message in main_text(visit)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("binary.txt", bytes(range(256)) * 40),
        ("picture.docx", b"\x89PNG\r\n\x1a\n" + b"\x00" * 900),
        ("half.txt", HEADED[: HEADED.index(b"Yours sincerely")]),
        ("cake.txt", b"Dear Mrs Lane\n\nThank you for the cake.\n\nYours sincerely\n\nJo"),
    ],
)
def test_a_file_that_is_no_letter_is_refused_beside_the_box_and_not_kept(
    letters: Letters, name: str, content: bytes
) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    before = events(letters)
    visit.submit(NEW, file(content, name), status=400)
    assert 'id="file-error"' in visit.html
    assert "There is a problem" in main_text(visit)
    assert events(letters) == before
    visit.get("/responses")
    assert "waiting for review" not in main_text(visit)


def test_a_file_of_50_megabytes_is_refused_beside_the_box(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(NEW)
    token = values_of(next(iter(next(parsed(visit.html).iter("main")).iter("form"))))["csrf_token"]
    head = 'Content-Disposition: form-data; name="{}"'
    body = "\r\n".join(
        [
            "--b",
            head.format("csrf_token"),
            "",
            token,
            "--b",
            f'{head.format("file")}; filename="a.txt"',
            "",
            "",
        ]
    ).encode()
    sent = visit.client.post(
        NEW, data=body + b"a" * 50_000_000 + b"\r\n--b--\r\n", content_type="multipart/form-data; boundary=b"
    )
    assert sent.status_code == 400
    assert "25 MB" in sent.get_data(as_text=True).partition('id="file-error"')[2]


def test_nothing_at_all_is_asked_for_again_and_pasted_words_come_back(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.submit(NEW, {}, status=400)
    assert "Choose the file of the letter, or paste its text." in main_text(visit)
    visit.submit(NEW, {"text": "Dear Mrs Lane\n\nThank you for the cake."}, status=400)
    assert "Thank you for the cake." in visit.html
    assert 'id="text-error"' in visit.html


def test_only_the_office_has_these_pages(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    path = visit.submit(NEW, file(TWO)).location
    for role in (Role.FORCE_INSPECTION_LEAD, Role.APPROVER, Role.AUDITOR):
        other, _ = letters.visitor(role)
        other.get(NEW, status=403)
        other.get(path, status=403)
        other.get("/responses")
        assert "waiting for review" not in main_text(other)
