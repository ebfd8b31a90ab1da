from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.phrasing.deadlines import ReadDeadline, read_deadlines
from tracker.domain.vocabulary import DeadlineBasis as Basis
from tracker.domain.vocabulary import Precision

PUBLISHED = date(2024, 8, 31)


def only(text: str, published_on: date | None = PUBLISHED) -> ReadDeadline:
    (deadline,) = read_deadlines(text, published_on)
    return deadline


@pytest.mark.parametrize(
    ("text", "phrase", "on"),
    [
        ("By 31 December 2025, forces should mend gates.", "By 31 December 2025", date(2025, 12, 31)),
        ("Not later than 31 March 2025, report.", "Not later than 31 March 2025", date(2025, 3, 31)),
        ("No later than Friday 7 March 2025, report.", "No later than Friday 7 March 2025", date(2025, 3, 7)),
        ("By 27/03/25, the force should repaint the vans.", "By 27/03/25", date(2025, 3, 27)),
        ("By 27.03.2025 the force should repaint the vans.", "By 27.03.2025", date(2025, 3, 27)),
        ("By 2025-03-27 the force should repaint the vans.", "By 2025-03-27", date(2025, 3, 27)),
        ("The force should, by the 3rd of May 2025, ask again.", "by the 3rd of May 2025", date(2025, 5, 3)),
        ("On or before 1st Jan 2025 the force must stop.", "On or before 1st Jan 2025", date(2025, 1, 1)),
        ("The force should finish by 5pm on 3 June 2025.", "by 5pm on 3 June 2025", date(2025, 6, 3)),
    ],
)  # fmt: skip
def test_an_exact_date_is_read_with_its_phrase(text: str, phrase: str, on: date) -> None:
    assert only(text) == ReadDeadline(phrase, on, Precision.DAY, Basis.DATED)


@pytest.mark.parametrize(
    ("text", "on", "precision"),
    [
        ("By February 2028, forces should agree.", date(2028, 2, 29), Precision.MONTH),
        ("By the end of March 2025 forces should agree.", date(2025, 3, 31), Precision.MONTH),
        ("By the end of 2025, forces should agree.", date(2025, 12, 31), Precision.YEAR),
        ("By 2026, forces should agree.", date(2026, 12, 31), Precision.YEAR),
    ],
)
def test_a_month_or_a_year_is_kept_as_such_and_counted_to_its_last_day(
    text: str, on: date, precision: Precision
) -> None:
    read = only(text)
    assert (read.on, read.precision, read.basis) == (on, precision, Basis.DATED)


@pytest.mark.parametrize(
    ("text", "published", "on"),
    [
        ("Within six months, the force should move.", date(2024, 8, 31), date(2025, 2, 28)),
        ("Within six months, the force should move.", date(2023, 8, 31), date(2024, 2, 29)),
        ("Within 6 weeks of publication, the force should move.", date(2024, 1, 1), date(2024, 2, 12)),
        ("Within a year the force should move.", date(2024, 2, 29), date(2025, 2, 28)),
        ("Within the next 28 days, the force should move.", date(2024, 2, 10), date(2024, 3, 9)),
        ("Within 3 to 6 months, the force should move.", date(2024, 1, 31), date(2024, 7, 31)),
        ("The force should, within three months, move.", date(2024, 11, 30), date(2025, 2, 28)),
        ("The work should be completed within two years.", date(2024, 5, 1), date(2026, 5, 1)),
    ],
)
def test_a_relative_deadline_is_counted_from_publication_and_clamped_to_the_month_s_end(
    text: str, published: date, on: date
) -> None:
    read = only(text, published)
    assert (read.on, read.precision, read.basis) == (on, Precision.DAY, Basis.RELATIVE)


def test_a_relative_deadline_without_a_day_of_publication_has_no_date_and_says_so() -> None:
    read = only("Within six months, the force should move.", None)
    assert (read.on, read.precision, read.basis) == (None, None, Basis.RELATIVE)
    assert "publication" in read.warning


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("With immediate effect, all chief constables should stop.", "With immediate effect"),
        ("The force should make sure it immediately tells the parents.", "immediately"),
        ("The force must take immediate steps to mend the lock.", "take immediate steps"),
    ],
)
def test_an_immediate_deadline_has_no_date_of_its_own(text: str, phrase: str) -> None:
    assert only(text) == ReadDeadline(phrase, None, None, Basis.IMMEDIATE)


