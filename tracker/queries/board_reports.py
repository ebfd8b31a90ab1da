"""The reports of a board's items: their grades, and the Section 55 responses to them."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from tracker.domain.vocabulary import Grade, MonitoringState, ReportKind, ResponseStatus
from tracker.models.item import Item
from tracker.models.report import Report, ReportGrade
from tracker.models.response import Response, ResponseReport
from tracker.queries.board_actions import recorded_before
from tracker.queries.board_scope import PackScope, items_on_board
from tracker.queries.parameters import answered

ORDER = (Report.published_on.desc(), Report.id.desc())


def _reports(scope: PackScope) -> Select[int]:
    return select(Item.report_id).where(Item.id.in_(items_on_board(scope.board_id, scope.as_at)))


class GradeRow(NamedTuple):
    """The grade of one question of a report, and where the force stands in the monitoring."""

    reference: str
    title: str
    published_on: date
    question: str
    grade: Grade
    monitoring: MonitoringState | None


def grades_on_board(session: Session, scope: PackScope) -> list[GradeRow]:
    """The grades that the reports of the board's items gave, the newest report first."""
    wanted: Any = (
        select(
            Report.reference,
            Report.title,
            Report.published_on,
            ReportGrade.question,
            ReportGrade.grade,
            Report.monitoring_state,
        )
        .join(ReportGrade, ReportGrade.report_id == Report.id)
        .where(Report.id.in_(_reports(scope)))
        .order_by(*ORDER, ReportGrade.position, ReportGrade.id)
    )
    return [GradeRow._make(row) for row in answered(session, wanted, {})]


class ResponseRow(NamedTuple):
    """A report with a response to it as it is recorded now; without one the response is None."""

    report_reference: str
    title: str
    kind: ReportKind
    published_on: date
    response_id: int | None
    reference: str | None
    status: ResponseStatus | None
    letter_dated: date | None
    comments_published_on: date | None


def responses_on_board(session: Session, scope: PackScope) -> list[ResponseRow]:
    """The reports of the board's items with each response to them, the newest report first."""
    wanted: Any = (
        select(
            Report.reference,
            Report.title,
            Report.kind,
            Report.published_on,
            Response.id,
            Response.reference,
            Response.status,
            Response.letter_dated,
            Response.published_on,
        )
        .select_from(Report)
        .outerjoin(ResponseReport, ResponseReport.report_id == Report.id)
        .outerjoin(
            Response, and_(Response.id == ResponseReport.response_id, Response.recorded_at <= scope.as_at)
        )
        .where(Report.id.in_(_reports(scope)))
        .order_by(*ORDER, Response.id)
    )
    return [ResponseRow._make(row) for row in answered(session, wanted, {})]


def responses_before(session: Session, scope: PackScope) -> dict[int, dict[str, str | None]]:
    """What was recorded of the responses at the moment, as far as it was changed since."""
    keys = select(ResponseReport.response_id).where(ResponseReport.report_id.in_(_reports(scope)))
    return recorded_before(session, scope, "response", keys)
