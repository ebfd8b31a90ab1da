"""Whose names a public paper does not say: everybody's who is known here but the chief officers'."""

import re
from collections.abc import Collection, Iterable

from tracker.domain.boards import BoardRole
from tracker.domain.cleaning import is_blank
from tracker.domain.paper_public import KnownName

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

OF_AN_ACCOUNT = "a member of staff"
"""What stands for somebody of whom no post is recorded."""


def names_to_take_out(people: Iterable[KnownName], chief_officers: Collection[str]) -> tuple[KnownName, ...]:
    """Each person below chief officer once, under the first title given; chief officers may be named."""
    chiefs = [_words(name) for name in chief_officers]
    found: dict[frozenset[str], KnownName] = {}
    for person in people:
        words = _words(person.name)
        if is_blank(person.name) or any(_is_one(words, chief) for chief in chiefs):
            continue
        found.setdefault(words, person)
    return tuple(found.values())


def _words(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(name))


def _is_one(words: frozenset[str], chief: frozenset[str]) -> bool:
    """Whether two names may be one person's: honours and ranks stand in one of them and not in the other."""
    return min(len(words), len(chief)) > 1 and (words <= chief or chief <= words)


def stands_for_post(title: str) -> str:
    """What stands for the holder of a post."""
    return f"the {title}"


def stands_for_role(role: BoardRole, agency: str) -> str:
    """What stands for somebody who sits on a board."""
    if role is not BoardRole.MEMBER:
        return f"the {role.label.lower()} of the board"
    return f"the member for {agency}" if agency else "a member of the board"
