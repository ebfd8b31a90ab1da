"""Giving items to posts: what is wanted, what would come of it, and what does not hold."""

from collections.abc import Collection
from dataclasses import dataclass

from tracker.domain.cleaning import is_blank
from tracker.domain.ownership import MAX_REASON, ItemPosts
from tracker.domain.verdict import ALLOWED, Verdict, refused
from tracker.domain.vocabulary import Delivery

AT_ONCE = 500
"""Items given out in one save."""


@dataclass(frozen=True)
class PostsWanted:
    """The posts that items are to have, by slug: None leaves a post as it is, "" takes it away.

    `contributors` are all there will be; `joining` are added to those there are.
    """

    owner: str | None = None
    executive: str | None = None
    contributors: frozenset[str] | None = None
    joining: frozenset[str] = frozenset()

    @property
    def slugs(self) -> frozenset[str]:
        """Every post named."""
        named = {self.owner, self.executive, *(self.contributors or ()), *self.joining}
        return frozenset(slug for slug in named if slug)

    @property
    def asks_nothing(self) -> bool:
        """Whether every post would stay as it is."""
        return self == PostsWanted()


def posts_after(before: ItemPosts, wanted: PostsWanted, keys: dict[str, int]) -> ItemPosts:
    """The posts of an item once the wish is carried out; `keys` are the ids of the posts by slug."""

    def key_of(slug: str | None, present: int | None) -> int | None:
        return present if slug is None else keys.get(slug)

    owner = key_of(wanted.owner, before.owner)
    beside = before.contributors
    if wanted.contributors is not None:
        beside = frozenset(keys[slug] for slug in wanted.contributors)
    beside |= {keys[slug] for slug in wanted.joining}
    # Who owns the item contributes to it in any case.
    return ItemPosts(key_of(wanted.executive, before.executive), owner, beside - {owner})


def problems_with_allocation(
    wanted: PostsWanted, *, known: Collection[str], count: int, reason: str
) -> dict[str, str]:
    """Each field of an allocation that does not hold, with the sentence that says how to put it right."""
    problems = {}
    if not count:
        problems["items"] = "Choose at least one item."
    elif count > AT_ONCE:
        problems["items"] = f"Choose {AT_ONCE} items or fewer: {count:,} are too many for one save."
    if wanted.asks_nothing:
        problems["owner"] = "Choose the post that the items go to."
    for field, slugs in (
        ("owner", {wanted.owner}),
        ("executive", {wanted.executive}),
        ("contributors", (wanted.contributors or frozenset()) | wanted.joining),
    ):
        if any(slug and slug not in known for slug in slugs):
            problems[field] = "Choose a post from the list."
    if wanted.owner == "" and is_blank(reason):
        problems["reason"] = "Say why nobody is to own the item for now."
    elif len(reason) > MAX_REASON:
        problems["reason"] = f"The reason must be {MAX_REASON:,} characters or fewer; it has {len(reason):,}."
    return problems


def may_take_owner_away(delivery: Delivery) -> Verdict:
    """Only work in progress goes back to awaiting allocation: what was proposed or checked needs an owner."""
    if delivery in (Delivery.AWAITING_ALLOCATION, Delivery.IN_PROGRESS):
        return ALLOWED
    label = delivery.label[0].lower() + delivery.label[1:]
    return refused(f"The item is {label}: it keeps an owner. Give it to another post instead.")
