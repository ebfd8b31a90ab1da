"""Numbers the sections and paragraphs of a paper: literal numbers stay, all others are counted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.domain.cleaning import clean_line, clean_text, is_blank
from tracker.domain.markup import paragraphs_of
from tracker.domain.papers import PaperPart

# "3.1 Words", but not a paragraph that opens with a figure ("3.1 million pounds").
_LITERAL = re.compile(
    r"([0-9]{1,3}(?:\.[0-9]{1,3})+\.?)[ \t\n]+(?!million\b|billion\b|per cent\b|percentage\b|%)(?=\S)"
)
_LIST = re.compile(r"(?:-[ ]|•[ \t])[ \t]*\S")
_HEADING = re.compile(r"# +(?=\S)")


@dataclass(frozen=True)
class Block:
    """One paragraph of a section with its number, "" for none, or a heading inside it."""

    number: str
    text: str
    is_heading: bool = False


@dataclass(frozen=True)
class LaidPart:
    """One section as it is printed; `heading` "" prints none."""

    number: str
    heading: str
    blocks: tuple[Block, ...]
    rows: tuple[tuple[str, ...], ...]


def laid_out(parts: Sequence[PaperPart], *, has_numbered_paragraphs: bool) -> tuple[LaidPart, ...]:
    """The parts with every number that is printed, in order."""
    laid = []
    for part, number in zip(parts, numbers_of(parts), strict=True):
        blocks = tuple(_blocks(part.text, number.rstrip(".") if has_numbered_paragraphs else ""))
        rows = tuple(tuple(clean_text(cell).strip() for cell in row) for row in part.rows)
        laid.append(LaidPart(number, clean_line(part.heading), blocks, rows))
    return tuple(laid)


def numbers_of(parts: Sequence[PaperPart]) -> tuple[str, ...]:
    """The number of each part; a part without a heading is not counted, and a literal number counts on."""
    numbers, count = [], 0
    for part in parts:
        if part.number is not None:
            literal = clean_line(part.number)
            count = int(literal.rstrip(".")) if literal.rstrip(".").isdecimal() else count
            numbers.append(literal)
        elif is_blank(part.heading):
            numbers.append("")
        else:
            count += 1
            numbers.append(f"{count}.")
    return tuple(numbers)


def _blocks(text: str, section: str) -> Iterator[Block]:
    found = list(_split(clean_text(text)))
    # Where somebody numbered a paragraph by hand, the section is numbered by hand.
    counts = bool(section) and not any(block.number for block in found)
    count = 0
    for block in found:
        if counts and not block.is_heading and not _LIST.match(block.text):
            count += 1
            yield Block(f"{section}.{count}", block.text)
        else:
            yield block


def _split(text: str) -> Iterator[Block]:
    for paragraph in paragraphs_of(text):
        rest = paragraph
        if heading := _HEADING.match(paragraph):
            first, _, rest = paragraph[heading.end() :].partition("\n")
            yield Block("", first.strip(), is_heading=True)
        if literal := _LITERAL.match(rest):
            yield Block(literal[1], rest[literal.end() :])
        elif not is_blank(rest):
            yield Block("", rest)
