"""A response in full, as far as a person may see it: for the desk, the letter and the command line."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from tracker.domain.completeness import AnswerState, missing_from_response
from tracker.domain.items import ItemDetails, heading_of
from tracker.domain.markup import paragraphs_of
from tracker.domain.offices import DayParts
from tracker.domain.permissions import Actor, may_read_chief_constable, may_read_pcc
from tracker.domain.phrasing.addressees import others_sentence
from tracker.domain.statutory_clock import Regime, day_number, day_words, last_day_to_publish, regime
from tracker.domain.vocabulary import (
    GROUP_HEADINGS,
    ForWhom,
    Position,
    ReportKind,
    ResponseOrigin,
    ResponseStatus,
)
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.report import Report
from tracker.models.response import Response
from tracker.queries.offices import parts_on
from tracker.queries.responses import Answered, answered_items, reports_of
from tracker.services.items import details_of
from tracker.services.wording import Wording, letter_wording


@dataclass(frozen=True)
class ReportInResponse:
    """A report that the letter answers, with what its clock says of the letter."""

    id: int
    reference: str
    title: str
    kind: ReportKind
    published_on: date
    last_day_to_publish: date | None
    day_of_letter: int | None
    clock_words: str
    enclosure: str
    appendix_label: str
    appendix_heading: str


@dataclass(frozen=True)
class ItemInResponse:
    """An item with its answers, by paragraph; a voice this person may not read yet is empty and `hidden`."""

    id: int
    report_id: int
    reference: str
    heading: str
    group_heading: str
    details: ItemDetails
    parent: str | None
    version: int
    chief_constable: tuple[str, ...]
    is_standard_sentence: bool
    cleared_on: date | None
    cleared_by: str | None
    pcc: tuple[str, ...]
    reply: tuple[str, ...]
    stance: Position | None
    stance_reason: str
    is_chief_constable_hidden: bool
    is_pcc_hidden: bool


@dataclass(frozen=True)
class ResponseInFull:
    """Everything of a response: parts resolved for the letter's date, reports, items, what is missing."""

    reference: str
    status: ResponseStatus
    origin: ResponseOrigin
    letter_dated: date | None
    published_on: date | None
    parts: DayParts
    subject: str
    opening: str
    closing: str
    paragraphs: tuple[str, ...]
    reports: tuple[ReportInResponse, ...]
    items: tuple[ItemInResponse, ...]
    missing: tuple[str, ...]

    @property
    def letter_paragraphs(self) -> tuple[str, ...]:
        """All paragraphs between the subject and the closing, the s.55(5) sentence first."""
        return ((self.opening,) if self.opening else ()) + self.paragraphs


def response_in_full(*, response: Response, by: Actor, today: date) -> ResponseInFull:
    """Gather a response, deriving the parts nobody has set from the office-holder list on its date."""
    session = db.session()
    parts = resolved_parts(session, response, today)
    wording = letter_wording()
    reports = reports_of(session, response)
    found = answered_items(session, response)
    with_items = {one.item.report_id for one in found}
    items = tuple(_item(response, one, found, by) for one in found)
    subject, opening = _subject_and_opening(response, reports, parts, wording)
    full_reports = tuple(_report(response, report, parts, wording, reports, with_items) for report in reports)
    return ResponseInFull(
        reference=response.reference,
        status=response.status,
        origin=response.origin,
        letter_dated=response.letter_dated,
        published_on=response.published_on,
        parts=parts,
        subject=subject,
        opening=opening,
        closing=response.closing if response.closing is not None else wording.closing(),
        paragraphs=paragraphs_of(response.paragraphs),
        reports=full_reports,
        items=items,
        missing=tuple(_missing(response, parts, found)),
    )


def resolved_parts(session: Session, response: Response, today: date) -> DayParts:
    """The parts of a letter as set, each unset one as on the letter's date (today while it has none)."""
    derived = parts_on(session, response.letter_dated or today, today)
    is_imported = response.origin is ResponseOrigin.IMPORTED
    set_parts = {
        name: getattr(response, name)
        for name in ("office_block", "addressee_block", "salutation", "signatory_name", "signatory_title", "force_name")
        if getattr(response, name) is not None
    }
    image = response.signature_image_id or (None if is_imported else derived.signature_image_id)
    if is_imported:
        return replace(derived, **set_parts, signature_image_id=image, missing=(), questions=())
    if response.signatory_name is not None:
        image = response.signature_image_id
    return replace(derived, **set_parts, signature_image_id=image)


