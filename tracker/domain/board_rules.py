"""Which items a board oversees: by rule, and by hand, which goes before any rule."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.named_themes import Theme
from tracker.domain.vocabulary import ItemKind, Labelled, ReportKind


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
