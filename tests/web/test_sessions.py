"""Sessions on the server: how they begin and end, what a cookie is worth, what the database keeps."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from freezegun import freeze_time

from tests.fixtures.app import PASSWORD, MakeAccount, SignIn
from tests.fixtures.page_check import Visitor, parsed, values_of, words_of
from tests.web.test_sign_in import token_of
from tracker.clock import now
from tracker.config import Settings
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.session import LoginSession
from tracker.services.accounts import change_account, get_account

NOON = "2026-01-07 12:00:00"


def cookie_of(client: FlaskClient) -> str:
    cookie = client.get_cookie("session")
    return cookie.value if cookie is not None else ""


def with_cookie(app: Flask, value: str) -> FlaskClient:
    client = app.test_client()
    client.set_cookie("session", value)
    return client


def kept_sessions(app: Flask) -> list[LoginSession]:
    with app.app_context():
        return list(db.session.query(LoginSession))


def change(app: Flask, account_id: int, *, roles: list[Role], is_enabled: bool = True) -> None:
    with app.app_context():
        account = get_account(account_id=account_id, by=SYSTEM)
        change_account(
            account=account,
            version=account.version,
            name=account.name,
            roles=roles,
            is_enabled=is_enabled,
            by=SYSTEM,
            now=now(),
        )


def test_pages_that_need_no_session_leave_none(app: Flask, client: FlaskClient) -> None:
    for path in ("/static/app.css", "/signed-out", "/no-such-page"):
        answer = client.get(path)
        answer.close()
        assert "Set-Cookie" not in answer.headers
    assert client.get("/accounts").status_code == 303
    assert kept_sessions(app) == []


def test_the_cookie_is_for_this_browser_session_and_for_no_script(client: FlaskClient) -> None:
    header = client.get("/sign-in").headers["Set-Cookie"]
    value, *rest = header.split("; ")
    assert value.startswith("session=")
    assert len(value) >= len("session=") + 43  # 256 bits in base64
    assert sorted(rest) == ["HttpOnly", "Path=/", "SameSite=Lax"]


class TestOverTls:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return replace(settings, is_served_over_tls=True)

    def test_the_cookie_is_for_this_host_and_tls_only(self, client: FlaskClient) -> None:
        header = client.get("/sign-in", base_url="https://localhost").headers["Set-Cookie"]
        value, *rest = header.split("; ")
        assert value.startswith("__Host-session=")
        assert sorted(rest) == ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]


def test_the_database_keeps_no_token(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    person = sign_in(client, Role.OWNER)
    (kept,) = kept_sessions(app)
    assert kept.account_id == person.account_id
    assert cookie_of(client) not in f"{kept.token_hash}{kept.data}"


def test_signing_in_changes_the_token(app: Flask, client: FlaskClient, make_account: MakeAccount) -> None:
    person = make_account(Role.OWNER)
    visit = Visitor(client)
    visit.get("/sign-in")
    before = cookie_of(client)
    visit.send({"email": person.email, "password": person.password}, path="/sign-in", status=303)
    assert cookie_of(client) != before
    assert with_cookie(app, before).get("/account").status_code == 303


def test_a_token_that_nobody_gave_out_is_not_taken_up(app: Flask) -> None:
    client = with_cookie(app, "chosen-by-somebody-else")
    client.get("/sign-in")
    assert cookie_of(client) != "chosen-by-somebody-else"


def test_a_copied_cookie_is_dead_after_signing_out(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(client, Role.OWNER)
    copied = cookie_of(client)
    assert with_cookie(app, copied).get("/account").status_code == 200
    visit = Visitor(client)
    visit.get("/account")
    answer = visit.post("/sign-out", {"csrf_token": token_of(visit)}, status=303)
    assert answer.location == "/signed-out"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert cookie_of(client) == ""
    assert with_cookie(app, copied).get("/account").status_code == 303
    assert kept_sessions(app) == []


def test_signing_out_of_a_session_that_has_ended_is_no_error(client: FlaskClient, sign_in: SignIn) -> None:
    visit = Visitor(client)
    with freeze_time(NOON) as clock:
        sign_in(client, Role.OWNER)
        visit.get("/account")
        clock.tick(31 * 60)
        assert visit.post("/sign-out", {"csrf_token": token_of(visit)}, status=303).location == "/signed-out"


def test_thirty_minutes_without_use_end_a_session(client: FlaskClient, sign_in: SignIn) -> None:
    with freeze_time(NOON) as clock:
        sign_in(client, Role.OWNER)
        for _ in range(3):
            clock.tick(28 * 60)
            assert client.get("/account").status_code == 200
        clock.tick(30 * 60)
        assert client.get("/account").status_code == 303
        assert "You were signed out after 30 minutes." in words_of(client.get("/sign-in?next=/account"))


def test_eight_hours_end_a_session_however_busy(client: FlaskClient, sign_in: SignIn) -> None:
    with freeze_time(NOON) as clock:
        sign_in(client, Role.OWNER)
        for _ in range(23):
            clock.tick(20 * 60)
            assert client.get("/account").status_code == 200
        clock.tick(20 * 60)
        assert client.get("/account").status_code == 303
        assert "You were signed out 8 hours after you signed in." in words_of(client.get("/sign-in"))


def test_use_is_noted_once_a_minute_and_by_staying_signed_in(
    app: Flask, client: FlaskClient, sign_in: SignIn
) -> None:
    with freeze_time(NOON) as clock:
        sign_in(client, Role.OWNER)
        visit = Visitor(client)
        visit.get("/account")
        start = kept_sessions(app)[0].seen_at
        clock.tick(50)
        visit.get("/account")
        assert kept_sessions(app)[0].seen_at == start
        assert client.post("/stay-signed-in", data={"csrf_token": token_of(visit)}).status_code == 204
        noted = kept_sessions(app)[0].seen_at
        assert (noted - start).total_seconds() == 50
        clock.tick(61)
        visit.get("/account")
        assert (kept_sessions(app)[0].seen_at - noted).total_seconds() == 61


def test_a_change_of_roles_acts_on_the_next_page(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    person = sign_in(client, Role.OWNER)
    sign_in(app.test_client(), Role.ADMINISTRATOR)
    assert client.get("/accounts").status_code == 403
    change(app, person.account_id, roles=[Role.ADMINISTRATOR])
    assert client.get("/accounts").status_code == 200
    change(app, person.account_id, roles=[Role.AUDITOR])
    assert client.get("/accounts").status_code == 403


def test_disabling_an_account_acts_on_the_next_page(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    person = sign_in(client, Role.OWNER)
    change(app, person.account_id, roles=[Role.OWNER], is_enabled=False)
    assert client.get("/account").status_code == 303
    assert "You have been signed out." in words_of(client.get("/sign-in"))
    change(app, person.account_id, roles=[Role.OWNER])
    assert client.get("/account").status_code == 303


def test_a_new_password_ends_the_other_sessions_and_renews_this_one(
    app: Flask, client: FlaskClient, sign_in: SignIn
) -> None:
    person = sign_in(client, Role.OWNER)
    elsewhere = app.test_client()
    sign_in(elsewhere, person)
    before = cookie_of(client)
    new = "an entirely new phrase"
    fields = {"current_password": PASSWORD, "new_password": new, "new_password_again": new}
    visit = Visitor(client)
    visit.submit("/account/password", fields, status=303)
    visit.get("/account")
    assert cookie_of(client) != before
    assert elsewhere.get("/account").status_code == 303
    assert with_cookie(app, before).get("/account").status_code == 303


def test_sessions_long_over_are_swept_out(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    with freeze_time(NOON) as clock:
        person = sign_in(client, Role.OWNER)
        clock.tick(26 * 60 * 60)
        sign_in(app.test_client(), person)
        assert len(kept_sessions(app)) == 1


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
