"""The Word letter of a response, made from the register."""

from dataclasses import dataclass
from datetime import date

from tracker.documents.letter import (
    Letter,
    MissingFromLetter,
    PrintedAppendix,
    PrintedGroup,
    PrintedItem,
    PrintedVoice,
    Signature,
    write_letter,
)
from tracker.documents.letter_gaps import gaps
from tracker.documents.standard_parts import force_response_label, pcc_response_label, reply_label
from tracker.domain.delegations import may_act_for_approver
from tracker.domain.markup import join_paragraphs, paragraphs_of
from tracker.domain.permissions import SYSTEM, Actor, may_read_chief_constable, may_read_pcc
from tracker.domain.phrasing.own_letters import is_under_cause
from tracker.domain.phrasing.structure import group_heading
from tracker.domain.refusals import Invalid, NotAllowed, NotHere
from tracker.domain.verdict import refused
from tracker.domain.vocabulary import GROUP_HEADINGS, ItemKind, Layout
from tracker.models.base import db
from tracker.models.response import Response
from tracker.queries.response_moves import delegations
from tracker.queries.responses import signature_image, stored_file
from tracker.services.issued_letters import as_issued, as_kept, issued_version, version_to_read
from tracker.services.reports import require
from tracker.services.response_views import ItemInResponse, ReportInResponse, ResponseInFull, response_in_full

OF_A_CAUSE = "Recommendations for this cause of concern:"


@dataclass(frozen=True)
class LetterFile:
    """A letter as a Word file, with what a reader should know before sending it."""

    name: str
    content: bytes
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class LetterDraft:
    """A letter as it would be printed today, and what keeps it from being made, in plain words."""

    letter: Letter
    is_dated: bool
    gaps: tuple[str, ...]
    missing: tuple[str, ...]
    leaves_out_pcc: bool


def letter_draft(
    *,
    response: Response,
    by: Actor,
    today: date,
    layout: Layout | None = None,
    with_pcc: bool | None = None,
    with_others: bool | None = None,
) -> LetterDraft:
    """The letter as it stands, whole or not; raises NotAllowed for who may not read all of it yet.

    Left out options are the response's own.
    """
    if may_act_for_approver(delegations(db.session()), by.account_id, today):
        # Who approves in the PCC's place reads all that is to be approved.
        by = SYSTEM
    standing = version_to_read(response, by)
    if standing is not None:
        now = letter_draft(response=response, by=SYSTEM, today=today).letter
        try:
            kept = as_kept(standing, now)
        except ValueError as gone:
            raise NotAllowed(refused("The corrected letter is shown to you once it is issued.")) from gone
        return LetterDraft(kept, is_dated=True, gaps=(), missing=(), leaves_out_pcc=False)
    require(may_read_chief_constable(by, response.status))
    # Even without the responses item by item, the letter's paragraphs are the PCC's own words.
    require(may_read_pcc(by, response.status))
    prints_pcc = response.prints_pcc_responses if with_pcc is None else with_pcc
    prints_others = response.prints_items_for_others if with_others is None else with_others
    full = response_in_full(response=response, by=by, today=today, prints_others=prints_others)
    letter = _printed(
        response, full, layout or response.layout, today, prints_pcc=prints_pcc, prints_others=prints_others
    )
    if layout is None and with_pcc is None and with_others is None:
        letter = as_issued(response, letter)
    return LetterDraft(
        letter=letter,
        is_dated=full.letter_dated is not None,
        gaps=gaps(letter),
        missing=full.missing,
        leaves_out_pcc=not prints_pcc and any(item.pcc or item.reply for item in full.items),
    )


def letter_file(
    *,
    response: Response,
    by: Actor,
    today: date,
    layout: Layout | None = None,
    with_pcc: bool | None = None,
    with_others: bool | None = None,
) -> LetterFile:
    """Make the letter; raises Invalid naming every value the layout needs and lacks.

    A letter that was issued here is handed over byte for byte as it was, whatever the options.
    Left out options are the response's own. Printing without the PCC's responses is allowed, and warned of.
    """
    draft = letter_draft(
        response=response, by=by, today=today, layout=layout, with_pcc=with_pcc, with_others=with_others
    )
    issued = issued_version(response) or version_to_read(response, by)
    if issued is not None and issued.file_id is not None:
        file = stored_file(db.session(), issued.file_id)
        if file is None or file.content is None:
            raise NotHere("The file of this letter was destroyed by a redaction.")
        return LetterFile(file.name, file.content, ())
    if not draft.is_dated:
        raise Invalid({"letter_dated": "The letter has no date: enter it before making the Word file."})
    try:
        content = write_letter(draft.letter)
    except MissingFromLetter as missing:
        why = " ".join(sentence for sentence in draft.missing if sentence.startswith(("No ", "Nobody ")))
        raise Invalid({"letter": f"{', '.join(missing.names)}. {why}".strip()}) from missing
    warnings = list(draft.missing)
    if draft.leaves_out_pcc:
        warnings.append("The PCC's responses are left out of this file.")
    return LetterFile(f"{response.reference}.docx", content, tuple(warnings))


