"""Letters of the inspectorate: one closes two items and re-opens a third, in one save and one event."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import PUBLISHED, a_report, an_item
from tracker.domain.completion import CompletionWords
from tracker.domain.correspondence import LetterDetails
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import Delivery, Effect, Rating, ReportKind, Role, Standing
from tracker.models.base import db
from tracker.models.correspondence import Correspondence
from tracker.models.item import Item
from tracker.models.item_state import ItemState
from tracker.models.progress import Progress
from tracker.models.report import Report
from tracker.queries.events import event_count, timeline
from tracker.queries.item_states import current_periods, current_states
from tracker.services.completion import propose_completion, sign_off
from tracker.services.correspondence import Said, get_letter, record_correspondence
from tracker.services.correspondence_views import letter_in_full, letters_about, letters_page

DATED = date(2026, 1, 5)


def a_letter(said: Sequence[Said], by: Actor, nonce: str = "one", **given: Any) -> Correspondence:
    plain: dict[str, Any] = {"subject": "Roads: your update", "dated_on": DATED, "received_on": TODAY}
    details = LetterDetails(**(plain | given))
    return record_correspondence(details=details, said=said, nonce=nonce, by=by, now=NOW, today=TODAY)


def delivery(item: Item) -> Delivery:
    return current_states(db.session(), [item.id])[item.id].delivery


@pytest.fixture
def office(register: Flask) -> Actor:
    return person(Role.OFFICE_STAFF)


@pytest.fixture
def three(office: Actor) -> list[Item]:
    """Three items, of which HMICFRS closed the third."""
    report = a_report()
    items = [an_item(report, f"Review {n}.", number=str(n)) for n in (1, 2, 3)]
    a_letter([Said(items[2], Effect.CLOSES)], office, "before", dated_on=date(2026, 1, 2))
    return items


def test_one_letter_closes_two_items_and_reopens_a_third_in_one_event(
    three: list[Item], office: Actor
) -> None:
    before = event_count(db.session())
    letter = a_letter(
        [
            Said(three[0], Effect.CLOSES),
            Said(three[1], Effect.CLOSES, "Seen in the field."),
            Said(three[2], Effect.REOPENS, "It came back."),
        ],
        office,
    )
    assert event_count(db.session()) == before + 1
    assert [delivery(item) for item in three] == [
        Delivery.CLOSED,
        Delivery.CLOSED,
        Delivery.AWAITING_ALLOCATION,
    ]
    seqs = {state.event_seq for state in db.session.query(ItemState).filter(ItemState.valid_to.is_(None))}
    assert seqs == {before + 1}
    said = letter_in_full(key=letter.id, by=office, today=TODAY)
    assert said.effects == ((Effect.CLOSES, 2), (Effect.REOPENS, 1))
    assert [one.note for one in said.items] == ["", "Seen in the field.", "It came back."]


def test_a_closed_item_is_blue_and_leaves_the_counts_of_open_ones(three: list[Item], office: Actor) -> None:
    a_letter([Said(three[0], Effect.CLOSES)], office, closure_level="Level 3")
    state = current_states(db.session(), [three[0].id])[three[0].id]
    rated = current_periods(db.session(), [three[0].id])[three[0].id]
    assert (state.standing, state.closed_on) == (Standing.CLOSED, DATED)
    assert rated[0].rating is Rating.BLUE_CLOSED
    row = db.session.get_one(Progress, three[0].id)
    assert (row.closed_by, row.closure_level) == ("HMICFRS", "Level 3")


def test_each_item_of_the_letter_tells_it_on_its_own_timeline(three: list[Item], office: Actor) -> None:
    letter = a_letter([Said(three[0], Effect.CLOSES), Said(three[1], Effect.MENTIONS)], office)
    for item, words in ((three[0], "Closes it: HMICFRS, “Roads"), (three[1], "Mentions it: HMICFRS")):
        event = timeline(db.session(), [("item", item.id)])[0]
        assert any((line.after or "").startswith(words) for line in event.changes)
    found = letters_about(reference=three[1].reference, by=office, today=TODAY)
    assert [(one.key, one.effect) for one in found.letters] == [(letter.id, Effect.MENTIONS)]


def test_what_is_reopened_goes_back_to_its_owner_and_needs_a_new_sign_off(register: Flask) -> None:
    office, item, post = person(Role.OFFICE_STAFF), an_item(a_report()), a_post()
    owner, checker = person(Role.OWNER, name="Owen Hart"), person(Role.SIGNING_OFF, name="Ines Roe")
    holds(post, owner)
    allocated(item, post)
    row = db.session.get_one(Progress, item.id)
    for act, said, by in (
        (propose_completion, CompletionWords("Done."), owner),
        (sign_off, CompletionWords("", True), checker),
    ):
        act(item=item, version=row.version, said=said, by=by, now=NOW, today=TODAY)
    a_letter([Said(item, Effect.CLOSES)], office, "one")
    assert (row.proposed_by, row.signed_off_by, row.closed_by) == ("Owen Hart", "Ines Roe", "HMICFRS")
    a_letter([Said(item, Effect.REOPENS)], office, "two", words="We found it again.")
    assert delivery(item) is Delivery.IN_PROGRESS
    assert (row.proposed_on, row.signed_off_on, row.closed_on) == (None, None, None)


def refused(said: Sequence[Said], by: Actor, **given: Any) -> dict[str, str]:
    """What the service refuses; it saves nothing then."""
    count = event_count(db.session())
    with pytest.raises(Invalid) as refusal:
        a_letter(said, by, **given)
    assert event_count(db.session()) == count
    return refusal.value.problems


def test_a_letter_older_than_the_report_speaks_of_none_of_its_items(three: list[Item], office: Actor) -> None:
    early = PUBLISHED - timedelta(days=1)
    for effect in (Effect.CLOSES, Effect.MENTIONS):
        found = refused([Said(three[0], effect)], office, dated_on=early)
        assert "was published on 12 December 2025" in found["items-0"]
    a_letter([Said(three[0], Effect.CLOSES)], office, dated_on=PUBLISHED)


def test_a_letter_takes_back_no_closure_that_is_younger_than_itself(three: list[Item], office: Actor) -> None:
    found = refused([Said(three[2], Effect.REOPENS)], office, dated_on=date(2026, 1, 1))
    assert "was closed on 2 January 2026" in found["items-0"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"dated_on": TODAY + timedelta(days=1)}, "dated_on"),
        ({"dated_on": None}, "dated_on"),
        ({"received_on": TODAY + timedelta(days=1)}, "received_on"),
        ({"received_on": DATED - timedelta(days=1)}, "received_on"),
        ({"received_on": None}, "received_on"),
        ({"sender": "\u200b"}, "sender"),
        ({"subject": " "}, "subject"),
        ({"subject": "x" * 501}, "subject"),
        ({"words": "x" * 30_001}, "words"),
        ({"closure_level": "x" * 61}, "closure_level"),
    ],
)
def test_a_letter_that_cannot_be_is_refused_beside_its_field(
    three: list[Item], office: Actor, given: dict[str, Any], field: str
) -> None:
    assert list(refused([Said(three[0], Effect.CLOSES)], office, **given)) == [field]


def test_one_item_that_cannot_be_holds_back_the_whole_letter(three: list[Item], office: Actor) -> None:
    found = refused([Said(three[0], Effect.CLOSES), Said(three[1], Effect.REOPENS)], office)
    assert list(found) == ["items-1"]
    assert "HMICFRS has not closed it" in found["items-1"]
    assert delivery(three[0]) is Delivery.AWAITING_ALLOCATION


def test_a_closure_is_withdrawn_with_its_reason(three: list[Item], office: Actor) -> None:
    assert "say in the note why" in refused([Said(three[2], Effect.REOPENS)], office)["items-0"]


def test_what_is_closed_is_not_closed_again(three: list[Item], office: Actor) -> None:
    assert "closed by HMICFRS already" in refused([Said(three[2], Effect.CLOSES)], office)["items-0"]


def test_an_item_that_nobody_outside_closes_is_not_closed_by_a_letter(register: Flask) -> None:
    office, item = person(Role.OFFICE_STAFF), an_item(a_report(kind=ReportKind.INTERNAL_AUDIT))
    assert "its sign-off is the end" in refused([Said(item, Effect.CLOSES)], office)["items-0"]


def test_an_item_stands_once_in_a_letter_and_a_letter_has_one(three: list[Item], office: Actor) -> None:
    twice = [Said(three[0], Effect.CLOSES), Said(three[0], Effect.MENTIONS)]
    assert "twice" in refused(twice, office)["items-1"]
    assert list(refused([], office)) == ["items"]


def test_the_same_form_sent_twice_makes_one_letter(three: list[Item], office: Actor) -> None:
    a_letter([Said(three[0], Effect.MENTIONS)], office, "once")
    with pytest.raises(Conflict):
        a_letter([Said(three[0], Effect.MENTIONS)], office, "once")
    assert letters_page(page=1, by=office, today=TODAY)[1] == 2


@pytest.mark.parametrize("role", [Role.OWNER, Role.SIGNING_OFF, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_than_the_office_and_the_force_lead_record_no_letter(three: list[Item], role: Role) -> None:
    with pytest.raises(NotAllowed):
        a_letter([Said(three[0], Effect.CLOSES)], person(role, name="Cy Bell"))


def test_a_letter_about_an_item_under_embargo_is_not_there_for_others(
    three: list[Item], office: Actor
) -> None:
    letter = a_letter([Said(three[0], Effect.MENTIONS)], office)
    report = db.session.get_one(Report, three[0].report_id)
    report.is_embargoed, report.published_on = True, TODAY + timedelta(days=3)
    db.session.commit()
    with pytest.raises(NotHere):
        get_letter(key=letter.id, by=office, today=TODAY)
    assert letters_page(page=1, by=office, today=TODAY) == ([], 0)


def test_the_latest_letter_comes_first(three: list[Item], office: Actor) -> None:
    a_letter([Said(three[0], Effect.MENTIONS)], office, dated_on=date(2026, 1, 3))
    found, total = letters_page(page=1, by=office, today=TODAY)
    assert ([letter.dated_on.day for letter in found], total) == ([3, 2], 2)
