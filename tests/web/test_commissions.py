"""The pages of commissioning: invite, who was asked, chase, hand over."""

import re

import pytest

from tests.fixtures.page_check import words_of
from tests.services.commission_records import COMMENTS_BY, DUE
from tests.web.commission_pages import COMMISSION, DESK, FINDING, FIRST, Desk, boxes_of, desk
from tests.web.letter_pages import main_text

__all__ = ["desk"]

ALL = {
    **boxes_of(COMMENTS_BY, "comments_by"),
    **boxes_of(DUE, "due_on"),
    f"post-{FIRST}": "head-of-crime",
    f"post-{FINDING}": "head-of-custody",
    f"questions-{FIRST}": "Which cases?",
    "send_to": "chief@wessmere.example.org",
}


def test_one_button_invites_and_asks(desk: Desk) -> None:
    visit = desk.visitor("office")
    visit.get(DESK)
    assert COMMISSION in visit.html
    visit.get(COMMISSION)
    assert "have not been invited yet" in main_text(visit)
    visit.submit(f"{COMMISSION}/invite", ALL)
    visit.get(COMMISSION)
    said = main_text(visit)
    assert (
        "Invited on 7 January 2026 by Asha Patel, due by 20 January 2026. 2 items for the force: 2 asked."
        in said
    )
    assert "Cara Crime (person3@example.org)" in said
    assert "Dear Cara Crime," in said
    for file in ("invitation.docx", "forms/head-of-crime.docx"):
        assert visit.get(f"{COMMISSION}/{file}").data.startswith(b"PK")
    for file in ("invitation.eml", "requests/head-of-crime.eml"):
        assert b"X-Unsent: 1" in visit.get(f"{COMMISSION}/{file}").data


def test_what_does_not_hold_stands_beside_its_box_and_the_rest_stays_typed(desk: Desk) -> None:
    visit = desk.visitor("office")
    wrong = ALL | boxes_of(COMMENTS_BY.replace(day=3), "comments_by")
    visit.submit(f"{COMMISSION}/invite", wrong, status=400)
    assert "The day cannot be in the past" in main_text(visit)
    assert "Which cases?" in visit.html


def test_nobody_chosen_asks_nobody_and_says_so(desk: Desk) -> None:
    visit = desk.visitor("office")
    nobody = ALL | {f"post-{FIRST}": "", f"post-{FINDING}": ""}
    visit.submit(f"{COMMISSION}/invite", nobody, status=400)
    assert "nobody would be asked" in main_text(visit)
    assert re.search(rf'href="#post-(?:{FIRST}|{FINDING})">Choose a post', visit.html)


def test_the_invitation_tells_where_a_missing_post_is_recorded(desk: Desk) -> None:
    visit = desk.visitor("office")
    visit.get(f"{COMMISSION}/invite")
    assert 'href="/offices">Record it under Offices and people' in visit.html


def test_an_item_that_is_not_asked_is_counted(desk: Desk) -> None:
    visit = desk.visitor("office")
    visit.submit(f"{COMMISSION}/invite", ALL | {f"post-{FINDING}": ""})
    visit.get(COMMISSION)
    assert "2 items for the force: 1 asked and 1 not asked." in main_text(visit)
    assert "Ask an owner" in main_text(visit)


def test_two_windows_invite_once(desk: Desk) -> None:
    first, second = desk.visitor("office"), desk.visitor("office")
    second.get(f"{COMMISSION}/invite")
    first.submit(f"{COMMISSION}/invite", ALL)
    second.send(ALL, path=f"{COMMISSION}/invite", status=403)


def test_the_lead_proposes_and_the_office_finds_it_filled_in(desk: Desk) -> None:
    lead = desk.visitor("lead")
    lead.submit(f"{COMMISSION}/items/{FIRST}/propose", {"post": "head-of-custody"})
    office = desk.visitor("office")
    office.get(f"{COMMISSION}/invite")
    assert re.search(r'<option value="head-of-custody" selected>', office.html)


def test_asking_again_and_handing_back(desk: Desk) -> None:
    desk.invite()
    lead, owner = desk.visitor("lead"), desk.visitor("crime")
    owner.submit(f"/asked/{FIRST}", {"draft": "We did it.", "return": "yes"})
    lead.submit(f"{COMMISSION}/items/{FIRST}/hand-back", {"reason": "Name the day."})
    owner.get("/asked")
    assert "Drafted" in main_text(owner)
    lead.submit(f"{COMMISSION}/items/{FIRST}", {"post": "head-of-custody", **boxes_of(DUE, "due_on")})
    owner.get(f"/asked/{FIRST}", status=404)


def test_the_lead_clears_and_hands_over_and_the_button_says_what_is_missing(desk: Desk) -> None:
    desk.invite()
    lead = desk.visitor("lead")
    lead.get(COMMISSION)
    assert f"Not cleared by the Chief Constable yet: {FIRST}, {FINDING}." in main_text(lead)
    for item, who in ((FIRST, "crime"), (FINDING, "custody")):
        desk.visitor(who).submit(f"/asked/{item}", {"draft": f"Words on {item}.", "return": "yes"})
        lead.submit(f"{DESK}/answers/{item}/clear")
    lead.submit(COMMISSION, button="Hand the cleared comments to the office")
    office = desk.visitor("office")
    office.get(f"{DESK}/answers/{FIRST}")
    said = main_text(office)
    assert f"Words on {FIRST}." in said
    assert "Cleared by the Chief Constable on 7 January 2026, recorded by Lee Force." in said
    assert 'name="chief_constable"' not in office.html


def test_the_office_sees_progress_and_not_the_words(desk: Desk) -> None:
    desk.invite()
    desk.visitor("crime").submit(f"/asked/{FIRST}", {"draft": "Secret thoughts.", "return": "yes"})
    office = desk.visitor("office")
    office.get(COMMISSION)
    assert "Returned" in main_text(office)
    office.get(f"{DESK}/answers/{FIRST}")
    assert "asked of an owner in the force" in main_text(office)
    assert "Secret" not in office.html
    sent = office.submit(f"{DESK}/answers/{FIRST}", {"pcc": "Seen."}, status=302)
    assert sent.location


def test_the_account_of_a_post_is_recorded_and_ended(desk: Desk) -> None:
    office = desk.visitor("office")
    new = str(desk.people["executive"].account_id)
    office.submit("/offices/accounts/new", {"post": "head-of-crime", "account": new})
    office.get("/offices/accounts")
    assert "Ed Chief" in main_text(office)
    office.submit("/offices/accounts/3", boxes_of(DUE, "to_on"))
    office.get("/offices/accounts")
    assert "14 January 2026" in main_text(office)


@pytest.mark.parametrize("path", ["", "/invite", f"/items/{FIRST}", "/invitation.docx"])
def test_pages_of_a_letter_that_is_not_here_are_not_here(desk: Desk, path: str) -> None:
    answer = desk.visitor("office").get(f"/responses/S55-2031-01/commission{path}", status=404)
    assert "There is no response" in words_of(answer)
