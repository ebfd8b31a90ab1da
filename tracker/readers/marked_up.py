"""A marked-up copy of a draft: tracked changes, comments, and what was changed without tracking."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.domain.cleaning import clean_line
from tracker.domain.letter_places import KeyedParagraph
from tracker.domain.letter_styles import LetterStyle
from tracker.domain.marked_copies import (
    ChangeKind,
    MarkedChange,
    MarkedComment,
    MarkedCopy,
    MarkedParagraph,
    UnmatchedParagraph,
)
from tracker.domain.markup import canonical
from tracker.domain.text_differences import Fate, Piece, compare_paragraphs, compare_texts
from tracker.readers.marked_segments import Segment, is_left, segments_of
from tracker.readers.marked_words import base_text, changes_in, joins_next, new_text
from tracker.readers.word_parts import COMMENT, Edge, WordComment, WordParts, Words, read_word_parts


def read_marked_up(name: str, content: bytes, base: Sequence[KeyedParagraph] = ()) -> MarkedCopy:
    """What was done to the draft whose paragraphs are `base`; raises UnreadableFile.

    With the base every paragraph of it is answered for, in its order, and changes made without tracking are
    found. Without it only what the file itself says is known.
    """
    parts = read_word_parts(name, content)
    segments = segments_of(parts.paragraphs)
    comments, loose = _comments(segments, parts)
    found = [_Found.of(segment, comments[number]) for number, segment in enumerate(segments)]
    _join(found)
    if base:
        _match_by_words(found, base)
    known = {paragraph.key: paragraph for paragraph in base}
    matched = {one.key: one for one in found if one.key and (not base or one.key in known)}
    if base:
        paragraphs = tuple(_against(paragraph, matched.get(paragraph.key)) for paragraph in base)
    else:
        paragraphs = tuple(one.as_paragraph() for one in matched.values())
    unmatched = _unmatched(found, matched)
    if loose:
        unmatched = (*unmatched, UnmatchedParagraph("", "", (), loose))
    return MarkedCopy(_version(parts), parts.title, paragraphs, unmatched)


@dataclass
class _Found:
    """A segment of the copy, read."""

    key: str
    base: str
    new: str
    changes: tuple[MarkedChange, ...]
    comments: tuple[MarkedComment, ...]
    is_joined: bool
    joins_next: bool

    @classmethod
    def of(cls, segment: Segment, comments: Sequence[MarkedComment]) -> "_Found":
        """The segment's two texts and its changes."""
        old, new = base_text(segment), new_text(segment)
        changes = changes_in(segment)
        return cls(segment.key, old, new, changes, tuple(comments), segment.runs_on, joins_next(segment))

    def as_paragraph(self) -> MarkedParagraph:
        """The paragraph as the file alone tells it."""
        return MarkedParagraph(self.key, self.base, self.new, self.changes, self.comments, self.is_joined)


def _join(found: list[_Found]) -> None:
    """Notes which paragraphs run on: those with no end left between them and the last that has words."""
    may_run_on = False
    for one in found:
        runs_on = may_run_on or one.is_joined
        one.is_joined = bool(runs_on and one.new)
        may_run_on = one.joins_next and bool(one.new or runs_on)


def _version(parts: WordParts) -> str:
    stamps = [text for style, text in parts.headers if style == LetterStyle.DRAFT and text]
    return stamps[0] if stamps else parts.keywords


def _match_by_words(found: list[_Found], base: Sequence[KeyedParagraph]) -> None:
    """Gives keys that were lost on the way back to the paragraphs whose words show which they are."""
    there = {one.key for one in found}
    missing = [paragraph for paragraph in base if paragraph.key not in there]
    loose = [one for one in found if not one.key and one.base]
    at_missing = at_loose = 0
    for pair in compare_paragraphs([canonical(one.text) for one in missing], [one.base for one in loose]):
        if pair.old is not None and pair.new is not None:
            loose[at_loose].key = missing[at_missing].key
        at_missing += pair.old is not None
        at_loose += pair.new is not None


def _against(base: KeyedParagraph, found: _Found | None) -> MarkedParagraph:
    """The paragraph as it went out beside what came back of it."""
    if found is None:
        gone = MarkedChange(ChangeKind.DELETED, "", None, base.text, is_tracked=False)
        return MarkedParagraph(base.key, base.text, "", (gone,) if base.text else (), ())
    made = replace(found.as_paragraph(), base_text=base.text)
    if _plain(base.text) == _plain(found.base):
        # Exactly as it was typed where nothing was done to it.
        return replace(made, new_text=base.text) if found.new == found.base else made
    return replace(made, changes=(*found.changes, *_untracked(base.text, found.base)))


def _plain(text: str) -> str:
    return "\n".join(line.strip() for line in canonical(text).split("\n"))


def _untracked(old: str, new: str) -> list[MarkedChange]:
    pieces = compare_texts(_plain(old), _plain(new))
    return [made for piece in pieces if (made := _untracked_change(piece)) is not None]


def _untracked_change(piece: Piece) -> MarkedChange | None:
    if piece.fate is Fate.KEPT:
        return None
    kind = ChangeKind.DELETED if piece.fate is Fate.REMOVED else ChangeKind.INSERTED
    if not piece.text.strip() and "\n" in piece.text:
        kind = ChangeKind.JOINED if kind is ChangeKind.DELETED else ChangeKind.SPLIT
        return MarkedChange(kind, "", None, "", is_tracked=False)
    return MarkedChange(kind, "", None, piece.text, is_tracked=False)


def _unmatched(found: list[_Found], matched: dict[str, _Found]) -> tuple[UnmatchedParagraph, ...]:
    made, after = [], ""
    for one in found:
        if matched.get(one.key) is one:
            after = one.key
        elif one.new or one.changes or one.comments:
            made.append(UnmatchedParagraph(after, one.new, one.changes, one.comments))
    return tuple(made)


def _comments(
    segments: list[Segment], parts: WordParts
) -> tuple[list[list[MarkedComment]], tuple[MarkedComment, ...]]:
    """The comments that start in each segment, and those that stand nowhere in the text."""
    anchors: dict[str, list[Words]] = {}
    places: dict[str, int] = {}
    open_ids: set[str] = set()
    for number, segment in enumerate(segments):
        for atom in (atom for line in segment.lines for atom in line.atoms):
            if isinstance(atom, Edge) and atom.of == COMMENT:
                if atom.is_start:
                    open_ids.add(atom.name)
                else:
                    open_ids.discard(atom.name)
                places.setdefault(atom.name, number)
            elif isinstance(atom, Words):
                for name in open_ids:
                    anchors.setdefault(name, []).append(atom)
    made: list[list[MarkedComment]] = [[] for _ in segments]
    loose = []
    for comment in parts.comments:
        ready = _comment(comment, anchors.get(comment.id, []))
        if comment.id in places:
            made[places[comment.id]].append(ready)
        else:
            loose.append(ready)
    return made, tuple(loose)


def _comment(comment: WordComment, words: list[Words]) -> MarkedComment:
    left = [word for word in words if is_left(word.changes)]
    anchor = clean_line("".join(word.text for word in left or words))
    return MarkedComment(comment.author, comment.at, comment.text, anchor)
