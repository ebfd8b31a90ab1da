"""The lines of a report with their places in its source, and which of them are furniture of the page."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.domain.phrasing.letter_parts import Block
from tracker.domain.phrasing.stray_marks import without_bold
from tracker.domain.phrasing.structure import PAGE_FURNITURE, stands_alone

BETWEEN_BLOCKS = "\n\n"
_LONGEST_HEAD = 90  # characters of a running head
_BORDER = re.compile(
    r"[\s─━═│┃║┌┐└┘├┤┬┴┼╔╗╚╝╠╣╭╮╰╯|+=_-]*[─━═┌└╔╰+=_|-]{3}[\s─━═│┃║┌┐└┘├┤┬┴┼╔╗╚╝╠╣╭╮╰╯|+=_-]*"
)
_SIDE = re.compile(r"(?P<left>[│┃║>]\s*|\|\s+(?=[^|]*\|?\s*$))?(?P<words>.*?)(?P<right>\s*[│┃║|])?$", re.S)
_LEADERS = re.compile(r"(?:\.\s?){3,}\s*[0-9ivx]{1,4}\s*$|…+\s*[0-9ivx]{1,4}\s*$")
_CONTENTS = re.compile(r"^(?:table\s+of\s+)?contents(?:\s+page)?\s*:?$", re.I)
_HEADING_ALONE = re.compile(
    r"^(?:recommendation|area\s+for\s+improvement|cause\s+of\s+concern|AFI|CoC)\s+[0-9.]+[a-z]?$", re.I
)
_ENTRY = re.compile(r"^\D.{0,140}?[\s.…]\s*[0-9]{1,3}$")
_FOOTNOTE = re.compile(
    r"^(?:\[(?P<bracketed>[0-9]{1,3})\]|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(?P<plain>[1-9][0-9]?)(?=\s))\s*(?=\S)"
)
_NOTE_MARK = r"(?:(?<=[a-z]{{3}})|(?<=[a-z)’”][.,;:])){0}(?=[\s.,;:)]|$)"


@dataclass(frozen=True)
class Line:
    """One line: its words are source[start:end], without the border of a box."""

    start: int
    end: int
    words: str
    block: int
    is_heading: bool = False
    is_listed: bool = False
    is_boxed: bool = False
    # Why the line is no part of the running text; "" where it is.
    aside: str = ""

    @property
    def plain(self) -> str:
        """The words without bold marks, every space one space."""
        return " ".join(without_bold(self.words).split())


def source_of(blocks: Sequence[Block]) -> str:
    """The whole text of a report; no character of a block is left out."""
    return BETWEEN_BLOCKS.join(block.text for block in blocks)


def lines_of_report(blocks: Sequence[Block]) -> list[Line]:
    """Every line that holds something, in order, each with its place in the source."""
    lines, at = [], 0
    for number, block in enumerate(blocks):
        for text in block.text.split("\n"):
            if line := _line(text, at, number, block):
                lines.append(line)
            at += len(text) + 1
        at += len(BETWEEN_BLOCKS) - 1
    return _with_asides(lines)


def _line(text: str, at: int, number: int, block: Block) -> Line | None:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start >= end:
        return None
    words = text[start:end]
    if _BORDER.fullmatch(words):
        return Line(at + start, at + end, words, number, aside="the border of a box")
    is_boxed, is_heading = False, block.is_heading
    if (side := _SIDE.match(words)) is not None and (side.group("left") or _is_right_border(side, words)):
        is_boxed = bool(side.group("left"))
        end = start + side.end("words")
        start += side.start("words")
    words = text[start:end]
    if hashes := re.match(r"#{1,6}(?:\s+|(?=\*\*))", words):
        start, is_heading = start + hashes.end(), True
    words = text[start:end]
    if not words.strip():
        return None
    return Line(at + start, at + end, words, number, is_heading, block.is_list_item, is_boxed)


def _is_right_border(side: re.Match[str], words: str) -> bool:
    return bool(side.group("right")) and words.count("|") == 1 and side.group("right").strip() != "|"


def _with_asides(lines: list[Line]) -> list[Line]:
    """The lines with furniture, contents and footnotes told apart from the running text."""
    heads = _running_heads(lines)
    in_contents, in_note, made = False, -1, []
    marks = _note_marks(lines)
    for line in lines:
        aside, plain = line.aside, line.plain
        in_contents = _in_contents(plain, was_in=in_contents)
        if in_note != line.block:
            in_note = -1
        if aside:
            pass
        elif PAGE_FURNITURE.match(plain):
            aside = "a page number"
        elif _as_head(plain) in heads:
            aside = "a running head"
        elif in_contents or _LEADERS.search(plain):
            aside = "an entry of the contents"
        elif (note := _FOOTNOTE.match(plain)) is not None and _number_of(note) in marks:
            aside, in_note = "a footnote", line.block
        elif in_note == line.block and not stands_alone(plain):
            aside = "a footnote"
        made.append(replace(line, aside=aside))
    return made


def _in_contents(plain: str, *, was_in: bool) -> bool:
    if _CONTENTS.match(plain):
        return True
    return (
        was_in
        and not _HEADING_ALONE.match(plain)
        and bool(_ENTRY.match(plain) or PAGE_FURNITURE.match(plain) or _LEADERS.search(plain))
    )


def _as_head(plain: str) -> str:
    """A line as it is compared with the heads of other pages: without the page's number at either end."""
    return re.sub(
        r"^(?:page\s+)?[0-9]{1,3}\s*[|–-]?\s+(?=\D)|\s+[|–-]?\s*(?:page\s+)?[0-9]{1,3}$",
        "",
        plain,
        flags=re.I,
    ).casefold()


