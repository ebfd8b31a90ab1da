"""The dated states of items: begun with the item, closed and opened by what changes a rating or a list."""

import json
from datetime import UTC, date, datetime
from itertools import pairwise

from flask import Flask
from sqlalchemy import delete, select

from tests.fixtures.database import NOW, TODAY, person
from tracker.domain.items import DeadlineDetails, ItemDetails
from tracker.domain.permissions import Actor
from tracker.domain.reports import ReportDetails
from tracker.domain.vocabulary import (
    DeadlineBasis,
    Delivery,
    ForWhom,
    ItemKind,
    OffListReason,
    Precision,
    Rating,
    ReportKind,
    Role,
    Standing,
)
from tracker.models.base import db
from tracker.models.event import EventText
from tracker.models.item import Item
from tracker.models.item_state import ItemState, RatingPeriod
from tracker.models.progress import Progress
from tracker.services import items, reports
from tracker.services.item_states import begin_missing_states

DUE = date(2026, 6, 30)


def an_item(by: Actor, *, for_whom: ForWhom = ForWhom.FORCE, due_on: date | None = DUE) -> Item:
    """A recommendation of a national report, recorded at NOW."""
    details = ReportDetails("Roads", ReportKind.NATIONAL_THEMATIC, "HMICFRS", date(2026, 1, 5))
    report = reports.add_report(details=details, by=by, now=NOW, today=TODAY)
    deadline = DeadlineDetails("By 30 June 2026", due_on, Precision.DAY, DeadlineBasis.DATED)
    asked = ItemDetails(
        ItemKind.RECOMMENDATION,
        "1",
        "Train every officer.",
        for_whom=for_whom,
        addressees=("Home Office",) if for_whom is ForWhom.OTHERS else (),
        deadlines=(deadline,) if due_on else (),
    )
    return items.add_item(report=report, details=asked, by=by, now=NOW)


def states() -> list[ItemState]:
    return list(db.session.scalars(select(ItemState).order_by(ItemState.id)))


def test_an_item_is_recorded_with_its_first_state(register: Flask) -> None:
    an_item(person(Role.OFFICE_STAFF))
    (state,) = states()
    held = (state.standing, state.delivery, state.date_in_force, state.valid_to)
    assert held == (Standing.OPEN, Delivery.AWAITING_ALLOCATION, DUE, None)


def test_a_state_holds_its_ratings_for_every_day_ahead(register: Flask) -> None:
    an_item(person(Role.OFFICE_STAFF))
    rows = db.session.scalars(select(RatingPeriod).order_by(RatingPeriod.from_on)).all()
    turns = [(row.from_on, row.rating) for row in rows]
    assert turns[0] == (TODAY, Rating.NEW)
    assert (date(2026, 1, 22), Rating.AMBER) in turns  # 15 days awaiting allocation
    assert turns[-1] == (date(2026, 7, 1), Rating.RED)
    assert all(before.to_on == after.from_on for before, after in pairwise(rows))


def test_a_corrected_deadline_closes_the_state_and_opens_the_next(register: Flask) -> None:
    office = person(Role.OFFICE_STAFF)
    item = an_item(office)
    later = datetime(2026, 2, 2, 9, tzinfo=UTC)
    details = items.details_of(item)
    moved = DeadlineDetails("By 31 July 2026", date(2026, 7, 31), Precision.DAY, DeadlineBasis.DATED)
    changed = ItemDetails(**(vars(details) | {"deadlines": (moved,)}))
    items.change_item(item=item, version=item.version, details=changed, by=office, now=later)
    before, after = states()
    assert (before.valid_to, after.valid_from, after.date_in_force) == (later, later, date(2026, 7, 31))
    current = db.session.scalars(select(RatingPeriod).where(RatingPeriod.is_current.is_(True))).all()
    assert {row.state_id for row in current} == {after.id}


def test_a_corrected_word_leaves_the_state_as_it_is(register: Flask) -> None:
    office = person(Role.OFFICE_STAFF)
    item = an_item(office)
    changed = ItemDetails(**(vars(items.details_of(item)) | {"text": "Train each officer."}))
    items.change_item(item=item, version=item.version, details=changed, by=office, now=NOW)
    assert len(states()) == 1


def test_taking_an_item_off_the_list_is_told_in_the_same_event(register: Flask) -> None:
    office = person(Role.OFFICE_STAFF, Role.FORCE_INSPECTION_LEAD)
    item = an_item(office)
    items.take_off_list(
        item=item,
        version=item.version,
        reason=OffListReason.DOES_NOT_APPLY,
        note="No such unit here.",
        on=TODAY,
        by=office,
        now=NOW,
        today=TODAY,
    )
    assert states()[-1].standing is Standing.OFF_LIST
    last = db.session.scalars(select(EventText).where(EventText.event_seq == states()[-1].event_seq)).all()
    assert {"open", "off_list", "new", "not_rated"} <= {text.text for text in last}


def test_an_item_for_other_bodies_is_not_rated(register: Flask) -> None:
    an_item(person(Role.OFFICE_STAFF), for_whom=ForWhom.OTHERS)
    assert states()[0].standing is Standing.NOT_OURS
    (only,) = db.session.scalars(select(RatingPeriod)).all()
    assert only.rating is Rating.NOT_RATED
    assert json.loads(only.reasons) == [{"code": "for_others"}]


def test_a_clock_set_back_leaves_the_order_of_the_states(register: Flask) -> None:
    office = person(Role.OFFICE_STAFF)
    item = an_item(office)
    changed = ItemDetails(**(vars(items.details_of(item)) | {"deadlines": ()}))
    earlier = datetime(2026, 1, 6, 9, tzinfo=UTC)
    items.change_item(item=item, version=item.version, details=changed, by=office, now=earlier)
    before, after = states()
    assert before.valid_from <= after.valid_from


def test_another_kind_of_report_restates_its_items(register: Flask) -> None:
    office = person(Role.OFFICE_STAFF)
    item = an_item(office)
    report = reports.get_report(reference=str(item.report_id), by=office, today=TODAY)
    details = ReportDetails("Roads", ReportKind.INTERNAL_AUDIT, "The auditors", date(2026, 1, 5))
    db.session.get_one(Progress, item.id).signed_off_on = None
    reports.change_report(
        report=report, version=report.version, details=details, by=office, now=NOW, today=TODAY
    )
    assert states()[-1].valid_to is None


def test_items_recorded_before_states_were_held_get_theirs_once(register: Flask) -> None:
    an_item(person(Role.OFFICE_STAFF))
    for table in (RatingPeriod, ItemState, Progress):
        db.session.execute(delete(table))
    db.session.commit()
    assert begin_missing_states(now=NOW) == ("Dated states were begun for 1 of the items.",)
    assert begin_missing_states(now=NOW) == ()
    assert states()[0].standing is Standing.OPEN
