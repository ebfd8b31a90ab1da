"""Who writes and reads the text for the board, and what does not hold of one."""

import pytest

from tracker.domain.board_texts import may_edit_text, may_read_text, problems_with_text
from tracker.domain.meetings import MeetingStatus
from tracker.domain.ownership import Relation
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import Role

SECRETARY = Actor(1, "Bo Secretary", frozenset({Role.BOARD_SECRETARY}))
OWNER = Actor(2, "Owen Owner", frozenset({Role.OWNER}))
NOBODYS: frozenset[Relation] = frozenset()
BEFORE = [one for one in MeetingStatus if not one.has_final_copy]


def test_a_text_has_words_and_at_most_thirty_thousand_characters() -> None:
    assert problems_with_text("In use.") == {}
    assert problems_with_text("x" * 30_000) == {}
    assert problems_with_text(" \u200b\n")["text"].startswith("Write what the board is to read")
    assert "it has 30,001" in problems_with_text("x" * 30_001)["text"]


@pytest.mark.parametrize("status", [one for one in MeetingStatus if one is not MeetingStatus.CALLED_OFF])
def test_the_boards_secretary_writes_also_after_the_final_copy_for_its_correction(
    status: MeetingStatus,
) -> None:
    assert may_edit_text(SECRETARY, status, is_secretary=True)
    assert not may_edit_text(SECRETARY, status, is_secretary=False)
    assert not may_edit_text(OWNER, status, is_secretary=True)


def test_nothing_is_written_for_a_meeting_that_was_called_off() -> None:
    refusal = may_edit_text(SECRETARY, MeetingStatus.CALLED_OFF, is_secretary=True)
    assert refusal.reason == "This meeting was called off: set it again before its texts are edited."


@pytest.mark.parametrize("status", BEFORE)
def test_before_the_final_copy_who_prepares_and_who_works_on_the_item_read(status: MeetingStatus) -> None:
    readers = {role for role in Role if may_read_text(Actor(1, "A", frozenset({role})), NOBODYS, status)}
    assert readers == {Role.OFFICE_STAFF, Role.APPROVER, Role.BOARD_SECRETARY}
    for relation in (Relation.OWNER, Relation.CONTRIBUTOR):
        assert may_read_text(OWNER, frozenset({relation}), status)


@pytest.mark.parametrize("status", [MeetingStatus.FINAL, MeetingStatus.TABLED])
def test_after_the_final_copy_everybody_reads(status: MeetingStatus) -> None:
    assert may_read_text(OWNER, NOBODYS, status)
