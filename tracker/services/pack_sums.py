"""The sum of a board's items from its dated rows and from the history, and where the two part."""

from dataclasses import dataclass
from datetime import datetime

from tracker.domain.board_counts import BoardSum, Difference, board_sum, first_difference
from tracker.domain.counts import Counts
from tracker.domain.london_time import in_london
from tracker.domain.wording import in_a_row
from tracker.models.base import db
from tracker.models.board import Board
from tracker.models.item import Item
from tracker.queries.board_event_counts import records_by_events
from tracker.queries.board_scope import PackScope, known_from
from tracker.queries.board_state_counts import records_by_states


@dataclass(frozen=True)
class Reconciliation:
    """The sum of a period from either source; `first_difference` names the item where the two part."""

    by_states: Counts
    by_events: Counts
    agree: bool
    first_difference: str = ""

    @property
    def reconciles(self) -> bool:
        """Whether the two sources agree and their terms give the closing figure."""
        return self.agree and self.by_states.reconciles and self.by_events.reconciles


def sum_by_states(*, scope: PackScope) -> BoardSum:
    """The sum as the dated rows tell it."""
    session = db.session()
    records = records_by_states(session, scope)
    return board_sum(records, scope.opened_at, scope.as_at, known_from(session, scope))


def reconciliation(*, board: Board, opened_at: datetime, as_at: datetime) -> Reconciliation:
    """The sum of a board between two moments both ways, with the first difference in words."""
    session = db.session()
    session.flush()
    scope = PackScope(board.id, opened_at, as_at)
    by_states = sum_by_states(scope=scope)
    records = records_by_events(session, scope, board.reference)
    by_events = board_sum(records, opened_at, as_at, known_from(session, scope))
    apart = first_difference(by_states, by_events)
    words = _in_words(apart) if apart else ""
    if apart is None:
        words = _not_coming_out(by_states.counts, as_at)
    return Reconciliation(by_states.counts, by_events.counts, apart is None, words)


def _in_words(apart: Difference) -> str:
    item = db.session.get(Item, apart.item_id)
    name = item.reference if item else f"Item {apart.item_id}"
    return (
        f"{name}: the dated rows say “{_said(apart.by_states)}”, the history says “{_said(apart.by_events)}”."
    )


def _said(turns: tuple[str, ...]) -> str:
    return in_a_row(turns) if turns else "nothing of it"


def _not_coming_out(counts: Counts, as_at: datetime) -> str:
    if counts.reconciles:
        return ""
    return f"By {in_london(as_at):%H:%M} the terms do not come out: {counts.in_words()}"
