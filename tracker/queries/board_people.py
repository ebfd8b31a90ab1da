"""Who holds posts on a day, and what the member agencies of a board do, as a pack tells it."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from tracker.models.account import Account
from tracker.models.commission import PostAccount
from tracker.models.office import Holding, Post
from tracker.queries.parameters import answered


def titles_of_posts(session: Session) -> dict[int, str]:
    """The title of every post."""
    wanted: Any = select(Post.id, Post.title).order_by(Post.id)
    return {row[0]: row[1] for row in answered(session, wanted, {})}


def people_in_posts(session: Session, day: date) -> dict[int, str]:
    """Who held each post on a day: by the list of office holders, else by the account that has the post.

    An acting holder goes before the substantive one.
    """
    accounts: Any = (
        select(PostAccount.post_id, Account.name)
        .join(Account, Account.id == PostAccount.account_id)
        .where(_covers(PostAccount, day))
        .order_by(PostAccount.post_id, PostAccount.from_on.nulls_first(), Account.name, Account.id)
    )
    holdings: Any = (
        select(Holding.post_id, Holding.person_name)
        .where(_covers(Holding, day))
        .order_by(Holding.post_id, Holding.is_acting, Holding.from_on.nulls_first(), Holding.id)
    )
    found = {row[0]: row[1] for row in answered(session, accounts, {})}
    return found | {row[0]: row[1] for row in answered(session, holdings, {})}


def _covers(table: Any, day: date) -> ColumnElement[bool]:
    return and_(
        or_(table.from_on.is_(None), table.from_on <= day), or_(table.to_on.is_(None), table.to_on > day)
    )
