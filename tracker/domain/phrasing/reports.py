"""Reads an inspection report into draft items; nothing is saved until a person has looked at each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tracker.domain.phrasing.addressees import Us
from tracker.domain.phrasing.letter_parts import Block
from tracker.domain.phrasing.report_details import Text, draft_of, text_of
from tracker.domain.phrasing.report_headings import INSTRUCTS
from tracker.domain.phrasing.report_items import Reader
from tracker.domain.phrasing.report_lines import Line, lines_of_report, source_of
from tracker.domain.phrasing.report_paragraphs import Para, paragraphs_of_report
from tracker.domain.phrasing.report_parts import DraftItem, KnownItem, Level, ReadReport, Span, Sure
from tracker.domain.phrasing.report_raw import Raw
from tracker.domain.phrasing.report_tables import Row, rows_of_tables
from tracker.domain.phrasing.restatements import Earlier

NO_ITEMS = "No recommendation, area for improvement or cause of concern was found in this text."


def read_report(
    blocks: Sequence[Block], us: Us, published_on: date | None, earlier: Sequence[KnownItem] = ()
) -> ReadReport:
    """Every item of a report in the order printed, each with its place in the report's text."""
    source = source_of(blocks)
    lines = lines_of_report(blocks)
    rows, taken = rows_of_tables(source, lines)
    running = [line for at, line in enumerate(lines) if at not in taken]
    pieces: list[Para | Row] = sorted(
        [*paragraphs_of_report(source, running), *rows], key=lambda piece: piece.start
    )
    reader = Reader(pieces, us)
    reader.read()
    items, notes = _drafts(source, reader.items, lines, us, published_on)
    items = tuple(_linked(item, earlier_items) for earlier_items in [Earlier(earlier)] for item in items)
    if not items:
        notes.append(NO_ITEMS)
    left = tuple(Span(para.start, para.end) for para in reader.left if INSTRUCTS.search(para.text))
    return ReadReport(source, items, tuple(reader.grades), left, tuple(notes))


def _drafts(
    source: str, found: Sequence[Raw], lines: Sequence[Line], us: Us, published_on: date | None
) -> tuple[tuple[DraftItem, ...], list[str]]:
    """The drafts of what was found; headings without text and items printed twice are left out and noted."""
    made: list[DraftItem] = []
    places: dict[int, int] = {}
    seen: dict[tuple[object, ...], int] = {}
    notes: list[str] = []
    for at, raw in enumerate(found):
        read = text_of(source, raw.parts, lines)
        if not read.text:
            notes.append(
                f"The heading “{(raw.heading or raw.number or raw.kind.label)[:80]}” has no text below it."
            )
            continue
        place = places.get(raw.parent) if raw.parent is not None else None
        key = (raw.kind, raw.number, _words(read))
        if key in seen and not raw.says_earlier:
            notes.append(f"“{raw.heading or read.text[:60]}” is printed twice and was taken once.")
            places[at] = seen[key]
            continue
        places[at] = seen[key] = len(made)
        parent = made[place] if place is not None else None
        made.append(draft_of(raw, read, parent, place, us, published_on))
    return tuple(made), notes


def _words(read: Text) -> str:
    return " ".join(read.text.casefold().split())


def _linked(item: DraftItem, earlier: Earlier) -> DraftItem:
    """The item with the earlier one that it restates, offered as a link."""
    found = earlier.restated(item.text, item.kind, item.number)
    if found is None:
        return item
    known, share = found
    why = f"Its words are those of {known.reference} ({share:.0%} alike): link it rather than count it twice."
    level = Level.SURE if share > 0.95 else Level.LIKELY
    sure = {**item.sure, "restates": Sure(level, why)}
    return replace(item, restates=known, sure=sure, warnings=(*item.warnings, why))
