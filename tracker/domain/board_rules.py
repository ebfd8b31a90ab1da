"""Which items a board oversees: by rule, and by hand, which goes before any rule."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.named_themes import Theme
from tracker.domain.vocabulary import ItemKind, Labelled, ReportKind

MOST_RULES = 50
"""Rules of one board."""


class Basis(Labelled):
    """Why a board oversees an item."""

    BY_RULE = "by_rule", "By rule"
    BY_HAND = "by_hand", "Put on by hand"


@dataclass(frozen=True)
class BoardRule:
    """Items that a board oversees: all that fit every part that is set; None lets every item through."""

    report_id: int | None = None
    report_kind: ReportKind | None = None
    item_kind: ItemKind | None = None
    theme: Theme | None = None
    owner_post_id: int | None = None


@dataclass(frozen=True)
class ItemFacts:
    """What the rules read of an item."""

    item_id: int
    report_id: int
    report_kind: ReportKind
    item_kind: ItemKind
    themes: frozenset[Theme]
    owner_post_id: int | None


@dataclass(frozen=True)
class ByHand:
    """That an item was put on a board by hand, or kept off it."""

    item_id: int
    is_in: bool


def oversees(rules: Sequence[BoardRule], by_hand: ByHand | None, facts: ItemFacts) -> Basis | None:
    """Why the board oversees the item; None where it does not."""
    if by_hand is not None:
        return Basis.BY_HAND if by_hand.is_in else None
    return Basis.BY_RULE if any(_fits(rule, facts) for rule in rules) else None


def _fits(rule: BoardRule, facts: ItemFacts) -> bool:
    wanted = (
        (rule.report_id, facts.report_id),
        (rule.report_kind, facts.report_kind),
        (rule.item_kind, facts.item_kind),
        (rule.owner_post_id, facts.owner_post_id),
    )
    if any(asked is not None and asked != held for asked, held in wanted):
        return False
    if rule.theme is not None and rule.theme not in facts.themes:
        return False
    # A rule without any part says nothing, and oversees nothing.
    return rule != BoardRule()


def problem_with_rule(rule: BoardRule) -> str:
    """What is wrong with a rule, or an empty text."""
    if rule == BoardRule():
        return "Choose at least one of report, kind of report, kind of item, theme and owner."
    if rule.report_id is not None and rule.report_kind is not None:
        return "Choose a report or a kind of report: one report has its kind already."
    return ""


def problems_with_rules(rules: Sequence[BoardRule]) -> dict[str, str]:
    """What does not hold in the rules of a board, by "rules-" and their place among them."""
    if len(rules) > MOST_RULES:
        return {"rules": f"A board may have {MOST_RULES} rules: put the other items on it by hand."}
    problems = {}
    for place, rule in enumerate(rules):
        problem = problem_with_rule(rule)
        if not problem and rule in rules[:place]:
            problem = f"This is rule {rules.index(rule) + 1} again: take one of the two away."
        if problem:
            problems[f"rules-{place}"] = problem
    return problems


def rule_in_words(rule: BoardRule, *, report: str = "", owner: str = "") -> str:
    """A rule as the screen says it; `report` and `owner` are the names of those that it asks for."""
    parts = [f"every {_lowered(rule.item_kind.label)}" if rule.item_kind else "every item"]
    if rule.report_id is not None:
        parts.append(f"of the report {report}")
    if rule.report_kind is not None:
        parts.append(f"of reports of the kind “{rule.report_kind.label}”")
    if rule.theme is not None:
        parts.append(f"on the theme “{rule.theme.label}”")
    if rule.owner_post_id is not None:
        parts.append(f"owned by {owner}")
    words = " ".join(parts)
    return words[0].upper() + words[1:]


def _lowered(label: str) -> str:
    return label[0].lower() + label[1:]
