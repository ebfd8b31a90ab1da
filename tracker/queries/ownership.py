"""Whose items are whose, as it is read: posts held and covered, and how a person stands to an item."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select, union
from sqlalchemy.orm import Session

from tracker.domain.ownership import ItemPosts, Relation, relations_by_posts
from tracker.domain.permissions import Actor
from tracker.models.account import Account
from tracker.models.commission import PostAccount
from tracker.models.office import Post
from tracker.models.progress import Contributor, Cover, Progress
from tracker.queries.commissions import posts_held
from tracker.queries.progress_facts import AT_ONCE


def posts_covered(session: Session, account_id: int | None, day: date) -> frozenset[int]:
    """The ids of the posts that an account covers on a day, [from, to)."""
    if account_id is None:
        return frozenset()
    return frozenset(
        session.scalars(
            select(Cover.post_id).where(
                Cover.account_id == account_id, Cover.from_on <= day, Cover.to_on > day
            )
        )
    )


def relations_to(session: Session, actor: Actor, item_id: int, day: date) -> frozenset[Relation]:
    """How a person stands to an item on a day, by the posts held and covered."""
    progress = session.get(Progress, item_id)
    if progress is None or actor.account_id is None:
        return frozenset()
    held, covered = posts_held(session, actor.account_id, day), posts_covered(session, actor.account_id, day)
    posts = ItemPosts(
        progress.executive_post_id,
        progress.owner_post_id,
        frozenset(contributing_posts(session, item_id)),
    )
    return relations_by_posts(held, covered, posts)


def contributing_posts(session: Session, item_id: int) -> list[int]:
    """The posts that work on an item beside its owner, in the order of their titles."""
    return list(
        session.scalars(
            select(Contributor.post_id)
            .join(Post, Post.id == Contributor.post_id)
            .where(Contributor.item_id == item_id)
            .order_by(Post.title, Post.id)
        )
    )


def posts_of_items(session: Session, item_ids: Sequence[int]) -> dict[int, ItemPosts]:
    """The posts of each of these items; a constant number of statements for every 500 items."""
    found: dict[int, ItemPosts] = {}
    for start in range(0, len(item_ids), AT_ONCE):
        keys = item_ids[start : start + AT_ONCE]
        beside: dict[int, set[int]] = defaultdict(set)
        for item_id, post_id in session.execute(
            select(Contributor.item_id, Contributor.post_id).where(Contributor.item_id.in_(keys))
        ):
            beside[item_id].add(post_id)
        rows = session.scalars(select(Progress).where(Progress.item_id.in_(keys)).order_by(Progress.item_id))
        for row in rows:
            found[row.item_id] = ItemPosts(
                row.executive_post_id, row.owner_post_id, frozenset(beside[row.item_id])
            )
    return found


def posts_of(account_id: int | ColumnElement[int], day: date | ColumnElement[date]) -> Select[int]:
    """The posts that an account holds or covers on a day, as a subquery."""
    held = select(PostAccount.post_id).where(
        PostAccount.account_id == account_id,
        or_(PostAccount.from_on.is_(None), PostAccount.from_on <= day),
        or_(PostAccount.to_on.is_(None), PostAccount.to_on > day),
    )
    covered = select(Cover.post_id).where(
        Cover.account_id == account_id, Cover.from_on <= day, Cover.to_on > day
    )
    both = union(held, covered).subquery()
    return select(both.c.post_id)


def mine(actor: Actor, day: date) -> ColumnElement[bool]:
    """The condition that an item's progress row is for this person to work on: owner, cover, contributor."""
    posts = posts_of(actor.account_id or 0, day)
    contributing = select(Contributor.item_id).where(Contributor.post_id.in_(posts))
    return or_(Progress.owner_post_id.in_(posts), Progress.item_id.in_(contributing))


@dataclass(frozen=True)
class PersonOfPost:
    """Somebody who may act for a post on a day."""

    account_id: int
    name: str
    email: str
    is_cover: bool


def people_of_post(session: Session, post_id: int, day: date) -> list[PersonOfPost]:
    """Who holds or covers a post on a day, of those who may sign in; holders first."""
    held = session.execute(
        select(Account.id, Account.name, Account.email)
        .join(PostAccount, PostAccount.account_id == Account.id)
        .where(
            PostAccount.post_id == post_id,
            Account.is_enabled,
            or_(PostAccount.from_on.is_(None), PostAccount.from_on <= day),
            or_(PostAccount.to_on.is_(None), PostAccount.to_on > day),
        )
        .order_by(Account.name, Account.id)
    )
    covering = session.execute(
        select(Account.id, Account.name, Account.email)
        .join(Cover, Cover.account_id == Account.id)
        .where(Cover.post_id == post_id, Account.is_enabled, Cover.from_on <= day, Cover.to_on > day)
        .order_by(Account.name, Account.id)
    )
    people = {row.id: PersonOfPost(row.id, row.name, row.email, False) for row in held}
    for row in covering:
        people.setdefault(row.id, PersonOfPost(row.id, row.name, row.email, True))
    return list(people.values())
