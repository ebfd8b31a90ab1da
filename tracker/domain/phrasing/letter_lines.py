"""The lines and paragraphs of a letter, whatever the file made of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from tracker.domain.phrasing.letter_parts import Block
from tracker.domain.phrasing.stray_marks import BULLET, without_bold, without_marks
from tracker.domain.phrasing.structure import stands_alone, starts_anew

# A file whose lines are all shorter than this was wrapped by hand or by a converter.
_WRAPPED_AT_MOST = 130
_SENTENCE_END = re.compile(r"[.!?:;…]['\"’”)\]*]*$")


@dataclass(frozen=True)
class Line:
    """One line of the file: `text` may hold bold marks of a Word file, `plain` holds none."""

    text: str
    block: int
    style: str = ""
    is_heading: bool = False

    @property
    def plain(self) -> str:
        return without_bold(self.text).strip()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the letter, with the lines of a list kept apart by newlines."""

    text: str
    is_heading: bool = False

    @property
    def plain(self) -> str:
        return without_bold(self.text).strip()

    @property
    def is_list(self) -> bool:
        return self.plain.startswith(BULLET)


def ends_a_sentence(text: str) -> bool:
    """Whether a text closes with the mark of a finished sentence or of a line that introduces a list."""
    return bool(_SENTENCE_END.search(text[-20:].rstrip()))


def lines_of(blocks: Sequence[Block], *, paragraphs_are_real: bool) -> list[Line]:
    """Every line that holds something, in order, each with the number of the block it stands in."""
    lines = []
    for number, block in enumerate(blocks):
        text = block.text if paragraphs_are_real else without_marks(block.text)
        for line in text.split("\n"):
            kept = line.strip() if paragraphs_are_real else " ".join(line.split())
            if kept and without_bold(kept).strip():
                lines.append(Line(kept, number, block.style, block.is_heading))
    return lines


def paragraphs_of_lines(lines: Sequence[Line], *, paragraphs_are_real: bool) -> list[Paragraph]:
    """The paragraphs that the lines make; a line that carries structure is never run into another."""
    width = max((len(line.text) for line in lines), default=0)
    made: list[list[Line]] = []
    for line in lines:
        previous = made[-1][-1] if made else None
        if previous is None or _starts_anew(previous, line, width, paragraphs_are_real):
            made.append([line])
        else:
            made[-1].append(line)
    return _with_lists_together([_paragraph(group, paragraphs_are_real) for group in made])


def _starts_anew(previous: Line, line: Line, width: int, paragraphs_are_real: bool) -> bool:
    if previous.block != line.block or starts_anew(line.plain) or stands_alone(previous.plain):
        return True
    if paragraphs_are_real:
        return False
    if line.plain.startswith(BULLET):
        return not previous.plain.startswith(BULLET)
    if width > _WRAPPED_AT_MOST:
        return True
    return ends_a_sentence(previous.plain) and len(previous.text) < width * 0.75


def _paragraph(group: list[Line], paragraphs_are_real: bool) -> Paragraph:
    text = group[0].text
    for line in group[1:]:
        is_own_line = paragraphs_are_real or line.plain.startswith(BULLET)
        text += ("\n" if is_own_line else " ") + line.text
    return Paragraph(text, group[0].is_heading)


def _with_lists_together(paragraphs: list[Paragraph]) -> list[Paragraph]:
    made: list[Paragraph] = []
    for is_list, group in groupby(
        paragraphs, key=lambda paragraph: paragraph.is_list and not paragraph.is_heading
    ):
        held = list(group)
        made.extend([Paragraph("\n".join(one.text for one in held))] if is_list else held)
    return made
