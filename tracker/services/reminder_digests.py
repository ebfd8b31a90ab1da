"""What each person is to be told today, read from the register as it stands at this moment."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.delivery_moves import DeliveryMove, ItemInHand, has_outside_closer, may_move
from tracker.domain.london_time import london_day
from tracker.domain.ownership import ItemPosts, relations_by_posts
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.reminders import (
    Digest,
    DueItem,
    Mark,
    Recipient,
    Waiting,
    digest_for,
    is_digest_due,
)
from tracker.domain.target_dates import may_decide_date
from tracker.domain.vocabulary import Standing
from tracker.models.base import db
from tracker.queries.accounts import account_by_id
from tracker.queries.reminders import (
    AT_WORK,
    ReminderRow,
    StoodSince,
    last_digest_on,
    posts_since,
    reminder_rows,
    said_marks,
    stood_since,
)


@dataclass(frozen=True)
class ToldToday:
    """What one person is told today; `digest` is None where there is nothing to say."""

    account_id: int
    to: Recipient
    digest: Digest | None
    is_weekly: bool
    item_ids: dict[str, int]


def told_today(*, account_id: int, weekday: int, today: date) -> ToldToday | None:
    """What a person is told today; None where the account may not sign in."""
    session = db.session()
    account = account_by_id(session, account_id)
    if account is None or not account.is_enabled:
        return None
    actor = Actor(account.id, account.name, account.role_set)
    to = Recipient(account.name, account.email, weekday)
    # Nobody is told of the time before they were here.
    since = last_digest_on(session, account.id) or london_day(account.created_at) - timedelta(days=1)
    posts = posts_since(session, account.id, today)
    is_deciding = any(may(actor, ability) for ability in (Ability.DECIDE_DATES, Ability.SIGN_OFF))
    rows = reminder_rows(session, posts, today, with_waiting=is_deciding)
    items = _due_items(actor, rows, posts, since)
    digest = digest_for(to, items, since, today)
    is_weekly = is_digest_due(weekday, since, today)
    return ToldToday(account.id, to, digest, is_weekly, {row.reference: row.item_id for row in rows})


def _due_items(
    actor: Actor, rows: Sequence[ReminderRow], posts: dict[int, date], since: date
) -> list[DueItem]:
    session = db.session()
    stood = stood_since(session, [row.item_id for row in rows])
    said = said_marks(session, actor.account_id or 0)
    return [
        DueItem(
            reference=row.reference,
            title=row.title,
            path=f"/items/{row.reference}",
            due_on=row.due_on,
            known_on=_known_on(row, stood[row.item_id], posts, since),
            is_done=row.delivery not in AT_WORK,
            is_owner=row.owner_post_id in posts,
            is_executive=row.executive_post_id in posts,
            waiting=tuple(_waiting(actor, row, posts)),
            said=frozenset(Mark(row.reference, on, days) for on, days in said.get(row.item_id, ())),
        )
        for row in rows
    ]


def _known_on(row: ReminderRow, stood: StoodSince, posts: dict[int, date], since: date) -> date:
    """From when the person could be told: the date was set, the item open to them, theirs and not done.

    What changed on the day of the last digest may have changed after it, and so counts as of the next day.
    """
    theirs = [
        max(day, posts[post])
        for post, day in ((row.owner_post_id, stood.owner_on), (row.executive_post_id, stood.executive_on))
        if post is not None and post in posts
    ]
    known_on = max(stood.date_on, stood.at_work_on, row.opened_on or date.min, min(theirs, default=date.min))
    return known_on + timedelta(days=1) if known_on == since else known_on


def _waiting(actor: Actor, row: ReminderRow, posts: Collection[int]) -> list[Waiting]:
    """What of the item waits for this person's decision, by the rules the pages ask."""
    relations = relations_by_posts(posts, (), ItemPosts(row.executive_post_id, row.owner_post_id))
    in_hand = ItemInHand(
        delivery=row.delivery,
        standing=Standing.OPEN,
        for_whom=row.for_whom,
        has_outside_closer=has_outside_closer(row.report_kind),
        relations=relations,
        proposed_by_id=row.proposed_by_id,
    )
    found = []
    decisions = [
        may_decide_date(
            actor,
            relations,
            requested_by_account=one.account_id,
            requested_by_executive_lead=one.is_by_executive_lead,
        )
        for one in row.asked
    ]
    if any(decisions):
        found.append(Waiting.DATE_REQUEST)
    if may_move(actor, DeliveryMove.SIGN_OFF, in_hand):
        found.append(Waiting.SIGN_OFF)
    return found
