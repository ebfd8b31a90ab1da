"""The pages on which items are given to posts: many with a preview, one with both texts in a conflict."""

from datetime import date

from tests.services.ownership_records import allocated
from tests.services.records import a_report, an_item
from tests.web.letter_pages import main_text
from tests.web.ownership_pages import Owned, owned
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import ForWhom, Role
from tracker.models.base import db
from tracker.models.progress import Progress
from tracker.queries.items import item_by_reference
from tracker.queries.offices import post_by_slug

__all__ = ["owned"]

LEAD = Role.FORCE_INSPECTION_LEAD
TO_REVIEWS = {"owner": "head-of-reviews"}


def owner_of(owned: Owned, reference: str) -> str | None:
    """The title of the post that owns an item."""
    with owned.app.app_context():
        item, posts = item_by_reference(db.session(), reference), post_by_slug
        assert item is not None
        key = db.session.get_one(Progress, item.id).owner_post_id
        return next((s for s in ("head-of-reviews", "cid") if _id(posts, s) == key), None)


def _id(posts: object, slug: str) -> int:
    found = post_by_slug(db.session(), slug)
    assert found is not None
    return found.id


def give(owned: Owned, reference: str, slug: str) -> None:
    """Somebody else gives the item to a post meanwhile."""
    with owned.app.app_context():
        item, post = item_by_reference(db.session(), reference), post_by_slug(db.session(), slug)
        assert item is not None
        assert post is not None
        allocated(item, post, by=SYSTEM)


def ticked(*references: str) -> list[str]:
    return [f"{reference}:1" for reference in references]


def test_many_items_are_given_after_a_preview_that_counts_them(owned: Owned) -> None:
    visit, (first, second, third) = owned.visitor(LEAD), owned.references
    give(owned, third, "head-of-reviews")
    visit.get("/allocate?owner=*any")
    assert "3 open items" in main_text(visit)
    chosen = {"items": [*ticked(first, second), f"{third}:2"], **TO_REVIEWS}
    visit.send(chosen, path="/allocate?owner=*any", status=200)
    assert "2 items change owner, 1 item stays as it is." in main_text(visit)
    assert owner_of(owned, first) is None
    assert visit.send(path="/allocate", button="Save the changes").location == "/allocate"
    assert [owner_of(owned, one) for one in owned.references] == ["head-of-reviews"] * 3
    visit.get("/allocate")
    assert "2 items have new posts." in visit.html
    assert "No item matches" in main_text(visit)


def test_nothing_is_saved_when_one_item_moved_between_preview_and_save(owned: Owned) -> None:
    visit, (first, second, _) = owned.visitor(LEAD), owned.references
    chosen = {"items": ticked(first, second), **TO_REVIEWS}
    visit.submit("/allocate", chosen, status=200)
    give(owned, second, "cid")
    visit.send(path="/allocate", button="Save the changes", status=409)
    assert f'value="{first}:1" checked' in visit.html
    assert f"on {second}, saved this while you were working on it" in main_text(visit)
    assert (owner_of(owned, first), owner_of(owned, second)) == (None, "cid")


def test_no_item_and_no_post_are_told_at_their_boxes(owned: Owned) -> None:
    visit = owned.visitor(LEAD)
    visit.submit("/allocate", status=400)
    said = main_text(visit)
    assert "Choose at least one item." in said
    assert "Choose the post that the items go to." in said


def test_what_was_ticked_stays_ticked_after_a_refusal(owned: Owned) -> None:
    visit, (first, *_) = owned.visitor(LEAD), owned.references
    visit.submit("/allocate", {"items": ticked(first)}, status=400)
    assert f'value="{first}:1" checked' in visit.html


def test_all_that_are_shown_are_ticked_in_one_press(owned: Owned) -> None:
    visit = owned.visitor(LEAD)
    visit.get("/allocate?tick=all")
    assert visit.html.count(" checked>") == 3
    visit.get("/allocate?tick=all&search=nothing+like+it")
    assert " checked>" not in visit.html


