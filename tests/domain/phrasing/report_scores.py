"""Scores what the reader makes of the corpus, field by field."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.domain.phrasing.report_corpus import PUBLISHED, US, Expected, Phrasing, one_line
from tracker.domain.phrasing.report_parts import DraftItem, Level
from tracker.domain.phrasing.reports import read_report

FIELDS = ("kind", "number", "parent", "text", "addressees", "for_whom", "is_joint", "is_conditional")


@dataclass(frozen=True)
class Score:
    """One field of one item: whether it is right, and whether the reader warned about it."""

    where: str
    field: str
    expected: object
    found: object
    is_warned: bool

    @property
    def is_right(self) -> bool:
        return self.expected == self.found


def scores_of(phrasings: Sequence[Phrasing]) -> Iterator[Score]:
    """Every field of every item that is expected or was found."""
    for phrasing in phrasings:
        found = list(read_report(phrasing.blocks, US, PUBLISHED).items)
        for at in range(max(len(found), len(phrasing.items))):
            expected = phrasing.items[at] if at < len(phrasing.items) else None
            yield from _scores(phrasing, expected, found[at] if at < len(found) else None)


def _scores(phrasing: Phrasing, expected: Expected | None, found: DraftItem | None) -> Iterator[Score]:
    wanted, made = _fields(expected), _fields(found)
    for name in {**wanted, **made}:
        sure = found.sure.get(name.split(" ")[0]) if found is not None else None
        is_warned = sure is not None and sure.level is Level.UNSURE
        yield Score(phrasing.pattern, name, wanted.get(name), made.get(name), is_warned)


def _fields(item: Expected | DraftItem | None) -> dict[str, object]:
    if item is None:
        return {}
    joint, cond = (
        (item.joint, item.cond) if isinstance(item, Expected) else (item.is_joint, item.is_conditional)
    )
    values = (
        item.kind,
        item.number,
        item.parent,
        one_line(item.text),
        item.addressees,
        item.for_whom,
        joint,
        cond,
    )
    fields: dict[str, object] = dict(zip(FIELDS, values, strict=True))
    fields |= {"grade": item.grade, "status": item.status, "deadlines count": len(item.deadlines)}
    for number, due in enumerate(item.deadlines):
        for name in ("phrase", "on", "precision", "basis"):
            fields[f"deadlines {number} {name}"] = getattr(due, name)
    return fields
