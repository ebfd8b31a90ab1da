"""Which part of the register each paragraph of a letter's draft was printed from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.documents.letter import MissingFromLetter, keyed_paragraphs
from tracker.documents.printed import Letter
from tracker.domain.letter_places import LetterPlace, Part, place_of
from tracker.domain.permissions import Actor
from tracker.domain.refusals import Invalid
from tracker.domain.vocabulary import Voice
from tracker.models.base import db
from tracker.models.marked_copy import SentDraft
from tracker.models.response import Response
from tracker.queries.commitments import item_references
from tracker.services.letters import items_by_group, letter_draft
from tracker.services.response_views import ItemInResponse, ResponseInFull, response_in_full

OPENING, PARAGRAPHS = "opening", "paragraphs"
_NAMES = {
    Part.OFFICE: "The office’s address",
    Part.ADDRESSEE: "The addressee",
    Part.DATE: "The date",
    Part.SALUTATION: "The salutation",
    Part.SUBJECT: "The subject",
    Part.CLOSING: "The closing",
    Part.SIGNATORY: "The signatory",
    Part.ENCLOSURE: "The enclosure line",
    Part.APPENDIX_LABEL: "The label of the appendix",
    Part.APPENDIX_HEADING: "The heading of the appendix",
    Part.GROUP_HEADING: "The heading of a group of items",
    Part.ITEM_HEADING: "The heading of an item",
    Part.ITEM_TEXT: "The text of an item, as the inspectorate printed it",
    Part.POSITION: "The position on an item",
}


@dataclass(frozen=True)
class Target:
    """A part of the register that holds paragraphs: "opening", "paragraphs", or a voice of an item's answer.

    An empty part is printed from somewhere else, and no mark-up is taken into it.
    """

    part: str
    item_id: int | None = None


@dataclass(frozen=True)
class TargetedParagraph:
    """A paragraph of the draft with the part it was printed from."""

    key: str
    text: str
    target: Target


@dataclass(frozen=True)
class TargetedDraft:
    """The letter as a draft would print it now, paragraph by paragraph."""

    letter: Letter
    paragraphs: tuple[TargetedParagraph, ...]


def targeted_draft(*, response: Response, by: Actor, today: date) -> TargetedDraft:
    """The draft as it stands; raises Invalid naming what the letter lacks, NotAllowed who may not read it."""
    letter = letter_draft(response=response, by=by, today=today).letter
    full = response_in_full(response=response, by=by, today=today)
    try:
        keyed = keyed_paragraphs(letter)
    except MissingFromLetter as missing:
        raise Invalid(
            {"letter": f"A draft cannot be made yet. It lacks {', '.join(missing.names)}."}
        ) from missing
    voices = dict(_voices(response, full))
    made = []
    for one in keyed:
        place = place_of(one.key)
        target = _target(place, full, voices) if place else Target("")
        made.append(TargetedParagraph(one.key, one.text, target))
    return TargetedDraft(letter, tuple(made))


def _target(
    place: LetterPlace, full: ResponseInFull, voices: dict[tuple[int, int, int], tuple[ItemInResponse, Voice]]
) -> Target:
    if place.part is Part.TEXT:
        return Target(OPENING if full.opening and place.paragraph == 1 else PARAGRAPHS)
    if place.part is Part.ANSWER:
        item, voice = voices[place.appendix, place.item, place.voice]
        return Target(voice.value, item.id)
    return Target("")


def _voices(
    response: Response, full: ResponseInFull
) -> Iterator[tuple[tuple[int, int, int], tuple[ItemInResponse, Voice]]]:
    """The voice of each answer by the numbers of its appendix, item and voice, as the letter prints them."""
    appendix = 0
    for report in full.reports:
        groups = items_by_group(full, report, response.layout, prints_others=response.prints_items_for_others)
        appendix += bool(groups)
        for number, item in enumerate((item for _, items in groups for item in items), start=1):
            spoken = [(Voice.CHIEF_CONSTABLE, item.chief_constable)]
            if response.prints_pcc_responses:
                spoken += [(Voice.PCC, item.pcc), (Voice.REPLY, item.reply)]
            for count, voice in enumerate((voice for voice, said in spoken if said), start=1):
                yield (appendix, number, count), (item, voice)


def where_it_stands(draft: SentDraft) -> dict[str, str]:
    """Where a reader finds each paragraph of a draft that went out, by its key."""
    items = item_references(db.session(), [one.item_id for one in draft.paragraphs if one.item_id])
    made = {}
    for one in draft.paragraphs:
        place = place_of(one.key)
        if place is None:
            made[one.key] = "Somewhere else"
        elif place.part is Part.ANSWER and one.part:
            voice = Voice(one.part).label
            made[one.key] = f"{items.get(one.item_id or 0, '')}, {voice}, paragraph {place.paragraph}"
        elif place.part is Part.TEXT:
            made[one.key] = f"The letter, paragraph {place.paragraph}"
        else:
            made[one.key] = _NAMES.get(place.part, "Somewhere else")
    return made