def test_items_that_are_another_offices_to_give_show_why(owned: Owned) -> None:
    visit = owned.visitor(Role.OFFICE_STAFF)
    visit.get("/allocate")
    assert "only the force inspection lead may give it to a post" in main_text(visit)
    assert f'id="item-{owned.references[0]}"' not in visit.html


def test_a_forged_item_or_version_gives_nothing_away(owned: Owned) -> None:
    visit, (first, *_) = owned.visitor(LEAD), owned.references
    visit.submit("/allocate", {"items": "NO-SUCH:1", **TO_REVIEWS}, status=404)
    visit.submit("/allocate", {"items": f"{first}:x", **TO_REVIEWS}, status=200)
    visit.send(path="/allocate", button="Save the changes", status=409)
    assert owner_of(owned, first) is None


def test_items_under_embargo_are_not_listed_for_others(owned: Owned) -> None:
    with owned.app.app_context():
        secret = a_report("Secret", is_embargoed=True, published_on=date(2026, 3, 1))
        reference = an_item(secret, for_whom=ForWhom.FORCE).reference
    visit = owned.visitor(LEAD)
    visit.get("/allocate?owner=*any")
    assert reference not in visit.html
    visit.submit("/allocate", {"items": f"{reference}:1", **TO_REVIEWS}, status=403)


def test_the_items_page_says_whose_it_is_and_leads_to_its_posts(owned: Owned) -> None:
    visit, (first, *_) = owned.visitor(LEAD), owned.references
    visit.get(f"/items/{first}")
    assert "Nobody answers for this item yet" in main_text(visit)
    page = f"/items/{first}/posts"
    assert f'href="{page}"' in visit.html
    fields = {"owner": "head-of-reviews", "executive": "cid"}
    assert visit.submit(page, fields).location == f"/items/{first}"
    visit.get(f"/items/{first}")
    said = main_text(visit)
    assert "Head of Reviews" in said
    assert "Asha Patel" in said
    assert "Nobody answers for this item yet" not in said


def test_an_owner_taken_away_needs_a_reason_and_leaves_the_item_to_be_allocated(owned: Owned) -> None:
    visit, (first, *_) = owned.visitor(LEAD), owned.references
    give(owned, first, "cid")
    page = f"/items/{first}/posts"
    visit.submit(page, {"owner": "*nobody"}, status=400)
    assert "Say why nobody is to own the item for now." in main_text(visit)
    visit.send({"reason": "The post is gone."}, path=page)
    assert owner_of(owned, first) is None


def test_two_who_give_the_same_item_see_both_choices(owned: Owned) -> None:
    visit, (first, *_) = owned.visitor(LEAD), owned.references
    page = f"/items/{first}/posts"
    visit.get(page)
    give(owned, first, "cid")
    visit.send({"owner": "head-of-reviews"}, path=page, status=409)
    said = main_text(visit)
    assert "Head of CID" in said
    assert "Yours, not saved yet Head of Reviews" in said
    visit.send(path=page)
    assert owner_of(owned, first) == "head-of-reviews"


def test_an_owner_sees_no_way_to_give_items_out(owned: Owned) -> None:
    visit, (first, *_) = owned.visitor(Role.OWNER), owned.references
    visit.get(f"/items/{first}")
    assert f'href="/items/{first}/posts"' not in visit.html
    visit.get(f"/items/{first}/posts", status=403)


def test_items_that_nobody_owns_stand_out_in_the_register_which_leads_to_giving_them_out(
    owned: Owned,
) -> None:
    visit, (first, second, third) = owned.visitor(LEAD), owned.references
    give(owned, first, "cid")
    visit.get("/register")
    assert visit.html.count("Nobody yet</strong>") == 2
    assert 'href="/allocate"' in visit.html
    give(owned, second, "cid")
    give(owned, third, "cid")
    visit.get("/register")
    assert "Nobody yet</strong>" not in visit.html
