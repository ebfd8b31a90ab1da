"""Reminders as they are read: who is reminded, what stands with a person, and what was said and sent."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.london_time import london_day
from tracker.domain.vocabulary import Delivery, ForWhom, ReportKind, Standing, TargetState
from tracker.models.account import Account
from tracker.models.commission import PostAccount
from tracker.models.item import Item
from tracker.models.item_state import ItemState
from tracker.models.progress import Cover, Progress
from tracker.models.reminder import ReminderItem, ReminderPlan, ReminderSent, ReminderSince
from tracker.models.report import Report
from tracker.models.target_date import TargetDate
from tracker.queries.progress_facts import AT_ONCE

AT_WORK = frozenset({Delivery.AWAITING_ALLOCATION, Delivery.IN_PROGRESS})
"""Where something is still to be done before the date in force."""


def reminder_plan(session: Session) -> ReminderPlan | None:
    """The day of the digest as it was set; None where nobody has set it."""
    return session.scalars(select(ReminderPlan).order_by(ReminderPlan.id)).first()


def reminded_accounts(session: Session) -> list[int]:
    """The accounts that may sign in, by name: nobody else is written to."""
    return list(
        session.scalars(select(Account.id).where(Account.is_enabled).order_by(Account.name, Account.id))
    )


def last_digest_on(session: Session, account_id: int) -> date | None:
    """The day of a person's last weekly digest, also of one with nothing to say."""
    return session.scalar(select(ReminderSince.since_on).where(ReminderSince.account_id == account_id))


def message_of(session: Session, account_id: int, day: date) -> ReminderSent | None:
    """A person's message of a day, sent or not."""
    return session.scalars(
        select(ReminderSent).where(ReminderSent.account_id == account_id, ReminderSent.sent_on == day)
    ).first()


@dataclass(frozen=True)
class DateAsked:
    """A request for another date that waits: whose it is, and whether it is an executive lead's."""

    account_id: int | None
    is_by_executive_lead: bool


@dataclass(frozen=True)
class ReminderRow:
    """An open item as a reminder reads it; `asked` are the requests for another date that wait.

    `opened_on` is the day its report opened to everybody, where it came under embargo.
    """

    item_id: int
    reference: str
    title: str
    due_on: date | None
    delivery: Delivery
    for_whom: ForWhom
    report_kind: ReportKind
    executive_post_id: int | None
    owner_post_id: int | None
    proposed_by_id: int | None
    opened_on: date | None
    asked: tuple[DateAsked, ...]


def reminder_rows(
    session: Session, posts: Collection[int], today: date, *, with_waiting: bool
) -> list[ReminderRow]:
    """The open items of these posts, and with them those that wait for a decision; nothing under embargo.

    What is under embargo goes into no e-mail, not even to a named reader.
    """
    asked = select(TargetDate.item_id).where(TargetDate.state == TargetState.ASKED)
    wanted: list[ColumnElement[bool]] = [
        ItemState.owner_post_id.in_(posts),
        ItemState.executive_post_id.in_(posts),
    ]
    if with_waiting:
        wanted += [ItemState.delivery == Delivery.PROPOSED_COMPLETE, ItemState.item_id.in_(asked)]
    rows = session.execute(
        select(ItemState, Item, Report, Progress.proposed_by_id)
        .join(Item, Item.id == ItemState.item_id)
        .join(Report, Report.id == Item.report_id)
        .outerjoin(Progress, Progress.item_id == Item.id)
        .where(
            ItemState.valid_to.is_(None),
            ItemState.standing == Standing.OPEN,
            or_(Report.is_embargoed.is_(False), Report.published_on <= today),
            or_(*wanted),
        )
        .order_by(Item.reference, Item.id)
    ).all()
    requests = _requests(session, [row.ItemState.item_id for row in rows])
    return [
        ReminderRow(
            item_id=state.item_id,
            reference=item.reference,
            title=item.heading or item.text,
            due_on=state.date_in_force,
            delivery=state.delivery,
            for_whom=state.for_whom,
            report_kind=report.kind,
            executive_post_id=state.executive_post_id,
            owner_post_id=state.owner_post_id,
            proposed_by_id=proposed_by_id,
            opened_on=report.published_on if report.is_embargoed else None,
            asked=tuple(requests[state.item_id]),
        )
        for state, item, report, proposed_by_id in rows
    ]


def _requests(session: Session, keys: Sequence[int]) -> dict[int, list[DateAsked]]:
    """The requests for another date of each of these items that have no decision yet."""
    found: dict[int, list[DateAsked]] = defaultdict(list)
    for start in range(0, len(keys), AT_ONCE):
        rows = session.execute(
            select(TargetDate.item_id, TargetDate.asked_by_id, TargetDate.is_by_executive_lead)
            .where(
                TargetDate.item_id.in_(keys[start : start + AT_ONCE]), TargetDate.state == TargetState.ASKED
            )
            .order_by(TargetDate.item_id, TargetDate.id)
        )
        for item_id, account_id, is_by_executive_lead in rows:
            found[item_id].append(DateAsked(account_id, is_by_executive_lead))
    return found


