from dataclasses import replace

import pytest

from tracker.domain.updates import (
    NOTHING_NEW,
    UpdateDetails,
    board_text_from,
    is_late_note,
    may_say_nothing_new,
    problems_with_update,
)
from tracker.domain.vocabulary import OwnRating, Standing

WHOLE = UpdateDetails("All call handlers were trained.", "Test them in May.", OwnRating.ON_TRACK)
LONG, TOO_LONG = "x" * 30_001, "This must be 30,000 characters or fewer; it has 30,001."


@pytest.mark.parametrize(
    "update", [WHOLE, NOTHING_NEW, replace(WHOLE, next_steps=""), replace(WHOLE, done="x" * 30_000)]
)
def test_a_whole_update_holds(update: UpdateDetails) -> None:
    assert problems_with_update(update) == {}


@pytest.mark.parametrize(
    ("update", "field", "told"),
    [
        (
            replace(WHOLE, done="\u200b "),
            "done",
            "Say what was done since the last update, or that there is nothing new.",
        ),
        (
            replace(WHOLE, is_nothing_new=True),
            "done",
            "Leave this empty, or do not say that there is nothing new.",
        ),
        (
            replace(WHOLE, own_rating=None),
            "own_rating",
            "Choose how the item stands: on track, at risk or off track.",
        ),
        (replace(WHOLE, done=LONG), "done", TOO_LONG),
        (replace(WHOLE, next_steps=LONG), "next_steps", TOO_LONG),
        (replace(WHOLE, board_text=LONG), "board_text", TOO_LONG),
    ],
)
def test_what_does_not_hold_is_told_at_its_field(update: UpdateDetails, field: str, told: str) -> None:
    assert problems_with_update(update) == {field: told}


@pytest.mark.parametrize("last", [None, OwnRating.ON_TRACK])
def test_nothing_new_is_said_in_one_press_where_nothing_worse_was_said(last: OwnRating | None) -> None:
    assert may_say_nothing_new(last)


def test_after_a_worse_word_an_update_says_what_has_changed() -> None:
    assert may_say_nothing_new(OwnRating.OFF_TRACK).reason == (
        "The last update said off track: say in an update what has changed since."
    )
    assert not may_say_nothing_new(OwnRating.AT_RISK)


@pytest.mark.parametrize("standing", list(Standing))
def test_an_update_on_what_has_ended_is_a_late_note(standing: Standing) -> None:
    assert is_late_note(standing) is (standing in (Standing.CLOSED, Standing.COMPLETE))


@pytest.mark.parametrize(
    ("update", "words"),
    [
        (
            WHOLE,
            "All call handlers were trained.\n\nNext: Test them in May.\n\n"
            "The owner says that this is on track.",
        ),
        (
            replace(WHOLE, next_steps=" ", own_rating=OwnRating.AT_RISK),
            "All call handlers were trained.\n\nThe owner says that this is at risk.",
        ),
        (NOTHING_NEW, "Nothing new to report.\n\nThe owner says that this is still on track."),
        (
            replace(NOTHING_NEW, own_rating=OwnRating.OFF_TRACK),
            "Nothing new to report.\n\nThe owner says that this is off track.",
        ),
        (UpdateDetails(), ""),
    ],
)
def test_a_first_draft_for_the_board_is_made_of_the_update(update: UpdateDetails, words: str) -> None:
    assert board_text_from(update) == words


def test_a_draft_for_the_board_is_never_longer_than_its_field() -> None:
    draft = board_text_from(replace(WHOLE, done="x" * 30_000, next_steps="y" * 30_000))
    assert len(draft) == 30_000
    assert draft.endswith("…")
    assert problems_with_update(replace(WHOLE, board_text=draft)) == {}
