"""The verbs of owners' updates, walked once."""

from typing import Any

from tests.services.ownership_records import a_post, allocated, holds
from tracker.domain.permissions import Actor
from tracker.domain.updates import UpdateDetails
from tracker.domain.vocabulary import OwnRating
from tracker.models.item import Item
from tracker.services import updates


def walk_updates(walk: Any, by: Actor, item: Item) -> None:
    """The holder of an item's post says how it stands, and then that there is nothing new."""
    post = a_post("updates-post", "Head of Updates")
    holds(post, by)
    allocated(item, post)
    said = UpdateDetails("All were trained.", "Test them.", OwnRating.ON_TRACK)
    made = walk(updates.record_update, item=item, seen=0, update=said)
    walk(updates.say_nothing_new, item=item, seen=made.id)
