"""Accounts, guesses, sessions and the access log, as they are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import Role
from tracker.models.account import Account, AccountRole, SignInFailure
from tracker.models.session import AccessEntry, LoginSession
from tracker.queries.reports import MAX_ID


@dataclass(frozen=True)
class SignedIn:
    """The person of a session, as the account stands at this request."""

    account_id: int
    email: str
    name: str
    roles: frozenset[Role]
    must_change_password: bool

    @property
    def actor(self) -> Actor:
        """The person as the one who acts."""
        return Actor(self.account_id, self.name, self.roles)


@dataclass(frozen=True)
class KeptSession:
    """A session as the server keeps it."""

    account_id: int | None
    data: str
    created_at: datetime
    seen_at: datetime


@dataclass(frozen=True)
class AccountLine:
    """One account of the list."""

    account_id: int
    email: str
    name: str
    roles: tuple[Role, ...]
    is_enabled: bool
    must_change_password: bool
    signed_in_at: datetime | None


def signed_in(session: Session, account_id: int) -> SignedIn | None:
    """The person of an account; None where it is disabled or does not exist."""
    account = account_by_id(session, account_id)
    if account is None or not account.is_enabled:
        return None
    return SignedIn(account.id, account.email, account.name, account.role_set, account.must_change_password)


def account_by_id(session: Session, account_id: int) -> Account | None:
    """One account by its id."""
    return session.get(Account, account_id) if 0 < account_id <= MAX_ID else None


def account_by_email(session: Session, email: str) -> Account | None:
    """One account by its address in the kept form."""
    return session.scalars(select(Account).where(Account.email == email)).first()


def accounts(session: Session, *, signed_in_word: str) -> Sequence[AccountLine]:
    """Every account by name, those that may sign in first, each with its last sign-in of the access log."""
    last = (
        select(AccessEntry.account_id, func.max(AccessEntry.at).label("at"))
        .where(AccessEntry.what == signed_in_word)
        .group_by(AccessEntry.account_id)
        .subquery()
    )
    rows = session.execute(
        select(Account, last.c.at)
        .outerjoin(last, last.c.account_id == Account.id)
        .order_by(Account.is_enabled.desc(), func.lower(Account.name), Account.id)
    )
    return [
        AccountLine(
            account.id,
            account.email,
            account.name,
            tuple(role for role in Role if role in account.role_set),
            account.is_enabled,
            account.must_change_password,
            at,
        )
        for account, at in rows
    ]


def enabled_administrators(session: Session) -> frozenset[int]:
    """The ids of the administrators who may sign in."""
    return frozenset(
        session.scalars(
            select(Account.id)
            .join(AccountRole, AccountRole.account_id == Account.id)
            .where(AccountRole.role == Role.ADMINISTRATOR, Account.is_enabled)
        )
    )


def guesses_since(reader: Session | Connection, email: str, since: datetime) -> Sequence[datetime]:
    """When this address was guessed at, after a moment."""
    return list(
        reader.scalars(select(SignInFailure.at).where(SignInFailure.email == email, SignInFailure.at > since))
    )


def kept_session(session: Session, token_hash: str) -> KeptSession | None:
    """The session of a token, by the token's SHA-256."""
    row = session.execute(
        select(
            LoginSession.account_id, LoginSession.data, LoginSession.created_at, LoginSession.seen_at
        ).where(LoginSession.token_hash == token_hash)
    ).first()
    return KeptSession(row.account_id, row.data, row.created_at, row.seen_at) if row else None


def sessions_of(session: Session, account_id: int, *, since: datetime) -> int:
    """How many sessions of an account were used after a moment."""
    return (
        session.scalar(
            select(func.count())
            .select_from(LoginSession)
            .where(LoginSession.account_id == account_id, LoginSession.seen_at > since)
        )
        or 0
    )
