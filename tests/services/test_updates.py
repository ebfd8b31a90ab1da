"""Updates of owners: new records that overwrite nothing, each with its event and its rating."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.fixtures.database import NOW, TODAY, person
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import a_report, an_item
from tests.services.update_records import SAID, Owned, owned, updated
from tracker.domain.audit import EventName
from tracker.domain.correspondence import LetterDetails
from tracker.domain.refusals import Conflict, Invalid, NotAllowed
from tracker.domain.updates import NOTHING_NEW, UpdateDetails
from tracker.domain.vocabulary import Effect, ForWhom, OffListReason, OwnRating, Rating, Role
from tracker.models.base import db
from tracker.models.item_state import RatingPeriod
from tracker.queries.events import timeline
from tracker.queries.progress_updates import nothing_new_said, updates_of
from tracker.services.correspondence import Said, record_correspondence
from tracker.services.items import take_off_list
from tracker.services.update_views import updates_of_item
from tracker.services.updates import is_said_already, say_nothing_new


def ratings_now() -> set[Rating]:
    rows = db.session.scalars(select(RatingPeriod.rating).where(RatingPeriod.is_current.is_(True)))
    return set(rows)


def test_an_update_is_a_record_of_its_own_and_the_earlier_one_stays(either_register: Flask) -> None:
    one = owned()
    first = updated(one.item, one.owner)
    updated(one.item, one.owner, seen=first.id, update=replace(SAID, done="More.", next_steps=""))
    assert [row.done for row in updates_of(db.session(), one.item.id)] == ["More.", SAID.done]


def test_the_item_s_history_tells_the_words(register: Flask) -> None:
    one = owned()
    updated(one.item, one.owner)
    event = timeline(db.session(), [("item", one.item.id)], limit=1)[0]
    told = {line.field: line.after for line in event.changes}
    assert event.name is EventName.UPDATE_RECORDED
    assert (told["update_done"], told["update_next"]) == (SAID.done, SAID.next_steps)


def test_the_text_for_the_board_is_drafted_unless_it_is_written(register: Flask) -> None:
    one = owned()
    drafted = updated(one.item, one.owner)
    assert "The owner says that this is on track." in drafted.board_text
    own = updated(one.item, one.owner, seen=drafted.id, update=replace(SAID, board_text="Trained."))
    assert own.board_text == "Trained."


def test_off_track_turns_the_item_red_the_same_day(register: Flask) -> None:
    one = owned()
    updated(one.item, one.owner, update=replace(SAID, own_rating=OwnRating.OFF_TRACK))
    assert ratings_now() == {Rating.RED}


def test_an_update_starts_the_wait_for_the_next_one_again(register: Flask) -> None:
    one = owned()
    day = NOW + timedelta(days=60)
    before = updates_of_item(reference=one.item.reference, by=one.owner, today=TODAY)
    assert before.seen == 0
    updated(one.item, one.owner, now=day)
    rows = db.session.scalars(select(RatingPeriod).where(RatingPeriod.is_current.is_(True)))
    silent = min(row.from_on for row in rows if "no_update" in row.reasons)
    assert silent == day.date() + timedelta(days=93)


def test_nothing_new_is_counted_until_something_is_said(either_register: Flask) -> None:
    one = owned()
    seen = updated(one.item, one.owner).id
    for weeks in (1, 2, 3):
        now = NOW + timedelta(weeks=weeks)
        seen = say_nothing_new(item=one.item, seen=seen, by=one.owner, now=now).id
    said = nothing_new_said(db.session(), [one.item.id])[one.item.id]
    assert (said.times, said.last_on) == (3, TODAY + timedelta(weeks=3))
    updated(one.item, one.owner, seen=seen)
    assert nothing_new_said(db.session(), [one.item.id]) == {}


def test_nothing_new_is_not_said_in_one_press_after_a_worse_word(register: Flask) -> None:
    one = owned()
    seen = updated(one.item, one.owner, update=replace(SAID, own_rating=OwnRating.AT_RISK)).id
    with pytest.raises(NotAllowed, match="The last update said at risk"):
        say_nothing_new(item=one.item, seen=seen, by=one.owner, now=NOW)


def test_an_update_made_from_an_older_page_is_refused_naming_who_was_first(register: Flask) -> None:
    one = owned()
    cover = person(Role.OWNER, name="Cora Cover")
    holds(one.post, cover)
    updated(one.item, cover)
    with pytest.raises(Conflict, match="Cora Cover"):
        updated(one.item, one.owner, update=replace(SAID, done="Mine."))
    assert [row.recorded_by for row in updates_of(db.session(), one.item.id)] == ["Cora Cover"]


def test_a_second_press_finds_the_first_one_s_record(register: Flask) -> None:
    one = owned()
    updated(one.item, one.owner)
    with pytest.raises(Conflict):
        updated(one.item, one.owner)
    assert is_said_already(item=one.item, seen=0, update=SAID, by=one.owner)
    assert not is_said_already(item=one.item, seen=0, update=NOTHING_NEW, by=one.owner)
    assert not is_said_already(item=one.item, seen=0, update=SAID, by=person(Role.OWNER, name="Nia"))


@pytest.mark.parametrize("role", [Role.OWNER, Role.OFFICE_STAFF, Role.AUDITOR])
def test_who_has_no_post_of_the_item_records_nothing(register: Flask, role: Role) -> None:
    one = owned()
    with pytest.raises(NotAllowed):
        updated(one.item, person(role, name="Nia Nobody"))
    assert updates_of(db.session(), one.item.id) == []


def test_a_contributor_may_say_how_it_stands(register: Flask) -> None:
    helper, post, other = person(Role.OWNER, name="Cy Helper"), a_post("head", "Head"), a_post("it", "IT")
    holds(other, helper)
    item = an_item(a_report(), for_whom=ForWhom.FORCE)
    allocated(item, post, contributors=(other,))
    assert updated(item, helper).recorded_by == "Cy Helper"


def test_an_item_off_the_list_takes_no_update(register: Flask) -> None:
    one = owned()
    lead = person(Role.FORCE_INSPECTION_LEAD, name="Lee Force")
    take_off_list(
        item=one.item, version=one.item.version, reason=OffListReason.SUPERSEDED, note="A later one.",
        on=TODAY, by=lead, now=NOW, today=TODAY,
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="taken off the list"):
        updated(one.item, one.owner)


def test_what_does_not_hold_is_refused_and_nothing_is_saved(register: Flask) -> None:
    one = owned()
    with pytest.raises(Invalid) as refusal:
        updated(one.item, one.owner, update=replace(SAID, done=" ", own_rating=None))
    assert set(refusal.value.problems) == {"done", "own_rating"}
    assert updates_of(db.session(), one.item.id) == []


def closed(one: Owned) -> None:
    """The item, closed by a letter of the inspectorate."""
    record_correspondence(
        details=LetterDetails(subject="Closure", dated_on=TODAY, received_on=TODAY, words="It is closed."),
        said=[Said(one.item, Effect.CLOSES)],
        nonce="once",
        by=person(Role.FORCE_INSPECTION_LEAD, name="Lee Force"),
        now=NOW,
        today=TODAY,
    )


def test_a_late_note_on_a_closed_item_is_kept_marked_and_changes_no_rating(either_register: Flask) -> None:
    one = owned()
    seen = updated(one.item, one.owner).id
    closed(one)
    note = updated(one.item, one.owner, seen=seen, update=UpdateDetails(done="The form is still in use."))
    assert note.is_late_note
    assert "on track" not in note.board_text
    assert ratings_now() == {Rating.BLUE_CLOSED}
    told = timeline(db.session(), [("item", one.item.id)], limit=1)[0].changes
    assert {line.field for line in told} == {"is_late_note", "update_done", "board_text"}


def test_a_late_note_sent_twice_is_known_again(register: Flask) -> None:
    one, note = owned(), UpdateDetails(done="Still in use.")
    closed(one)
    updated(one.item, one.owner, update=note)
    assert is_said_already(item=one.item, seen=0, update=note, by=one.owner)


def test_nothing_new_is_not_said_of_what_has_ended(register: Flask) -> None:
    one = owned()
    closed(one)
    with pytest.raises(NotAllowed, match="late note, in words"):
        say_nothing_new(item=one.item, seen=0, by=one.owner, now=NOW)
