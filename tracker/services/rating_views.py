"""The rating of an item explained: the printed rule's rows as they stand for it, and who may override it."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.permissions import Actor
from tracker.domain.rag_table import RowOfItem, rows_of_item
from tracker.domain.verdict import Verdict
from tracker.services.items import get_item
from tracker.services.overrides import may_override_item
from tracker.services.progress_views import ItemProgress, item_progress
from tracker.services.rating_rules import rule_in_force


@dataclass(frozen=True)
class RatingExplained:
    """Why an item is rated as it is, row by row of the rule in force."""

    reference: str
    text: str
    progress: ItemProgress
    rows: tuple[RowOfItem, ...]
    may_override: Verdict


def rating_explained(*, reference: str, by: Actor, today: date) -> RatingExplained:
    """The rule as it stands for the item today; NotHere and NotAllowed as for the item itself."""
    item, _ = get_item(reference=reference, by=by, today=today)
    progress = item_progress(reference=reference, by=by, today=today)
    codes = {reason.code for reason in progress.rated.reasons}
    return RatingExplained(
        item.reference,
        item.text,
        progress,
        rows_of_item(rule_in_force(today=today).table, progress.rated.derived, codes),
        may_override_item(item=item, by=by, today=today),
    )