@pytest.mark.parametrize("phrase", ["as soon as possible", "without delay", "as a matter of urgency"])
def test_a_vague_deadline_is_kept_as_vague(phrase: str) -> None:
    assert only(f"The force should, {phrase}, mend the lock.").basis is Basis.VAGUE


@pytest.mark.parametrize(
    "phrase", ["at least annually", "every six months", "quarterly", "at least twice a year"]
)
def test_a_recurring_deadline_is_a_standing_duty_without_a_date(phrase: str) -> None:
    assert only(f"The force should look at this again, {phrase}.") == ReadDeadline(
        phrase, None, None, Basis.RECURRING
    )


def test_several_deadlines_in_one_item_are_all_read_in_order() -> None:
    text = (
        "By 30 September 2025, forces should count, and by 31 March 2026 publish. Then, every year, repeat."
    )
    assert [(one.basis, one.on) for one in read_deadlines(text, PUBLISHED)] == [
        (Basis.DATED, date(2025, 9, 30)),
        (Basis.DATED, date(2026, 3, 31)),
        (Basis.RECURRING, None),
    ]


def test_as_soon_as_possible_before_a_date_leaves_the_date_alone() -> None:
    assert only("As soon as possible and no later than 1 May 2025, forces should agree.").on == date(
        2025, 5, 1
    )


@pytest.mark.parametrize(
    "text",
    [
        "As we said in our letter dated 29 January 2019, the force should keep a list.",
        "Cases closed within the last 12 months should be read again.",
        "The force should use outcome 22 less.",
        "This should be part of the strategic plan 2024-2026.",
        "The force should make sure that missing people are found within 24 hours.",
        "Reviews should follow within 28 days of arrest.",
        "The force should act immediately after a call.",
        "The Home Office should ask for a new annual return.",
        "By 31 March 2023 the force had closed half of them.",
        "The force should take part in monthly meetings.",
        "The force should mend the gate by hand.",
        "",
    ],
)
def test_what_is_no_deadline_is_not_read_as_one(text: str) -> None:
    assert read_deadlines(text, PUBLISHED) == ()


def test_a_day_that_does_not_exist_has_no_date_and_a_warning() -> None:
    read = only("By 31 June 2025, forces should agree.")
    assert (read.on, read.precision) == (None, None)
    assert "31 June 2025" in read.warning


def test_figures_that_could_be_read_two_ways_are_read_day_first_with_a_warning() -> None:
    read = only("By 05/01/26, forces should agree.")
    assert read.on == date(2026, 1, 5)
    assert "day, then month" in read.warning


def test_a_date_without_a_year_is_the_first_after_publication_with_a_warning() -> None:
    read = only("By 31 March, forces should agree.")
    assert read.on == date(2025, 3, 31)
    assert "no year" in read.warning


def test_before_a_day_means_the_day_before() -> None:
    assert only("Before 1 April 2025, forces should agree.").on == date(2025, 3, 31)


def test_a_date_before_publication_is_kept_and_noted() -> None:
    assert "before the report" in only("By 1 May 2020, forces should agree.").warning


@pytest.mark.parametrize("day", [date.min, date(9999, 12, 31)])
def test_the_ends_of_the_calendar_do_no_harm(day: date) -> None:
    for text in (
        "Within 99 years, x should y.",
        "Before 1 January 1900 x should y.",
        "By 31 March, x should y.",
    ):
        read_deadlines(text, day)


PIECES = """
By by Before within no later than 31 30 June February 2025 2024-25 27/03/25 six months 24 hours
weeks of publication and immediately annually every should the . , end next 999 to -
"""
WORDS = st.sampled_from(PIECES.split())


@settings(deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=300), st.dates() | st.none())
def test_no_text_makes_the_reader_of_deadlines_fail(text: str, published_on: date | None) -> None:
    for deadline in read_deadlines(text, published_on):
        assert deadline.phrase in text
        assert (deadline.precision is None) == (deadline.on is None)


@pytest.mark.parametrize(
    "piece", ["within 3 months ", "by 31 June 2025 ", "should ", "every ", "9", "a\n\n", "by "]
)
def test_a_very_long_text_is_read_in_little_time(piece: str) -> None:
    read_deadlines(piece * (100_000 // len(piece)), PUBLISHED)
