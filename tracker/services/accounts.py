"""Accounts: create, change, passwords, sessions ended; never deleted, because histories name them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from tracker.domain.accounts import (
    LONGEST_NAME,
    email_form,
    problem_with_administrators,
    problem_with_email,
    problem_with_password,
)
from tracker.domain.audit import Change, EventName, Subject, as_text, differences
from tracker.domain.cleaning import clean_line, is_blank
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import Role
from tracker.models.account import Account, AccountRole
from tracker.models.base import db
from tracker.queries.accounts import account_by_email, account_by_id, enabled_administrators, signed_in
from tracker.queries.offices import us
from tracker.services.apart import Apart, writing_apart
from tracker.services.history import record
from tracker.services.passwords import hash_of, one_time_password
from tracker.services.sign_ins import end_sessions_of, sign_in
from tracker.services.writing import claim, verb

NOT_TOLD = "(not kept in the history)"


@dataclass(frozen=True)
class FirstPassword:
    """An account's one-time password, to be handed over and kept nowhere."""

    account_id: int
    email: str
    name: str
    password: str


def actor_by_email(email: str) -> Actor | None:
    """Who acts under an address; None where no enabled account has it."""
    account = account_by_email(db.session(), email_form(email))
    person = signed_in(db.session(), account.id) if account is not None else None
    return person.actor if person is not None else None


def get_account(*, account_id: int, by: Actor) -> Account:
    """One account, for those who manage them; NotHere where it does not exist."""
    _require_manager(by)
    account = account_by_id(db.session(), account_id)
    if account is None:
        raise NotHere("There is no such account.")
    return account


def create_account(
    *,
    email: str,
    name: str,
    roles: Collection[Role],
    by: Actor,
    now: datetime,
    must_change_password: bool = True,
) -> FirstPassword:
    """Make an account with a one-time password that its owner must change at the first sign-in."""
    _require_manager(by)
    password = one_time_password()
    account = Account(
        email=email_form(email),
        name=clean_line(name),
        # Before the write begins: hashing takes a while, and everybody else would wait.
        password_hash=hash_of(password),
        must_change_password=must_change_password,
        is_enabled=True,
        created_at=now,
    )
    _add(account=account, roles=roles, by=by, now=now)
    return FirstPassword(account.id, account.email, account.name, password)


@verb
def _add(*, account: Account, roles: Collection[Role], by: Actor, now: datetime) -> None:
    problems = {"email": problem_with_email(account.email)} | _problems_with_details(account.name, roles)
    if not problems["email"] and account_by_email(db.session(), account.email) is not None:
        problems["email"] = f"There is an account for {account.email} already."
    _refuse(problems)
    _give_roles(account, roles)
    db.session.add(account)
    db.session.flush()
    changes = differences(_subject(account), {}, facts_of(account))
    record(name=EventName.ACCOUNT_CREATED, by=by, now=now, changes=changes)


@verb
def change_account(
    *,
    account: Account,
    version: int,
    name: str,
    roles: Collection[Role],
    is_enabled: bool,
    by: Actor,
    now: datetime,
) -> None:
    """Change a name, the roles, or whether somebody may sign in; disabling ends the sessions at once."""
    _require_manager(by)
    claim(account, version, "account")
    name = clean_line(name)
    problems = _problems_with_details(name, roles)
    last = problem_with_administrators(
        administrators=enabled_administrators(db.session()),
        account_id=account.id,
        stays=is_enabled and Role.ADMINISTRATOR in roles,
    )
    if last and not problems.get("roles"):
        problems["roles" if is_enabled else "is_enabled"] = last
    _refuse(problems)
    before = facts_of(account)
    account.name, account.is_enabled = name, is_enabled
    _give_roles(account, roles)
    db.session.flush()
    if not is_enabled:
        end_sessions_of(db.session().connection(), account.id)
    changes = differences(_subject(account), before, facts_of(account))
    record(name=EventName.ACCOUNT_CHANGED, by=by, now=now, changes=changes)


