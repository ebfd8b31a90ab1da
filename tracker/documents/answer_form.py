"""The form for one owner in the force: each of their items, with a field for the comments on it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import docx
from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

from tracker.documents.fixed_zip import write_zip
from tracker.documents.house_style import HOUSE_FILE
from tracker.documents.marking import print_marking
from tracker.documents.paragraph_keys import bookmark
from tracker.documents.properties import set_properties
from tracker.documents.standard_parts import worded
from tracker.documents.word_package import parts_of
from tracker.documents.word_xml import LABEL, add_lines, add_run, line, paragraph
from tracker.domain.answer_forms import (
    ANSWER_MARK,
    ITEM_MARK,
    PRINTED_MARK,
    TAG_PREFIX,
    answer_title,
    hint,
    identity,
    name_in_word,
)
from tracker.domain.cleaning import clean_line, clean_text
from tracker.domain.dates_in_words import date_with_weekday
from tracker.domain.letter_styles import LetterStyle as S
from tracker.domain.markup import paragraphs_of
from tracker.domain.vocabulary import Marking
from tracker.domain.wording import in_a_row, possessive

_WIDTHS = (3800, 5498)  # of the two columns, in twentieths of a point
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True)
class FormItem:
    """One item as the form prints it: its reference, its heading, its words and its deadlines as printed."""

    reference: str
    heading: str
    text: str
    deadlines: tuple[str, ...]


@dataclass(frozen=True)
class AnswerForm:
    """Everything the form prints; `reference` is the letter's (S55-2024-01), `owner` a post or a name."""

    reference: str
    version: int
    owner: str
    asked_by: str
    return_to: str
    due_on: date
    force: str
    report_titles: tuple[str, ...]
    items: tuple[FormItem, ...]
    marking: Marking | None
    author: str
    made_at: datetime


def write_answer_form(form: AnswerForm, *, house: Path = HOUSE_FILE) -> bytes:
    """The form as a Word file; raises ValueError without items and UnfilledWording for an open place."""
    if not form.items:
        raise ValueError("A form needs at least one item to ask about.")
    document = docx.Document(io.BytesIO(house.read_bytes()))
    is_what = identity(form.reference, form.version)
    title = f"{worded('form_title')}: {form.reference}"
    set_properties(document, title=title, author=form.author, made_at=form.made_at, keywords=is_what)
    if form.marking is not None:
        print_marking(document, form.marking.label)
    made = _FormBody()
    made.write(form, worded("form_identity", identity=is_what, owner=form.owner))
    held = document.element.body
    held.clear_content()
    for element in reversed(made.body):
        held.insert(0, element)
    return write_zip(parts_of(document))


class _FormBody:
    """The body of the form; whatever it prints is bookmarked, so that all else is known to be typed."""

    def __init__(self) -> None:
        self.body: _Element = etree.Element(qn("w:body"))
        self._marks = 0

    def write(self, form: AnswerForm, first_line: str) -> None:
        """The request, the table and the last line."""
        titles = in_a_row([f"'{title}'" for title in form.report_titles])
        whose = possessive(form.force)
        self._printed(line(self.body, S.SUBJECT, worded("form_title")))
        for text in (
            first_line,
            worded("form_request", asked_by=form.asked_by, titles=titles, force_possessive=whose),
            worded("form_due", return_to=form.return_to, due_on=date_with_weekday(form.due_on)),
            worded("form_how"),
        ):
            self._printed(line(self.body, S.TEXT, text))
        self._write_table(form.items)
        # Word wants a paragraph after a table.
        self._printed(line(self.body, S.TEXT, worded("form_end")))

    def _write_table(self, items: Sequence[FormItem]) -> None:
        table = etree.SubElement(self.body, qn("w:tbl"))
        properties = _with(table, "tblPr")
        _with(properties, "tblW", w=str(sum(_WIDTHS)), type="dxa")
        borders = _with(properties, "tblBorders")
        for edge in _BORDERS:
            _with(borders, edge, val="single", sz="4", space="0", color="auto")
        _with(properties, "tblLayout", type="fixed")
        margins = _with(properties, "tblCellMar")
        for edge in ("top", "left", "bottom", "right"):
            _with(margins, edge, w="100", type="dxa")
        _with(properties, "tblLook", val="0020", firstRow="1")
        _with(properties, "tblCaption", val=worded("form_title"))
        grid = _with(table, "tblGrid")
        for width in _WIDTHS:
            _with(grid, "gridCol", w=str(width))
        self._write_heads(table)
        for item in items:
            self._write_row(table, item)

    def _write_heads(self, table: _Element) -> None:
        row = _with(table, "tr")
        properties = _with(row, "trPr")
        _with(properties, "cantSplit")
        _with(properties, "tblHeader")
        for width, name in zip(_WIDTHS, ("form_item_column", "form_answer_column"), strict=True):
            made = paragraph(_cell(row, width), S.TEXT)
            add_run(made, worded(name), style=LABEL)
            self._printed(made)

    def _write_row(self, table: _Element, item: FormItem) -> None:
        row = _with(table, "tr")
        asked, answer = (_cell(row, width) for width in _WIDTHS)
        head = paragraph(asked, S.TEXT)
        add_run(head, clean_line(item.reference), style=LABEL)
        self._marks += 1
        bookmark(head, f"{ITEM_MARK}{name_in_word(item.reference)}", self._marks)
        self._printed(head)
        if item.heading:
            self._printed(line(asked, S.TEXT, item.heading))
        for text in paragraphs_of(clean_text(item.text)):
            made = paragraph(asked, S.TEXT)
            add_lines(made, text)
            self._printed(made)
        deadlines = [worded("form_deadline", phrase=phrase) for phrase in item.deadlines]
        for text in deadlines or [worded("form_no_deadline")]:
            self._printed(line(asked, S.TEXT, text))
        self._write_field(answer, item)

    def _write_field(self, cell: _Element, item: FormItem) -> None:
        """A field of plain Word that takes paragraphs, bullets and bold; nothing about it is locked."""
        self._marks += 1
        name = f"{ANSWER_MARK}{name_in_word(item.reference)}"
        # Around the field, because Word puts what is typed in the place of all that the field held.
        _with(cell, "bookmarkStart", id=str(self._marks), name=name)
        field = _with(cell, "sdt")
        properties = _with(field, "sdtPr")
        _with(properties, "alias", val=answer_title(item.reference))
        _with(properties, "tag", val=f"{TAG_PREFIX}{item.reference}"[:64])
        _with(properties, "id", val=str(550_000 + self._marks))
        _with(properties, "showingPlcHdr")
        made = paragraph(_with(field, "sdtContent"), S.TEXT)
        add_run(made, hint(item.reference), style="PlaceholderText")
        _with(cell, "bookmarkEnd", id=str(self._marks))

    def _printed(self, made: _Element) -> None:
        self._marks += 1
        bookmark(made, f"{PRINTED_MARK}{self._marks}", self._marks)


def _cell(row: _Element, width: int) -> _Element:
    cell = _with(row, "tc")
    _with(_with(cell, "tcPr"), "tcW", w=str(width), type="dxa")
    return cell


def _with(holder: _Element, tag: str, /, **values: str) -> _Element:
    made = etree.SubElement(holder, qn(f"w:{tag}"))
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made
