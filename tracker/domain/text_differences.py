"""Compares two texts word by word; every character of both stands in the comparison, once.

What was kept and removed is the old text, what was kept and added the new one, white space included.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from tracker.domain.vocabulary import Labelled

# A word keeps its accents, apostrophe and hyphen, a figure its commas; any other sign stands for itself.
_ACCENT = "\u0300-\u036f"
_WORD = re.compile(rf"\w[\w{_ACCENT}]*(?:['’.,\-]\w[\w{_ACCENT}]*)*|\S")
_DEAREST = 400_000  # pairs of equal words; above it words that stand everywhere are not tried as beginnings
_LEAST_ALIKE = 0.4  # share of words; paragraphs less alike than this are another paragraph
_MOST_PAIRS = 10_000  # of paragraphs to weigh against one another


class Fate(Labelled):
    """What became of a stretch of text."""

    KEPT = "kept", "Kept"
    REMOVED = "removed", "Removed"
    ADDED = "added", "Added"


@dataclass(frozen=True)
class Piece:
    """A stretch of text with one fate; never empty."""

    fate: Fate
    text: str


@dataclass(frozen=True)
class ParagraphDifference:
    """A paragraph in both lists, or in one of them: then the other is None and all of it one piece."""

    old: str | None
    new: str | None
    pieces: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        """Whether not a character differs."""
        return self.old == self.new


def compare_texts(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both texts in reading order; what was removed stands before what came in its place."""
    return tuple(_joined(_pieces(old, new)))


def compare_paragraphs(old: Sequence[str], new: Sequence[str]) -> tuple[ParagraphDifference, ...]:
    """The paragraphs of both lists, matched in order; a moved one is removed here and added there."""
    made: list[ParagraphDifference] = []
    # Equal paragraphs hold their place; between them like is looked for with like.
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            made.extend(_paired(text, text) for text in old[i:i_end])
        else:
            made.extend(_aligned(old[i:i_end], new[j:j_end]))
    return tuple(made)


def old_text(pieces: Iterable[Piece]) -> str:
    """The text before the change."""
    return "".join(piece.text for piece in pieces if piece.fate is not Fate.ADDED)


def new_text(pieces: Iterable[Piece]) -> str:
    """The text after the change."""
    return "".join(piece.text for piece in pieces if piece.fate is not Fate.REMOVED)


def _pieces(old: str, new: str) -> Iterator[Piece]:
    before, after = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    at_old = at_new = 0
    for i, j in _same_words([word[0] for word in before], [word[0] for word in after]):
        yield from _between(old[at_old : before[i].start()], new[at_new : after[j].start()])
        yield Piece(Fate.KEPT, before[i][0])
        at_old, at_new = before[i].end(), after[j].end()
    yield from _between(old[at_old:], new[at_new:])


def _same_words(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    """The places of the words that both have, in order."""
    counts = Counter(new)
    is_dear = sum(counts[word] for word in old) > _DEAREST
    for match in SequenceMatcher(None, old, new, autojunk=is_dear).get_matching_blocks():
        yield from ((match.a + n, match.b + n) for n in range(match.size))


def _between(old: str, new: str) -> Iterator[Piece]:
    """What stands between two words that both have; the white space at its ends is kept where it is equal."""
    start = _equal_space(old, new)
    end = _equal_space(old[start:][::-1], new[start:][::-1])
    yield Piece(Fate.KEPT, old[:start])
    yield Piece(Fate.REMOVED, old[start : len(old) - end])
    yield Piece(Fate.ADDED, new[start : len(new) - end])
    yield Piece(Fate.KEPT, old[len(old) - end :])


def _equal_space(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b or not a.isspace():
            break
        length += 1
    return length


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for fate, group in groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.fate):
        yield Piece(fate, "".join(piece.text for piece in group))


def _paired(old: str | None, new: str | None) -> ParagraphDifference:
    return ParagraphDifference(old, new, compare_texts(old or "", new or ""))


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[ParagraphDifference]:
    at_old = at_new = 0
    for i, j in _likest_pairs(old, new):
        yield from (_paired(text, None) for text in old[at_old:i])
        yield from (_paired(None, text) for text in new[at_new:j])
        yield _paired(old[i], new[j])
        at_old, at_new = i + 1, j + 1
    yield from (_paired(text, None) for text in old[at_old:])
    yield from (_paired(None, text) for text in new[at_new:])


def _likest_pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs, in order, whose words agree most in all; the best way is built from the end."""
    if len(old) * len(new) > _MOST_PAIRS:
        return []
    bags, others = [_words_of(text) for text in old], [_words_of(text) for text in new]
    alike = [[_likeness(one, other) for other in others] for one in bags]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i][j] + best[i + 1][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _words_of(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that both have, and 0.0 where it is too small to call one the other's successor."""
    total = one.total() + other.total()
    share = 2 * (one & other).total() / total if total else 1.0
    return share if share >= _LEAST_ALIKE else 0.0
