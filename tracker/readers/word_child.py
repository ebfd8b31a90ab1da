"""Reads the text of one Word file; run as a program of its own, with little memory and little time.

It takes the file on standard input and prints {"blocks": [[text, style, is_heading, list]…], "lists": levels}
or {"refused": reason}; with the argument "parts" it prints what `word_parts_child` reads. It imports
nothing of the tracker but that file: it starts at once and holds nothing worth stealing.
"""

import io
import json
import re
import runpy
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from lxml.etree import _Element

MEMORY_LIMIT = 512 * 1024 * 1024  # bytes
TIME_LIMIT = 8  # seconds
MOST_BLOCKS, MOST_CHARACTERS = 50_000, 2_000_000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DOC_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_HOLDERS = tuple(_W + name for name in ("sdt", "sdtContent", "ins", "footnote", "endnote", "customXml"))
_LABEL_STYLE, _OWN = "S55Label", "S55 "
_BOLD_KEPT = re.compile(r"S55 (?:Text|Answer|Bullet)")
_NUMBER_CELL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})*[.)]?")
_ANSWER_COLUMN = re.compile(r"\b(?:response|comments?|reply)s?\b", re.I)

Block = tuple[str, str, bool, str]


def limit_this_process() -> None:
    """Gives this process the memory and the processor time that any honest letter needs, and no more."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
        resource.setrlimit(resource.RLIMIT_CPU, (TIME_LIMIT, TIME_LIMIT))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Package:
    """The parts of the file that hold words."""

    def __init__(self, content: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(content))
        self.main = self._main_part()
        self.folder = self.main.rpartition("/")[0]
        self.names = {name: kind for name, kind, _ in self._styles()}
        self.parents = {name: parent for name, _, parent in self._styles()}
        self.list_levels = list(_list_levels(self.part("numbering.xml")))
        styles = self.part("styles.xml")
        held = list(styles.iter(f"{_W}style")) if styles is not None else []
        self.style_lists = {one.get(f"{_W}styleId", ""): list_of(one.find(f"{_W}pPr")) for one in held}

    def part(self, name: str) -> _Element | None:
        return self.parsed(f"{self.folder}/{name}".lstrip("/"))

    def parsed(self, path: str) -> _Element | None:
        if path not in self.zip.namelist():
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.fromstring(self.zip.read(path), parser)

    def _main_part(self) -> str:
        relations = self.parsed("_rels/.rels")
        for relation in relations if relations is not None else ():
            if relation.get("Type", "").endswith("/officeDocument"):
                return relation.get("Target", "").lstrip("/")
        raise KeyError("no main part")

    def _styles(self) -> Iterator[tuple[str, str, str]]:
        styles = self.part("styles.xml")
        for style in styles.iter(f"{_W}style") if styles is not None else ():
            name, parent = style.find(f"{_W}name"), style.find(f"{_W}basedOn")
            printed = name.get(f"{_W}val", "") if name is not None else ""
            based_on = parent.get(f"{_W}val", "") if parent is not None else ""
            # Word keeps the names of its own headings in small letters and shows them in capitals.
            yield style.get(f"{_W}styleId", ""), re.sub(r"^heading (?=[1-9]$)", "Heading ", printed), based_on

    def first_header(self) -> _Element | None:
        """The header of the first page, where a letterhead stands."""
        document, relations = self.parsed(self.main), self.parsed(self._relations_path())
        section = document.find(f".//{_W}sectPr") if document is not None else None
        if section is None or relations is None:
            return None
        wanted = "first" if section.find(f"{_W}titlePg") is not None else "default"
        for reference in section.findall(f"{_W}headerReference"):
            if reference.get(f"{_W}type") == wanted:
                for relation in relations:
                    if relation.get("Id") == reference.get(f"{_R}id"):
                        return self.part(relation.get("Target", ""))
        return None

    def _relations_path(self) -> str:
        folder, _, name = self.main.rpartition("/")
        return f"{folder}/_rels/{name}.rels".lstrip("/")

    def body(self) -> _Element:
        document = self.parsed(self.main)
        body = document.find(f"{_W}body") if document is not None else None
        if body is None:
            raise KeyError("no body")
        return body


def _list_levels(part: _Element | None) -> Iterator[tuple[str, str, str, int]]:
    """The levels of each list: "list/level", its kind of number, how it is printed, and where it starts."""
    if part is None:
        return
    abstract = {one.get(f"{_W}abstractNumId", ""): one for one in part.findall(f"{_W}abstractNum")}
    for number in part.findall(f"{_W}num"):
        held = abstract.get(value_of(number, "abstractNumId"))
        for level in held.findall(f"{_W}lvl") if held is not None else ():
            name = f"{number.get(f'{_W}numId', '')}/{_whole(level.get(f'{_W}ilvl'))}"
            yield (
                name,
                value_of(level, "numFmt"),
                value_of(level, "lvlText"),
                _whole(value_of(level, "start"), 1),
            )


def read_blocks(package: Package) -> list[Block]:
    """Every paragraph with words or a described picture, in reading order."""
    blocks = list(_blocks_in(package.body(), package))
    if not any(style.startswith(_OWN) for _, style, _, _ in blocks):
        header = package.first_header()
        blocks = [*(_blocks_in(header, package) if header is not None else ()), *blocks]
        for name in ("footnotes.xml", "endnotes.xml"):
            notes = package.part(name)
            found = _blocks_in(notes, package) if notes is not None else ()
            blocks.extend((text, "(note)", False, "") for text, _, _, _ in found)
    return blocks


def _blocks_in(holder: _Element, package: Package) -> Iterator[Block]:
    for child in holder:
        if child.tag == f"{_W}p":
            yield from _paragraph_blocks(child, package)
        elif child.tag == f"{_W}tbl":
            yield from _table_blocks(child, package)
        elif child.tag in _HOLDERS:
            yield from _blocks_in(child, package)


def _paragraph_blocks(paragraph: _Element, package: Package) -> Iterator[Block]:
    for box in _in_paragraph(paragraph, f"{_W}txbxContent"):
        yield from _blocks_in(box, package)
    for picture in _in_paragraph(paragraph, _DOC_PROPERTIES):
        if description := (picture.get("descr") or "").strip():
            yield description, "(picture)", False, ""
    properties = paragraph.find(f"{_W}pPr")
    style_id = value_of(properties, "pStyle") if properties is not None else ""
    style = package.names.get(style_id, "")
    label, text, is_bold = _text_of(paragraph, keeps_bold=bool(_BOLD_KEPT.match(style)))
    list_name = list_name_of(properties, style_id, style, package)
    if label:
        yield label, "S55 Voice label", False, ""
        style = style.replace("Answer labelled", "Answer")
    if text.strip():
        is_heading = bool(re.match(r"(?:heading [1-9]|title)\b", style, re.I)) or is_bold
        yield text.strip(), style, is_heading, list_name


def list_name_of(properties: _Element | None, style_id: str, style: str, package: Package) -> str:
    """The list of a paragraph: "-" for plain bullets, "list/level" for others, nothing for none."""
    if style.startswith(_OWN):
        return "-" if style.startswith("S55 Bullet") else ""
    found = list_of(properties)
    seen: set[str] = set()
    while not found and style_id and style_id not in seen:
        seen.add(style_id)
        found, style_id = package.style_lists.get(style_id, ""), package.parents.get(style_id, "")
    return found or ("-" if re.match(r"list bullet", style, re.I) else "")


def list_of(properties: _Element | None) -> str:
    """The list that the properties name themselves, as "list/level", or nothing."""
    held = properties.find(f"{_W}numPr") if properties is not None else None
    list_id = value_of(held, "numId") if held is not None else ""
    return f"{list_id}/{_whole(value_of(held, 'ilvl'))}" if held is not None and list_id else ""


def _text_of(paragraph: _Element, *, keeps_bold: bool) -> tuple[str, str, bool]:
    """The label that runs in, the other words with their bold marks, and whether all of them are bold."""
    label, pieces = "", []
    for run in _in_paragraph(paragraph, f"{_W}r"):
        properties = run.find(f"{_W}rPr")
        words = "".join(words_of(child) for child in run)
        if properties is not None and value_of(properties, "rStyle") == _LABEL_STYLE:
            label += words
        elif words:
            pieces.append((words, is_on(properties, "b")))
    is_bold = any(words.strip() for words, _ in pieces) and all(
        bold or not words.strip() for words, bold in pieces
    )
    marked = "".join(_marked(pieces)) if keeps_bold or not is_bold else "".join(words for words, _ in pieces)
    return label.strip(), marked, is_bold and not keeps_bold


def _marked(pieces: list[tuple[str, bool]]) -> Iterator[str]:
    at = 0
    while at < len(pieces):
        end, bold = at, pieces[at][1]
        while end < len(pieces) and pieces[end][1] == bold:
            end += 1
        words = "".join(piece for piece, _ in pieces[at:end])
        bare = words.strip()
        if bold and bare and "\n" not in bare:
            start = words.index(bare)
            words = f"{words[:start]}**{bare}**{words[start + len(bare) :]}"
        yield words
        at = end


def words_of(child: _Element) -> str:
    """The words that a part of a run prints."""
    if child.tag == f"{_W}t":
        return child.text or ""
    if child.tag in (f"{_W}br", f"{_W}cr"):
        return "\n"
    return {f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}.get(str(child.tag), "")


def _in_paragraph(paragraph: _Element, tag: str) -> Iterator[_Element]:
    """The elements of a paragraph, not those of a text box, a deletion or a second version of the same."""
    for child in paragraph:
        if child.tag == tag:
            yield child
        elif child.tag not in (f"{_W}txbxContent", FALLBACK, f"{_W}del", f"{_W}moveFrom"):
            yield from _in_paragraph(child, tag)


def _table_blocks(table: _Element, package: Package) -> Iterator[Block]:
    """The cells in reading order; the heading of a column of answers stands before each of its cells."""
    headings: list[str] = []
    for number, row in enumerate(table.findall(f"{_W}tr")):
        cells = [list(_blocks_in(cell, package)) for cell in row.iter(f"{_W}tc") if cell.getparent() is row]
        texts = [" ".join(block[0] for block in cell) for cell in cells]
        if (
            number == 0
            and len(cells) > 1
            and any(len(text) < 80 and _ANSWER_COLUMN.search(text) for text in texts)
        ):
            headings = texts
            yield " | ".join(text for text in texts if text), "(table heading)", False, ""
            continue
        if len(cells) > 1 and _NUMBER_CELL.fullmatch(texts[0]) and cells[1]:
            first = cells[1][0]
            cells[1][0] = (f"{texts[0].rstrip('.)')}. {first[0]}", *first[1:])
            cells[0] = []
        for at, cell in enumerate(cells):
            if cell and at < len(headings) and _ANSWER_COLUMN.search(headings[at]):
                yield f"{headings[at].rstrip(':')}:", "(label)", False, ""
            yield from cell


def value_of(holder: _Element, name: str) -> str:
    """The value of the property with this name, or nothing."""
    held = holder.find(f"{_W}{name}")
    return held.get(f"{_W}val", "") if held is not None else ""


def is_on(properties: _Element | None, name: str) -> bool:
    """Whether the property with this name is set and not switched off."""
    held = properties.find(f"{_W}{name}") if properties is not None else None
    return held is not None and held.get(f"{_W}val", "1") not in ("0", "false", "off", "none")


def _whole(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else otherwise


def _blocks(package: Package) -> dict[str, Any]:
    blocks = read_blocks(package)
    is_long = len(blocks) > MOST_BLOCKS or sum(len(block[0]) for block in blocks) > MOST_CHARACTERS
    return {"refused": "too large"} if is_long else {"blocks": blocks, "lists": package.list_levels}


def _parts(package: Package) -> dict[str, Any]:
    # In a process without the tracker's folder this is how the other file finds this one.
    sys.modules["tracker.readers.word_child"] = sys.modules["__main__"]
    found: dict[str, Any] = runpy.run_path(str(Path(__file__).with_name("word_parts_child.py")))
    made: dict[str, Any] = found["read_parts"](package)
    return made


def main() -> None:
    """Reads standard input, prints what it holds."""
    limit_this_process()
    try:
        package = Package(sys.stdin.buffer.read())
        made = _parts(package) if sys.argv[1:] == ["parts"] else _blocks(package)
    except MemoryError:
        made = {"refused": "too large"}
    except (
        etree.XMLSyntaxError,
        ValueError,
        KeyError,
        zipfile.BadZipFile,
        RecursionError,
        EOFError,
    ) as error:
        # lxml has no better word than "unknown error" for memory that it did not get.
        is_large = re.search(r"memory|huge|excessive|limit|unknown error", str(error), re.I) is not None
        made = {"refused": "too large" if is_large else "damaged"}
    sys.stdout.write(json.dumps(made))


if __name__ == "__main__":
    main()
