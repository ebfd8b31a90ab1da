"""Reads a whole plain paper that was pasted as text; no word is lost and none is added."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tracker.domain.cleaning import clean_text
from tracker.domain.papers import PaperPart, PartKind

_LABELLED = re.compile(r"(To|From|Date):\s*(\S.*)", re.IGNORECASE)
_SECTION = re.compile(r"([0-9]{1,2})(\.?)(?:\s+(\S.*))?")
_PARAGRAPH = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2})+\.?)(?:\s+(\S.*))?")
_BULLET = re.compile(r"[-•]\s+\S")
_SENTENCE_ENDS = re.compile(r"[.?!:;]['\"’”)]*$")
_LONGEST_HEADING = 150
_WRAPPED = 60  # characters: a line as long as this that ends no sentence was wrapped

_KINDS = {
    "purpose": PartKind.PURPOSE,
    "recommendation": PartKind.RECOMMENDATION,
    "recommendations": PartKind.RECOMMENDATION,
    "summary": PartKind.SUMMARY,
}


@dataclass(frozen=True)
class PastedPaper:
    """What a pasted paper says above its first section, and its sections."""

    to: str
    sent_by: str
    dated: str
    title: str
    parts: tuple[PaperPart, ...]


@dataclass
class _Section:
    number: str
    heading: str = ""
    paragraphs: list[str] = field(default_factory=list)
    last: int = 0
    """The last component of the number that a paragraph had."""
    width: int = 0
    """The characters of the line that was read last."""

    def part(self) -> PaperPart:
        kind = _KINDS.get(self.heading.casefold().strip(" .:"), PartKind.FREE)
        return PaperPart(kind, self.number, self.heading, "\n\n".join(self.paragraphs))


def pasted_paper(text: str) -> PastedPaper:
    """The sections of a pasted paper, and above them To, From, Date and the title where it has them."""
    opening, *sections = _sections(text)
    known: dict[str, str] = {}
    others: list[str] = []
    for paragraph in opening.paragraphs:
        for line in paragraph.split("\n"):
            found = _LABELLED.fullmatch(line)
            if found and found[1].casefold() not in known:
                known[found[1].casefold()] = found[2]
            else:
                others.append(line)
    # Words that stand before sections without a label are the title; without sections nothing is one.
    title = " ".join(others) if sections and len(" ".join(others)) <= _LONGEST_HEADING else ""
    # Without a label and a section nothing but own words was pasted: their lines stay together.
    words = others if sections or known else opening.paragraphs
    kept = [PaperPart(PartKind.FREE, "", "", "\n\n".join(words))] if words and not title else []
    return PastedPaper(
        to=known.get("to", ""),
        sent_by=known.get("from", ""),
        dated=known.get("date", ""),
        title=title,
        parts=(*kept, *(section.part() for section in sections)),
    )


def _sections(text: str) -> list[_Section]:
    """The opening words as a section without a number, and each numbered section."""
    sections = [_Section("")]
    for line, is_after_blank in _lines(text):
        section = sections[-1]
        starts = is_after_blank or not section.number or not section.paragraphs or _ends_sentence(section)
        if starts and (found := _PARAGRAPH.fullmatch(line)) and _follows(found[1], section):
            section.last = _last(found[1])
            section.paragraphs.append(line)
        elif starts and (opened := _SECTION.fullmatch(line)) and _opens(opened, sections, is_after_blank):
            sections.append(_Section(opened[1] + opened[2], (opened[3] or "").strip()))
        elif section.number and not section.heading and not section.paragraphs:
            section.heading = line
        else:
            _add(section, line, is_after_blank)
        sections[-1].width = len(line)
    return sections


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """Each line that holds words, with whether a blank one stands before it."""
    is_after_blank = True
    for raw in clean_text(text).split("\n"):
        line = " ".join(raw.split())
        if line:
            yield line, is_after_blank
        is_after_blank = not line


def _add(section: _Section, line: str, is_after_blank: bool) -> None:
    """Joins a wrapped line to its paragraph; a bullet and a line of the opening stay on their own."""
    paragraphs = section.paragraphs
    if not paragraphs:
        paragraphs.append(line)
    elif _PARAGRAPH.fullmatch(paragraphs[-1]) and " " not in paragraphs[-1]:
        paragraphs[-1] += f" {line}"
    elif is_after_blank and not _goes_on(section, line):
        paragraphs.append(line)
    elif _BULLET.match(line) or not section.number:
        paragraphs[-1] += f"\n{line}"
    else:
        paragraphs[-1] += f" {line}"


def _goes_on(section: _Section, line: str) -> bool:
    """Whether a line after a blank one goes on with a sentence, as text copied from pages has it."""
    is_open = bool(section.number) and not _ends_sentence(section) and not _BULLET.match(line)
    return is_open and (line[0].islower() or section.width >= _WRAPPED)


def _ends_sentence(section: _Section) -> bool:
    return bool(_SENTENCE_ENDS.search(section.paragraphs[-1]))


def _follows(number: str, section: _Section) -> bool:
    """Whether the number is of this section and comes after its last: others are words of the text."""
    own = section.number.rstrip(".")
    return bool(own) and number.startswith(f"{own}.") and _last(number) > section.last


def _last(number: str) -> int:
    return int(number.rstrip(".").split(".")[1])


def _opens(found: re.Match[str], sections: Sequence[_Section], is_after_blank: bool) -> bool:
    """Whether the line opens the next section: its number counts on, and what follows can be a heading."""
    before = sections[-1].number.rstrip(".")
    if int(found[1]) != (int(before) if before else 0) + 1:
        return False
    words = (found[3] or "").strip()
    if not words:
        return is_after_blank or bool(found[2])
    is_heading = len(words) <= _LONGEST_HEADING and not words[0].islower() and not words.endswith(".")
    return is_heading and (bool(found[2]) or is_after_blank)
