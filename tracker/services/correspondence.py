"""Correspondence: one letter of the inspectorate recorded once, its file, and what it does to each item."""

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
    what_it_shows,
)
from tracker.domain.file_names import clean_file_name
from tracker.domain.permissions import Ability, Actor, may
from tracker.domain.progress_proofs import ProofDetails
from tracker.domain.refusals import Conflict, Invalid, NotHere
from tracker.domain.vocabulary import Effect, Marking
from tracker.models.base import db
from tracker.models.correspondence import Correspondence, CorrespondenceItem
from tracker.models.item import Item
from tracker.models.progress import Progress
from tracker.models.proof import Proof
from tracker.models.report import Report
from tracker.queries.correspondence import letter_by_id, letter_by_nonce
from tracker.services.delivery import in_hand, moved
from tracker.services.history import record
from tracker.services.item_states import restated
from tracker.services.items import subject_of
from tracker.services.proof_keeping import (
    AlreadyAttached,
    checked,
    facts_of,
    fingerprint,
    in_words,
    kept,
    put_down,
    refuse_known,
)
from tracker.services.proof_store import ProofStore
from tracker.services.reports import require
from tracker.services.writing import claim, verb


@dataclass(frozen=True)
class Said:
    """What a letter says of one item."""

    item: Item
    effect: Effect
    note: str = ""


@dataclass(frozen=True)
class LetterFile:
    """The file of a letter, which becomes proof of all its items, and where proofs are kept."""

    name: str
    content: bytes
    store: ProofStore
    marking: Marking = Marking.OFFICIAL


@dataclass(frozen=True)
class _FileAsProof:
    """What the proof says that a letter's file becomes."""

    details: ProofDetails
    sha256: str
    size: int


def get_letter(*, key: int, by: Actor, today: date) -> Correspondence:
    """One letter, or NotHere; so is one about an item that this person may not know of."""
    require(may(by, Ability.READ_REGISTER))
    found = letter_by_id(db.session(), key, by, today)
    if found is None:
        raise NotHere("There is no such letter.")
    return found


def record_correspondence(
    *,
    details: LetterDetails,
    said: Sequence[Said],
    nonce: str,
    by: Actor,
    now: datetime,
    today: date,
    file: LetterFile | None = None,
) -> Correspondence:
    """Record a letter of the inspectorate: it closes items, withdraws closures, mentions, in one save.

    The bytes of its file are on the disk before the record is, as with every proof.
    """
    require(may(by, Ability.RECORD_CORRESPONDENCE))
    details = _cleaned(details)
    proof = _as_proof(details, file) if file is not None else None
    unfit = _unfit(proof, file.content, today) if proof and file else {}
    _rows(details, said, nonce, proof, by, today, unfit)
    if proof and file:
        put_down(file.store, proof.details, file.content)
    return _record(details=details, said=said, nonce=nonce, by=by, now=now, today=today, proof=proof)


@verb
def _record(
    *,
    details: LetterDetails,
    said: Sequence[Said],
    nonce: str,
    by: Actor,
    now: datetime,
    today: date,
    proof: _FileAsProof | None,
) -> Correspondence:
    rows = _rows(details, said, nonce, proof, by, today, {})
    keys = [one.item.id for one in said]
    kept_file = kept(keys, proof.details, proof.sha256, proof.size, by=by, now=now) if proof else None
    letter = _new_letter(details, rows, keys, nonce, kept_file, by, now)
    subject = Subject("correspondence", letter.id, f"letter {letter.id}")
    changes = differences(subject, {}, _facts(details, kept_file))
    for one, row in zip(said, rows, strict=True):
        changes += _done_to(one, row.note, letter, details, by)
    if kept_file is not None:
        changes += [Change(subject_of(one.item), "proof", None, in_words(kept_file)) for one in said]
        changes += facts_of(kept_file)
    changes += restated(items=[one.item for one in said], now=now)
    record(name=EventName.CORRESPONDENCE_RECORDED, by=by, now=now, changes=changes)
    return letter


def _new_letter(
    details: LetterDetails,
    rows: Sequence[ItemInLetter],
    keys: Sequence[int],
    nonce: str,
    kept_file: Proof | None,
    by: Actor,
    now: datetime,
) -> Correspondence:
    assert details.dated_on is not None
    assert details.received_on is not None
    letter = Correspondence(
        sender=details.sender,
        subject=details.subject,
        dated_on=details.dated_on,
        received_on=details.received_on,
        words=details.words,
        proof_id=kept_file.id if kept_file is not None else None,
        recorded_at=now,
        recorded_by=by.name,
        nonce=nonce,
        items=[
            CorrespondenceItem(item_id=key, effect=row.effect, note=row.note)
            for key, row in zip(keys, rows, strict=True)
        ],
    )
    db.session.add(letter)
    db.session.flush()
    return letter


def _rows(
    details: LetterDetails,
    said: Sequence[Said],
    nonce: str,
    proof: _FileAsProof | None,
    by: Actor,
    today: date,
    unfit: dict[str, str],
) -> list[ItemInLetter]:
    """What the letter says, item by item, where all of it holds; else every problem at once."""
    if letter_by_nonce(db.session(), nonce) is not None:
        raise Conflict(by.name)
    rows = [_in_letter(one, by, today) for one in said]
    problems = unfit | problems_with_letter(details, today) | problems_with_items(by, details, rows)
    if proof is not None and "file" not in problems:
        problems |= _known(said, proof)
    if problems:
        raise Invalid(problems)
    return rows


def _as_proof(details: LetterDetails, file: LetterFile) -> _FileAsProof:
    given = ProofDetails(
        shows=what_it_shows(details),
        file_name=clean_file_name(file.name),
        effective_on=details.dated_on,
        received_on=details.received_on,
        marking=file.marking,
    )
    return _FileAsProof(given, fingerprint(given, file.content) or "", len(file.content))


def _unfit(proof: _FileAsProof, content: bytes, today: date) -> dict[str, str]:
    """Why these bytes are no proof; what the letter itself lacks is told with the letter."""
    try:
        checked(proof.details, content, today)
    except Invalid as refusal:
        return {name: words for name, words in refusal.problems.items() if name in ("file", "received_on")}
    return {}


def _known(said: Sequence[Said], proof: _FileAsProof) -> dict[str, str]:
    """Why a file that was here before is not kept again."""
    try:
        refuse_known([one.item.id for one in said], proof.details, proof.sha256)
    except AlreadyAttached as found:
        words = f"This file is attached to one of these items already, as proof {found.key}."
        return {"file": f"{words} Record the letter without it."}
    except Invalid as refusal:
        return dict(refusal.problems)
    return {}


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


def _facts(details: LetterDetails, proof: Proof | None) -> dict[str, str | None]:
    return {
        "sender": details.sender,
        "subject": details.subject,
        "dated_on": as_text(details.dated_on),
        "received_on": as_text(details.received_on),
        "words": details.words,
        "proof": in_words(proof) if proof is not None else None,
    }
