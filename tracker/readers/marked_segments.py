"""Cuts a marked-up copy into the paragraphs that went out, by their keys and by which ends are old."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tracker.readers.word_parts import BOOKMARK, Atom, Edge, Tracked, WordParagraph, Words

_KEY = re.compile(r"_S55_(?P<key>[a-z0-9_]+_[1-9][0-9]*)_[1-9][0-9]*")
_NEW, _GONE = ("ins", "moveTo"), ("del", "moveFrom")


@dataclass
class Line:
    """A paragraph in Word, or the part of one that belongs to one key."""

    style: str
    printed: str
    atoms: list[Atom] = field(default_factory=list)
    end: tuple[Tracked, ...] | None = None
    """The changes to its end; None where another paragraph runs on without an end between them."""


@dataclass
class Segment:
    """What became of one paragraph that went out; without a key it is not known which."""

    key: str
    lines: list[Line]
    runs_on: bool = False
    """Whether no end of a paragraph parts it from the segment before."""


def is_old(changes: Iterable[Tracked]) -> bool:
    """Whether what lies in these changes was in the copy that went out."""
    return not any(change.kind in _NEW for change in changes)


def is_left(changes: Iterable[Tracked]) -> bool:
    """Whether what lies in these changes stands in the copy as it came back."""
    return not any(change.kind in _GONE for change in changes)


def segments_of(paragraphs: Iterable[WordParagraph]) -> list[Segment]:
    """The segments in reading order; neighbours with one key are one."""
    cutter = _Cutter()
    for paragraph in paragraphs:
        cutter.take(paragraph)
    return list(_together(cutter.segments))


class _Cutter:
    """Takes the paragraphs one after another and starts a segment where one that went out started."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self._open = ""  # the key whose bookmark has started and not ended
        self._is_cut = True

    def take(self, paragraph: WordParagraph) -> None:
        """Puts the paragraph into the segment that is open, or into new ones."""
        if self._is_cut:
            self.segments.append(Segment(self._open, []))
        line = self._new_line(paragraph)
        has_keys = not _is_all_new(paragraph)
        is_at_start = self._is_cut
        for atom in paragraph.atoms:
            key = _key_of(atom) if has_keys else ""
            segment = self.segments[-1]
            if key and isinstance(atom, Edge) and not atom.is_start:
                self._open = "" if self._open == key else self._open
            elif key and key != segment.key:
                if segment.key and not is_at_start:
                    line = self._cut_at(line, paragraph)
                self.segments[-1].key = self._open = key
            elif key:
                self._open = key
            is_at_start = is_at_start and not isinstance(atom, Words)
            line.atoms.append(atom)
        line.end = paragraph.mark
        self._is_cut = is_old(paragraph.mark)

    def _cut_at(self, line: Line, paragraph: WordParagraph) -> Line:
        """A new segment, where a second one starts in the same paragraph or with no old end before it."""
        runs_on = any(isinstance(atom, Words) for atom in line.atoms)
        if not runs_on:
            self.segments[-1].lines.remove(line)
        self.segments.append(Segment("", [], runs_on))
        return self._new_line(paragraph)

    def _new_line(self, paragraph: WordParagraph) -> Line:
        line = Line(paragraph.style, paragraph.printed)
        self.segments[-1].lines.append(line)
        return line


def _key_of(atom: Atom) -> str:
    if not isinstance(atom, Edge) or atom.of != BOOKMARK or not is_old(atom.changes):
        return ""
    found = _KEY.fullmatch(atom.name)
    return found["key"] if found else ""


def _is_all_new(paragraph: WordParagraph) -> bool:
    """Whether the paragraph was put in whole: Word lets a bookmark go with the words that are moved."""
    words = [atom for atom in paragraph.atoms if isinstance(atom, Words)]
    return bool(words) and not is_old(paragraph.mark) and not any(is_old(one.changes) for one in words)


def _together(segments: list[Segment]) -> Iterator[Segment]:
    held: Segment | None = None
    for segment in segments:
        if held is not None and segment.key and segment.key == held.key:
            held.lines.extend(segment.lines)
            continue
        if held is not None:
            yield held
        held = segment
    if held is not None:
        yield held
