"""`flask board list`, for people and for programs."""

import json

from flask import Flask

from tests.services.board_records import a_board


def printed(app: Flask, *options: str) -> str:
    done = app.test_cli_runner().invoke(args=["board", "list", *options])
    assert done.exit_code == 0
    return done.output


def test_it_says_when_there_is_none(app: Flask) -> None:
    assert printed(app) == "No board is recorded.\n"
    assert json.loads(printed(app, "--json")) == {"boards": []}


def test_it_prints_each_short_name_with_its_name(app: Flask) -> None:
    with app.app_context():
        a_board("Joint / Safeguarding [Executive]", reference="joint")
        a_board("Audit Committee", reference="audit")
    assert printed(app) == "audit  Audit Committee\njoint  Joint / Safeguarding [Executive]\n"
    assert json.loads(printed(app, "--json")) == {
        "boards": [
            {"reference": "audit", "name": "Audit Committee"},
            {"reference": "joint", "name": "Joint / Safeguarding [Executive]"},
        ]
    }