def _printed(
    response: Response,
    full: ResponseInFull,
    layout: Layout,
    today: date,
    *,
    prints_pcc: bool,
    prints_others: bool,
) -> Letter:
    made = [
        (report, _appendix(report, full, layout, prints_pcc=prints_pcc, prints_others=prints_others))
        for report in full.reports
    ]
    with_items = [(report, appendix) for report, appendix in made if appendix.groups]
    return Letter(
        layout=layout,
        office_block=_lines(full.parts.office_block),
        addressee_block=_lines(full.parts.addressee_block),
        dated=full.letter_dated or today,
        salutation=full.parts.salutation,
        subject=full.subject,
        paragraphs=full.letter_paragraphs,
        closing=full.closing,
        signature=_signature(full.parts.signature_image_id),
        signatory_name=full.parts.signatory_name,
        signatory_title=full.parts.signatory_title,
        enclosures=_enclosures(full, [report for report, _ in with_items]),
        appendices=tuple(appendix for _, appendix in with_items),
        marking=response.marking,
        title=full.subject.strip(" ."),
        author=full.parts.body_name or full.parts.signatory_title,
        made_at=response.recorded_at,
    )


def _enclosures(full: ResponseInFull, printed: list[ReportInResponse]) -> tuple[str, ...]:
    """The lines of the reports whose appendix is printed, and of those that never had one."""
    with_items = {item.report_id for item in full.items}
    return tuple(
        line
        for report in full.reports
        if report in printed or report.id not in with_items
        for line in report.enclosure.splitlines()
    )


def _lines(block: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in block.splitlines() if line.strip())


def _signature(key: int | None) -> Signature | None:
    image = signature_image(db.session(), key)
    return Signature(image.content, image.alt_text) if image else None


def _appendix(
    report: ReportInResponse,
    full: ResponseInFull,
    layout: Layout,
    *,
    prints_pcc: bool,
    prints_others: bool,
) -> PrintedAppendix:
    office = full.parts.office_short_title
    return PrintedAppendix(
        label=report.appendix_label,
        heading=report.appendix_heading,
        groups=tuple(
            PrintedGroup(heading, tuple(_item(item, office, prints_pcc=prints_pcc) for item in items))
            for heading, items in items_by_group(full, report, layout, prints_others=prints_others)
        ),
    )


def items_by_group(
    full: ResponseInFull, report: ReportInResponse, layout: Layout, *, prints_others: bool
) -> list[tuple[str, list[ItemInResponse]]]:
    """A report's items as its appendix prints them: the headings of the groups, each with its items."""
    groups: list[tuple[str, list[ItemInResponse]]] = []
    causes: dict[str, str] = {}
    for item in full.items:
        if item.report_id != report.id or not (prints_others or item.details.for_whom.is_ours):
            continue
        heading = _group_heading(item, layout, causes)
        if item.details.kind is ItemKind.CAUSE_OF_CONCERN:
            causes[item.reference] = heading
        if not groups or groups[-1][0] != heading:
            groups.append((heading, []))
        groups[-1][1].append(item)
    return groups


def _group_heading(item: ItemInResponse, layout: Layout, causes: dict[str, str]) -> str:
    """The heading of the item's group, which must tell what its items are.

    Numbered items are told apart by it alone, so it says their kind. And a recommendation stands under the
    heading of its cause of concern, or under one that names a cause, exactly when it belongs to one.
    """
    kind, heading = item.details.kind, item.group_heading
    standard = GROUP_HEADINGS[kind]
    if layout is Layout.NUMBERED and group_heading(heading) is not kind:
        heading = standard
    if kind is not ItemKind.RECOMMENDATION or not causes:
        return heading
    of_cause = causes.get(item.parent or "")
    if of_cause is None:
        return standard if any(is_under_cause(heading, other) for other in causes.values()) else heading
    if layout is Layout.HEADED and heading == standard:
        return of_cause
    return heading if is_under_cause(heading, of_cause) else OF_A_CAUSE


def _item(item: ItemInResponse, office: str, *, prints_pcc: bool) -> PrintedItem:
    voices = []
    if item.chief_constable:
        voices.append(PrintedVoice(force_response_label(), join_paragraphs(item.chief_constable)))
    if prints_pcc:
        if item.pcc:
            voices.append(PrintedVoice(pcc_response_label(office), join_paragraphs(item.pcc)))
        if item.reply:
            voices.append(PrintedVoice(reply_label(office), join_paragraphs(item.reply)))
    return PrintedItem(
        kind=item.details.kind,
        number=item.details.number or "",
        heading=item.heading,
        text=item.details.text,
        position_line=join_paragraphs(_position(item)) if prints_pcc else "",
        voices=tuple(voices),
    )


def _position(item: ItemInResponse) -> tuple[str, ...]:
    """The stand taken on a recommendation and, in paragraphs of their own, the reasons for it."""
    return (item.stance.label, *paragraphs_of(item.stance_reason)) if item.stance else ()


def source_file(*, response: Response) -> tuple[str, bytes]:
    """The name and bytes of the file a letter was read from; NotHere without one, or once it is destroyed."""
    file = stored_file(db.session(), response.source_file_id)
    if file is None or file.content is None:
        raise NotHere("There is no file of this letter here.")
    return file.name, file.content


def signature_of(*, response: Response, by: Actor, today: date) -> Signature:
    """The signature as the letter prints it; NotHere without one."""
    signature = letter_draft(response=response, by=by, today=today).letter.signature
    if signature is None:
        raise NotHere("This letter has no picture of a signature.")
    return signature
