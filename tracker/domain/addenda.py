"""The addendum of a final copy: what has changed since, on one page."""

from dataclasses import dataclass, replace
from datetime import datetime

from tracker.domain.cleaning import clean_line
from tracker.domain.counts import Term
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.london_time import in_london
from tracker.domain.packs import ChangeKind, ChangeLine, Pack
from tracker.domain.papers import AGENDA_AND_MARKING, MAX_LINE, Paper, PaperPart, PaperStyle, PartKind

ROOM = 27
"""Lines of print that the list may take, so that the addendum stays one page."""
IN_A_LINE = 68
"""Characters that surely fit one line of print."""
LONGEST_CHANGE = 4 * IN_A_LINE
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
        parts.append(PaperPart(PartKind.FREE, "", "What changed", _told(addendum)))
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


def _told(addendum: Addendum) -> str:
    """The changes as a list, as many as the page holds, and how many more there are."""
    lines: list[str] = []
    room = ROOM
    for words in (_short(_line(line)) for line in addendum.changes):
        room -= -(-len(words) // IN_A_LINE)
        if room < 0:
            break
        lines.append(f"- {words}")
    more = len(addendum.changes) - len(lines)
    if more > 0:
        verb = "stands" if more == 1 else "stand"
        lines.append(f"- {more:,} more {verb} on the page of this addendum in the tracker.")
    return "\n".join(lines)


def _line(line: ChangeLine) -> str:
    why = clean_line(line.why) or "No reason is recorded."
    return f"{line.item} ({line.reference}): {words_of_change(line)}. {why}"


def _short(words: str) -> str:
    if len(words) <= LONGEST_CHANGE:
        return words
    return f"{words[:LONGEST_CHANGE].rsplit(' ', 1)[0].rstrip(',;:')}…"
