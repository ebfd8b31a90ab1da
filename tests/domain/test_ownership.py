from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.ownership import (
    HandOver,
    ItemPosts,
    PostPeriod,
    Relation,
    StandsWith,
    problem_with_cover,
    problem_with_end,
    problems_with_cover,
    problems_with_handover,
    relations_by_posts,
    relations_of,
)

R = Relation
TODAY = date(2026, 3, 2)
EXECUTIVE, OWNER, HELPER, STRANGE = 1, 2, 3, 4
POSTS = ItemPosts(EXECUTIVE, OWNER, frozenset({HELPER}))
COVER = PostPeriod(OWNER, 8, date(2026, 3, 1), date(2026, 3, 15), "Ann Other")


@pytest.mark.parametrize(
    ("held", "covered", "expected"),
    [
        (set(), set(), set()),
        ({STRANGE}, {STRANGE}, set()),
        ({OWNER}, set(), {R.OWNER}),
        (set(), {OWNER}, {R.COVER}),
        ({HELPER}, set(), {R.CONTRIBUTOR}),
        (set(), {HELPER}, {R.CONTRIBUTOR}),
        ({EXECUTIVE}, set(), {R.EXECUTIVE_LEAD}),
        (set(), {EXECUTIVE}, {R.EXECUTIVE_LEAD}),
        ({EXECUTIVE, HELPER}, {OWNER}, {R.EXECUTIVE_LEAD, R.CONTRIBUTOR, R.COVER}),
    ],
)
def test_a_person_stands_to_an_item_by_the_posts_held_and_covered(
    held: set[int], covered: set[int], expected: set[Relation]
) -> None:
    assert relations_by_posts(held, covered, POSTS) == expected


def test_an_item_without_posts_is_nobodys() -> None:
    assert relations_by_posts({OWNER}, {EXECUTIVE}, ItemPosts()) == frozenset()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 28), {R.OWNER}),
        (date(2026, 3, 1), {R.OWNER, R.COVER}),
        (date(2026, 3, 14), {R.OWNER, R.COVER}),
        (date(2026, 3, 15), {R.OWNER}),
        (date(2026, 4, 1), set()),
    ],
)
def test_a_period_holds_from_its_first_day_and_no_more_on_its_last(
    day: date, expected: set[Relation]
) -> None:
    held = [PostPeriod(OWNER, 8, None, date(2026, 4, 1))]
    assert relations_of(8, held=held, covered=[COVER], posts=POSTS, day=day) == expected
    assert relations_of(9, held=held, covered=[COVER], posts=POSTS, day=day) == frozenset()
    assert relations_of(None, held=held, covered=[COVER], posts=POSTS, day=day) == frozenset()


def new(from_on: date | None, to_on: date | None) -> PostPeriod:
    return PostPeriod(OWNER, 9, from_on, to_on)


@pytest.mark.parametrize(
    ("cover", "told"),
    [
        (new(None, TODAY), "Enter the first day of the cover, and the day on which it ends."),
        (new(TODAY, None), "Enter the first day of the cover, and the day on which it ends."),
        (new(TODAY, TODAY), "The cover ends on 2 March 2026, which is not after its start on 2 March 2026."),
        (new(TODAY, date(2101, 1, 1)), "Enter an end no later than 2100."),
        (
            new(date(2026, 3, 14), date(2026, 4, 1)),
            "Ann Other covers this post from 1 March 2026 to 15 March 2026. "
            "One person at a time covers a post: end that cover first, or choose other dates.",
        ),
    ],
)
def test_a_cover_that_cannot_be_is_refused_with_its_reason(cover: PostPeriod, told: str) -> None:
    assert problem_with_cover([COVER], cover) == told


def test_covers_may_follow_one_another_and_lie_side_by_side_for_other_posts() -> None:
    assert problem_with_cover([COVER], new(date(2026, 3, 15), date(2026, 4, 1))) == ""
    assert problem_with_cover([COVER], new(date(2026, 2, 1), date(2026, 3, 1))) == ""
    assert problem_with_cover([COVER], replace(COVER, post_id=HELPER)) == ""


days = st.dates(date(2026, 1, 1), date(2026, 3, 1))


