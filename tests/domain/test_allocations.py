"""What becomes of the posts of an item when some are wished for, and which wishes do not hold."""

import pytest

from tracker.domain.allocations import (
    AT_ONCE,
    PostsWanted,
    may_take_owner_away,
    posts_after,
    problems_with_allocation,
)
from tracker.domain.ownership import MAX_REASON, ItemPosts
from tracker.domain.vocabulary import Delivery

KEYS = {"reviews": 1, "cid": 2, "data": 3}
BEFORE = ItemPosts(executive=9, owner=1, contributors=frozenset({2}))


def test_what_is_not_named_stays_as_it_is() -> None:
    assert posts_after(BEFORE, PostsWanted(), KEYS) == BEFORE


def test_an_empty_slug_takes_a_post_away() -> None:
    after = posts_after(BEFORE, PostsWanted(owner="", executive=""), KEYS)
    assert (after.owner, after.executive) == (None, None)


def test_contributors_named_replace_those_there_were_and_joining_ones_are_added() -> None:
    replaced = posts_after(BEFORE, PostsWanted(contributors=frozenset({"data"})), KEYS)
    joined = posts_after(BEFORE, PostsWanted(joining=frozenset({"data"})), KEYS)
    assert (set(replaced.contributors), set(joined.contributors)) == ({3}, {2, 3})


def test_who_becomes_the_owner_is_a_contributor_no_more() -> None:
    assert posts_after(BEFORE, PostsWanted("cid"), KEYS) == ItemPosts(9, 2, frozenset())


@pytest.mark.parametrize(
    ("wanted", "count", "reason", "fields"),
    [
        (PostsWanted("cid"), 1, "", []),
        (PostsWanted("cid"), AT_ONCE, "r" * MAX_REASON, []),
        (PostsWanted("cid"), 0, "", ["items"]),
        (PostsWanted("cid"), AT_ONCE + 1, "", ["items"]),
        (PostsWanted(), 1, "", ["owner"]),
        (PostsWanted("nobody-knows"), 1, "", ["owner"]),
        (PostsWanted(executive="nobody-knows"), 1, "", ["executive"]),
        (PostsWanted(contributors=frozenset({"nobody-knows"})), 1, "", ["contributors"]),
        (PostsWanted(contributors=frozenset()), 1, "", []),
        (PostsWanted(owner=""), 1, " \u200b ", ["reason"]),
        (PostsWanted(owner=""), 1, "The post is gone.", []),
        (PostsWanted("cid"), 1, "r" * (MAX_REASON + 1), ["reason"]),
    ],
)
def test_each_wish_that_does_not_hold_is_told_at_its_field(
    wanted: PostsWanted, count: int, reason: str, fields: list[str]
) -> None:
    assert list(problems_with_allocation(wanted, known=KEYS, count=count, reason=reason)) == fields


@pytest.mark.parametrize("delivery", Delivery)
def test_only_work_in_progress_goes_back_to_awaiting_allocation(delivery: Delivery) -> None:
    is_allowed = delivery in (Delivery.AWAITING_ALLOCATION, Delivery.IN_PROGRESS)
    assert bool(may_take_owner_away(delivery)) is is_allowed
