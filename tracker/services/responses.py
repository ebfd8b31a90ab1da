"""Responses: start a letter, change its parts, confirm its names."""

from collections.abc import Sequence
from datetime import date, datetime

from tracker.documents.standard_parts import appendix_label, closing_paragraph, no_items, pointer
from tracker.domain.audit import Change, EventName, Subject, as_text, differences
from tracker.domain.cleaning import clean_line, clean_text
from tracker.domain.markup import join_paragraphs
from tracker.domain.permissions import Ability, Actor, may, may_read_report
from tracker.domain.refusals import Invalid, NotHere
from tracker.domain.vocabulary import Layout, ResponseOrigin, ResponseStatus
from tracker.models.base import db
from tracker.models.report import Report
from tracker.models.response import Response, ResponseReport
from tracker.queries.items import items_of_reports
from tracker.queries.offices import parts_on
from tracker.queries.responses import reports_of, response_by_reference, response_serial, responses_to
from tracker.services.history import record
from tracker.services.letter_details import (
    FREE_PARTS,
    LINES,
    LetterDetails,
    facts_of,
    problem_with_date,
    problems_with_letter,
    subject_of,
)
from tracker.services.reopening import reopened, require_open
from tracker.services.reports import require
from tracker.services.writing import claim, verb


def get_response(*, reference: str, by: Actor, today: date) -> Response:
    """One response, or NotHere; NotAllowed while one of its reports is under embargo for others."""
    session = db.session()
    response = response_by_reference(session, reference)
    if response is None:
        raise NotHere(f"There is no response {reference}.")
    for report in reports_of(session, response):
        require(
            may_read_report(
                by,
                is_embargoed=report.is_embargoed,
                published_on=report.published_on,
                readers=[reader.account_id for reader in report.readers],
                today=today,
            )
        )
    return response


@verb
def start_response(
    *,
    reports: Sequence[Report],
    letter_dated: date | None,
    layout: Layout,
    by: Actor,
    now: datetime,
    today: date,
) -> Response:
    """Start a letter that answers one or several reports; its standard parts follow its date."""
    require(may(by, Ability.EDIT_RESPONSES))
    if not reports:
        raise Invalid({"reports": "Choose at least one report that the letter answers."})
    reports = list({report.id: report for report in reports}.values())
    if problem := problem_with_date(letter_dated, reports):
        raise Invalid({"letter_dated": problem})
    for other in responses_to(db.session(), reports[0]):
        # A second press of the button must not start the letter again.
        is_same = [row.report_id for row in other.reports] == [report.id for report in reports]
        if is_same and other.status is ResponseStatus.PREPARING and other.letter_dated == letter_dated:
            raise Invalid({"reports": f"{other.reference} is being prepared for just this: go on with it."})
    response = add_response(
        reports=reports,
        origin=ResponseOrigin.DRAFTED,
        status=ResponseStatus.PREPARING,
        year=(letter_dated or today).year,
        now=now,
    )
    response.letter_dated, response.layout = letter_dated, layout
    response.paragraphs = join_paragraphs(_first_paragraphs(reports, letter_dated or today, today))
    db.session.flush()
    changes = differences(subject_of(response), {}, facts_of(response))
    changes += [
        Change(Subject("report", r.id, r.reference), "response", None, response.reference) for r in reports
    ]
    record(name=EventName.RESPONSE_STARTED, by=by, now=now, changes=changes)
    return response


def _first_paragraphs(reports: Sequence[Report], day: date, today: date) -> list[str]:
    """What a new letter says until somebody writes it: where the appendix is, and a last sentence."""
    session = db.session()
    with_items = {item.report_id for item in items_of_reports(session, [report.id for report in reports])}
    labels = [appendix_label(n + 1) for n in range(len(with_items))]
    force = parts_on(session, day, today).force_name or "the force"
    return [pointer(labels) if labels else no_items(force), closing_paragraph()]


def add_response(
    *, reports: Sequence[Report], origin: ResponseOrigin, status: ResponseStatus, year: int, now: datetime
) -> Response:
    """A new, empty response inside a larger act."""
    session = db.session()
    response = Response(
        reference=f"S55-{year}-{response_serial(session, year):02}",
        origin=origin,
        status=status,
        layout=Layout.HEADED,
        recorded_at=now,
        paragraphs="",
        unplaced="",
        reports=[ResponseReport(report_id=report.id, position=n) for n, report in enumerate(reports)],
    )
    session.add(response)
    session.flush()
    return response


@verb
def change_letter(
    *, response: Response, version: int, details: LetterDetails, by: Actor, now: datetime
) -> None:
    """Change the letter's own parts; an imported letter is corrected as read and stays issued."""
    require(may(by, Ability.EDIT_RESPONSES))
    claim(response, version, "response")
    changes = altered_letter(response=response, details=details, now=now)
    record(name=EventName.RESPONSE_CHANGED, by=by, now=now, changes=changes)


def altered_letter(
    *,
    response: Response,
    details: LetterDetails,
    now: datetime,
    while_approving: bool = False,
) -> list[Change]:
    """The letter's own parts changed inside a larger act: the changes, for the caller's one event.

    A letter that was submitted or approved goes back to preparing; NotAllowed for one that was issued here.
    """
    require_open(response)
    problems = problems_with_letter(response, details)
    if problems:
        raise Invalid(problems)
    before = facts_of(response)
    response.letter_dated, response.layout = details.letter_dated, details.layout
    response.paragraphs = clean_text(details.paragraphs).strip("\n")
    response.prints_pcc_responses = details.prints_pcc_responses
    response.prints_items_for_others = details.prints_items_for_others
    response.marking = details.marking
    response.prints_signature = details.prints_signature
    response.signature_image_id = details.signature_image_id
    for part in FREE_PARTS:
        value = getattr(details, part)
        if value is not None:
            value = clean_line(value) if part in LINES else clean_text(value).strip("\n")
        setattr(response, part, value)
    for row in response.reports:
        if row.position < len(details.enclosures):
            lines = details.enclosures[row.position]
            row.enclosure = None if lines is None else clean_text(lines).strip("\n")
        if row.position < len(details.appendix_headings):
            heading = details.appendix_headings[row.position]
            row.appendix_heading = None if heading is None else clean_line(heading)
    db.session.flush()
    changes = differences(subject_of(response), before, facts_of(response))
    return reopened(response, changes, now=now, while_approving=while_approving)


@verb
def confirm_holders(*, response: Response, version: int, by: Actor, now: datetime, today: date) -> None:
    """Answer "still so?": the names in the letter were checked today."""
    require(may(by, Ability.EDIT_RESPONSES))
    claim(response, version, "response")
    change = Change(
        subject_of(response), "holders_confirmed_on", as_text(response.holders_confirmed_on), as_text(today)
    )
    response.holders_confirmed_on, response.holders_confirmed_by = today, by.name
    record(name=EventName.HOLDERS_CONFIRMED, by=by, now=now, changes=[change])
