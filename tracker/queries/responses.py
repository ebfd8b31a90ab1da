"""Responses as they are read: one, many, and the items each of them answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import OffListReason, ReportKind, ResponseOrigin, ResponseStatus
from tracker.models.item import Item
from tracker.models.office import SignatureImage
from tracker.models.report import Report
from tracker.models.response import Answer, Response, ResponseReport
from tracker.models.stored_file import StoredFile
from tracker.queries.reports import MAX_ID, visible


def response_by_reference(session: Session, reference: str) -> Response | None:
    """One response by its reference (S55-2024-01) or its id."""
    if reference.isascii() and reference.isdigit():
        return session.get(Response, int(reference)) if 0 < int(reference[:12]) <= MAX_ID else None
    return session.scalars(select(Response).where(Response.reference == reference.upper())).first()


def reports_of(session: Session, response: Response) -> list[Report]:
    """The reports a letter answers, in the letter's order."""
    return list(
        session.scalars(
            select(Report)
            .join(ResponseReport, ResponseReport.report_id == Report.id)
            .where(ResponseReport.response_id == response.id)
            .order_by(ResponseReport.position)
        )
    )


@dataclass(frozen=True)
class Answered:
    """An item of a letter with its answer, if one was begun."""

    item: Item
    answer: Answer | None


def answered_items(session: Session, response: Response) -> list[Answered]:
    """The items of a letter in its order: those it answered when it was imported, else all of its reports'.

    A drafted letter lists an item recorded in error no more; every other one stands in the appendix.
    """
    answers = {
        answer.item_id: answer
        for answer in session.scalars(
            select(Answer).where(Answer.response_id == response.id).order_by(Answer.id)
        )
    }
    order = {row.report_id: row.position for row in response.reports}
    items = session.scalars(select(Item).where(Item.report_id.in_(order)).order_by(Item.position, Item.id))
    if response.origin is ResponseOrigin.IMPORTED:
        found = [Answered(item, answers[item.id]) for item in items if item.id in answers]
        return sorted(found, key=lambda a: (order[a.item.report_id], a.answer.position if a.answer else 0))
    listed = [
        Answered(item, answers.get(item.id))
        for item in items
        if item.off_list_reason is not OffListReason.RECORDED_IN_ERROR
    ]
    place = {one.item.id: (one.item.position, one.item.id) for one in listed}
    return sorted(
        listed,
        # What stands under a cause of concern follows it, whenever it was recorded.
        key=lambda a: (
            order[a.item.report_id],
            place.get(a.item.parent_id or 0, place[a.item.id]),
            place[a.item.id],
        ),
    )


def answer_to(session: Session, response: Response, item: Item) -> Answer | None:
    """The answer to an item in a letter, if one was begun."""
    return session.scalars(
        select(Answer).where(Answer.response_id == response.id, Answer.item_id == item.id)
    ).first()


@dataclass(frozen=True)
class AnsweredReport:
    """A report as the list of letters names it."""

    reference: str
    title: str
    kind: ReportKind
    published_on: date


@dataclass(frozen=True)
class ResponseRow:
    """One line of the list of responses."""

    id: int
    reference: str
    origin: ResponseOrigin
    status: ResponseStatus
    letter_dated: date | None
    published_on: date | None
    reports: tuple[AnsweredReport, ...]


def response_rows(session: Session, actor: Actor, today: date) -> list[ResponseRow]:
    """The letters this person may know of, newest first: of each, all reports are open to this person."""
    by_response: dict[int, list[AnsweredReport]] = {}
    closed = (
        select(ResponseReport.response_id)
        .join(Report, Report.id == ResponseReport.report_id)
        .where(~visible(actor, today))
    )
    rows = session.execute(
        select(ResponseReport.response_id, Report.reference, Report.title, Report.kind, Report.published_on)
        .join(Report, Report.id == ResponseReport.report_id)
        .where(ResponseReport.response_id.not_in(closed))
        .order_by(ResponseReport.response_id, ResponseReport.position)
    )
    for response_id, reference, title, kind, published_on in rows:
        report = AnsweredReport(reference, title, kind, published_on)
        by_response.setdefault(response_id, []).append(report)
    responses = session.scalars(
        select(Response)
        .where(Response.id.in_(by_response))
        .order_by(Response.letter_dated.is_not(None), Response.letter_dated.desc(), Response.id.desc())
    )
    return [
        ResponseRow(
            r.id, r.reference, r.origin, r.status, r.letter_dated, r.published_on, tuple(by_response[r.id])
        )
        for r in responses
    ]


def responses_to(session: Session, report: Report) -> Sequence[Response]:
    """The letters that answer a report, oldest first."""
    return list(
        session.scalars(
            select(Response)
            .join(ResponseReport, ResponseReport.response_id == Response.id)
            .where(ResponseReport.report_id == report.id)
            .order_by(Response.id)
        )
    )


@dataclass(frozen=True)
class AnswerInLetter:
    """An item's answer with the letter it stands in."""

    answer: Answer
    response: Response


def answers_to_item(session: Session, item: Item) -> list[AnswerInLetter]:
    """Every answer given to an item, the latest letter first."""
    rows = session.execute(
        select(Answer, Response)
        .join(Response, Response.id == Answer.response_id)
        .where(Answer.item_id == item.id)
        .order_by(Response.id.desc())
    )
    return [AnswerInLetter(answer, response) for answer, response in rows]


def response_serial(session: Session, year: int) -> int:
    """The next serial of a year's letters; serials are never used twice."""
    start = f"S55-{year}-"
    used = session.scalars(select(Response.reference).where(Response.reference.startswith(start)))
    return max((int(reference.removeprefix(start)) for reference in used), default=0) + 1


def imported_on(session: Session, letter_dated: date | None, report_ids: Sequence[int]) -> Response | None:
    """The imported letter of this date that answers exactly these reports, if it is here already."""
    for response in session.scalars(
        select(Response)
        .where(Response.origin == ResponseOrigin.IMPORTED, Response.letter_dated == letter_dated)
        .order_by(Response.id)
    ):
        if [row.report_id for row in response.reports] == list(report_ids):
            return response
    return None


def signature_image(session: Session, key: int | None) -> SignatureImage | None:
    """One signature image by its id."""
    return session.get(SignatureImage, key) if key else None


def stored_file(session: Session, key: int | None) -> StoredFile | None:
    """One kept file by its id."""
    return session.get(StoredFile, key) if key else None


def answers_begun(session: Session, response: Response) -> list[int]:
    """The ids of a letter's answers, for its history."""
    return list(
        session.scalars(select(Answer.id).where(Answer.response_id == response.id).order_by(Answer.id))
    )
