"""The pages on promises, over a past letter that promises one thing."""

import re

import pytest

from tests.fixtures.database import NOW, TODAY
from tests.fixtures.page_check import parsed, text_of
from tests.services.records import an_item
from tests.web.letter_pages import DRAFT, OLD, Letters, letters, letters_sqlite, main_text
from tracker.domain.commitments import CommitmentDetails, CommitmentKind
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import Role
from tracker.services.commitments import add_commitment
from tracker.services.reports import get_report
from tracker.services.responses import get_response

__all__ = ["letters", "letters_sqlite"]

PAGE = f"/responses/{OLD}/commitments"
PROMISED = "Three stores will hold them by the summer."
FIELDS = {
    "kind": "due",
    "text": "Three stores hold the lamps",
    "owner_post": "Police and Crime Commissioner",
    "on-day": "30",
    "on-month": "6",
    "on-year": "2025",
}


def decide_link(html: str) -> str:
    """The address of the sentence about the stores."""
    links: list[str] = re.findall(rf'href="({PAGE}/promises/[^"]+)"', html)
    return links[-1]


def test_the_desk_counts_what_is_undecided_and_leads_to_it(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(f"/responses/{OLD}")
    assert re.search(r"0 of \d sentences that look like promises are decided", main_text(visit))
    assert f'href="{PAGE}"' in visit.html
    visit.get(f"/responses/{DRAFT}")
    assert "look like promises" not in main_text(visit)
    visit.get(f"/responses/{DRAFT}/commitments")
    assert "Nothing is promised until it is." in main_text(visit)


def test_a_sentence_becomes_a_commitment_which_is_overdue_until_it_is_done(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get("/commitments")
    assert "No commitments yet" in main_text(visit)
    visit.get(PAGE)
    assert PROMISED in main_text(visit)
    sent = visit.submit(decide_link(visit.html), FIELDS)
    assert sent.location == PAGE
    visit.get("/commitments?listed=overdue&owner=Police+and+Crime+Commissioner")
    said = main_text(visit)
    assert "1 commitment overdue." in said
    assert "Due on 30 June 2025: 191 days overdue" in said
    outcome = {
        "state": "done",
        "on-day": "6",
        "on-month": "1",
        "on-year": "2026",
        "words": "They stand there.",
    }
    visit.submit("/commitments/1", outcome)
    visit.get("/commitments/1")
    assert "Done on 6 January 2026." in main_text(visit)
    visit.get("/commitments")
    assert "No commitment matches" in main_text(visit)
    visit.get("/told?search=stores&promises=yes")
    said = main_text(visit)
    assert PROMISED in said
    assert "They stand there." in said


def test_not_a_promise_takes_one_press(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.FORCE_INSPECTION_LEAD)
    visit.get(PAGE)
    address = decide_link(visit.html)
    visit.send({}, path=PAGE, button="Not a promise: sentence 1")
    visit.get(PAGE)
    assert "Not a promise (1)" in main_text(visit)
    assert address


def test_a_refused_decision_keeps_what_was_typed(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(PAGE)
    address = decide_link(visit.html)
    visit.submit(address, FIELDS | {"on-year": "2024", "owner_post": ""}, status=400)
    said = main_text(visit)
    assert "Name the post that answers for it." in said
    assert "This is before the letter, dated 14 March 2025" in said
    assert "Three stores hold the lamps" in visit.html


def test_a_promise_can_be_added_by_hand_and_corrected(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    more = {"item": "R2025-01-REC1", "voice": "chief_constable", "kind": "repeating", "every_months": "12"}
    visit.submit(f"{PAGE}/new", FIELDS | more)
    visit.get("/commitments/1")
    assert "Every year, next due on 30 June 2025: 191 days overdue" in main_text(visit)
    visit.submit("/commitments/1/again", {"words": "Looked at again."})
    visit.get("/commitments/1")
    assert "next due on 30 June 2026" in main_text(visit)
    assert "Looked at again." in main_text(visit)
    visit.submit("/commitments/1/edit", {"owner_post": "Home Secretary"})
    visit.get("/commitments/1")
    assert "Home Secretary" in main_text(visit)
    visit.get("/told?search=three+stores+hold")
    assert "R2025-01-REC1, Force response" in main_text(visit)


def test_the_posts_of_the_office_list_are_offered_and_an_older_wording_stays(letters: Letters) -> None:
    with letters.app.app_context():
        response = get_response(reference=OLD, by=SYSTEM, today=TODAY)
        written = CommitmentDetails(CommitmentKind.DUE, "Lamps", "Head of Estates", TODAY)
        add_commitment(response=response, item=None, voice=None, details=written, by=SYSTEM, now=NOW)
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get("/commitments/1/edit")
    offered = [text_of(one) for one in parsed(visit.html).iter("option")]
    assert offered == [
        "No post",
        "Home Secretary",
        "Police and Crime Commissioner",
        "Head of Estates (as it was written)",
    ]
    visit.send({"text": "Lamps and batteries"}, path="/commitments/1/edit")
    visit.get("/commitments/1")
    assert "Post that answers for it Head of Estates" in main_text(visit)
    visit.submit("/commitments/1/edit", {"owner_post": "Head of Nothing"}, status=400)


def test_two_people_settling_one_commitment_lose_no_word(letters: Letters) -> None:
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(PAGE)
    visit.submit(decide_link(visit.html), FIELDS)
    other, _ = letters.visitor(Role.OFFICE_STAFF, name="Tom Reed")
    other.get("/commitments/1/edit")
    visit.submit("/commitments/1/edit", {"text": "Hers"})
    other.send({"text": "His"}, path="/commitments/1/edit", status=409)
    assert ">\nHis</textarea>" in other.html
    other.send({"text": "His and hers"}, path="/commitments/1/edit")


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.OWNER])
def test_who_may_only_read_is_offered_no_form(letters: Letters, role: Role) -> None:
    visit, _ = letters.visitor(role)
    for path in (PAGE, "/commitments", "/told"):
        visit.get(path)
    visit.get(PAGE)
    assert "Not a promise" not in main_text(visit)
    assert "<form" not in visit.html.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize("query", ["page=-1", "page=2", "page=x"])
def test_a_page_that_is_not_there_is_not_found(letters: Letters, query: str) -> None:
    visit, _ = letters.visitor(Role.AUDITOR)
    visit.get(f"/told?{query}", 404)


@pytest.mark.parametrize("query", ["year=1066", "theme=drop", "search=%25", "year=zzz", "promises=5"])
def test_a_search_that_makes_no_sense_is_no_error(letters: Letters, query: str) -> None:
    visit, _ = letters.visitor(Role.AUDITOR)
    visit.get(f"/told?{query}")


def test_beside_the_answer_stands_what_earlier_letters_said(letters: Letters) -> None:
    with letters.app.app_context():
        report = get_report(reference="R2025-02", by=SYSTEM, today=TODAY)
        text = "Forces should agree with the farming unions who shares what about stolen machinery."
        an_item(report, text, number="3")
    visit, _ = letters.visitor(Role.OFFICE_STAFF)
    visit.get(f"/responses/{DRAFT}/answers/R2025-02-REC3")
    said = main_text(visit)
    assert "What we told the Home Secretary on the same themes" in said
    assert "We meet the two unions each month" in said
    visit.get(f"/responses/{DRAFT}/answers/R2025-02-REC1")
    assert "on the same themes" not in main_text(visit)
