"""The register: found by words and filters, ordered, a page at a time, with filters in words."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from freezegun import freeze_time
from sqlalchemy import event

from tests.fixtures.app import Person, SignIn
from tests.fixtures.database import bare_app, opened
from tests.fixtures.page_check import Visitor
from tests.services.board_records import a_board, overseeing
from tests.services.records import BY_JUNE, a_report, an_item
from tests.web.letter_pages import main_text
from tracker.config import Settings
from tracker.domain.board_rules import BoardRule
from tracker.domain.items import DeadlineDetails
from tracker.domain.vocabulary import DeadlineBasis, ForWhom, ItemKind, Role
from tracker.models.base import db


@pytest.fixture(autouse=True)
def office(request: pytest.FixtureRequest, client: FlaskClient, sign_in: SignIn) -> Iterator[Person]:
    if "many" in request.fixturenames:
        request.getfixturevalue("many")  # the register is there before anybody signs in to it
    with freeze_time("2026-01-07 12:00:00"):
        yield sign_in(client, Role.OFFICE_STAFF, name="Asha Patel")


@pytest.fixture(scope="session")
def many_sqlite(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty recommendations of one report and an area for improvement of another."""
    path = tmp_path_factory.mktemp("many") / "many.sqlite"
    shutil.copy(empty_sqlite, path)
    with opened(bare_app(f"sqlite:///{path}")):
        report = a_report("Missing children")
        for number in range(1, 61):
            an_item(report, f"Matter {number} of sixty.", number=str(number))
        other = a_report("Custody", published_on=date(2024, 5, 1))
        an_item(
            other,
            "Cells should be warm.",
            kind=ItemKind.AREA_FOR_IMPROVEMENT,
            for_whom=ForWhom.FORCE,
            deadlines=(BY_JUNE,),
        )
    return path


@pytest.fixture
def many(app: Flask, settings: Settings, many_sqlite: Path) -> None:
    """The program on that register."""
    shutil.copy(many_sqlite, settings.instance_dir / "tracker.sqlite")


def test_an_empty_register_says_what_to_do_first(app: Flask, visit: Visitor, sign_in: SignIn) -> None:
    visit.get("/register")
    assert "The register is empty" in visit.html
    assert "/reports/new" in visit.html
    visit.client = app.test_client()
    sign_in(visit.client, Role.OWNER)
    visit.get("/register")
    assert "The register is empty" in visit.html
    assert "/reports/new" not in visit.html


def test_a_deadline_without_a_date_is_not_called_none(app: Flask, visit: Visitor) -> None:
    at_once = DeadlineDetails("With immediate effect", None, None, DeadlineBasis.IMMEDIATE)
    with app.app_context():
        report = a_report("Custody")
        an_item(report, "Stop at once.", number="1", deadlines=(at_once,))
        an_item(report, "Stop some time.", number="2", deadlines=())
    visit.get("/register")
    assert main_text(visit).count("No date: immediate") == 1
    assert main_text(visit).count("No deadline printed") == 1


def test_one_link_of_the_navigation_is_current(app: Flask, visit: Visitor) -> None:
    with app.app_context():
        an_item(a_report("Custody"))
    for path, word in (("/reports/R2025-01/items/new", "Reports"), ("/items/R2025-01-REC1", "Register")):
        visit.get(path)
        current = re.findall(r'aria-current="[^"]*"[^>]*>\s*(?:<strong[^>]*>)?\s*([^<]+?)\s*<', visit.html)
        assert current == [word]


@pytest.mark.usefixtures("many")
def test_the_register_comes_a_page_at_a_time(visit: Visitor) -> None:
    visit.get("/register")
    assert "Showing 1 to 50 of 61 items" in visit.html
    visit.get("/register?page=2&search=")
    assert "Showing 51 to 61 of 61 items" in visit.html
    assert "Cells should be warm." in visit.html


