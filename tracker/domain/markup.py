"""The small grammar of text that people type, read the same way for Word and for pages.

A blank line starts a new paragraph; a line that starts with "- " or "• " is a bullet; ``**words**`` are bold;
every other character stands for itself, and a single line end is a line break.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from tracker.domain.cleaning import is_blank

_BLANK_LINES = re.compile(r"\n(?:[ \t\u00a0]*\n)+")
_BULLET = re.compile(r"^(?:-[ ]|•[ \t])[ \t]*(?=\S)")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")


@dataclass(frozen=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    bold: bool


@dataclass(frozen=True)
class Paragraph:
    """Lines of runs that belong together."""

    lines: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True)
class Bullets:
    """A list without numbers; each item is one line of runs."""

    items: tuple[tuple[Run, ...], ...]


Piece: TypeAlias = Paragraph | Bullets


def paragraphs_of(text: str) -> tuple[str, ...]:
    """The paragraphs of the text, each exactly as typed; a list with its leading line is one paragraph."""
    return tuple(block.strip("\n") for block in _BLANK_LINES.split(text) if not is_blank(block))


def join_paragraphs(paragraphs: Iterable[str]) -> str:
    """One text of several paragraphs; the reverse of `paragraphs_of`."""
    return "\n\n".join(paragraphs)


def parse(text: str) -> tuple[Piece, ...]:
    """The paragraphs and lists of the text, in order."""
    return tuple(piece for block in paragraphs_of(text) for piece in pieces_of(block))


def pieces_of(paragraph: str) -> tuple[Piece, ...]:
    """The pieces of one paragraph: lines of prose and the list items among them, in order."""
    return tuple(_pieces(paragraph))


def canonical(text: str) -> str:
    """The text with every bullet written "- " and one blank line between paragraphs, as it is kept."""
    return join_paragraphs(
        "\n".join(_BULLET.sub("- ", line, count=1) for line in block.split("\n"))
        for block in paragraphs_of(text)
    )


def runs_of(line: str) -> tuple[Run, ...]:
    """The runs of one line; asterisks that do not enclose words stand for themselves."""
    return tuple(_runs(line))


def _pieces(paragraph: str) -> Iterator[Piece]:
    lines = [line for line in paragraph.split("\n") if not is_blank(line)]
    for is_list, group in groupby(lines, key=lambda line: _BULLET.match(line) is not None):
        if is_list:
            yield Bullets(tuple(runs_of(_BULLET.sub("", line, count=1)) for line in group))
        else:
            yield Paragraph(tuple(runs_of(line) for line in group))


def _runs(line: str) -> Iterator[Run]:
    at = 0
    for bold in _BOLD.finditer(line):
        if bold.start() > at:
            yield Run(line[at : bold.start()], bold=False)
        yield Run(bold[1], bold=True)
        at = bold.end()
    if at < len(line):
        yield Run(line[at:], bold=False)
