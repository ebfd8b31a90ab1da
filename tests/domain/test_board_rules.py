from dataclasses import replace

import pytest

from tracker.domain.board_rules import (
    MOST_RULES,
    Basis,
    BoardRule,
    ByHand,
    ItemFacts,
    oversees,
    problem_with_rule,
    problems_with_rules,
    rule_in_words,
)
from tracker.domain.named_themes import Theme
from tracker.domain.vocabulary import ItemKind, ReportKind

ITEM = ItemFacts(
    item_id=1,
    report_id=7,
    report_kind=ReportKind.NCPI,
    item_kind=ItemKind.RECOMMENDATION,
    themes=frozenset({Theme.MISSING, Theme.TRAINING}),
    owner_post_id=3,
)
FITTING = BoardRule(7, ReportKind.NCPI, ItemKind.RECOMMENDATION, Theme.MISSING, 3)
OTHER = BoardRule(report_id=8)


@pytest.mark.parametrize(
    "rule",
    [
        BoardRule(report_id=7),
        BoardRule(report_kind=ReportKind.NCPI),
        BoardRule(item_kind=ItemKind.RECOMMENDATION),
        BoardRule(theme=Theme.TRAINING),
        BoardRule(owner_post_id=3),
        FITTING,
    ],
)
def test_an_item_that_fits_every_part_of_a_rule_is_overseen(rule: BoardRule) -> None:
    assert oversees([rule], None, ITEM) is Basis.BY_RULE


@pytest.mark.parametrize(
    "rule",
    [
        replace(FITTING, report_id=8),
        replace(FITTING, report_kind=ReportKind.PEEL),
        replace(FITTING, item_kind=ItemKind.CAUSE_OF_CONCERN),
        replace(FITTING, theme=Theme.CUSTODY),
        replace(FITTING, owner_post_id=4),
    ],
)
def test_an_item_that_misses_one_part_of_a_rule_is_not(rule: BoardRule) -> None:
    assert oversees([rule], None, ITEM) is None


def test_an_item_without_an_owner_fits_no_rule_that_asks_for_one() -> None:
    assert oversees([BoardRule(owner_post_id=3)], None, replace(ITEM, owner_post_id=None)) is None


def test_one_fitting_rule_of_several_is_enough() -> None:
    assert oversees([OTHER, FITTING], None, ITEM) is Basis.BY_RULE


def test_a_board_without_rules_and_a_rule_without_parts_oversee_nothing() -> None:
    assert oversees([], None, ITEM) is None
    assert oversees([BoardRule()], None, ITEM) is None


def test_what_was_said_by_hand_goes_before_any_rule() -> None:
    assert oversees([FITTING], ByHand(1, False), ITEM) is None
    assert oversees([OTHER], ByHand(1, True), ITEM) is Basis.BY_HAND
    assert oversees([FITTING], ByHand(1, True), ITEM) is Basis.BY_HAND


def test_a_rule_that_asks_for_nothing_is_refused() -> None:
    assert "at least one" in problem_with_rule(BoardRule())
    assert problem_with_rule(OTHER) == ""


def test_a_report_and_a_kind_of_report_are_one_too_many() -> None:
    assert "one report has its kind already" in problem_with_rule(FITTING)
    assert problem_with_rule(replace(FITTING, report_id=None)) == ""


def test_the_rules_of_a_board_are_refused_each_at_its_place() -> None:
    assert problems_with_rules([OTHER, BoardRule(), OTHER]) == {
        "rules-1": "Choose at least one of report, kind of report, kind of item, theme and owner.",
        "rules-2": "This is rule 1 again: take one of the two away.",
    }
    assert problems_with_rules([]) == {}


def test_a_board_has_so_many_rules_and_no_more() -> None:
    rules = [BoardRule(report_id=key) for key in range(MOST_RULES + 1)]
    assert problems_with_rules(rules[:-1]) == {}
    assert list(problems_with_rules(rules)) == ["rules"]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (BoardRule(report_id=7), "Every item of the report R2023-07"),
        (
            BoardRule(report_kind=ReportKind.PEEL, item_kind=ItemKind.AREA_FOR_IMPROVEMENT),
            "Every area for improvement of reports of the kind “PEEL assessment”",
        ),
        (
            BoardRule(theme=Theme.MISSING, owner_post_id=3),
            "Every item on the theme “Missing people and children” owned by Head of Crime",
        ),
    ],
)
def test_a_rule_is_told_in_words(rule: BoardRule, words: str) -> None:
    assert rule_in_words(rule, report="R2023-07", owner="Head of Crime") == words
