"""What stands with a person: posts with their items, cover, dates asked for, and completion proposed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import ActionState, Standing, TargetState
from tracker.models.account import Account
from tracker.models.action import Action, ActionItem
from tracker.models.commission import Commission, PostAccount
from tracker.models.item import Item
from tracker.models.item_state import ItemState
from tracker.models.office import Post
from tracker.models.progress import Cover, Progress
from tracker.models.report import Report
from tracker.models.target_date import TargetDate
from tracker.queries.reports import visible

ONE, NONE = literal(1), literal(0)


@dataclass(frozen=True)
class PostHeld:
    """A post that somebody holds or is to hold, with what goes with it."""

    row: PostAccount
    post: Post
    items: int
    actions: int
    commissions: int


@dataclass(frozen=True)
class ItemHeld:
    """An item of one of the posts, for a list."""

    post_id: int | None
    reference: str
    text: str


def accounts_with_posts(session: Session, day: date) -> Sequence[tuple[int, str]]:
    """Everybody who holds a post on that day or later, by name, whether they may still sign in or not."""
    rows = session.execute(
        select(Account.id, Account.name)
        .join(PostAccount, PostAccount.account_id == Account.id)
        .where(or_(PostAccount.to_on.is_(None), PostAccount.to_on > day))
        .order_by(Account.name, Account.id)
        .distinct()
    )
    return [(key, name) for key, name in rows]


def rows_held(session: Session, account_id: int, day: date) -> Sequence[PostAccount]:
    """The posts that an account holds on a day or later, as rows, by title."""
    return list(
        session.scalars(
            select(PostAccount)
            .join(Post, Post.id == PostAccount.post_id)
            .where(
                PostAccount.account_id == account_id,
                or_(PostAccount.to_on.is_(None), PostAccount.to_on > day),
            )
            .order_by(Post.title, Post.id, PostAccount.from_on.nulls_first(), PostAccount.id)
        )
    )


def rows_covered(session: Session, account_id: int, day: date) -> Sequence[Cover]:
    """The covers of an account that go on after a day, the earliest first."""
    return list(
        session.scalars(
            select(Cover)
            .where(Cover.account_id == account_id, Cover.to_on > day)
            .order_by(Cover.from_on, Cover.id)
        )
    )


def posts_with_work(session: Session, actor: Actor, account_id: int, today: date) -> list[PostHeld]:
    """The posts of an account from today on with the counts of what goes with each, as far as it is open.

    What is under embargo for this reader moves with its post and is not counted.
    """
    held = rows_held(session, account_id, today)
    keys = {row.post_id for row in held}
    titles = {post.id: post for post in session.scalars(select(Post).where(Post.id.in_(keys)))}
    known = select(Item.id).join(Report, Report.id == Item.report_id).where(visible(actor, today))
    owned = _by_post(
        session,
        _open_items(keys).where(Item.id.in_(known)).with_only_columns(Progress.owner_post_id, func.count()),
    )
    of_items = select(ActionItem.action_id).where(ActionItem.item_id.in_(known))
    actions = _by_post(
        session,
        select(Action.owner_post_id, func.count()).where(
            Action.owner_post_id.in_(keys), Action.state == ActionState.OPEN, Action.id.in_(of_items)
        ),
    )
    asked = _by_post(
        session,
        select(Commission.post_id, func.count()).where(
            Commission.post_id.in_(keys),
            Commission.item_id.in_(known),
            Commission.asked_at.is_not(None),
            Commission.returned_at.is_(None),
        ),
    )
    return [
        PostHeld(
            row,
            titles[row.post_id],
            owned.get(row.post_id, 0),
            actions.get(row.post_id, 0),
            asked.get(row.post_id, 0),
        )
        for row in held
    ]


def _open_items(posts: set[int]) -> Select[Item]:
    return (
        select(Item)
        .join(Progress, Progress.item_id == Item.id)
        .join(ItemState, and_(ItemState.item_id == Item.id, ItemState.valid_to.is_(None)))
        .where(Progress.owner_post_id.in_(posts), ItemState.standing == Standing.OPEN)
    )


def _by_post(session: Session, counts: Select[int | None, int]) -> dict[int | None, int]:
    grouped = counts.group_by(counts.selected_columns[0])
    return {row[0]: row[1] for row in session.execute(grouped)}


def items_held(session: Session, actor: Actor, posts: set[int], today: date) -> list[ItemHeld]:
    """The open items that these posts own, of reports open to this reader."""
    rows = session.execute(
        _open_items(posts)
        .join(Report, Report.id == Item.report_id)
        .where(visible(actor, today))
        .with_only_columns(Progress.owner_post_id, Item.reference, Item.text)
        .order_by(Progress.owner_post_id, Item.report_id, Item.position, Item.id)
    )
    return [ItemHeld(*row) for row in rows]


def requests_open(session: Session, actor: Actor, account_id: int, today: date) -> list[str]:
    """The items on which this person asked for a date that waits for its decision, by reference."""
    return _references(
        session,
        actor,
        today,
        select(TargetDate.item_id).where(
            TargetDate.asked_by_id == account_id, TargetDate.state == TargetState.ASKED
        ),
    )


def proposals_open(session: Session, actor: Actor, account_id: int, today: date) -> list[str]:
    """The items whose completion this person proposed and nobody has checked yet, by reference."""
    return _references(
        session,
        actor,
        today,
        select(Progress.item_id).where(
            Progress.proposed_by_id == account_id,
            Progress.signed_off_on.is_(None),
            Progress.closed_on.is_(None),
        ),
    )


def _references(session: Session, actor: Actor, today: date, which: Select[int]) -> list[str]:
    return list(
        session.scalars(
            select(Item.reference)
            .join(Report, Report.id == Item.report_id)
            .where(Item.id.in_(which), visible(actor, today))
            .order_by(Item.report_id, Item.position, Item.id)
        )
    )


@dataclass(frozen=True)
class PostWithoutPerson:
    """A post that owns or leads open items while nobody who may sign in holds or covers it."""

    slug: str
    title: str
    items: int
    led: int
    """Those of which it is the executive lead."""


def posts_without_person(session: Session, actor: Actor, day: date) -> list[PostWithoutPerson]:
    """The posts with open items, known to this reader, that nobody who may sign in answers for on a day."""
    holding = (
        select(PostAccount.post_id)
        .join(Account, Account.id == PostAccount.account_id)
        .where(
            Account.is_enabled,
            or_(PostAccount.from_on.is_(None), PostAccount.from_on <= day),
            or_(PostAccount.to_on.is_(None), PostAccount.to_on > day),
        )
    )
    covering = (
        select(Cover.post_id)
        .join(Account, Account.id == Cover.account_id)
        .where(Account.is_enabled, Cover.from_on <= day, Cover.to_on > day)
    )
    posts = union_all(
        select(
            Progress.item_id,
            Progress.owner_post_id.label("post_id"),
            ONE.label("owned"),
            NONE.label("led"),
        ),
        select(Progress.item_id, Progress.executive_post_id, NONE, ONE),
    ).subquery()
    rows = session.execute(
        select(Post.slug, Post.title, func.sum(posts.c.owned), func.sum(posts.c.led))
        .join(posts, posts.c.post_id == Post.id)
        .join(ItemState, and_(ItemState.item_id == posts.c.item_id, ItemState.valid_to.is_(None)))
        .join(Item, Item.id == posts.c.item_id)
        .join(Report, Report.id == Item.report_id)
        .where(visible(actor, day), ItemState.standing == Standing.OPEN)
        .where(Post.id.not_in(holding), Post.id.not_in(covering))
        .group_by(Post.id, Post.slug, Post.title)
        .order_by(Post.title, Post.id)
    )
    return [PostWithoutPerson(*row) for row in rows]
