"""The first page of a letter: who writes to whom, when, about what; and the signature block at its end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.domain.phrasing import structure
from tracker.domain.phrasing.letter_lines import Line, Paragraph
from tracker.domain.phrasing.printed_dates import read_date_line
from tracker.domain.phrasing.stray_marks import without_bold

PICTURE_STYLE = "(picture)"
"""The style that a reader gives to a block that only holds the description of a picture."""

_ADDRESSEE_CUE = re.compile(
    r"^(?:the\s+)?(?:rt\.?|right)\s+hon|\bMP$|\bhome\s+secretary\b|^home\s+office\b|\bsecretary\s+of\s+state\b|\bminister\b",
    re.I,
)
_HONOURS = re.compile(r"^(?:the\s+)?(?:rt\.?|right)\s+hon|\bMP$", re.I)
_NAME = re.compile(r"(?:[A-Z][\w'’.-]*,?\s+){1,4}[A-Z][\w'’.-]*")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][0-9A-Z]?\s*[0-9][A-Z]{2}$")
_SUBJECT_CUE = re.compile(
    r"^(?:re|subject|ref)\s*[:.]|^(?:HMIC|HMICFRS|PEEL|response\s+to|section\s+55|s\.?\s?55|report|inspection|formal\s+response)\b",
    re.I,
)
_PERSON_SPEAKS = re.compile(r"\b(?:I|we|my|our|me|us)\b")
_LETTERHEAD_SPLITS = re.compile(r"\bpolice(?:,\s+fire)?\s+and\s+crime$", re.I)


@dataclass
class Front:
    """What stands before "Dear …"."""

    office: list[str] = field(default_factory=list)
    addressee: list[str] = field(default_factory=list)
    date_line: str = ""
    dated: date | None = None
    unplaced: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_front(lines: Sequence[Line]) -> Front:
    """The office's own lines, the addressee's and the date, from the lines before the salutation."""
    front = Front()
    rest: list[Line] = []
    for line in lines:
        dated = read_date_line(line.plain) if not front.date_line else None
        if dated is not None:
            front.date_line, front.dated = line.plain, dated
        elif line.style == PICTURE_STYLE:
            front.notes += pictures_left_out([line])
        elif structure.PAGE_FURNITURE.match(line.plain):
            front.unplaced.append(line.plain)
        else:
            rest.append(line)
    start, end = _addressee_span(rest)
    before, after = rest[:start], rest[end:]
    front.addressee = [line.plain for line in rest[start:end]]
    if before:
        front.addressee += [line.plain for line in after]
    front.office = _letterhead([line.plain for line in before or after], front.notes)
    if not front.date_line:
        front.notes.append("No date was found above the salutation.")
    if not front.addressee:
        front.notes.append("The addressee could not be told from the office's own lines.")
    return front


def _addressee_span(lines: Sequence[Line]) -> tuple[int, int]:
    cue = next((at for at, line in enumerate(lines) if _ADDRESSEE_CUE.search(line.plain)), None)
    if cue is None:
        return len(lines), len(lines)
    start = cue
    # A name without honours may stand above the office of the one addressed, in the same block.
    if cue and lines[cue - 1].block == lines[cue].block and _is_bare_name(lines[cue - 1], lines[cue]):
        start = cue - 1
    ends = (at + 1 for at in range(cue, len(lines)) if _POSTCODE.search(lines[at].plain))
    return start, next(ends, len(lines))


def _is_bare_name(line: Line, office: Line) -> bool:
    return not _HONOURS.search(office.plain) and bool(_NAME.fullmatch(line.plain))


def _letterhead(lines: list[str], notes: list[str]) -> list[str]:
    """The office's lines, with a name that was broken over two of them whole again."""
    whole: list[str] = []
    for line in lines:
        if whole and _LETTERHEAD_SPLITS.search(whole[-1]) and re.match(r"commissioner", line, re.I):
            notes.append(f"Joined in the letterhead: “{whole[-1]}” and “{line}”.")
            whole[-1] += f" {line}"
        else:
            whole.append(line)
    return whole


def pictures_left_out(lines: Sequence[Line]) -> list[str]:
    """A note for each described picture that is not the signature."""
    pictures = [line.plain for line in lines if line.style == PICTURE_STYLE]
    return [f"A picture described as “{described}” was left out." for described in pictures]


def part_subject(paragraphs: Sequence[Paragraph]) -> tuple[str, list[str]]:
    """The subject line or lines after the salutation, and the paragraphs of the letter after them."""
    count = 0
    while count < min(4, len(paragraphs)) and _is_subject(paragraphs[count]):
        count += 1
    subject = " ".join(without_bold(paragraph.text) for paragraph in paragraphs[:count])
    return subject, [paragraph.text for paragraph in paragraphs[count:]]


def _is_subject(paragraph: Paragraph) -> bool:
    text = paragraph.plain
    is_sentence = text.endswith((".", ":", ";"))
    if len(text.split()) > 60 or (
        _PERSON_SPEAKS.search(text) and (is_sentence or not _SUBJECT_CUE.match(text))
    ):
        return False
    return paragraph.is_heading or bool(_SUBJECT_CUE.match(text)) or not is_sentence


@dataclass
class SignatureBlock:
    """What stands between "Yours sincerely" and the appendix."""

    alt: str = ""
    name: str = ""
    title: list[str] = field(default_factory=list)
    enclosures: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)


def read_signature_block(lines: Sequence[Line]) -> SignatureBlock:
    """The description of the signature, the signatory's name and title, and the enclosures."""
    block = SignatureBlock()
    for line in lines:
        text = line.plain
        if structure.PAGE_FURNITURE.match(text):
            block.unplaced.append(text)
        elif line.style == PICTURE_STYLE or _describes_a_signature(text, block):
            block.alt = f"{block.alt} {text}".strip()
        elif structure.ENCLOSURE.match(text) or structure.COPY_LINE.match(text):
            block.enclosures.append(text)
        elif block.enclosures:
            _add_to_enclosures(block, text)
        elif not block.name:
            block.name = text
        elif block.title and text[:1].islower():
            block.title[-1] += f" {text}"
        else:
            block.title.append(text)
    return block


def _describes_a_signature(text: str, block: SignatureBlock) -> bool:
    if not structure.SIGNATURE_PICTURE.search(text) or block.enclosures:
        return False
    return len(text.split()) > 1 or bool(re.match(r"\W*signature\W*$", text, re.I))


def _add_to_enclosures(block: SignatureBlock, text: str) -> None:
    if text[:1].islower():
        block.enclosures[-1] += f" {text}"
    else:
        block.enclosures.append(text)
