"""The history for everybody, less what each may not read; and the proof that it is whole."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, text

from tests.fixtures.app import SignIn
from tests.fixtures.database import NOW, TODAY, bare_app, opened
from tests.fixtures.page_check import Visitor, words_of
from tracker.config import Settings
from tracker.domain.items import ItemDetails
from tracker.domain.permissions import SYSTEM
from tracker.domain.reports import ReportDetails
from tracker.domain.vocabulary import ForWhom, ItemKind, Layout, ReportKind, Role
from tracker.models.base import db
from tracker.services.answers import AnswerDetails, write_answer
from tracker.services.items import add_item
from tracker.services.offices import PostDetails, record_post
from tracker.services.reports import add_report
from tracker.services.responses import start_response

pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.fixture(scope="session")
def happened_sqlite(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with a drafted answer in both voices, and one under embargo."""
    path = tmp_path_factory.mktemp("happened") / "happened.sqlite"
    shutil.copy(empty_sqlite, path)
    with opened(bare_app(f"sqlite:///{path}")):
        details = ReportDetails("Listening", ReportKind.NATIONAL_THEMATIC, "HMICFRS", date(2025, 12, 12))
        report = add_report(details=details, by=SYSTEM, now=NOW, today=TODAY)
        hidden = ReportDetails(
            "Night shift", ReportKind.CUSTODY, "HMICFRS", date(2026, 2, 1), is_embargoed=True
        )
        add_report(details=hidden, by=SYSTEM, now=NOW, today=TODAY)
        asked = ItemDetails(ItemKind.RECOMMENDATION, "1", "All forces should listen.", for_whom=ForWhom.BOTH)
        item = add_item(report=report, details=asked, by=SYSTEM, now=NOW)
        response = start_response(
            reports=[report], letter_dated=None, layout=Layout.HEADED, by=SYSTEM, now=NOW, today=TODAY
        )
        words = AnswerDetails(chief_constable="Officers listen.", pcc="I pay for listening.")
        write_answer(response=response, item=item, version=0, details=words, by=SYSTEM, now=NOW)
    return path


@pytest.fixture
def happened(app: Flask, settings: Settings, happened_sqlite: Path) -> None:
    """The program on that register; it must be asked for before anybody signs in."""
    shutil.copy(happened_sqlite, settings.instance_dir / "tracker.sqlite")


def history_for(role: Role, client: FlaskClient, sign_in: SignIn) -> str:
    sign_in(client, role)
    return words_of(Visitor(client).get("/history"))


def test_everybody_reads_what_was_done(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, happened: None
) -> None:
    said = history_for(Role.OWNER, client, sign_in)
    assert "Command line added the report R2025-01, 7 January 2026 at 12:05pm" in said
    assert "All forces should listen." in said


@pytest.mark.parametrize(
    ("role", "force", "pcc"),
    [
        (Role.OFFICE_STAFF, True, True),
        (Role.APPROVER, True, True),
        (Role.FORCE_INSPECTION_LEAD, True, False),
        (Role.OWNER, False, False),
        (Role.AUDITOR, False, False),
        (Role.ADMINISTRATOR, False, False),
    ],
)
def test_drafts_are_hidden_from_those_who_may_not_read_them(
    client: FlaskClient, sign_in: SignIn, happened: None, role: Role, force: bool, pcc: bool
) -> None:
    said = history_for(role, client, sign_in)
    assert ("Officers listen." in said) is force
    assert ("I pay for listening." in said) is pcc
    assert ("(not shown to you before the letter is issued)" in said) is not (force and pcc)


@pytest.mark.parametrize("role", list(Role))
def test_a_report_under_embargo_is_not_told_of(
    client: FlaskClient, sign_in: SignIn, happened: None, role: Role
) -> None:
    said = history_for(role, client, sign_in)
    assert "Night shift" not in said
    assert "R2026-01" not in said


@pytest.mark.parametrize("role", list(Role))
def test_accounts_are_told_of_to_administrator_and_auditor_only(
    client: FlaskClient, sign_in: SignIn, happened: None, role: Role
) -> None:
    said = history_for(role, client, sign_in)
    is_told = role in (Role.ADMINISTRATOR, Role.AUDITOR)
    assert ("created an account" in said) is is_told
    assert ("changed the password of an account" in said) is is_told


def test_a_long_history_comes_in_pages(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, app: Flask
) -> None:
    with app.app_context():
        for n in range(65):
            details = PostDetails(f"post-{n}", f"Title {n}.")
            record_post(post=None, version=0, details=details, by=SYSTEM, now=NOW)
        db.session.remove()
    sign_in(client, Role.OWNER)
    first = words_of(visit.get("/history"))
    assert "Title 64." in first
    assert "Title 34." not in first
    older = visit.html.split('href="/history?before=')[1].split('"')[0].replace("#history", "")
    second = words_of(visit.get(f"/history?before={older}"))
    assert "Title 34." in second
    assert "Newest changes" in second


@pytest.mark.parametrize("before", ["0", "-1", "x", "9" * 30, "1 OR 1=1"])
def test_a_page_that_cannot_be_is_not_found(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, before: str
) -> None:
    sign_in(client, Role.OWNER)
    visit.get("/history", 404, query_string={"before": before})


def test_the_head_of_the_chain_stands_at_the_bottom(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, happened: None
) -> None:
    said = history_for(Role.OWNER, client, sign_in)
    assert "Last event Number 7" in said
    assert "Only the Auditor or Administrator may have the whole history checked." in said


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_the_check_says_that_all_is_whole(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, happened: None, role: Role
) -> None:
    sign_in(client, role)
    assert "The history is whole" in words_of(visit.get("/history/verify"))
    assert "7 events, none of them changed, removed or moved." in words_of(visit.get("/history/verify"))


def test_the_check_names_what_was_changed(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, happened: None, app: Flask
) -> None:
    sign_in(client, Role.AUDITOR)
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER event_no_update"))
        connection.execute(text("UPDATE event SET actor_name = 'Nobody' WHERE seq = 3"))
    said = words_of(visit.get("/history/verify"))
    assert "The history does not hold together" in said
    assert "Event 3 was changed after it was written." in said


def test_the_page_costs_the_same_with_more_events(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, happened: None, app: Flask
) -> None:
    sign_in(client, Role.OFFICE_STAFF)
    few = statements(app, visit, "/history")
    with app.app_context():
        for n in range(25):
            record_post(post=None, version=0, details=PostDetails(f"post-{n}", "Title"), by=SYSTEM, now=NOW)
        db.session.remove()
    assert statements(app, visit, "/history") <= few


def statements(app: Flask, visit: Visitor, path: str) -> int:
    """How many statements a page sends to the database."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        visit.get(path)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(sent)
