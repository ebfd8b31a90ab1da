"""What would change on a board, in words, before it is saved."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.services.board_oversight import ItemRow, Preview
from tracker.web.item_words import first_words
from tracker.web.presenting import counted

MOST = 100
"""Items listed on either side; the sentence counts all of them."""


@dataclass(frozen=True)
class Side:
    """The items that join, or those that leave."""

    title: str
    rows: tuple[tuple[str, str], ...]
    more: str


@dataclass(frozen=True)
class PreviewPage:
    """Everything that the page says."""

    told: tuple[str, ...]
    sentence: str
    sides: tuple[Side, ...]


def preview_page(view: Preview, told: Sequence[str]) -> PreviewPage:
    """How many items join and leave, and which."""
    sentence = f"{counted(len(view.joining), 'item joins', 'items join')} the board and "
    sentence += f"{counted(len(view.leaving), 'item leaves', 'items leave')} it."
    sides = (_side("Items that join", view.joining), _side("Items that leave", view.leaving))
    return PreviewPage(tuple(told), sentence, tuple(side for side in sides if side.rows))


def _side(title: str, items: Sequence[ItemRow]) -> Side:
    rows = tuple((item.reference, first_words(item.text, 160)) for item in items[:MOST])
    more = len(items) - MOST
    return Side(title, rows, f"And {counted(more, 'more item')}." if more > 0 else "")