def posts_since(session: Session, account_id: int, day: date) -> dict[int, date]:
    """The posts that somebody holds or covers on a day, each with the day since when."""
    rows = [
        *session.execute(
            select(PostAccount.post_id, PostAccount.from_on).where(
                PostAccount.account_id == account_id,
                or_(PostAccount.from_on.is_(None), PostAccount.from_on <= day),
                or_(PostAccount.to_on.is_(None), PostAccount.to_on > day),
            )
        ),
        *session.execute(
            select(Cover.post_id, Cover.from_on).where(
                Cover.account_id == account_id, Cover.from_on <= day, Cover.to_on > day
            )
        ),
    ]
    found: dict[int, date] = {}
    for post_id, from_on in rows:
        found[post_id] = min(from_on or date.min, found.get(post_id, date.max))
    return found


@dataclass(frozen=True)
class StoodSince:
    """The days from which an item has its date in force, is worked on, and is with its posts."""

    date_on: date
    at_work_on: date
    owner_on: date
    executive_on: date


def stood_since(session: Session, item_ids: Sequence[int]) -> dict[int, StoodSince]:
    """From which day on each of these items stands as it does now."""
    found: dict[int, StoodSince] = {}
    for start in range(0, len(item_ids), AT_ONCE):
        rows = session.execute(
            select(
                ItemState.item_id,
                ItemState.valid_from,
                ItemState.date_in_force,
                ItemState.delivery,
                ItemState.standing,
                ItemState.owner_post_id,
                ItemState.executive_post_id,
            )
            .where(ItemState.item_id.in_(item_ids[start : start + AT_ONCE]))
            .order_by(ItemState.item_id, ItemState.valid_from.desc(), ItemState.id.desc())
        )
        states: dict[int, list[tuple[date, tuple[object, ...]]]] = defaultdict(list)
        for item_id, valid_from, due_on, delivery, standing, owner, executive in rows:
            is_at_work = standing is Standing.OPEN and delivery in AT_WORK
            states[item_id].append((london_day(valid_from), (due_on, is_at_work, owner, executive)))
        found |= {item_id: StoodSince(*_since(seen)) for item_id, seen in states.items()}
    return found


def _since(states: Sequence[tuple[date, tuple[object, ...]]]) -> Iterable[date]:
    """For each fact of the newest state the first day of the states, without a break, that agree with it."""
    for position, now in enumerate(states[0][1]):
        first = states[0][0]
        for day, facts in states:
            if facts[position] != now:
                break
            first = day
        yield first


def said_marks(session: Session, account_id: int) -> dict[int, list[tuple[date, int]]]:
    """What was said to a person of each item, in messages that left: the dates and their latest marks."""
    rows = session.execute(
        select(ReminderItem.item_id, ReminderItem.due_on, func.min(ReminderItem.days))
        .join(ReminderSent, ReminderSent.id == ReminderItem.sent_id)
        .where(
            ReminderSent.account_id == account_id,
            ReminderSent.sent_at.is_not(None),
            ReminderItem.days.is_not(None),
        )
        .group_by(ReminderItem.item_id, ReminderItem.due_on)
        .order_by(ReminderItem.item_id, ReminderItem.due_on)
    )
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for item_id, due_on, days in rows:
        # A mark is of a date: only what was listed without one has none.
        if due_on is not None and days is not None:
            found[item_id].append((due_on, days))
    return found


def log_length(session: Session) -> int:
    """How many messages the send log holds."""
    return session.scalar(select(func.count()).select_from(ReminderSent)) or 0


@dataclass(frozen=True)
class LoggedMessage:
    """A message of the send log: it left once `sent_at` is set, `problem` says why it could not."""

    key: int
    name: str
    address: str
    subject: str
    body: str
    tried_at: datetime
    tries: int
    sent_at: datetime | None
    problem: str


_LOGGED = select(
    ReminderSent.id,
    Account.name,
    ReminderSent.address,
    ReminderSent.subject,
    ReminderSent.body,
    ReminderSent.tried_at,
    ReminderSent.tries,
    ReminderSent.sent_at,
    ReminderSent.problem,
).join(Account, Account.id == ReminderSent.account_id)


def send_log(session: Session, *, offset: int, limit: int) -> list[LoggedMessage]:
    """The messages of the send log, the latest first."""
    latest = _LOGGED.order_by(ReminderSent.tried_at.desc(), ReminderSent.id.desc())
    return [LoggedMessage(*row) for row in session.execute(latest.offset(offset).limit(limit))]


def logged_message(session: Session, key: int) -> LoggedMessage | None:
    """One message of the send log."""
    row = session.execute(_LOGGED.where(ReminderSent.id == key)).first()
    return LoggedMessage(*row) if row is not None else None
