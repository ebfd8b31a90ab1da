"""What holds of the records of a meeting: attendance, decisions, and items that go up."""

from datetime import date

import pytest

from tracker.domain.meeting_records import (
    MAX_DECISION,
    MAX_PEOPLE,
    Came,
    may_record_what_was_said,
    problem_with_raising,
    problems_with_attendance,
    problems_with_decision,
    why_raised,
)
from tracker.domain.meetings import Attendance, MeetingStatus

ON = date(2026, 3, 12)
DAY_BEFORE = date(2026, 3, 11)


@pytest.mark.parametrize("status", list(MeetingStatus), ids=str)
def test_what_was_said_is_recorded_of_every_meeting_but_one_called_off(status: MeetingStatus) -> None:
    assert bool(may_record_what_was_said(status)) == (status is not MeetingStatus.CALLED_OFF)


@pytest.mark.parametrize(
    ("attendance", "today", "holds"),
    [
        (Attendance.APOLOGIES, DAY_BEFORE, True),
        (Attendance.ATTENDED, DAY_BEFORE, False),
        (Attendance.ABSENT, DAY_BEFORE, False),
        (Attendance.ATTENDED, ON, True),
        (None, DAY_BEFORE, True),
    ],
)
def test_only_apologies_come_before_the_day(attendance: Attendance | None, today: date, holds: bool) -> None:
    assert (problems_with_attendance([Came(7, attendance)], ON, today) == {}) == holds


def test_names_go_with_what_is_known_of_the_agency() -> None:
    assert set(problems_with_attendance([Came(7, None, "Pat Ford")], ON, ON)) == {"came-7"}


def test_a_long_list_of_names_is_refused_by_how_long_it_is() -> None:
    came = [Came(7, Attendance.ATTENDED, "x" * (MAX_PEOPLE + 1))]
    assert "501" in problems_with_attendance(came, ON, ON)["people-7"]


@pytest.mark.parametrize("words", ["", " ", "\t\n", "\u200b"])
def test_a_decision_needs_words(words: str) -> None:
    assert problems_with_decision(words, ON, ON) == {"words": "Enter what the meeting decided."}


def test_a_decision_is_not_longer_than_its_box_and_not_earlier_than_its_meeting() -> None:
    assert "2,001" in problems_with_decision("x" * (MAX_DECISION + 1), ON, ON)["words"]
    assert "from then on" in problems_with_decision("Agreed.", ON, DAY_BEFORE)["words"]
    assert problems_with_decision("Agreed.", ON, ON) == {}


def test_an_item_goes_up_to_a_board_above_that_does_not_read_it_and_does_not_keep_it_off() -> None:
    given = {"is_parent": True, "is_there": False, "kept_off": None, "parent": "The Board"}
    assert problem_with_raising(**given) == ""  # type: ignore[arg-type]
    for change, words in (
        ({"is_parent": False}, "does not report to The Board"),
        ({"is_there": True}, "The Board oversees this item already."),
        ({"kept_off": "Not ours."}, "The Board keeps this item off by hand: Not ours."),
        ({"kept_off": ""}, "no reason is recorded"),
    ):
        assert words in problem_with_raising(**(given | change))  # type: ignore[arg-type]


def test_the_reason_of_an_item_that_goes_up_names_both_meetings() -> None:
    assert why_raised("The Group", DAY_BEFORE, ON) == (
        "Red at two meetings running of The Group: 11 March 2026 and 12 March 2026."
    )
