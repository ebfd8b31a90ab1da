"""The letters of the inspectorate as pages show them."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.vocabulary import Effect
from tracker.models.base import db
from tracker.models.correspondence import Correspondence
from tracker.queries.correspondence import (
    ItemOfLetter,
    LetterOfItem,
    items_of_letters,
    letter_count,
    letters,
    letters_of_item,
)
from tracker.services.correspondence import get_letter
from tracker.services.items import get_item
from tracker.services.progress_proof_views import ProofView, proof_seen
from tracker.services.reports import require


@dataclass(frozen=True)
class LetterInFull:
    """One letter with what it says of each item."""

    key: int
    sender: str
    subject: str
    dated_on: date
    received_on: date
    words: str
    recorded_at: datetime
    recorded_by: str
    items: tuple[ItemOfLetter, ...]
    file: ProofView | None = None
    """Only of a letter by itself."""

    @property
    def effects(self) -> tuple[tuple[Effect, int], ...]:
        """What the letter does, and to how many items."""
        done = [item.effect for item in self.items]
        return tuple((effect, done.count(effect)) for effect in Effect if effect in done)


def letters_page(*, page: int, by: Actor, today: date) -> tuple[list[LetterInFull], int]:
    """One page of the letters that this person may know of, and how many there are."""
    require(may(by, Ability.READ_REGISTER))
    session = db.session()
    found = letters(session, by, today, page)
    items = items_of_letters(session, [letter.id for letter in found])
    return [_in_full(letter, items[letter.id]) for letter in found], letter_count(session, by, today)


def letter_in_full(*, key: int, by: Actor, today: date) -> LetterInFull:
    """One letter; NotHere for one that this person may not know of."""
    letter = get_letter(key=key, by=by, today=today)
    full = _in_full(letter, items_of_letters(db.session(), [key])[key])
    if letter.proof_id is None:
        return full
    return replace(full, file=proof_seen(key=letter.proof_id, by=by, today=today))


@dataclass(frozen=True)
class LettersOfItem:
    """The letters about one item, and whether this person may record another."""

    reference: str
    letters: tuple[LetterOfItem, ...]
    may_record: bool


def letters_about(*, reference: str, by: Actor, today: date) -> LettersOfItem:
    """The letters about an item, the latest first; NotHere and NotAllowed as for the item itself."""
    item, _ = get_item(reference=reference, by=by, today=today)
    found = letters_of_item(db.session(), item.id, by, today)
    return LettersOfItem(item.reference, tuple(found), bool(may(by, Ability.RECORD_CORRESPONDENCE)))


def _in_full(letter: Correspondence, items: list[ItemOfLetter]) -> LetterInFull:
    return LetterInFull(
        letter.id,
        letter.sender,
        letter.subject,
        letter.dated_on,
        letter.received_on,
        letter.words,
        letter.recorded_at,
        letter.recorded_by,
        tuple(items),
    )
