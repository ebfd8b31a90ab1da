"""The pages of actions: planned on an item, followed up, settled, and made of what a letter promised."""

from datetime import date

import pytest

from tests.fixtures.app import Person
from tests.fixtures.database import TODAY
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.proof_records import Work, a_link
from tests.services.records import a_report, an_item
from tests.web.commission_pages import boxes_of
from tests.web.completion_pages import ITEM, SECOND, Desk, desk
from tests.web.letter_pages import OLD, Letters, letters, letters_sqlite, main_text
from tests.web.test_commitments import FIELDS, PAGE, decide_link
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.queries.items import item_by_reference
from tracker.queries.offices import post_by_slug
from tracker.services.proof_store import LocalFolder

__all__ = ["desk", "letters", "letters_sqlite"]

NEW = f"/items/{ITEM}/actions/new"
ACTION = {
    "what": "Train the custody staff",
    "proof_expected": "The training record",
    **boxes_of(date(2026, 3, 31), "target_on"),
}
DONE = {"state": "done", "words": "All are trained"}


def test_an_item_without_actions_offers_its_owner_to_plan_one(desk: Desk) -> None:
    visit = desk.visitor(desk.owner)
    visit.get(f"/items/{ITEM}")
    assert "No action is planned." in main_text(visit)
    assert f'href="{NEW}"' in visit.html
    visit.get("/actions")
    assert "No actions yet" in main_text(visit)


def test_an_action_is_planned_listed_and_settled(desk: Desk) -> None:
    visit = desk.visitor(desk.owner)
    sent = visit.submit(NEW, ACTION)
    assert sent.location == "/actions/1"
    visit.get("/actions/1")
    said = main_text(visit)
    assert "Due on 31 March 2026." in said
    assert "Head of Reviews" in said
    visit.get(f"/items/{ITEM}")
    assert "1 of 1 action open" in main_text(visit)
    visit.submit("/actions/1/settle", DONE)
    visit.get(f"/items/{ITEM}")
    said = main_text(visit)
    assert "0 of 1 action open" in said
    assert "Done on 7 January 2026" in said
    visit.get("/actions")
    assert "No action matches" in main_text(visit)
    visit.get("/actions?listed=settled")
    assert "All are trained" in main_text(visit)


def test_an_action_is_opened_again_with_a_reason(desk: Desk) -> None:
    visit = desk.visitor(desk.owner)
    visit.submit(NEW, ACTION)
    visit.submit("/actions/1/settle", DONE)
    visit.submit("/actions/1/reopen", {"reason": ""}, status=400)
    assert "Say why it is open again." in main_text(visit)
    visit.submit("/actions/1/reopen", {"reason": "Two were missed"})
    visit.get("/actions/1")
    said = main_text(visit)
    assert "Due on 31 March 2026." in said
    assert "Owen Hart opened an action again" in said
    assert "Two were missed" in said


def test_two_presses_of_one_form_make_one_action(desk: Desk) -> None:
    visit = desk.visitor(desk.owner)
    visit.get(NEW)
    page = visit.html
    assert visit.send(ACTION, path=NEW).location == "/actions/1"
    visit.html = page
    assert visit.send(ACTION, path=NEW).location == "/actions/1"
    visit.get("/actions?listed=all")
    assert "Showing 1 to 1 of 1 actions" in main_text(visit)


def test_a_refused_action_keeps_what_was_typed(desk: Desk) -> None:
    visit = desk.visitor(desk.owner)
    wrong = ACTION | {"proof_expected": " ", "target_on-year": "2025", "items": f"{ITEM}, R2099-01-REC9"}
    visit.submit(NEW, wrong, status=400)
    assert "Say what would show that it is done." in main_text(visit)
    assert 'value="R2025-01-REC1, R2099-01-REC9"' in visit.html
    visit.submit(NEW, ACTION | {"items": f"{ITEM}, R2099-01-REC9"}, status=400)
    assert "There is no item R2099-01-REC9." in main_text(visit)
    visit.submit(NEW, ACTION | {"target_on-year": "2025"}, status=400)
    assert "a target lies ahead" in main_text(visit)
    visit.submit(NEW, ACTION | {"target_on-year": "2101"}, status=400)
    assert "2100" in main_text(visit)


