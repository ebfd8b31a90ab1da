"""Chasing as it is read: the items of a board without a word, whose they are, and who was asked when."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select
from sqlalchemy.orm import Session

from tracker.domain.chasing import OWES_NOTHING
from tracker.domain.meetings import MeetingStatus
from tracker.domain.vocabulary import Standing
from tracker.models.account import Account
from tracker.models.board import Board, BoardItem
from tracker.models.commission import PostAccount
from tracker.models.item import Item
from tracker.models.item_state import ItemState
from tracker.models.meeting import Chase, ChaseItem, Meeting
from tracker.models.office import Post
from tracker.models.progress import Cover
from tracker.models.progress_update import ProgressUpdate
from tracker.models.report import Report
from tracker.queries.progress_facts import AT_ONCE


class OwingRow(NamedTuple):
    """An item of a board of which no word was said since; `last_on` is its newest update of all."""

    item_id: int
    reference: str
    title: str
    owner_post_id: int | None
    owner: str | None
    last_on: date | None


def items_owing(session: Session, board_id: int, since: datetime, today: date) -> list[OwingRow]:
    """The items of a board that owe a word and had none since a moment, by reference; nothing under embargo.

    What is under embargo goes into no e-mail and no pack, not even for a named reader.
    """
    last_on = (
        select(func.max(ProgressUpdate.recorded_on))
        .where(ProgressUpdate.item_id == Item.id)
        .correlate(Item)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Item.id, Item.reference, Item.heading, Item.text, ItemState.owner_post_id, Post.title, last_on)
        .select_from(BoardItem)
        .join(Item, Item.id == BoardItem.item_id)
        .join(Report, Report.id == Item.report_id)
        .join(ItemState, ItemState.item_id == Item.id)
        .outerjoin(Post, Post.id == ItemState.owner_post_id)
        .where(_owes_a_word(board_id, today), not_(_was_said_since(since)))
        .order_by(Item.reference, Item.id)
    )
    return [
        OwingRow(key, reference, heading or text, post_id, owner, on)
        for key, reference, heading, text, post_id, owner, on in rows
    ]


def items_expected(session: Session, board_id: int, today: date) -> int:
    """How many items of a board owe a word for a meeting, said or not."""
    found = session.scalar(
        select(func.count())
        .select_from(BoardItem)
        .join(Item, Item.id == BoardItem.item_id)
        .join(Report, Report.id == Item.report_id)
        .join(ItemState, ItemState.item_id == Item.id)
        .where(_owes_a_word(board_id, today))
    )
    return found or 0


def _owes_a_word(board_id: int, today: date) -> ColumnElement[bool]:
    return and_(
        BoardItem.board_id == board_id,
        BoardItem.valid_to.is_(None),
        ItemState.valid_to.is_(None),
        ItemState.standing == Standing.OPEN,
        ItemState.delivery.not_in(OWES_NOTHING),
        or_(Report.is_embargoed.is_(False), Report.published_on <= today),
    )


def _was_said_since(since: datetime) -> ColumnElement[bool]:
    return exists().where(ProgressUpdate.item_id == Item.id, ProgressUpdate.recorded_at > since)


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
