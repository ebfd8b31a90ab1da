"""Why a text is not taken as a Section 55 letter, said so that the person knows what to do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain.phrasing import structure
from tracker.domain.phrasing.letter_lines import ends_a_sentence
from tracker.domain.phrasing.letter_parts import NotAResponseLetter, ReadLetter
from tracker.domain.phrasing.stray_marks import BULLET

_SECTION_55 = re.compile(r"\b(?:section|s|sec)\.?\s*55\b(?!\s*of\s+the\s+(?!police\b))", re.I)
_INSPECTORATE = re.compile(
    r"\bHMIC(?:FRS)?\b|\bMajesty['’]s\s+Inspectorate\s+of\s+Constabulary\b|\binspectorate\s+of\s+constabulary\b",
    re.I,
)
_ANSWERS = re.compile(r"\brespon(?:se|d|ding|ses)\b|\bcomments?\b", re.I)
_PROMISES = re.compile(
    r"\bappendi(?:x|ces)\b|\bannex(?:e|es)?\b|\benclosed\b|\b(?:is|are|find|the)\s+attached\b|\battached\s+(?:is|are)\b",
    re.I,
)
_OTHERS_ONLY = re.compile(r"\bis\s+for\s+(?:the\s+)?[A-Z]")
_NO_LETTER = (
    "Choose the letter sent under section 55 of the Police Act 1996, or add the report and its items by hand."
)
_WHOLE_FILE = "Choose the file that holds the whole letter with its appendix."


@dataclass(frozen=True)
class Frame:
    """The places of the two lines that every letter has."""

    salutation: int
    closing: int


def refuse_without_frame(lines: Sequence[str], salutation: int | None, closing: int | None) -> Frame:
    """The frame of a letter; raises NotAResponseLetter for another letter, half of one, or none at all."""
    if not lines:
        raise NotAResponseLetter(f"There is no text in this file. {_WHOLE_FILE}")
    text = "\n".join(lines)
    if not _is_about_an_inspection(text):
        raise NotAResponseLetter(
            "This does not read as a response to an HMICFRS report: it names neither the report nor "
            f"section 55. {_NO_LETTER}"
        )
    if salutation is None:
        raise NotAResponseLetter(
            f"This looks like part of a letter: there is no line “Dear …” at its beginning. {_WHOLE_FILE}"
        )
    if closing is None:
        raise NotAResponseLetter(
            f"This looks like half a letter: there is no closing such as “Yours sincerely”. {_WHOLE_FILE}"
        )
    return Frame(salutation, closing)


def refuse_half_a_letter(letter: ReadLetter, last_line: str, *, paragraphs_are_real: bool) -> None:
    """Raises NotAResponseLetter where an appendix is promised and missing, or the text breaks off."""
    items = [item for appendix in letter.appendices for item in appendix.items]
    promises = [text for text in letter.enclosures if structure.ENCLOSURE.match(text)]
    promises += [text for text in letter.paragraphs if _PROMISES.search(text)]
    if not items and (promises or letter.appendices):
        raise NotAResponseLetter(
            "This looks like half a letter: it speaks of an appendix, and no recommendation or other item "
            f"was found after the signature. {_WHOLE_FILE}"
        )
    if not items and not _SECTION_55.search("\n".join((letter.subject, *letter.paragraphs))):
        raise NotAResponseLetter(
            f"This letter answers no recommendation and does not name section 55. {_NO_LETTER}"
        )
    last = (items[-1].heading or items[-1].number or items[-1].text[:40]) if items else ""
    if items and not items[-1].text:
        raise NotAResponseLetter(f"The letter stops after “{last}”, with no text under it. {_WHOLE_FILE}")
    if items and _last_is_unanswered(letter):
        raise NotAResponseLetter(
            f"The letter stops at “{last}”, which has no response although the items before it have one. "
            f"{_WHOLE_FILE}"
        )
    if items and not paragraphs_are_real and _breaks_off(last_line):
        ending = " ".join(last_line.split()[-6:])
        raise NotAResponseLetter(
            f"The letter breaks off in a sentence (“…{ending}”). {_WHOLE_FILE} If it does end there, "
            "put a full stop after it."
        )


def _is_about_an_inspection(text: str) -> bool:
    if re.search(r"\bPolice\s+Act\b", text) and _SECTION_55.search(text):
        return True
    return bool(_INSPECTORATE.search(text) and _ANSWERS.search(text))


def _last_is_unanswered(letter: ReadLetter) -> bool:
    items = [item for appendix in letter.appendices for item in appendix.items]
    answered = [bool(item.chief_constable or item.pcc or item.reply or item.position) for item in items]
    return len(items) > 1 and all(answered[:-1]) and not answered[-1]


def _breaks_off(last_line: str) -> bool:
    is_short = len(last_line.split()) <= 3
    if (
        last_line.startswith(BULLET)
        or ends_a_sentence(last_line)
        or is_short
        or _OTHERS_ONLY.search(last_line)
    ):
        return False
    return not (structure.PAGE_FURNITURE.match(last_line) or re.search(r"https?://|www\.|@", last_line))
