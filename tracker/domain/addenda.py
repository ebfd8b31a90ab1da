"""The addendum of a final copy: what has changed since, on one page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.domain.cleaning import clean_line
from tracker.domain.counts import Term
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.london_time import in_london
from tracker.domain.packs import ChangeKind, ChangeLine, Pack
from tracker.domain.papers import AGENDA_AND_MARKING, MAX_LINE, Paper, PaperPart, PaperStyle, PartKind

MOST_LINES = 18
"""Changes in the table: so many fill the page."""
LONGEST_CELL = 90
TITLE = "Since this pack"
_ORDER = {kind: place for place, kind in enumerate(ChangeKind)}


@dataclass(frozen=True)
class Addendum:
    """What changed between a final copy and now: both packs, `now` with the changes since the copy."""

    copy: Pack
    now: Pack

    @property
    def changes(self) -> tuple[ChangeLine, ...]:
        """Every change since the copy, in the order in which a board reads them."""
        found = sorted(self.now.changes, key=lambda line: (_ORDER[line.kind], line.on, line.reference))
        return tuple(found)


def moment_in_words(moment: datetime) -> str:
    """The moment on the London clock: "14:05 on 12 March 2026"."""
    there = in_london(moment)
    return f"{there:%H:%M} on {date_in_words(there.date())}"


def sentences_of(addendum: Addendum) -> tuple[str, ...]:
    """What the addendum says before its table."""
    head, now = addendum.copy.head, addendum.now.head
    meeting = f" for the meeting on {date_in_words(head.meeting_on)}" if head.meeting_on else ""
    before, after = (pack.number(Term.CLOSING) for pack in (addendum.copy, addendum.now))
    count = len(addendum.changes)
    said = (
        f"The final copy of the status pack{meeting}, version {head.version}, tells what stood at "
        f"{moment_in_words(head.as_at)}. This page tells what has changed since then, as at "
        f"{moment_in_words(now.as_at)}."
    )
    if not count:
        return said, f"Nothing has changed. {_items(after)} open, as in the pack."
    return said, (
        f"{'1 change' if count == 1 else f'{count:,} changes'}. {_items(before)} open in the pack; "
        f"{_items(after).lower() if after else 'none is'} open now."
    )


def _items(number: int) -> str:
    return f"{number:,} item is" if number == 1 else f"{f'{number:,}' if number else 'No'} items are"


def words_of_change(line: ChangeLine) -> str:
    """What happened, with both sides where there are two."""
    said = line.kind.label
    if line.before and line.after:
        said += f": from {clean_line(line.before)} to {clean_line(line.after)}"
    return f"{said}, {date_in_words(line.on)}"


def paper_of(addendum: Addendum, *, author: str, style: PaperStyle = AGENDA_AND_MARKING) -> Paper:
    """The addendum as a paper of one page."""
    head = addendum.copy.head
    parts = [PaperPart(PartKind.FREE, "", "", "\n\n".join(sentences_of(addendum)))]
    if addendum.changes:
        parts.append(PaperPart(PartKind.TABLE, "", "What changed", _left_out(addendum), rows=_rows(addendum)))
    return Paper(
        style=replace(style, has_numbered_paragraphs=False),
        title=f"{TITLE}: {head.board}"[:MAX_LINE],
        parts=tuple(parts),
        board=head.board,
        author=author,
        made_at=addendum.now.head.as_at,
        meeting_on=head.meeting_on,
        agenda_item=head.agenda_item,
        marking=head.marking,
        draft=f"Addendum, as at {moment_in_words(addendum.now.head.as_at)}",
    )


def _left_out(addendum: Addendum) -> str:
    more = len(addendum.changes) - MOST_LINES
    if more <= 0:
        return "Each change with its reason."
    verb = "stands" if more == 1 else "stand"
    return f"The first {MOST_LINES} changes; {more:,} more {verb} on the page of this addendum in the tracker."


def _rows(addendum: Addendum) -> tuple[tuple[str, ...], ...]:
    return (
        ("Item", "What changed", "Why"),
        *(
            (
                f"{line.item} ({line.reference})",
                _short(words_of_change(line)),
                _short(clean_line(line.why) or "No reason is recorded."),
            )
            for line in _first(addendum.changes)
        ),
    )


def _first(changes: Sequence[ChangeLine]) -> Sequence[ChangeLine]:
    return changes[:MOST_LINES]


def _short(words: str) -> str:
    if len(words) <= LONGEST_CELL:
        return words
    return f"{words[:LONGEST_CELL].rsplit(' ', 1)[0].rstrip(',;:')}…"
