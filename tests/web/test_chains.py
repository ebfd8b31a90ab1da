"""The chain page and the page that carries work on under a later item."""

from datetime import date

import pytest
from flask import Flask

from tests.fixtures.app import MakeAccount, Person, SignIn
from tests.fixtures.page_check import Visitor
from tests.services.ownership_records import a_post, allocated
from tests.services.records import a_report, an_item
from tests.web.letter_pages import main_text
from tracker.clock import now
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.vocabulary import ForWhom, LinkKind, Role
from tracker.services.items import get_item, link_items

EARLIER, LATER, ALONE = "R2023-01-REC1", "R2025-01-REC1", "R2025-01-REC2"
LEAD = Actor(None, "Sam Cole", frozenset({Role.FORCE_INSPECTION_LEAD}))
CARRY = f"/items/{LATER}/continue/{EARLIER}"


@pytest.fixture
def lead(app: Flask, make_account: MakeAccount, sign_in: SignIn, stopped_clock: None) -> Visitor:
    """The force inspection lead, before two linked items of which the earlier has an owner."""
    person: Person = make_account(Role.FORCE_INSPECTION_LEAD, name="Sam Cole")
    with app.app_context():
        earlier = an_item(a_report("First look", published_on=date(2023, 12, 8)), for_whom=ForWhom.FORCE)
        report = a_report("Second look")
        later = an_item(report, "Review all cases.", for_whom=ForWhom.FORCE)
        an_item(report, "Another.", number="2", for_whom=ForWhom.FORCE)
        allocated(earlier, a_post(), by=person.actor)
        link_items(earlier=earlier, later=later, kind=LinkKind.PARTLY_MET, note="", by=SYSTEM, now=now())
    visit = Visitor(app.test_client())
    sign_in(visit.client, person)
    return visit


def test_the_chain_shows_what_comes_after_what_and_what_counts(lead: Visitor) -> None:
    lead.get(f"/items/{LATER}")
    assert f'href="/items/{LATER}/chain"' in lead.html
    lead.get(f"/items/{LATER}/chain")
    said = main_text(lead)
    assert said.index(EARLIER) < said.index(f"Finds partly met {EARLIER}") < said.index("Review all cases.")
    assert "In progress; counted as open" in said


def test_work_goes_on_under_the_later_item_in_one_step(lead: Visitor) -> None:
    lead.get(f"/items/{LATER}/chain")
    assert f'href="{CARRY}"' in lead.html
    lead.get(CARRY)
    assert "Owner Head of Reviews" in main_text(lead)
    lead.submit(CARRY, {"note": "Agreed with HMICFRS."}, button="Continue the work there")
    lead.get(f"/items/{LATER}")
    assert "Head of Reviews" in main_text(lead)
    lead.get(f"/items/{EARLIER}")
    assert f"The work goes on under {LATER}. Agreed with HMICFRS." in main_text(lead)
    lead.get(f"/items/{LATER}/chain")
    said = main_text(lead)
    assert "Taken off the list: superseded by a later item; not counted as open" in said
    assert "Continue the work" not in said


def test_who_may_not_carry_it_on_reads_why(lead: Visitor, app: Flask, sign_in: SignIn) -> None:
    office = Visitor(app.test_client())
    sign_in(office.client, Role.OFFICE_STAFF)
    office.get(f"/items/{LATER}/chain")
    assert "only the force inspection lead may give it to a post" in main_text(office)
    office.get(CARRY, 403)


def test_what_changed_meanwhile_is_shown_and_the_note_is_kept(
    lead: Visitor, app: Flask, sign_in: SignIn
) -> None:
    lead.get(CARRY)
    page = lead.html
    with app.app_context():
        item, _ = get_item(reference=LATER, by=SYSTEM, today=date(2026, 1, 7))
        allocated(item, a_post("other", "Other post"), by=LEAD)
    lead.html = page
    lead.send({"note": "My note."}, path=CARRY, status=409)
    assert "My note." in lead.html
    assert "Other post (stays as it is)" in main_text(lead)
    lead.send({"note": "My note."}, path=CARRY)


def test_an_item_without_links_says_how_to_link_it(lead: Visitor) -> None:
    lead.get(f"/items/{ALONE}/chain")
    assert "No earlier or later item is linked" in main_text(lead)


def test_items_that_are_not_linked_are_not_carried(lead: Visitor) -> None:
    lead.get(f"/items/{ALONE}/continue/{EARLIER}", 403)
    lead.get(f"/items/{LATER}/continue/R2099-01-REC1", 404)
