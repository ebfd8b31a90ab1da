"""The verbs of ownership, walked once: items given out, a post covered and handed over."""

from datetime import date
from typing import Any

from sqlalchemy import select

from tests.fixtures.database import TODAY, person
from tracker.domain.allocations import PostsWanted
from tracker.domain.vocabulary import ForWhom, Role
from tracker.models.base import db
from tracker.models.commission import PostAccount
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.models.progress import Progress
from tracker.services import allocations, covers, hand_overs, post_accounts
from tracker.services.allocations import ItemChosen


def walk_ownership(walk: Any) -> None:
    """An item for the PCC goes to a post; somebody covers it, and its holder leaves."""
    for_pcc = select(Item).where(Item.for_whom == ForWhom.PCC, Item.off_list_reason.is_(None))
    item = db.session.scalars(for_pcc.order_by(Item.id)).first()
    assert item is not None
    leaver, taker = person(Role.OWNER, name="Olu Leaver"), person(Role.OWNER, name="Tess Taker")
    post = db.session.scalars(select(Post).order_by(Post.id)).first()
    assert post is not None
    chosen = ItemChosen(item, db.session.get_one(Progress, item.id).version)
    walk(allocations.allocate, items=[chosen], posts=PostsWanted(post.slug))
    period: dict[str, Any] = {"from_on": TODAY, "to_on": date(2026, 3, 1)}
    cover = walk(covers.record_cover, post=post, account_id=taker.account_id, reason="Leave.", **period)
    walk(covers.end_cover, cover=cover, version=1, on=date(2026, 2, 1))
    held: PostAccount = walk(
        post_accounts.record_post_account,
        row=None,
        version=0,
        post=post.slug,
        account_id=leaver.account_id,
        from_on=None,
        to_on=None,
    )
    given = [hand_overs.Given(held.id, held.version, taker.account_id)]
    walk(hand_overs.hand_over, account_id=leaver.account_id, given=given, on=TODAY, reason="Olu leaves.")
