"""Items given to posts: one or many in one act, refused with its reason, never half."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.ownership_records import a_post, allocated, chosen
from tests.services.records import a_report, an_item
from tracker.domain.allocations import PostsWanted
from tracker.domain.refusals import Conflict, Invalid, NotAllowed
from tracker.domain.vocabulary import Delivery, ForWhom, OffListReason, Role
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.progress import Progress
from tracker.queries.events import event_count, whole_history
from tracker.queries.item_states import current_states
from tracker.queries.ownership import contributing_posts
from tracker.services.allocations import ItemChosen, allocate
from tracker.services.items import take_off_list

LEAD = Role.FORCE_INSPECTION_LEAD
TO_REVIEWS = PostsWanted("head-of-reviews")


def progress(item: Item) -> Progress:
    return db.session.get_one(Progress, item.id)


def delivery(item: Item) -> Delivery:
    return current_states(db.session(), [item.id])[item.id].delivery


def items(count: int, for_whom: ForWhom = ForWhom.FORCE) -> list[Item]:
    report = a_report()
    return [an_item(report, number=str(n + 1), for_whom=for_whom) for n in range(count)]


def test_an_item_given_to_a_post_is_in_progress_from_that_london_day(register: Flask) -> None:
    (item,), post = items(1), a_post()
    allocated(item, post, now=NOW.replace(month=7, day=1, hour=23, minute=30))
    row = progress(item)
    assert (row.owner_post_id, row.allocated_on) == (post.id, date(2026, 7, 2))
    assert delivery(item) is Delivery.IN_PROGRESS


def test_many_items_are_given_in_one_event_that_stands_on_each_timeline(register: Flask) -> None:
    given, post, lead = items(3), a_post(), person(LEAD)
    before = event_count(db.session())
    count = allocate(items=[chosen(one) for one in given], posts=TO_REVIEWS, by=lead, now=NOW)
    assert (count, event_count(db.session())) == (3, before + 1)
    assert all(progress(one).owner_post_id == post.id for one in given)


def test_items_that_have_the_posts_already_stay_untouched(register: Flask) -> None:
    (first, second), post = items(2), a_post()
    allocated(first, post)
    version = progress(first).version
    count = allocate(items=[chosen(first), chosen(second)], posts=TO_REVIEWS, by=person(LEAD), now=NOW)
    assert (count, progress(first).version) == (1, version)


def test_another_owner_keeps_the_day_of_allocation_and_what_was_said(register: Flask) -> None:
    (item,), post = items(1), a_post()
    allocated(item, post)
    allocated(item, a_post("cid", "Head of CID"), now=NOW + timedelta(days=40))
    assert progress(item).allocated_on == TODAY


def test_contributors_join_and_are_replaced_and_the_owner_is_never_one(either_register: Flask) -> None:
    (item,), post, cid, data = items(1), a_post(), a_post("cid", "CID"), a_post("data", "Data")
    allocated(item, post, contributors=(cid, post))
    assert contributing_posts(db.session(), item.id) == [cid.id]
    only_data = PostsWanted(contributors=frozenset({"data"}))
    allocate(items=[chosen(item)], posts=only_data, by=person(LEAD), now=NOW)
    assert contributing_posts(db.session(), item.id) == [data.id]


def test_an_owner_taken_away_leaves_the_item_awaiting_allocation_with_the_reason(register: Flask) -> None:
    (item,), post = items(1), a_post()
    allocated(item, post)
    nobody = PostsWanted(owner="")
    allocate(items=[chosen(item)], posts=nobody, by=person(LEAD), now=NOW, reason="The post is gone.")
    assert (progress(item).allocated_on, delivery(item)) == (None, Delivery.AWAITING_ALLOCATION)
    (newest,) = whole_history(db.session(), limit=1)
    assert newest.reason == "The post is gone."


def test_an_owner_is_not_taken_away_without_a_reason(register: Flask) -> None:
    (item,), post = items(1), a_post()
    allocated(item, post)
    with pytest.raises(Invalid) as refusal:
        allocate(items=[chosen(item)], posts=PostsWanted(owner=""), by=person(LEAD), now=NOW)
    assert "reason" in refusal.value.problems


def test_nothing_is_saved_when_one_item_changed_meanwhile_and_it_is_named(either_register: Flask) -> None:
    given, cid = items(3), a_post("cid", "CID")
    a_post()
    seen = [chosen(one) for one in given]
    ben = person(LEAD, name="Ben Okoro")
    allocated(given[1], cid, by=ben)
    with pytest.raises(Conflict, match=f"Ben Okoro, on {given[1].reference},"):
        allocate(items=seen, posts=TO_REVIEWS, by=person(LEAD), now=NOW)
    assert progress(given[0]).owner_post_id is None


def test_an_item_that_would_stay_is_checked_too(register: Flask) -> None:
    (first, second), post = items(2), a_post()
    allocated(first, post)
    seen = [chosen(first), chosen(second)]
    allocated(first, a_post("cid", "CID"))
    with pytest.raises(Conflict):
        allocate(items=seen, posts=TO_REVIEWS, by=person(LEAD), now=NOW)


@pytest.mark.parametrize(
    ("for_whom", "role", "is_allowed"),
    [
        (ForWhom.FORCE, LEAD, True),
        (ForWhom.FORCE, Role.OFFICE_STAFF, False),
        (ForWhom.UNSTATED, LEAD, True),
        (ForWhom.UNSTATED, Role.OFFICE_STAFF, False),
        (ForWhom.PCC, LEAD, False),
        (ForWhom.PCC, Role.OFFICE_STAFF, True),
        (ForWhom.BOTH, LEAD, True),
        (ForWhom.BOTH, Role.OFFICE_STAFF, True),
        (ForWhom.BOTH, Role.OWNER, False),
    ],
)
def test_the_force_gives_out_its_own_items_and_the_office_the_pccs(
    register: Flask, for_whom: ForWhom, role: Role, is_allowed: bool
) -> None:
    (item,), _ = items(1, for_whom), a_post()
    try:
        allocate(items=[chosen(item)], posts=TO_REVIEWS, by=person(role), now=NOW)
    except NotAllowed:
        assert not is_allowed
    else:
        assert is_allowed


def test_items_for_others_or_off_the_list_go_to_nobody(register: Flask) -> None:
    report = a_report()
    others = an_item(report, for_whom=ForWhom.OTHERS, addressees=("Home Office",))
    gone = an_item(report, number="2", for_whom=ForWhom.FORCE)
    a_post()
    lead = person(LEAD)
    off: dict[str, Any] = {
        "reason": OffListReason.SUPERSEDED,
        "note": "A later one replaces it.",
        "on": TODAY,
    }
    take_off_list(item=gone, version=1, by=lead, now=NOW, today=TODAY, **off)
    for item in (others, gone):
        with pytest.raises(NotAllowed, match=item.reference):
            allocate(items=[chosen(item)], posts=TO_REVIEWS, by=lead, now=NOW)


@pytest.mark.parametrize(
    ("posts", "field"),
    [
        (PostsWanted(), "owner"),
        (PostsWanted("no-such-post"), "owner"),
        (PostsWanted(executive="no-such-post"), "executive"),
        (PostsWanted(joining=frozenset({"no-such-post"})), "contributors"),
    ],
)
def test_a_post_that_is_not_known_is_refused_at_its_field(
    register: Flask, posts: PostsWanted, field: str
) -> None:
    (item,) = items(1)
    with pytest.raises(Invalid) as refusal:
        allocate(items=[chosen(item)], posts=posts, by=person(LEAD), now=NOW)
    assert list(refusal.value.problems) == [field]


def test_a_second_press_changes_nothing_and_says_so(register: Flask) -> None:
    (item,), post = items(1), a_post()
    allocated(item, post)
    with pytest.raises(Invalid, match="Nothing would change"):
        allocate(items=[chosen(item)], posts=TO_REVIEWS, by=person(LEAD), now=NOW)


def test_no_item_at_all_is_refused(register: Flask) -> None:
    chosen_items: list[ItemChosen] = []
    with pytest.raises(Invalid, match="at least one item"):
        allocate(items=chosen_items, posts=TO_REVIEWS, by=person(LEAD), now=NOW)
