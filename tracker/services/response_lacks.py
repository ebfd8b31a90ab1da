"""What a response still lacks, in sentences, as far as a person may know of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.domain.completeness import AnswerState, missing_from_answer
from tracker.domain.items import heading_of
from tracker.domain.offices import DayParts
from tracker.domain.permissions import Actor, may_read_chief_constable, may_read_pcc
from tracker.domain.vocabulary import ResponseStatus
from tracker.models.item import Item
from tracker.models.response import Response
from tracker.queries.responses import Answered


@dataclass(frozen=True)
class Lack:
    """One thing a response still lacks; `place` says where it is put right: "letter", "offices",
    "publication", or the reference of an item."""

    sentence: str
    place: str


def lacks_of(response: Response, parts: DayParts, found: list[Answered], by: Actor) -> Iterator[Lack]:
    """Each thing that is missing, in the order in which a letter is made."""
    sees_force = bool(may_read_chief_constable(by, response.status))
    sees_pcc = bool(may_read_pcc(by, response.status))
    is_preparing = response.status is ResponseStatus.PREPARING
    for sentence in parts.missing:
        yield Lack(sentence, "offices")
    if response.letter_dated is None:
        yield Lack("The letter has no date yet.", "letter")
    if parts.signature_image_id is None:
        wanted = ": it is wanted before the letter is issued" if is_preparing else ""
        yield Lack(f"There is no signature image for the signatory{wanted}.", "letter")
    if response.status is ResponseStatus.ISSUED and response.published_on is None:
        sentence = "The publication of the comments is not recorded: it is what the 56 days time."
        yield Lack(sentence, "publication")
    for one in found:
        state = _state_of(one.item, one)
        for sentence in missing_from_answer(state, tells_of_force=sees_force, tells_of_pcc=sees_pcc):
            yield Lack(sentence, one.item.reference)


def _state_of(item: Item, one: Answered) -> AnswerState:
    answer = one.answer
    return AnswerState(
        item.reference,
        heading_of(item.kind, item.number, item.heading),
        item.kind,
        item.for_whom,
        answer.chief_constable if answer else "",
        answer.pcc if answer else "",
        answer.stance if answer else None,
        answer.stance_reason if answer else "",
    )