def test_an_item_of_somebody_else_is_refused_beside_its_box(desk: Desk) -> None:
    visit = desk.visitor(desk.owner)
    visit.submit(NEW, ACTION | {"items": f"{ITEM}, {SECOND}"}, status=400)
    assert "may plan its actions" in main_text(visit)


def test_one_action_serves_two_items_and_stands_on_both_pages(desk: Desk) -> None:
    lead = desk.visitor(Role.FORCE_INSPECTION_LEAD)
    lead.submit(NEW, ACTION | {"items": f"{ITEM.lower()}, {SECOND}"})
    for item in (ITEM, SECOND):
        lead.get(f"/items/{item}")
        assert "1 of 1 action open" in main_text(lead)
    lead.submit("/actions/1/edit", {"items": SECOND})
    lead.get(f"/items/{ITEM}")
    assert "No action is planned." in main_text(lead)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.OWNER, Role.OFFICE_STAFF])
def test_who_may_only_read_is_told_why(desk: Desk, role: Role) -> None:
    desk.visitor(desk.owner).submit(NEW, ACTION)
    visit = desk.visitor(role)
    visit.get("/actions/1")
    assert "may record" in main_text(visit)
    assert "/actions/1/settle" not in visit.html
    assert "/actions/1/edit" not in visit.html
    for path in (NEW, "/actions/1/edit", "/actions/1/settle", "/actions/1/again"):
        visit.get(path, 403)


def test_a_duty_shows_its_next_day_and_the_turns_that_were_missed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = desk.visitor(desk.owner)
    visit.submit(NEW, ACTION | {"every_months": "1"} | boxes_of(TODAY, "target_on"))
    monkeypatch.setenv("TEST_CLOCK", "2026-03-10T12:00:00+00:00")
    visit = desk.visitor(desk.owner)
    visit.get("/actions/1")
    said = main_text(visit)
    assert "Every month, next due on 7 January 2026: 62 days overdue." in said
    assert "Due on 7 January 2026 Due on 7 February 2026 Due on 7 March 2026" in said
    visit.submit("/actions/1/again", {"words": "Looked through"})
    visit.get("/actions/1")
    said = main_text(visit)
    assert "Every month, next due on 7 April 2026." in said
    assert "Looked through" in said
    visit.get("/actions")
    assert "Missed 3 times, last on 7 March 2026" in main_text(visit)


