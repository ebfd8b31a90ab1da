"""The pages of approval and issue: exactly the text, reasons beside what cannot be done, nothing lost."""

import hashlib
import io
import re

import docx
import pytest

from tests.web.letter_pages import Letters, main_text
from tests.web.move_pages import (  # noqa: F401
    CHANGED,
    PAGE,
    Desk,
    another_home_secretary,
    desk,
    whole_sqlite,
)
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.response import Response

CONFIRMED = {"names_confirmed": "y"}
RELEASED = CONFIRMED | {"signature_released_by": "Ines Roe"}


def status_of(letters: Letters) -> str:
    with letters.app.app_context():
        return db.session.query(Response).one().status.value


def test_a_letter_is_submitted_approved_issued_and_taken_down(desk: Desk) -> None:  # noqa: F811
    letters = desk("preparing")
    office, _ = letters.visitor(Role.OFFICE_STAFF, name="Asha Patel")
    approver, _ = letters.visitor(Role.APPROVER, name="Ines Roe")
    office.submit(PAGE, button="Submit the response for approval")
    approver.get(PAGE)
    assert "The pen is with: Approver of responses." in main_text(approver)
    approver.submit(f"{PAGE}/approve", CONFIRMED, button="Approve the response")
    approver.get(PAGE)
    assert "Approved by Ines Roe" in main_text(approver)
    approver.submit(f"{PAGE}/issue", RELEASED, button="Issue the letter")
    assert status_of(letters) == "issued"
    auditor, _ = letters.visitor(Role.AUDITOR)
    auditor.get(PAGE)
    content = auditor.client.get(f"{PAGE}/versions/1.docx").get_data()
    assert hashlib.sha256(content).hexdigest() in main_text(auditor).replace(" ", "")
    assert docx.Document(io.BytesIO(content)).core_properties.keywords.startswith("History up to event ")


@pytest.mark.parametrize(
    ("state", "role", "button"),
    [
        ("preparing", Role.OFFICE_STAFF, "Submit the response for approval"),
        ("ready", Role.APPROVER, "Approve the response"),
        ("approved", Role.APPROVER, "Issue the letter"),
    ],
)
def test_the_move_that_brings_the_letter_on_is_the_one_main_button(
    desk: Desk,  # noqa: F811
    state: str,
    role: Role,
    button: str,
) -> None:
    visit, _ = desk(state).visitor(role)
    visit.get(PAGE)
    assert re.findall(r'class="govuk-button "[^>]*>\s*([^<]+?)\s*<', visit.html) == [button]


def test_the_approve_page_shows_exactly_the_text_to_be_signed(desk: Desk) -> None:  # noqa: F811
    letters = desk("ready")
    approver, _ = letters.visitor(Role.APPROVER)
    approver.get(f"{PAGE}/approve")
    text = main_text(approver)
    for words in (
        "Rt Hon Bela Farrow MP",
        "Dear Home Secretary",
        "We have done it.",
        "I have seen that it is done.",
    ):
        assert words in text


def test_without_the_names_confirmed_nothing_is_approved_and_what_was_typed_stays(desk: Desk) -> None:  # noqa: F811
    letters = desk("ready")
    approver, _ = letters.visitor(Role.APPROVER)
    approver.submit(f"{PAGE}/approve", {"paragraphs": "My own words."}, status=400)
    assert "still hold their offices" in main_text(approver)
    assert "My own words." in approver.html
    assert status_of(letters) == "ready"


def test_the_approver_changes_a_word_in_the_act(desk: Desk) -> None:  # noqa: F811
    letters = desk("ready")
    approver, _ = letters.visitor(Role.APPROVER, name="Ines Roe")
    approver.submit(f"{PAGE}/approve", CONFIRMED | {"paragraphs": "My own words."})
    approver.get(PAGE)
    assert "My own words." in main_text(approver)
    assert status_of(letters) == "approved"


def test_of_two_windows_the_second_is_told_who_was_first(desk: Desk) -> None:  # noqa: F811
    letters = desk("ready")
    first, _ = letters.visitor(Role.APPROVER, name="Ines Roe")
    second, _ = letters.visitor(Role.APPROVER, name="Dev Shah")
    first.get(f"{PAGE}/approve")
    second.get(f"{PAGE}/approve")
    first.send(CONFIRMED, path=f"{PAGE}/approve")
    second.send(CONFIRMED | {"paragraphs": "Typed meanwhile."}, path=f"{PAGE}/approve", status=409)
    assert "Ines Roe" in main_text(second)


def test_a_text_edited_while_the_approver_reads_is_not_approved(desk: Desk) -> None:  # noqa: F811
    letters = desk("ready")
    approver, _ = letters.visitor(Role.APPROVER)
    approver.get(f"{PAGE}/approve")
    with letters.app.app_context():
        another_home_secretary()
    approver.send(CONFIRMED, path=f"{PAGE}/approve", status=409)
    text = main_text(approver)
    assert "Rt Hon Dora Vale MP" in text
    assert "What changed since it was submitted" in text
    approver.send(CONFIRMED, path=f"{PAGE}/approve")
    assert status_of(letters) == "approved"


