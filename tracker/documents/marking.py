"""Prints a protective marking at the top and the foot of every page, and the stamp of a draft at the top."""

from collections.abc import Iterator

from docx.document import Document
from docx.oxml.ns import qn
from docx.section import _Footer, _Header

from tracker.domain.cleaning import clean_line
from tracker.domain.letter_styles import LetterStyle


def print_marking(document: Document, marking: str) -> None:
    """Puts the marking into each header and footer the document shows."""
    for header, footer in bands(document):
        _print(header, marking, LetterStyle.MARKING)
        _print(footer, marking, LetterStyle.MARKING)


def print_draft(document: Document, stamp: str) -> None:
    """Puts the stamp of a draft, as words, into each header the document shows."""
    for header, _ in bands(document):
        _print(header, clean_line(stamp), LetterStyle.DRAFT)


def bands(document: Document) -> Iterator[tuple[_Header, _Footer]]:
    """Each pair of header and footer that the document shows."""
    for section in document.sections:
        yield section.header, section.footer
        if section.different_first_page_header_footer:
            yield section.first_page_header, section.first_page_footer
        if document.settings.odd_and_even_pages_header_footer:
            yield section.even_page_header, section.even_page_footer


def _print(band: _Header | _Footer, words: str, style: LetterStyle) -> None:
    first = band.paragraphs[0]
    # A header that was just made holds one empty paragraph, which the words take.
    paragraph = (
        first if not first.text and first._p.find(qn("w:r")) is None else first.insert_paragraph_before()
    )
    paragraph.add_run(words)
    paragraph._p.style = style.style_id
