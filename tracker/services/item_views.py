"""An item in full, as far as a person may see it: its record, its neighbours, the answers given to it."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.items import ItemDetails, heading_of, warnings_of
from tracker.domain.permissions import (
    Ability,
    Actor,
    may,
    may_read_chief_constable,
    may_read_pcc,
    may_take_off_list,
)
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import OffListReason, Position, ResponseStatus, Voice
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.report import Report
from tracker.queries.commissions import is_commissioned
from tracker.queries.issued_words import words_being_corrected
from tracker.queries.items import LinkedItem, children_of, linked_items, parent_of
from tracker.queries.responses import AnswerInLetter, answers_to_item
from tracker.services.items import details_of
from tracker.services.said import Said, said_in


@dataclass(frozen=True)
class NearItem:
    """The item above or one below."""

    reference: str
    heading: str
    text: str


@dataclass(frozen=True)
class GivenAnswer:
    """What one letter says to the item, in the voices this person may read."""

    response: str
    status: ResponseStatus
    letter_dated: date | None
    stance: Position | None
    stance_reason: str
    voices: tuple[tuple[Voice, str], ...]


@dataclass(frozen=True)
class ItemInFull:
    """Everything a person may see of an item today."""

    id: int
    reference: str
    version: int
    heading: str
    details: ItemDetails
    report_reference: str
    report_title: str
    published_on: date
    parent: NearItem | None
    children: tuple[NearItem, ...]
    warnings: tuple[str, ...]
    off_list_reason: OffListReason | None
    off_list_on: date | None
    off_list_note: str
    answers: tuple[GivenAnswer, ...]
    links: tuple[LinkedItem, ...]
    may_edit: Verdict
    may_take_off: Verdict


def item_in_full(*, item: Item, report: Report, by: Actor, today: date) -> ItemInFull:
    """The item as this person may see it today; drafts of the other side are left out."""
    session = db.session()
    details = details_of(item)
    parent = parent_of(session, item, by, today)
    answers = (_given(found, by) for found in answers_to_item(session, item))
    return ItemInFull(
        id=item.id,
        reference=item.reference,
        version=item.version,
        heading=heading_of(item.kind, item.number, item.heading),
        details=details,
        report_reference=report.reference,
        report_title=report.title,
        published_on=report.published_on,
        parent=_near(parent) if parent else None,
        children=tuple(_near(child) for child in children_of(session, item, by, today)),
        warnings=tuple(warnings_of(details)),
        off_list_reason=item.off_list_reason,
        off_list_on=item.off_list_on,
        off_list_note=item.off_list_note,
        answers=tuple(answer for answer in answers if answer is not None),
        links=tuple(linked_items(session, item, by, today)),
        may_edit=may(by, Ability.EDIT_ITEMS),
        may_take_off=may_take_off_list(by, item.for_whom),
    )


def _near(item: Item) -> NearItem:
    return NearItem(item.reference, heading_of(item.kind, item.number, item.heading), item.text)


def _given(found: AnswerInLetter, by: Actor) -> GivenAnswer | None:
    """The answer without the voices that are still kept from this person; None where nothing is left."""
    answer, response = found.answer, found.response
    issued = words_being_corrected(db.session(), response)
    status = response.status
    if issued is not None:
        # What was issued stands until the corrected version is.
        status = ResponseStatus.PUBLISHED if response.published_on else ResponseStatus.ISSUED
    said = said_in(answer, issued, is_live=issued is None) or Said()
    reads_pcc = bool(may_read_pcc(by, status))
    asked = is_commissioned(db.session(), response.id, answer.item_id)
    is_withheld = asked and answer.chief_constable_cleared_on is None
    reads_force = bool(may_read_chief_constable(by, status, is_withheld=is_withheld))
    voices = [(Voice.CHIEF_CONSTABLE, said.chief_constable, reads_force)]
    voices += [(Voice.PCC, said.pcc, reads_pcc), (Voice.REPLY, said.reply, reads_pcc)]
    shown = tuple((voice, text) for voice, text, is_open in voices if is_open and text)
    stance = said.stance if reads_pcc else None
    if not shown and stance is None:
        return None
    return GivenAnswer(
        response.reference,
        status,
        issued.letter_dated if issued is not None else response.letter_dated,
        stance,
        said.stance_reason if reads_pcc else "",
        shown,
    )