@pytest.mark.usefixtures("many")
def test_the_register_is_filtered_by_board(app: Flask, visit: Visitor) -> None:
    with app.app_context():
        board = overseeing(a_board("Custody Board"), BoardRule(item_kind=ItemKind.AREA_FOR_IMPROVEMENT))
        assert board.reference == "custody-board"
    visit.get("/register?board=custody-board")
    assert "Board: Custody Board" in visit.html
    assert "Showing 1 to 1 of 1 items" in visit.html
    assert "Cells should be warm." in visit.html
    visit.get("/register?board=none-such")
    assert "Showing 1 to 50 of 61 items" in visit.html


@pytest.mark.usefixtures("many")
def test_filters_are_said_in_words_and_can_be_taken_out_one_by_one(visit: Visitor) -> None:
    visit.get(
        "/register?search=cells&kind=area_for_improvement&for_whom=force&report=R2024-01&listed=all"
        "&due_from-day=1&due_from-month=6&due_from-year=2026&due_to-day=30&due_to-month=6&due_to-year=2026"
    )
    for words in (
        "Words: cells",
        "Kind: Area for improvement",
        "Report: R2024-01, Custody",
        "On and off the list",
        "First deadline from 1 June 2026",
        "First deadline to 30 June 2026",
        "(7 in use)",
        "Showing 1 to 1 of 1 items",
    ):
        assert words in visit.html
    chips = visit.html.split('aria-label="Filters in use"')[1].split("<li>")
    chip = next(part for part in chips if "First deadline from" in part).split("</li>")[0]
    assert "due_from-day" not in chip
    assert "due_to-day=30" in chip


@pytest.mark.parametrize(
    "query",
    ["search=%25", "search=_", "search=%22", "search=NEAR(", "due_to-day=1&due_to-month=1&due_to-year=1999"],
)
@pytest.mark.usefixtures("many")
def test_what_finds_nothing_says_how_to_find_more(visit: Visitor, query: str) -> None:
    visit.get(f"/register?{query}")
    assert "No item matches" in visit.html


@pytest.mark.parametrize(
    "query",
    [
        "sort=drop",
        "kind=drop&for_whom=x&report=R9999-01&listed=maybe",
        "due_from-day=31&due_from-month=6&due_from-year=2026",
        "search=" + "x" * 600,
        "extra=1&extra=2",
    ],
)
@pytest.mark.usefixtures("many")
def test_a_filter_that_cannot_be_read_is_left_out(visit: Visitor, query: str) -> None:
    visit.get(f"/register?{query}")
    assert "of 61 items" in visit.html


@pytest.mark.parametrize("page", ["-1", "0", "3", "x", "٣", "9" * 30])
@pytest.mark.usefixtures("many")
def test_a_page_that_is_not_there_says_so(visit: Visitor, page: str) -> None:
    visit.get(f"/register?page={page}", status=404)


@pytest.mark.usefixtures("many")
def test_the_head_of_a_column_turns_the_order(visit: Visitor) -> None:
    visit.get("/register?sort=deadline&search=s")
    assert 'aria-sort="ascending"' in visit.html
    assert visit.html.find("Cells should be warm.") < visit.html.find("Matter 1 of sixty.")
    visit.get("/register")
    assert 'href="/register?sort=oldest"' in visit.html


@pytest.mark.usefixtures("many")
def test_the_number_of_statements_does_not_grow_with_the_list(app: Flask, visit: Visitor) -> None:
    statements: list[str] = []

    def note(*heard: Any) -> None:
        statements.append(heard[2])

    with app.app_context():
        engine = db.engine
    counts = []
    for address in ("/register?search=cells", "/register"):
        visit.get(address)
        statements.clear()
        event.listen(engine, "before_cursor_execute", note)
        visit.get(address)
        event.remove(engine, "before_cursor_execute", note)
        counts.append(sum(statement.startswith("SELECT") for statement in statements))
        assert sum("FROM item" in statement for statement in statements) == 2
    assert counts[0] == counts[1]
