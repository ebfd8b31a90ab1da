"""Reads every part of a Word file that somebody worked on: tracked changes, comments, tables, fields to fill.

Part of the program in `word_child`, which runs it in a process of its own. A paragraph is
{"style", "list", "mark": changes, "cell": [table, row, column] or null, "merged", "atoms"}, an atom one of
["text", words, bold, label, control, changes], ["start" or "end", bookmark, changes] and
["comment" or "comment end", id, changes], a change [element, author, date].
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml.etree import _Element

from tracker.readers.word_child import (
    FALLBACK,
    MOST_BLOCKS,
    MOST_CHARACTERS,
    Package,
    is_on,
    list_name_of,
    list_of,
    value_of,
    words_of,
)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHANGES = tuple(_W + name for name in ("ins", "del", "moveFrom", "moveTo"))
_OURS = "_S55_"
_LABEL_STYLE = "S55Label"
_UNSEEN = (
    *(_W + name for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr")),
    FALLBACK,
)

Changes = tuple[tuple[str, str, str], ...]


def read_parts(package: Package) -> dict[str, Any]:
    """All parts of the document, or {"refused": reason} where they are too many."""
    walk = _Walk(package)
    paragraphs = [*walk.paragraphs(package.body()), *_notes(package, walk)]
    length = sum(len(atom[1]) for one in paragraphs for atom in one["atoms"])
    if len(paragraphs) > MOST_BLOCKS or length > MOST_CHARACTERS:
        return {"refused": "too large"}
    return {
        "parts": {
            "paragraphs": paragraphs,
            "controls": walk.controls,
            "comments": list(_comments(package)),
            "headers": list(_headers(package)),
            "properties": _properties(package),
            "lists": package.list_levels,
        }
    }


class _Walk:
    """Goes through the document in reading order and notes where it stands."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.controls: list[tuple[str, str]] = []
        self._bookmarks: dict[str, str] = {}
        self._tables = 0
        self._waiting: list[list[Any]] = []  # marks that stand between paragraphs go to the next one
        self._boxes: list[_Element] = []

    def paragraphs(
        self, holder: _Element, cell: list[int] | None = None, control: int = -1, changes: Changes = ()
    ) -> Iterator[dict[str, Any]]:
        """The paragraphs of the body, a cell, a field to fill or a text box."""
        for child in holder:
            if child.tag == f"{_W}p":
                yield self._paragraph(child, cell, control, changes)
                while self._boxes:
                    yield from self.paragraphs(self._boxes.pop(), cell, control, changes)
            elif child.tag == f"{_W}tbl":
                self._tables += 1
                yield from self._rows(child, self._tables, [0], control, changes)
            elif child.tag not in _UNSEEN:
                mark = self._mark(child, changes)
                if mark is not None:
                    self._waiting.append(mark)
                inner = self._opened(child, control)
                yield from self.paragraphs(child, cell, inner, changes + _change_of(child))

    def _rows(
        self, holder: _Element, table: int, count: list[int], control: int, changes: Changes
    ) -> Iterator[dict[str, Any]]:
        for child in holder:
            if child.tag == f"{_W}tr":
                count[0] += 1
                properties = child.find(f"{_W}trPr")
                tracked = _changes_in(properties)
                yield from self._cells(child, [table, count[0]], [0], control, changes + tracked)
            elif child.tag not in _UNSEEN:
                yield from self._rows(child, table, count, self._opened(child, control), changes)

    def _cells(
        self, holder: _Element, row: list[int], count: list[int], control: int, changes: Changes
    ) -> Iterator[dict[str, Any]]:
        for child in holder:
            if child.tag == f"{_W}tc":
                count[0] += 1
                is_merged = _is_merged(child)
                for paragraph in self.paragraphs(child, [*row, count[0]], control, changes):
                    yield {**paragraph, "merged": paragraph["merged"] or is_merged}
            elif child.tag not in _UNSEEN:
                yield from self._cells(child, row, count, self._opened(child, control), changes)

    def _paragraph(
        self, made: _Element, cell: list[int] | None, control: int, changes: Changes
    ) -> dict[str, Any]:
        properties = made.find(f"{_W}pPr")
        style_id = value_of(properties, "pStyle") if properties is not None else ""
        style = self.package.names.get(style_id, "")
        list_name = list_name_of(properties, style_id, style, self.package)
        if not list_name and not re.match(r"0(?:/|$)", found := list_of(properties)):
            list_name = found
        waiting, self._waiting = self._waiting, []
        return {
            "style": style,
            "list": list_name,
            "mark": changes + _changes_in(properties.find(f"{_W}rPr") if properties is not None else None),
            "cell": cell,
            "merged": False,
            "atoms": [*waiting, *self._atoms(made, control, changes)],
        }

    def _atoms(self, holder: _Element, control: int, changes: Changes) -> Iterator[list[Any]]:
        """The words and marks of a paragraph, or of a part of one; what stands in boxes waits its turn."""
        for child in holder:
            if child.tag == f"{_W}txbxContent":
                self._boxes.append(child)
            elif (mark := self._mark(child, changes)) is not None:
                yield mark
            elif child.tag not in _UNSEEN:
                if child.tag == f"{_W}r":
                    yield from _words_in(child, control, changes)
                yield from self._atoms(child, self._opened(child, control), changes + _change_of(child))

    def _mark(self, element: _Element, changes: Changes) -> list[Any] | None:
        """The bookmark of ours or the end of a comment's words that the element is."""
        number = element.get(f"{_W}id", "")
        if element.tag == f"{_W}bookmarkStart":
            name = element.get(f"{_W}name", "")
            self._bookmarks[number] = name
            return ["start", name, changes] if name.startswith(_OURS) else None
        if element.tag == f"{_W}bookmarkEnd":
            name = self._bookmarks.get(number, "")
            return ["end", name, changes] if name.startswith(_OURS) else None
        if element.tag == f"{_W}commentRangeStart":
            return ["comment", number, changes]
        is_end = element.tag in (f"{_W}commentRangeEnd", f"{_W}commentReference")
        return ["comment end", number, changes] if is_end else None

    def _opened(self, element: _Element, control: int) -> int:
        """The number of the field to fill that the element is, else of the one around it."""
        if element.tag != f"{_W}sdt":
            return control
        properties = element.find(f"{_W}sdtPr")
        if properties is None:
            self.controls.append(("", ""))
        else:
            self.controls.append((value_of(properties, "tag"), value_of(properties, "alias")))
        return len(self.controls) - 1


