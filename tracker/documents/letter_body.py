"""Writes the letter and its appendices into the body of the base document, in reading order."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from docx.document import Document
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.oxml.ns import qn
from docx.shared import Cm, Length
from lxml import etree
from lxml.etree import _Element

from tracker.documents.letter_gaps import MissingFromLetter
from tracker.documents.paragraph_keys import ParagraphKeys
from tracker.documents.printed import Letter, PrintedAppendix, PrintedItem, PrintedVoice, Signature
from tracker.documents.word_xml import (
    LABEL,
    add_break,
    add_lines,
    add_marked_lines,
    add_run,
    line,
    paragraph,
    set_on,
)
from tracker.domain.cleaning import clean_line, clean_text, is_blank
from tracker.domain.dates_in_words import date_in_words, date_with_ordinal
from tracker.domain.letter_places import LetterPlace, Part
from tracker.domain.letter_styles import LetterStyle as S
from tracker.domain.markup import Bullets, paragraphs_of, pieces_of
from tracker.domain.vocabulary import Layout

SIGNATURE_WIDTH, SIGNATURE_HEIGHT = Cm(5.5), Cm(2.2)
_NOT_A_PICTURE = (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
    ArithmeticError,
    LookupError,
    ValueError,
)
_ROOM_TO_SIGN = "900"  # twentieths of a point above the name where no picture stands


@dataclass
class _Page:
    """What is being written, and where the key of each paragraph is noted."""

    body: _Element
    layout: Layout
    keys: ParagraphKeys

    def line(self, style: S, text: str, place: LetterPlace) -> _Element:
        """A paragraph on one line."""
        made = line(self.body, style, text)
        self.note(place, clean_line(text))
        return made

    def block(self, style: S, lines: Sequence[str], part: Part) -> None:
        """One paragraph for each line that is not blank."""
        for number, text in enumerate((text for text in lines if not is_blank(text)), start=1):
            self.line(style, text, LetterPlace(part, number))

    def note(self, place: LetterPlace, text: str) -> None:
        """What was written since the last note is the paragraph of this place."""
        self.keys.note(place, text, self.body)


def write_body(document: Document, letter: Letter, keys: ParagraphKeys) -> None:
    """Puts every part of the letter into the document, in the place of whatever its body held."""
    body: _Element = etree.Element(qn("w:body"))
    page = _Page(body, letter.layout, keys)
    _write_letter_page(page, letter)
    _write_signatory(document, page, letter)
    for number, enclosure in enumerate((text for text in letter.enclosures if not is_blank(text)), start=1):
        set_on(body[-1], "keepNext")
        page.line(S.ENCLOSURE, enclosure, LetterPlace(Part.ENCLOSURE, number))
    for number, appendix in enumerate(letter.appendices, start=1):
        _write_appendix(page, appendix, number)
    held = document.element.body
    held.clear_content()
    # Before the section's page set-up, which stays last.
    for made in reversed(body):
        held.insert(0, made)


def _write_letter_page(page: _Page, letter: Letter) -> None:
    page.block(S.OFFICE, letter.office_block, Part.OFFICE)
    page.block(S.ADDRESSEE, letter.addressee_block, Part.ADDRESSEE)
    in_words = date_with_ordinal if letter.layout is Layout.NUMBERED else date_in_words
    page.line(S.DATE, in_words(letter.dated), LetterPlace(Part.DATE))
    page.line(S.SALUTATION, letter.salutation, LetterPlace(Part.SALUTATION))
    page.line(S.SUBJECT, letter.subject, LetterPlace(Part.SUBJECT))
    for number, text in enumerate(letter.paragraphs, start=1):
        _write_marked(page, clean_text(text), S.TEXT, LetterPlace(Part.TEXT, number))
    # The signature block never stands alone: the last words of the letter go over the page with it.
    set_on(page.body[-1], "keepNext")
    page.line(S.CLOSING, letter.closing, LetterPlace(Part.CLOSING))


def _write_signatory(document: Document, page: _Page, letter: Letter) -> None:
    # One paragraph, because LibreOffice loses hold of longer rows of paragraphs that are to stay together.
    made = paragraph(page.body, S.SIGNATORY)
    if letter.signature is None:
        set_on(made, "spacing", before=_ROOM_TO_SIGN)
    else:
        _add_picture(document, made, letter.signature)
        add_break(made)
    add_run(made, clean_line(letter.signatory_name))
    add_break(made)
    add_lines(made, letter.signatory_title)
    title = clean_text(letter.signatory_title).strip("\n")
    page.note(LetterPlace(Part.SIGNATORY), f"{clean_line(letter.signatory_name)}\n{title}")


def _add_picture(document: Document, made: _Element, signature: Signature) -> None:
    part = document.part
    try:
        _, image = part.get_or_add_image(io.BytesIO(signature.image))
        scale = min(1.0, SIGNATURE_WIDTH / image.width, SIGNATURE_HEIGHT / image.height)
    except _NOT_A_PICTURE:
        raise MissingFromLetter(["a picture of the signature that can be read (PNG or JPEG)"]) from None
    inline = part.new_pic_inline(
        io.BytesIO(signature.image), Length(int(image.width * scale)), Length(int(image.height * scale))
    )
    inline.docPr.set("descr", clean_line(signature.alt_text))
    etree.SubElement(etree.SubElement(made, qn("w:r")), qn("w:drawing")).append(inline)


def _write_appendix(page: _Page, appendix: PrintedAppendix, number: int) -> None:
    if page.layout is Layout.NUMBERED:
        page.line(S.APPENDIX_LABEL, appendix.label, LetterPlace(Part.APPENDIX_LABEL, appendix=number))
    heading = page.line(
        S.APPENDIX_HEADING, appendix.heading, LetterPlace(Part.APPENDIX_HEADING, appendix=number)
    )
    if page.layout is not Layout.NUMBERED:
        set_on(heading, "pageBreakBefore")
    items = 0
    for at, group in enumerate(appendix.groups, start=1):
        if not group.items:
            continue
        has_heading = not is_blank(group.heading)
        if has_heading:
            page.line(
                S.GROUP_HEADING, group.heading, LetterPlace(Part.GROUP_HEADING, appendix=number, group=at)
            )
        for item in group.items:
            items += 1
            place = LetterPlace(Part.ITEM_HEADING, appendix=number, item=items)
            _write_item(page, item, place, S.ITEM_HEADING if has_heading else S.GROUP_HEADING)


def _write_item(page: _Page, item: PrintedItem, place: LetterPlace, heading_style: S) -> None:
    texts = list(enumerate(paragraphs_of(clean_text(item.text)), start=1))
    if page.layout is Layout.NUMBERED:
        _, first = texts.pop(0)
        number = f"{clean_line(item.number)}. " if item.number else ""
        heading = paragraph(page.body, heading_style)
        add_run(heading, number)
        add_lines(heading, first)
        page.note(place, number + first)
    else:
        page.line(heading_style, item.heading, place)
    for at, text in texts:
        _write_literal(page, text, S.ITEM_TEXT, replace(place, part=Part.ITEM_TEXT, paragraph=at))
    # The stand taken, and in paragraphs of their own the reasons for it.
    for at, text in enumerate(paragraphs_of(clean_text(item.position_line)), start=1):
        _write_literal(page, text, S.POSITION, replace(place, part=Part.POSITION, paragraph=at))
    for at, voice in enumerate(item.voices, start=1):
        _write_voice(page, voice, replace(place, part=Part.ANSWER, voice=at), heading_style)


def _write_literal(page: _Page, text: str, style: S, place: LetterPlace) -> None:
    add_lines(paragraph(page.body, style), text)
    page.note(place, text)


def _write_voice(page: _Page, voice: PrintedVoice, place: LetterPlace, heading_style: S) -> None:
    label = f"{clean_line(voice.label)}:"
    first, *others = paragraphs_of(clean_text(voice.text))
    if isinstance(pieces_of(first)[0], Bullets):
        made = line(page.body, S.VOICE_LABEL, label)
        if heading_style is S.GROUP_HEADING:
            # An item without a group stands one level higher, and the label below it follows.
            set_on(made, "outlineLvl", val="3")
        # The line of the label belongs to the paragraph that it stands over.
        _write_marked(page, first, S.ANSWER, place)
    else:
        # On a line of its own the label still belongs to the paragraph: nothing can part it from its answer.
        own_line = page.layout is Layout.NUMBERED
        _write_marked(page, first, S.ANSWER_LABELLED, place, label, own_line=own_line)
    for at, text in enumerate(others, start=2):
        _write_marked(page, text, S.ANSWER, replace(place, paragraph=at))


def _write_marked(
    page: _Page,
    text: str,
    style: S,
    place: LetterPlace,
    label: str = "",
    *,
    own_line: bool = False,
) -> None:
    """Writes cleaned text with its bullets and bold words; a label stands in its first paragraph."""
    body = page.body
    for typed in paragraphs_of(text):
        pieces = pieces_of(typed)
        for piece in pieces:
            is_last = piece is pieces[-1]
            if isinstance(piece, Bullets):
                _write_bullets(body, piece, is_last)
                continue
            made = paragraph(body, style if is_last else S(f"{style} continues"))
            if label:
                add_run(made, label, style=LABEL)
                add_break(made) if own_line else add_run(made, " ")
            add_marked_lines(made, piece.lines)
            if not is_last:
                set_on(made, "keepNext")
            style, label = _after(style), ""
    page.note(place, text.strip("\n"))


def _after(style: S) -> S:
    """The style of the paragraphs that follow one with a label run in."""
    return S.ANSWER if style is S.ANSWER_LABELLED else style


def _write_bullets(body: _Element, bullets: Bullets, is_last: bool) -> None:
    for number, runs in enumerate(bullets.items, start=1):
        ends = is_last and number == len(bullets.items)
        add_marked_lines(paragraph(body, S.BULLET if ends else S.BULLET_CONTINUES), [runs])
