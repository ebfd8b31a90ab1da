"""Prints a protective marking at the top and the foot of every page."""

from docx.document import Document
from docx.oxml.ns import qn
from docx.section import _Footer, _Header

from tracker.domain.letter_styles import LetterStyle


def print_marking(document: Document, marking: str) -> None:
    """Puts the marking into each header and footer the document shows."""
    for section in document.sections:
        bands: list[_Header | _Footer] = [section.header, section.footer]
        if section.different_first_page_header_footer:
            bands += [section.first_page_header, section.first_page_footer]
        if document.settings.odd_and_even_pages_header_footer:
            bands += [section.even_page_header, section.even_page_footer]
        for band in bands:
            _mark(band, marking)


def _mark(band: _Header | _Footer, marking: str) -> None:
    first = band.paragraphs[0]
    # A header that was just made holds one empty paragraph, which the marking takes.
    paragraph = (
        first if not first.text and first._p.find(qn("w:r")) is None else first.insert_paragraph_before()
    )
    paragraph.add_run(marking)
    paragraph._p.style = LetterStyle.MARKING.style_id
