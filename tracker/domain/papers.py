"""What a paper to a board is made of: its parts in order, and the furniture around them.

The Word file, the page on which it is edited and the public version are all made from these values.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.cleaning import is_blank
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.vocabulary import Labelled

MAX_TEXT = 30_000
"""The characters of one part's text."""
MAX_LINE = 300
"""The characters of a heading, a title, or one piece of furniture."""
MAX_PARTS, MAX_ROWS, MAX_COLUMNS = 200, 500, 8

_NUMBER = re.compile(r"[0-9A-Za-z]{1,6}(?:\.[0-9A-Za-z]{1,6}){0,3}\.?")


class PartKind(Labelled):
    """What a part of a paper is; it is drafted by its kind and placed as the board wants."""

    PURPOSE = "purpose", "Purpose"
    RECOMMENDATION = "recommendation", "Recommendation"
    FREE = "free", "Section in own words"
    FIGURES = "figures", "Figures"
    TABLE = "table", "Table"
    CHANGES = "changes", "Changes since the last board"
    EXCEPTIONS = "exceptions", "Exceptions"
    RESPONSES = "responses", "Section 55 responses"
    SUMMARY = "summary", "Summary"


@dataclass(frozen=True)
class PaperPart:
    """One section of a paper.

    `number` None is counted ("1.", "2."), "" is none, and any other is printed as it stands ("6"). In
    `text` a blank line starts a paragraph, "- " a bullet and "# " a heading inside the section. `rows` are
    those of a table, the names of its columns first; it stands after the text.
    """

    kind: PartKind
    number: str | None = None
    heading: str = ""
    text: str = ""
    is_left_out_of_public: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


class FurnitureKind(Labelled):
    """What is printed around the parts."""

    TO = "to", "To"
    FROM = "from", "From"
    DATE = "date", "Date"
    TITLE = "title", "Title"
    MARKING = "marking", "Marking"
    AGENDA_ITEM = "agenda_item", "Agenda item"
    BOARD = "board", "Board"
    MEETING_DATE = "meeting_date", "Date of the meeting"
    PAGE = "page", "Page x of y"


class Place(Labelled):
    """Where a piece of furniture is printed."""

    TOP = "top", "Above the first section"
    HEADER = "header", "At the head of every page"
    FOOTER = "footer", "At the foot of every page"
    NOWHERE = "nowhere", "Nowhere"


@dataclass(frozen=True)
class Furniture:
    """One piece of furniture; `words` "" takes what the paper knows, `label` stands before ("To:")."""

    kind: FurnitureKind
    place: Place
    label: str = ""
    words: str = ""


@dataclass(frozen=True)
class PaperStyle:
    """How a board wants its papers; where the recommendation stands is the order of a paper's parts.

    The last two say where a paper that is drafted here puts it.
    """

    furniture: tuple[Furniture, ...]
    has_numbered_paragraphs: bool = True
    is_recommended_first: bool = False
    is_recommended_last: bool = True


@dataclass(frozen=True)
class Paper:
    """A whole paper. `draft` is the stamp of a draft in words, "" for a final copy; `head` the chain's."""

    style: PaperStyle
    title: str
    parts: tuple[PaperPart, ...]
    board: str
    author: str
    made_at: datetime
    meeting_on: date | None = None
    agenda_item: str = ""
    marking: str = ""
    to: str = ""
    sent_by: str = ""
    dated: str = ""
    draft: str = ""
    head: str = ""


_K, _P = FurnitureKind, Place

TO_AND_FROM = PaperStyle(
    furniture=(
        Furniture(_K.TO, _P.TOP, "To:"),
        Furniture(_K.FROM, _P.TOP, "From:"),
        Furniture(_K.DATE, _P.TOP, "Date:"),
        Furniture(_K.TITLE, _P.TOP),
        Furniture(_K.MARKING, _P.HEADER),
        Furniture(_K.BOARD, _P.FOOTER),
        Furniture(_K.MEETING_DATE, _P.FOOTER),
        Furniture(_K.PAGE, _P.FOOTER),
        Furniture(_K.MARKING, _P.FOOTER),
    ),
    is_recommended_first=True,
)
"""To, From and Date above the title; the recommendation as the second section and again as the last."""

AGENDA_AND_MARKING = PaperStyle(
    furniture=(
        Furniture(_K.TITLE, _P.TOP),
        Furniture(_K.MARKING, _P.HEADER),
        Furniture(_K.AGENDA_ITEM, _P.HEADER, "Agenda Item:"),
        Furniture(_K.BOARD, _P.FOOTER),
        Furniture(_K.MEETING_DATE, _P.FOOTER),
        Furniture(_K.AGENDA_ITEM, _P.FOOTER, "Agenda Item"),
        Furniture(_K.PAGE, _P.FOOTER),
        Furniture(_K.MARKING, _P.FOOTER),
    ),
)
"""The title alone above the sections; board, date, agenda item, page and marking around every page."""

