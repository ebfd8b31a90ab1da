"""Paragraphs of a letter as somebody arranges them: boxes in a row, and where an old paragraph went."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from tracker.domain.cleaning import search_form

MOST_BOXES = 60
"""The most paragraphs a page offers boxes for."""
_LEAST_ALIKE = 0.5  # share of words; what is less alike than this is another paragraph
_ACT = re.compile(r"(add|up|down|remove)-([0-9]{1,2})")


def rearranged(texts: Sequence[str], act: str) -> tuple[str, ...] | None:
    """The paragraphs after an act such as "up-2" or "add-0" (counted from 0); None for what is no act.

    "add-N" puts an empty paragraph behind that number's; an act that cannot be done changes nothing.
    """
    found = _ACT.fullmatch(act)
    if found is None:
        return None
    boxes, verb, at = list(texts), found[1], int(found[2])
    if verb == "add" and at <= len(boxes) < MOST_BOXES:
        boxes.insert(at + 1, "")
    elif verb == "remove" and at < len(boxes):
        del boxes[at]
    elif verb == "up" and 0 < at < len(boxes):
        boxes[at - 1], boxes[at] = boxes[at], boxes[at - 1]
    elif verb == "down" and at + 1 < len(boxes):
        boxes[at], boxes[at + 1] = boxes[at + 1], boxes[at]
    return tuple(boxes)


def box_after(act: str, count: int) -> int:
    """The box, counted from 0, that an act was about, where it stands now among so many."""
    found = _ACT.fullmatch(act)
    if found is None:
        return 0
    at = int(found[2]) + {"add": 1, "up": -1, "down": 1, "remove": 0}[found[1]]
    return max(0, min(at, count - 1))


def place_of_passage(passage: str, paragraphs: Sequence[str]) -> int | None:
    """Where a paragraph stands now: the same words, else the likest ones; None where it is gone."""
    if passage in paragraphs:
        return list(paragraphs).index(passage)
    words = search_form(passage).split()
    shares = [
        SequenceMatcher(None, words, search_form(text).split(), autojunk=False).ratio() for text in paragraphs
    ]
    best = max(shares, default=0.0)
    return shares.index(best) if best >= _LEAST_ALIKE else None
