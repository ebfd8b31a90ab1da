"""A response in full, as far as a person may see it: for the desk, the letter and the command line."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tracker.domain.items import ItemDetails, heading_of
from tracker.domain.markup import paragraphs_of
from tracker.domain.offices import DayParts
from tracker.domain.permissions import Actor, may_read_chief_constable, may_read_pcc
from tracker.domain.phrasing.addressees import others_sentence
from tracker.domain.statutory_clock import Regime, day_number, day_words, last_day_to_publish, regime
from tracker.domain.vocabulary import (
    GROUP_HEADINGS,
    ForWhom,
    Layout,
    Position,
    ReportKind,
    ResponseOrigin,
    ResponseStatus,
)
from tracker.models.base import db
from tracker.models.report import Report
from tracker.models.response import Response
from tracker.queries.commissions import commissioned_items
from tracker.queries.issued_words import IssuedWords, words_being_corrected
from tracker.queries.responses import Answered, answered_items, reports_of
from tracker.services.items import details_of
from tracker.services.response_lacks import Lack, lacks_of
from tracker.services.said import said_in
from tracker.services.standard_letter import StandardAppendix, StandardLetter, standard_letter

OF_THE_DAY = (
    "office_block",
    "addressee_block",
    "salutation",
    "signatory_name",
    "signatory_title",
    "force_name",
)


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
    is_commissioned: bool = False


@dataclass(frozen=True)
class ResponseInFull:
    """Everything of a response: parts resolved for the letter's date, reports, items, what is missing.

    `is_letter_hidden`: the paragraphs are the PCC's own words, which this person may not read yet.
    `stands_issued`: the number of the issued version whose words this person reads while a corrected one is
    being prepared; 0 for who reads what is being prepared.
    """

    id: int
    reference: str
    version: int
    status: ResponseStatus
    origin: ResponseOrigin
    layout: Layout
    letter_dated: date | None
    published_on: date | None
    prints_pcc_responses: bool
    prints_items_for_others: bool
    confirmed_on: date | None
    confirmed_by: str
    unplaced: str
    has_source_file: bool
    own_picture: int | None
    parts: DayParts
    standard: StandardLetter
    subject: str
    opening: str
    closing: str
    paragraphs: tuple[str, ...]
    reports: tuple[ReportInResponse, ...]
    items: tuple[ItemInResponse, ...]
    lacks: tuple[Lack, ...]
    is_letter_hidden: bool = False
    stands_issued: int = 0

    @property
    def missing(self) -> tuple[str, ...]:
        """What is missing, as sentences."""
        return tuple(lack.sentence for lack in self.lacks)

    @property
    def letter_paragraphs(self) -> tuple[str, ...]:
        """All paragraphs between the subject and the closing, the s.55(5) sentence first."""
        return ((self.opening,) if self.opening else ()) + self.paragraphs


def response_in_full(
    *, response: Response, by: Actor, today: date, prints_others: bool | None = None
) -> ResponseInFull:
    """Gather a response, deriving the parts nobody has set from the office-holder list on its date.

    `prints_others` stands for the letter's own choice: a report whose items are all left out has no appendix.
    """
    session = db.session()
    reports = reports_of(session, response)
    found = answered_items(session, response)
    others = response.prints_items_for_others if prints_others is None else prints_others
    with_items = {one.item.report_id for one in found if others or one.item.for_whom.is_ours}
    standard = standard_letter(session, response, reports, with_items=with_items, today=today)
    parts = _resolved(response, standard)
    issued = _issued_words(response, by)
    sees_pcc = bool(may_read_pcc(by, response.status))
    written = response.paragraphs if sees_pcc else issued.of_letter("paragraphs") if issued else ""
    asked = commissioned_items(session, response.id)
    return ResponseInFull(
        id=response.id,
        reference=response.reference,
        version=response.version,
        status=response.status,
        origin=response.origin,
        layout=response.layout,
        letter_dated=response.letter_dated,
        published_on=response.published_on,
        prints_pcc_responses=response.prints_pcc_responses,
        prints_items_for_others=response.prints_items_for_others,
        confirmed_on=response.holders_confirmed_on,
        confirmed_by=response.holders_confirmed_by or "",
        unplaced=response.unplaced,
        has_source_file=response.source_file_id is not None,
        own_picture=response.signature_image_id,
        parts=parts,
        standard=standard,
        subject=_own(response.subject, standard.parts["subject"]),
        opening=_own(response.opening, standard.parts["opening"]),
        closing=_own(response.closing, standard.parts["closing"]),
        paragraphs=paragraphs_of(written),
        reports=tuple(
            _report(response, report, appendix)
            for report, appendix in zip(reports, standard.appendices, strict=True)
        ),
        items=tuple(_item(response, one, found, by, asked, issued) for one in found),
        lacks=tuple(lacks_of(response, parts, found, by)),
        is_letter_hidden=not sees_pcc and issued is None,
        stands_issued=issued.version.number if issued else 0,
    )


def _own(written: str | None, standard: str) -> str:
    """The words written by hand, which may be none at all, else the standard ones."""
    return standard if written is None else written


def _resolved(response: Response, standard: StandardLetter) -> DayParts:
    """The parts of the letter as set, each unset one as on its date."""
    is_imported = response.origin is ResponseOrigin.IMPORTED
    derived = standard.day
    parts: dict[str, Any] = {name: _own(getattr(response, name), standard.parts[name]) for name in OF_THE_DAY}
    # The newest picture is the listed holder's: it never stands above a name that was read or typed.
    is_listed = not is_imported and response.signatory_name is None
    image = response.signature_image_id or (derived.signature_image_id if is_listed else None)
    image = image if response.prints_signature else None
    if is_imported:
        return replace(derived, **parts, signature_image_id=image, missing=(), questions=())
    still_missing = tuple(
        sentence
        for sentence in derived.missing
        if any(getattr(response, part) is None for part in derived.leaves_open[sentence])
    )
    return replace(derived, **parts, signature_image_id=image, missing=still_missing)


def _report(response: Response, report: Report, standard: StandardAppendix) -> ReportInResponse:
    row = next(r for r in response.reports if r.report_id == report.id)
    is_timed = regime(report.kind, report.published_on) is Regime.SECTION_55
    dated = response.letter_dated
    return ReportInResponse(
        id=report.id,
        reference=report.reference,
        title=report.title,
        kind=report.kind,
        published_on=report.published_on,
        last_day_to_publish=last_day_to_publish(report.published_on) if is_timed else None,
        day_of_letter=day_number(report.published_on, dated) if dated and is_timed else None,
        clock_words=day_words(report.published_on, dated)
        if dated and is_timed
        else regime(report.kind, report.published_on).label,
        enclosure=_own(row.enclosure, standard.enclosure),
        # A letter that came in without a label may be printed in the layout that needs one.
        appendix_label=row.appendix_label or standard.label,
        appendix_heading=_own(row.appendix_heading, standard.heading),
    )


def _issued_words(response: Response, by: Actor) -> IssuedWords | None:
    """What was issued, for who may not read all of the corrected version being prepared; else None."""
    if may_read_chief_constable(by, response.status) and may_read_pcc(by, response.status):
        return None
    return words_being_corrected(db.session(), response)


def _item(
    response: Response,
    one: Answered,
    found: list[Answered],
    by: Actor,
    asked: frozenset[int],
    issued: IssuedWords | None,
) -> ItemInResponse:
    item, answer = one.item, one.answer
    is_cleared = answer is not None and answer.chief_constable_cleared_on is not None
    is_withheld = item.id in asked and not is_cleared
    of_force = said_in(answer, issued, is_live=bool(may_read_chief_constable(by, response.status)))
    of_pcc = said_in(answer, issued, is_live=bool(may_read_pcc(by, response.status)))
    if is_withheld and of_force is not None and not of_force.is_issued:
        of_force = of_force if may_read_chief_constable(by, response.status, is_withheld=True) else None
    force = answer.chief_constable if answer else ""
    if of_force is not None and of_force.is_issued:
        force = of_force.chief_constable
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
        chief_constable=paragraphs_of(force)
        if is_standard
        else paragraphs_of(of_force.chief_constable)
        if of_force
        else (),
        is_standard_sentence=is_standard,
        cleared_on=answer.chief_constable_cleared_on if answer else None,
        cleared_by=answer.chief_constable_cleared_by if answer else None,
        pcc=paragraphs_of(of_pcc.pcc) if of_pcc else (),
        reply=paragraphs_of(of_pcc.reply) if of_pcc else (),
        stance=of_pcc.stance if of_pcc else None,
        stance_reason=of_pcc.stance_reason if of_pcc else "",
        is_chief_constable_hidden=of_force is None,
        is_pcc_hidden=of_pcc is None,
        is_commissioned=item.id in asked,
    )
