"""Prints what stands around every page of a paper: board, date, agenda item, page x of y and marking."""

from docx.document import Document
from docx.oxml.ns import qn
from docx.section import _Footer, _Header
from lxml import etree
from lxml.etree import _Element

from tracker.documents.marking import bands
from tracker.documents.word_xml import add_run, paragraph, set_on
from tracker.domain.cleaning import clean_line
from tracker.domain.letter_styles import LetterStyle as S
from tracker.domain.papers import Furniture, FurnitureKind, Paper, Place, furniture_words

_AWAY = "200"  # twentieths of a point


def print_bands(document: Document, paper: Paper) -> None:
    """Puts the paper's furniture into each header and footer, in the place of the base document's pages."""
    for header, footer in bands(document):
        for band, place in ((header, Place.HEADER), (footer, Place.FOOTER)):
            pieces = [piece for piece in paper.style.furniture if piece.place is place]
            if pieces or not band.is_linked_to_previous:
                _print(band, paper, pieces)


def _print(band: _Header | _Footer, paper: Paper, pieces: list[Furniture]) -> None:
    """One line of words with the page at its end; the marking stands on a line of its own, in the middle."""
    element: _Element = band._element
    for held in band.paragraphs:
        # The page is counted where the style wants it, and an empty line is not wanted at all.
        if held._p.find(f".//{qn('w:fldSimple')}") is not None or not len(held._p.findall(qn("w:r"))):
            element.remove(held._p)
    marking = ""
    words = []
    for piece in pieces:
        said = clean_line(furniture_words(paper, piece))
        if piece.kind is FurnitureKind.MARKING:
            marking = said
        elif said:
            words.append(" ".join(filter(None, (clean_line(piece.label), said))))
    has_page = any(piece.kind is FurnitureKind.PAGE for piece in pieces)
    is_head = isinstance(band, _Header)
    before = len(element)
    if is_head:
        _print_marking(element, marking)
    if words or has_page:
        made = paragraph(element, S.BAND)
        add_run(made, ", ".join(words))
        if has_page:
            add_run(made, "\tPage ")
            _add_field(made, "PAGE")
            add_run(made, " of ")
            _add_field(made, "NUMPAGES")
    if not is_head:
        _print_marking(element, marking)
    if len(element) > before:
        # The words of the page keep their distance from those around it.
        set_on(
            element[-1 if is_head else before],
            "spacing",
            **({"after": _AWAY} if is_head else {"before": _AWAY}),
        )
    if not len(element):
        paragraph(element, S.BAND)


def _print_marking(element: _Element, marking: str) -> None:
    if marking:
        add_run(paragraph(element, S.MARKING), marking)


def _add_field(made: _Element, name: str) -> None:
    field = etree.SubElement(made, qn("w:fldSimple"))
    field.set(qn("w:instr"), f" {name} ")
    run = etree.SubElement(field, qn("w:r"))
    etree.SubElement(run, qn("w:t")).text = "1"
