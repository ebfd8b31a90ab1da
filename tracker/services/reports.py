"""Reports: record, correct, confirm the publication date, link earlier and later ones."""

from dataclasses import replace
from datetime import date, datetime

from tracker.domain.audit import Change, EventName, Subject, differences
from tracker.domain.cleaning import clean_line, search_form
from tracker.domain.permissions import Ability, Actor, may, may_read_report
from tracker.domain.refusals import Invalid, NotAllowed, NotHere
from tracker.domain.reports import ReportDetails, facts_in, problems_with_embargo, problems_with_report
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import LinkKind
from tracker.models.base import db
from tracker.models.report import Report, ReportGrade, ReportLink, ReportReader
from tracker.queries.items import items_of_reports
from tracker.queries.reports import (
    next_serial,
    reader_names,
    report_by_reference,
    report_rows,
    reports_with_title,
)
from tracker.services.history import record
from tracker.services.item_states import restated
from tracker.services.writing import claim, verb


def require(verdict: Verdict) -> None:
    """Refuse with the rule's own reason."""
    if not verdict:
        raise NotAllowed(verdict)


def get_report(*, reference: str, by: Actor, today: date) -> Report:
    """One report, or NotHere where it does not exist; NotAllowed while it is under embargo for others."""
    report = report_by_reference(db.session(), reference)
    if report is None:
        raise NotHere(f"There is no report {reference}.")
    require(
        may_read_report(
            by,
            is_embargoed=report.is_embargoed,
            published_on=report.published_on,
            readers=[reader.account_id for reader in report.readers],
            today=today,
        )
    )
    return report


def subject_of(report: Report) -> Subject:
    """The report as the history names it."""
    return Subject("report", report.id, report.reference)


def facts_of(report: Report) -> dict[str, str | None]:
    """Everything recorded of a report, in the form the history keeps."""
    return {
        **facts_in(details_of(report), reader_names(db.session(), report)),
        "publication_confirmed_by": report.publication_confirmed_by_name,
    }


def details_of(report: Report) -> ReportDetails:
    """The report as a person recorded it, for a form or a comparison."""
    return ReportDetails(
        title=report.title,
        kind=report.kind,
        inspecting_body=report.inspecting_body,
        published_on=report.published_on,
        fieldwork_from_on=report.fieldwork_from_on,
        fieldwork_to_on=report.fieldwork_to_on,
        web_address=report.web_address,
        monitoring_state=report.monitoring_state,
        is_embargoed=report.is_embargoed,
        reader_ids=tuple(reader.account_id for reader in report.readers),
        grades=tuple((row.question, row.grade) for row in report.grades),
    )


@verb
def add_report(*, details: ReportDetails, by: Actor, now: datetime, today: date) -> Report:
    """Record a new report; under embargo, whoever records it is among its readers."""
    require(may(by, Ability.EDIT_REPORTS))
    _refuse_twice(details, by, today)
    report, changes = new_report(details=details, by=by, now=now, today=today)
    record(name=EventName.REPORT_ADDED, by=by, now=now, changes=changes)
    return report


def new_report(
    *, details: ReportDetails, by: Actor, now: datetime, today: date
) -> tuple[Report, list[Change]]:
    """A new report inside a larger act: the row and its changes, for the caller's one event."""
    _check(details, today)
    _check_embargo(details, today)
    session = db.session()
    year = details.published_on.year
    report = Report(reference=f"R{year}-{next_serial(session, year):02}", recorded_at=now)
    _fill(report, _with_reader(details, by))
    session.add(report)
    session.flush()
    return report, differences(subject_of(report), {}, facts_of(report))


@verb
def change_report(
    *, report: Report, version: int, details: ReportDetails, by: Actor, now: datetime, today: date
) -> None:
    """Correct a report; a changed publication date needs to be confirmed again."""
    require(may(by, Ability.EDIT_REPORTS))
    claim(report, version, "report")
    _check(details, today)
    if not report.is_embargoed or details.published_on != report.published_on:
        # One that ended by itself may stay as it was recorded.
        _check_embargo(details, today)
    before = facts_of(report)
    if details.published_on != report.published_on:
        report.publication_confirmed_by_name = None
        report.publication_confirmed_at = None
    _fill(report, _with_reader(details, by))
    db.session.flush()
    changes = differences(subject_of(report), before, facts_of(report))
    # Its kind tells whether somebody outside closes its items.
    changes += restated(items=items_of_reports(db.session(), [report.id]), now=now)
    record(name=EventName.REPORT_CHANGED, by=by, now=now, changes=changes)


