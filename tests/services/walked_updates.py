"""The verbs of owners' updates, walked once."""

from typing import Any

from tests.services.update_records import SAID, owned
from tracker.services import updates


def walk_updates(walk: Any) -> None:
    """The holder of an item's post says how it stands, and then that there is nothing new."""
    one = owned()
    made = walk(updates.record_update, item=one.item, seen=0, update=SAID, by=one.owner)
    walk(updates.say_nothing_new, item=one.item, seen=made.id, by=one.owner)
