"""The verbs of progress on items, walked once."""

from typing import Any

from tracker.services import item_states


def walk_states(walk: Any) -> None:
    """Items recorded before states were held get theirs."""
    walk(item_states.begin_states)
