"""Makes a draft item of what was found: its text, whom it is for, by when, and how sure each field is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.phrasing.addressees import ReadAddressees, Us, read_addressees
from tracker.domain.phrasing.deadlines import ReadDeadline, read_deadlines
from tracker.domain.phrasing.report_lines import Line
from tracker.domain.phrasing.report_parts import FIELDS, DraftItem, Level, Removed, Span, Sure
from tracker.domain.phrasing.report_raw import Part, Raw
from tracker.domain.phrasing.stray_marks import BULLET
from tracker.domain.vocabulary import ForWhom, ItemKind

_AS_PRINTED = Sure(Level.SURE, "As printed.")
_WHY_FOUND: Mapping[str, Sure] = {
    "headed": Sure(Level.SURE, "It has a heading of its own."),
    "numbered": Sure(Level.SURE, "It has a number below the heading of its group."),
    "bullet": Sure(Level.LIKELY, "It is a bullet below the heading of its group."),
    "plain": Sure(Level.LIKELY, "It is a paragraph below the heading of its group that instructs."),
    "recommended": Sure(Level.LIKELY, "It is recommended in a sentence, without a heading."),
    "row": Sure(Level.SURE, "It is a row of a table whose header names its columns."),
}
_EARLIER = "The report says this comes from an earlier one: link it rather than count it twice."


@dataclass(frozen=True)
class Text:
    """The text of an item, where it stands, and the marks that were taken out of it."""

    text: str
    spans: tuple[Span, ...]
    removed: tuple[Removed, ...]


def text_of(source: str, parts: Sequence[Part], lines: Sequence[Line]) -> Text:
    """The item's paragraphs as one text; a list's lines follow each other without a gap."""
    made, spans, removed = "", [], []
    kept: set[int] = set()
    previous: Part | None = None
    for part in parts:
        words, at = part.para.words, part.para.words.at
        start, end = _bounds(part)
        if start >= end:
            continue
        first, last = at[start], at[end - 1] + 1
        if start == 0:
            first = min([first, *(one.start for one in words.removed)])
        if end == len(words.text):
            last = max([last, *(one.end for one in words.removed)])
        mark = _bullet(source, part, first) if start == 0 else None
        is_item = part.para.is_list_item and start == 0
        if previous is not None:
            made += "\n" if is_item and previous.para.is_list_item else "\n\n"
        made += (BULLET if is_item and previous is not None else "") + words.text[start:end]
        if mark is not None and previous is not None:
            removed.append(mark)
            first = mark.start
        removed += [one for one in words.removed if first <= one.start and one.end <= last]
        spans.append(Span(first, last))
        kept.update(at[start:end])
        previous = part
    runs = _runs(source, spans, lines)
    removed += _asides(runs, lines)
    removed += _layout(source, runs, kept, removed)
    return Text(made, tuple(runs), tuple(sorted(removed, key=lambda one: (one.start, one.end))))


def _bounds(part: Part) -> tuple[int, int]:
    text = part.para.text
    start, end = part.start, len(text) if part.end is None else min(part.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _bullet(source: str, part: Part, first: int) -> Removed | None:
    if not part.para.is_list_item:
        return None
    sign = part.para.bullet
    if not sign:
        return Removed(first, first, "", BULLET, "a list item of the file")
    return Removed(part.para.start, part.para.start + len(sign), sign, BULLET, "a bullet’s sign")


def _runs(source: str, spans: Sequence[Span], lines: Sequence[Line]) -> list[Span]:
    """Spans put together where nothing but space and furniture of the page lies between them."""
    runs: list[Span] = []
    for span in spans:
        if runs and span.start >= runs[-1].end and _is_nothing(source, runs[-1].end, span.start, lines):
            runs[-1] = Span(runs[-1].start, span.end)
        else:
            runs.append(span)
    return runs


def _is_nothing(source: str, start: int, end: int, lines: Sequence[Line]) -> bool:
    return all(line.aside for line in _between(lines, start, end)) and not _words_left(
        source, start, end, lines
    )


def _words_left(source: str, start: int, end: int, lines: Sequence[Line]) -> str:
    left, at = "", start
    for line in _between(lines, start, end):
        left += source[at : max(at, line.start)]
        at = max(at, line.end)
    return (left + source[at:end]).strip() if at < end else left.strip()


def _between(lines: Sequence[Line], start: int, end: int) -> list[Line]:
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        if lines[middle].end <= start:
            low = middle + 1
        else:
            high = middle
    found = []
    while low < len(lines) and lines[low].start < end:
        found.append(lines[low])
        low += 1
    return found


def _asides(runs: Sequence[Span], lines: Sequence[Line]) -> list[Removed]:
    return [
        Removed(line.start, line.end, line.words, "", line.aside)
        for run in runs
        for line in _between(lines, run.start, run.end)
        if line.aside
    ]


def _layout(source: str, runs: Sequence[Span], kept: set[int], removed: Sequence[Removed]) -> list[Removed]:
    """What else stands inside the spans and not in the text: the sides of a box, the bars of a table."""
    gone = {place for one in removed for place in range(one.start, one.end)}
    found: list[Removed] = []
    for run in runs:
        for place in range(run.start, run.end):
            if place in kept or place in gone or source[place].isspace():
                continue
            if found and found[-1].end == place:
                found[-1] = replace(found[-1], end=place + 1, mark=found[-1].mark + source[place])
            else:
                found.append(Removed(place, place + 1, source[place], "", "a mark of the page’s layout"))
    return found


def draft_of(
    raw: Raw, read: Text, parent: DraftItem | None, place: int | None, us: Us, published_on: date | None
) -> DraftItem:
    """The draft item with its addressees and deadlines, and how sure each field is."""
    addressed, whom = _addressed(raw, read.text, parent, us)
    deadlines = read_deadlines(read.text, published_on)
    if raw.by_when and not deadlines:
        deadlines = _from_cell(raw.by_when, published_on)
    sure = dict.fromkeys(FIELDS, _AS_PRINTED) | {"kind": _WHY_FOUND[raw.found], "for_whom": whom}
    if deadlines and raw.by_when == deadlines[0].phrase:
        sure["deadlines"] = Sure(Level.LIKELY, "The deadline stands in a cell or title beside the text.")
    if doubts := [one.warning for one in deadlines if one.warning]:
        sure["deadlines"] = Sure(Level.UNSURE, " ".join(dict.fromkeys(doubts)))
    if addressed.is_conditional:
        sure["is_conditional"] = Sure(Level.UNSURE, " ".join(addressed.warnings))
    if said := [doubt for part in raw.parts for doubt in part.para.words.doubts]:
        sure["text"] = Sure(Level.UNSURE, " ".join(dict.fromkeys(said)))
    sure |= raw.levels
    warnings = [one.why for one in sure.values() if one.level is Level.UNSURE]
    if raw.says_earlier:
        warnings.append(_EARLIER)
    return DraftItem(
        kind=raw.kind, number=raw.number, parent=place, heading=raw.heading, text=read.text,
        addressees=addressed.names, for_whom=addressed.for_whom, is_joint=addressed.is_joint,
        is_conditional=addressed.is_conditional, deadlines=deadlines, spans=read.spans, removed=read.removed,
        sure=sure, warnings=tuple(dict.fromkeys(warnings)), status=raw.status, question=raw.question,
        grade=raw.grade, says_earlier=raw.says_earlier,
    )  # fmt: skip


def _addressed(raw: Raw, text: str, parent: DraftItem | None, us: Us) -> tuple[ReadAddressees, Sure]:
    """Whom the item's own words name; else its heading or cell; else whom the item above it is for."""
    said = f"We recommend {text}" if text.startswith("that ") else text
    own = read_addressees(said, raw.kind, us)
    if own.for_whom is not ForWhom.UNSTATED:
        why = "Its own words name whom it is for." if own.names else "It is the force’s by implication."
        return own, Sure(Level.SURE if own.names else Level.LIKELY, why)
    if raw.for_names:
        named = read_addressees(f"{_as_subject(raw.for_names)} should act.", ItemKind.RECOMMENDATION, us)
        if named.for_whom is not ForWhom.UNSTATED:
            names = tuple(_as_printed(name, raw.for_names) for name in named.names)
            return replace(named, names=names), Sure(Level.SURE, "Its heading names whom it is for.")
    if parent is not None and parent.for_whom.is_ours and parent.for_whom is not ForWhom.UNSTATED:
        inherited = ReadAddressees((), parent.for_whom, is_joint=False, is_conditional=False)
        return inherited, Sure(Level.LIKELY, "It is part of an item that is for them.")
    return own, Sure(Level.UNSURE, " ".join(own.warnings))


def _as_subject(names: str) -> str:
    return (
        names
        if names[:1].isupper() or names.startswith(("the ", "all "))
        else f"{names[:1].upper()}{names[1:]}"
    )


def _as_printed(name: str, printed: str) -> str:
    at = printed.casefold().find(name.casefold())
    found = printed[at : at + len(name)] if at >= 0 else name
    return name if found[:1].lower() + found[1:] == name else found


def _from_cell(cell: str, published_on: date | None) -> tuple[ReadDeadline, ...]:
    """The deadline of a cell of a table, where a bare date stands for "by" that date."""
    found = read_deadlines(cell, published_on)
    if found:
        return found
    by = read_deadlines(f"By {cell}", published_on)
    return tuple(replace(one, phrase=one.phrase.removeprefix("By ")) for one in by)
