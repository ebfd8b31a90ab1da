"""Correspondence: one letter of the inspectorate recorded once, with what it does to each item."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.domain.audit import Change, EventName, Subject, as_text, differences
from tracker.domain.cleaning import clean_line, clean_text
from tracker.domain.correspondence import (
    MOVES,
    ItemInLetter,
    LetterDetails,
    problems_with_items,
    problems_with_letter,
)
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.refusals import Conflict, Invalid, NotHere
from tracker.domain.vocabulary import Effect
from tracker.models.base import db
from tracker.models.correspondence import Correspondence, CorrespondenceItem
from tracker.models.item import Item
from tracker.models.progress import Progress
from tracker.models.report import Report
from tracker.queries.correspondence import letter_by_id, letter_by_nonce
from tracker.services.delivery import in_hand, moved
from tracker.services.history import record
from tracker.services.item_states import restated
from tracker.services.items import subject_of
from tracker.services.reports import require
from tracker.services.writing import claim, verb


@dataclass(frozen=True)
class Said:
    """What a letter says of one item."""

    item: Item
    effect: Effect
    note: str = ""


def get_letter(*, key: int, by: Actor, today: date) -> Correspondence:
    """One letter, or NotHere; so is one about an item that this person may not know of."""
    require(may(by, Ability.READ_REGISTER))
    found = letter_by_id(db.session(), key, by, today)
    if found is None:
        raise NotHere("There is no such letter.")
    return found


@verb
def record_correspondence(
    *,
    details: LetterDetails,
    said: Sequence[Said],
    nonce: str,
    by: Actor,
    now: datetime,
    today: date,
) -> Correspondence:
    """Record a letter of the inspectorate: it closes items, withdraws closures, mentions, in one save."""
    require(may(by, Ability.RECORD_CORRESPONDENCE))
    if letter_by_nonce(db.session(), nonce) is not None:
        raise Conflict(by.name)
    details = _cleaned(details)
    rows = [_in_letter(one, by, today) for one in said]
    problems = problems_with_letter(details, today) | problems_with_items(by, details, rows)
    if problems:
        raise Invalid(problems)
    assert details.dated_on is not None
    assert details.received_on is not None
    letter = Correspondence(
        sender=details.sender,
        subject=details.subject,
        dated_on=details.dated_on,
        received_on=details.received_on,
        words=details.words,
        recorded_at=now,
        recorded_by=by.name,
        nonce=nonce,
        items=[
            CorrespondenceItem(item_id=one.item.id, effect=one.effect, note=row.note)
            for one, row in zip(said, rows, strict=True)
        ],
    )
    db.session.add(letter)
    db.session.flush()
    changes = differences(Subject("correspondence", letter.id, f"letter {letter.id}"), {}, _facts(details))
    for one, row in zip(said, rows, strict=True):
        changes += _done_to(one, row.note, letter, details, by)
    changes += restated(items=[one.item for one in said], now=now)
    record(name=EventName.CORRESPONDENCE_RECORDED, by=by, now=now, changes=changes)
    return letter


def _cleaned(details: LetterDetails) -> LetterDetails:
    return LetterDetails(
        sender=clean_line(details.sender).strip(),
        subject=clean_line(details.subject).strip(),
        dated_on=details.dated_on,
        received_on=details.received_on,
        words=clean_text(details.words).strip(),
        closure_level=clean_line(details.closure_level).strip(),
    )


def _in_letter(said: Said, by: Actor, today: date) -> ItemInLetter:
    session = db.session()
    return ItemInLetter(
        reference=said.item.reference,
        effect=said.effect,
        note=clean_line(said.note).strip(),
        published_on=session.get_one(Report, said.item.report_id).published_on,
        closed_on=session.get_one(Progress, said.item.id).closed_on,
        in_hand=in_hand(item=said.item, by=by, today=today),
    )


def _done_to(
    said: Said, note: str, letter: Correspondence, details: LetterDetails, by: Actor
) -> list[Change]:
    """What the letter does to one item: its move if it makes one, and in any case a line of its history."""
    words = f"{said.effect.label}: {details.sender}, “{details.subject}”" + (f". {note}" if note else "")
    changes = [Change(subject_of(said.item), "inspectorate_letter", None, words)]
    move = MOVES.get(said.effect)
    if move is None:
        return changes
    progress = db.session.get_one(Progress, said.item.id)
    claim(progress, progress.version, "item")
    level = details.closure_level if said.effect is Effect.CLOSES else ""
    return changes + moved(
        item=said.item, move=move, on=letter.dated_on, who=letter.sender, by=by, level=level
    )


def _facts(details: LetterDetails) -> dict[str, str | None]:
    return {
        "sender": details.sender,
        "subject": details.subject,
        "dated_on": as_text(details.dated_on),
        "received_on": as_text(details.received_on),
        "words": details.words,
    }
