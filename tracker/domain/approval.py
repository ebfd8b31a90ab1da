"""What an approval covers: exactly the text a letter prints, and in words what of it changed since."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.domain.cleaning import is_blank
from tracker.domain.text_differences import Fate, Piece, compare_texts

CANONICAL_FORM = 1
"""The number of the form under which fingerprints are made; another form is another number."""

_SHOWN_WHOLE = 90  # characters; of longer texts only the place that changed is shown
_AROUND = 4  # words shown on each side of it
_MOST_WORDS = 24  # words shown of the change itself


@dataclass(frozen=True)
class PrintedPart:
    """One text that a letter prints, in the form that is printed.

    `kind` is a code that never changes; `name` says which part it is ("the addressee"), no two of a letter
    the same; `whole` names the item it belongs to.
    """

    kind: str
    name: str
    text: str
    whole: str = ""
    is_text: bool = True  # False: `text` is the SHA-256 of a picture or a file


def fingerprint(parts: Sequence[PrintedPart]) -> str:
    """SHA-256, in hex, of everything the parts print, in order."""
    body = [CANONICAL_FORM, [[part.kind, part.text] for part in parts]]
    return hashlib.sha256(json.dumps(body, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()


def changes_between(before: Sequence[PrintedPart], after: Sequence[PrintedPart]) -> tuple[str, ...]:
    """What changed from one letter to another, a sentence for each part; empty where they print the same."""
    return tuple(_changes(before, after))


def _changes(before: Sequence[PrintedPart], after: Sequence[PrintedPart]) -> Iterator[str]:
    old, new = {part.name: part for part in before}, {part.name: part for part in after}
    old_wholes, new_wholes = _wholes(before), _wholes(after)
    for whole in old_wholes:
        if whole not in new_wholes:
            yield f"{_capital(whole)} is no longer in the letter."
    for part in after:
        if part.whole and part.whole not in old_wholes:
            continue
        if part.name not in old:
            yield f"{_capital(part.name)} is new."
        elif part.text != old[part.name].text:
            yield _change(old[part.name], part)
    for whole in new_wholes:
        if whole not in old_wholes:
            yield f"{_capital(whole)} is new."
    for part in before:
        if part.name not in new and (not part.whole or part.whole in new_wholes):
            yield f"{_capital(part.name)} is no longer in the letter."
    if _order(before, new) != _order(after, old):
        yield "The parts of the letter stand in another order."


def _change(old: PrintedPart, new: PrintedPart) -> str:
    name = _capital(new.name)
    if not new.is_text:
        if not old.text:
            return f"{name} is new."
        return f"{name} is another one." if new.text else f"{name} is no longer in the letter."
    if is_blank(old.text):
        return f"{name} was empty and is now “{_cut(new.text)}”."
    if is_blank(new.text):
        return f"{name} was “{_cut(old.text)}” and is now empty."
    before, after = _differing_lines(old.text, new.text)
    if max(len(before), len(after)) <= _SHOWN_WHOLE:
        return f"{name} was “{before}” and is now “{after}”."
    return f"{name} has changed: {_first_change(old.text, new.text)}."


def _differing_lines(old: str, new: str) -> tuple[str, str]:
    """Of two texts of as many lines only the lines that differ, else both whole; on one line each."""
    before, after = old.split("\n"), new.split("\n")
    if len(before) == len(after):
        pairs = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
        before, after = [a for a, _ in pairs], [b for _, b in pairs]
    return " / ".join(filter(None, before)), " / ".join(filter(None, after))


def _first_change(old: str, new: str) -> str:
    """The first place where two texts differ, with a few words around it, and how many more there are."""
    pieces = compare_texts(old, new)
    start = next(n for n, piece in enumerate(pieces) if piece.fate is not Fate.KEPT)
    end = start
    while end < len(pieces) and pieces[end].fate is not Fate.KEPT:
        end += 1
    lead = _last_words(pieces[start - 1].text) if start else ""
    trail = _first_words(pieces[end].text) if end < len(pieces) else ""
    was = lead + _cut(_joined(pieces[start:end], Fate.REMOVED)) + trail
    now = lead + _cut(_joined(pieces[start:end], Fate.ADDED)) + trail
    places = _places(pieces) - 1
    more = f", and it differs in {places} more place{'s' if places > 1 else ''}" if places else ""
    return f"“{' '.join(was.split())}” is now “{' '.join(now.split())}”{more}"


def _places(pieces: Sequence[Piece]) -> int:
    kept = [True, *(piece.fate is Fate.KEPT for piece in pieces)]
    return sum(before and not here for before, here in pairwise(kept))


def _joined(pieces: Sequence[Piece], fate: Fate) -> str:
    return "".join(piece.text for piece in pieces if piece.fate is fate)


def _last_words(text: str) -> str:
    words = text.split()
    cut = "…" if len(words) > _AROUND else ""
    return cut + " ".join(words[-_AROUND:]) + (" " if text[-1:].isspace() else "")


def _first_words(text: str) -> str:
    words = text.split()
    cut = "…" if len(words) > _AROUND else ""
    return (" " if text[:1].isspace() else "") + " ".join(words[:_AROUND]) + cut


def _cut(text: str) -> str:
    words = text.split()
    if len(words) <= _MOST_WORDS:
        return text if "\n" not in text else " ".join(words)
    return " ".join(words[:_MOST_WORDS]) + " …"


def _wholes(parts: Sequence[PrintedPart]) -> dict[str, None]:
    return dict.fromkeys(part.whole for part in parts if part.whole)


def _order(parts: Sequence[PrintedPart], others: dict[str, PrintedPart]) -> list[str]:
    return [part.name for part in parts if part.name in others]


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
