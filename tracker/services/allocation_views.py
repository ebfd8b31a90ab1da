"""What an allocation would do, before it is saved: which items change, which stay, which may not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.allocations import PostsWanted, posts_after, problems_with_allocation
from tracker.domain.cleaning import clean_text
from tracker.domain.ownership import ItemPosts
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Invalid
from tracker.domain.verdict import Verdict
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.progress import Progress
from tracker.queries.offices import posts as all_posts
from tracker.queries.ownership import posts_of_items
from tracker.services.allocations import ItemChosen, verdicts
from tracker.services.items import get_item


@dataclass(frozen=True)
class PostsInWords:
    """The posts of an item by title."""

    owner: str
    executive: str
    contributors: tuple[str, ...]


@dataclass(frozen=True)
class Moving:
    """One item that would change, before and after."""

    chosen: ItemChosen
    before: PostsInWords
    after: PostsInWords


@dataclass(frozen=True)
class Preview:
    """What would come of an allocation; `may_not` are the items of which a rule says no, with its words."""

    moving: tuple[Moving, ...]
    staying: tuple[ItemChosen, ...]
    may_not: tuple[tuple[str, str], ...]


def items_chosen(seen: Iterable[tuple[str, int]], *, by: Actor, today: date) -> list[ItemChosen]:
    """The items by reference with the versions seen, each once; NotHere and NotAllowed as for an item."""
    return [
        ItemChosen(get_item(reference=reference, by=by, today=today)[0], version)
        for reference, version in dict(seen).items()
    ]


def preview(*, items: Sequence[ItemChosen], posts: PostsWanted, by: Actor, reason: str) -> Preview:
    """What saving would do; Invalid where something typed does not hold."""
    session = db.session()
    found = {post.slug: post for post in all_posts(session)}
    problems = problems_with_allocation(posts, known=found, count=len(items), reason=clean_text(reason))
    if problems:
        raise Invalid(problems)
    titles, keys = (
        {post.id: post.title for post in found.values()},
        {slug: post.id for slug, post in found.items()},
    )
    before = posts_of_items(session, [one.item.id for one in items])
    after = {key: posts_after(held, posts, keys) for key, held in before.items()}
    moving = [one for one in items if after[one.item.id] != before[one.item.id]]
    said = {
        item.id: verdict
        for item, verdict in verdicts([one.item for one in moving], by=by, takes_owner=posts.owner == "")
    }
    return Preview(
        tuple(
            Moving(one, _in_words(before[one.item.id], titles), _in_words(after[one.item.id], titles))
            for one in moving
            if said[one.item.id]
        ),
        tuple(one for one in items if one not in moving),
        tuple((one.item.reference, said[one.item.id].reason) for one in moving if not said[one.item.id]),
    )


def _in_words(posts: ItemPosts, titles: dict[int, str]) -> PostsInWords:
    return PostsInWords(
        titles[posts.owner] if posts.owner else "Nobody yet",
        titles[posts.executive] if posts.executive else "None",
        tuple(sorted(titles[key] for key in posts.contributors)),
    )


@dataclass(frozen=True)
class ItemPostsNow:
    """The posts of one item by slug, at a version, with whether they may be changed."""

    version: int
    owner: str
    executive: str
    contributors: tuple[str, ...]
    may_allocate: Verdict


def posts_now(*, item: Item, by: Actor) -> ItemPostsNow:
    """The posts of one item as they stand, for its form and its page."""
    session = db.session()
    slugs = {post.id: post.slug for post in all_posts(session)}
    held = posts_of_items(session, [item.id])[item.id]
    ((_, verdict),) = verdicts([item], by=by)
    return ItemPostsNow(
        session.get_one(Progress, item.id).version,
        slugs[held.owner] if held.owner else "",
        slugs[held.executive] if held.executive else "",
        tuple(sorted(slugs[key] for key in held.contributors)),
        verdict,
    )


def may_be_allocated(*, reference: str, by: Actor, today: date) -> Verdict:
    """Whether this person may give an item to a post."""
    item, _ = get_item(reference=reference, by=by, today=today)
    ((_, verdict),) = verdicts([item], by=by)
    return verdict
