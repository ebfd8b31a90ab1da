"""Sessions on the server: how they begin and end, what a cookie is worth, what the database keeps."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from freezegun import freeze_time

from tests.fixtures.app import PASSWORD, MakeAccount, SignIn, change, token_of
from tests.fixtures.page_check import Visitor, words_of
from tracker.config import Settings
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.session import LoginSession

NOON = "2026-01-07 12:00:00"


@pytest.fixture
def sign_in(sign_in_by_page: SignIn) -> SignIn:
    """Here every session is begun by the sign-in page."""
    return sign_in_by_page


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
