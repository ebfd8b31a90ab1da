"""Writes the letter and its appendices into the body of the base document, in reading order."""

import io

from docx.document import Document
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.oxml.ns import qn
from docx.shared import Cm, Length
from lxml import etree
from lxml.etree import _Element

from tracker.documents.letter_gaps import MissingFromLetter
from tracker.documents.printed import Letter, PrintedAppendix, PrintedItem, PrintedVoice, Signature
from tracker.documents.word_xml import (
    LABEL,
    add_break,
    add_lines,
    add_marked_lines,
    add_run,
    block,
    line,
    paragraph,
    set_on,
)
from tracker.domain.cleaning import clean_line, clean_text, is_blank
from tracker.domain.dates_in_words import date_in_words, date_with_ordinal
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


def write_body(document: Document, letter: Letter) -> None:
    """Puts every part of the letter into the document, in the place of whatever its body held."""
    body: _Element = etree.Element(qn("w:body"))
    _write_letter_page(body, letter)
    _write_signatory(document, body, letter)
    for enclosure in letter.enclosures:
        if not is_blank(enclosure):
            set_on(body[-1], "keepNext")
            line(body, S.ENCLOSURE, enclosure)
    for appendix in letter.appendices:
        _write_appendix(body, appendix, letter.layout)
    held = document.element.body
    held.clear_content()
    # Before the section's page set-up, which stays last.
    for made in reversed(body):
        held.insert(0, made)


def _write_letter_page(body: _Element, letter: Letter) -> None:
    block(body, S.OFFICE, letter.office_block)
    block(body, S.ADDRESSEE, letter.addressee_block)
    in_words = date_with_ordinal if letter.layout is Layout.NUMBERED else date_in_words
    line(body, S.DATE, in_words(letter.dated))
    line(body, S.SALUTATION, letter.salutation)
    line(body, S.SUBJECT, letter.subject)
    for text in letter.paragraphs:
        _write_marked(body, text, S.TEXT)
    # The signature block never stands alone: the last words of the letter go over the page with it.
    set_on(body[-1], "keepNext")
    line(body, S.CLOSING, letter.closing)


def _write_signatory(document: Document, body: _Element, letter: Letter) -> None:
    # One paragraph, because LibreOffice loses hold of longer rows of paragraphs that are to stay together.
    made = paragraph(body, S.SIGNATORY)
    if letter.signature is None:
        set_on(made, "spacing", before=_ROOM_TO_SIGN)
    else:
        _add_picture(document, made, letter.signature)
        add_break(made)
    add_run(made, clean_line(letter.signatory_name))
    add_break(made)
    add_lines(made, letter.signatory_title)


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


def _write_appendix(body: _Element, appendix: PrintedAppendix, layout: Layout) -> None:
    if layout is Layout.NUMBERED:
        line(body, S.APPENDIX_LABEL, appendix.label)
        line(body, S.APPENDIX_HEADING, appendix.heading)
    else:
        set_on(line(body, S.APPENDIX_HEADING, appendix.heading), "pageBreakBefore")
    for group in appendix.groups:
        if not group.items:
            continue
        has_heading = not is_blank(group.heading)
        if has_heading:
            line(body, S.GROUP_HEADING, group.heading)
        for item in group.items:
            _write_item(body, item, layout, S.ITEM_HEADING if has_heading else S.GROUP_HEADING)


def _write_item(body: _Element, item: PrintedItem, layout: Layout, heading_style: S) -> None:
    texts = paragraphs_of(clean_text(item.text))
    if layout is Layout.NUMBERED:
        heading = paragraph(body, heading_style)
        add_run(heading, f"{clean_line(item.number)}. " if item.number else "")
        add_lines(heading, texts[0])
        texts = texts[1:]
    else:
        line(body, heading_style, item.heading)
    for text in texts:
        add_lines(paragraph(body, S.ITEM_TEXT), text)
    # The stand taken, and in paragraphs of their own the reasons for it.
    for text in paragraphs_of(clean_text(item.position_line)):
        add_lines(paragraph(body, S.POSITION), text)
    for voice in item.voices:
        _write_voice(body, voice, layout, heading_style)


def _write_voice(body: _Element, voice: PrintedVoice, layout: Layout, heading_style: S) -> None:
    label = f"{clean_line(voice.label)}:"
    first, *others = paragraphs_of(clean_text(voice.text))
    if isinstance(pieces_of(first)[0], Bullets):
        made = line(body, S.VOICE_LABEL, label)
        if heading_style is S.GROUP_HEADING:
            # An item without a group stands one level higher, and the label below it follows.
            set_on(made, "outlineLvl", val="3")
        _write_marked(body, first, S.ANSWER)
    else:
        # On a line of its own the label still belongs to the paragraph: nothing can part it from its answer.
        _write_marked(body, first, S.ANSWER_LABELLED, label, own_line=layout is Layout.NUMBERED)
    for text in others:
        _write_marked(body, text, S.ANSWER)


def _write_marked(body: _Element, text: str, style: S, label: str = "", *, own_line: bool = False) -> None:
    """Writes typed text with its bullets and bold words; a label stands in its first paragraph."""
    for typed in paragraphs_of(clean_text(text)):
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


def _after(style: S) -> S:
    """The style of the paragraphs that follow one with a label run in."""
    return S.ANSWER if style is S.ANSWER_LABELLED else style


def _write_bullets(body: _Element, bullets: Bullets, is_last: bool) -> None:
    for number, runs in enumerate(bullets.items, start=1):
        ends = is_last and number == len(bullets.items)
        add_marked_lines(paragraph(body, S.BULLET if ends else S.BULLET_CONTINUES), [runs])
