"""The words of a passage without the marks of its page, each mark noted with its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.phrasing.printed_dates import MONTH_NAMES
from tracker.domain.phrasing.report_parts import Removed

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_MONTHS = "|".join(MONTH_NAMES)
_SPACE_LOST = re.compile(
    rf"(?<=\b[Bb]y)(?=[0-3]?[0-9](?:st|nd|rd|th)?\s*(?:{_MONTHS}))|(?<=[0-9])(?=(?:{_MONTHS})\b|(?:{_MONTHS})[0-9])|"
    rf"(?<=[0-9](?:st|nd|rd|th))(?=(?:{_MONTHS}))|"
    + "|".join(rf"(?<={name})(?=(?:19|20)[0-9]{{2}}\b)" for name in MONTH_NAMES)
    + r"|(?<=[0-9]{4},)(?=[A-Za-z])|(?<=[a-z]{2}[.,;:?!])(?=[A-Z][a-z])|(?<=[a-z]{3}[,;])(?=[a-z]{2})|"
    r"(?<=[a-z]{3})(?=should\b)"
)
_KIND_AND_NUMBER = re.compile(
    r"\A\W*(?:recommendation|improvement|area\s+for\s+improvement|cause\s+of\s+concern|AFI|CoC)s?(?=[0-9])",
    re.I,
)
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad](?:[ \\t]*\\n[ \\t]*(?=\\w))?")
_SUPERSCRIPT = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:,[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*")
_BRACKETED_NOTE = re.compile(r"(?<=[\w.,;:)’”])\[(?P<number>[1-9][0-9]{0,2})\](?!\()")
_NOTE_AT_WORD = re.compile(
    r"(?<=[a-z]{3})(?<!recommendation)(?<!Recommendation)(?<!improvement)(?<!concern)(?P<number>[1-9][0-9]?)(?=[\s.,;:)]|$)"
)
_NOTE_AT_STOP = re.compile(r"(?<=[a-z)’”][.,;:])(?P<number>[1-9][0-9]?)(?=\s|$)")
_HYPHEN = re.compile(r"(?P<first>[A-Za-z]+)-[ \t]*\n[ \t]*(?=(?P<second>[a-z]+))")
_LINK = re.compile(r"\[(?P<words>[^\[\]\n]{1,300})\]\([^()\s]{1,500}\)")
# Beginnings and endings that keep their hyphen in British spelling.
_JOINED_BEFORE = """
co non self ex long short high low well cross full part half mid anti multi pro post pre semi third two
three four five six follow fast decision face day year up in on off out stop force county country nation
community child victim family evidence trauma risk problem police public
"""
_JOINED_AFTER = """
wide based led term related specific making makers solving time term level quality date line risk
profile ordinator ordinated ordination ordinate operate operation operative up to by of minded focused
informed centred year old going building sharing agency
"""
_BEFORE, _AFTER = frozenset(_JOINED_BEFORE.split()), frozenset(_JOINED_AFTER.split())


@dataclass(frozen=True)
class Words:
    """Clean words with the place in the source of each of their characters, and the marks left out."""

    text: str
    at: tuple[int, ...]
    removed: tuple[Removed, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Edit:
    start: int
    end: int
    put: str
    why: str
    doubt: str = ""


def clean_words(
    source: str, pieces: Sequence[tuple[int, int]], known_notes: frozenset[str], vocabulary: frozenset[str]
) -> Words:
    """The words of some lines run into one paragraph; `known_notes` are the numbers that footnotes bear."""
    raw, places = [], []
    for number, (start, end) in enumerate(pieces):
        if number:
            raw.append("\n")
            places.append(pieces[number - 1][1])
        raw.extend(source[start:end])
        places.extend(range(start, end))
    text = "".join(raw)
    edits = _without_overlaps(_edits(text, known_notes, vocabulary))
    return _edited(source, text, places, edits)


def _edits(text: str, known_notes: frozenset[str], vocabulary: frozenset[str]) -> list[_Edit]:
    found = [_Edit(m.start(), m.end(), "", "a mark that is not seen") for m in _INVISIBLE.finditer(text)]
    found += [_Edit(m.start(), m.end(), "", "a bold mark") for m in re.finditer(r"\*\*", text)]
    for link in _LINK.finditer(text):
        found.append(_Edit(link.start(), link.start("words"), "", "a link"))
        found.append(_Edit(link.end("words"), link.end(), "", "a link"))
    found += [
        _Edit(m.start(), m.end(), _LIGATURES[m.group()], "letters printed as one sign")
        for m in re.finditer("[" + "".join(_LIGATURES) + "]", text)
    ]
    found += [_Edit(m.start(), m.end(), "", "a footnote’s number") for m in _SUPERSCRIPT.finditer(text)]
    for pattern in (_BRACKETED_NOTE, _NOTE_AT_WORD, _NOTE_AT_STOP):
        for note in pattern.finditer(text):
            is_known = pattern is _BRACKETED_NOTE or note.group("number") in known_notes
            doubt = "" if is_known else f"“{note.group()}” was taken for a footnote’s number."
            found.append(_Edit(note.start(), note.end(), "", "a footnote’s number", doubt))
    for broken in _HYPHEN.finditer(text):
        at = broken.end("first")
        if _keeps_hyphen(broken.group("first"), broken.group("second"), vocabulary):
            found.append(_Edit(at + 1, broken.end(), "", "a line’s end after a hyphen"))
        else:
            found.append(_Edit(at, broken.end(), "", "a hyphen at a line’s end"))
    found += [_Edit(m.start(), m.start(), " ", "a space that was lost") for m in _SPACE_LOST.finditer(text)]
    if glued := _KIND_AND_NUMBER.match(text):
        found.append(_Edit(glued.end(), glued.end(), " ", "a space that was lost"))
    return found


def _keeps_hyphen(first: str, second: str, vocabulary: frozenset[str]) -> bool:
    """Whether a word parted at a hyphen has one anyway: as the rest of the report spells it, else by form."""
    first, second = first.casefold(), second.casefold()
    if first + second in vocabulary:
        return False
    return f"{first}-{second}" in vocabulary or first in _BEFORE or second in _AFTER


def _without_overlaps(edits: list[_Edit]) -> list[_Edit]:
    kept: list[_Edit] = []
    for edit in sorted(edits, key=lambda one: (one.start, -one.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def _edited(source: str, text: str, places: list[int], edits: list[_Edit]) -> Words:
    made: list[str] = []
    at: list[int] = []
    removed: list[Removed] = []

    def add(characters: str, place: int) -> None:
        for character in characters:
            if not character.isspace():
                made.append(character)
                at.append(place)
            elif made and made[-1] != " ":
                made.append(" ")
                at.append(place)

    where = 0
    end_of_source = places[-1] + 1 if places else 0
    for edit in edits:
        for place in range(where, edit.start):
            add(text[place], places[place])
        start = places[edit.start] if edit.start < len(places) else end_of_source
        stop = places[edit.end - 1] + 1 if edit.end > edit.start else start
        add(edit.put, start)
        if text[edit.start : edit.end].strip() or edit.put:
            mark = text[edit.start : edit.end].strip()
            removed.append(Removed(start, stop, mark, edit.put, edit.why))
        where = edit.end
    for place in range(where, len(text)):
        add(text[place], places[place])
    if made and made[-1] == " ":
        made.pop()
        at.pop()
    doubts = tuple(edit.doubt for edit in edits if edit.doubt)
    return Words("".join(made), tuple(at), tuple(removed), doubts)