def test_the_list_finds_what_is_overdue_mine_of_a_post_and_of_an_item(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = desk.visitor(desk.owner)
    visit.submit(NEW, ACTION)
    visit.submit(NEW, ACTION | {"what": "Write a list"} | boxes_of(date(2026, 9, 1), "target_on"))
    monkeypatch.setenv("TEST_CLOCK", "2026-04-02T12:00:00+00:00")
    visit = desk.visitor(desk.owner)
    for query, found in {
        "listed=overdue": (True, False),
        "mine=y": (True, True),
        "post=1": (True, True),
        f"item={ITEM.lower()}": (True, True),
        f"item={SECOND}": (False, False),
        "post=zzz&listed=none&mine=0": (True, True),
    }.items():
        visit.get(f"/actions?{query}")
        said = main_text(visit)
        assert ("Train the custody staff" in said, "Write a list" in said) == found, query
    visit.get("/actions?listed=overdue")
    assert "Due on 31 March 2026: 2 days overdue" in main_text(visit)
    other = desk.visitor(Role.AUDITOR)
    other.get("/actions?mine=y")
    assert "No action matches" in main_text(other)


def test_the_proof_given_for_an_action_stands_on_its_page(desk: Desk) -> None:
    visit = desk.visitor(desk.owner)
    visit.submit(NEW, ACTION)
    visit.get("/actions/1")
    assert f'href="/items/{ITEM}/proofs/new"' in visit.html
    with desk.app.app_context():
        item = item_by_reference(db.session(), ITEM)
        assert item is not None
        store = LocalFolder(desk.app.config["SETTINGS"].evidence_dir)
        Work(item, desk.owner.actor, store).add(a_link(action_id=1), b"")
    visit.get("/actions/1")
    assert "No open case was found., received 7 January 2026" in main_text(visit)


@pytest.mark.parametrize("query", ["page=2", "page=0", "page=x"])
def test_a_page_of_the_list_that_is_not_there_is_not_found(desk: Desk, query: str) -> None:
    desk.visitor(desk.owner).get(f"/actions?{query}", 404)


def test_two_people_changing_one_action_lose_no_word(desk: Desk) -> None:
    visit = desk.visitor(desk.owner)
    visit.submit(NEW, ACTION)
    lead = desk.visitor(Role.FORCE_INSPECTION_LEAD)
    lead.get("/actions/1/edit")
    visit.submit("/actions/1/edit", {"what": "Hers"})
    lead.send({"what": "His"}, path="/actions/1/edit", status=409)
    said = main_text(lead)
    assert "Owen Hart changed “What is to be done?” while you were writing" in said
    assert "Hers" in said
    lead.send({"what": "His and hers"}, path="/actions/1/edit")
    lead.get("/actions/1")
    assert "His and hers" in main_text(lead)


def test_two_people_settling_one_action_lose_no_word(desk: Desk) -> None:
    visit, again = desk.visitor(desk.owner), desk.visitor(desk.owner)
    visit.submit(NEW, ACTION)
    again.get("/actions/1/settle")
    visit.submit("/actions/1/edit", {"what": "Train them all"})
    again.send(DONE, path="/actions/1/settle", status=409)
    assert "Train them all" in main_text(again)
    assert "All are trained" in again.html
    again.send(DONE, path="/actions/1/settle")


def owner_of(letters: Letters, reference: str) -> Person:
    """The item given to a post, and who holds it."""
    owner = letters.make_account(Role.OWNER, name="Owen Hart")
    with letters.app.app_context():
        post = a_post("head-of-estates", "Head of Estates")
        holds(post, owner.actor)
        item = item_by_reference(db.session(), reference)
        assert item is not None
        allocated(item, post)
    return owner


def test_a_promise_becomes_an_action_and_what_came_of_it_is_offered_to_the_letter(letters: Letters) -> None:
    office, _ = letters.visitor(Role.OFFICE_STAFF, Role.FORCE_INSPECTION_LEAD)
    office.get(PAGE)
    office.submit(decide_link(office.html), FIELDS)
    owner = owner_of(letters, "R2025-01-AFI1")
    office.get("/commitments/1")
    assert "Make it an action" in main_text(office)
    sent = office.submit("/commitments/1/action", {"proof_expected": "A photograph of each store"})
    assert sent.location == "/actions/1"
    office.get("/actions/1")
    said = main_text(office)
    assert f"{OLD}: commitment open" in said
    assert "Due on 30 June 2025: 191 days overdue" in said
    assert FIELDS["owner_post"] in said
    visit = letters.app.test_client()
    letters.enter(visit, owner)
    office.get("/commitments/1")
    assert "Followed up by an action" in main_text(office)
    assert "Make it an action" not in main_text(office)
    assert office.get("/commitments/1/action", 302).location == "/actions/1"
    theirs = type(office)(visit)
    theirs.submit("/actions/1/settle", DONE)
    theirs.get("/actions/1")
    assert "The commitment is still open." in main_text(theirs)
    office.get("/commitments/1")
    assert "What was recorded of the action is filled in." in main_text(office)
    office.send({}, path="/commitments/1", button="Record what came of it")
    office.get("/commitments/1")
    assert "Done on 7 January 2026." in main_text(office)
    theirs.get("/actions/1")
    assert f"{OLD}: commitment done" in main_text(theirs)


def test_an_action_under_embargo_is_not_there_for_others(desk: Desk) -> None:
    with desk.app.app_context():
        report = a_report(
            "Not out yet",
            published_on=date(2026, 6, 1),
            is_embargoed=True,
            reader_ids=frozenset({desk.owner.account_id}),
        )
        post = post_by_slug(db.session(), "head-of-reviews")
        assert post is not None
        reference = allocated(an_item(report, by=SYSTEM), post).reference
    mine = desk.visitor(desk.owner)
    mine.submit(f"/items/{reference}/actions/new", ACTION)
    mine.get("/actions/1")
    other = desk.visitor(Role.OFFICE_STAFF)
    other.get("/actions/1", 404)
    for path in ("/actions?listed=all", "/history"):
        other.get(path)
        assert "custody staff" not in main_text(other)
