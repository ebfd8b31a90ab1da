from dataclasses import replace

import pytest

from tracker.domain.rag_reasons import ReasonCode
from tracker.domain.rag_table import rows_of_item, rule_table
from tracker.domain.rag_thresholds import Thresholds
from tracker.domain.vocabulary import Rating

TABLE = rule_table(Thresholds())
NO_DATE = "no date agreed {} days after it was recorded ({} days where the deadline is immediate)"
BESIDE = {
    ReasonCode.PROPOSED_IN_TIME,
    ReasonCode.DUE,
    ReasonCode.PROPOSED,
    ReasonCode.ACTIONS_OPEN,
    ReasonCode.OVERRIDDEN,
}


def test_every_rating_has_its_row_in_the_order_of_testing() -> None:
    assert [row.rating for row in TABLE] == list(Rating)


def test_every_reason_that_decides_belongs_to_exactly_one_row() -> None:
    codes = [code for row in TABLE for one in row.conditions for code in one.codes]
    assert sorted(codes) == sorted(set(ReasonCode) - BESIDE)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("due_soon_days", "due within 17 days and not yet proposed complete"),
        ("update_days", "no update for more than 17 days, counted from its allocation"),
        ("no_date_days", NO_DATE.format(17, 14)),
        ("immediate_days", NO_DATE.format(28, 17)),
        ("waiting_days", "awaiting allocation or sign-off for more than 17 days"),
        ("new_days", "recorded less than 17 days ago"),
    ],
)  # fmt: skip
def test_the_table_prints_the_numbers_in_force(name: str, words: str) -> None:
    table = rule_table(replace(Thresholds(), **{name: 17}))
    assert words in [one.words for row in table for one in row.conditions]


def test_the_row_that_decides_says_which_of_its_conditions_hold_and_later_rows_are_not_reached() -> None:
    rows = rows_of_item(TABLE, Rating.AMBER, [ReasonCode.DUE_SOON, ReasonCode.ACTIONS_OPEN])
    decided = {row.row.rating: row for row in rows}
    assert [one.words for one in decided[Rating.AMBER].holding] == [
        "due within 28 days and not yet proposed complete"
    ]
    assert [row.row.rating for row in rows if row.decides] == [Rating.AMBER]
    assert [row.row.rating for row in rows if not row.is_reached] == [Rating.NEW, Rating.GREEN]


def test_a_row_without_reasons_of_its_own_holds_as_a_whole() -> None:
    (green,) = [row for row in rows_of_item(TABLE, Rating.GREEN, []) if row.decides]
    assert [one.words for one in green.holding] == ["none of the rows above applies"]
