"""The words of a segment before and after its changes, in the markup they were typed in, and the changes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from tracker.domain.cleaning import is_blank
from tracker.domain.letter_styles import CONTINUES, LetterStyle
from tracker.domain.marked_copies import ChangeKind, MarkedChange
from tracker.readers.marked_segments import Line, Segment, is_left, is_old
from tracker.readers.word_parts import Tracked, Words

View = Callable[[Iterable[Tracked]], bool]

_KINDS = {
    "ins": ChangeKind.INSERTED,
    "del": ChangeKind.DELETED,
    "moveTo": ChangeKind.MOVED_HERE,
    "moveFrom": ChangeKind.MOVED_AWAY,
}
_ENDS = {
    ChangeKind.INSERTED: ChangeKind.SPLIT,
    ChangeKind.MOVED_HERE: ChangeKind.SPLIT,
    ChangeKind.DELETED: ChangeKind.JOINED,
    ChangeKind.MOVED_AWAY: ChangeKind.JOINED,
}


@dataclass
class _Printed:
    """A paragraph as one view shows it."""

    style: str
    printed: str
    words: list[Words]
    is_new_end: bool


def base_text(segment: Segment) -> str:
    """The text without any of the tracked changes."""
    return _text(segment, is_old)


def new_text(segment: Segment) -> str:
    """The text with all of the tracked changes."""
    return _text(segment, is_left)


def joins_next(segment: Segment) -> bool:
    """Whether the end of the segment's last paragraph was deleted."""
    end = segment.lines[-1].end if segment.lines else None
    return end is None or not is_left(end)


def changes_in(segment: Segment) -> tuple[MarkedChange, ...]:
    """The tracked changes in reading order; what one author changed in one go is one change."""
    made: list[MarkedChange] = []
    may_join = False
    for text, changes in _stretches(segment):
        for change in changes:
            new = MarkedChange(_KINDS[change.kind], change.author, change.at, text)
            if may_join and made and replace(made[-1], text="") == replace(new, text=""):
                made[-1] = replace(new, text=made[-1].text + text)
            else:
                made.append(new)
        may_join = len(changes) == 1
    return tuple(_named(change) for change in made)


def _stretches(segment: Segment) -> Iterator[tuple[str, tuple[Tracked, ...]]]:
    for line in segment.lines:
        for atom in line.atoms:
            if isinstance(atom, Words):
                yield atom.text, atom.changes
        yield "\n", line.end or ()


def _named(change: MarkedChange) -> MarkedChange:
    """The change with its own word where it is only the end of a paragraph."""
    words = change.text.strip("\n")
    return replace(change, text=words) if words else replace(change, kind=_ENDS[change.kind], text="")


def _text(segment: Segment, view: View) -> str:
    made = ""
    before: _Printed | None = None
    for line in _shown(segment.lines, view):
        words = _marked(line.words, keeps_bold=not line.style.startswith("Heading")).strip()
        if is_blank(words) or line.style == LetterStyle.VOICE_LABEL:
            continue
        made += ("" if before is None else _between(before, line)) + line.printed + words
        before = line
    return made


def _shown(lines: list[Line], view: View) -> Iterator[_Printed]:
    """The paragraphs as the view shows them; those whose end it does not show run on into the next."""
    words: list[Words] = []
    for number, line in enumerate(lines, start=1):
        shown = [atom for atom in line.atoms if isinstance(atom, Words) and view(atom.changes)]
        had_label = any(word.is_label for word in shown)
        plain = [word for word in shown if not word.is_label]
        if had_label and plain:
            # After its label the paragraph starts on a new line or after a space.
            plain[0] = replace(plain[0], text=plain[0].text.lstrip())
        words.extend(plain)
        if number == len(lines) or (line.end is not None and view(line.end)):
            yield _Printed(line.style, line.printed, words, not is_old(line.end or ()))
            words = []


def _between(line: _Printed, following: _Printed) -> str:
    """What parts two paragraphs of Word in typed text: a list stands right below its leading line."""
    if following.printed:
        return "\n" if line.printed or line.is_new_end or line.style.endswith(CONTINUES) else "\n\n"
    return "\n" if line.style.endswith(CONTINUES) and not line.is_new_end else "\n\n"


def _marked(words: list[Words], *, keeps_bold: bool) -> str:
    made, at = "", 0
    while at < len(words):
        end, bold = at, words[at].is_bold
        while end < len(words) and words[end].is_bold == bold:
            end += 1
        text = "".join(word.text for word in words[at:end])
        made += "\n".join(map(_bold, text.split("\n"))) if bold and keeps_bold else text
        at = end
    return made


def _bold(line: str) -> str:
    bare = line.strip()
    if not bare:
        return line
    start = line.index(bare)
    return f"{line[:start]}**{bare}**{line[start + len(bare) :]}"
