"""Chasing as it is read: who can be asked of a post, who was asked when, and what is still wanted."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, func, not_, or_, select
from sqlalchemy.orm import Session

from tracker.domain.meetings import MeetingStatus
from tracker.models.account import Account
from tracker.models.board import Board
from tracker.models.commission import PostAccount
from tracker.models.meeting import Chase, ChaseItem, Meeting
from tracker.models.progress import Cover
from tracker.models.progress_update import ProgressUpdate
from tracker.queries.progress_facts import AT_ONCE


@dataclass(frozen=True)
class PersonOfPosts:
    """Somebody who may sign in, with those of the posts asked for that they hold or cover on a day."""

    account_id: int
    name: str
    email: str
    posts: frozenset[int]


def people_of_posts(session: Session, post_ids: Collection[int], day: date) -> list[PersonOfPosts]:
    """Who holds or covers any of these posts on a day, by name."""
    held = select(Account.id, Account.name, Account.email, PostAccount.post_id).join(
        PostAccount, PostAccount.account_id == Account.id
    )
    covering = select(Account.id, Account.name, Account.email, Cover.post_id).join(
        Cover, Cover.account_id == Account.id
    )
    rows = [
        *session.execute(
            held.where(
                PostAccount.post_id.in_(post_ids),
                Account.is_enabled,
                or_(PostAccount.from_on.is_(None), PostAccount.from_on <= day),
                or_(PostAccount.to_on.is_(None), PostAccount.to_on > day),
            )
        ),
        *session.execute(
            covering.where(
                Cover.post_id.in_(post_ids), Account.is_enabled, Cover.from_on <= day, Cover.to_on > day
            )
        ),
    ]
    posts: dict[tuple[str, int, str], set[int]] = defaultdict(set)
    for key, name, email, post_id in rows:
        posts[name, key, email].add(post_id)
    return [
        PersonOfPosts(key, name, email, frozenset(found))
        for (name, key, email), found in sorted(posts.items())
    ]


@dataclass(frozen=True)
class ChaseRow:
    """One message of a meeting's send log, with the name of whom it was for and how many items it named."""

    key: int
    account_id: int
    name: str
    address: str
    subject: str
    body: str
    items: int
    asked_on: date
    asked_at: datetime
    asked_by: str
    is_by_hand: bool
    tried_at: datetime | None
    tries: int
    sent_at: datetime | None
    problem: str


def chases_of(session: Session, meeting_id: int) -> list[ChaseRow]:
    """Everybody who was asked for a meeting, the latest first, then by name."""
    items = select(func.count()).where(ChaseItem.chase_id == Chase.id).correlate(Chase).scalar_subquery()
    rows = session.execute(
        select(
            Chase.id,
            Chase.account_id,
            Account.name,
            Chase.address,
            Chase.subject,
            Chase.body,
            items,
            Chase.asked_on,
            Chase.asked_at,
            Chase.asked_by,
            Chase.is_by_hand,
            Chase.tried_at,
            Chase.tries,
            Chase.sent_at,
            Chase.problem,
        )
        .join(Account, Account.id == Chase.account_id)
        .where(Chase.meeting_id == meeting_id)
        .order_by(Chase.asked_at.desc(), Account.name, Chase.id)
    )
    return [ChaseRow(*row) for row in rows]


@dataclass(frozen=True)
class WordWanted:
    """That a word on an item was asked for, for the meeting of a board, and has not come since."""

    board: str
    board_reference: str
    meeting_on: date
    cut_off_on: date
    asked_at: datetime


WAITING_FOR = (MeetingStatus.PLANNED, MeetingStatus.COLLECTING, MeetingStatus.DRAFTED)


def words_wanted(session: Session, item_ids: Sequence[int], today: date) -> dict[int, WordWanted]:
    """The nearest meeting for which a word on each of these items is still wanted; the others are left out.

    A message that did not leave asked nobody.
    """
    found: dict[int, WordWanted] = {}
    for start in range(0, len(item_ids), AT_ONCE):
        rows = session.execute(
            select(
                ChaseItem.item_id, Board.name, Board.reference, Meeting.on, Meeting.cut_off_on, Chase.asked_at
            )
            .join(Chase, Chase.id == ChaseItem.chase_id)
            .join(Meeting, Meeting.id == Chase.meeting_id)
            .join(Board, Board.id == Meeting.board_id)
            .where(
                ChaseItem.item_id.in_(item_ids[start : start + AT_ONCE]),
                or_(Chase.is_by_hand, Chase.sent_at.is_not(None)),
                Meeting.on >= today,
                Meeting.status.in_(WAITING_FOR),
                not_(
                    exists().where(
                        ProgressUpdate.item_id == ChaseItem.item_id,
                        ProgressUpdate.recorded_at > Chase.asked_at,
                    )
                ),
            )
            .order_by(ChaseItem.item_id, Meeting.on.desc(), Board.reference.desc(), Chase.asked_at, Chase.id)
        )
        found |= {row[0]: WordWanted(*row[1:]) for row in rows}
    return found
