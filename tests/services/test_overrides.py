"""Overrides of ratings: with a name, a reason and a last day, shown beside what the rule says."""

from datetime import date, timedelta

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.date_records import Dated, a_dated_item
from tracker.domain.permissions import SYSTEM, Actor
from tracker.domain.rag_reasons import in_words
from tracker.domain.refusals import Conflict, Invalid, NotAllowed
from tracker.domain.vocabulary import OffListReason, Rating, Role
from tracker.models.base import db
from tracker.queries.events import event_count
from tracker.services.items import take_off_list
from tracker.services.overrides import end_override, override_rating
from tracker.services.progress_views import RatedOnDay, item_progress

UNTIL = date(2026, 1, 31)
WHY = "The inspectorate has said that it is content."


@pytest.fixture
def dated(register: Flask) -> Dated:
    return a_dated_item()


def override(dated: Dated, rating: Rating = Rating.RED, *, by: Actor | None = None, **given: object) -> None:
    version, expires_on = given.get("version", dated.version), given.get("expires_on", UNTIL)
    assert isinstance(version, int)
    assert expires_on is None or isinstance(expires_on, date)
    override_rating(
        item=dated.item,
        version=version,
        rating=rating,
        reason=str(given.get("reason", WHY)),
        expires_on=expires_on,
        by=by or dated.lead,
        now=NOW,
        today=TODAY,
    )


def rated(dated: Dated, day: date = TODAY) -> RatedOnDay:
    return item_progress(reference=dated.item.reference, by=SYSTEM, today=day).rated


def test_an_override_shows_who_set_it_until_when_why_and_what_the_rule_says(dated: Dated) -> None:
    override(dated)
    progress = item_progress(reference=dated.item.reference, by=SYSTEM, today=TODAY)
    said = in_words(
        progress.rated, TODAY, override_by=progress.override_by, override_reason=progress.override_reason
    )
    assert said.startswith(
        "Red, overridden by Lena Marsh until 31 January 2026: The inspectorate has said that it is content. "
        "The rule itself says New"
    )


def test_on_the_day_after_its_last_the_rule_shows_again(dated: Dated) -> None:
    override(dated)
    assert rated(dated, UNTIL).rating is Rating.RED
    after = rated(dated, UNTIL + timedelta(days=1))
    assert (after.rating, after.is_overridden) == (Rating.NEW, False)


def test_an_override_without_reason_or_expiry_is_refused_whole(dated: Dated) -> None:
    before = event_count(db.session())
    with pytest.raises(Invalid) as refusal:
        override(dated, reason=" ", expires_on=None)
    assert set(refusal.value.problems) == {"reason", "expires_on"}
    assert (event_count(db.session()), rated(dated).is_overridden) == (before, False)


def test_a_person_signing_off_may_override_and_the_owner_may_not(dated: Dated) -> None:
    with pytest.raises(NotAllowed):
        override(dated, by=dated.owner)
    override(dated, by=person(Role.SIGNING_OFF, name="Ines Roe"))
    assert rated(dated).rating is Rating.RED


def test_the_executive_lead_of_another_item_may_not(dated: Dated) -> None:
    with pytest.raises(NotAllowed, match="executive lead of this item"):
        override(dated, by=person(Role.EXECUTIVE_LEAD, name="Nia Cole"))


def test_what_is_a_fact_is_not_overridden(dated: Dated) -> None:
    office = person(Role.OFFICE_STAFF, Role.FORCE_INSPECTION_LEAD)
    take_off_list(
        item=dated.item, version=dated.item.version, reason=OffListReason.SUPERSEDED, note="A later one.",
        on=TODAY, by=office, now=NOW, today=TODAY,
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="is a fact"):
        override(dated)


def test_an_override_is_replaced_by_a_later_one(dated: Dated) -> None:
    override(dated)
    override(dated, Rating.AMBER)
    assert rated(dated).rating is Rating.AMBER


def test_an_override_ends_before_its_day_with_a_reason(dated: Dated) -> None:
    override(dated)
    with pytest.raises(Invalid, match="Say why"):
        end(dated, " ")
    end(dated, "The letter has come.")
    assert (rated(dated).rating, rated(dated).is_overridden) == (Rating.NEW, False)
    with pytest.raises(Invalid, match="No override is in force"):
        end(dated, "Again.")


def end(dated: Dated, reason: str) -> None:
    end_override(item=dated.item, version=dated.version, reason=reason, by=dated.lead, now=NOW, today=TODAY)


def test_of_two_overrides_made_from_one_page_the_first_stands(dated: Dated) -> None:
    seen = dated.version
    override(dated)
    with pytest.raises(Conflict, match="Lena Marsh"):
        override(dated, Rating.AMBER, version=seen, by=person(Role.SIGNING_OFF, name="Ines Roe"))
    assert rated(dated).rating is Rating.RED
