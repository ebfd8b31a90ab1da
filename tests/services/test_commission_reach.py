"""Whom a commission reaches: the holders of a post by date, and only the named readers under embargo."""

from datetime import date

import pytest

from tests.fixtures.database import NOW, TODAY, person
from tests.services.commission_records import (
    DUE,
    FINDING,
    FIRST,
    asks,
    hold,
    invited,
    people,
    prepared,
)
from tests.services.letter_records import ACT
from tests.services.records import report_details
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.models.report import Report
from tracker.models.response import Response
from tracker.services.commissions import Ask
from tracker.services.offices import PostDetails, record_post
from tracker.services.owner_drafts import get_asked
from tracker.services.reports import change_report

pytestmark = pytest.mark.usefixtures("register")


@pytest.fixture
def letter() -> Response:
    return prepared()


def test_a_post_is_held_from_one_day_to_another(letter: Response) -> None:
    who = people()
    late = person(Role.OWNER, name="Lou Later")
    gone = person(Role.OWNER, name="Gil Gone")
    hold("head-of-crime", late, start=date(2026, 1, 8))
    hold("head-of-crime", gone, end=TODAY)
    invited(letter, who.office)
    for nobody in (late, gone):
        with pytest.raises(NotHere):
            get_asked(reference=FIRST, by=nobody, today=TODAY)
    assert get_asked(reference=FIRST, by=late, today=date(2026, 1, 8)).item.reference == FIRST


def embargoed(letter: Response, *readers: Actor) -> None:
    report = db.session.get_one(Report, letter.reports[0].report_id)
    details = report_details(
        is_embargoed=True,
        published_on=date(2026, 1, 12),
        reader_ids=tuple(one.account_id for one in readers if one.account_id),
    )
    change_report(report=report, version=report.version, details=details, now=NOW, by=readers[0], today=TODAY)


def test_a_report_under_embargo_is_asked_only_of_its_named_readers(letter: Response) -> None:
    who = people()
    embargoed(letter, who.office, who.crime)
    with pytest.raises(Invalid) as refusal:
        invited(letter, who.office)
    said = refusal.value.problems[f"post-{FINDING}"]
    assert "under embargo until 12 January 2026: only its named readers may be asked" in said
    assert "Kit Custody (Head of Custody) is not one of them" in said
    assert f"post-{FIRST}" not in refusal.value.problems
    invited(letter, who.office, asks=asks()[:1])
    assert get_asked(reference=FIRST, by=who.crime, today=TODAY).item.reference == FIRST
    newcomer = person(Role.OWNER, name="New Holder")
    hold("head-of-crime", newcomer)
    with pytest.raises(NotAllowed, match="under embargo"):
        get_asked(reference=FIRST, by=newcomer, today=TODAY)


def test_under_embargo_a_post_without_an_account_is_not_asked(letter: Response) -> None:
    who = people()
    embargoed(letter, who.office, who.crime)
    record_post(post=None, version=0, details=PostDetails("head-of-it", "Head of IT"), **ACT)
    with pytest.raises(Invalid, match="no account is recorded for Head of IT"):
        invited(letter, who.office, asks=[Ask(FIRST, "head-of-it", "", DUE)])
