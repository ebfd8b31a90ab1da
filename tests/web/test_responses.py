import io
import re
from urllib.parse import unquote

import docx
import pytest
from flask.testing import FlaskClient

from tests.fixtures.app import SignIn
from tests.fixtures.page_check import Visitor, words_of
from tests.web.letter_pages import DRAFT, FIRST, OLD, OTHERS, Letters, letters, letters_sqlite, main_text
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.session import AccessEntry

__all__ = ["letters", "letters_sqlite"]


def test_the_list_shows_each_letter_with_its_state_and_its_day(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get("/responses")
    said = main_text(visit)
    assert "Being prepared" in said
    assert "Day 27 of 56, last day Thursday 5 February 2026" in said
    assert "Letter dated on day 40 of 56, last day Sunday 30 March 2025; publication not recorded" in said
    assert "PCC office staff" in said
    assert "Brought in from a past letter" in said
    assert "Start a response" in said


def test_who_may_not_start_a_letter_is_offered_no_button(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.AUDITOR)
    visit.get("/responses")
    assert "Start a response" not in main_text(visit)
    assert "past letter waiting" not in main_text(visit)


def test_an_empty_list_says_what_to_do_first(client: FlaskClient, sign_in: SignIn, visit: Visitor) -> None:
    sign_in(client, Role.OFFICE_STAFF)
    visit.get("/responses")
    assert "No letters yet" in main_text(visit)
    visit.get("/responses/new")
    assert "Add a report" in main_text(visit)


def test_a_letter_is_started_for_chosen_reports(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    sent = visit.submit(
        "/responses/new?report=r2025-02",
        {"letter_dated-day": "6", "letter_dated-month": "1", "letter_dated-year": "2026"},
    )
    visit.get(sent.location)
    assert "is started" in main_text(visit)
    assert "Rt Hon Cora Quill MP" in main_text(visit)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"reports": []}, "Choose at least one report"),
        ({"reports": ["R1999-01"]}, "Choose only from the answers offered"),
        ({"layout": "sideways"}, "Choose one of the answers offered"),
        (
            {"letter_dated-day": "31", "letter_dated-month": "6", "letter_dated-year": "2026"},
            "June has 30 days",
        ),
        (
            {"letter_dated-day": "1", "letter_dated-month": "12", "letter_dated-year": "2025"},
            "cannot be dated before the report",
        ),
    ],
)
def test_what_cannot_start_a_letter_is_said_beside_the_field(
    letters: Letters, fields: dict[str, object], message: str
) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.submit("/responses/new?report=R2025-02", fields, status=400)
    assert "There is a problem" in main_text(visit)
    assert message in main_text(visit)


