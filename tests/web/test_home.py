"""Home: each role finds what waits for it, and an empty register says what to do first."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.fixtures.app import SignIn
from tests.fixtures.database import NOW, TODAY, bare_app, opened
from tests.fixtures.page_check import Visitor, words_of
from tests.web.test_history import statements
from tracker.config import Settings
from tracker.domain.items import DeadlineDetails, ItemDetails
from tracker.domain.permissions import SYSTEM
from tracker.domain.reports import ReportDetails
from tracker.domain.vocabulary import (
    DeadlineBasis,
    ForWhom,
    ItemKind,
    Layout,
    Precision,
    ReportKind,
    ResponseStatus,
    Role,
)
from tracker.models.base import db
from tracker.models.report import Report
from tracker.queries.items import items_of_reports
from tracker.services.answers import AnswerDetails, write_answer
from tracker.services.items import add_item
from tracker.services.reports import add_report, confirm_publication
from tracker.services.responses import start_response
from tracker.web.accessibility import REVIEWED_ON

pytestmark = pytest.mark.usefixtures("stopped_clock")

DAY_27 = TODAY - timedelta(days=26)


def add(title: str, published_on: date, *, is_embargoed: bool = False) -> Report:
    details = ReportDetails(
        title, ReportKind.NATIONAL_THEMATIC, "HMICFRS", published_on, is_embargoed=is_embargoed
    )
    return add_report(details=details, by=SYSTEM, now=NOW, today=TODAY)


def item_of(
    report: Report, number: str, *deadlines: DeadlineDetails, kind: ItemKind = ItemKind.RECOMMENDATION
) -> None:
    details = ItemDetails(
        kind, number, f"The force should do thing {number}.", for_whom=ForWhom.FORCE, deadlines=deadlines
    )
    add_item(report=report, details=details, by=SYSTEM, now=NOW)


def due(on: date) -> DeadlineDetails:
    return DeadlineDetails("By then", on, Precision.DAY, DeadlineBasis.DATED)


@pytest.fixture(scope="session")
def busy_sqlite(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report at day 27 with items and a letter, one that is answered, one late, one under embargo."""
    path = tmp_path_factory.mktemp("busy") / "busy.sqlite"
    shutil.copy(empty_sqlite, path)
    with opened(bare_app(f"sqlite:///{path}")):
        live = add("Live report", DAY_27)
        item_of(live, "1", DeadlineDetails("immediately", None, None, DeadlineBasis.IMMEDIATE))
        item_of(live, "2")
        item_of(live, "3", due(TODAY + timedelta(days=90)))
        item_of(live, "4", due(TODAY + timedelta(days=91)))
        item_of(live, "5", DeadlineDetails("annually", None, None, DeadlineBasis.RECURRING))
        item_of(live, "6", kind=ItemKind.AREA_FOR_IMPROVEMENT)
        response = start_response(
            reports=[live], letter_dated=None, layout=Layout.HEADED, by=SYSTEM, now=NOW, today=TODAY
        )
        words = AnswerDetails(chief_constable="Done.", pcc="Paid.")
        item = items_of_reports(db.session(), [live.id])[0]
        write_answer(response=response, item=item, version=0, details=words, by=SYSTEM, now=NOW)
        old = add("Answered report", date(2025, 3, 3))
        confirm_publication(report=old, version=1, by=SYSTEM, now=NOW)
        issued = start_response(
            reports=[old], letter_dated=TODAY, layout=Layout.HEADED, by=SYSTEM, now=NOW, today=TODAY
        )
        issued.status = ResponseStatus.ISSUED
        db.session.commit()
        add("Secret report", TODAY + timedelta(days=9), is_embargoed=True)
        add("Late report", TODAY - timedelta(days=56))
    return path


@pytest.fixture
def busy(app: Flask, settings: Settings, busy_sqlite: Path) -> None:
    """The program on that register; it must be asked for before anybody signs in."""
    shutil.copy(busy_sqlite, settings.instance_dir / "tracker.sqlite")


def home_for(role: Role, client: FlaskClient, sign_in: SignIn) -> str:
    sign_in(client, role)
    return words_of(Visitor(client).get("/"))


def test_an_empty_register_says_what_to_do_first(
    visit: Visitor, client: FlaskClient, sign_in: SignIn
) -> None:
    said = home_for(Role.OFFICE_STAFF, client, sign_in)
    assert "The register is empty Record first who holds which office." in said
    assert "Bring in a past letter or add a report" in said