READY_STYLES: dict[str, tuple[str, PaperStyle]] = {
    "to_and_from": ("To, From and Date at the top; the recommendation first and last", TO_AND_FROM),
    "agenda_and_marking": (
        "Agenda item and marking on every page; recommendation last",
        AGENDA_AND_MARKING,
    ),
}
"""The styles to start from, by key, each with its words on the screen."""


def furniture_words(paper: Paper, piece: Furniture) -> str:
    """What the piece prints without its label; "" prints nothing. The page's numbers are Word's to count."""
    known = {
        _K.TO: paper.to,
        _K.FROM: paper.sent_by,
        _K.DATE: paper.dated or _day(paper.meeting_on),
        _K.TITLE: paper.title,
        _K.MARKING: paper.marking,
        _K.AGENDA_ITEM: paper.agenda_item,
        _K.BOARD: paper.board,
        _K.MEETING_DATE: _day(paper.meeting_on),
        _K.PAGE: "",
    }
    return piece.words or known[piece.kind]


def _day(day: date | None) -> str:
    return date_in_words(day) if day else ""


def problems_with_part(part: PaperPart) -> dict[str, str]:
    """What is wrong with one part, by field."""
    problems = {}
    if part.number and not _NUMBER.fullmatch(part.number):
        problems["number"] = "Enter a number such as 6 or 6. or leave it empty."
    if len(part.heading) > MAX_LINE:
        problems["heading"] = _too_long(part.heading, MAX_LINE)
    elif "\n" in part.heading.strip():
        problems["heading"] = "Write the heading on one line."
    if len(part.text) > MAX_TEXT:
        problems["text"] = _too_long(part.text, MAX_TEXT)
    if problem := _problem_with_rows(part.rows):
        problems["rows"] = problem
    if is_blank(part.heading) and is_blank(part.text) and not part.rows:
        problems.setdefault("text", "Write something, or take the section out.")
    return problems


def _problem_with_rows(rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    if len(rows) > MAX_ROWS or not 1 <= len(rows[0]) <= MAX_COLUMNS:
        return f"A table has at most {MAX_ROWS} rows and {MAX_COLUMNS} columns."
    if any(len(row) != len(rows[0]) for row in rows):
        return "Each row of the table needs as many cells as its first."
    if any(is_blank(name) for name in rows[0]):
        return "Give each column of the table a name."
    if any(len(cell) > MAX_TEXT for row in rows for cell in row):
        return f"A cell of the table must be {MAX_TEXT:,} characters or fewer."
    return ""


def _too_long(text: str, most: int) -> str:
    return f"This must be {most:,} characters or fewer; it has {len(text):,}."


def style_to_json(style: PaperStyle) -> str:
    """The style as it is kept."""
    held = {
        "furniture": [[piece.kind, piece.place, piece.label, piece.words] for piece in style.furniture],
        "has_numbered_paragraphs": style.has_numbered_paragraphs,
        "is_recommended_first": style.is_recommended_first,
        "is_recommended_last": style.is_recommended_last,
    }
    return json.dumps(held, ensure_ascii=False, sort_keys=True)


def style_from_json(text: str) -> PaperStyle:
    """The style that was kept; raises ValueError or KeyError where the text is damaged."""
    held = json.loads(text)
    return PaperStyle(
        furniture=tuple(
            Furniture(FurnitureKind(kind), Place(place), str(label), str(words))
            for kind, place, label, words in held["furniture"]
        ),
        has_numbered_paragraphs=bool(held["has_numbered_paragraphs"]),
        is_recommended_first=bool(held["is_recommended_first"]),
        is_recommended_last=bool(held["is_recommended_last"]),
    )


def problems_with_style(style: PaperStyle) -> tuple[str, ...]:
    """What has to change before papers can be printed so, in words; none where they can."""
    problems = []
    for piece in style.furniture:
        if len(piece.label) > MAX_LINE or len(piece.words) > MAX_LINE:
            problems.append(f"The words of “{piece.kind.label}” must be {MAX_LINE} characters or fewer.")
        if "\n" in piece.label + piece.words:
            problems.append(f"Write the words of “{piece.kind.label}” on one line.")
    places = [(piece.kind, piece.place) for piece in style.furniture if piece.place is not Place.NOWHERE]
    for kind, place in dict.fromkeys(pair for pair in places if places.count(pair) > 1):
        problems.append(f"“{kind.label}” stands twice: {place.label[0].lower()}{place.label[1:]}.")
    return tuple(problems)