def test_the_desk_says_the_state_and_what_is_missing_with_a_way_to_each_place(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(f"/responses/{DRAFT}")
    said = main_text(visit)
    assert "Being prepared, day 27 of 56, last day Thursday 5 February 2026." in said
    assert "Nothing is missing." in said
    assert "Standard sentence" in said
    assert "Rt Hon Bela Farrow MP On the list of office holders: never confirmed." in said
    visit.get(f"/responses/{OLD}")
    said = main_text(visit)
    assert "Issued, letter dated 14 March 2025, day 40 of 56." in said
    assert "When the comments were published is not recorded." in said
    assert "Page 2 of 6" in said
    assert "The letter's signatory is “Jo Marsh”" in said
    assert f"/responses/{OLD}/answers/R2025-01-REC1" in visit.html
    assert f"/responses/{OLD}/plan/publication" in visit.html


def test_the_preview_reads_like_the_letter(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(f"/responses/{DRAFT}")
    said = main_text(visit)
    said = said[said.index("The letter ") : said.index("History ")]
    order = [
        "Office of the PCC for Wessmere", "Rt Hon Bela Farrow MP", "5 January 2026", "Dear Home Secretary",
        "HMICFRS Report: Missing children in Wessmere", "Yours sincerely", "Ines Roe", "Enc - Appendix 1",
        "Recommendation 1 Chief constables should review open cases.", "Force response: We have done it.",
        "PCC's response: I have seen that it is done.", "This recommendation is for the Home Office.",
    ]  # fmt: skip
    places = [said.index(words) for words in order]
    assert places == sorted(places)
    assert visit.get(f"/responses/{DRAFT}/signature.png").mimetype == "image/png"


def test_the_names_are_confirmed_with_one_button(letters: Letters) -> None:
    visit, person = letters.visitor(Role.OFFICE_STAFF)
    visit.get(f"/responses/{DRAFT}")
    visit.send(path=f"/responses/{DRAFT}")
    visit.get(f"/responses/{DRAFT}")
    assert f"last confirmed on 7 January 2026, today, by {person.name}" in main_text(visit)


def test_the_word_file_is_made_as_asked_for(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    path = f"/responses/{DRAFT}/letter.docx"

    def words(query: str) -> str:
        sent = visit.get(path + query)
        assert sent.headers["Content-Disposition"] == f"attachment; filename={DRAFT}.docx"
        assert sent.headers["X-Content-Type-Options"] == "nosniff"
        return "\n".join(p.text for p in docx.Document(io.BytesIO(sent.data)).paragraphs)

    assert "PCC's response: I have seen" in words("")
    assert "PCC's response" not in words("?pcc=without")
    assert "Home Office" not in words("?others=without")
    assert "1. Chief constables should review" in words("?layout=numbered")
    assert "PCC's response: I have seen" in words("?layout=sideways&pcc=maybe")


def test_a_file_that_cannot_be_made_says_what_it_lacks(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.submit(f"/responses/{DRAFT}/letter", {"closing-by": "own", "closing": ""})
    visit.get(f"/responses/{DRAFT}")
    assert "It cannot be made yet. It lacks the closing words." in main_text(visit)
    visit.get(f"/responses/{DRAFT}/letter.docx", status=400)
    assert "the closing words" in main_text(visit)


def test_the_file_that_came_in_goes_out_as_an_attachment(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.AUDITOR)
    sent = visit.get(f"/responses/{OLD}/source")
    assert sent.data.startswith(b"\n\nOffice of the Police") or b"Office of the Police" in sent.data
    assert sent.headers["Content-Disposition"] == "attachment; filename=letter.txt"
    assert sent.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    visit.get(f"/responses/{DRAFT}/source", status=404)


@pytest.mark.parametrize(
    ("role", "sees_force", "sees_pcc"),
    [
        (Role.OFFICE_STAFF, True, True),
        (Role.APPROVER, True, True),
        (Role.FORCE_INSPECTION_LEAD, True, False),
        (Role.AUDITOR, False, False),
        (Role.BOARD_SECRETARY, False, False),
    ],
)
def test_drafted_words_reach_their_readers_only_on_the_page_in_the_file_and_in_the_history(
    letters: Letters, role: Role, sees_force: bool, sees_pcc: bool
) -> None:
    visit, _ = letters.visitor(role)
    desk = words_of(visit.get(f"/responses/{DRAFT}"))
    # The words of the letter itself are the PCC's; the force's stand in the history for its own readers.
    assert ("We have done it." in desk) is sees_force
    assert ("I have seen" in desk) is sees_pcc
    assert ("not shown to you before the letter is issued" in desk) is not sees_pcc
    visit.get(f"/responses/{DRAFT}/letter.docx?pcc=without", status=200 if sees_pcc else 403)


def test_there_is_no_page_for_a_made_up_letter(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    for reference in ("S55-2026-99", "0", "9" * 30, unquote("%D9%A3"), "1 OR 1=1"):
        visit.get(f"/responses/{reference}", status=404)
    assert visit.get("/responses/s55-2026-01").status_code == 200


def test_the_letter_s_own_parts_are_written_and_given_back(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    path = f"/responses/{DRAFT}/letter"
    visit.submit(
        path,
        {
            "addressee_block-by": "own",
            "addressee_block": "Ottoline Vance\r\nSomewhere",
            "paragraphs": "First.\r\n\r\nSecond,\r\nstill second.",
            "marking": "official",
            "picture": "none",
            "enclosure-0-by": "own",
            "enclosure-0": "Enc - mine",
        },
    )
    visit.get(f"/responses/{DRAFT}")
    said = main_text(visit)
    for words in ("Ottoline Vance Somewhere", "First. Second,", "OFFICIAL", "Enc - mine"):
        assert words in said
    assert "app-letter__signature" not in visit.html
    visit.submit(path, {"addressee_block-by": "standard"})
    visit.get(f"/responses/{DRAFT}")
    assert "Rt Hon Bela Farrow MP" in main_text(visit)


def test_whoever_types_over_a_standard_part_means_it(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.submit(f"/responses/{DRAFT}/letter", {"salutation": "Dear Minister"})
    visit.get(f"/responses/{DRAFT}")
    assert "Dear Minister" in main_text(visit)


def test_a_form_saved_as_it_stands_changes_nothing(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    for reference in (DRAFT, OLD):
        before = visit.get(f"/responses/{reference}/letter.docx").data
        visit.submit(f"/responses/{reference}/letter")
        assert visit.get(f"/responses/{reference}/letter.docx").data == before


def test_a_text_too_long_comes_back_with_its_words(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    long = "word " * 20_000
    visit.submit(f"/responses/{DRAFT}/letter", {"paragraphs": long}, status=400)
    assert "30,000 characters or fewer" in main_text(visit)
    assert visit.html.count("word word") > 1_000


def test_two_people_on_one_letter_lose_no_word(letters: Letters) -> None:
    one, first = letters.visitor(Role.OFFICE_STAFF, name="Asha Patel")
    two, _ = letters.visitor(Role.OFFICE_STAFF, name="Tom Reed")
    path = f"/responses/{DRAFT}/letter"
    two.get(path)
    one.submit(path, {"paragraphs": "Hers.", "salutation": "Dear Minister", "salutation-by": "own"})
    two.send({"paragraphs": "His."}, path=path, status=409)
    said = main_text(two)
    assert re.search(rf"{first.name} changed “Paragraphs” while you were writing", said)
    assert "Hers." in said
    assert "His." in said
    two.send({"paragraphs": "Hers. His."}, path=path)
    one.get(f"/responses/{DRAFT}")
    assert "Hers. His." in main_text(one)
    assert "Dear Minister" in main_text(one)


def test_an_item_s_page_and_the_desk_lead_to_each_other(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(f"/responses/{DRAFT}")
    for reference in (FIRST, OTHERS):
        assert f'href="/responses/{DRAFT}/answers/{reference}"' in visit.html
        assert f'href="/items/{reference}"' in visit.html


def test_every_file_taken_away_is_in_the_access_log(letters: Letters) -> None:
    visit, person = letters.visitor(Role.OFFICE_STAFF)
    visit.get(f"/responses/{DRAFT}/letter.docx")
    visit.get(f"/responses/{OLD}/source")
    with letters.app.app_context():
        taken = [
            (entry.account_id, entry.subject)
            for entry in db.session.query(AccessEntry).order_by(AccessEntry.id)
            if entry.what == "downloaded"
        ]
    assert taken == [(person.account_id, f"{DRAFT} letter"), (person.account_id, f"{OLD} source file")]
