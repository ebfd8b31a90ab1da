"""Giving items to posts, one or many at once, and taking their owner away again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.domain.allocations import (
    PostsWanted,
    may_take_owner_away,
    posts_after,
    problems_with_allocation,
)
from tracker.domain.audit import Change, EventName, differences
from tracker.domain.cleaning import clean_text
from tracker.domain.delivery_moves import DeliveryMove, ItemInHand, has_outside_closer, may_move
from tracker.domain.london_time import london_day
from tracker.domain.offices import HOME_SECRETARY
from tracker.domain.ownership import ItemPosts
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Conflict, Invalid
from tracker.domain.verdict import Verdict
from tracker.domain.wording import in_a_row
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.progress import Contributor, Progress
from tracker.models.report import Report
from tracker.queries.events import last_words_on
from tracker.queries.item_states import current_states
from tracker.queries.offices import posts as all_posts
from tracker.queries.ownership import posts_of_items
from tracker.services.history import record
from tracker.services.item_states import restated
from tracker.services.items import subject_of
from tracker.services.reports import require
from tracker.services.writing import claim, verb


@dataclass(frozen=True)
class ItemChosen:
    """An item with the version of its progress as it was seen."""

    item: Item
    version: int


@verb
def allocate(
    *, items: Sequence[ItemChosen], posts: PostsWanted, by: Actor, now: datetime, reason: str = ""
) -> int:
    """Give items to posts in one act; how many of them change. Nothing is saved if one moved meanwhile."""
    session = db.session()
    found = {post.slug: post for post in all_posts(session)}
    why = clean_text(reason)
    problems = problems_with_allocation(posts, known=found, count=len(items), reason=why)
    if problems:
        raise Invalid(problems)
    _unchanged_since_seen(items)
    before = posts_of_items(session, [one.item.id for one in items])
    keys = {slug: post.id for slug, post in found.items()}
    after = {key: posts_after(held, posts, keys) for key, held in before.items()}
    moving = [one for one in items if after[one.item.id] != before[one.item.id]]
    if not moving:
        raise Invalid({"owner": "Nothing would change: the items have these posts already."})
    for item, verdict in verdicts([one.item for one in moving], by=by, takes_owner=posts.owner == ""):
        require(verdict if verdict else Verdict(False, f"{item.reference}: {verdict.reason}"))
    titles = {post.id: post.title for post in found.values()}
    changes: list[Change] = []
    for one in moving:
        changes += _given(one, before[one.item.id], after[one.item.id], titles, now)
    changes += restated(items=[one.item for one in moving], now=now)
    record(name=EventName.ITEMS_ALLOCATED, by=by, now=now, changes=changes, reason=why)
    return len(moving)


def verdicts(items: Sequence[Item], *, by: Actor, takes_owner: bool = False) -> list[tuple[Item, Verdict]]:
    """Whether this person may give each of these items to a post, or take its owner away."""
    session = db.session()
    states = current_states(session, [item.id for item in items])
    found = []
    for item in items:
        state, report = states[item.id], session.get_one(Report, item.report_id)
        in_hand = ItemInHand(state.delivery, state.standing, item.for_whom, has_outside_closer(report.kind))
        verdict = may_move(by, DeliveryMove.ALLOCATE, in_hand)
        if verdict and takes_owner:
            verdict = may_take_owner_away(state.delivery)
        found.append((item, verdict))
    return found


def _unchanged_since_seen(items: Sequence[ItemChosen]) -> None:
    session = db.session()
    stale = [one.item for one in items if session.get_one(Progress, one.item.id).version != one.version]
    if stale:
        who = last_words_on(session, "item", stale[0].id)
        raise Conflict(f"{who}, on {in_a_row([item.reference for item in stale])},")


def _given(
    one: ItemChosen, before: ItemPosts, after: ItemPosts, titles: dict[int, str], now: datetime
) -> list[Change]:
    session = db.session()
    row = session.get_one(Progress, one.item.id)
    claim(row, one.version, "item")
    if after.owner is None:
        row.allocated_on = None
    elif before.owner is None:
        row.allocated_on = london_day(now)
    row.owner_post_id, row.executive_post_id = after.owner, after.executive
    for key in sorted(before.contributors - after.contributors):
        session.delete(session.get_one(Contributor, (one.item.id, key)))
    for key in sorted(after.contributors - before.contributors):
        session.add(Contributor(item_id=one.item.id, post_id=key))
    return differences(subject_of(one.item), _said(before, titles), _said(after, titles))


def _said(posts: ItemPosts, titles: dict[int, str]) -> dict[str, str | None]:
    return {
        "executive_lead": titles[posts.executive] if posts.executive else None,
        "owner": titles[posts.owner] if posts.owner else None,
        "contributors": "\n".join(sorted(titles[key] for key in posts.contributors)),
    }


def post_choices() -> list[tuple[str, str]]:
    """Every post that an item can be given to, by its slug and title, for a list to choose from."""
    return [(post.slug, post.title) for post in all_posts(db.session()) if post.slug != HOME_SECRETARY]
