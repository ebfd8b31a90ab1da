"""What changed since a final copy, from the register; and that the copy's sum is the register's own."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.final_copy_records import LATER, Drafted, corrected, drafted, final
from tracker.domain.counts import Term
from tracker.domain.london_time import end_of_london_day
from tracker.domain.packs import ChangeKind
from tracker.domain.permissions import SYSTEM
from tracker.domain.refusals import NotHere
from tracker.domain.vocabulary import ForWhom, OffListReason, Role
from tracker.models.base import db
from tracker.models.final_copy import FinalCopy
from tracker.services.addenda import addendum_bytes, addendum_of
from tracker.services.count_views import counts_between
from tracker.services.final_copy_store import pack_of_copy
from tracker.services.items import take_off_list

TOMORROW = TODAY + timedelta(days=1)


def taken_off(story: Drafted) -> None:
    item = story.items[0]
    by = Role.OFFICE_STAFF if item.for_whom is ForWhom.PCC else Role.FORCE_INSPECTION_LEAD
    take_off_list(
        item=item,
        version=1,
        reason=OffListReason.SUPERSEDED,
        note="A later one replaces it.",
        on=TOMORROW,
        by=person(Role.OFFICE_STAFF, by, name="Finn Low"),
        now=LATER + timedelta(days=1),
        today=TOMORROW,
    )


def the_copy(number: int = 1) -> FinalCopy:
    return db.session.query(FinalCopy).filter_by(number=number).one()


def test_what_changed_since_is_told_and_nothing_of_before(either_register: Flask, tmp_path: Path) -> None:
    story = drafted()
    final(story, tmp_path)
    assert addendum_of(copy=the_copy(), by=SYSTEM, now=LATER + timedelta(hours=1)).changes == ()
    taken_off(story)
    found = addendum_of(copy=the_copy(), by=SYSTEM, now=LATER + timedelta(days=2))
    assert [(line.kind, line.reference) for line in found.changes] == [
        (ChangeKind.TAKEN_OFF, story.items[0].reference)
    ]
    assert (found.copy.number(Term.CLOSING), found.now.number(Term.CLOSING)) == (2, 1)
    assert addendum_bytes(copy=the_copy(), by=SYSTEM, now=LATER + timedelta(days=2)).startswith(b"PK")


def test_an_earlier_version_has_none_since_the_later_one_tells_it(register: Flask, tmp_path: Path) -> None:
    story = drafted()
    final(story, tmp_path)
    corrected(story, tmp_path, now=LATER + timedelta(days=1))
    with pytest.raises(NotHere, match="A later final copy"):
        addendum_of(copy=the_copy(), by=SYSTEM, now=LATER + timedelta(days=2))
    assert addendum_of(copy=the_copy(2), by=SYSTEM, now=LATER + timedelta(days=2)).changes == ()


def test_the_totals_of_a_final_copy_are_the_counts_of_the_register(register: Flask, tmp_path: Path) -> None:
    story = drafted(5)
    final(story, tmp_path, now=end_of_london_day(TODAY))
    taken_off(story)
    corrected(story, tmp_path, now=end_of_london_day(TOMORROW))
    first, second = (pack_of_copy(the_copy(number)) for number in (1, 2))
    whole = counts_between(by=SYSTEM, today=TOMORROW, from_on=date(2025, 10, 7), to_on=TOMORROW).by_states
    on_day = counts_between(by=SYSTEM, today=TOMORROW, from_on=date(2025, 10, 7), to_on=TODAY).by_states
    assert (
        (first.number(Term.CLOSING), second.number(Term.CLOSING)) == (on_day.closing, whole.closing) == (5, 4)
    )
    assert second.number(Term.TAKEN_OFF) == sum(whole.taken_off.values()) == 1
    assert first.number(Term.NEW) + first.number(Term.BROUGHT_INTO_SCOPE) == on_day.new == 5
    assert first.head.as_at > NOW
