"""Posts, their people and allocated items for tests, recorded through the services."""

from datetime import date, datetime

from tests.fixtures.database import NOW
from tracker.domain.allocations import PostsWanted
from tracker.domain.permissions import SYSTEM, Actor
from tracker.models.base import db
from tracker.models.commission import PostAccount
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.models.progress import Progress
from tracker.services.allocations import ItemChosen, allocate
from tracker.services.offices import PostDetails, record_post
from tracker.services.post_accounts import record_post_account


def a_post(slug: str = "head-of-reviews", title: str = "Head of Reviews", *, now: datetime = NOW) -> Post:
    """A recorded post."""
    details = PostDetails(slug, title)
    return record_post(post=None, version=0, details=details, by=SYSTEM, now=now)


def holds(
    post: Post,
    actor: Actor,
    *,
    from_on: date | None = None,
    to_on: date | None = None,
    now: datetime = NOW,
) -> PostAccount:
    """A person who holds the post."""
    assert actor.account_id is not None
    return record_post_account(
        row=None,
        version=0,
        post=post.slug,
        account_id=actor.account_id,
        from_on=from_on,
        to_on=to_on,
        by=SYSTEM,
        now=now,
    )


def chosen(item: Item) -> ItemChosen:
    """The item at the version that its progress has now."""
    return ItemChosen(item, db.session.get_one(Progress, item.id).version)


def allocated(
    item: Item,
    owner: Post,
    *,
    executive: Post | None = None,
    contributors: tuple[Post, ...] = (),
    by: Actor = SYSTEM,
    now: datetime = NOW,
) -> Item:
    """The item, once it is given to its posts."""
    wanted = PostsWanted(
        owner.slug, executive.slug if executive else None, joining=frozenset(one.slug for one in contributors)
    )
    allocate(items=[chosen(item)], posts=wanted, by=by, now=now)
    return item
