"""The lines and paragraphs of a letter, whatever the file made of them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from tracker.domain.phrasing.letter_parts import Block
from tracker.domain.phrasing.stray_marks import BULLET, without_bold, without_marks

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

    @property
    def ends_a_sentence(self) -> bool:
        return ends_a_sentence(self.plain)


def ends_a_sentence(text: str) -> bool:
    """Whether a text closes with the mark of a finished sentence or of a line that introduces a list."""
    return bool(_SENTENCE_END.search(text.rstrip()))


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


def paragraphs_of_lines(
    lines: Sequence[Line], stands_alone: Callable[[str], bool], *, paragraphs_are_real: bool
) -> list[Paragraph]:
    """The paragraphs that the lines make; a line that `stands_alone` is never run into another."""
    width = max((len(line.text) for line in lines), default=0)
    made: list[list[Line]] = []
    for line in lines:
        previous = made[-1][-1] if made else None
        if previous is None or _starts_anew(previous, line, stands_alone, width, paragraphs_are_real):
            made.append([line])
        else:
            made[-1].append(line)
    return _with_lists_together([_paragraph(group, paragraphs_are_real) for group in made])


def _starts_anew(
    previous: Line, line: Line, stands_alone: Callable[[str], bool], width: int, paragraphs_are_real: bool
) -> bool:
    if previous.block != line.block or stands_alone(line.plain) or stands_alone(previous.plain):
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
        made.extend([Paragraph("\n".join(one.text for one in group))] if is_list else group)
    return made


@dataclass(frozen=True)
class Joined:
    """Paragraphs after the halves of split sentences were put together, and a note of each join."""

    paragraphs: list[Paragraph]
    notes: list[str]


_OPENERS = frozenset(
    # Determiners, pronouns, prepositions, conjunctions and adverbs that a sentence is apt to begin with.
    "a an the this that these those each every all any both many most some several such another no our my your their its his her "
    "i we you they it he she there here who what which one two three four five six seven eight nine ten "
    "in on at by for from with within without under over through throughout during before after since until upon across among "
    "between beyond alongside following regarding despite to of as if when where while whilst although though because unless "
    "whether once and but or so nor yet however therefore furthermore moreover additionally also overall finally firstly first "
    "secondly second thirdly third lastly next then now currently recently locally nationally importantly similarly consequently "
    "meanwhile nevertheless further together given due having being please thank not only since again please dear".split()
)
_UNFINISHED = frozenset(
    "a an the this these those each every our my your their its his her of in on at by for from with within without under over "
    "through during before after until upon across among between to as if when where while whether and but or nor that which who "
    "whose than is are was were be been being has have had will would should must can could may might not both such very more".split()
)
_LONG_ENOUGH = 10  # words: a shorter line without a full stop is more likely a heading than half a sentence


def join_split_sentences(
    paragraphs: Sequence[Paragraph], stands_alone: Callable[[str], bool], *, paragraphs_are_real: bool
) -> Joined:
    """Puts the halves of sentences together that a page break parted, and notes each join."""
    joined = Joined([], [])
    for paragraph in paragraphs:
        previous = joined.paragraphs[-1] if joined.paragraphs else None
        if previous is None or not _continues(previous, paragraph, stands_alone, paragraphs_are_real):
            joined.paragraphs.append(paragraph)
            continue
        tail, head = " ".join(previous.plain.split()[-4:]), " ".join(paragraph.plain.split()[:4])
        joined.notes.append(f"Joined across a page break: “…{tail}” and “{head}…”.")
        joined.paragraphs[-1] = Paragraph(_glued(previous.text, paragraph.text), previous.is_heading)
    return joined


def _glued(first: str, second: str) -> str:
    is_hyphen = re.search(r"[A-Za-z]-$", first) is not None and not re.match(r"(?:and|or|to)\b", second)
    return first + ("" if is_hyphen else " ") + second


def _continues(
    first: Paragraph, second: Paragraph, stands_alone: Callable[[str], bool], paragraphs_are_real: bool
) -> bool:
    if stands_alone(second.plain) or stands_alone(first.plain) or second.is_list or second.is_heading:
        return False
    if first.is_heading and paragraphs_are_real:
        return False
    if re.search(r"\b(?:e\.g|i\.e|No|vs|approx)\.$", first.plain) and second.plain[:1].islower():
        return True
    if first.ends_a_sentence:
        return False
    if second.plain[:1].islower():
        return True
    if paragraphs_are_real or not second.plain[:1].isupper():
        return False
    last = re.sub(r"\W+$", "", first.plain.split()[-1]).casefold()
    if last in _UNFINISHED or first.plain.endswith(","):
        return True
    opener = re.split(r"\W", second.plain, maxsplit=1)[0].casefold()
    is_long = len(first.plain.split()) >= _LONG_ENOUGH
    return is_long and opener not in _OPENERS and second.ends_a_sentence and _is_prose(second.plain)


def _is_prose(text: str) -> bool:
    words = text.split()
    return len(words) >= 3 and any(word[:1].islower() for word in words)


def has_neighbours(lines: Sequence[Line]) -> bool:
    """Whether any block holds more than one line."""
    return any(one.block == other.block for one, other in pairwise(lines))
