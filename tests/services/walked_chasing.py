"""The verbs of the chase list and of the text for the board, walked once."""

from typing import Any

from tests.fixtures.database import person
from tests.services.chase_records import BASE, LATER, chased
from tracker.domain.vocabulary import Role
from tracker.services import board_texts, chasing


def walk_chasing(walk: Any) -> None:
    """A secretary asks an owner for a word, and edits the text on the item."""
    made = chased("1", owner=person(Role.OWNER, name="Wim Walker"), board_name="Chased Board", title="Chased")
    by = {"meeting": made.meeting, "by": made.secretary, "now": LATER}
    walk(chasing.ask_owners, base_address=BASE, is_by_hand=True, **by)
    walk(
        board_texts.edit_board_text,
        item=made.items[0],
        version=0,
        seen=0,
        text="The form is in use.",
        is_sensitive=False,
        **by,
    )
