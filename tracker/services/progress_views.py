"""Where an item stands, as its page shows it: whose it is, its rating with its reasons, what comes next."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.ownership import Relation
from tracker.domain.permissions import Actor
from tracker.domain.rag_reasons import Reason, overridden_until, reasons_from_json
from tracker.domain.vocabulary import Delivery, Rating
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.item_state import ItemState, RatingPeriod
from tracker.models.office import Post
from tracker.models.progress import Progress
from tracker.queries.item_states import current_periods, current_states
from tracker.queries.ownership import PersonOfPost, contributing_posts, people_of_post, relations_to
from tracker.services.items import get_item


@dataclass(frozen=True)
class RatedOnDay:
    """A rating with its reasons and the days between which it holds if nothing else happens."""

    rating: Rating
    derived: Rating
    reasons: tuple[Reason, ...]
    from_on: date
    to_on: date

    @property
    def is_overridden(self) -> bool:
        """Whether somebody set the rating, be it the same as the rule's."""
        return overridden_until(self.reasons) is not None


@dataclass(frozen=True)
class PostOfItem:
    """One post of an item with the people who hold or cover it today."""

    post_id: int
    title: str
    people: tuple[PersonOfPost, ...]


@dataclass(frozen=True)
class ItemProgress:
    """One item's progress as everybody signed in may see it; `relations` are the reader's own to it."""

    version: int
    delivery: Delivery
    state: ItemState
    rated: RatedOnDay
    ahead: tuple[RatedOnDay, ...]
    executive_lead: PostOfItem | None
    owner: PostOfItem | None
    contributors: tuple[PostOfItem, ...]
    proposed_by: str | None
    proposal: str
    signed_off_by: str | None
    closed_by: str | None
    closure_level: str
    override_reason: str
    override_by: str | None
    relations: frozenset[Relation]


def get_progress(*, item: Item) -> Progress:
    """The item's progress row; every item has one."""
    return db.session.get_one(Progress, item.id)


def item_progress(*, reference: str, by: Actor, today: date) -> ItemProgress:
    """Where an item stands today; NotHere and NotAllowed as for the item itself."""
    item, _ = get_item(reference=reference, by=by, today=today)
    session = db.session()
    row = get_progress(item=item)
    state = current_states(session, [item.id])[item.id]
    periods = [_rated(period) for period in current_periods(session, [item.id])[item.id]]
    return ItemProgress(
        version=row.version,
        delivery=state.delivery,
        state=state,
        rated=next(one for one in reversed(periods) if one.from_on <= today or one is periods[0]),
        ahead=tuple(one for one in periods if one.from_on > today),
        executive_lead=_post(row.executive_post_id, today),
        owner=_post(row.owner_post_id, today),
        contributors=tuple(
            post for key in contributing_posts(session, item.id) if (post := _post(key, today)) is not None
        ),
        proposed_by=row.proposed_by,
        proposal=row.proposal,
        signed_off_by=row.signed_off_by,
        closed_by=row.closed_by,
        closure_level=row.closure_level,
        override_reason=row.override_reason,
        override_by=row.override_by,
        relations=relations_to(session, by, item.id, today),
    )


def _rated(period: RatingPeriod) -> RatedOnDay:
    return RatedOnDay(
        period.rating, period.derived, reasons_from_json(period.reasons), period.from_on, period.to_on
    )


def _post(key: int | None, today: date) -> PostOfItem | None:
    if key is None:
        return None
    session = db.session()
    post = session.get_one(Post, key)
    return PostOfItem(post.id, post.title, tuple(people_of_post(session, key, today)))
