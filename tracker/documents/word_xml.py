"""Builds Word's paragraphs as XML at once: looking a style up by name for each costs ten times as much."""

from collections.abc import Sequence

from lxml import etree
from lxml.etree import _Element

from tracker.domain.cleaning import clean_line, clean_text
from tracker.domain.letter_styles import LetterStyle
from tracker.domain.markup import Run

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _PPR, _PSTYLE, _R, _RPR, _RSTYLE, _T, _B, _BR, _TAB, _VAL = (
    _W + name for name in ("p", "pPr", "pStyle", "r", "rPr", "rStyle", "t", "b", "br", "tab", "val")
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# The order in which Word's schema wants what is set on a single paragraph.
_ORDER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "spacing", "ind", "jc", "outlineLvl")

LABEL = "S55Label"
PAPER_TITLE = "S55PaperTitle"


def paragraph(body: _Element, style: LetterStyle) -> _Element:
    """A new paragraph of the style at the end of the body."""
    made = etree.SubElement(body, _P)
    etree.SubElement(etree.SubElement(made, _PPR), _PSTYLE).set(_VAL, style.style_id)
    return made


def line(body: _Element, style: LetterStyle, text: str) -> _Element:
    """A new paragraph with the text on one line; the text stands for itself."""
    made = paragraph(body, style)
    add_run(made, clean_line(text))
    return made


def add_lines(made: _Element, text: str) -> None:
    """Puts the text into the paragraph, each line end a line break; no mark has a meaning."""
    for number, part in enumerate(clean_text(text).strip("\n").split("\n")):
        if number:
            add_break(made)
        add_run(made, part)


def add_marked_lines(made: _Element, lines: Sequence[Sequence[Run]]) -> None:
    """Puts lines of parsed text into the paragraph, with a line break between them."""
    for number, runs in enumerate(lines):
        if number:
            add_break(made)
        for run in runs:
            add_run(made, run.text, bold=run.bold)


def add_run(made: _Element, text: str, *, bold: bool = False, style: str = "") -> None:
    """Puts text of one look at the end of the paragraph."""
    if not text:
        return
    run = etree.SubElement(made, _R)
    if style:
        etree.SubElement(etree.SubElement(run, _RPR), _RSTYLE).set(_VAL, style)
    elif bold:
        etree.SubElement(etree.SubElement(run, _RPR), _B)
    for number, part in enumerate(text.split("\t")):
        if number:
            etree.SubElement(run, _TAB)
        if part:
            held = etree.SubElement(run, _T)
            held.text = part
            if part[0] == " " or part[-1] == " " or "  " in part:
                held.set(_SPACE, "preserve")


def add_break(made: _Element) -> None:
    """Puts a line break at the end of the paragraph."""
    etree.SubElement(etree.SubElement(made, _R), _BR)


def set_on(made: _Element, name: str, **values: str) -> None:
    """Sets one property (such as keepNext) on this paragraph only, in the place the schema gives it."""
    properties = made[0]
    place = sum(_ORDER.index(etree.QName(held).localname) < _ORDER.index(name) for held in properties)
    held = etree.Element(_W + name)
    for key, value in values.items():
        held.set(_W + key, value)
    properties.insert(place, held)
