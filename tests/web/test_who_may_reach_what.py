"""Every route, by every method, for every role, for nobody, and for somebody disabled, against one list.

The list, in who_may_reach_what.py, is written by hand and says what the office wants. A new route fails here
until it has its line.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.fixtures.app import MakeAccount, SignIn, change
from tests.web.who_may_reach_what import ANYONE, EVERY_ROLE, ROLES_OF, SIGNED_IN, WHO_MAY_REACH
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.queries.events import event_count


@dataclass(frozen=True)
class Way:
    """One way in: a route by one method, at an address whose record does not exist."""

    endpoint: str
    method: str
    path: str


def ways(app: Flask) -> Iterator[Way]:
    """Every way into the program."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        values = {name: value_for(rule, name) for name in rule.arguments}
        path = adapter.build(rule.endpoint, values, method=(sorted(rule.methods or {"GET"}))[0])
        for method in sorted(rule.methods or ()):
            yield Way(rule.endpoint, method, path)


def value_for(rule: Rule, name: str) -> object:
    """A value that the route takes and that names nothing."""
    is_number = type(rule._converters[name]).__name__ in {"IntegerConverter", "FloatConverter"}
    return 999_999 if is_number else "none-such"


def outcome(client: FlaskClient, way: Way) -> str:
    """What the door said. A form without its token never reaches the view, so nothing is done by trying."""
    answer = client.open(way.path, method=way.method)
    answer.close()
    asks_to_sign_in = answer.status_code == 401 or (
        answer.status_code == 303 and answer.location.startswith("/sign-in")
    )
    if asks_to_sign_in:
        return "sign in first"
    return "refused" if answer.status_code == 403 else "let in"


def expected(way: Way, role: str | None) -> str:
    rule = WHO_MAY_REACH[way.endpoint]
    if rule == ANYONE:
        return "let in"
    if role is None:
        return "sign in first"
    return "let in" if role in ROLES_OF[rule] else "refused"


def differing(client: FlaskClient, app: Flask, role: str | None) -> list[str]:
    known = [way for way in ways(app) if way.endpoint in WHO_MAY_REACH]
    return [
        f"{way.method} {way.path} ({way.endpoint}): {found}, expected: {expected(way, role)}"
        for way in known
        if (found := outcome(client, way)) != expected(way, role)
    ]


def test_every_route_has_a_line_and_every_line_a_route(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(WHO_MAY_REACH)


def test_every_rule_on_the_list_says_which_roles() -> None:
    assert set(WHO_MAY_REACH.values()) <= {ANYONE, *ROLES_OF}
    assert {role.value for role in Role} == EVERY_ROLE


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_a_role_reaches_what_it_should_and_nothing_else(
    role: Role, app: Flask, client: FlaskClient, sign_in: SignIn
) -> None:
    sign_in(client, role)
    assert differing(client, app, role.value) == []


def test_nobody_gets_in_without_signing_in(app: Flask, client: FlaskClient) -> None:
    assert differing(client, app, None) == []


def test_a_disabled_account_gets_in_nowhere(
    app: Flask, client: FlaskClient, make_account: MakeAccount, sign_in: SignIn
) -> None:
    person = sign_in(client, make_account(*Role))
    make_account(Role.ADMINISTRATOR)
    change(app, person.account_id, roles=list(Role), is_enabled=False)
    assert differing(client, app, None) == []


def test_a_first_password_reaches_nothing_of_the_register(
    app: Flask, client: FlaskClient, make_account: MakeAccount, sign_in: SignIn
) -> None:
    sign_in(client, make_account(*Role, is_first=True))
    for way in ways(app):
        if WHO_MAY_REACH.get(way.endpoint, SIGNED_IN) not in {ANYONE, SIGNED_IN}:
            answer = client.open(way.path, method=way.method)
            assert answer.location.startswith("/account/password"), way


def test_opening_pages_leaves_no_event(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(client, *Role)
    with app.app_context():
        before = event_count(db.session())
    for way in ways(app):
        if way.method in {"GET", "HEAD", "OPTIONS"}:
            client.open(way.path, method=way.method).close()
    with app.app_context():
        assert event_count(db.session()) == before
