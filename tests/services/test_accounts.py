"""Accounts as the services keep them: who may, what the history tells, and what it never tells."""

import pytest
from flask import Flask

from tests.fixtures.database import NOW, person
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import BodyKind, Role
from tracker.models.account import Account
from tracker.models.base import db
from tracker.models.event import EventText
from tracker.models.session import LoginSession
from tracker.queries.events import event_count, timeline
from tracker.services import passwords
from tracker.services.accounts import (
    actor_by_email,
    change_account,
    change_own_password,
    create_account,
    get_account,
    make_one_time_password,
    sign_out_everywhere,
)
from tracker.services.offices import BodyDetails, record_body
from tracker.services.sign_ins import begin_session

NEW = "an entirely new phrase"


def made(email: str = "new.person@example.org", *roles: Role) -> tuple[Account, str]:
    first = create_account(email=email, name="New Person", roles=roles or [Role.OWNER], by=SYSTEM, now=NOW)
    return db.session.get_one(Account, first.account_id), first.password


def acting(account: Account) -> Actor:
    found = actor_by_email(account.email)
    assert found is not None
    return found


def all_texts() -> str:
    return "\n".join(text.text or "" for text in db.session.query(EventText))


def test_the_history_tells_of_an_account_but_never_of_its_password(either_register: Flask) -> None:
    account, first = made()
    change_account(
        account=account,
        version=1,
        name="Renamed Person",
        roles=[Role.OWNER, Role.AUDITOR],
        is_enabled=True,
        by=SYSTEM,
        now=NOW,
    )
    change_own_password(
        current=first,
        new=NEW,
        again=NEW,
        common=(),
        keep_session=None,
        by=acting(account),
        now=NOW,
    )
    again = make_one_time_password(account=account, by=SYSTEM, now=NOW)
    told = [entry.name.label for entry in timeline(db.session(), [("account", account.id)])]
    assert told == [
        "changed the password of an account",
        "changed the password of an account",
        "changed an account",
        "created an account",
    ]
    texts = all_texts()
    assert "Recommendation owner, Auditor" in texts
    for secret in (first, NEW, again.password, account.password_hash):
        assert secret not in texts


def test_one_time_passwords_are_long_and_differ(register: Flask) -> None:
    found = {passwords.one_time_password() for _ in range(200)}
    assert len(found) == 200
    assert {len(password) for password in found} == {23}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR], ids=str)
def test_only_the_administrator_manages_accounts(role: Role, register: Flask) -> None:
    by = person(role, name="Some Body")
    account, _ = made()
    with pytest.raises(NotAllowed):
        create_account(email="x@example.org", name="X", roles=[Role.OWNER], by=by, now=NOW)
    with pytest.raises(NotAllowed):
        get_account(account_id=account.id, by=by)
    with pytest.raises(NotAllowed):
        change_account(
            account=account, version=1, name="X", roles=[Role.OWNER], is_enabled=True, by=by, now=NOW
        )
    with pytest.raises(NotAllowed):
        make_one_time_password(account=account, by=by, now=NOW)
    with pytest.raises(NotAllowed):
        sign_out_everywhere(account_id=account.id, by=by)
    assert event_count(db.session()) == 1


@pytest.mark.parametrize(
    ("email", "name", "roles", "field"),
    [
        ("no address", "X", [Role.OWNER], "email"),
        ("NEW.person@example.org", "X", [Role.OWNER], "email"),
        ("x@example.org", " \u200b ", [Role.OWNER], "name"),
        ("x@example.org", "X" * 201, [Role.OWNER], "name"),
        ("x@example.org", "X", [], "roles"),
    ],
)
def test_a_bad_account_is_refused_by_field_and_not_saved(
    email: str, name: str, roles: list[Role], field: str, register: Flask
) -> None:
    made()
    with pytest.raises(Invalid) as refusal:
        create_account(email=email, name=name, roles=roles, by=SYSTEM, now=NOW)
    assert list(refusal.value.problems) == [field]
    assert db.session.query(Account).count() == 1


def test_a_disabled_account_cannot_act_and_its_sessions_are_gone(either_register: Flask) -> None:
    account, _ = made()
    begin_session(token_hash="a" * 64, replaces=None, account_id=account.id, data="{}", now=NOW)
    change_account(
        account=account, version=1, name="X", roles=[Role.OWNER], is_enabled=False, by=SYSTEM, now=NOW
    )
    assert actor_by_email(account.email) is None
    assert db.session.query(LoginSession).count() == 0


def test_the_last_enabled_administrator_stays(register: Flask) -> None:
    first, _ = made("first@example.org", Role.ADMINISTRATOR)
    second, _ = made("second@example.org", Role.ADMINISTRATOR)
    change_account(
        account=second, version=1, name="S", roles=[Role.ADMINISTRATOR], is_enabled=False, by=SYSTEM, now=NOW
    )
    for roles, is_enabled, field in (
        ([Role.OWNER], True, "roles"),
        ([Role.ADMINISTRATOR], False, "is_enabled"),
    ):
        with pytest.raises(Invalid) as refusal:
            change_account(
                account=first, version=1, name="F", roles=roles, is_enabled=is_enabled, by=SYSTEM, now=NOW
            )
        assert list(refusal.value.problems) == [field]


def test_of_two_saves_from_one_version_one_wins(register: Flask) -> None:
    account, _ = made()
    change_account(
        account=account, version=1, name="First", roles=[Role.OWNER], is_enabled=True, by=SYSTEM, now=NOW
    )
    with pytest.raises(Conflict):
        change_account(
            account=account, version=1, name="Second", roles=[Role.OWNER], is_enabled=True, by=SYSTEM, now=NOW
        )
    assert account.name == "First"


def test_an_account_that_is_not_there_is_not_found(register: Flask) -> None:
    for key in (0, -1, 7, 10**30):
        with pytest.raises(NotHere):
            get_account(account_id=key, by=SYSTEM)


def test_a_password_is_not_made_of_the_names_of_the_house(register: Flask) -> None:
    body = BodyDetails(BodyKind.FORCE, "Wessmere Constabulary")
    record_body(body=None, version=0, details=body, by=person(Role.OFFICE_STAFF), now=NOW)
    account, first = made()
    for password in ("Wessmere2026!!", "constabularywessmere", "new.person.2026"):
        with pytest.raises(Invalid) as refusal:
            change_own_password(
                current=first,
                new=password,
                again=password,
                common=(),
                keep_session=None,
                by=acting(account),
                now=NOW,
            )
        assert "names anybody here would try" in refusal.value.problems["new_password"]


def test_the_bundled_list_is_read_as_it_is_compared(register: Flask) -> None:
    from tracker.config import ROOT

    common = passwords.common_passwords(ROOT / "seeds" / "common_passwords.txt")
    assert len(common) == 3_000
    assert {"password1234", "qwertyuiop123", "cambridgeshire2025"} <= common
    assert all(len(word) >= 12 and word.isalnum() and word == word.casefold() for word in common)
