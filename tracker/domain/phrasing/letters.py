"""Reads a past Section 55 letter, of this office or another's, into its parts (Police Act 1996, s.55(5))."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.domain.phrasing import structure
from tracker.domain.phrasing.appendices_by_report import by_report
from tracker.domain.phrasing.letter_appendix import is_appendix_heading, read_appendices
from tracker.domain.phrasing.letter_front import (
    PICTURE_STYLE,
    part_subject,
    pictures_left_out,
    read_front,
    read_signature_block,
)
from tracker.domain.phrasing.letter_lines import (
    Line,
    Paragraph,
    lines_of,
    paragraphs_of_lines,
)
from tracker.domain.phrasing.letter_parts import (
    Block,
    NotAResponseLetter,
    ReadAppendix,
    ReadItem,
    ReadLetter,
)
from tracker.domain.phrasing.letter_refusals import Frame, refuse_half_a_letter, refuse_without_frame
from tracker.domain.phrasing.own_letters import is_own_letter, read_own_letter
from tracker.domain.phrasing.page_breaks import join_split_sentences
from tracker.domain.phrasing.report_titles import titles_of_letter
from tracker.domain.vocabulary import Layout

__all__ = ["Block", "NotAResponseLetter", "ReadAppendix", "ReadItem", "ReadLetter", "read_letter"]

# Styles that a reader gives to footnotes and to the column headings of a table: words outside the text.
_BESIDE_THE_TEXT = ("(note)", "(table heading)")


def read_letter(blocks: Sequence[Block], *, paragraphs_are_real: bool) -> ReadLetter:
    """The letter in its parts, nothing left out; raises NotAResponseLetter for what is no whole letter."""
    if paragraphs_are_real and is_own_letter(blocks):
        return read_own_letter(blocks)
    held = [block for block in blocks if block.style not in _BESIDE_THE_TEXT]
    lines = lines_of(held, paragraphs_are_real=paragraphs_are_real)
    words = [line for line in lines if line.style != PICTURE_STYLE]
    dear = _first(lines, 0, structure.SALUTATION)
    closing = _first(lines, (dear if dear is not None else -1) + 1, structure.CLOSING)
    frame = refuse_without_frame([line.plain for line in words], dear, closing)
    letter = _read_framed(lines, frame, paragraphs_are_real)
    beside = [block.text for block in blocks if block.style in _BESIDE_THE_TEXT]
    letter = replace(letter, unplaced=(*letter.unplaced, *beside))
    refuse_half_a_letter(letter, words[-1].plain, paragraphs_are_real=paragraphs_are_real)
    return letter


def _read_framed(lines: Sequence[Line], frame: Frame, paragraphs_are_real: bool) -> ReadLetter:
    start = _start_of_appendices(lines, frame.closing + 1)
    body_lines, after_lines = lines[frame.salutation + 1 : frame.closing], lines[start:]
    body, body_notes = _joined(body_lines, paragraphs_are_real)
    after, after_notes = _joined(after_lines, paragraphs_are_real)
    front = read_front(lines[: frame.salutation])
    signature = read_signature_block(lines[frame.closing + 1 : start])
    furniture = [one.plain for one in body if structure.PAGE_FURNITURE.match(one.plain)]
    subject, paragraphs = part_subject([one for one in body if not structure.PAGE_FURNITURE.match(one.plain)])
    read = read_appendices(after)
    titles = titles_of_letter(subject, paragraphs, [one.heading for one in read.appendices])
    answered = by_report(titles, read.appendices)
    return ReadLetter(
        office_block=tuple(front.office),
        addressee_block=tuple(front.addressee),
        date_line=front.date_line,
        dated=front.dated,
        salutation=lines[frame.salutation].plain,
        subject=subject,
        report_titles=answered.titles,
        paragraphs=tuple(paragraphs),
        closing=lines[frame.closing].plain,
        signature_alt=signature.alt,
        signatory_name=signature.name,
        signatory_title="\n".join(signature.title),
        enclosures=tuple(signature.enclosures),
        layout=_layout(read.appendices, front.date_line),
        appendices=answered.appendices,
        unplaced=(*front.unplaced, *furniture, *signature.unplaced, *answered.unplaced, *read.unplaced),
        notes=(*front.notes, *pictures_left_out([*body_lines, *after_lines]), *body_notes, *after_notes),
    )


def _first(lines: Sequence[Line], start: int, pattern: re.Pattern[str]) -> int | None:
    return next((at for at in range(start, len(lines)) if pattern.match(lines[at].plain)), None)


def _joined(lines: Sequence[Line], paragraphs_are_real: bool) -> tuple[list[Paragraph], list[str]]:
    lines = [line for line in lines if line.style != PICTURE_STYLE]
    paragraphs = paragraphs_of_lines(lines, paragraphs_are_real=paragraphs_are_real)
    joined = join_split_sentences(paragraphs, paragraphs_are_real=paragraphs_are_real)
    return joined.paragraphs, joined.notes


def _start_of_appendices(lines: Sequence[Line], start: int) -> int:
    """The first line of an appendix after the closing; a list of enclosures may name appendices before."""
    has_enclosures = False
    for at in range(start, len(lines)):
        text = lines[at].plain
        has_enclosures = has_enclosures or bool(structure.ENCLOSURE.match(text))
        if structure.ENCLOSURE.match(text):
            continue
        label = structure.APPENDIX.match(text)
        if label is not None and not (has_enclosures and _is_listed(lines, at, label)):
            return at
        if structure.group_heading(text) or structure.item_heading(text):
            return at
        if label is None and is_appendix_heading(Paragraph(text)) and not _is_title_part(lines, start, at):
            return at
    return len(lines)


def _is_listed(lines: Sequence[Line], at: int, label: re.Match[str]) -> bool:
    """Whether an appendix is only named here among the enclosures: the same label comes again later."""
    wanted = label.group("label").casefold()
    return any(line.plain.casefold().startswith(wanted) for line in lines[at + 1 :])


def _is_title_part(lines: Sequence[Line], start: int, at: int) -> bool:
    return at <= start or bool(structure.SIGNATURE_PICTURE.search(lines[at].plain))


def _layout(appendices: Sequence[ReadAppendix], date_line: str) -> Layout:
    items = [item for appendix in appendices for item in appendix.items]
    if items:
        return Layout.HEADED if any(item.heading for item in items) else Layout.NUMBERED
    return Layout.NUMBERED if re.search(r"[0-9](?:st|nd|rd|th)\b", date_line) else Layout.HEADED
