"""Questions for the Chief Constable: drafted from the rows, answered, judged, and recalled."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.fixtures.database import NOW, TODAY, person
from tests.services.meeting_records import moved_on
from tests.services.question_records import ANSWER, FIRST_ON, NEXT_ON, Asking, asking
from tests.services.records import an_item
from tracker.domain.meetings import MeetingMove
from tracker.domain.permissions import SYSTEM
from tracker.domain.questions import MOST_ON_A_PAGE, Assurance
from tracker.domain.refusals import Conflict, Invalid, NotAllowed, NotHere
from tracker.domain.vocabulary import ForWhom, OffListReason, Role
from tracker.models.base import db
from tracker.models.report import Report
from tracker.queries.events import event_count, timeline
from tracker.services.board_questions import QuestionAsked, question_on
from tracker.services.final_copies import make_final_copy
from tracker.services.items import take_off_list
from tracker.services.question_answers import is_answered_already, verdicts_on

DAY = timedelta(days=1)
LATER = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
PUT = "Due on 31 December 2025, 7 days overdue: when will it be done, and what stands in the way?"


def one(made: Asking) -> QuestionAsked:
    (asked,) = made.seen().asked
    return asked


def finalised(made: Asking, exports: Path) -> None:
    """The final copy of the meeting ahead is made."""
    moved_on(made.meeting, MeetingMove.COLLECT, MeetingMove.DRAFT, by=made.secretary)
    make_final_copy(
        meeting=made.meeting,
        version=made.meeting.version,
        before_cut_off="The chair asked for it.",
        exports_dir=exports,
        by=made.secretary,
        now=NOW,
        today=TODAY,
    )


def off_the_list(made: Asking, place: int = 0) -> None:
    """An item that the board asks about no more."""
    item = made.items[place]
    take_off_list(
        item=item,
        version=item.version,
        reason=OffListReason.SUPERSEDED,
        note="A later one replaces it.",
        on=TODAY,
        by=SYSTEM,
        now=NOW,
        today=TODAY,
    )


def test_the_question_is_drawn_from_the_rows_as_they_stand(register: Flask) -> None:
    made = asking()
    assert (one(made).words, one(made).version, one(made).earlier) == (PUT, 0, ())
    assert made.seen().head.is_draft
    (later,) = made.seen(now=NOW + DAY).asked
    assert "8 days overdue" in later.words


def test_after_the_final_copy_the_questions_are_those_of_its_rows(register: Flask, tmp_path: Path) -> None:
    made = asking()
    finalised(made, tmp_path)
    off_the_list(made)
    seen = made.seen(now=NOW + DAY)
    assert ([asked.words for asked in seen.asked], seen.head.version) == ([PUT], 1)


def test_a_meeting_long_held_asks_as_of_its_own_day(register: Flask) -> None:
    (asked,) = asking().seen(now=LATER).asked
    assert "35 days overdue" in asked.words


def test_an_answered_question_stays_as_it_was_put(register: Flask) -> None:
    made = asking()
    made.answered()
    (asked,) = made.seen(now=NOW + 5 * DAY).asked
    assert (asked.words, asked.answer, asked.assurance) == (PUT, ANSWER, Assurance.PARTLY_ASSURED)
    off_the_list(made)
    assert one(made).words == PUT


def test_the_verdict_may_follow_and_says_whose_it_is(register: Flask) -> None:
    made = asking()
    made.answered(assurance=None)
    assert (one(made).assurance, one(made).judged_by, one(made).judged_at) == (None, "", None)
    pcc = person(Role.APPROVER, name="Ines Roe")
    made.answered(version=1, by=pcc, now=LATER, assurance=Assurance.ASSURED)
    asked = one(made)
    assert (asked.assurance, asked.judged_by, asked.judged_at) == (Assurance.ASSURED, "Ines Roe", LATER)
    made.answered(version=2, assurance=None)
    assert (one(made).assurance, one(made).judged_by) == (None, "")


def test_saving_the_same_again_leaves_the_verdict_with_who_gave_it(register: Flask) -> None:
    made = asking()
    made.answered(by=person(Role.APPROVER, name="Ines Roe"))
    made.answered(version=1)
    assert one(made).judged_by == "Ines Roe"


def test_a_verdict_without_an_answer_is_refused(register: Flask) -> None:
    made = asking()
    with pytest.raises(Invalid, match="Enter the answer that this verdict is on"):
        made.answered(" \n")
    assert one(made).version == 0


def test_of_two_people_the_second_is_told_who_was_first(register: Flask) -> None:
    made = asking()
    made.answered("Mine.")
    with pytest.raises(Conflict, match="Asha Patel"):
        made.answered("Theirs.", by=person(Role.APPROVER, name="Ines Roe"))
    made.answered("Mine again.", version=1)
    with pytest.raises(Conflict, match="Asha Patel"):
        made.answered("Theirs.", version=1)
    assert one(made).answer == "Mine again."


def test_a_second_press_is_known_by_its_words_and_its_verdict(register: Flask) -> None:
    made = asking()
    assert not is_answered_already(one(made), "", None)
    made.answered("Mine.\n")
    assert is_answered_already(one(made), "Mine.", Assurance.PARTLY_ASSURED)
    assert not is_answered_already(one(made), "Mine.", None)


def test_each_answer_is_one_event_with_the_words_before_and_after(register: Flask) -> None:
    made = asking()
    row = made.answered()
    before = event_count(db.session())
    made.answered("Four were trained.", Assurance.ASSURED, version=1)
    assert event_count(db.session()) == before + 1
    event, first = timeline(db.session(), [("board_question", row.id)])
    assert [(line.field, line.before, line.after) for line in event.changes] == [
        ("answer", ANSWER, "Four were trained."),
        ("assurance", "partly_assured", "assured"),
    ]
    assert ("question", PUT) in [(line.field, line.after) for line in first.changes]


def test_the_answer_is_recalled_at_the_next_meeting(register: Flask) -> None:
    made = asking()
    made.answered()
    following = made.meets(NEXT_ON)
    (asked,) = made.seen(following, now=LATER).asked
    assert asked.earlier == (f"On 4 February 2026: partly assured — {ANSWER}",)
    assert (asked.version, asked.answer) == (0, "")


def test_a_question_that_nobody_answered_is_recalled_too_with_the_answer_before(
    register: Flask, tmp_path: Path
) -> None:
    made = asking()
    earlier = made.meets(date(2026, 1, 20))
    made.answered(meeting=earlier)
    finalised(made, tmp_path)
    (asked,) = made.seen(made.meets(NEXT_ON), now=LATER).asked
    assert asked.earlier == (
        "On 4 February 2026: asked, and no answer recorded.",
        f"On 20 January 2026: partly assured — {ANSWER}",
    )


def test_a_meeting_that_was_called_off_is_not_recalled(register: Flask) -> None:
    made = asking()
    made.answered()
    moved_on(made.meeting, MeetingMove.CALL_OFF, by=made.secretary, words="No quorum.")
    (asked,) = made.seen(made.meets(NEXT_ON), now=LATER).asked
    assert asked.earlier == ()


def test_another_board_s_answer_is_not_this_board_s_to_recall(register: Flask) -> None:
    made = asking()
    made.answered()
    other = asking(board="Other Board", secretary=made.secretary, office=made.office)
    assert all(asked.earlier == () for asked in other.seen(other.meets(NEXT_ON), now=LATER).asked)


def test_what_was_asked_last_time_and_not_again_is_told_with_what_came_of_it(register: Flask) -> None:
    made = asking()
    made.answered()
    off_the_list(made)
    found = made.seen(made.meets(NEXT_ON), now=LATER)
    assert found.asked == ()
    ((item, said),) = found.not_again
    assert (item.reference, said) == (
        made.items[0].reference,
        (f"On 4 February 2026: partly assured — {ANSWER}",),
    )


def test_a_page_holds_twelve_and_what_is_answered_beyond_them(register: Flask) -> None:
    made = asking(MOST_ON_A_PAGE + 2)
    seen = made.seen()
    assert len(seen.asked) == MOST_ON_A_PAGE
    assert seen.left_out.startswith("2 more items give rise")
    shown = {asked.item.reference for asked in seen.asked}
    beyond = next(item.reference for item in made.items if item.reference not in shown)
    made.answered(reference=beyond)
    seen = made.seen()
    assert [asked.item.reference for asked in seen.asked if asked.version] == [beyond]
    assert seen.left_out.startswith("1 more item gives rise")


def test_an_item_that_gives_no_question_takes_no_answer(register: Flask) -> None:
    made = asking()
    quiet = an_item(db.session.query(Report).one(), number="9", for_whom=ForWhom.FORCE)
    with pytest.raises(Invalid, match="gives rise to no question any more"):
        made.answered(reference=quiet.reference)
    with pytest.raises(NotHere):
        made.answered(reference="R2099-01-REC1")
    with pytest.raises(NotHere):
        question_on(made.seen(), quiet.reference)
    assert question_on(made.seen(), made.items[0].reference.lower()).words == PUT


def test_nothing_under_embargo_is_asked_about(register: Flask) -> None:
    made = asking(published_on=TODAY + 5 * DAY, is_embargoed=True)
    assert made.seen().asked == ()
    with pytest.raises(NotHere):
        made.answered()
    assert len(made.seen(now=NOW + 5 * DAY).asked) == 1


def test_who_prepares_the_board_reads_the_questions_and_the_pcc_s_people_answer(register: Flask) -> None:
    made = asking()
    for role in (Role.BOARD_SECRETARY, Role.AUDITOR):
        reader = person(role, name=f"Rae {role.value.title()}")
        assert len(made.seen(by=reader).asked) == 1
        assert not made.seen(by=reader).may_answer
        with pytest.raises(NotAllowed):
            made.answered(by=reader)
    for role in (Role.FORCE_INSPECTION_LEAD, Role.OWNER, Role.EXECUTIVE_LEAD, Role.ADMINISTRATOR):
        with pytest.raises(NotAllowed, match="read the questions for the Chief Constable"):
            made.seen(by=person(role, name=f"Nia {role.value.title()}"))


def test_a_meeting_that_was_called_off_takes_no_answer(register: Flask) -> None:
    made = asking()
    moved_on(made.meeting, MeetingMove.CALL_OFF, by=made.secretary, words="No quorum.")
    with pytest.raises(NotAllowed, match="called off"):
        made.answered()


def test_the_verdict_is_everybody_s_once_the_meeting_is_tabled(register: Flask, tmp_path: Path) -> None:
    made = asking()
    made.answered()
    key, force = made.items[0].id, person(Role.FORCE_INSPECTION_LEAD, name="Lee Force")
    (verdict,) = verdicts_on(item_id=key, by=made.office)
    assert (verdict.on, verdict.question, verdict.answer) == (FIRST_ON, PUT, ANSWER)
    assert (verdict.assurance, verdict.judged_by) == (Assurance.PARTLY_ASSURED, "Asha Patel")
    finalised(made, tmp_path)
    assert verdicts_on(item_id=key, by=force) == ()
    moved_on(made.meeting, MeetingMove.TABLE, by=made.secretary, now=LATER, today=LATER.date())
    assert verdicts_on(item_id=key, by=force) == (verdict,)
