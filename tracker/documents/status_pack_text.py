"""Text as an Excel cell can hold it, and how many lines it takes there."""

import re
from functools import lru_cache

from openpyxl.cell.rich_text import CellRichText

from tracker.domain.cleaning import clean_text

LONGEST_TEXT = 32_767
"""What a cell holds, in the units of UTF-16 in which Excel counts."""
CUT_NOTE = "… [Cut here: a cell holds 32,767 characters. The whole text stands in the register.]"
TALLEST_ROW = 409.0
"""Excel's tallest row, in points."""
LINE_HEIGHT, PADDING = 12.75, 3.0
MOST_LINES = int((TALLEST_ROW - PADDING) // LINE_HEIGHT)

# Excel reads "_x0041_" as the letter A, unless the code is parted.
_PARTING: re.Pattern[str] = re.compile(r"(?<=_)(?=x[0-9A-Fa-f]{4}_)")
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# The widths of Arial's letters in thousandths of its size.
_WIDTHS = {
    character: width
    for width, characters in {
        191: "'",
        222: "ijl‘’",
        278: " !,./:;I[\\]ft|",
        333: "-()`r“”",
        355: '"',
        389: "*",
        500: "Jckvsxyz",
        556: "#$0123456789?L_abdeghnopqu–£{}^",
        584: "+<=>~",
        611: "FTZ",
        667: "&ABEKPSVXY",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
        889: "%",
        1015: "@W—…",
    }.items()
    for character in characters
}
_DIGIT, _ANY_LETTER, _ANY_SIGN = 556, 780, 1015
_ROOM = 0.93  # of a line: screens round the widths of letters up


def clean_cell_text(value: str) -> str:
    """The text as a file can hold it, cut with a note where it is longer than a cell."""
    text = value if value.isprintable() else clean_text(value)
    if 2 * len(text) > LONGEST_TEXT and is_cut(text):
        kept = text.encode("utf-16-le")[: 2 * (LONGEST_TEXT - len(CUT_NOTE))].decode("utf-16-le", "ignore")
        return kept + CUT_NOTE
    return text


def is_cut(value: str) -> bool:
    """Whether the text is longer than a cell can hold."""
    if 2 * len(value) <= LONGEST_TEXT:
        return False
    return len(clean_text(value).encode("utf-16-le")) > 2 * LONGEST_TEXT


def cell_value(text: str) -> str | CellRichText | None:
    """What to give the cell so that a reader gets the text back as it was typed; None for no text."""
    if not text:
        return None
    if "_x" not in text or not _CODED.search(text):
        return text
    # Parted within a code, no part reads as one; put together they are the text again.
    return CellRichText(_PARTING.split(text))


def coded(text: str) -> str:
    """The text for a place that knows no parts, such as a page's header, with its codes escaped."""
    return _CODED.sub("_x005F_", text)


def lines_needed(text: str, width: int, weight: float = 1.0) -> int:
    """How many lines the text takes in a column of so many digits' width; `weight` is more where bold."""
    if len(text) * 1.2 * weight <= width and "\n" not in text:
        return 1
    room = width * _DIGIT * _ROOM / weight
    return sum(_lines_of_one(part, room) for part in text.split("\n"))


def _lines_of_one(part: str, room: float) -> int:
    """How often a line without ends is wrapped, word by word."""
    if len(part) * _ANY_SIGN <= room:
        return 1
    lines, used = 1, 0.0
    for word in part.split(" "):
        width = _word_width(word)
        if used + width <= room:
            used += width + 278
        elif width <= room:
            lines, used = lines + 1, width + 278.0
        else:
            # A word longer than a line starts on one of its own and is broken between its letters.
            each = room - _ANY_LETTER
            broken = int(width // each)
            lines, used = lines + broken + (1 if used else 0), width - broken * each + 278
    return lines


@lru_cache(maxsize=30_000)
def _word_width(word: str) -> int:
    return sum(_WIDTHS.get(letter) or (_ANY_SIGN if letter > "\u10ff" else _ANY_LETTER) for letter in word)


def row_height(lines: int) -> float:
    """The height in points of a row of so many lines, at most what Excel allows."""
    return min(TALLEST_ROW, lines * LINE_HEIGHT + PADDING)
