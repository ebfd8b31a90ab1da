"""Earlier and later items as a tree, and what is carried on from one to the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.domain.delivery_moves import ItemInHand, may_allocate
from tracker.domain.ownership import ItemPosts
from tracker.domain.permissions import Actor, may_take_off_list
from tracker.domain.verdict import Verdict, refused
from tracker.domain.vocabulary import LinkKind, OffListReason, Standing

MAX_NOTE = 2_000


@dataclass(frozen=True)
class ChainLink:
    """A later item's link to an earlier one; without a kind it stands under it."""

    earlier_id: int
    later_id: int
    kind: LinkKind | None
    note: str = ""


@dataclass(frozen=True)
class ChainNode:
    """An item of the tree with the items that follow it; `is_repeated` stands above already."""

    item_id: int
    link: ChainLink | None
    later: tuple["ChainNode", ...] = ()
    is_repeated: bool = False


def as_tree(item_ids: Sequence[int], links: Iterable[ChainLink]) -> tuple[ChainNode, ...]:
    """The items as trees, each under what it follows; `item_ids` are in the order to be shown.

    An item that follows two stands under both, the second time without what follows it in turn.
    """
    place = {key: n for n, key in enumerate(item_ids)}
    later: dict[int, list[ChainLink]] = {key: [] for key in item_ids}
    for link in sorted(links, key=lambda one: (place[one.earlier_id], place[one.later_id])):
        later[link.earlier_id].append(link)
    followers = {link.later_id for found in later.values() for link in found}
    shown: set[int] = set()

    def node(key: int, link: ChainLink | None) -> ChainNode:
        if key in shown:
            return ChainNode(key, link, is_repeated=True)
        shown.add(key)
        return ChainNode(key, link, tuple(node(one.later_id, one) for one in later[key]))

    trees = [node(key, None) for key in item_ids if key not in followers]
    # Two reports of one day may point at each other: then nothing comes first.
    trees += [node(key, None) for key in item_ids if key not in shown]
    return tuple(trees)


def posts_carried(earlier: ItemPosts, later: ItemPosts) -> ItemPosts:
    """The posts that the later item has once the work goes on under it; an owner it has stays."""
    owner = later.owner or earlier.owner
    return ItemPosts(
        later.executive or earlier.executive, owner, (later.contributors | earlier.contributors) - {owner}
    )


def may_continue(
    actor: Actor, earlier: ItemInHand, off_list_reason: OffListReason | None, later: ItemInHand
) -> Verdict:
    """Whether this person may carry the work on an earlier item over to a later one, else why not.

    It gives the later item to posts and takes the earlier off the list, so it needs the right to both.
    """
    if later.standing is not Standing.OPEN:
        return refused("The later item is not open, so no work goes on under it.")
    is_superseded = off_list_reason is OffListReason.SUPERSEDED and earlier.for_whom.is_ours
    if earlier.standing is not Standing.OPEN and not is_superseded:
        return refused("The earlier item is not open: there is no work on it to carry on.")
    may_give = may_allocate(actor, later.for_whom)
    if not may_give or is_superseded:
        return may_give
    return may_take_off_list(actor, earlier.for_whom)