@given(days, days, days, days)
def test_two_covers_are_refused_just_when_they_have_a_day_in_common(
    one_from: date, one_to: date, other_from: date, other_to: date
) -> None:
    one, other = new(one_from, one_to), new(other_from, other_to)
    if one_from < one_to and other_from < other_to:
        ordinals = range(date(2026, 1, 1).toordinal(), date(2026, 3, 2).toordinal())
        common = [
            n for n in ordinals if one.covers(date.fromordinal(n)) and other.covers(date.fromordinal(n))
        ]
        assert bool(problem_with_cover([one], other)) is bool(common)


def test_nobody_covers_for_the_post_they_hold() -> None:
    held = PostPeriod(OWNER, 8)
    assert problems_with_cover([], COVER, holders=[held]) == {
        "account": "This person holds the post then: choose somebody else to cover it."
    }
    for other in (replace(held, account_id=7), replace(held, post_id=HELPER), replace(held, to_on=TODAY)):
        assert problems_with_cover([], COVER, holders=[other]) == {}


def test_a_cover_is_told_at_the_field_to_be_mended() -> None:
    found = problems_with_cover([COVER], new(TODAY, date(2026, 4, 1)), holders=[], reason="x" * 2_001)
    assert set(found) == {"to_on", "reason"}
    assert set(problems_with_cover([], new(None, TODAY), holders=[])) == {"from_on"}


STANDS = StandsWith(("Head of Crime",), ("R2026-01-REC1", "R2026-01-REC2"), ("R2026-01-REC1",))
WHOLE = HandOver(1, 2, TODAY, "Retires in March.")


def problems(handover: HandOver, *, stands: StandsWith = STANDS, is_enabled: bool = True) -> dict[str, str]:
    return problems_with_handover(handover, stands=stands, is_taker_enabled=is_enabled, today=TODAY)


def test_a_whole_hand_over_holds() -> None:
    assert problems(WHOLE) == {}


@pytest.mark.parametrize(
    ("handover", "field", "told"),
    [
        (replace(WHOLE, to_account_id=None), "to_account", "Choose who takes over."),
        (
            replace(WHOLE, to_account_id=1),
            "to_account",
            "Choose somebody else: a person cannot take over from themselves.",
        ),
        (replace(WHOLE, on=None), "on", "Enter the day from which the other person answers."),
        (
            replace(WHOLE, on=date(2026, 3, 1)),
            "on",
            "Enter today or a later day: who answered on past days stays as it was.",
        ),
        (replace(WHOLE, on=date(2101, 1, 1)), "on", "Enter a day no later than 2100."),
        (replace(WHOLE, reason=" "), "reason", "Say why the posts change hands."),
        (
            replace(WHOLE, reason="x" * 2_001),
            "reason",
            "The reason must be 2,000 characters or fewer; it has 2,001.",
        ),
    ],
)
def test_a_hand_over_that_cannot_be_is_told_at_its_field(handover: HandOver, field: str, told: str) -> None:
    assert problems(handover) == {field: told}


def test_nobody_takes_over_who_cannot_sign_in() -> None:
    assert problems(WHOLE, is_enabled=False) == {
        "to_account": "This account is disabled: choose somebody who can sign in."
    }


def test_who_holds_no_post_has_nothing_to_hand_over() -> None:
    assert problems(WHOLE, stands=StandsWith()) == {
        "posts": "This person holds no post, so there is nothing to hand over."
    }


@pytest.mark.parametrize(
    ("stands", "words"),
    [
        (STANDS, "1 post, 2 items and 1 open request"),
        (StandsWith(("A", "B")), "2 posts"),
        (StandsWith(), "nothing"),
    ],
)
def test_what_stands_with_a_person_is_put_in_words(stands: StandsWith, words: str) -> None:
    assert stands.in_words() == words
    assert stands.is_nothing is (words == "nothing")


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (None, "Enter the day on which the cover ends."),
        (date(2026, 1, 6), "Enter today or a later day"),
        (date(2026, 1, 7), ""),
        (date(2026, 1, 25), ""),
        (date(2026, 1, 26), "Enter a day before 26 January 2026"),
    ],
)
def test_a_cover_ends_early_today_or_on_a_day_before_its_end(on: date | None, words: str) -> None:
    said = problem_with_end(date(2026, 1, 26), on, date(2026, 1, 7))
    assert said.startswith(words)
    assert bool(said) == bool(words)
