"""What was typed when a session ended is carried over the sign-in, and given back to nobody else."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from freezegun import freeze_time

from tests.fixtures.app import PASSWORD, MakeAccount, SignIn, change
from tests.fixtures.page_check import Visitor, parsed, values_of, words_of
from tracker.domain.vocabulary import Role

NOON = "2026-01-07 12:00:00"


@pytest.fixture
def ended(client: FlaskClient, sign_in: SignIn) -> Iterator[Visitor]:
    """An administrator who typed a new account for 31 minutes and now sends it."""
    with freeze_time(NOON) as clock:
        sign_in(client, Role.ADMINISTRATOR, email="ada@example.org")
        visit = Visitor(client)
        visit.get("/accounts/new")
        clock.tick(31 * 60)
        fields = {"email": "new@example.org", "name": "Zoë <b>\r\nO’Neill", "roles": ["auditor", "owner"]}
        visit.send(fields, path="/accounts/new", status=401)
        yield visit


def main_form(visit: Visitor) -> dict[str, object]:
    main = next(parsed(visit.html).iter("main"))
    return values_of(next(f for f in main.iter("form") if f.get("action") is None))


def test_what_was_typed_when_the_session_ended_is_filled_in_after_signing_in(ended: Visitor) -> None:
    assert "You were signed out after 30 minutes. What you typed is kept." in words_of_page(ended)
    back = ended.send({"email": "ada@example.org", "password": PASSWORD}, path="/sign-in", status=303)
    assert back.location == "/accounts/new"
    ended.get(back.location)
    assert "What you typed before you were signed out is filled in below." in words_of_page(ended)
    filled = main_form(ended)
    assert filled["email"] == "new@example.org"
    assert filled["name"] == "Zoë <b> O’Neill"
    assert filled["roles"] == ["owner", "auditor"]
    saved = ended.post("/accounts/new", filled, status=200)
    assert "One-time password" in words_of(saved)
    ended.get("/accounts/new")
    assert main_form(ended)["name"] == ""


def words_of_page(visit: Visitor) -> str:
    return " ".join("".join(parsed(visit.html).itertext()).split())


def test_what_was_typed_outlives_a_wrong_password(ended: Visitor) -> None:
    ended.send({"email": "ada@example.org", "password": "wrong"}, path="/sign-in", status=400)
    ended.send({"email": "ada@example.org", "password": PASSWORD}, path="/sign-in", status=303)
    ended.get("/accounts/new")
    assert main_form(ended)["email"] == "new@example.org"


def test_what_was_typed_can_be_let_go(ended: Visitor) -> None:
    ended.send({"email": "ada@example.org", "password": PASSWORD}, path="/sign-in", status=303)
    ended.get("/accounts/new")
    assert ended.send(button="Discard what I typed", path="", status=303).location == "/accounts/new"
    ended.get("/accounts/new")
    assert main_form(ended)["email"] == ""


def test_what_one_person_typed_is_not_shown_to_another(ended: Visitor, make_account: MakeAccount) -> None:
    make_account(Role.ADMINISTRATOR, email="bea@example.org")
    ended.send({"email": "bea@example.org", "password": PASSWORD}, path="/sign-in", status=303)
    ended.get("/accounts/new")
    assert main_form(ended)["email"] == ""


def test_what_somebody_else_saved_meanwhile_still_shows_as_a_conflict(
    app: Flask, client: FlaskClient, sign_in: SignIn, make_account: MakeAccount
) -> None:
    other = make_account(Role.OWNER)
    path = f"/accounts/{other.account_id}"
    with freeze_time(NOON) as clock:
        ada = sign_in(client, Role.ADMINISTRATOR)
        visit = Visitor(client)
        visit.get(path)
        clock.tick(31 * 60)
        visit.send({"name": "Mine"}, path=path, status=401)
        change(app, other.account_id, roles=[Role.APPROVER])
        visit.send({"email": ada.email, "password": PASSWORD}, path="/sign-in", status=303)
        visit.get(path)
        words = words_of(visit.send(path=path, button="Save account", status=409))
        assert "It now says: Recommendation Person1, Approver of responses" in words
        assert 'value="Mine"' in visit.html


def test_passwords_and_tokens_are_not_carried_along(client: FlaskClient, sign_in: SignIn) -> None:
    with freeze_time(NOON) as clock:
        sign_in(client, Role.OWNER)
        visit = Visitor(client)
        visit.get("/account/password")
        clock.tick(31 * 60)
        secret = "unheard of secret"
        visit.send({"current_password": secret, "new_password": secret}, path="/account/password", status=401)
        assert secret not in visit.html
        carried = values_of(next(next(parsed(visit.html).iter("main")).iter("form")))
        assert carried["kept"] == ""


def test_what_another_site_sends_is_not_carried_along(client: FlaskClient) -> None:
    answer = client.post(
        "/accounts/new", data={"name": "Mallory"}, headers={"Origin": "https://evil.example"}
    )
    assert answer.status_code == 401
    assert "Mallory" not in answer.get_data(as_text=True)


def test_the_words_of_a_form_without_a_page_of_its_own_are_shown_to_be_copied(
    client: FlaskClient, make_account: MakeAccount
) -> None:
    make_account(Role.OWNER, email="ola@example.org")
    visit = Visitor(client)
    visit.post("/stay-signed-in", {"last_words": "Kept for you"}, status=401)
    back = visit.send({"email": "ola@example.org", "password": PASSWORD}, path="/sign-in", status=303)
    visit.get(back.location)
    assert back.location == "/kept-words"
    assert "Kept for you" in visit.html