def _words_in(run: _Element, control: int, changes: Changes) -> Iterator[list[Any]]:
    properties = run.find(f"{_W}rPr")
    earlier = properties.find(f"{_W}rPrChange/{_W}rPr") if properties is not None else None
    # A change of looks is no change of words: what was bold before counts.
    bold = is_on(properties if earlier is None else earlier, "b")
    style = value_of(properties, "rStyle") if properties is not None else ""
    words = "".join(child.text or "" if child.tag == f"{_W}delText" else words_of(child) for child in run)
    if words:
        yield ["text", words, bold, style == _LABEL_STYLE, control, changes]


def _change_of(element: _Element) -> Changes:
    if element.tag not in _CHANGES:
        return ()
    kind = str(element.tag).rpartition("}")[2]
    return ((kind, element.get(f"{_W}author", ""), element.get(f"{_W}date", "")),)


def _changes_in(properties: _Element | None) -> Changes:
    """The changes to the mark of a paragraph or to a row, which stand among its properties."""
    found: Changes = ()
    for child in properties if properties is not None else ():
        found += _change_of(child)
    return found


def _is_merged(cell: _Element) -> bool:
    properties = cell.find(f"{_W}tcPr")
    if properties is None:
        return False
    return properties.find(f"{_W}vMerge") is not None or value_of(properties, "gridSpan") not in ("", "1")


def _notes(package: Package, walk: _Walk) -> Iterator[dict[str, Any]]:
    for name in ("footnotes.xml", "endnotes.xml"):
        notes = package.part(name)
        for paragraph in walk.paragraphs(notes) if notes is not None else ():
            yield {**paragraph, "style": "(note)"}


def _comments(package: Package) -> Iterator[tuple[str, str, str, str]]:
    """The id, author, date and words of each comment."""
    part = package.part("comments.xml")
    for comment in part.iter(f"{_W}comment") if part is not None else ():
        lines = [_plain(paragraph) for paragraph in comment.iter(f"{_W}p")]
        author, date = comment.get(f"{_W}author", ""), comment.get(f"{_W}date", "")
        yield comment.get(f"{_W}id", ""), author, date, "\n".join(lines).strip()


def _headers(package: Package) -> Iterator[tuple[str, str]]:
    """The style and the words of each paragraph that stands at the head of pages."""
    for path in sorted(package.zip.namelist()):
        folder, _, name = path.rpartition("/")
        if folder == package.folder and re.fullmatch(r"header[0-9]*\.xml", name):
            part = package.part(name)
            for paragraph in part.iter(f"{_W}p") if part is not None else ():
                properties = paragraph.find(f"{_W}pPr")
                style = package.names.get(
                    value_of(properties, "pStyle") if properties is not None else "", ""
                )
                yield style, _plain(paragraph).strip()


def _plain(paragraph: _Element) -> str:
    return "".join(words_of(element) for element in paragraph.iter())


def _properties(package: Package) -> dict[str, str]:
    core = package.parsed("docProps/core.xml")
    found = core if core is not None else ()
    return {str(held.tag).rpartition("}")[2]: held.text or "" for held in found}
