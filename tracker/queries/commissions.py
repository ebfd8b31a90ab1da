"""Commissions, invitations and accounts by post, as they are read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.permissions import Actor
from tracker.models.account import Account
from tracker.models.commission import Commission, Invitation, PostAccount
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.models.report import Report
from tracker.models.response import Answer, Response, ResponseReport
from tracker.queries.reports import MAX_ID, visible


def commission_of(session: Session, response_id: int, item_id: int) -> Commission | None:
    """What was asked of whom about one item in one letter, or proposed."""
    return session.scalars(
        select(Commission).where(Commission.response_id == response_id, Commission.item_id == item_id)
    ).first()


def is_commissioned(session: Session, response_id: int, item_id: int) -> bool:
    """Whether an owner was asked about an item in a letter; a proposal asks nobody."""
    found = commission_of(session, response_id, item_id)
    return found is not None and found.asked_at is not None


def commissioned_items(session: Session, response_id: int) -> frozenset[int]:
    """The ids of a letter's items of which an owner was asked."""
    return frozenset(
        session.scalars(
            select(Commission.item_id).where(
                Commission.response_id == response_id, Commission.asked_at.is_not(None)
            )
        )
    )


def commissioned_answers(session: Session, subjects: Iterable[tuple[str, int]]) -> frozenset[int]:
    """Of these subjects (kind, id) the answers whose items were asked of an owner."""
    answers = {key for kind, key in subjects if kind == "answer"}
    return frozenset(
        session.scalars(
            select(Answer.id)
            .join(
                Commission,
                and_(Commission.response_id == Answer.response_id, Commission.item_id == Answer.item_id),
            )
            .where(Answer.id.in_(answers), Commission.asked_at.is_not(None))
        )
    )


@dataclass(frozen=True)
class CommissionRow:
    """One commission with its item, its post, its letter, and the answer that holds the returned words."""

    commission: Commission
    item: Item
    post: Post
    response: Response
    answer: Answer | None


def _rows(session: Session, *conditions: ColumnElement[bool]) -> list[CommissionRow]:
    rows = session.execute(
        select(Commission, Item, Post, Response, Answer)
        .join(Item, Item.id == Commission.item_id)
        .join(Post, Post.id == Commission.post_id)
        .join(Response, Response.id == Commission.response_id)
        .outerjoin(
            Answer, and_(Answer.response_id == Commission.response_id, Answer.item_id == Commission.item_id)
        )
        .where(*conditions)
        .order_by(Response.id.desc(), Item.report_id, Item.position, Item.id)
    )
    return [CommissionRow(*row) for row in rows]


def commissions_of(session: Session, response_id: int) -> list[CommissionRow]:
    """Every commission and proposal of a letter, in the order of its items."""
    return _rows(session, Commission.response_id == response_id)


def _held(day: date) -> ColumnElement[bool]:
    return and_(
        or_(PostAccount.from_on.is_(None), PostAccount.from_on <= day),
        or_(PostAccount.to_on.is_(None), PostAccount.to_on > day),
    )


def posts_held(session: Session, account_id: int | None, day: date) -> frozenset[int]:
    """The ids of the posts that an account holds on a day, [from, to)."""
    if account_id is None:
        return frozenset()
    return frozenset(
        session.scalars(select(PostAccount.post_id).where(PostAccount.account_id == account_id, _held(day)))
    )


def holders_of_post(session: Session, post_id: int, day: date) -> list[tuple[int, str, str]]:
    """The accounts that hold a post on a day: id, name and e-mail address, of those that may sign in."""
    rows = session.execute(
        select(Account.id, Account.name, Account.email)
        .join(PostAccount, PostAccount.account_id == Account.id)
        .where(PostAccount.post_id == post_id, _held(day), Account.is_enabled)
        .order_by(Account.name, Account.id)
    )
    return list({key: (key, name, email) for key, name, email in rows}.values())


def asked_of(session: Session, actor: Actor, day: date) -> list[CommissionRow]:
    """What was asked of the posts this person holds, of reports open to them; the newest letter first."""
    held = posts_held(session, actor.account_id, day)
    closed = (
        select(ResponseReport.response_id)
        .join(Report, Report.id == ResponseReport.report_id)
        .where(~visible(actor, day))
    )
    return _rows(
        session,
        Commission.post_id.in_(held),
        Commission.asked_at.is_not(None),
        Commission.response_id.not_in(closed),
    )


def asked_about(session: Session, item_id: int, posts: Iterable[int] | None) -> CommissionRow | None:
    """The newest commission on an item, of these posts where they are given."""
    conditions = [Commission.item_id == item_id, Commission.asked_at.is_not(None)]
    if posts is not None:
        conditions.append(Commission.post_id.in_(list(posts)))
    return next(iter(_rows(session, *conditions)), None)


def highest_form_version(session: Session, response_id: int, post_id: int) -> int:
    """The number of the form last sent to a post for a letter; 0 where none was."""
    highest = select(func.max(Commission.form_version)).where(
        Commission.response_id == response_id, Commission.post_id == post_id
    )
    return session.scalar(highest) or 0


def newest_invitation(
    session: Session, response_id: int, *, before: datetime | None = None
) -> Invitation | None:
    """The latest invitation of a letter, or the latest one before a moment."""
    wanted = select(Invitation).where(Invitation.response_id == response_id)
    if before is not None:
        wanted = wanted.where(Invitation.invited_at <= before)
    return session.scalars(wanted.order_by(Invitation.id.desc()).limit(1)).first()


@dataclass(frozen=True)
class PostAccountLine:
    """Which account holds which post, by name."""

    row: PostAccount
    post: Post
    account: Account


def post_accounts(session: Session) -> Sequence[PostAccountLine]:
    """Every account by post, the latest first within each."""
    rows = session.execute(
        select(PostAccount, Post, Account)
        .join(Post, Post.id == PostAccount.post_id)
        .join(Account, Account.id == PostAccount.account_id)
        .order_by(Post.title, Post.id, PostAccount.from_on.desc().nulls_last(), PostAccount.id.desc())
    )
    return [PostAccountLine(*row) for row in rows]


def post_account_by_id(session: Session, key: int) -> PostAccount | None:
    """One account by post, by its id."""
    return session.get(PostAccount, key) if 0 < key <= MAX_ID else None
