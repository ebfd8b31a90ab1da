"""Periods that follow one another, and pictures that are pictures."""

from datetime import date

import pytest

from tests.services.pictures import PNG_PICTURE, png
from tracker.domain.offices import (
    MAX_SIGNATURE,
    in_force,
    nobody,
    overlap,
    period_in_words,
    problem_with_period,
    problem_with_picture,
)

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


@pytest.mark.parametrize(
    ("from_on", "to_on", "day", "holds"),
    [
        (MAY, JULY, MAY, True),
        (MAY, JULY, date(2026, 6, 30), True),
        (MAY, JULY, JULY, False),
        (MAY, JULY, date(2026, 4, 30), False),
        (None, JULY, date(1900, 1, 1), True),
        (MAY, None, date(2999, 1, 1), True),
        (None, None, MAY, True),
    ],
)
def test_the_newcomer_holds_the_day_of_the_change(
    from_on: date | None, to_on: date | None, day: date, holds: bool
) -> None:
    assert in_force(from_on, to_on, day) is holds


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        ((MAY, JUNE), (JUNE, JULY), False),
        ((MAY, JUNE), (date(2026, 5, 31), JULY), True),
        ((None, JUNE), (JUNE, None), False),
        ((None, None), (JUNE, JULY), True),
        ((MAY, None), (None, MAY), False),
        ((MAY, None), (None, None), True),
    ],
)
def test_two_periods_meet_only_in_a_day_they_share(
    one: tuple[date | None, date | None], other: tuple[date | None, date | None], meets: bool
) -> None:
    assert overlap([one], other) is meets
    assert overlap([other], one) is meets


def test_a_period_ends_after_it_starts() -> None:
    assert problem_with_period(MAY, JUNE) == ""
    assert problem_with_period(MAY, None) == ""
    for end in (MAY, date(2026, 4, 30)):
        assert "must come after the start (1 May 2026)" in problem_with_period(MAY, end)


@pytest.mark.parametrize(
    ("from_on", "to_on", "words"),
    [
        (MAY, JUNE, "From 1 May 2026 to 1 June 2026"),
        (MAY, None, "Since 1 May 2026"),
        (None, JUNE, "Until 1 June 2026"),
        (None, None, "As far as is known always"),
    ],
)
def test_a_period_in_words(from_on: date | None, to_on: date | None, words: str) -> None:
    assert period_in_words(from_on, to_on) == words


def test_a_post_without_a_holder_says_where_to_add_one() -> None:
    assert nobody("Home Secretary", MAY) == (
        "Nobody is recorded as Home Secretary on 1 May 2026: add the holder under Offices and people."
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Choose a picture"),
        (b"\xff\xd8\xff\xe0", "in PNG form"),
        (PNG_PICTURE[:8], "in PNG form"),
        (PNG_PICTURE[:8] + b"\x00\x00\x00\rIDAT" + PNG_PICTURE[16:], "in PNG form"),
        (PNG_PICTURE[:20], "damaged or was cut off"),
        (PNG_PICTURE[:-1], "damaged or was cut off"),
        (png(0, 1), "damaged or was cut off"),
        (png(4_001, 1), "4001 by 1 pixels"),
        (b"\x00" * (MAX_SIGNATURE + 1), "larger than 2 MB"),
    ],
)
def test_a_picture_of_a_signature_is_a_whole_png(content: bytes, words: str) -> None:
    assert words in problem_with_picture(content)


def test_a_good_picture_is_taken() -> None:
    assert problem_with_picture(png(4_000, 2)) == ""
