"""Signing in and out: who gets in, in which words the others are refused, and where one lands."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from freezegun import freeze_time

from tests.fixtures.app import MakeAccount, SignIn, change, token_of
from tests.fixtures.page_check import Visitor, words_of
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.session import AccessEntry
from tracker.services import passwords

WRONG = "not the password at all"


@pytest.fixture
def sign_in(sign_in_by_page: SignIn) -> SignIn:
    """Here every session is begun by the sign-in page."""
    return sign_in_by_page


def access_log(app: Flask) -> list[tuple[str, str, int | None]]:
    with app.app_context():
        return [
            (e.what, e.subject, e.account_id) for e in db.session.query(AccessEntry).order_by(AccessEntry.id)
        ]


def try_to_sign_in(client: FlaskClient, email: str, password: str = WRONG, status: int = 400) -> str:
    visit = Visitor(client)
    return words_of(visit.submit("/sign-in", {"email": email, "password": password}, status=status))


def test_the_right_password_leads_to_the_page_that_was_wanted(
    client: FlaskClient, make_account: MakeAccount
) -> None:
    person = make_account(Role.ADMINISTRATOR)
    asked = client.get("/accounts/new")
    assert asked.status_code == 303
    answer = Visitor(client).submit(
        asked.location, {"email": person.email.upper(), "password": person.password}, status=303
    )
    assert answer.location == "/accounts/new"


def test_a_wrong_password_an_unknown_name_and_a_disabled_account_get_the_same_answer(
    app: Flask, client: FlaskClient, make_account: MakeAccount
) -> None:
    known, disabled = make_account(Role.OWNER), make_account(Role.OWNER)
    change(app, disabled.account_id, roles=[Role.OWNER], is_enabled=False)
    answers = {
        try_to_sign_in(client, known.email).replace(known.email, "…"),
        try_to_sign_in(client, "nobody@example.org").replace("nobody@example.org", "…"),
        try_to_sign_in(client, disabled.email, disabled.password).replace(disabled.email, "…"),
    }
    assert len(answers) == 1
    assert "The e-mail address or the password is not right." in answers.pop()


def test_an_unknown_name_costs_as_much_work_as_a_known_one(
    client: FlaskClient, make_account: MakeAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = make_account(Role.OWNER)
    methods: list[str] = []

    def watch(kept_hash: str, password: str) -> bool:
        methods.append(kept_hash.split("$")[0])
        return False

    monkeypatch.setattr(passwords, "check_password_hash", watch)
    try_to_sign_in(client, person.email)
    try_to_sign_in(client, "nobody@example.org")
    assert methods == [passwords.METHOD] * 2


def test_ten_guesses_in_five_minutes_then_a_wait_that_ends_by_itself(
    client: FlaskClient, make_account: MakeAccount
) -> None:
    person, other = make_account(Role.OWNER), make_account(Role.OWNER)
    with freeze_time("2026-01-07 12:00:00") as clock:
        for _ in range(10):
            try_to_sign_in(client, person.email)
        for _ in range(15):
            words = try_to_sign_in(client, person.email, person.password, 429)
            assert "Wait 5 minutes, then try again." in words
        try_to_sign_in(client, other.email, other.password, 303)
        clock.tick(5 * 60)
        try_to_sign_in(client.application.test_client(), person.email, person.password, 303)


def test_an_unknown_name_is_held_back_alike(client: FlaskClient) -> None:
    for _ in range(10):
        try_to_sign_in(client, "nobody@example.org")
    try_to_sign_in(client, "nobody@example.org", status=429)


def test_a_forwarded_address_does_not_help_to_go_on_guessing(client: FlaskClient) -> None:
    for n in range(10):
        visit = Visitor(client)
        visit.get("/sign-in", headers={"X-Forwarded-For": f"10.0.0.{n}"})
        visit.send({"email": "nobody@example.org", "password": WRONG}, path="/sign-in", status=400)
    try_to_sign_in(client, "Nobody@Example.org ", status=429)


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "https://evil.example",
        "https:evil.example",
        "http:/\\evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "evil.example",
        "@evil.example",
        ".evil.example",
        "/%2F/evil.example",
        "/%5Cevil.example",
        "/.//evil.example",
        "/..//evil.example",
        " //evil.example",
        "\x00//evil.example",
        "/sign-out",
        "/no-such-page",
        "/／evil.example",
        "https://localhost@evil.example",
        "http://localhost/accounts",
        "/" + "a" * 5000,
    ],
)
def test_no_address_leads_away_from_the_site(
    wanted: str, client: FlaskClient, make_account: MakeAccount
) -> None:
    person = make_account(Role.ADMINISTRATOR)
    visit = Visitor(client)
    visit.get("/sign-in", query_string={"next": wanted})
    answer = visit.send({"email": person.email, "password": person.password}, path="/sign-in", status=303)
    assert answer.location == "/"
    assert client.get("/sign-in", query_string={"next": wanted}).location == "/"


def test_a_first_password_opens_nothing_but_the_page_to_change_it(
    client: FlaskClient, make_account: MakeAccount, sign_in: SignIn
) -> None:
    person = sign_in(client, make_account(Role.ADMINISTRATOR, is_first=True))
    asked = client.get("/accounts")
    assert asked.location == "/account/password?next=/accounts"
    visit = Visitor(client)
    new = "an entirely new phrase"
    fields = {"current_password": person.password, "new_password": new, "new_password_again": new}
    assert visit.submit(asked.location, fields, status=303).location == "/accounts"
    visit.get("/accounts")


def test_signing_in_and_out_and_being_refused_is_in_the_access_log_without_passwords(
    app: Flask, client: FlaskClient, sign_in: SignIn
) -> None:
    try_to_sign_in(client, "nobody@example.org")
    try_to_sign_in(client, "a password in the wrong box")
    person = sign_in(client, Role.OWNER)
    assert client.get("/accounts").status_code == 403
    visit = Visitor(client)
    visit.get("/account")
    visit.post("/sign-out", {"csrf_token": token_of(visit)}, status=303)
    assert access_log(app) == [
        ("sign_in_refused", "nobody@example.org", None),
        ("sign_in_refused", "", None),
        ("signed_in", "", person.account_id),
        ("access_refused", "GET /accounts", person.account_id),
        ("signed_out", "", person.account_id),
    ]


@pytest.mark.parametrize(
    "forge",
    [
        lambda data, token: data.pop("csrf_token"),
        lambda data, token: data.update(csrf_token=""),
        lambda data, token: data.update(csrf_token="wrong"),
        lambda data, token: data.update(csrf_token=token),
    ],
    ids=["absent", "empty", "wrong", "of another session"],
)
def test_a_forged_sign_in_is_refused(
    forge: Callable[[dict[str, str], str], object], app: Flask, client: FlaskClient, make_account: MakeAccount
) -> None:
    person = make_account(Role.OWNER)
    another = Visitor(app.test_client())
    another.get("/sign-in")
    visit = Visitor(client)
    visit.get("/sign-in")
    data = {"email": person.email, "password": person.password, "csrf_token": token_of(visit)}
    forge(data, token_of(another))
    visit.post("/sign-in", data, status=400)
    assert client.get("/account").status_code == 303


def test_a_sign_in_from_another_site_is_refused(client: FlaskClient, make_account: MakeAccount) -> None:
    person = make_account(Role.OWNER)
    visit = Visitor(client)
    visit.get("/sign-in")
    data = {"email": person.email, "password": person.password, "csrf_token": token_of(visit)}
    visit.post("/sign-in", data, status=400, headers={"Origin": "https://evil.example"})
    assert client.get("/account").status_code == 303


def test_a_sign_in_page_left_open_over_night_asks_for_the_password_again(
    client: FlaskClient, make_account: MakeAccount
) -> None:
    person = make_account(Role.OWNER)
    visit = Visitor(client)
    with freeze_time("2026-01-07 18:00:00"):
        visit.get("/sign-in?next=/account")
    with freeze_time("2026-01-08 09:00:00"):
        fields = {"email": person.email, "password": person.password}
        late = visit.send(fields, path="/sign-in", status=400)
        assert "This page was open for too long. Enter your password again." in words_of(late)
        assert person.email in visit.html
        assert visit.send({"password": person.password}, path="/sign-in", status=303).location == "/account"


def test_the_hash_is_the_one_promised() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "METHOD", "scrypt:131072:8:1")
        kept = passwords.hash_of("seven quiet otters crossing")
        assert kept.startswith("scrypt:131072:8:1$")
        assert passwords.is_right("seven quiet otters crossing", kept)
        assert not passwords.is_right("seven quiet otters crossin", kept)
        assert not passwords.is_right("anything", None)
