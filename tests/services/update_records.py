"""Allocated items and updates on them for tests, recorded through the services."""

from dataclasses import dataclass
from datetime import datetime

from tests.fixtures.database import NOW, person
from tests.services.ownership_records import a_post, allocated, holds
from tests.services.records import a_report, an_item
from tracker.domain.permissions import Actor
from tracker.domain.updates import UpdateDetails
from tracker.domain.vocabulary import ForWhom, OwnRating, Role
from tracker.models.item import Item
from tracker.models.office import Post
from tracker.models.progress_update import ProgressUpdate
from tracker.services.updates import record_update

SAID = UpdateDetails("All call handlers were trained.", "Test them in May.", OwnRating.ON_TRACK)


@dataclass(frozen=True)
class Owned:
    """An item with its owner, who holds the post."""

    item: Item
    owner: Actor
    post: Post


def owned(*, name: str = "Owen Owner") -> Owned:
    """An item for the force that has been given to a post."""
    owner, post = person(Role.OWNER, name=name), a_post()
    holds(post, owner)
    item = an_item(a_report(), for_whom=ForWhom.FORCE)
    return Owned(allocated(item, post), owner, post)


def updated(
    item: Item, by: Actor, *, seen: int = 0, update: UpdateDetails = SAID, now: datetime = NOW
) -> ProgressUpdate:
    """A recorded update."""
    return record_update(item=item, seen=seen, update=update, by=by, now=now)
