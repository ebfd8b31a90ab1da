"""The register on other days: the forecast, a past day, and what changed between two, with its counts."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from freezegun import freeze_time
from sqlalchemy import update

from tests.fixtures.app import Person, SignIn
from tests.fixtures.page_check import Visitor
from tests.services.records import BY_JUNE, a_report, an_item
from tests.web.letter_pages import main_text
from tracker.domain.permissions import SYSTEM
from tracker.domain.vocabulary import ForWhom, OffListReason, Role, Standing
from tracker.models.base import db
from tracker.models.item_state import ItemState
from tracker.services.items import put_back, take_off_list

DAY_20, DAY_30 = datetime(2026, 1, 20, 9, tzinfo=UTC), datetime(2026, 1, 30, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def office(client: FlaskClient, sign_in: SignIn) -> Iterator[Person]:
    with freeze_time("2026-02-10 12:00:00"):
        yield sign_in(client, Role.OFFICE_STAFF, name="Asha Patel")


@pytest.fixture
def story(app: Flask, office: Person) -> None:
    """Three items recorded on 7 January; one taken off on the 20th, put back on the 30th; one embargoed."""
    with app.app_context():
        report = a_report("Custody")
        an_item(report, "Warm the cells.", number="1", for_whom=ForWhom.FORCE, deadlines=(BY_JUNE,))
        second = an_item(report, "Feed the horses.", number="2", for_whom=ForWhom.FORCE)
        an_item(report, "Change the law.", number="3", for_whom=ForWhom.OTHERS, addressees=("Home Office",))
        secret = a_report("Secret", published_on=date(2026, 3, 1), is_embargoed=True)
        an_item(secret, "Hidden words.", for_whom=ForWhom.FORCE, deadlines=(BY_JUNE,))
        take_off_list(
            item=second,
            version=1,
            reason=OffListReason.SUPERSEDED,
            note="Two reports say it.",
            on=DAY_20.date(),
            by=SYSTEM,
            now=DAY_20,
            today=DAY_20.date(),
        )
        put_back(item=second, version=2, note="They do not.", by=SYSTEM, now=DAY_30)


@pytest.mark.usefixtures("story")
def test_the_register_shows_ratings_and_finds_items_by_them(visit: Visitor) -> None:
    visit.get("/register?rating=amber")
    words = main_text(visit)
    assert "waiting allocation since 7 January 2026" in words
    assert "1 July 2026" in words
    visit.get("/register?rating=red")
    assert "No item matches" in main_text(visit)


@pytest.mark.usefixtures("story")
def test_the_forecast_tells_what_turns_red_and_why(visit: Visitor) -> None:
    visit.get("/forecast?on=2026-07-01")
    words = main_text(visit)
    assert "1 day overdue (due on 30 June 2026)" in words
    assert "Warm the cells." in words
    visit.get("/forecast?on=2026-06-30")
    assert "overdue" not in main_text(visit)


@pytest.mark.usefixtures("story")
def test_a_forecast_for_a_past_day_is_refused_beside_its_box(visit: Visitor) -> None:
    visit.get("/forecast?on=2026-02-10")
    assert "Enter a day after today" in main_text(visit)


@pytest.mark.usefixtures("story")
def test_a_past_day_shows_what_was_recorded_by_its_end(visit: Visitor) -> None:
    visit.get("/as-at?on=2026-01-25")
    words = main_text(visit)
    assert "History before 7 January 2026 is not held here." in words
    assert "Superseded by a later item" in words
    visit.get("/as-at?on=2026-01-19")
    assert "Superseded" not in main_text(visit)
    assert "Feed the horses." in main_text(visit)


@pytest.mark.usefixtures("story")
def test_a_day_before_anything_is_held_says_so(visit: Visitor) -> None:
    visit.get("/as-at?on=2026-01-06")
    assert "Nothing is held of that day" in main_text(visit)


@pytest.mark.usefixtures("story")
def test_a_day_that_has_not_come_is_refused_beside_its_box(visit: Visitor) -> None:
    visit.get("/as-at?on=2026-02-11")
    assert "Enter today or an earlier day" in main_text(visit)


@pytest.mark.usefixtures("story")
def test_two_days_compared_print_the_sum_and_lead_from_each_term_to_its_items(visit: Visitor) -> None:
    visit.get("/compare?from=2026-01-06&to=2026-02-09")
    assert (
        "0 open at the start + 2 new + 0 re-opened + 1 brought into scope − 0 closed − 1 taken off"
        " − 0 moved out = 2 open at the end." in main_text(visit)
    )
    assert "both give these figures" in main_text(visit)
    for words, found in (("New", 2), ("Put back on the list", 1), ("Superseded by a later item", 1)):
        visit.get("/compare?from=2026-01-06&to=2026-02-09")
        link = next(a for a in re.findall(r'href="([^"]+)">([^<]+)</a>', visit.html) if a[1] == words)
        visit.get(link[0].replace("&amp;", "&"))
        assert f"of {found} turns" in main_text(visit)


@pytest.mark.usefixtures("story")
def test_what_changed_gives_old_and_new_values_with_the_reason_of_the_act(visit: Visitor) -> None:
    visit.get("/compare?from=2026-01-19&to=2026-01-25")
    words = main_text(visit)
    assert "Standing: Open → Taken off the list, superseded by a later item" in words
    assert "Two reports say it." in words
    assert "Nothing was recorded: the calendar alone turned it." in words  # recommendation 1, on 22 January


@pytest.mark.usefixtures("story")
def test_a_damaged_state_is_named(app: Flask, visit: Visitor) -> None:
    with app.app_context():
        damaged = update(ItemState).where(ItemState.valid_to.is_(None), ItemState.item_id == 1)
        db.session.execute(damaged.values(standing=Standing.CLOSED))
        db.session.commit()
    visit.get("/compare?from=2026-01-06&to=2026-02-09")
    words = main_text(visit)
    assert "do not agree" in words
    assert "nothing to closed" in words
    assert "nothing to open" in words


@pytest.mark.parametrize("path", ["/compare?from=2026-02-01&to=2026-01-01", "/compare?to=2027-01-01"])
@pytest.mark.usefixtures("story")
def test_days_that_cannot_be_compared_are_refused_beside_their_box(visit: Visitor, path: str) -> None:
    visit.get(path)
    assert "Enter a day before the second one" in visit.html or "Enter today or an earlier day" in visit.html


@pytest.mark.parametrize("query", ["", "term=opening", "term=closed&part=x", "term=drop"])
def test_a_term_that_is_none_is_not_found(visit: Visitor, query: str) -> None:
    visit.get(f"/compare/items?{query}", status=404)


@pytest.mark.parametrize(
    "path",
    [
        "/register?rating=amber",
        "/forecast?on=2026-07-01",
        "/as-at?on=2026-02-09",
        "/compare?from=2026-01-06&to=2026-02-09",
        "/compare/items?from=2026-01-06&to=2026-02-09&term=new",
    ],
)
@pytest.mark.usefixtures("story")
def test_an_item_under_embargo_is_on_none_of_these_pages(visit: Visitor, path: str) -> None:
    visit.get(path)
    assert "Warm the cells." in visit.html
    assert "Hidden words" not in visit.html
