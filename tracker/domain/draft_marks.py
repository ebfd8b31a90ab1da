"""Taking a marked-up copy's changes into a text that may have moved on since the draft went out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.markup import canonical, paragraphs_of
from tracker.domain.text_differences import compare_paragraphs
from tracker.domain.vocabulary import Labelled

_STAMP = re.compile(r"DRAFT – (?P<reference>\S+) – version (?P<number>[1-9][0-9]{0,5})")


class Decision(Labelled):
    """What a person says to one change of a marked-up copy, or to a comment in it.

    Words of one's own stand in the place of both texts, where the letter was changed here meanwhile too.
    """

    ACCEPTED = "accepted", "Accept"
    REFUSED = "refused", "Refuse"
    OWN = "own", "Use a wording of my own"


class DraftPart(StrEnum):
    """What a paragraph of a draft is printed from; FIXED where mark-up changes nothing."""

    OPENING = "opening"
    PARAGRAPHS = "paragraphs"
    CHIEF_CONSTABLE = "chief_constable"
    PCC = "pcc"
    REPLY = "reply"
    FIXED = ""


@dataclass(frozen=True)
class MarkedText:
    """A paragraph of one part of the letter: as it went out, as it came back, and as it stands now.

    `now` is None where it is in the letter no longer. `after` is the place, in the draft, of the paragraph
    that a wholly new one follows; then there is nothing that went out, and `now` is None.
    """

    key: str
    went_out: str
    came_back: str
    now: str | None
    is_joined: bool = False

    @property
    def is_conflict(self) -> bool:
        """Whether somebody changed it here too, to something else."""
        return not self.is_settled and (self.now is None or canonical(self.now) != canonical(self.went_out))

    @property
    def is_settled(self) -> bool:
        """Whether it says already what came back."""
        now = "" if self.now is None else canonical(self.now)
        return now == canonical(self.came_back) and not self.is_joined


@dataclass(frozen=True)
class NewText:
    """What came back for one paragraph of a part: None leaves it; `added` follows it as paragraphs."""

    text: str | None = None
    is_joined: bool = False
    added: tuple[str, ...] = ()


def stamp_of(reference: str, number: int) -> str:
    """The words at the head of a draft that goes out, by which its copy is known again."""
    return f"DRAFT – {reference} – version {number}"


def read_stamp(stamp: str) -> tuple[str, int] | None:
    """The letter and the number of the draft that a stamp names; None for what is no stamp."""
    found = _STAMP.search(" ".join(stamp.split()))
    return (found["reference"].upper(), int(found["number"])) if found else None


def places_now(went_out: Sequence[str], now: Sequence[str]) -> tuple[int | None, ...]:
    """Where each paragraph that went out stands now; None for one that is there no longer."""
    places: list[int | None] = []
    at = 0
    for pair in compare_paragraphs([canonical(one) for one in went_out], [canonical(one) for one in now]):
        if pair.old is not None:
            places.append(at if pair.new is not None else None)
        at += pair.new is not None
    return tuple(places)


def taken_in(went_out: Sequence[str], now: Sequence[str], accepted: Mapping[int, NewText]) -> tuple[str, ...]:
    """The paragraphs of one part with what was accepted of the copy, by its place in the draft.

    What changed here meanwhile stays where nothing else was accepted. A paragraph that is gone meanwhile
    comes back, after the one it followed, where its changed text is accepted.
    """
    places = places_now(went_out, now)
    # Slots: what stands before the first paragraph, then each paragraph with what follows it.
    slots: list[list[str]] = [[], *([text] for text in now)]
    joins: set[int] = set()
    last = 0
    for number in range(len(went_out)):
        place = places[number]
        new = accepted.get(number)
        slot = last if place is None else place + 1
        if new is not None:
            _change(slots[slot], new, is_gone=place is None)
            if new.is_joined and place is not None and new.text:
                joins.add(slot)
        last = slot
    return _together(slots, joins)


def _change(slot: list[str], new: NewText, *, is_gone: bool) -> None:
    if new.text is not None:
        made = list(paragraphs_of(new.text))
        slot[len(slot) if is_gone else 0 : len(slot) if is_gone else 1] = made
    slot.extend(new.added)


def _together(slots: list[list[str]], joins: set[int]) -> tuple[str, ...]:
    made: list[str] = []
    for number, slot in enumerate(slots):
        rest = list(slot)
        if number in joins and made and rest:
            made[-1] = f"{made[-1].rstrip()} {rest.pop(0).lstrip()}"
        made.extend(one for one in rest if one.strip())
    return tuple(made)
