"""Reports as they are read: one, many, and who may know of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select, true
from sqlalchemy.orm import Session

from tracker.domain.cleaning import search_form
from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import LinkKind, ReportKind
from tracker.models.account import Account
from tracker.models.action import ActionDone, ActionItem
from tracker.models.board_question import BoardQuestion
from tracker.models.commission import Commission
from tracker.models.commitment import Commitment
from tracker.models.correspondence import CorrespondenceItem
from tracker.models.event import EventChange
from tracker.models.item import Item
from tracker.models.margin_comment import MarginComment
from tracker.models.marked_copy import MarkedUpCopy, SentDraft
from tracker.models.meeting import MeetingText
from tracker.models.plan import Plan
from tracker.models.report import Report, ReportLink, ReportReader
from tracker.models.response import Answer, ResponseReport
from tracker.queries.parameters import READER, TODAY

MAX_ID = 2**31 - 1


def visible(actor: Actor, today: date) -> ColumnElement[bool]:
    """The condition, in SQL, of `permissions.may_read_report`."""
    return _visible(actor.is_system, today, actor.account_id or 0)


def visible_to_reader(is_system: bool) -> ColumnElement[bool]:
    """The same for a statement that is made once: the day and the person are its parameters."""
    return _visible(is_system, TODAY, READER)


def is_known(item_id: Any, actor: Actor, today: date) -> ColumnElement[bool]:
    """The condition that this is the id of an item this person may know of.

    The items under embargo are few: to leave them out costs less than to look at the report of each.
    """
    if actor.is_system:
        return true()
    return _is_known(item_id, visible(actor, today))


def is_known_to_reader(item_id: Any, is_system: bool) -> ColumnElement[bool]:
    """The same for a statement that is made once."""
    if is_system:
        return true()
    return _is_known(item_id, visible_to_reader(is_system))


def _is_known(item_id: Any, is_visible: ColumnElement[bool]) -> ColumnElement[bool]:
    hidden = select(Report.id).where(not_(is_visible))
    known: ColumnElement[bool] = item_id.not_in(select(Item.id).where(Item.report_id.in_(hidden)))
    return known


def _visible(
    is_system: bool, today: date | ColumnElement[date], account_id: int | ColumnElement[int]
) -> ColumnElement[bool]:
    if is_system:
        return Report.id > 0
    named = select(ReportReader.report_id).where(ReportReader.account_id == account_id)
    return or_(Report.is_embargoed.is_(False), Report.published_on <= today, Report.id.in_(named))


def subjects_under_embargo(actor: Actor, today: date) -> dict[str, Select[int]]:
    """The ids, by kind, of what this person may not know of yet: reports, their items, letters, answers."""
    reports = select(Report.id).where(not_(visible(actor, today)))
    items = select(Item.id).where(Item.report_id.in_(reports))
    responses = select(ResponseReport.response_id).where(ResponseReport.report_id.in_(reports))
    drafts = select(SentDraft.id).where(SentDraft.response_id.in_(responses))
    actions = select(ActionItem.action_id).where(ActionItem.item_id.in_(items))
    return {
        "report": reports,
        "item": items,
        "response": responses,
        "margin_comment": select(MarginComment.id).where(MarginComment.response_id.in_(responses)),
        "commission": select(Commission.id).where(Commission.item_id.in_(items)),
        "commitment": select(Commitment.id).where(Commitment.response_id.in_(responses)),
        "sent_draft": drafts,
        "marked_copy": select(MarkedUpCopy.id).where(MarkedUpCopy.draft_id.in_(drafts)),
        "plan": select(Plan.id).where(Plan.response_id.in_(responses)),
        "answer": select(Answer.id).where(Answer.item_id.in_(items)),
        "action": actions,
        "meeting_text": select(MeetingText.id).where(MeetingText.item_id.in_(items)),
        "board_question": select(BoardQuestion.id).where(BoardQuestion.item_id.in_(items)),
        "action_done": select(ActionDone.id).where(ActionDone.action_id.in_(actions)),
        "correspondence": select(CorrespondenceItem.correspondence_id).where(
            CorrespondenceItem.item_id.in_(items)
        ),
    }


def events_under_embargo(actor: Actor, today: date) -> Select[int]:
    """The events that speak of a report this person may not know of yet, of its items or of its letters."""
    return select(EventChange.event_seq).where(
        or_(
            *(
                and_(EventChange.subject_kind == kind, EventChange.subject_id.in_(keys))
                for kind, keys in subjects_under_embargo(actor, today).items()
            )
        )
    )


def report_by_reference(session: Session, reference: str) -> Report | None:
    """One report by its reference (R2023-07) or its id."""
    if reference.isascii() and reference.isdigit():
        return session.get(Report, int(reference)) if 0 < int(reference[:12]) <= MAX_ID else None
    return session.scalars(select(Report).where(Report.reference == reference.upper())).first()


@dataclass(frozen=True)
class ReportRow:
    """One line of the list of reports."""

    id: int
    reference: str
    title: str
    kind: ReportKind
    published_on: date
    is_embargoed: bool
    item_count: int


def report_rows(
    session: Session, actor: Actor, today: date, *, search: str = "", kind: ReportKind | None = None
) -> list[ReportRow]:
    """The reports this person may know of, newest first."""
    items = select(Item.report_id, func.count().label("n")).group_by(Item.report_id).subquery()
    wanted = (
        select(
            Report.id,
            Report.reference,
            Report.title,
            Report.kind,
            Report.published_on,
            Report.is_embargoed,
            func.coalesce(items.c.n, 0),
        )
        .outerjoin(items, items.c.report_id == Report.id)
        .where(visible(actor, today))
        .order_by(Report.published_on.desc(), Report.id.desc())
    )
    if search:
        wanted = wanted.where(Report.search_text.contains(search_form(search), autoescape=True))
    if kind:
        wanted = wanted.where(Report.kind == kind)
    return [ReportRow(*row) for row in session.execute(wanted)]


def reports_with_title(session: Session, title: str) -> Sequence[Report]:
    """Reports whose title is the same but for case, accents' form and spaces."""
    wanted = search_form(title).strip(" .")
    return [
        report
        for report in session.scalars(select(Report).order_by(Report.published_on.desc(), Report.id))
        if search_form(report.title).strip(" .") == wanted
    ]


