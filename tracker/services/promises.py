"""The sentences of an issued letter that look like promises, and which of them are decided."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.domain.cleaning import clean_line
from tracker.domain.london_time import london_day
from tracker.domain.markup import join_paragraphs
from tracker.domain.permissions import Actor
from tracker.domain.phrasing.promises import ReadPromise, read_promises
from tracker.domain.vocabulary import Voice
from tracker.models.base import db
from tracker.models.commitment import Commitment
from tracker.models.response import Response
from tracker.queries.commitments import commitments_of
from tracker.services.response_views import ResponseInFull, response_in_full


@dataclass(frozen=True)
class LetterPart:
    """Where a sentence stands: a voice of an item's answer, or the letter's own paragraphs."""

    item_id: int | None
    item_reference: str
    voice: Voice | None
    heading: str = ""


@dataclass(frozen=True)
class Promise:
    """A sentence of a letter that looks like a promise; `key` tells it from every other of the letter."""

    key: str
    part: LetterPart
    read: ReadPromise


@dataclass(frozen=True)
class PromisesOfLetter:
    """What is still to be decided of a letter's sentences, and how many were offered in all."""

    undecided: tuple[Promise, ...]
    offered: int

    @property
    def decided(self) -> int:
        """How many of the sentences offered are decided."""
        return self.offered - len(self.undecided)


def said_on(response: Response) -> date:
    """The day that the dates of a letter's promises count from: its own, else when it was recorded."""
    return response.letter_dated or response.published_on or london_day(response.recorded_at)


def printed_texts(full: ResponseInFull) -> Iterator[tuple[LetterPart, tuple[str, ...]]]:
    """The paragraphs that the letter prints, part by part."""
    yield LetterPart(None, "", None), full.paragraphs
    for item in full.items:
        if not (full.prints_items_for_others or item.details.for_whom.is_ours):
            continue
        voices = [(Voice.CHIEF_CONSTABLE, item.chief_constable)]
        if full.prints_pcc_responses:
            voices += [(Voice.PCC, item.pcc), (Voice.REPLY, item.reply)]
        for voice, paragraphs in voices:
            if paragraphs:
                yield LetterPart(item.id, item.reference, voice, item.heading), paragraphs


def promises_of(*, response: Response, by: Actor, today: date) -> PromisesOfLetter:
    """The promises that an issued letter offers, and what is undecided; none before it is issued."""
    if not response.status.is_issued:
        return PromisesOfLetter((), 0)
    full = response_in_full(response=response, by=by, today=today)
    decided = Counter(
        _identity(one.item_id, one.voice, one.sentence)
        for one in commitments_of(db.session(), response)
        if one.sentence
    )
    seen: Counter[str] = Counter()
    undecided, offered = [], 0
    for part, paragraphs in printed_texts(full):
        for read in read_promises(join_paragraphs(paragraphs), said_on(response)):
            identity = _identity(part.item_id, part.voice, read.sentence)
            seen[identity] += 1
            offered += 1
            if seen[identity] > decided[identity]:
                undecided.append(Promise(f"{identity}-{seen[identity]}", part, read))
    return PromisesOfLetter(tuple(undecided), offered)


def undecided_promises(*, response: Response, by: Actor, today: date) -> tuple[Promise, ...]:
    """The promises of a letter that nobody has decided yet."""
    return promises_of(response=response, by=by, today=today).undecided


def made_in(response: Response) -> list[Commitment]:
    """What was decided of a letter, the promises first."""
    return sorted(commitments_of(db.session(), response), key=lambda one: one.kind == "not_a_promise")


def _identity(item_id: int | None, voice: Voice | None, sentence: str) -> str:
    words = f"{item_id or 0}\n{voice.value if voice else ''}\n{clean_line(sentence)}"
    return hashlib.sha256(words.encode()).hexdigest()[:16]
