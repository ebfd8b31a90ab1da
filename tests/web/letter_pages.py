"""A register with letters for the pages to show, and the people who read and write them."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.fixtures.app import MakeAccount, Person, SignIn
from tests.fixtures.database import bare_app, opened
from tests.fixtures.page_check import Visitor, parsed, text_of
from tests.services.letter_records import a_letter, bring_in, record_offices
from tracker.config import Settings
from tracker.domain.vocabulary import Role

DRAFT, OLD = "S55-2026-01", "S55-2025-01"
FIRST, OTHERS, FINDING = "R2025-02-REC1", "R2025-02-REC2", "R2025-02-AFI1"


@dataclass(frozen=True)
class Letters:
    """A draft, dated 5 January 2026, and a past letter; both answer reports of 2025."""

    app: Flask
    make_account: MakeAccount
    enter: SignIn

    def visitor(self, *roles: Role, name: str = "") -> tuple[Visitor, Person]:
        """Somebody signed in, in a browser of their own."""
        client: FlaskClient = self.app.test_client()
        person = self.enter(client, self.make_account(*roles, name=name))
        return Visitor(client), person


@pytest.fixture(scope="session")
def letters_sqlite(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with offices, a past letter and an answered draft, made once and copied for each test."""
    path = tmp_path_factory.mktemp("letters") / "letters.sqlite"
    shutil.copy(empty_sqlite, path)
    with opened(bare_app(f"sqlite:///{path}")):
        record_offices(with_signature=True)
        bring_in("headed-with-stray-marks.txt", date(2025, 2, 3))
        a_letter()
    return path


@pytest.fixture
def letters(
    letters_sqlite: Path,
    settings: Settings,
    app: Flask,
    make_account: MakeAccount,
    sign_in: SignIn,
    stopped_clock: None,
) -> Letters:
    """The program with these letters, on a clock that stands still."""
    shutil.copy(letters_sqlite, settings.instance_dir / "tracker.sqlite")
    return Letters(app, make_account, sign_in)


def main_text(visitor: Visitor) -> str:
    """What the page last seen says in its main part, with single spaces."""
    return text_of(next(iter(parsed(visitor.html).iter("main"))))