def next_serial(session: Session, year: int) -> int:
    """The next serial of a year's reports; serials are never used twice."""
    start = f"R{year}-"
    used = session.scalars(select(Report.reference).where(Report.reference.startswith(start)))
    return max((int(reference.removeprefix(start)) for reference in used), default=0) + 1


@dataclass(frozen=True)
class LinkedReport:
    """A report at the other end of a link, seen from one of the two."""

    reference: str
    title: str
    published_on: date
    kind: LinkKind
    note: str
    is_earlier: bool


def linked_reports(session: Session, report: Report, actor: Actor, today: date) -> list[LinkedReport]:
    """Earlier and later reports linked to this one, oldest first, as far as this person may know of them."""
    found: list[LinkedReport] = []
    for is_earlier, mine, other in (
        (True, ReportLink.later_id, ReportLink.earlier_id),
        (False, ReportLink.earlier_id, ReportLink.later_id),
    ):
        rows = session.execute(
            select(Report.reference, Report.title, Report.published_on, ReportLink.kind, ReportLink.note)
            .join(ReportLink, other == Report.id)
            .where(mine == report.id, visible(actor, today))
            .order_by(Report.published_on, Report.id)
        )
        found.extend(LinkedReport(*row, is_earlier) for row in rows)
    return sorted(found, key=lambda link: (link.published_on, link.reference))


def response_ids_of(session: Session, report: Report) -> list[int]:
    """The letters that answer this report."""
    return list(
        session.scalars(
            select(ResponseReport.response_id)
            .where(ResponseReport.report_id == report.id)
            .order_by(ResponseReport.response_id)
        )
    )


def possible_readers(session: Session, reference: str = "") -> list[tuple[int, str]]:
    """Who may be named as a reader under embargo: accounts that may sign in, and who is named already."""
    report = report_by_reference(session, reference) if reference else None
    chosen = [reader.account_id for reader in report.readers] if report else []
    rows = session.execute(
        select(Account.id, Account.name)
        .where(or_(Account.is_enabled, Account.id.in_(chosen)))
        .order_by(Account.name, Account.id)
    )
    return [(key, name) for key, name in rows]


def report_choices(session: Session, actor: Actor, today: date) -> list[tuple[str, str]]:
    """The reference and title of every report this person may know of, newest first."""
    rows = session.execute(
        select(Report.reference, Report.title)
        .where(visible(actor, today))
        .order_by(Report.published_on.desc(), Report.id.desc())
    )
    return [(reference, title) for reference, title in rows]


def reader_names(session: Session, report: Report) -> list[str]:
    """The named readers of a report under embargo."""
    return list(
        session.scalars(
            select(Account.name)
            .join(ReportReader, ReportReader.account_id == Account.id)
            .where(ReportReader.report_id == report.id)
            .order_by(Account.name, Account.id)
        )
    )
