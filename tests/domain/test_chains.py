"""Chains of items as trees, and the posts that are carried on."""

from tracker.domain.chains import ChainLink, ChainNode, as_tree, posts_carried
from tracker.domain.ownership import ItemPosts
from tracker.domain.vocabulary import LinkKind


def link(earlier: int, later: int) -> ChainLink:
    return ChainLink(earlier, later, LinkKind.REPEATS)


def shape(node: ChainNode) -> tuple[object, ...]:
    return (
        (node.item_id, *(shape(one) for one in node.later))
        if not node.is_repeated
        else (node.item_id, "above")
    )


def test_each_item_stands_under_the_one_it_follows() -> None:
    trees = as_tree([1, 2, 3, 4], [link(2, 4), link(1, 2), link(1, 3)])
    assert [shape(tree) for tree in trees] == [(1, (2, (4,)), (3,))]


def test_what_follows_two_is_told_in_full_once() -> None:
    trees = as_tree([1, 2, 3, 4], [link(1, 3), link(2, 3), link(3, 4)])
    assert [shape(tree) for tree in trees] == [(1, (3, (4,))), (2, (3, "above"))]


def test_two_that_point_at_each_other_still_come_to_an_end() -> None:
    assert [shape(tree) for tree in as_tree([1, 2], [link(1, 2), link(2, 1)])] == [(1, (2, (1, "above")))]


def test_an_item_without_links_is_a_tree_by_itself() -> None:
    assert [shape(tree) for tree in as_tree([7], [])] == [(7,)]


def test_the_later_item_takes_the_posts_that_it_lacks_and_keeps_its_own() -> None:
    earlier, none = ItemPosts(1, 2, frozenset({3})), ItemPosts()
    assert posts_carried(earlier, none) == earlier
    assert posts_carried(earlier, ItemPosts(None, 3, frozenset({4}))) == ItemPosts(1, 3, frozenset({4}))