def test_a_new_home_secretary_after_approval_is_told_on_the_desk_and_stops_the_issue(desk: Desk) -> None:  # noqa: F811
    letters = desk(CHANGED)
    approver, _ = letters.visitor(Role.APPROVER)
    approver.get(PAGE)
    assert "Bela Farrow MP” and is now “Rt Hon Dora Vale MP" in main_text(approver)
    approver.get(f"{PAGE}/issue")
    assert "It must be approved again." in main_text(approver)
    assert status_of(letters) == "approved"
    approver.submit(PAGE, button="Let the approval fall")
    assert status_of(letters) == "preparing"
    approver.get(PAGE)
    assert "The last approval fell: The addressee" in main_text(approver)


def test_an_approval_by_proxy_is_recorded_with_its_proof_as_a_file(desk: Desk) -> None:  # noqa: F811
    letters = desk("ready")
    office, _ = letters.visitor(Role.OFFICE_STAFF, name="Ben Okoro")
    given = CONFIRMED | {
        "given_by": "Ines Roe",
        "on-day": "7",
        "on-month": "1",
        "on-year": "2026",
        "proof": "",
    }
    office.submit(f"{PAGE}/record-approval", given, status=400)
    assert "Attach or name what proves the approval" in main_text(office)
    office.get(f"{PAGE}/record-approval")
    proof = (io.BytesIO(b"From: ines@example.org\n\nYes."), "yes.eml")
    office.send(given | {"file": proof}, path=f"{PAGE}/record-approval")
    office.get(PAGE)
    assert "Approved by Ines Roe elsewhere on 7 January 2026; recorded by Ben Okoro" in main_text(office)


def test_a_correction_keeps_the_first_version_and_says_why(desk: Desk) -> None:  # noqa: F811
    letters = desk("issued")
    office, _ = letters.visitor(Role.OFFICE_STAFF)
    before = office.client.get(f"{PAGE}/versions/1.docx").get_data()
    office.get(PAGE)
    assert "Correct the letter" not in main_text(office)
    office.submit(f"{PAGE}/correct", {"reason": ""}, status=400)
    office.submit(f"{PAGE}/correct", {"reason": "A wrong figure."})
    office.get(PAGE)
    assert "Version 2." in main_text(office)
    assert office.client.get(f"{PAGE}/versions/1.docx").get_data() == before
    office.get(f"{PAGE}/versions/2.docx", status=404)


def test_the_reason_stands_beside_what_cannot_be_done(desk: Desk) -> None:  # noqa: F811
    letters = desk("ready")
    office, _ = letters.visitor(Role.OFFICE_STAFF)
    office.get(PAGE)
    assert "Only the Approver of responses may approve the response." in main_text(office)


def test_the_force_reads_no_draft_on_the_pages_of_the_moves(desk: Desk) -> None:  # noqa: F811
    letters = desk(CHANGED)
    lead, _ = letters.visitor(Role.FORCE_INSPECTION_LEAD)
    for page in ("approve", "record-approval", "issue"):
        lead.get(f"{PAGE}/{page}", status=403)
    lead.get(PAGE)
    assert (
        "Dora Vale" not in main_text(lead).partition("Items and answers")[0].partition("Approve and issue")[2]
    )


def test_a_deputy_approves_under_a_recorded_delegation(desk: Desk) -> None:  # noqa: F811
    letters = desk("ready")
    office, _ = letters.visitor(Role.OFFICE_STAFF)
    deputy, person = letters.visitor(Role.EXECUTIVE_LEAD, name="Dev Shah")
    deputy.get(f"{PAGE}/approve", status=403)
    given = {
        "to_name": "Dev Shah",
        "to_account_id": str(person.account_id),
        "from_on-day": "1",
        "from_on-month": "1",
        "from_on-year": "2026",
        "proof": "Decision notice 4 of 2026",
    }
    office.submit("/offices/delegations/new", given | {"proof": ""}, status=400)
    office.submit("/offices/delegations/new", given)
    deputy.get("/offices/delegations")
    assert "Dev Shah" in main_text(deputy)
    assert "until it is taken back" in main_text(deputy)
    deputy.submit(f"{PAGE}/approve", CONFIRMED)
    assert status_of(letters) == "approved"
    end = {"to_on-day": "7", "to_on-month": "1", "to_on-year": "2026"}
    office.submit("/offices/delegations/1/end", end)
    deputy.get(f"{PAGE}/issue", status=403)


def test_a_missing_copy_is_made_again_at_the_start(desk: Desk) -> None:  # noqa: F811
    letters = desk("issued")
    exports = letters.app.config["SETTINGS"].exports_dir
    for copy in exports.glob("*.docx"):
        copy.unlink()
    letters.app.test_client().get("/healthz")
    assert [path.name for path in exports.glob("*.docx")] == ["S55-2026-01.docx"]


def test_what_was_issued_is_shown_and_taken_down_as_it_was_whatever_changes_since(
    desk: Desk,  # noqa: F811
) -> None:
    letters = desk("issued")
    with letters.app.app_context():
        another_home_secretary()
    auditor, _ = letters.visitor(Role.AUDITOR)
    auditor.get(PAGE)
    text = main_text(auditor)
    assert "Rt Hon Bela Farrow MP" in text
    assert "Rt Hon Dora Vale MP" not in text
    issued = auditor.client.get(f"{PAGE}/versions/1.docx").get_data()
    for options in ("", "?layout=numbered&pcc=without"):
        assert auditor.client.get(f"{PAGE}/letter.docx{options}").get_data() == issued