@verb
def confirm_publication(*, report: Report, version: int, by: Actor, now: datetime) -> None:
    """Say that the publication date, which starts the clock, was checked against the report itself."""
    require(may(by, Ability.EDIT_REPORTS))
    claim(report, version, "report")
    before = facts_of(report)
    report.publication_confirmed_by_name = by.name
    report.publication_confirmed_at = now
    changes = differences(subject_of(report), before, facts_of(report))
    record(name=EventName.PUBLICATION_CONFIRMED, by=by, now=now, changes=changes)


@verb
def link_reports(
    *, earlier: Report, later: Report, kind: LinkKind, note: str, by: Actor, now: datetime
) -> None:
    """Record that a later report takes up an earlier one."""
    require(may(by, Ability.EDIT_REPORTS))
    session = db.session()
    if earlier.id == later.id:
        raise Invalid({"other": "Choose another report: a report cannot follow itself."})
    if earlier.published_on > later.published_on:
        raise Invalid({"other": f"{earlier.reference} was published after {later.reference}: swap them."})
    if session.query(ReportLink).filter_by(earlier_id=earlier.id, later_id=later.id).first():
        raise Invalid({"other": "These two reports are linked already."})
    session.add(ReportLink(earlier_id=earlier.id, later_id=later.id, kind=kind, note=clean_line(note)))
    words = f"{later.reference} {kind.label.lower()} {earlier.reference}"
    changes = [Change(subject_of(one), "link", None, words) for one in (later, earlier)]
    record(name=EventName.REPORTS_LINKED, by=by, now=now, changes=changes, reason=note)


def _refuse_twice(details: ReportDetails, by: Actor, today: date) -> None:
    """A second press of the button must not record the report again."""
    alike = reports_with_title(db.session(), details.title)
    known = {row.id for row in report_rows(db.session(), by, today)}
    same = [r.reference for r in alike if r.id in known and r.published_on == details.published_on]
    if same:
        raise Invalid({"title": f"{same[0]} already has this title and publication date."})


def _with_reader(details: ReportDetails, by: Actor) -> ReportDetails:
    """A report under embargo stays readable to whoever saves it."""
    if not details.is_embargoed or by.account_id is None or by.account_id in details.reader_ids:
        return details
    return replace(details, reader_ids=(*details.reader_ids, by.account_id))


def _check(details: ReportDetails, today: date) -> None:
    problems = problems_with_report(details, today)
    if problems:
        raise Invalid(problems)


def _check_embargo(details: ReportDetails, today: date) -> None:
    problems = problems_with_embargo(details, today)
    if problems:
        raise Invalid(problems)


def _fill(report: Report, details: ReportDetails) -> None:
    report.title = clean_line(details.title)
    report.kind = details.kind
    report.inspecting_body = clean_line(details.inspecting_body)
    report.published_on = details.published_on
    report.fieldwork_from_on = details.fieldwork_from_on
    report.fieldwork_to_on = details.fieldwork_to_on
    report.web_address = clean_line(details.web_address)
    report.monitoring_state = details.monitoring_state
    report.is_embargoed = details.is_embargoed
    report.search_text = search_form(f"{report.reference} {report.title}")
    grades = [(clean_line(question), grade) for question, grade in details.grades]
    if [(row.question, row.grade) for row in report.grades] != grades:
        report.grades = [
            ReportGrade(position=n, question=question, grade=grade)
            for n, (question, grade) in enumerate(grades)
        ]
    if {row.account_id for row in report.readers} != set(details.reader_ids):
        keep = {row.account_id: row for row in report.readers}
        report.readers = [
            keep.get(key) or ReportReader(account_id=key) for key in sorted(set(details.reader_ids))
        ]
