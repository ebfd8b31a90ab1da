"""Who covers which post, and who holds it, as they are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.ownership import PostPeriod
from tracker.models.account import Account
from tracker.models.commission import PostAccount
from tracker.models.progress import Cover
from tracker.queries.reports import MAX_ID


@dataclass(frozen=True)
class CoverLine:
    """A cover with the name of who covers."""

    id: int
    version: int
    account_id: int
    name: str
    from_on: date
    to_on: date
    reason: str


def cover_by_id(session: Session, key: int) -> Cover | None:
    """One cover by its id."""
    return session.get(Cover, key) if 0 < key <= MAX_ID else None


def covers_of(session: Session, post_id: int) -> Sequence[CoverLine]:
    """Every cover of a post, the latest first."""
    rows = session.execute(
        select(Cover, Account.name)
        .join(Account, Account.id == Cover.account_id)
        .where(Cover.post_id == post_id)
        .order_by(Cover.from_on.desc(), Cover.id.desc())
    )
    return [
        CoverLine(row.id, row.version, row.account_id, name, row.from_on, row.to_on, row.reason)
        for row, name in rows
    ]


def held_periods(session: Session, *, post_id: int) -> Sequence[PostPeriod]:
    """The accounts that hold, held or will hold a post, the earliest first."""
    rows = session.execute(
        select(PostAccount, Account.name)
        .join(Account, Account.id == PostAccount.account_id)
        .where(PostAccount.post_id == post_id)
        .order_by(PostAccount.from_on.nulls_first(), PostAccount.id)
    )
    return [PostPeriod(row.post_id, row.account_id, row.from_on, row.to_on, name) for row, name in rows]


def cover_periods(session: Session, *, post_id: int) -> Sequence[PostPeriod]:
    """The covers of a post as the rules read them, the earliest first."""
    return [
        PostPeriod(post_id, line.account_id, line.from_on, line.to_on, line.name)
        for line in reversed(covers_of(session, post_id))
    ]
