"""A final copy of a pack: its rows as texts with their fingerprints, read back and held against them."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, get_type_hints

from tracker.domain.pack_json import from_json, sha256_of, to_json
from tracker.domain.packs import (
    ActionLine,
    AgencyLine,
    ChangeLine,
    CountLine,
    GradeLine,
    ItemLine,
    MoveLine,
    Pack,
    PackHead,
    RatingLine,
    ResponseLine,
    TrendPoint,
)
from tracker.domain.redactions import REDACTED, without
from tracker.domain.vocabulary import Labelled

PARTS: dict[str, type[Any]] = {
    "head": PackHead,
    "counts": CountLine,
    "by_kind": RatingLine,
    "by_report": RatingLine,
    "grades": GradeLine,
    "trend": TrendPoint,
    "changes": ChangeLine,
    "items": ItemLine,
    "actions": ActionLine,
    "moves": MoveLine,
    "responses": ResponseLine,
    "agencies": AgencyLine,
}
"""The parts of a pack in the order in which their rows are kept, each with the kind of its rows."""

_REFERENCES = frozenset({"reference", "report_reference", "board_reference", "head_hash"})
_NAMES = ("reference", "name", "report_reference", "words", "key")


class FileKind(Labelled):
    """What a document of a final copy is."""

    PACK = "pack", "Excel status pack"
    PAPER = "paper", "Word paper"
    PUBLIC_PAPER = "public_paper", "Word paper, public version"


@dataclass(frozen=True)
class CopyRow:
    """One row of a final copy, counted from 1.

    `redacted_sha256` is the fingerprint that the history tells of the row since a redaction, "" before one.
    """

    position: int
    part: str
    line: str
    sha256: str
    is_redacted: bool = False
    redacted_sha256: str = ""


class DamagedRow(ValueError):
    """A row of a final copy cannot be read as what it was."""


def rows_of(pack: Pack) -> tuple[CopyRow, ...]:
    """The pack as rows, its head first."""
    lines = [
        (part, to_json(line))
        for part in PARTS
        for line in ((pack.head,) if part == "head" else getattr(pack, part))
    ]
    return tuple(
        CopyRow(position, part, line, sha256_of(line)) for position, (part, line) in enumerate(lines, start=1)
    )


def fingerprint_of(rows: Sequence[CopyRow]) -> str:
    """One SHA-256 of all the rows: of their numbers, parts and fingerprints in order."""
    return sha256_of("\n".join(f"{row.position} {row.part} {row.sha256}" for row in rows))


def pack_of_rows(rows: Iterable[CopyRow]) -> Pack:
    """The pack that the rows tell; raises DamagedRow with the row's name where one cannot be read."""
    held: dict[str, list[Any]] = {part: [] for part in PARTS}
    for row in rows:
        try:
            held[row.part].append(from_json(PARTS[row.part], row.line))
        except (ValueError, KeyError) as problem:
            raise DamagedRow(f"{name_of_row(row)} cannot be read.") from problem
    if len(held["head"]) != 1:
        raise DamagedRow("Row 1, which says what the pack is, is missing.")
    (head,) = held.pop("head")
    return Pack(head=head, **{part: tuple(lines) for part, lines in held.items()})


def name_of_row(row: CopyRow) -> str:
    """How a row is named to a person: "Row 17, R2023-07-REC1"; its part where it has no name of its own."""
    try:
        told = json.loads(row.line)
    except ValueError:
        told = None
    named = told if isinstance(told, dict) else {}
    name = next((str(named[key]) for key in _NAMES if named.get(key)), "")
    return f"Row {row.position}, {name or row.part.replace('_', ' ')}"


def first_damage(rows: Sequence[CopyRow], rows_sha256: str) -> str:
    """The first row that is not what was kept, in a sentence; "" where all are.

    A row that a redaction changed is held against what the history says of it since.
    """
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            return f"Row {position} is missing."
        if problem := _damage(row):
            return problem
    if fingerprint_of(rows) != rows_sha256:
        return "The rows are not those that were kept: one is lost, or was changed with its fingerprint."
    return ""


def _damage(row: CopyRow) -> str:
    found = sha256_of(row.line)
    if row.is_redacted:
        if not row.redacted_sha256:
            return f"{name_of_row(row)}: it says that it was redacted, and the history knows of no redaction."
        wanted = row.redacted_sha256
    else:
        wanted = row.sha256
    if found != wanted:
        return f"{name_of_row(row)}: its text is not the one that was kept."
    return ""


def _fixed_keys() -> frozenset[str]:
    """The fields that are no typed text: dates, numbers, words of a list, and references."""
    keys = set(_REFERENCES)
    for cls in PARTS.values():
        hints = get_type_hints(cls)
        keys |= {field.name for field in fields(cls) if hints[field.name] is not str}
    return frozenset(keys)


_FIXED = _fixed_keys()


def line_without(text: str, pattern: re.Pattern[str], replacement: str = REDACTED) -> str:
    """A row without the words that the pattern finds in its typed texts; what it was as a row, it stays."""
    try:
        told = json.loads(text)
    except ValueError:
        return without(text, pattern, replacement)
    if not isinstance(told, dict):
        return without(text, pattern, replacement)
    changed = {key: _said(key, value, pattern, replacement) for key, value in told.items()}
    if changed == told:
        return text
    return json.dumps(changed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _said(key: str, value: object, pattern: re.Pattern[str], replacement: str) -> object:
    if isinstance(value, str) and key not in _FIXED:
        return without(value, pattern, replacement)
    return value


def name_of_file(board: str, on: date, kind: FileKind, number: int, copy: int = 1) -> str:
    """The name of a document in exports/; `number` counts the papers, `copy` is the version."""
    words = {FileKind.PACK: "pack", FileKind.PAPER: "paper", FileKind.PUBLIC_PAPER: "paper"}[kind]
    several = f"-{number}" if number > 1 else ""
    public = "-public" if kind is FileKind.PUBLIC_PAPER else ""
    version = f"-version-{copy}" if copy > 1 else ""
    ending = ".xlsx" if kind is FileKind.PACK else ".docx"
    return f"{board}-{on.isoformat()}-{words}{several}{public}{version}{ending}"
