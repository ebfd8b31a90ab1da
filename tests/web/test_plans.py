import io
from typing import Any

import pytest

from tests.fixtures.page_check import words_of
from tests.web.letter_pages import DRAFT, OLD, Letters, letters, letters_sqlite, main_text
from tracker.domain.vocabulary import Role

__all__ = ["letters", "letters_sqlite"]

EML = b"From: a@example.org\r\nSubject: Copy\r\n\r\nAttached.\r\n"
PUBLICATION = f"/responses/{OLD}/plan/publication"


def on(day: int, month: str, year: int, **more: Any) -> dict[str, Any]:
    boxes = {"done_on-day": str(day), "done_on-month": month, "done_on-year": str(year)}
    return boxes | {"done_by": "Asha Patel", "kind": "other"} | more


def a_file(name: str = "copy.eml", content: bytes = EML) -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def test_the_plan_says_what_slipped_and_what_still_fits(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(f"/responses/{DRAFT}/plan")
    said = main_text(visit)
    assert "The invitation is 26 days overdue; the comments, planned for" in said
    assert "The last lawful day is Thursday 5 February 2026, in 29 days." in said
    assert "Thursday 8 January 2026, day 28" in said
    assert "Change the planned days" in said
    visit.get(f"/responses/{DRAFT}")
    assert "The invitation is 26 days overdue" in main_text(visit)
    assert f'href="/responses/{DRAFT}/plan"' in visit.html


def test_the_planned_days_are_changed_and_a_day_that_does_not_hold_stays_in_its_box(
    letters: Letters,
) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    path = f"/responses/{DRAFT}/plan/days"
    visit.submit(path, {"draft-day": "6", "draft-month": "2"}, status=400)
    assert "after the last lawful day" in main_text(visit)
    assert 'value="6"' in visit.html
    visit.submit(path, {"draft-day": "20", "draft-month": "1"})
    visit.get(f"/responses/{DRAFT}/plan")
    assert "Tuesday 20 January 2026, day 40" in main_text(visit)
    visit.get(f"/responses/{DRAFT}")
    assert "changed the plan" in main_text(visit)
    assert "Planned day of “Draft of the letter ready”" in main_text(visit)


def test_two_people_on_one_plan_see_both_days(letters: Letters) -> None:
    one, _ = letters.visitor(Role.OFFICE_STAFF, name="Asha Patel")
    two, _ = letters.visitor(Role.OFFICE_STAFF, name="Tom Reed")
    path = f"/responses/{DRAFT}/plan/days"
    two.get(path)
    one.submit(path, {"draft-day": "20"})
    two.send({"draft-day": "21"}, path=path, status=409)
    said = main_text(two)
    assert "Asha Patel" in said
    assert "20 January 2026" in said
    two.send({"draft-day": "21"}, path=path)
    one.get(f"/responses/{DRAFT}/plan")
    assert "Wednesday 21 January 2026" in main_text(one)


def test_the_publication_of_the_comments_is_recorded_with_its_address(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.submit(PUBLICATION, {}, status=400)
    assert "Enter the day it happened" in main_text(visit)
    visit.submit(PUBLICATION, on(20, "March", 2024), status=400)
    assert "when the report it answers was published" in main_text(visit)
    visit.submit(PUBLICATION, on(20, "March", 2027), status=400)
    assert "cannot be in the future" in main_text(visit)
    web = {"kind": "web_address", "address": "https://www.example.org/answers"}
    visit.submit(PUBLICATION, on(20, "March", 2025, version="77", **web), status=409)
    assert "saved this while you were working on it" in main_text(visit)
    assert "https://www.example.org/answers" in visit.html
    visit.send(on(20, "March", 2025, **web), path=PUBLICATION)
    visit.get(f"/responses/{OLD}")
    assert "Comments published on 20 March 2025." in main_text(visit)
    visit.get(f"/responses/{OLD}/plan")
    assert "20 March 2025, day 46 of 56, by Asha Patel" in main_text(visit)
    assert 'href="https://www.example.org/answers" rel="noreferrer' in visit.html


def test_a_copy_is_recorded_with_its_e_mail_which_comes_back_byte_for_byte(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    copy = f"/responses/{OLD}/plan/copy-to-inspectors"
    visit.get(copy, status=403)
    assert "copies go out once they are" in main_text(visit)
    visit.submit(PUBLICATION, on(20, "March", 2025))
    visit.submit(copy, on(20, "March", 2025), status=400)
    assert "Attach or name what proves that the copy was sent" in main_text(visit)
    name = "Копия 😀.eml"
    visit.submit(copy, on(20, "March", 2025, kind="email", file=a_file(name)))
    visit.get(f"/responses/{OLD}/plan")
    said = main_text(visit)
    assert "SHA-256" in said
    assert "Копия 😀" in said
    href = next(part.split('"')[0] for part in visit.html.split('href="') if "/plan/proofs/" in part)
    sent = visit.get(href)
    assert sent.data == EML
    assert sent.headers["Content-Disposition"].startswith("attachment;")
    assert "filename*=UTF-8''" in sent.headers["Content-Disposition"]
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert sent.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    visit.submit(f"{href}/withdraw", {"reason": "The wrong one."}, status=400)
    assert "needs its proof" in main_text(visit)
    more = f"/responses/{OLD}/plan/copy-to-inspectors/proof"
    visit.submit(more, {"kind": "email", "words": "In the office's mailbox."})
    visit.submit(f"{href}/withdraw", {"reason": "The wrong one."})
    visit.get(f"/responses/{OLD}/plan")
    assert ": The wrong one." in main_text(visit)


@pytest.mark.parametrize("name", ["bad.exe", "page.html", "macro.docm", "empty.eml"])
def test_a_file_that_is_no_proof_is_refused_and_what_was_typed_stays(letters: Letters, name: str) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    content = b"" if name == "empty.eml" else b"MZ\x90\x00"
    visit.submit(
        f"/responses/{DRAFT}/plan/invitation",
        on(6, "January", 2026, file=a_file(name, content), words="Words worth keeping"),
        status=400,
    )
    assert "Words worth keeping" in visit.html


def test_a_draft_s_publication_is_refused_in_words(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(f"/responses/{DRAFT}/plan/publication", status=403)
    assert "has not been issued" in main_text(visit)


def test_the_days_are_taken_into_a_calendar(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.AUDITOR)
    sent = visit.get(f"/responses/{DRAFT}/plan/calendar.ics")
    assert sent.mimetype == "text/calendar"
    assert sent.headers["Content-Disposition"] == f"attachment; filename={DRAFT}-plan.ics"
    assert b"DTSTART;VALUE=DATE:20260205" in sent.data
    visit.get(f"/responses/{OLD}/plan/calendar.ics", status=404)


def test_who_only_reads_is_offered_nothing_to_press_and_no_proof_before_issue(letters: Letters) -> None:
    office, _ = letters.visitor(Role.OFFICE_STAFF)
    office.submit(
        f"/responses/{DRAFT}/plan/invitation", on(6, "January", 2026, file=a_file("invitation.eml"))
    )
    office.get(f"/responses/{DRAFT}/plan")
    assert "invitation.eml" in main_text(office)
    href = next(part.split('"')[0] for part in office.html.split('href="') if "/plan/proofs/" in part)
    for role in (Role.FORCE_INSPECTION_LEAD, Role.AUDITOR):
        visit, _ = letters.visitor(role)
        said = words_of(visit.get(f"/responses/{DRAFT}/plan"))
        assert "invitation.eml" not in said
        assert "Change the planned days" not in said
        assert "Record that it happened" not in said
        assert "invitation.eml" not in words_of(visit.get(f"/responses/{DRAFT}"))
        visit.get(href, status=403)


@pytest.mark.parametrize("path", ["nothing", "proofs/999", "proofs/0", "proofs/abc", "approval/x"])
def test_there_is_no_page_for_a_made_up_step_or_proof(letters: Letters, path: str) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(f"/responses/{DRAFT}/plan/{path}", status=404)
    visit.get(f"/responses/{OLD}/plan/invitation", status=404)
