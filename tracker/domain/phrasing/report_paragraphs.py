"""The paragraphs of a report: lines run together, and halves put together that a page parted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.domain.phrasing import structure
from tracker.domain.phrasing.letter_lines import Paragraph, ends_a_sentence
from tracker.domain.phrasing.page_breaks import continues
from tracker.domain.phrasing.report_lines import Line, known_notes
from tracker.domain.phrasing.report_marks import Words, clean_words

_BULLET = re.compile(r"(?P<mark>[•●▪‣◦∙·]|[-–—*o](?=\s))\s*")
_TITLE = re.compile(r"(?:[0-9]{1,2}(?:\.[0-9]{1,2})*\.?\s+)?[A-Z][^.;:,!]{2,90}[^.;:,!\s]")
_DUTY = re.compile(r"\b(?:should|must|needs?\s+to|shall)\b", re.I)
_DECIMAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})+\s+[A-Z]")
LETTERED = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})[.)]\s+\S")
_WRAPPED_AT_MOST = 130  # characters: a longer line was not wrapped by hand or by a converter


@dataclass(frozen=True)
class Para:
    """One paragraph with its clean words; `bullet` is the mark it opened with, "" where there was none."""

    words: Words
    start: int
    end: int
    block: int
    bullet: str = ""
    is_heading: bool = False
    is_boxed: bool = False
    is_listed: bool = False
    # Whether furniture of a page stands between this paragraph and the one before.
    is_after_page: bool = False
    # A number that stood alone on the line above: a page's, or the item's own.
    number_above: str = ""

    @property
    def text(self) -> str:
        return self.words.text

    @property
    def is_list_item(self) -> bool:
        return bool(self.bullet) or self.is_listed


def paragraphs_of_report(source: str, lines: Sequence[Line]) -> list[Para]:
    """The paragraphs that the lines of the running text make, in order."""
    widths = [len(line.words) for line in lines if len(line.words) <= _WRAPPED_AT_MOST]
    width = max(widths, default=0)
    notes = known_notes(lines)
    vocabulary = frozenset(re.findall(r"[a-z]+(?:-[a-z]+)*", source.casefold()))
    running = [line for line in lines if not line.aside]
    titles = _title_lines(running, width)
    made: list[list[Line]] = []
    above: list[tuple[bool, str]] = []
    was_aside, number = False, ""
    for line in lines:
        if line.aside:
            was_aside = was_aside or line.aside not in ("the border of a box", "an entry of the contents")
            number = line.plain if line.plain.isdecimal() else ""
            continue
        previous = made[-1][-1] if made else None
        is_apart = previous is not None and (line.start in titles or previous.start in titles)
        if (
            previous is not None
            and not is_apart
            and not _starts_anew(previous, line, made[-1], width, was_aside=was_aside)
        ):
            made[-1].append(line)
        else:
            made.append([line])
            above.append((was_aside, number))
        was_aside, number = False, ""
    return [
        replace(_paragraph(source, group, notes, vocabulary), is_after_page=is_after, number_above=number)
        for group, (is_after, number) in zip(made, above, strict=True)
    ]


def _title_lines(lines: Sequence[Line], width: int) -> set[int]:
    """Where titles stand inside a page's text: short lines between finished sentences, without a stop."""
    titles: set[int] = set()
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        behind = lines[at + 1] if at + 1 < len(lines) else None
        text = line.plain
        if len(text) > width * 0.6 or not _TITLE.fullmatch(text) or _DUTY.search(text):
            continue
        if before is not None and before.block == line.block and before.start not in titles:
            said = before.plain
            if said.endswith((":", ";", ",")) or not (ends_a_sentence(said) or structure.stands_alone(said)):
                continue
        if behind is None or behind.block != line.block or not behind.plain[:1].islower():
            titles.add(line.start)
    return titles


def _starts_anew(previous: Line, line: Line, group: list[Line], width: int, *, was_aside: bool) -> bool:
    if (
        _BULLET.match(line.plain)
        or structure.starts_anew(line.plain)
        or LETTERED.match(line.plain)
        or _DECIMAL.match(line.plain)
    ):
        return True
    if line.is_heading or previous.is_heading or line.is_listed or structure.stands_alone(previous.plain):
        return True
    if previous.is_boxed != line.is_boxed or "\t" in line.words or "\t" in previous.words:
        return True
    if line.block != previous.block:
        return not _goes_on(group, line, was_aside=was_aside)
    if len(previous.words) > _WRAPPED_AT_MOST:
        return not line.plain[:1].islower()
    return ends_a_sentence(previous.plain) and len(previous.words) < width * 0.75


def _goes_on(group: list[Line], line: Line, *, was_aside: bool) -> bool:
    """Whether a sentence runs on over the end of a block, as it does over the end of a page."""
    said = " ".join(one.plain for one in group[-3:])
    if len(group) > 200 or (len(said.split()) < 4 and not was_aside):
        return False
    return continues(Paragraph(said), Paragraph(line.plain), paragraphs_are_real=not was_aside)


def _paragraph(source: str, group: list[Line], notes: frozenset[str], vocabulary: frozenset[str]) -> Para:
    first, bullet = group[0], ""
    start = first.start
    if match := _BULLET.match(first.words):
        bullet, start = match.group("mark"), first.start + match.end()
    pieces = [(start, first.end), *((line.start, line.end) for line in group[1:])]
    words = clean_words(source, pieces, notes, vocabulary)
    return Para(
        words,
        first.start,
        group[-1].end,
        first.block,
        bullet,
        first.is_heading,
        first.is_boxed,
        first.is_listed,
    )
