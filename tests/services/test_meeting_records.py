"""What is recorded of a meeting: who came, decisions and the actions they open, and items raised above."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.board_records import a_board, by_hand
from tests.services.meeting_records import ACT, BEFORE_ON, ON, Story, a_story, meets, moved_on
from tests.services.records import a_report, an_item
from tracker.domain.actions import ActionDetails
from tracker.domain.audit import EventName
from tracker.domain.meeting_records import Came
from tracker.domain.meetings import Attendance, MeetingMove
from tracker.domain.permissions import SYSTEM
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import Role
from tracker.models.action import Action
from tracker.models.base import db
from tracker.models.board import BoardByHand
from tracker.models.meeting import Meeting
from tracker.models.report import Report
from tracker.queries.board_items import items_of_board
from tracker.queries.events import event_count, timeline
from tracker.queries.meeting_records import attendance_of, note_by_nonce, notes_of, raised_at
from tracker.services.meeting_records import note_decision, raise_item, record_attendance

THERE: dict[str, Any] = {"now": NOW + timedelta(days=28), "today": ON}
"""On the day of the meeting."""


@pytest.fixture
def story(register: Flask) -> Story:
    return a_story()


@pytest.fixture
def meeting(story: Story) -> Meeting:
    return meets(story)


def came(
    story: Story, meeting: Meeting, attendance: Attendance | None, people: str = "", **given: Any
) -> None:
    plain: dict[str, Any] = {"version": meeting.version, "by": story.secretary}
    said = [Came(story.agency.id, attendance, people)]
    record_attendance(meeting=meeting, came=said, **(plain | THERE | given))


def noted(story: Story, meeting: Meeting, words: str = "Bring a plan.", **given: Any) -> Any:
    return note_decision(meeting=meeting, words=words, **({"by": story.secretary} | THERE | given))


def raised(story: Story, meeting: Meeting, **given: Any) -> None:
    plain: dict[str, Any] = {"item": story.items[0], "parent": story.above, "by": story.secretary}
    raise_item(meeting=meeting, **(plain | ACT | given))


def test_an_agency_s_attendance_is_recorded_corrected_and_taken_back(story: Story, meeting: Meeting) -> None:
    came(story, meeting, Attendance.ABSENT)
    came(story, meeting, Attendance.ATTENDED, " Pat Ford ")
    [(row, name)] = attendance_of(db.session(), meeting.id)
    assert (name, row.attendance, row.people) == ("Wessmere Council", Attendance.ATTENDED, "Pat Ford")
    told = timeline(db.session(), [("meeting", meeting.id)])[0].changes[0]
    assert (told.before, told.after) == (
        "Wessmere Council: Absent",
        "Wessmere Council: Attended (Pat Ford)",
    )
    came(story, meeting, None)
    assert attendance_of(db.session(), meeting.id) == []


def test_before_the_day_only_apologies_are_recorded(story: Story, meeting: Meeting) -> None:
    with pytest.raises(Invalid, match="until then only apologies"):
        came(story, meeting, Attendance.ATTENDED, **ACT)
    came(story, meeting, Attendance.APOLOGIES, version=1, **ACT)
    assert len(attendance_of(db.session(), meeting.id)) == 1


def test_nobody_comes_to_a_meeting_that_was_called_off(story: Story, meeting: Meeting) -> None:
    moved_on(meeting, MeetingMove.CALL_OFF, by=story.secretary, words="No quorum.")
    with pytest.raises(NotAllowed, match="called off"):
        came(story, meeting, Attendance.ATTENDED)
    with pytest.raises(NotAllowed, match="called off"):
        noted(story, meeting)


def test_an_agency_of_another_board_is_not_here(story: Story, meeting: Meeting) -> None:
    with pytest.raises(NotHere):
        record_attendance(
            meeting=meeting,
            version=1,
            came=[Came(story.agency.id + 1, Attendance.ATTENDED)],
            by=story.secretary,
            **THERE,
        )


def test_of_two_who_record_attendance_the_second_hears_of_the_first(story: Story, meeting: Meeting) -> None:
    came(story, meeting, Attendance.ATTENDED)
    with pytest.raises(Conflict):
        came(story, meeting, Attendance.ABSENT, version=1)


def test_a_decision_about_no_item_is_noted(story: Story, meeting: Meeting) -> None:
    noted(story, meeting, "The terms of reference stand.")
    [row] = notes_of(db.session(), meeting.id, SYSTEM, TODAY)
    assert (row.note.words, row.item, row.action_id) == ("The terms of reference stand.", None, None)


def test_a_decision_on_an_item_stands_in_the_item_s_history(story: Story, meeting: Meeting) -> None:
    item = story.items[0]
    noted(story, meeting, item=item)
    told = timeline(db.session(), [("item", item.id)])[0]
    assert told.name is EventName.DECISION_NOTED
    assert ("decision", "Wessmere Delivery Group: Bring a plan.") in [
        (line.field, line.after) for line in told.changes
    ]


def test_a_decision_opens_an_action_on_its_item_in_one_event(story: Story, meeting: Meeting) -> None:
    before = event_count(db.session())
    action = ActionDetails("Write the plan.", story.post.id, date(2026, 3, 31), "The plan.")
    note = noted(story, meeting, item=story.items[0], action=action)
    assert event_count(db.session()) == before + 1
    opened = db.session.get_one(Action, note.action_id)
    assert [row.item_id for row in opened.items] == [story.items[0].id]
    assert opened.added_by == "Bo Secretary"


def test_an_action_of_a_meeting_follows_the_rules_of_actions(story: Story, meeting: Meeting) -> None:
    with pytest.raises(Invalid) as refusal:
        noted(story, meeting, item=story.items[0], action=ActionDetails("Write the plan."))
    assert set(refusal.value.problems) == {"owner_post", "target_on", "proof_expected"}
    assert notes_of(db.session(), meeting.id, SYSTEM, TODAY) == []


def test_an_action_needs_its_item(story: Story, meeting: Meeting) -> None:
    action = ActionDetails("Write the plan.", story.post.id, date(2026, 3, 31), "The plan.")
    with pytest.raises(Invalid, match="Name the item"):
        noted(story, meeting, action=action)


def test_a_decision_needs_words_and_its_day(story: Story, meeting: Meeting) -> None:
    with pytest.raises(Invalid, match="Enter what the meeting decided"):
        noted(story, meeting, "\t ")
    with pytest.raises(Invalid, match="decisions are noted from then on"):
        noted(story, meeting, **ACT)


def test_a_decision_on_an_item_that_the_board_does_not_oversee_is_refused(
    story: Story, meeting: Meeting
) -> None:
    by_hand(story.board, story.items[1], is_in=False)
    with pytest.raises(Invalid, match="does not oversee R2025-01-REC2"):
        noted(story, meeting, item=story.items[1])


def test_nothing_is_noted_of_an_item_under_embargo(story: Story, meeting: Meeting) -> None:
    secret = a_report("Not out yet", published_on=date(2026, 6, 1), is_embargoed=True)
    item = an_item(secret)
    with pytest.raises(Invalid, match="There is no item"):
        noted(story, meeting, item=item)


def test_nor_by_a_named_reader_of_its_report_whose_words_everybody_would_read(
    story: Story, meeting: Meeting
) -> None:
    readers = (story.secretary.account_id,)
    secret = a_report("Not out yet", published_on=date(2026, 6, 1), is_embargoed=True, reader_ids=readers)
    with pytest.raises(Invalid, match="under embargo: nothing is noted of it here"):
        noted(story, meeting, item=an_item(secret))


def test_a_decision_is_not_shown_while_its_item_may_not_be_known(story: Story, meeting: Meeting) -> None:
    noted(story, meeting, item=story.items[0])
    reader = person(Role.AUDITOR, name="Ada Audit")
    assert len(notes_of(db.session(), meeting.id, reader, TODAY)) == 1
    report = db.session.get_one(Report, story.items[0].report_id)
    report.is_embargoed, report.published_on = True, date(2026, 6, 1)
    db.session.commit()
    assert notes_of(db.session(), meeting.id, reader, TODAY) == []


def test_a_decision_of_an_earlier_form_is_found_by_its_nonce(story: Story, meeting: Meeting) -> None:
    note = noted(story, meeting, nonce="once")
    assert note_by_nonce(db.session(), "once") == note.id
    assert note_by_nonce(db.session(), "") is None


def test_an_item_is_raised_to_the_board_above_which_then_oversees_it(story: Story) -> None:
    meets(story, BEFORE_ON)
    meeting = meets(story)
    raised(story, meeting)
    assert items_of_board(db.session(), story.above.id) == [story.items[0]]
    said = db.session.get_one(BoardByHand, (story.above.id, story.items[0].id))
    assert said.raised_from_id == meeting.id
    assert said.reason == (
        "Red at two meetings running of Wessmere Delivery Group: 14 January 2026 and 4 February 2026."
    )
    assert raised_at(db.session(), meeting.id, SYSTEM, TODAY) == [
        (story.items[0].id, "R2025-01-REC1", "Wessmere Coordination Board")
    ]
    told = timeline(db.session(), [("item", story.items[0].id)])[0]
    assert told.name is EventName.ITEM_RAISED
    assert ("board", "wessmere-coordination-board") in [(line.field, line.after) for line in told.changes]


def test_an_item_is_raised_once(story: Story, meeting: Meeting) -> None:
    raised(story, meeting)
    with pytest.raises(Invalid, match="Wessmere Coordination Board oversees this item already"):
        raised(story, meeting)


def test_an_item_is_raised_to_a_board_above_only(story: Story, meeting: Meeting) -> None:
    with pytest.raises(Invalid, match="does not report to Fenland Board"):
        raised(story, meeting, parent=a_board("Fenland Board"))


def test_what_the_board_above_keeps_off_by_hand_is_not_raised_over_its_head(
    story: Story, meeting: Meeting
) -> None:
    by_hand(story.above, story.items[0], is_in=False)
    with pytest.raises(Invalid, match="keeps this item off by hand: The chair asked"):
        raised(story, meeting)


def test_only_its_own_secretary_records_anything_of_a_meeting(story: Story, meeting: Meeting) -> None:
    other = person(Role.BOARD_SECRETARY, name="Other Secretary")
    for act in (
        lambda: came(story, meeting, Attendance.ATTENDED, by=other),
        lambda: noted(story, meeting, by=other),
        lambda: raised(story, meeting, by=other),
    ):
        with pytest.raises(NotAllowed, match="not this board's secretary"):
            act()
