"""Until when owners are asked, and what became of each message."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tracker.domain.chasing import ChaseState, may_chase, state_of_chase, until_when, wanted_in_words
from tracker.domain.meetings import MeetingStatus

ON, CUT_OFF, NOW = date(2026, 2, 4), date(2026, 1, 28), datetime(2026, 1, 7, 12, 5, tzinfo=UTC)


@pytest.mark.parametrize("status", [MeetingStatus.PLANNED, MeetingStatus.COLLECTING, MeetingStatus.DRAFTED])
def test_owners_are_asked_until_the_day_of_the_meeting(status: MeetingStatus) -> None:
    assert may_chase(status, ON, ON)
    assert may_chase(status, ON, ON + timedelta(days=1)).reason.startswith(
        "The meeting was on 4 February 2026"
    )


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (MeetingStatus.FINAL, "The final copy is made"),
        (MeetingStatus.TABLED, "The final copy is made"),
        (MeetingStatus.CALLED_OFF, "This meeting was called off"),
    ],
)
def test_nobody_is_asked_once_the_pack_is_made_or_the_meeting_is_off(status: MeetingStatus, why: str) -> None:
    assert may_chase(status, ON, CUT_OFF).reason.startswith(why)


def test_after_the_cut_off_a_word_is_wanted_today() -> None:
    assert until_when(CUT_OFF, CUT_OFF) == "by 28 January 2026"
    assert until_when(CUT_OFF, date(2026, 1, 29)) == "today, as the cut-off was 28 January 2026"


def test_an_owner_reads_which_board_asks_and_until_when() -> None:
    said = wanted_in_words("Gold Group", ON, CUT_OFF, CUT_OFF)
    assert (
        said
        == "An update is asked for the meeting of Gold Group of 4 February 2026: say it by 28 January 2026"
    )


@pytest.mark.parametrize(
    ("is_by_hand", "minutes_ago", "is_sent", "problem", "state"),
    [
        (True, None, False, "", ChaseState.BY_HAND),
        (False, None, False, "", ChaseState.WAITING),
        (False, 2, True, "", ChaseState.SENT),
        (False, 2, False, "Nobody listens.", ChaseState.NOT_SENT),
        (False, 9, False, "", ChaseState.BEING_SENT),
        (False, 10, False, "", ChaseState.BROKEN_OFF),
    ],
)
def test_what_became_of_a_message(
    is_by_hand: bool, minutes_ago: int | None, is_sent: bool, problem: str, state: ChaseState
) -> None:
    tried_at = NOW - timedelta(minutes=minutes_ago) if minutes_ago is not None else None
    found = state_of_chase(
        is_by_hand=is_by_hand,
        tried_at=tried_at,
        sent_at=tried_at if is_sent else None,
        problem=problem,
        now=NOW,
    )
    assert found is state
