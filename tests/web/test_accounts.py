"""The pages on accounts: the administrator's, and everybody's own."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.fixtures.app import PASSWORD, MakeAccount, Person, SignIn
from tests.fixtures.page_check import Visitor, parsed, text_of, words_of
from tracker.clock import now
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import Role
from tracker.services.accounts import change_account, get_account

NEW = "an entirely new phrase"


@pytest.fixture
def admin(client: FlaskClient, sign_in: SignIn) -> Person:
    return sign_in(client, Role.ADMINISTRATOR, name="Ada Lowe")


def lines_of(visit: Visitor) -> list[list[str]]:
    """The cells of the list, line by line."""
    body = next(parsed(visit.html).iter("tbody"))
    return [[text_of(cell) for cell in row] for row in body.iter("tr")]


def test_the_list_says_who_may_sign_in_and_as_what(
    visit: Visitor, admin: Person, make_account: MakeAccount
) -> None:
    make_account(Role.OWNER, Role.OFFICE_STAFF, name="Zoë O’Neill", is_first=True)
    visit.get("/accounts")
    ada, zoe = lines_of(visit)
    assert ada[:4] == ["Ada Lowe", "person1@example.org", "Administrator", "May sign in"]
    assert zoe[2:] == ["PCC office staff and Recommendation owner", "Has a one-time password", "Never"]


def test_a_new_account_gets_a_password_that_is_shown_once_and_works_once(
    visit: Visitor, admin: Person, app: Flask
) -> None:
    fields = {"email": "New.Person@example.org", "name": "New Person", "roles": ["owner", "auditor"]}
    shown = words_of(visit.submit("/accounts/new", fields, status=200))
    found = re.search(r"\b(?:[a-z2-9]{5}-){3}[a-z2-9]{5}\b", shown)
    assert found is not None
    edit = "/accounts/2"
    assert found.group() not in words_of(visit.get(edit))
    other = Visitor(app.test_client())
    other.submit("/sign-in", {"email": "new.person@example.org", "password": found.group()}, status=303)
    assert other.client.get("/accounts").location.startswith("/account/password")


def test_a_refused_new_account_keeps_what_was_typed_and_saves_nothing(visit: Visitor, admin: Person) -> None:
    fields = {"email": "no address", "name": "Kept <b>name</b>", "roles": ["auditor"]}
    words = words_of(visit.submit("/accounts/new", fields, status=400))
    assert "There is a problem Enter an e-mail address in the usual form" in words
    assert 'value="Kept &lt;b&gt;name&lt;/b&gt;"' in visit.html
    fields = {"email": admin.email, "name": "Another"}
    words = words_of(visit.submit("/accounts/new", fields, status=400))
    assert "Choose at least one role" in words
    words = words_of(visit.submit("/accounts/new", fields | {"roles": ["auditor"]}, status=400))
    assert f"There is an account for {admin.email} already." in words
    assert "Another" not in words_of(visit.get("/accounts"))


@pytest.mark.parametrize("forged", ["superuser", "", "ADMINISTRATOR"])
def test_a_role_that_does_not_exist_is_refused(forged: str, visit: Visitor, admin: Person) -> None:
    visit.get("/accounts/new")
    fields = {"email": "x@example.org", "name": "X", "roles": [forged]}
    visit.send(fields, path="/accounts/new", button="Add account", status=400)


def test_name_roles_and_the_right_to_sign_in_can_be_changed(
    visit: Visitor, admin: Person, make_account: MakeAccount
) -> None:
    other = make_account(Role.OWNER)
    path = f"/accounts/{other.account_id}"
    visit.submit(path, {"name": "Bea Ward", "roles": ["auditor"], "may_sign_in": "no"}, status=303)
    words = words_of(visit.get("/accounts"))
    assert "Account of Bea Ward saved" in words
    assert lines_of(visit)[1][:4] == ["Bea Ward", other.email, "Auditor", "May not sign in"]


def test_the_last_administrator_stays_one(visit: Visitor, admin: Person) -> None:
    path = f"/accounts/{admin.account_id}"
    last = "This is the last administrator who may sign in."
    assert last in words_of(visit.submit(path, {"roles": ["auditor"]}, status=400))
    assert last in words_of(visit.submit(path, {"may_sign_in": "no"}, status=400))


def test_an_administrator_who_gives_the_role_up_is_led_to_a_page_that_opens(
    visit: Visitor, admin: Person, make_account: MakeAccount
) -> None:
    make_account(Role.ADMINISTRATOR)
    answer = visit.submit(f"/accounts/{admin.account_id}", {"roles": ["auditor"]}, status=303)
    assert answer.location == "/"


def test_of_two_administrators_the_second_to_save_sees_what_the_first_saved(
    visit: Visitor, admin: Person, make_account: MakeAccount, app: Flask
) -> None:
    other = make_account(Role.OWNER)
    path = f"/accounts/{other.account_id}"
    visit.get(path)
    with app.app_context():
        account = get_account(account_id=other.account_id, by=SYSTEM)
        change_account(
            account=account,
            version=1,
            name="Theirs",
            roles=[Role.APPROVER],
            is_enabled=True,
            by=SYSTEM,
            now=now(),
        )
    words = words_of(visit.send({"name": "Mine"}, path=path, button="Save account", status=409))
    assert "It now says: Theirs, Approver of responses, may sign in." in words
    assert 'value="Mine"' in visit.html
    visit.send({"name": "Merged"}, path=path, button="Save account", status=303)
    assert "Merged" in words_of(visit.get("/accounts"))


@pytest.mark.parametrize("version", ["", "x", "0", "99", "-1", "1" * 40])
def test_a_forged_version_never_wins(version: str, visit: Visitor, admin: Person) -> None:
    path = f"/accounts/{admin.account_id}"
    visit.submit(path, {"name": "Forged", "version": version}, status=409)


def test_a_new_one_time_password_takes_the_place_of_the_old_and_ends_every_session(
    visit: Visitor, admin: Person, app: Flask, sign_in: SignIn
) -> None:
    elsewhere = app.test_client()
    person = sign_in(elsewhere, Role.OWNER)
    path = f"/accounts/{person.account_id}"
    visit.submit(path, button="Make a new one-time password", status=200)
    assert elsewhere.get("/account").status_code == 303
    fresh = Visitor(app.test_client())
    fresh.submit("/sign-in", {"email": person.email, "password": PASSWORD}, status=400)


def test_somebody_can_be_signed_out_everywhere(
    visit: Visitor, admin: Person, app: Flask, sign_in: SignIn
) -> None:
    elsewhere = app.test_client()
    person = sign_in(elsewhere, Role.OWNER)
    path = f"/accounts/{person.account_id}"
    assert "Signed in now in 1 browser." in words_of(visit.get(path))
    visit.send(button="Sign out everywhere", path=path, status=303)
    assert elsewhere.get("/account").status_code == 303
    words = words_of(visit.get(path))
    assert "is signed out everywhere" in words
    assert "This person is not signed in anywhere." in words


@pytest.mark.parametrize("key", ["0", "-1", "99", "2147483648", "9" * 30, "٣", "1 OR 1=1", "x"])
def test_an_account_that_does_not_exist_is_not_found(key: str, visit: Visitor, admin: Person) -> None:
    visit.get(f"/accounts/{key}", status=404)


def test_one_s_own_page_says_what_one_may_do(visit: Visitor, client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(client, Role.AUDITOR, name="Tom Reed")
    words = words_of(visit.get("/account"))
    assert "Tom Reed" in words
    assert "Reads the register and its history, and changes nothing" in words


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"new_password": "short", "new_password_again": "short"}, "at least 12 characters"),
        ({"new_password_again": "another phrase entirely"}, "The two new passwords are not the same."),
        ({"current_password": "wrong"}, "This is not the password you have now."),
        ({"new_password": PASSWORD, "new_password_again": PASSWORD}, "Choose another password than the one"),
        ({"new_password": "password12345", "new_password_again": "password12345"}, "guessed first"),
        ({"new_password": "x" * 1001, "new_password_again": "x" * 1001}, "1,000 characters or fewer"),
    ],
)
def test_a_new_password_is_refused_in_words(
    fields: dict[str, str], refusal: str, visit: Visitor, client: FlaskClient, sign_in: SignIn
) -> None:
    sign_in(client, Role.OWNER)
    right = {"current_password": PASSWORD, "new_password": NEW, "new_password_again": NEW}
    assert refusal in words_of(visit.submit("/account/password", right | fields, status=400))
    assert PASSWORD not in visit.html
    visit.get("/account")


def test_guesses_at_the_current_password_are_counted(
    visit: Visitor, client: FlaskClient, sign_in: SignIn
) -> None:
    sign_in(client, Role.OWNER)
    fields = {"current_password": "wrong", "new_password": NEW, "new_password_again": NEW}
    for _ in range(10):
        visit.submit("/account/password", fields, status=400)
    words = words_of(visit.submit("/account/password", fields | {"current_password": PASSWORD}, status=429))
    assert "There were too many tries" in words


@pytest.mark.parametrize(
    "password", ["пароль из слов 🦊🦊", "é" * 4 + "quatre saisons", " spaces at the ends ", "a" * 126 + "bcd"]
)
def test_a_password_may_hold_any_characters(
    password: str, visit: Visitor, client: FlaskClient, sign_in: SignIn, app: Flask
) -> None:
    person = sign_in(client, Role.OWNER)
    fields = {"current_password": PASSWORD, "new_password": password, "new_password_again": password}
    visit.submit("/account/password", fields, status=303)
    fresh = Visitor(app.test_client())
    fresh.submit("/sign-in", {"email": person.email, "password": password}, status=303)
