"""The text for the board: the owner's words until the secretary edits them, and nothing of either lost."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from tests.fixtures.database import NOW, TODAY, person
from tests.services.chase_records import LATER, MEETS_ON, Chased, chased, meets
from tests.services.ownership_records import a_post, allocated
from tests.services.records import a_report, an_item
from tests.services.update_records import updated
from tracker.domain.board_rules import BoardRule
from tracker.domain.items import DeadlineDetails
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.updates import UpdateDetails
from tracker.domain.vocabulary import DeadlineBasis, ForWhom, ItemKind, OwnRating, Precision, Role
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.meeting import Meeting, MeetingText
from tracker.queries.events import event_count, timeline
from tracker.services.board_oversight import change_rules
from tracker.services.board_texts import (
    BoardText,
    TextAhead,
    edit_board_text,
    is_found,
    is_saved_already,
    texts_ahead,
    texts_for_meeting,
)

DAY = timedelta(days=1)


def texts(made: Chased, by: Actor | None = None, today: date = TODAY) -> tuple[BoardText, ...]:
    db.session.rollback()
    return texts_for_meeting(meeting=made.meeting, by=by or made.secretary, today=today).texts


def edited(
    made: Chased,
    text: str = "The form is in use.",
    *,
    version: int = 0,
    seen: int = 0,
    is_sensitive: bool = False,
    item: Item | None = None,
    meeting: Meeting | None = None,
    by: Actor | None = None,
) -> MeetingText:
    return edit_board_text(
        meeting=meeting or made.meeting,
        item=item or made.items[0],
        version=version,
        seen=seen,
        text=text,
        is_sensitive=is_sensitive,
        by=by or made.secretary,
        now=LATER,
    )


def test_it_is_the_owners_text_until_somebody_edits_it(register: Flask) -> None:
    made = chased("1")
    assert [(one.text, one.version) for one in texts(made)] == [("", 0)]
    said = UpdateDetails("Trained.", "Test.", OwnRating.ON_TRACK, "All are trained.")
    updated(made.items[0], made.owner, update=said, now=LATER)
    assert [(one.text, one.version) for one in texts(made)] == [("All are trained.", 0)]
    edited(made, "Every handler is trained.")
    assert [(one.text, one.version, one.edited_by) for one in texts(made)] == [
        ("Every handler is trained.", 1, "Bo Secretary")
    ]


def test_what_the_owner_says_after_the_edit_stands_beside_it(register: Flask) -> None:
    made = chased("1")
    first = updated(made.items[0], made.owner, now=LATER)
    edited(made, seen=first.id)
    assert not texts(made)[0].owner_since
    more = UpdateDetails("Tested too.", "", OwnRating.AT_RISK, "The test failed.")
    second = updated(made.items[0], made.owner, seen=first.id, update=more, now=LATER)
    (one,) = texts(made)
    assert (one.owner_since, one.text) == (True, "The form is in use.")
    assert one.update is not None
    assert one.update.board_text == "The test failed."
    edited(made, "In use; the test failed.", version=1, seen=second.id)
    assert not texts(made)[0].owner_since


def test_an_update_of_another_item_is_never_taken_for_the_one_seen(register: Flask) -> None:
    made = chased("1", "2")
    other = updated(made.items[1], made.owner, now=LATER)
    assert edited(made, seen=other.id).update_id is None


def test_of_two_secretaries_the_second_is_told_who_was_first(either_register: Flask) -> None:
    made = chased("1")
    edited(made, "Mine.")
    with pytest.raises(Conflict, match="Bo Secretary"):
        edited(made, "Theirs.")
    edited(made, "Mine again.", version=1)
    with pytest.raises(Conflict, match="Bo Secretary"):
        edited(made, "Theirs.", version=1)
    assert texts(made)[0].text == "Mine again."


def test_a_second_press_is_known_by_its_words(register: Flask) -> None:
    made = chased("1")
    edited(made, "Mine.\n")

    def is_saved(text: str, *, is_sensitive: bool = False) -> bool:
        return is_saved_already(
            meeting=made.meeting, item=made.items[0], text=text, is_sensitive=is_sensitive
        )

    assert is_saved("Mine.")
    assert not is_saved("Other.")
    assert not is_saved("Mine.", is_sensitive=True)


@pytest.mark.parametrize(("text", "told"), [(" \n ", "Write what"), ("x" * 30_001, "30,000 characters")])
def test_a_text_of_nothing_or_too_long_is_refused(register: Flask, text: str, told: str) -> None:
    made = chased("1")
    with pytest.raises(Invalid, match=told):
        edited(made, text)
    assert texts(made)[0].version == 0


def test_each_edit_is_one_event_with_the_words_before_and_after(register: Flask) -> None:
    made = chased("1")
    row = edited(made, "First.")
    before = event_count(db.session())
    edited(made, "Second.", version=1, is_sensitive=True)
    assert event_count(db.session()) == before + 1
    (edit, _) = timeline(db.session(), [("meeting_text", row.id)])
    assert [(line.field, line.before, line.after) for line in edit.changes] == [
        ("board_text", "First.", "Second."),
        ("is_sensitive", None, "yes"),
    ]


def test_each_meeting_has_its_own_text_and_the_earlier_ones_stand_beside(register: Flask) -> None:
    made = chased("1")
    edited(made, "In February.")
    sensitive = meets(made.board, made.secretary, MEETS_ON + 30 * DAY, MEETS_ON + 20 * DAY)
    edited(made, "In March.", meeting=sensitive, is_sensitive=True)
    made.meeting = meets(made.board, made.secretary, MEETS_ON + 60 * DAY, MEETS_ON + 50 * DAY)
    (one,) = texts(made)
    assert (one.text, one.version) == ("", 0)
    assert [(text.on, text.text, text.is_sensitive) for text in one.earlier] == [
        (MEETS_ON + 30 * DAY, "In March.", True),
        (MEETS_ON, "In February.", False),
    ]


def test_the_exceptions_come_first(either_register: Flask) -> None:
    made = chased("1")
    late = DeadlineDetails("Past", TODAY - DAY, Precision.DAY, DeadlineBasis.DATED)
    red = an_item(a_report("Custody"), number="9", for_whom=ForWhom.FORCE, deadlines=(late,))
    allocated(red, made.post)
    assert [one.item.reference for one in texts(made)] == [red.reference, made.items[0].reference]


def test_an_item_is_found_by_its_reference_its_owner_and_its_text(register: Flask) -> None:
    made = chased("1")
    edited(made, "The FORM is in use.")
    (one,) = texts(made)
    assert all(is_found(one, words) for words in ("rec1", "head of reviews", "form is", "open cases"))
    assert not is_found(one, "custody")


def test_nothing_under_embargo_is_written_about(register: Flask) -> None:
    made = chased("1", published_on=TODAY + 5 * DAY, is_embargoed=True)
    assert texts(made) == ()
    with pytest.raises(NotHere, match="The board does not read of"):
        edited(made)
    assert len(texts(made, today=TODAY + 5 * DAY)) == 1


def test_an_item_that_left_the_board_is_written_about_no_more(register: Flask) -> None:
    made = chased("1")
    change_rules(
        board=made.board,
        version=made.board.version,
        rules=[BoardRule(item_kind=ItemKind.CAUSE_OF_CONCERN)],
        by=made.secretary,
        now=LATER,
    )
    assert texts(made) == ()
    with pytest.raises(NotHere, match="does not read of"):
        edited(made)


def test_the_office_and_the_approver_read_the_texts_and_only_the_secretary_writes(register: Flask) -> None:
    made = chased("1")
    for role in (Role.OFFICE_STAFF, Role.APPROVER):
        reader = person(role, name=f"Rae {role.value.title()}")
        assert len(texts(made, reader)) == 1
        with pytest.raises(NotAllowed):
            edited(made, by=reader)
    with pytest.raises(NotAllowed, match="before the final copy"):
        texts(made, made.owner)
    with pytest.raises(NotAllowed, match="before the final copy"):
        texts(made, person(Role.AUDITOR, name="Ada Audit"))
    with pytest.raises(NotAllowed, match="You are not this board"):
        edited(made, by=person(Role.BOARD_SECRETARY, name="Una Other"))


def ahead(made: Chased, by: Actor) -> list[TextAhead]:
    db.session.rollback()
    return list(texts_ahead(item=made.items[0], by=by, today=TODAY))


def test_the_owner_sees_what_the_board_will_read(either_register: Flask) -> None:
    made = chased("1")
    updated(made.items[0], made.owner, now=LATER)
    assert [(one.on, one.edited_by) for one in ahead(made, made.owner)] == [(MEETS_ON, "")]
    edited(made, "The form is in use.")
    assert [(one.text, one.edited_by) for one in ahead(made, made.owner)] == [
        ("The form is in use.", "Bo Secretary")
    ]


def test_whoever_does_not_work_on_the_item_sees_nothing_before_the_final_copy(register: Flask) -> None:
    made = chased("1")
    edited(made)
    a_post("other", "Head of Something Else")
    assert ahead(made, person(Role.OWNER, name="Nia Stranger")) == []
    assert ahead(made, person(Role.AUDITOR, name="Ada Audit")) == []
    assert len(ahead(made, person(Role.APPROVER, name="Ada Approver"))) == 1


def test_a_text_can_be_edited_a_day_before_the_meeting_too(register: Flask) -> None:
    made = chased("1")
    edit_board_text(
        meeting=made.meeting,
        item=made.items[0],
        version=0,
        seen=0,
        text="At the last moment.",
        is_sensitive=False,
        by=made.secretary,
        now=NOW + 27 * DAY,
    )
    assert texts(made)[0].text == "At the last moment."


def statements_for(made: Chased) -> int:
    """How many statements the page of the texts takes."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    db.session.rollback()
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        texts(made)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def test_the_number_of_statements_does_not_grow_with_the_items(register: Flask) -> None:
    made = chased("1", "2")
    few = statements_for(made)
    report = a_report("Custody")
    for number in range(10):
        allocated(an_item(report, number=str(number), for_whom=ForWhom.FORCE), made.post)
    assert len(texts(made)) == 12
    assert statements_for(made) == few
