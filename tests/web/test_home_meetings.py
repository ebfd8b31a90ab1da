"""Home names the next meetings: her own boards' to a secretary, every board's to the office."""

import pytest

from tests.fixtures.page_check import Visitor, words_of
from tests.web.test_meetings import BOARD, PLANNED, Room, room
from tracker.domain.vocabulary import Role

__all__ = ["room"]


@pytest.fixture
def visit(room: Room) -> Visitor:
    """The secretary, with the meeting of 4 February 2026 planned."""
    visit = room.visitor()
    visit.submit(f"{BOARD}/meetings/new", PLANNED)
    return visit


def home(visit: Visitor) -> str:
    return words_of(visit.get("/"))


def test_a_secretary_finds_how_her_next_meeting_stands(visit: Visitor) -> None:
    visit.get(f"{BOARD}/meetings/2026-02-04")
    visit.send(path=f"{BOARD}/meetings/2026-02-04", button="Ask for updates")
    said = home(visit)
    assert "Next meetings" in said
    assert "Collecting updates, cut-off in 21 days, 2 of 2 items without an update." in said
    assert f'href="{BOARD}/meetings/2026-02-04"' in visit.html


def test_the_office_finds_every_board_s_and_another_secretary_none(room: Room, visit: Visitor) -> None:
    assert "Wessmere Delivery Group" in home(room.visitor(Role.OFFICE_STAFF))
    assert "No meeting is set." in home(room.visitor(Role.BOARD_SECRETARY))
    assert "Next meetings" not in home(room.visitor(Role.OWNER))


def test_a_meeting_that_was_called_off_or_held_is_not_next(
    room: Room, visit: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit.submit(f"{BOARD}/meetings/2026-02-04/move/call-off", {"reason": "No quorum."})
    assert "No meeting is set." in home(visit)
    visit.submit(f"{BOARD}/meetings/2026-02-04/move/set-again", button="Set the meeting again")
    monkeypatch.setenv("TEST_CLOCK", "2026-02-05T12:00:00+00:00")
    assert "No meeting is set." in home(room.visitor())
