"""`flask account create`: the first administrator on a fresh machine."""

import json
import re

import pytest
from flask import Flask

from tests.fixtures.page_check import Visitor
from tracker.models.account import Account
from tracker.models.base import db


def test_the_first_administrator_can_sign_in_with_the_password_printed(app: Flask) -> None:
    done = app.test_cli_runner().invoke(
        args=[
            "account",
            "create",
            "Ada.Lowe@Example.org",
            "--role",
            "administrator",
            "--role",
            "office_staff",
        ]
    )
    assert done.exit_code == 0, done.output
    assert "Account made for ada.lowe@example.org (Ada Lowe)." in done.output
    found = re.search(r"shown once: (\S+)", done.output)
    assert found is not None
    visit = Visitor(app.test_client())
    visit.submit("/sign-in", {"email": "ada.lowe@example.org", "password": found.group(1)}, status=303)


def test_a_program_gets_json(app: Flask) -> None:
    done = app.test_cli_runner().invoke(
        args=["account", "create", "a@example.org", "--role", "auditor", "--name", "Zoë", "--json"]
    )
    told = json.loads(done.output)
    assert (told["email"], told["name"], len(told["one_time_password"])) == ("a@example.org", "Zoë", 23)


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (["no address", "--role", "owner"], "Error: Enter an e-mail address in the usual form"),
        (["x@example.org"], "Error: Give at least one --role: choose from office_staff,"),
        (["x@example.org", "--role", "king"], "Error: There is no role king: choose from office_staff,"),
        (
            ["x@example.org", "--role", "owner", "--by", "nobody@example.org"],
            "Error: There is no enabled account",
        ),
        (
            ["taken@example.org", "--role", "owner"],
            "Error: There is an account for taken@example.org already.",
        ),
    ],
)
def test_bad_input_gets_one_line_and_saves_nothing(args: list[str], line: str, app: Flask) -> None:
    runner = app.test_cli_runner()
    runner.invoke(args=["account", "create", "taken@example.org", "--role", "administrator"])
    done = runner.invoke(args=["account", "create", *args])
    assert done.exit_code != 0
    assert done.output.startswith(line)
    assert len(done.output.strip().splitlines()) == 1
    with app.app_context():
        assert db.session.query(Account).count() == 1
