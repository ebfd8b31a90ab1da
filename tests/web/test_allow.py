"""Every view says who may open it, and a view that says nothing opens for nobody."""

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient

from tests.fixtures.app import SignIn
from tests.fixtures.page_check import Visitor
from tracker.domain.permissions import Ability
from tracker.domain.vocabulary import Role
from tracker.web.allow import allow, allow_anyone, current_actor


@pytest.fixture
def app(app: Flask) -> Flask:
    """With three pages more."""
    pages = Blueprint("tried", __name__, url_prefix="/tried")

    @pages.route("/silent", methods=["GET", "POST"])
    def silent() -> str:
        return "nobody said who may read this"

    @pages.route("/office", methods=["GET", "POST"])
    @allow(Ability.EDIT_REPORTS)
    def office() -> str:
        return current_actor().name

    @pages.route("/open")
    @allow_anyone
    def everybody() -> str:
        return "for everybody"

    app.register_blueprint(pages)
    return app


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
def test_a_view_without_a_rule_opens_for_nobody(
    method: str, app: Flask, client: FlaskClient, sign_in: SignIn
) -> None:
    sign_in(client, *Role)
    assert client.open("/tried/silent", method=method).status_code == 403
    anonymous = app.test_client().open("/tried/silent", method=method)
    assert anonymous.status_code == (401 if method == "POST" else 303)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_a_rule_holds_for_every_method(method: str, app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(client, Role.AUDITOR)
    assert client.open("/tried/office", method=method).status_code == 403
    other = app.test_client()
    sign_in(other, Role.OFFICE_STAFF)
    assert other.open("/tried/office", method=method).status_code == 200


def test_a_refusal_names_who_may(client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(client, Role.AUDITOR)
    visit = Visitor(client)
    visit.get("/tried/office", status=403)
    assert "Only the PCC office staff may add or change reports." in visit.html


def test_a_rule_comes_before_the_token_of_a_form(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(client, Role.AUDITOR)
    assert client.post("/tried/office").status_code == 403
    other = app.test_client()
    sign_in(other, Role.OFFICE_STAFF)
    assert other.post("/tried/office").status_code == 400


def test_the_one_who_acts_is_the_one_who_signed_in(client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(client, Role.OFFICE_STAFF, name="Zoë O’Neill")
    assert client.get("/tried/office").get_data(as_text=True) == "Zoë O’Neill"


def test_a_page_for_everybody_asks_for_no_session(client: FlaskClient) -> None:
    answer = client.get("/tried/open")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


def test_the_navigation_shows_only_what_opens(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(client, Role.AUDITOR)
    assert 'href="/accounts"' not in client.get("/account").get_data(as_text=True)
    other = app.test_client()
    sign_in(other, Role.ADMINISTRATOR)
    assert 'href="/accounts"' in other.get("/account").get_data(as_text=True)


def test_the_test_clock_is_named_on_every_page(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_CLOCK", "2024-02-01T23:59:00+00:00")
    monkeypatch.setenv("ALLOW_TEST_CLOCK", "1")
    words = client.get("/sign-in").get_data(as_text=True)
    assert "Test clock: this page believes it is 1 February 2024 at 11:59pm." in words