def _running_heads(lines: Sequence[Line]) -> frozenset[str]:
    """The short lines that come again and again beside page numbers, or with a page's number in them."""
    count: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    numbered: dict[str, set[str]] = {}
    for at, line in enumerate(lines):
        plain = line.plain
        if line.aside or len(plain) > _LONGEST_HEAD or not _may_be_head(plain):
            continue
        head = _as_head(plain)
        count[head] += 1
        neighbours = [*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]]
        beside[head] += any(PAGE_FURNITURE.match(other.plain) is not None for other in neighbours)
        if head != plain.casefold():
            numbered.setdefault(head, set()).add(plain)
    return frozenset(
        head
        for head, times in count.items()
        if (times >= 2 and beside[head] >= 1 and beside[head] * 2 >= times)
        or len(numbered.get(head, ())) >= 3
    )


def _may_be_head(plain: str) -> bool:
    return not (
        stands_alone(plain)
        or re.search(r"[.:;,]$", plain)
        or re.match(r"[-•●▪*(]|\(?[0-9]+[.)]\s|(?:status|progress|grade)\b", plain, re.I)
        or "\t" in plain
        or "|" in plain[1:-1]
        or re.match(r"(?:recommendation|area|cause|AFI|CoC|rec)\b", plain, re.I)
        or not re.search(r"[A-Za-z]{3}", plain)
    )


def _note_marks(lines: Sequence[Line]) -> frozenset[str]:
    """The numbers of footnotes: those that open a line and stand glued to a word somewhere in the text."""
    found: set[str] = set()
    tried: set[str] = set()
    text = ""
    for line in lines:
        match = _FOOTNOTE.match(line.plain)
        if match is None or line.aside:
            continue
        text = text or "\n".join(one.words for one in lines)
        if match.group("bracketed"):
            number, pattern = match.group("bracketed"), rf"(?<=[\w.,;:)’”])\[{match.group('bracketed')}\]"
        elif match.group("raised"):
            number, pattern = match.group("raised"), rf"(?<=[\w.,;:)’”]){match.group('raised')}"
        else:
            number, pattern = match.group("plain"), _NOTE_MARK.format(match.group("plain"))
        if number not in tried and re.search(pattern, text):
            found.add(number)
        tried.add(number)
    return frozenset(found)


def known_notes(lines: Sequence[Line]) -> frozenset[str]:
    """The numbers of the footnotes whose words stand in the report."""
    found = (_FOOTNOTE.match(line.plain) for line in lines if line.aside == "a footnote")
    return frozenset(_number_of(match) for match in found if match)


def _number_of(note: re.Match[str]) -> str:
    return note.group("bracketed") or note.group("raised") or note.group("plain")
