"""Recording, correcting and linking items, off the list and back."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.records import BY_JUNE, PUBLISHED, a_report, an_item, item_details
from tracker.domain.permissions import SYSTEM
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import ForWhom, ItemKind, LinkKind, OffListReason, Role
from tracker.models.base import db
from tracker.models.item import Item
from tracker.queries.events import event_count, timeline
from tracker.services import items
from tracker.services.history import verify

pytestmark = pytest.mark.usefixtures("register")
Later = Callable[[], datetime]


def test_numbers_restart_under_each_cause_of_concern() -> None:
    report = a_report()
    first = an_item(report, "Concern", kind=ItemKind.CAUSE_OF_CONCERN)
    second = an_item(report, "Another concern", kind=ItemKind.CAUSE_OF_CONCERN, number="2")
    made = [an_item(report, parent_id=parent) for parent in (None, first.id, second.id)]
    assert [item.reference for item in made] == [
        "R2025-01-REC1",
        "R2025-01-COC1-REC1",
        "R2025-01-COC2-REC1",
    ]
    assert [item.position for item in made] == [3, 4, 5]


def test_an_unnumbered_item_pressed_twice_is_one_item() -> None:
    report = a_report()
    an_item(report, number=None)
    with pytest.raises(Invalid) as refusal:
        an_item(report, number=None)
    assert refusal.value.problems == {"text": "This report already has this text here (R2025-01-RECa)."}
    an_item(report, number=None, text="The force should do something else.")


@pytest.mark.parametrize("number", ["1", "1.", " 1 "])
def test_the_same_number_twice_under_one_parent_is_refused(number: str) -> None:
    report = a_report()
    an_item(report)
    with pytest.raises(Invalid) as refusal:
        an_item(report, number=number)
    assert refusal.value.problems == {
        "number": "This report already has recommendation 1 here (R2025-01-REC1)."
    }
    assert event_count(db.session()) == 2


def test_items_without_a_number_are_lettered() -> None:
    report = a_report()
    afi = ItemKind.AREA_FOR_IMPROVEMENT
    made = [an_item(report, text, kind=afi, number=None) for text in ("Wake.", "Sleep.")]
    assert [item.reference for item in made] == ["R2025-01-AFIa", "R2025-01-AFIb"]


def test_a_finding_may_stand_under_a_recommendation_of_an_earlier_report() -> None:
    early = an_item(a_report("Early", published_on=date(2024, 5, 1)))
    finding = an_item(a_report("Review"), kind=ItemKind.AREA_STILL_REQUIRING_IMPROVEMENT, parent_id=early.id)
    assert finding.reference == "R2025-01-ASRI1"


def test_an_item_never_stands_under_itself_by_any_way(later: Later) -> None:
    report = a_report()
    top = an_item(report)
    below = an_item(report, number="2", parent_id=top.id)
    for parent in (top.id, below.id, 999):
        with pytest.raises(Invalid) as refusal:
            items.change_item(
                item=top, version=1, details=item_details(parent_id=parent), by=SYSTEM, now=later()
            )
        assert "parent_id" in refusal.value.problems


def test_a_reference_stays_whatever_becomes_of_the_number(later: Later) -> None:
    report = a_report()
    item = an_item(report)
    items.change_item(item=item, version=1, details=item_details(number="4"), by=SYSTEM, now=later())
    assert (item.reference, item.number) == ("R2025-01-REC1", "4")
    assert an_item(report).reference == "R2025-01-REC1a"


def test_an_item_is_read_from_its_text_with_our_names() -> None:
    found = items.read_from_text(
        kind=ItemKind.RECOMMENDATION,
        number="2",
        text="By 30 June 2026, the Home Office should publish guidance.\x00",
        parent_id=None,
        published_on=PUBLISHED,
    )
    assert (found.details.for_whom, found.details.addressees) == (ForWhom.OTHERS, ("Home Office",))
    assert [d.on for d in found.details.deadlines] == [date(2026, 6, 30)]
    assert found.details.text.endswith("guidance.")


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "{{ 7*7 }} {% x %} %s",
        "=1+1",
        "'=1",
        "\u202eedoc\u202c",
        "e\u0301\u00a0＝1",
    ],
)
def test_text_is_kept_as_typed(typed: str) -> None:
    assert an_item(a_report(), typed).text == typed


def test_control_characters_are_removed_and_too_long_a_text_is_refused() -> None:
    report = a_report()
    assert an_item(report, "One\x07 two\x0bthree\r\nfour\x7f").text == "One two\nthree\nfour"
    with pytest.raises(Invalid, match="30,000 characters or fewer; it has 100,000"):
        an_item(report, "x" * 100_000, number="2")


def test_each_side_takes_its_own_items_off_and_puts_them_back(later: Later) -> None:
    office, lead = person(Role.OFFICE_STAFF), person(Role.FORCE_INSPECTION_LEAD, name="Tom Reed")
    item = an_item(a_report(), for_whom=ForWhom.FORCE)

    def take_off(by: object, **given: object) -> None:
        plain = {
            "version": item.version,
            "note": "It is met.",
            "on": TODAY,
            "reason": OffListReason.SUPERSEDED,
        }
        items.take_off_list(item=item, by=by, now=later(), today=TODAY, **(plain | given))  # type: ignore[arg-type]

    with pytest.raises(NotAllowed, match="only the force inspection lead"):
        take_off(office)
    with pytest.raises(Invalid) as refusal:
        take_off(lead, note=" \u200b", on=TODAY + timedelta(days=1))
    assert set(refusal.value.problems) == {"note", "on"}
    take_off(lead)
    assert items.facts_of(item)["off_list_reason"] == "superseded"
    with pytest.raises(Invalid, match="off the list already"):
        take_off(lead)
    items.put_back(item=item, version=item.version, note="It was not.", by=lead, now=later())
    assert items.facts_of(item)["off_list_reason"] is None
    newest = timeline(db.session(), [("item", item.id)])[0]
    assert (newest.actor_name, newest.reason) == ("Tom Reed", "It was not.")


def test_items_are_linked_once_and_the_right_way_round(later: Later) -> None:
    early = an_item(a_report("Early", published_on=date(2024, 5, 1)))
    late = an_item(a_report("Late"))
    kind = LinkKind.CARRIED_FORWARD
    items.link_items(earlier=early, later=late, kind=kind, note="", by=SYSTEM, now=later())
    for earlier, following, words in (
        (early, late, "linked already"),
        (late, early, "comes from a later report"),
        (late, late, "cannot follow itself"),
    ):
        with pytest.raises(Invalid, match=words):
            items.link_items(earlier=earlier, later=following, kind=kind, note="", by=SYSTEM, now=later())


def test_the_item_of_a_report_under_embargo_is_refused_to_others() -> None:
    office, other = person(Role.OFFICE_STAFF), person(Role.AUDITOR, name="Tom Reed")
    report = a_report(by=office, published_on=date(2026, 2, 1), is_embargoed=True)
    item = an_item(report, by=office)
    with pytest.raises(NotAllowed, match="under embargo"):
        items.get_item(reference=item.reference, by=other, today=TODAY)
    assert items.get_item(reference=item.reference.lower(), by=other, today=date(2026, 2, 1))
    with pytest.raises(NotHere):
        items.get_item(reference="R2026-01-REC9", by=office, today=TODAY)


def test_of_eight_people_saving_at_once_exactly_one_wins(register: Flask) -> None:
    key = an_item(a_report(), deadlines=(BY_JUNE,)).id
    db.session.remove()
    start, outcomes = Barrier(8), []

    def save(number: int, version: int) -> None:
        with register.app_context():
            item = db.session.get_one(Item, key)
            db.session.rollback()
            start.wait()
            try:
                items.change_item(
                    item=item,
                    version=version,
                    details=item_details(f"Words of {number}"),
                    by=SYSTEM,
                    now=NOW,
                )
                outcomes.append("saved")
            except Conflict:
                outcomes.append("refused")
            finally:
                db.session.remove()

    for version in range(1, 6):
        outcomes.clear()
        threads = [Thread(target=save, args=(number, version)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["refused"] * 7 + ["saved"]
    assert db.session.get_one(Item, key).version == 6
    assert verify(db.session()).faults == ()
