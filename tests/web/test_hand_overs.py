"""The pages of cover and hand-over: what stands with a person goes to another in one save."""

from tests.services.ownership_records import a_post, allocated
from tests.web.letter_pages import main_text
from tests.web.ownership_pages import Owned, owned
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.queries.items import item_by_reference
from tracker.queries.offices import post_by_slug

__all__ = ["owned"]

LEAD = Role.FORCE_INSPECTION_LEAD
FEBRUARY = {"on-day": "2", "on-month": "2", "on-year": "2026", "reason": "Asha leaves."}


def give_all(owned: Owned, slug: str = "head-of-reviews") -> None:
    """The post owns every item."""
    with owned.app.app_context():
        for reference in owned.references:
            item, post = item_by_reference(db.session(), reference), post_by_slug(db.session(), slug)
            assert item is not None
            assert post is not None
            allocated(item, post, by=SYSTEM)


def test_all_that_stands_with_a_person_goes_to_another_in_one_save(owned: Owned) -> None:
    give_all(owned)
    visit, page = owned.visitor(LEAD), f"/hand-over/{owned.asha.account_id}"
    visit.get("/hand-over")
    assert f'href="{page}"' in visit.html
    visit.get(page)
    said = main_text(visit)
    assert "Asha Patel: 1 post and 3 items." in said
    assert "With it: 3 open items" in said
    assert owned.references[2] in said
    fields = {"post_1": str(owned.ben.account_id), **FEBRUARY}
    assert visit.send(fields, path=page).location == "/hand-over"
    visit.get("/hand-over")
    assert "1 post is handed over by Asha Patel." in visit.html
    visit.get(f"/hand-over/{owned.ben.account_id}")
    assert "Ben Okoro: 1 post and 3 items." in main_text(visit)


def test_each_post_asks_who_takes_over(owned: Owned) -> None:
    visit, page = owned.visitor(LEAD), f"/hand-over/{owned.asha.account_id}"
    visit.submit(page, FEBRUARY, status=400)
    said = main_text(visit)
    assert "Head of Reviews: choose who takes over." in said
    assert "Asha leaves." in visit.html


def test_a_hand_over_to_oneself_is_refused_at_the_post(owned: Owned) -> None:
    visit, page = owned.visitor(LEAD), f"/hand-over/{owned.asha.account_id}"
    visit.submit(page, {"post_1": str(owned.asha.account_id), **FEBRUARY}, status=400)
    assert "choose somebody else" in main_text(visit)


def test_a_post_that_moved_meanwhile_is_a_conflict_and_nothing_is_lost(owned: Owned) -> None:
    give_all(owned)
    page = f"/hand-over/{owned.asha.account_id}"
    first, second = owned.visitor(LEAD, name="Lee Lead"), owned.visitor(LEAD, name="Lou Lead")
    second.get(page)
    first.submit(page, {"post_1": str(owned.ben.account_id), **FEBRUARY})
    late = FEBRUARY | {"on-day": "1"}
    second.send({"post_1": str(owned.ben.account_id), **late}, path=page, status=409)
    assert "Lee Lead saved this while you were working on it" in main_text(second)


def test_a_post_left_to_nobody_stands_out(owned: Owned) -> None:
    give_all(owned)
    visit, page = owned.visitor(LEAD), f"/hand-over/{owned.asha.account_id}"
    today = FEBRUARY | {"on-day": "7", "on-month": "1"}
    visit.submit(page, {"post_1": "nobody", **today})
    visit.get("/hand-over")
    assert "Items of these posts have nobody who may sign in and answer for them." in main_text(visit)
    visit.get(f"/items/{owned.references[0]}")
    assert "Nobody who may sign in holds or covers the post “Head of Reviews” today." in main_text(visit)
    visit.get("/")
    assert "Posts without a person" in main_text(visit)


def test_home_tells_of_a_post_without_a_person_that_leads_items(owned: Owned) -> None:
    with owned.app.app_context():
        item = item_by_reference(db.session(), owned.references[0])
        post, chief = post_by_slug(db.session(), "head-of-reviews"), a_post("acc", "Deputy Chief Constable")
        assert item is not None
        assert post is not None
        allocated(item, post, executive=chief, by=SYSTEM)
    visit = owned.visitor(LEAD)
    visit.get("/")
    assert "Deputy Chief Constable 0 open items 1 open item" in main_text(visit)
    visit.get("/hand-over")
    assert 'href="/posts/acc/cover"' in visit.html
    assert "Give its items to another post" not in main_text(visit)


def test_a_person_without_posts_has_nothing_to_hand_over(owned: Owned) -> None:
    visit = owned.visitor(LEAD)
    visit.get(f"/hand-over/{owned.ben.account_id}")
    assert "There is nothing to hand over" in main_text(visit)
    visit.get("/hand-over/99999", status=404)


def test_a_cover_is_recorded_shown_and_ended_early(owned: Owned) -> None:
    visit, page = owned.visitor(LEAD), "/posts/cid/cover"
    visit.get(page)
    assert "Nobody who may sign in holds or covers this post today." in main_text(visit)
    fields = {
        "account": str(owned.ben.account_id),
        "from_on-day": "7",
        "from_on-month": "1",
        "from_on-year": "2026",
        "to_on-day": "26",
        "to_on-month": "1",
        "to_on-year": "2026",
    }
    assert visit.send(fields, path=page).location == page
    visit.get(page)
    said = main_text(visit)
    assert "Today: Ben Okoro (cover)." in said
    assert "Since 7 January 2026, until 26 January 2026" in said
    visit.send(fields, path=page, status=400)
    assert "Ben Okoro covers this post from 7 January 2026 to 26 January 2026" in main_text(visit)
    day = {"on-day": "12", "on-month": "1", "on-year": "2026"}
    assert visit.submit(f"{page}/1/end", day).location == page
    visit.get(page)
    assert "until 12 January 2026" in main_text(visit)
    visit.submit(f"{page}/1/end", day | {"on-day": "19"}, status=400)


def test_home_shows_what_awaits_allocation_to_those_who_give_items_out(owned: Owned) -> None:
    visit = owned.visitor(LEAD)
    visit.get("/")
    said = main_text(visit)
    assert "Items that nobody owns yet" in said
    assert owned.references[0] in said
    give_all(owned)
    visit.get("/")
    assert "Items that nobody owns yet" not in main_text(visit)


def test_the_posts_page_leads_to_cover_and_hand_over(owned: Owned) -> None:
    visit = owned.visitor(LEAD)
    visit.get("/offices")
    assert 'href="/offices/accounts"' in visit.html
    assert 'href="/hand-over"' in visit.html
    visit.get("/offices/accounts")
    assert 'href="/posts/head-of-reviews/cover"' in visit.html
    assert 'href="/hand-over"' in visit.html
