"""Letters of the inspectorate as they are read, as far as a person may know of their items."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, not_, select
from sqlalchemy.orm import Session

from tracker.domain.permissions import Actor
from tracker.domain.vocabulary import Effect
from tracker.models.correspondence import Correspondence, CorrespondenceItem
from tracker.models.item import Item
from tracker.queries.reports import MAX_ID, subjects_under_embargo

PAGE_SIZE = 50


def _known_to(actor: Actor, today: date) -> ColumnElement[bool]:
    """A letter is hidden with any of its items: its words may speak of what is under embargo."""
    return not_(Correspondence.id.in_(subjects_under_embargo(actor, today)["correspondence"]))


@dataclass(frozen=True)
class ItemOfLetter:
    """What a letter says of one item."""

    item_id: int
    reference: str
    text: str
    effect: Effect
    note: str


@dataclass(frozen=True)
class LetterOfItem:
    """A letter seen from one item."""

    key: int
    sender: str
    subject: str
    dated_on: date
    recorded_at: datetime
    effect: Effect
    note: str


def letters(session: Session, actor: Actor, today: date, page: int = 1) -> list[Correspondence]:
    """One page of the letters, the latest date first."""
    return list(
        session.scalars(
            select(Correspondence)
            .where(_known_to(actor, today))
            .order_by(Correspondence.dated_on.desc(), Correspondence.id.desc())
            .limit(PAGE_SIZE)
            .offset((page - 1) * PAGE_SIZE)
        )
    )


def letter_count(session: Session, actor: Actor, today: date) -> int:
    """How many letters this person may know of."""
    wanted = select(func.count()).select_from(Correspondence).where(_known_to(actor, today))
    return session.scalar(wanted) or 0


def letter_by_id(session: Session, key: int, actor: Actor, today: date) -> Correspondence | None:
    """One letter by its id, as far as this person may know of it."""
    if not 0 < key <= MAX_ID:
        return None
    wanted = select(Correspondence).where(Correspondence.id == key, _known_to(actor, today))
    return session.scalars(wanted).first()


def letter_by_nonce(session: Session, nonce: str) -> int | None:
    """The id of the letter that a form has saved already, None where it has saved none."""
    return session.scalar(select(Correspondence.id).where(Correspondence.nonce == nonce)) if nonce else None


def items_of_letters(session: Session, keys: Sequence[int]) -> dict[int, list[ItemOfLetter]]:
    """What each of these letters says, item by item, in the order of their references."""
    found: dict[int, list[ItemOfLetter]] = {key: [] for key in keys}
    rows = session.execute(
        select(
            CorrespondenceItem.correspondence_id,
            Item.id,
            Item.reference,
            Item.text,
            CorrespondenceItem.effect,
            CorrespondenceItem.note,
        )
        .join(Item, Item.id == CorrespondenceItem.item_id)
        .where(CorrespondenceItem.correspondence_id.in_(keys))
        .order_by(CorrespondenceItem.correspondence_id, Item.report_id, Item.position, Item.id)
    )
    for key, item_id, reference, text, effect, note in rows:
        found[key].append(ItemOfLetter(item_id, reference, text, effect, note))
    return found


def letters_of_item(session: Session, item_id: int, actor: Actor, today: date) -> list[LetterOfItem]:
    """The letters about an item, the latest date first."""
    rows = session.execute(
        select(
            Correspondence.id,
            Correspondence.sender,
            Correspondence.subject,
            Correspondence.dated_on,
            Correspondence.recorded_at,
            CorrespondenceItem.effect,
            CorrespondenceItem.note,
        )
        .join(CorrespondenceItem, CorrespondenceItem.correspondence_id == Correspondence.id)
        .where(CorrespondenceItem.item_id == item_id, _known_to(actor, today))
        .order_by(Correspondence.dated_on.desc(), Correspondence.id.desc())
    )
    return [LetterOfItem(*row) for row in rows]
