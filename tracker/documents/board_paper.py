"""The paper to a board as a Word file, made of the printed values and of nothing else.

The same parts make the page of an addendum and the page of questions.
"""

import io
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

from tracker.documents.board_paper_bands import print_bands
from tracker.documents.board_paper_table import write_table
from tracker.documents.fixed_zip import write_zip
from tracker.documents.house_style import HOUSE_FILE
from tracker.documents.marking import print_draft
from tracker.documents.properties import set_properties
from tracker.documents.word_package import parts_of
from tracker.documents.word_xml import LABEL, PAPER_TITLE, add_marked_lines, add_run, paragraph, set_on
from tracker.domain.cleaning import clean_line
from tracker.domain.letter_styles import LetterStyle as S
from tracker.domain.markup import Bullets, Paragraph, pieces_of
from tracker.domain.paper_numbers import Block, LaidPart, laid_out
from tracker.domain.papers import Furniture, FurnitureKind, Paper, Place, furniture_words

_SECTION_SPACE = {"before": "300", "after": "120"}  # twentieths of a point
_NUMBER_INDENT = {"left": "737", "hanging": "737"}


def write_paper(paper: Paper, *, house: Path = HOUSE_FILE) -> bytes:
    """The paper as a Word file; a draft says so at the head of every page, and a final copy names the head
    of the history in its properties."""
    document = docx.Document(io.BytesIO(house.read_bytes()))
    _write_body(document, paper)
    print_bands(document, paper)
    if paper.draft:
        print_draft(document, paper.draft)
    title, author, made_at = paper.title, paper.author, paper.made_at
    set_properties(document, title=title, author=author, made_at=made_at, keywords=paper.draft or paper.head)
    return write_zip(parts_of(document))


def _write_body(document: Document, paper: Paper) -> None:
    body: _Element = etree.Element(qn("w:body"))
    _write_top(body, paper)
    for part in laid_out(paper.parts, has_numbered_paragraphs=paper.style.has_numbered_paragraphs):
        _write_part(body, part, paper.title)
    if body[-1].tag == qn("w:tbl"):
        # Word wants a paragraph after a table, and an empty one says nothing to who hears the page read.
        add_run(paragraph(body, S.TEXT), "End of the table.")
    held = document.element.body
    held.clear_content()
    # Before the section's page set-up, which stays last.
    for made in reversed(body):
        held.insert(0, made)


def _write_top(body: _Element, paper: Paper) -> None:
    """To, From and Date as the style wants them; the title is the one first heading, wherever it stands."""
    pieces = [piece for piece in paper.style.furniture if piece.place is Place.TOP]
    if all(piece.kind is not FurnitureKind.TITLE for piece in pieces):
        pieces.insert(0, Furniture(FurnitureKind.TITLE, Place.TOP))
    for piece in pieces:
        words = clean_line(furniture_words(paper, piece))
        if not words:
            continue
        if piece.kind is FurnitureKind.TITLE:
            made = paragraph(body, S.SUBJECT)
            set_on(made, "spacing", before="240", after="240")
            add_run(made, words, style=PAPER_TITLE)
        else:
            made = paragraph(body, S.PAPER_LINE)
            add_run(made, clean_line(piece.label), style=LABEL)
            add_run(made, f"\t{words}" if piece.label else words)


def _write_part(body: _Element, part: LaidPart, title: str) -> None:
    if part.heading:
        made = paragraph(body, S.APPENDIX_HEADING)
        set_on(made, "spacing", **_SECTION_SPACE)
        if part.number:
            set_on(made, "ind", **_NUMBER_INDENT)
        add_run(made, f"{part.number}\t{part.heading}" if part.number else part.heading)
    # The words of a section stand in one line, whether a paragraph has a number or not.
    is_numbered = any(block.number for block in part.blocks)
    for block in part.blocks:
        if block.is_heading:
            # Below a section without a heading no level may be left out.
            add_run(paragraph(body, S.GROUP_HEADING if part.heading else S.APPENDIX_HEADING), block.text)
        else:
            _write_block(body, block, is_numbered)
    if part.rows:
        if len(body) and part.blocks:
            set_on(body[-1], "keepNext")
        write_table(body, part.rows, part.heading or title)


def _write_block(body: _Element, block: Block, is_numbered: bool) -> None:
    pieces = pieces_of(block.text)
    number = f"{block.number}\t" if block.number else ""
    if number and isinstance(pieces[0], Bullets):
        # The number of a paragraph that is nothing but a list stands before its first bullet's words.
        pieces = (Paragraph(pieces[0].items[:1]), Bullets(pieces[0].items[1:]), *pieces[1:])
    for piece in pieces:
        is_last = piece is pieces[-1]
        if isinstance(piece, Bullets):
            for at, runs in enumerate(piece.items, start=1):
                ends = is_last and at == len(piece.items)
                add_marked_lines(paragraph(body, _bullet(is_numbered, ends)), [runs])
            continue
        made = paragraph(body, _text(is_numbered, is_last))
        if is_numbered and not number:
            set_on(made, "ind", left=_NUMBER_INDENT["left"], firstLine="0")
        add_run(made, number)
        add_marked_lines(made, piece.lines)
        number = ""


def _text(is_numbered: bool, is_last: bool) -> S:
    if is_numbered:
        return S.NUMBERED_TEXT if is_last else S.NUMBERED_TEXT_CONTINUES
    return S.TEXT if is_last else S.TEXT_CONTINUES


def _bullet(is_numbered: bool, ends: bool) -> S:
    if is_numbered:
        return S.NUMBERED_BULLET if ends else S.NUMBERED_BULLET_CONTINUES
    return S.BULLET if ends else S.BULLET_CONTINUES
