"""The pack of a day as its page gets it: a final copy's rows, or a draft as at that day."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from tests.fixtures.database import NOW, TODAY
from tests.services.board_histories import a_secretary
from tests.services.board_records import a_board, overseeing
from tests.services.final_copy_records import LATER, Drafted, corrected, drafted, final
from tests.services.pack_records import a_meeting
from tests.services.records import a_report, an_item
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Invalid, NotHere
from tracker.domain.vocabulary import Role
from tracker.models.base import db
from tracker.services.pack_views import TEXTS, PackSeen, pack_seen

MEETS = date(2026, 1, 12)
OFFICE = Actor(None, "Off Ice", frozenset({Role.OFFICE_STAFF}))
OWNER = Actor(None, "Owe Ner", frozenset({Role.OWNER}))


def seen(story: Drafted, on: date | None, *, days: int = 0, by: Actor = OFFICE) -> PackSeen:
    """The pack of a day, asked for so many days later."""
    now = NOW + timedelta(days=days)
    return pack_seen(board=story.board, on=on, by=by, now=now, today=now.date())


def test_without_a_day_it_is_a_draft_as_at_now(register: Flask) -> None:
    found = seen(drafted(), None)
    assert found.copy is None
    assert found.pack.head.is_draft
    assert found.pack.head.as_at == NOW
    assert found.state == "DRAFT, as at 12:05 on 7 January 2026"


def test_a_past_day_is_told_as_at_its_end_and_nothing_later(register: Flask) -> None:
    story = drafted()
    an_item(a_report("Later"), now=NOW + timedelta(days=3))
    assert len(seen(story, TODAY, days=5).pack.items) == 2
    assert len(seen(story, None, days=5).pack.items) == 3


def test_the_coming_day_of_a_meeting_is_the_draft_for_it_as_at_now(register: Flask) -> None:
    found = seen(drafted(), MEETS)
    assert found.pack.head.meeting_on == MEETS
    assert found.pack.head.as_at == NOW


def test_a_coming_day_without_a_meeting_is_refused_in_plain_words(register: Flask) -> None:
    with pytest.raises(Invalid) as refusal:
        seen(drafted(), date(2026, 1, 13))
    assert refusal.value.problems == {
        "on": "This board has no meeting on 13 January 2026. "
        "Enter the day of one of its meetings, or a past day."
    }


def test_a_day_before_all_records_is_refused_and_not_an_error(register: Flask) -> None:
    with pytest.raises(Invalid):
        seen(drafted(), date.min)


def test_the_day_of_a_final_copy_has_its_rows_whatever_changed_since(register: Flask, tmp_path: Path) -> None:
    story = drafted()
    final(story, tmp_path)
    an_item(a_report("Later"), now=NOW + timedelta(days=1))
    for on in (MEETS, LATER.date()):
        found = seen(story, on, days=2)
        assert found.copy is not None
        assert not found.pack.head.is_draft
        assert (len(found.pack.items), found.damage) == (2, "")
        assert found.state == "Final copy, version 1, as at 13:05 on 7 January 2026"


def test_of_a_corrected_copy_the_last_version_is_shown(register: Flask, tmp_path: Path) -> None:
    story = drafted()
    final(story, tmp_path)
    corrected(story, tmp_path, now=LATER + timedelta(hours=1))
    assert seen(story, MEETS, days=2).pack.head.version == 2


def test_a_damaged_row_of_a_final_copy_is_named(register: Flask, tmp_path: Path) -> None:
    story = drafted()
    final(story, tmp_path)
    damage = "UPDATE final_copy_row SET line = replace(line, 'Recommendation 2', 'Recommendation 9')"
    db.session.execute(text(f"{damage} WHERE part = 'items'"))
    assert "R2025-01-REC2: its text is not the one that was kept" in seen(story, MEETS).damage


def test_a_row_that_cannot_be_read_is_told_instead_of_the_pack(register: Flask, tmp_path: Path) -> None:
    story = drafted()
    final(story, tmp_path)
    db.session.execute(text("UPDATE final_copy_row SET line = '{' WHERE position = 3"))
    with pytest.raises(NotHere, match=r"This final copy cannot be shown\. Row 3"):
        seen(story, MEETS)


def test_the_text_for_the_board_is_for_those_who_prepare_papers_until_the_final_copy(
    register: Flask, tmp_path: Path
) -> None:
    story = drafted()
    assert seen(story, MEETS).layout.columns_left_out == frozenset()
    before = seen(story, MEETS, by=OWNER)
    assert before.is_without_texts
    assert before.layout.columns_left_out == TEXTS
    final(story, tmp_path)
    after = seen(story, MEETS, by=OWNER)
    assert not after.is_without_texts
    assert after.layout.columns_left_out == frozenset()


def test_a_meeting_of_the_past_with_no_history_says_so(register: Flask) -> None:
    one = overseeing(a_board())
    an_item(a_report())
    past = date(2019, 3, 20)
    a_meeting(one, past, by=a_secretary(one))
    found = pack_seen(board=one, on=past, by=OFFICE, now=NOW, today=TODAY)
    assert found.pack.items == ()
    assert found.pack.head.history_note == "History before 7 January 2026 is not held here for this board."