@pytest.mark.parametrize("role", [Role.OWNER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_an_empty_register_tells_others_who_begins(client: FlaskClient, sign_in: SignIn, role: Role) -> None:
    said = home_for(role, client, sign_in)
    assert "The PCC’s office records the first report." in said
    assert "Nothing waits for you." in said


def test_the_office_sees_the_clocks_nearest_first(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, busy: None
) -> None:
    said = home_for(Role.OFFICE_STAFF, client, sign_in)
    assert "Wednesday 7 January 2026. Late report: Day 57, last day Tuesday 6 January 2026." in said
    assert "Late report Day 57 Tuesday 6 January 2026 After the 56-day period" in said
    assert "Live report Day 27 of 56 Thursday 5 February 2026 29 days left" in said
    assert said.index("Late report Day") < said.index("Live report Day")
    assert "Answered report Day" not in said


def test_the_office_sees_what_a_letter_still_lacks(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, busy: None
) -> None:
    said = home_for(Role.OFFICE_STAFF, client, sign_in)
    # Five recommendations; the area for improvement is wanted, not required.
    assert "Chief Constable’s comments on 4 of 5; PCC’s response to 4 of 5" in said


def test_one_of_a_kind_is_counted_in_the_singular(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, busy: None
) -> None:
    said = home_for(Role.OFFICE_STAFF, client, sign_in)
    assert "1 letter being prepared" in said
    assert "1 letter without a publication date" in said
    assert "2 publication dates not confirmed" in said


def test_the_force_inspection_lead_is_not_told_of_the_pccs_draft(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, busy: None
) -> None:
    said = home_for(Role.FORCE_INSPECTION_LEAD, client, sign_in)
    assert "Chief Constable’s comments on 4 of 5" in said
    assert "PCC’s response to" not in said


def test_dates_to_confirm_and_publications_to_record_are_listed(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, busy: None
) -> None:
    said = home_for(Role.OFFICE_STAFF, client, sign_in)
    unconfirmed = said[said.index("Publication dates not confirmed This") :]
    assert "Live report 12 December 2025" in unconfirmed
    assert "Answered report" not in unconfirmed[: unconfirmed.index("Agree a local target")]
    assert "S55-2026-02 7 January 2026" in said


def test_items_that_need_a_local_target_are_listed(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, busy: None
) -> None:
    said = home_for(Role.OFFICE_STAFF, client, sign_in)
    listed = said[said.index("Agree a local target Recommendations") : said.index("Deadlines in the next")]
    assert "thing 1. Immediate" in listed
    assert "thing 2. No date" in listed
    for number in "3456":
        assert f"thing {number}." not in listed


@pytest.mark.parametrize("role", list(Role))
def test_everybody_sees_search_deadlines_and_latest_reports(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, busy: None, role: Role
) -> None:
    said = home_for(role, client, sign_in)
    assert "Search the register" in said
    due_soon = said[said.index("Deadlines in the next 90 days Item") : said.index("Latest reports")]
    assert "thing 3. 7 April 2026, due in 90 days" in due_soon
    assert "thing 4." not in due_soon
    assert "Live report" in said[said.index("Latest reports") :]
    assert "Secret report" not in said


@pytest.mark.parametrize("role", [Role.OWNER, Role.BOARD_SECRETARY, Role.AUDITOR])
def test_readers_find_the_search_first_and_no_office_work(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, busy: None, role: Role
) -> None:
    said = home_for(role, client, sign_in)
    assert said.index("Search the register") < said.index("Deadlines in the next")
    assert "Clocks running" not in said
    assert "Letters being prepared" not in said


def test_the_administrator_sees_accounts_and_health(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, busy: None
) -> None:
    said = home_for(Role.ADMINISTRATOR, client, sign_in)
    assert "People who may sign in 1" in said
    assert "Database Answers" in said
    assert "check the whole history" in said


@pytest.mark.parametrize("role", list(Role))
def test_every_link_of_the_home_page_opens(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, busy: None, role: Role
) -> None:
    sign_in(client, role)
    visit.get("/")
    links = {part.split('"')[0] for part in visit.html.split('href="')[1:]}
    for link in sorted(link for link in links if link.startswith("/") and "/static/" not in link):
        answer = client.get(link)
        assert answer.status_code == 200, link


def test_the_page_costs_the_same_with_more_records(
    visit: Visitor, client: FlaskClient, sign_in: SignIn, busy: None, app: Flask
) -> None:
    sign_in(client, Role.OFFICE_STAFF, Role.ADMINISTRATOR)
    few = statements(app, visit, "/")
    with app.app_context():
        for n in range(6):
            report = add(f"Report {n}", DAY_27)
            item_of(report, "1", due(TODAY))
            item_of(report, "2")
            start_response(
                reports=[report], letter_dated=TODAY, layout=Layout.HEADED, by=SYSTEM, now=NOW, today=TODAY
            )
        db.session.remove()
    assert statements(app, visit, "/") <= few


def test_the_frame_names_the_office_the_clock_and_the_way_to_help(
    visit: Visitor, client: FlaskClient, sign_in: SignIn
) -> None:
    said = home_for(Role.OWNER, client, sign_in)
    assert "Test clock: this page believes it is 7 January 2026 at 12:05pm." in said
    assert "Help with this service" in said


@pytest.mark.parametrize("path", ["/help", "/accessibility"])
def test_help_is_there_for_everybody(visit: Visitor, path: str) -> None:
    visit.get(path)


def test_the_accessibility_statement_is_under_a_year_old() -> None:
    assert date.today() - REVIEWED_ON < timedelta(days=365), "Review the accessibility statement"  # noqa: DTZ011