def make_one_time_password(*, account: Account, by: Actor, now: datetime) -> FirstPassword:
    """Replace a forgotten password by a one-time password; the account's sessions end at once."""
    _require_manager(by)
    password = one_time_password()
    _save_password(account=account, password_hash=hash_of(password), is_one_time=True, by=by, now=now)
    return FirstPassword(account.id, account.email, account.name, password)


def change_own_password(
    *,
    current: str,
    new: str,
    again: str,
    common: Collection[str],
    keep_session: str | None,
    by: Actor,
    now: datetime,
) -> None:
    """Change one's own password; every other session of the account ends at once.

    `keep_session` is the token's hash of the session that asks. Guesses at the current password count with
    those of the sign-in page: raises TooManyGuesses and NotRecognised like it.
    """
    account = account_by_id(db.session(), by.account_id or 0)
    if account is None:
        raise NotHere("There is no such account.")
    problem = problem_with_password(new, common=common, own_words=words_of_the_house(account))
    if not problem and new == current:
        problem = "Choose another password than the one you have now."
    _refuse(
        {
            "new_password": problem,
            "new_password_again": "" if again == new else "The two new passwords are not the same.",
        }
    )
    sign_in(email=account.email, password=current, now=now)
    _save_password(
        account=account,
        password_hash=hash_of(new),
        is_one_time=False,
        keep_session=keep_session,
        by=by,
        now=now,
    )


@verb
def _save_password(
    *,
    account: Account,
    password_hash: str,
    is_one_time: bool,
    by: Actor,
    now: datetime,
    keep_session: str | None = None,
) -> None:
    db.session.refresh(account)
    account.password_hash, account.must_change_password = password_hash, is_one_time
    end_sessions_of(db.session().connection(), account.id, but_not=keep_session)
    db.session.flush()
    change = Change(_subject(account), "password", NOT_TOLD, NOT_TOLD)
    record(name=EventName.PASSWORD_CHANGED, by=by, now=now, changes=[change])


def sign_out_everywhere(*, account_id: int, by: Actor) -> None:
    """End every session of an account; the caller's access log tells of it."""
    get_account(account_id=account_id, by=by)
    with writing_apart(Apart.SESSIONS) as connection:
        end_sessions_of(connection, account_id)


def words_of_the_house(account: Account) -> list[str]:
    """The words a password may not be made of: bodies and force by name, and the account's own names."""
    ours = us(db.session())
    names: Iterable[str] = (
        *ours.force_names,
        *ours.body_names,
        account.name,
        account.email.replace("@", " "),
    )
    return [word for name in names for word in name.replace(".", " ").replace("-", " ").split()]


def facts_of(account: Account) -> dict[str, str | None]:
    """Everything the history keeps of an account: nothing of its password."""
    return {
        "email": account.email,
        "name": account.name,
        "roles": ", ".join(role.label for role in Role if role in account.role_set),
        "may_sign_in": as_text(account.is_enabled),
    }


def _subject(account: Account) -> Subject:
    return Subject("account", account.id, f"account-{account.id}")


def _give_roles(account: Account, roles: Collection[Role]) -> None:
    for row in list(account.roles):
        if row.role not in roles:
            account.roles.remove(row)
    for role in sorted(set(roles) - account.role_set):
        account.roles.append(AccountRole(role=role))


def _problems_with_details(name: str, roles: Collection[Role]) -> dict[str, str]:
    problems = {"name": "", "roles": "" if roles else "Choose at least one role."}
    if is_blank(name):
        problems["name"] = "Enter the person’s name."
    elif len(name) > LONGEST_NAME:
        problems["name"] = f"The name must be {LONGEST_NAME} characters or fewer."
    return problems


def _refuse(problems: dict[str, str]) -> None:
    found = {field: sentence for field, sentence in problems.items() if sentence}
    if found:
        raise Invalid(found)


def _require_manager(by: Actor) -> None:
    verdict = may(by, Ability.MANAGE_ACCOUNTS)
    if not verdict:
        raise NotAllowed(verdict)