def _subject_and_opening(
    response: Response, reports: list[Report], parts: DayParts, wording: Wording
) -> tuple[str, str]:
    titles = [report.title for report in reports]
    bodies = [report.inspecting_body for report in reports]
    subject = response.subject
    if subject is None:
        subject = wording.subject(titles, bodies)
    opening = response.opening
    if opening is None:
        opening = wording.opening(titles, bodies, parts.office_title) if parts.office_title else ""
    return subject, opening


def _report(
    response: Response,
    report: Report,
    parts: DayParts,
    wording: Wording,
    reports: list[Report],
    with_items: set[int],
) -> ReportInResponse:
    row = next(r for r in response.reports if r.report_id == report.id)
    is_timed = regime(report.kind, report.published_on) is Regime.SECTION_55
    numbered = [r.id for r in reports if r.id in with_items]
    label = row.appendix_label
    heading, enclosure = row.appendix_heading, row.enclosure
    if report.id in numbered:
        number = numbered.index(report.id) + 1
        label = label if label is not None else wording.appendix_label(number)
        if parts.force_name:
            heading = heading if heading is not None else wording.appendix_heading(
                parts.force_name, report.inspecting_body, report.title
            )
            enclosure = enclosure if enclosure is not None else wording.enclosure(number, heading)
    dated = response.letter_dated
    return ReportInResponse(
        id=report.id,
        reference=report.reference,
        title=report.title,
        kind=report.kind,
        published_on=report.published_on,
        last_day_to_publish=last_day_to_publish(report.published_on) if is_timed else None,
        day_of_letter=day_number(report.published_on, dated) if dated and is_timed else None,
        clock_words=day_words(report.published_on, dated) if dated and is_timed else regime(report.kind, report.published_on).label,
        enclosure=enclosure or "",
        appendix_label=label or "",
        appendix_heading=heading or "",
    )


def _item(response: Response, one: Answered, found: list[Answered], by: Actor) -> ItemInResponse:
    item, answer = one.item, one.answer
    sees_force = bool(may_read_chief_constable(by, response.status))
    sees_pcc = bool(may_read_pcc(by, response.status))
    force = answer.chief_constable if answer else ""
    is_standard = not force and item.for_whom is ForWhom.OTHERS
    if is_standard:
        force = others_sentence(tuple(row.name for row in item.addressees), item.kind)
    parent = next((other.item.reference for other in found if other.item.id == item.parent_id), None)
    return ItemInResponse(
        id=item.id,
        report_id=item.report_id,
        reference=item.reference,
        heading=(answer.item_heading if answer and answer.item_heading is not None else None)
        or heading_of(item.kind, item.number, item.heading),
        group_heading=answer.group_heading
        if answer and answer.group_heading is not None
        else GROUP_HEADINGS[item.kind],
        details=details_of(item),
        parent=parent,
        version=answer.version if answer else 0,
        chief_constable=paragraphs_of(force) if sees_force or is_standard else (),
        is_standard_sentence=is_standard,
        cleared_on=answer.chief_constable_cleared_on if answer else None,
        cleared_by=answer.chief_constable_cleared_by if answer else None,
        pcc=paragraphs_of(answer.pcc) if answer and sees_pcc else (),
        reply=paragraphs_of(answer.reply) if answer and sees_pcc else (),
        stance=answer.stance if answer and sees_pcc else None,
        stance_reason=answer.stance_reason if answer and sees_pcc else "",
        is_chief_constable_hidden=not sees_force,
        is_pcc_hidden=not sees_pcc,
    )


def _missing(response: Response, parts: DayParts, found: list[Answered]) -> list[str]:
    letter = list(parts.missing)
    if response.letter_dated is None:
        letter.append("The letter has no date yet.")
    if parts.signature_image_id is None:
        letter.append("There is no signature image for the signatory: it is wanted before the letter is issued.")
    if response.status is ResponseStatus.ISSUED and response.published_on is None:
        letter.append("The publication of the comments is not recorded: it is what the 56 days time.")
    answers = [_state_of(one.item, one) for one in found]
    return missing_from_response(answers, letter)


def _state_of(item: Item, one: Answered) -> AnswerState:
    answer = one.answer
    return AnswerState(
        item.reference,
        heading_of(item.kind, item.number, item.heading),
        item.kind,
        item.for_whom,
        answer.chief_constable if answer else "",
        answer.pcc if answer else "",
        answer.stance if answer else None,
        answer.stance_reason if answer else "",
    )
