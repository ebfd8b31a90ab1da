"""How the corpus of report phrasings is written: a source, and every item a reader must find there.

In a source «…» encloses the words of each item in turn; `text` is given where marks of the page stand
between.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.phrasing.addressees import Us
from tracker.domain.phrasing.letter_parts import Block
from tracker.domain.vocabulary import DeadlineBasis, ForWhom, Grade, ItemKind, Precision

PUBLISHED = date(2025, 6, 12)
US = Us(
    ("Saltmarsh Police", "the Constabulary"),
    ("Police and Crime Commissioner for Saltmarsh", "Saltmarsh Police and Crime Commissioner"),
)
F, P, B, O, U = ForWhom.FORCE, ForWhom.PCC, ForWhom.BOTH, ForWhom.OTHERS, ForWhom.UNSTATED  # noqa: E741


@dataclass(frozen=True)
class Due:
    """One deadline that must be found."""

    phrase: str
    on: date | None
    precision: Precision | None
    basis: DeadlineBasis


@dataclass(frozen=True)
class Expected:
    """One item that must be found; `parent` is the place of its parent among the items of the source."""

    kind: ItemKind
    number: str | None
    for_whom: ForWhom
    addressees: tuple[str, ...]
    deadlines: tuple[Due, ...]
    joint: bool = False
    cond: bool = False
    parent: int | None = None
    text: str = ""
    grade: Grade | None = None
    status: str = ""


@dataclass(frozen=True)
class Phrasing:
    """One phrasing: the pattern it is an example of, its source as blocks, and its items."""

    pattern: str
    blocks: tuple[Block, ...]
    items: tuple[Expected, ...]


def one_line(text: str) -> str:
    """A text as it is compared: every bullet a dash, every space one space."""
    return " ".join(re.sub(r"[•●▪]|(?<=\s)–(?=\s+[a-z])", "-", text).split())


def phrasing(pattern: str, source: str | tuple[Block, ...], *items: Expected) -> Phrasing:
    """One entry of the corpus."""
    if isinstance(source, str):
        source = tuple(Block(part.strip("\n")) for part in re.split(r"\n[ \t]*\n\s*", source.strip("\n")))
    marked = re.findall(r"«(.*?)»", "\n\n".join(block.text for block in source), re.S)
    texts = iter(marked)
    filled = tuple(item if item.text else replace(item, text=next(texts)) for item in items)
    assert next(texts, None) is None, f"a marked passage of {pattern!r} belongs to no item"
    bare = tuple(replace(block, text=re.sub("[«»]", "", block.text)) for block in source)
    return Phrasing(pattern, bare, filled)


def heading(text: str) -> Block:
    return Block(text, "Heading 2", is_heading=True)


def plain(text: str) -> Block:
    return Block(text)


def listed(text: str) -> Block:
    return Block(text, "List Bullet", is_list_item=True)


def _item(
    kind: ItemKind,
    number: str | None,
    for_whom: ForWhom,
    names: str,
    due: tuple[Due, ...],
    *,
    joint: bool = False,
    cond: bool = False,
    parent: int | None = None,
    text: str = "",
    grade: Grade | None = None,
    status: str = "",
) -> Expected:
    addressees = tuple(name.strip() for name in names.split(";") if name.strip())
    return Expected(kind, number, for_whom, addressees, due, joint, cond, parent, text, grade, status)


def rec(
    number: str | None, for_whom: ForWhom, names: str = "", *due: Due, joint: bool = False,
    cond: bool = False, parent: int | None = None, text: str = "", grade: Grade | None = None,
    status: str = "",
) -> Expected:  # fmt: skip
    """A recommendation."""
    return _item(
        ItemKind.RECOMMENDATION, number, for_whom, names, due,
        joint=joint, cond=cond, parent=parent, text=text, grade=grade, status=status,
    )  # fmt: skip


def afi(
    number: str | None, for_whom: ForWhom, names: str = "", *due: Due, joint: bool = False,
    cond: bool = False, text: str = "", grade: Grade | None = None, status: str = "",
) -> Expected:  # fmt: skip
    """An area for improvement."""
    return _item(
        ItemKind.AREA_FOR_IMPROVEMENT, number, for_whom, names, due,
        joint=joint, cond=cond, text=text, grade=grade, status=status,
    )  # fmt: skip


def coc(
    number: str | None, for_whom: ForWhom, names: str = "", *due: Due, text: str = "",
    grade: Grade | None = None, status: str = "",
) -> Expected:  # fmt: skip
    """A cause of concern."""
    return _item(
        ItemKind.CAUSE_OF_CONCERN, number, for_whom, names, due, text=text, grade=grade, status=status
    )


def asri(number: str | None, for_whom: ForWhom, names: str = "", *due: Due, text: str = "") -> Expected:
    """An area still requiring improvement."""
    return _item(ItemKind.AREA_STILL_REQUIRING_IMPROVEMENT, number, for_whom, names, due, text=text)


def on(phrase: str, day: str) -> Due:
    return Due(phrase, date.fromisoformat(day), Precision.DAY, DeadlineBasis.DATED)


def month(phrase: str, last_day: str) -> Due:
    return Due(phrase, date.fromisoformat(last_day), Precision.MONTH, DeadlineBasis.DATED)


def year(phrase: str, last_day: str) -> Due:
    return Due(phrase, date.fromisoformat(last_day), Precision.YEAR, DeadlineBasis.DATED)


def after(phrase: str, day: str) -> Due:
    return Due(phrase, date.fromisoformat(day), Precision.DAY, DeadlineBasis.RELATIVE)


def at_once(phrase: str) -> Due:
    return Due(phrase, None, None, DeadlineBasis.IMMEDIATE)


def vague(phrase: str) -> Due:
    return Due(phrase, None, None, DeadlineBasis.VAGUE)


def each(phrase: str) -> Due:
    return Due(phrase, None, None, DeadlineBasis.RECURRING)
