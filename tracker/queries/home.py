"""What the home page counts and lists: each a single select, so that the page costs the same on any day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.cleaning import is_blank
from tracker.domain.completeness import is_required
from tracker.domain.letter_snapshots import SnapshotPurpose
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import (
    ISSUED,
    UNDER_WAY,
    DeadlineBasis,
    Delivery,
    ForWhom,
    ItemKind,
    OffListReason,
    ReportKind,
    ResponseStatus,
    Standing,
)
from tracker.models.account import Account
from tracker.models.item import Deadline, Item
from tracker.models.item_state import ItemState
from tracker.models.letter_version import LetterVersion
from tracker.models.redaction import Redaction
from tracker.models.report import Report
from tracker.models.response import Answer, Response, ResponseReport
from tracker.queries.reports import visible

A_YEAR = timedelta(days=366)
RECENTLY = timedelta(days=28)
SOON = timedelta(days=90)
LATEST = 5
MOST = 10
"""Lines of one list of the home page; the rest is counted."""


@dataclass(frozen=True)
class WaitingReport:
    """A report of the last year that no issued letter answers yet."""

    reference: str
    title: str
    kind: ReportKind
    published_on: date


def unanswered_reports(session: Session, actor: Actor, today: date) -> list[WaitingReport]:
    """The reports of the last year without an issued letter, oldest first: their clocks run out first."""
    of_issued_version = Response.id.in_(
        select(LetterVersion.response_id).where(LetterVersion.purpose == SnapshotPurpose.ISSUED)
    )
    answered = exists().where(
        ResponseReport.report_id == Report.id,
        ResponseReport.response_id == Response.id,
        # A corrected version takes back no answer.
        or_(Response.status.in_(ISSUED), and_(Response.status.in_(UNDER_WAY), of_issued_version)),
    )
    rows = session.execute(
        select(Report.reference, Report.title, Report.kind, Report.published_on)
        .where(visible(actor, today), ~answered, Report.published_on >= today - A_YEAR)
        .order_by(Report.published_on, Report.id)
    )
    return [WaitingReport(*row) for row in rows]


@dataclass(frozen=True)
class ListedReport:
    """A report on one of the lists of the home page."""

    reference: str
    title: str
    published_on: date


def latest_reports(session: Session, actor: Actor, today: date) -> list[ListedReport]:
    """The five reports published last, the newest first."""
    rows = session.execute(
        select(Report.reference, Report.title, Report.published_on)
        .where(visible(actor, today))
        .order_by(Report.published_on.desc(), Report.id.desc())
        .limit(LATEST)
    )
    return [ListedReport(*row) for row in rows]


def unconfirmed_reports(session: Session, actor: Actor, today: date) -> list[ListedReport]:
    """The reports whose publication date, which starts the clock, nobody has confirmed; newest first."""
    rows = session.execute(
        select(Report.reference, Report.title, Report.published_on)
        .where(visible(actor, today), Report.publication_confirmed_at.is_(None))
        .order_by(Report.published_on.desc(), Report.id.desc())
    )
    return [ListedReport(*row) for row in rows]


@dataclass(frozen=True)
class LetterInHand:
    """A letter being prepared, with how many of its items lack which voice, of those the Act wants."""

    reference: str
    letter_dated: date | None
    reports: str
    items: int
    without_comments: int
    without_response: int


def letters_in_hand(session: Session, actor: Actor, today: date) -> list[LetterInHand]:
    """The letters being prepared, oldest first, of which all reports are open to this person."""
    closed = (
        select(ResponseReport.response_id)
        .join(Report, Report.id == ResponseReport.report_id)
        .where(~visible(actor, today))
    )
    listed = or_(Item.off_list_reason.is_(None), Item.off_list_reason != OffListReason.RECORDED_IN_ERROR)
    rows = session.execute(
        select(
            Response.id,
            Response.reference,
            Response.letter_dated,
            Report.title,
            Item.kind,
            Item.for_whom,
            Answer.chief_constable,
            Answer.pcc,
        )
        .join(ResponseReport, ResponseReport.response_id == Response.id)
        .join(Report, Report.id == ResponseReport.report_id)
        .outerjoin(Item, and_(Item.report_id == Report.id, listed))
        .outerjoin(Answer, and_(Answer.response_id == Response.id, Answer.item_id == Item.id))
        .where(Response.status.in_(UNDER_WAY), Response.id.not_in(closed))
        .order_by(Response.id, ResponseReport.position, Item.position, Item.id)
    )
    letters: dict[int, _Counting] = {}
    for key, reference, dated, title, kind, for_whom, comments, response in rows:
        letter = letters.setdefault(key, _Counting(reference, dated))
        letter.titles.setdefault(title)
        if kind is not None:
            letter.count(kind, for_whom, comments or "", response or "")
    return [letter.counted() for letter in letters.values()]


class _Counting:
    """One letter while its rows are read."""

    def __init__(self, reference: str, dated: date | None) -> None:
        self.reference, self.dated = reference, dated
        self.titles: dict[str, None] = {}
        self.items = self.without_comments = self.without_response = 0

    def count(self, kind: ItemKind, for_whom: ForWhom, comments: str, response: str) -> None:
        """Take in one item; what is wanted but not required is not counted."""
        if not is_required(kind, for_whom):
            return
        self.items += 1
        self.without_comments += is_blank(comments) and for_whom is not ForWhom.PCC
        self.without_response += is_blank(response)

    def counted(self) -> LetterInHand:
        """The letter with its counts."""
        titles = ", ".join(self.titles)
        return LetterInHand(
            self.reference, self.dated, titles, self.items, self.without_comments, self.without_response
        )


def unpublished_letters(session: Session, actor: Actor, today: date) -> list[tuple[str, date | None]]:
    """The issued letters whose publication is not recorded, newest first: reference and date."""
    closed = (
        select(ResponseReport.response_id)
        .join(Report, Report.id == ResponseReport.report_id)
        .where(~visible(actor, today))
    )
    rows = session.execute(
        select(Response.reference, Response.letter_dated)
        .where(Response.status == ResponseStatus.ISSUED, Response.id.not_in(closed))
        .where(Response.published_on.is_(None))
        .order_by(Response.letter_dated.desc().nulls_last(), Response.id.desc())
    )
    return [(one, other) for one, other in rows]


@dataclass(frozen=True)
class ListedItem:
    """An item of ours that is open, on one of the lists of the home page, with its date in force."""

    reference: str
    kind: ItemKind
    number: str | None
    heading: str
    text: str
    report_title: str
    due_on: date | None
    is_immediate: bool


def _items(session: Session, actor: Actor, today: date, *conditions: ColumnElement[bool]) -> list[ListedItem]:
    immediate = (
        exists().where(Deadline.item_id == Item.id, Deadline.basis == DeadlineBasis.IMMEDIATE).correlate(Item)
    )
    rows = session.execute(
        select(
            Item.reference,
            Item.kind,
            Item.number,
            Item.heading,
            Item.text,
            Report.title,
            ItemState.date_in_force,
            immediate,
        )
        .join(Report, Report.id == Item.report_id)
        .join(ItemState, and_(ItemState.item_id == Item.id, ItemState.valid_to.is_(None)))
        .where(
            visible(actor, today),
            ItemState.standing == Standing.OPEN,
            ItemState.delivery != Delivery.SIGNED_OFF,
            *conditions,
        )
        .order_by(ItemState.date_in_force.asc().nulls_last(), Item.recorded_at.desc(), Item.id)
        .limit(MOST + 1)
    )
    return [ListedItem(*row) for row in rows]


def items_due_soon(session: Session, actor: Actor, today: date) -> list[ListedItem]:
    """Open items whose date in force falls within 90 days from today, the nearest first; one to spare."""
    return _items(session, actor, today, ItemState.date_in_force.between(today, today + SOON))


def items_without_date(session: Session, actor: Actor, today: date, now: datetime) -> list[ListedItem]:
    """Recommendations of the last 28 days without a date or immediate, and no local target; one to spare.

    They need a local target; an area for improvement usually has no deadline and is not asked for one.
    """
    has_immediate = exists().where(
        Deadline.item_id == Item.id, Deadline.basis.in_([DeadlineBasis.IMMEDIATE, DeadlineBasis.VAGUE])
    )
    recurring = exists().where(Deadline.item_id == Item.id, Deadline.basis == DeadlineBasis.RECURRING)
    return _items(
        session,
        actor,
        today,
        Item.kind == ItemKind.RECOMMENDATION,
        Item.recorded_at >= now - RECENTLY,
        ItemState.date_in_force.is_not_distinct_from(ItemState.inspectorate_on),
        or_(has_immediate, and_(Item.first_deadline_on.is_(None), ~recurring)),
    )


def redactions_waiting(session: Session) -> Sequence[tuple[int, int]]:
    """The redactions that wait for a second person: id and who asked."""
    rows = session.execute(
        select(Redaction.id, Redaction.asked_by).where(Redaction.decided_at.is_(None)).order_by(Redaction.id)
    )
    return [(one, other) for one, other in rows]


@dataclass(frozen=True)
class AccountCounts:
    """How many accounts there are, by what they may do now."""

    enabled: int
    with_one_time_password: int
    disabled: int


def account_counts(session: Session) -> AccountCounts:
    """The accounts, counted."""
    rows = session.execute(
        select(Account.is_enabled, Account.must_change_password, func.count()).group_by(
            Account.is_enabled, Account.must_change_password
        )
    )
    counts = {(enabled, first): number for enabled, first, number in rows}
    return AccountCounts(
        enabled=counts.get((True, False), 0),
        with_one_time_password=counts.get((True, True), 0),
        disabled=counts.get((False, False), 0) + counts.get((False, True), 0),
    )
