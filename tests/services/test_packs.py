"""The pack of a board: its items as at a moment, what opens its period, and what it may tell of."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from tests.fixtures.database import NOW, TODAY, person
from tests.services.board_histories import a_secretary
from tests.services.board_records import a_board, by_hand, overseeing
from tests.services.date_records import JUNE, SEPT, a_dated_item
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.pack_records import a_meeting, a_pack, line_of
from tests.services.records import BY_JUNE, PUBLISHED, a_report, an_item
from tests.services.update_records import owned, updated
from tracker.domain.counts import Term
from tracker.domain.packs import RATINGS
from tracker.domain.permissions import SYSTEM
from tracker.domain.updates import UpdateDetails
from tracker.domain.vocabulary import (
    Grade,
    ItemKind,
    Marking,
    MonitoringState,
    OffListReason,
    OwnRating,
    Rating,
    Role,
    Standing,
    TargetState,
)
from tracker.models.base import db
from tracker.models.meeting import MeetingText
from tracker.queries.events import head
from tracker.services.items import take_off_list
from tracker.services.overrides import override_rating
from tracker.services.packs import pack_of
from tracker.services.updates import say_nothing_new

LATER = NOW + timedelta(days=40)
"""Monday 16 February 2026."""


def test_an_item_is_told_as_it_stood_at_the_moment(register: Flask) -> None:
    item = a_dated_item()
    board = overseeing(a_board())
    item.decides(item.wants(SEPT), TargetState.AGREED)
    updated(item.item, item.owner, now=NOW + timedelta(days=1))
    line = line_of(a_pack(board, LATER), item.item)
    assert (line.item, line.kind, line.standing) == ("Recommendation 1", "Recommendation", Standing.OPEN)
    assert (line.owner, line.owner_person) == ("Head of Reviews", "Owen Hart")
    assert line.executive_lead == "Assistant Chief Constable"
    assert (line.inspectorate_on, line.first_in_force, line.date_in_force) == (JUNE, JUNE, SEPT)
    assert (line.times_moved, line.days_moved) == (1, 92)
    assert (line.rating, line.own_rating, line.delivery) == (Rating.GREEN, "On track", "In progress")
    assert line.next_step == "Test them in May."
    assert "All call handlers were trained." in line.update
    assert line.turns_red_on == date(2026, 10, 1)
    assert (line.last_update_on, line.is_updated_since) == (date(2026, 1, 8), True)


def test_what_was_recorded_after_the_moment_is_not_told(register: Flask) -> None:
    mine = owned()
    board = overseeing(a_board())
    first = updated(mine.item, mine.owner, now=NOW)
    worse = UpdateDetails("It broke.", "Mend it.", OwnRating.OFF_TRACK, "It is broken.")
    updated(mine.item, mine.owner, seen=first.id, update=worse, now=LATER)
    before = line_of(pack_of(board=board, meeting=None, as_at=NOW, now=LATER), mine.item)
    after = line_of(a_pack(board, LATER), mine.item)
    assert (before.rating, before.next_step) == (Rating.NEW, "Test them in May.")
    assert (after.rating, after.next_step, after.update) == (Rating.RED, "Mend it.", "It is broken.")


def test_a_moment_that_has_not_come_is_read_as_now(register: Flask) -> None:
    board = overseeing(a_board())
    pack = pack_of(board=board, meeting=None, as_at=LATER, now=NOW)
    assert pack.head.as_at == NOW
    assert pack.head.is_draft


def test_who_is_in_the_post_on_the_day_is_told(register: Flask) -> None:
    post, board = a_post(), overseeing(a_board())
    item = allocated(an_item(a_report()), post)
    holds(post, person(Role.OWNER, name="Ada First"), to_on=date(2026, 2, 1))
    holds(post, person(Role.OWNER, name="Ben Second"), from_on=date(2026, 2, 1))
    assert line_of(a_pack(board, NOW), item).owner_person == "Ada First"
    assert line_of(a_pack(board, LATER), item).owner_person == "Ben Second"


def test_an_override_is_told_with_who_set_it_and_why(register: Flask) -> None:
    office, item, board = person(Role.SIGNING_OFF), an_item(a_report()), overseeing(a_board())
    override_rating(
        item=item,
        version=1,
        rating=Rating.RED,
        reason="The building waits.",
        expires_on=date(2026, 3, 1),
        by=office,
        now=NOW,
        today=TODAY,
    )
    line = line_of(a_pack(board, NOW), item)
    assert (line.rating, line.derived) == (Rating.RED, Rating.NEW)
    assert "overridden by Asha Patel until 1 March 2026: The building waits" in line.reason


def test_nothing_new_is_counted_since_the_last_update_in_words(register: Flask) -> None:
    mine, board = owned(), overseeing(a_board())
    last = updated(mine.item, mine.owner).id
    for days in (10, 20):
        last = say_nothing_new(item=mine.item, seen=last, by=mine.owner, now=NOW + timedelta(days)).id
    assert line_of(a_pack(board, NOW + timedelta(15)), mine.item).times_nothing_new == 1
    assert line_of(a_pack(board, LATER), mine.item).times_nothing_new == 2


def test_the_words_edited_for_a_meeting_go_before_the_owners(register: Flask) -> None:
    mine, board = owned(), overseeing(a_board())
    updated(mine.item, mine.owner)
    secretary = a_secretary(board)
    meeting, other = (a_meeting(board, date(2026, 2, day), by=secretary) for day in (4, 11))
    db.session.add(
        MeetingText(
            meeting_id=meeting.id,
            item_id=mine.item.id,
            text="In plain words.",
            edited_at=LATER,
            edited_by="Bo",
        )
    )
    db.session.commit()
    assert line_of(a_pack(board, LATER, meeting), mine.item).update == "In plain words."
    assert "All call handlers" in line_of(a_pack(board, LATER, other), mine.item).update
    before = pack_of(board=board, meeting=meeting, as_at=NOW, now=LATER)
    assert "All call handlers" in line_of(before, mine.item).update


def test_ratings_are_counted_by_kind_and_report_and_altogether(register: Flask) -> None:
    board, first, second = overseeing(a_board()), a_report("Custody"), a_report("Records")
    an_item(first, number="1")
    an_item(first, number="2", kind=ItemKind.AREA_FOR_IMPROVEMENT)
    an_item(second, number="1")
    pack = a_pack(board, NOW)
    new = RATINGS.index(Rating.NEW)
    assert [(line.name, line.numbers[new], line.total) for line in pack.by_kind] == [
        ("Recommendation", 2, 2),
        ("Area for improvement", 1, 1),
        ("All items", 3, 3),
    ]
    assert [(line.name, line.total) for line in pack.by_report] == [
        (f"{second.reference} Records", 1),
        (f"{first.reference} Custody", 2),
    ]
    assert [line.reference for line in pack.items] == ["R2025-02-REC1", "R2025-01-REC1", "R2025-01-AFI2"]


def test_the_head_says_which_board_which_meeting_and_which_entry_of_the_history_was_last(
    register: Flask,
) -> None:
    board = a_board("Business Board", reference="bb", marking=Marking.OFFICIAL)
    secretary = a_secretary(board)
    meeting = a_meeting(board, date(2026, 2, 4), by=secretary, agenda_item="7")
    told = a_pack(board, NOW, meeting).head
    last = head(db.session())
    assert last is not None
    assert (told.board, told.board_reference, told.marking) == ("Business Board", "bb", "OFFICIAL")
    assert (told.meeting_on, told.agenda_item) == (date(2026, 2, 4), "7")
    assert (told.head_seq, told.head_hash) == (last.seq, last.hash)
    an_item(a_report(now=LATER), now=LATER)
    assert pack_of(board=board, meeting=meeting, as_at=NOW, now=LATER).head.head_seq == last.seq


def test_the_rating_at_the_last_board_is_told_for_what_was_on_it_then(register: Flask) -> None:
    board = overseeing(a_board())
    secretary = a_secretary(board)
    a_meeting(board, date(2026, 1, 12), by=secretary)
    old = an_item(a_report(), deadlines=(BY_JUNE,))
    new = an_item(a_report("Later"), now=LATER)
    pack = a_pack(board, LATER)
    assert (line_of(pack, old).rating_before, line_of(pack, old).rating) == (Rating.NEW, Rating.AMBER)
    assert line_of(pack, new).rating_before is None


def test_what_was_taken_off_or_left_the_board_is_told_apart(register: Flask) -> None:
    board, report = overseeing(a_board()), a_report()
    kept, off, left = (an_item(report, number=number) for number in "123")
    take_off_list(
        item=off,
        version=off.version,
        reason=OffListReason.SUPERSEDED,
        note="The report of May replaces it.",
        on=TODAY,
        by=SYSTEM,
        now=NOW,
        today=TODAY,
    )
    by_hand(board, left, is_in=False, now=NOW + timedelta(hours=1))
    pack = a_pack(board, LATER)
    assert {line.reference: line.standing for line in pack.items} == {
        kept.reference: Standing.OPEN,
        off.reference: Standing.OFF_LIST,
    }
    assert line_of(pack, off).off_list_reason == "Superseded by a later item"
    assert pack.number(Term.CLOSING) == 1


def test_a_board_without_items_has_an_empty_pack_whose_sum_is_nothing(register: Flask) -> None:
    pack = a_pack(a_board(), NOW)
    assert (pack.items, pack.changes, pack.by_kind, pack.by_report) == ((), (), (), ())
    assert {line.number for line in pack.counts} == {0}
    assert pack.trend[-1].open_items == 0
    assert pack.head.history_note == ""


def test_grades_are_those_of_the_reports_of_its_items(register: Flask) -> None:
    report = a_report(
        grades=(("Protecting vulnerable people", Grade.ADEQUATE),), monitoring_state=MonitoringState.ENGAGE
    )
    a_report("Not on it", grades=(("Leadership", Grade.GOOD),))
    item = an_item(report)
    (line,) = a_pack(overseeing(a_board()), NOW).grades
    assert (line.report_reference, line.published_on) == (report.reference, PUBLISHED)
    assert (line.question, line.grade) == ("Protecting vulnerable people", "Adequate")
    assert line.monitoring == "Engage (enhanced phase)"
    assert item.report_id == report.id


@pytest.mark.parametrize("either_register", ["sqlite"], indirect=True)
def test_a_pack_of_many_items_asks_no_more_than_one_of_few(either_register: Flask) -> None:
    board, report = overseeing(a_board()), a_report()
    asked = []
    for count in (3, 40):
        for number in range(count):
            an_item(report, number=f"{count}-{number}")
        db.session.expire_all()
        asked.append(statements_of(lambda: a_pack(board, LATER)))
    assert asked[0] == asked[1]


def statements_of(work: object) -> int:
    """How many statements some work sends."""
    sent: list[str] = []

    def note(*heard: object) -> None:
        sent.append(str(heard[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    work()  # type: ignore[operator]
    event.remove(db.engine, "before_cursor_execute", note)
    return len(sent)
