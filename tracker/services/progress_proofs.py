"""Proof of progress: added with its bytes made certain first, revised, and withdrawn with a reason."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from tracker.domain.audit import Change, EventName, Subject, as_text
from tracker.domain.cleaning import clean_line, clean_text
from tracker.domain.file_names import clean_file_name, media_type
from tracker.domain.ownership import Relation
from tracker.domain.permissions import Actor
from tracker.domain.progress_proofs import (
    REDACTED_BEFORE,
    ProofDetails,
    may_add_proof,
    may_change_proof,
    problem_with_reason,
    problems_with_proof,
)
from tracker.domain.refusals import Invalid
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import Marking, ProofOf
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.proof import Proof, ProofItem
from tracker.queries.item_states import current_states
from tracker.queries.ownership import relations_to
from tracker.queries.progress_proofs import (
    actions_of,
    items_of_proofs,
    revisions_of,
    same_proof,
    was_redacted,
)
from tracker.readers.progress_proofs import check_progress_proof
from tracker.readers.unreadable import UnreadableFile
from tracker.services.history import record
from tracker.services.items import subject_of
from tracker.services.proof_store import ProofStore
from tracker.services.reports import require
from tracker.services.writing import claim, verb


class AlreadyAttached(Invalid):
    """The same file or link is proof of this item already; `key` is the proof that holds it."""

    def __init__(self, key: int, field: str) -> None:
        what = "file" if field == "file" else "web address"
        super().__init__({field: f"This {what} is already attached to this item, as proof {key}."})
        self.key = key


def add_proof(
    *,
    item: Item,
    details: ProofDetails,
    content: bytes,
    store: ProofStore,
    by: Actor,
    now: datetime,
    today: date,
) -> Proof:
    """Add a file or a link as proof of progress on an item; pressed twice, it is added once.

    The bytes are on the disk before the record is: a crash in between leaves a file that a sweep removes,
    never a record without its file.
    """
    details = _checked(details, content, today)
    _may_add(item, by, today)
    sha256 = _fingerprint(details, content)
    try:
        _refuse_known([item.id], details, sha256)
        _put(store, details, content)
        return _add(item=item, details=details, sha256=sha256, size=len(content), by=by, now=now, today=today)
    except AlreadyAttached as refusal:
        found = db.session().get_one(Proof, refusal.key)
        if found.added_by_id == by.account_id and _details_of(found) == details:
            return found
        raise


def revise_proof(
    *,
    proof: Proof,
    version: int,
    details: ProofDetails,
    content: bytes,
    store: ProofStore,
    by: Actor,
    now: datetime,
    today: date,
) -> Proof:
    """Put a newer file or link in the place of a proof, which stays to be read."""
    details = _checked(details, content, today)
    require(_may_change(proof, by, today))
    sha256 = _fingerprint(details, content)
    _refuse_known([row.item_id for row in proof.items], details, sha256)
    _put(store, details, content)
    return _revise(
        proof=proof,
        version=version,
        details=details,
        sha256=sha256,
        size=len(content),
        by=by,
        now=now,
        today=today,
    )


@verb
def _add(
    *,
    item: Item,
    details: ProofDetails,
    sha256: str | None,
    size: int,
    by: Actor,
    now: datetime,
    today: date,
) -> Proof:
    _may_add(item, by, today)
    _refuse_known([item.id], details, sha256)
    row = _kept([item.id], details, sha256, size, by=by, now=now)
    changes = [Change(subject_of(item), "proof", None, in_words(row)), *_facts(row)]
    record(name=EventName.PROGRESS_PROOF_ADDED, by=by, now=now, changes=changes)
    return row


@verb
def _revise(
    *,
    proof: Proof,
    version: int,
    details: ProofDetails,
    sha256: str | None,
    size: int,
    by: Actor,
    now: datetime,
    today: date,
) -> Proof:
    claim(proof, version, "proof")
    require(_may_change(proof, by, today))
    items = items_of_proofs(db.session(), [proof.id])[proof.id]
    _refuse_known([item.id for item in items], details, sha256)
    row = _kept([item.id for item in items], details, sha256, size, by=by, now=now, revision_of=proof)
    changes = [Change(subject_of(item), "proof", in_words(proof), in_words(row)) for item in items]
    changes += [*_facts(row), Change(_subject(proof), "replaced_by", None, str(row.id))]
    record(name=EventName.PROGRESS_PROOF_ADDED, by=by, now=now, changes=changes)
    return row


@verb
def withdraw_proof(*, proof: Proof, version: int, reason: str, by: Actor, now: datetime, today: date) -> None:
    """Say that a proof shows nothing any more, and why; it stays to be read."""
    reason = clean_text(reason).strip()
    claim(proof, version, "proof")
    require(_may_change(proof, by, today))
    if problem := problem_with_reason(reason):
        raise Invalid({"reason": problem})
    proof.withdrawn_at, proof.withdrawn_by, proof.withdrawn_reason = now, by.name, reason
    items = items_of_proofs(db.session(), [proof.id])[proof.id]
    changes = [Change(subject_of(item), "proof", in_words(proof), "withdrawn") for item in items]
    changes.append(Change(_subject(proof), "withdrawn_reason", None, reason))
    # Everybody reads the reason of an event; of a sensitive proof it stays with the proof.
    said = "" if proof.marking is Marking.OFFICIAL_SENSITIVE else reason
    record(name=EventName.PROGRESS_PROOF_WITHDRAWN, by=by, now=now, changes=changes, reason=said)


def in_words(proof: Proof) -> str:
    """A proof as an item's history tells it; of a sensitive one everybody reads no more than its number."""
    if proof.marking is Marking.OFFICIAL_SENSITIVE:
        return f"Proof {proof.id}, {proof.marking.label}"
    what = proof.address or f"{proof.file_name} (SHA-256 {proof.sha256})"
    return f"Proof {proof.id}: {proof.shows}\n{what}"


def relations_to_proof(proof: Proof, by: Actor, today: date) -> frozenset[Relation]:
    """How a person stands to any of a proof's items."""
    session = db.session()
    return frozenset(
        relation for row in proof.items for relation in relations_to(session, by, row.item_id, today)
    )


def _checked(details: ProofDetails, content: bytes, today: date) -> ProofDetails:
    """The details with their texts cleaned, where they and the file hold."""
    details = replace(
        details,
        shows=clean_text(details.shows).strip(),
        address=clean_line(details.address).strip(),
        file_name=clean_file_name(details.file_name) if details.file_name else "",
    )
    problems = problems_with_proof(details, today)
    if details.file_name:
        try:
            check_progress_proof(details.file_name, content)
        except UnreadableFile as refusal:
            problems.setdefault("file", str(refusal))
    if problems:
        raise Invalid(problems)
    return details


def _may_add(item: Item, by: Actor, today: date) -> None:
    session = db.session()
    standing = current_states(session, [item.id])[item.id].standing
    require(may_add_proof(by, relations_to(session, by, item.id, today), standing))


def _may_change(proof: Proof, by: Actor, today: date) -> Verdict:
    return may_change_proof(
        by,
        relations_to_proof(proof, by, today),
        is_withdrawn=proof.withdrawn_at is not None,
        is_replaced=proof.id in revisions_of(db.session(), [proof.id]),
    )


def _fingerprint(details: ProofDetails, content: bytes) -> str | None:
    return hashlib.sha256(content).hexdigest() if details.file_name else None


def _put(store: ProofStore, details: ProofDetails, content: bytes) -> None:
    if details.file_name:
        store.put(content)


def _refuse_known(item_ids: Sequence[int], details: ProofDetails, sha256: str | None) -> None:
    """Refuse what is attached already, what a redaction removed, and an action of another item."""
    session = db.session()
    if was_redacted(session, sha256):
        raise Invalid({"file": REDACTED_BEFORE})
    found = same_proof(session, item_ids, sha256=sha256, address=details.address)
    if found is not None:
        raise AlreadyAttached(found.id, "file" if sha256 else "address")
    actions = {action.id for action in actions_of(session, item_ids)}
    if details.action_id is not None and details.action_id not in actions:
        raise Invalid({"action": "Choose an action of this item."})


def _kept(
    item_ids: Sequence[int],
    details: ProofDetails,
    sha256: str | None,
    size: int,
    *,
    by: Actor,
    now: datetime,
    revision_of: Proof | None = None,
) -> Proof:
    assert details.received_on is not None
    row = Proof(
        kind=details.kind,
        shows=details.shows,
        address=details.address,
        file_name=details.file_name,
        media_type=media_type(details.file_name) if details.file_name else "",
        sha256=sha256,
        size=size if details.file_name else None,
        effective_on=details.effective_on,
        received_on=details.received_on,
        marking=details.marking,
        action_id=details.action_id,
        revision_of_id=revision_of.id if revision_of else None,
        added_at=now,
        added_by=by.name,
        added_by_id=by.account_id,
        withdrawn_reason="",
        items=[ProofItem(item_id=key) for key in item_ids],
    )
    db.session.add(row)
    db.session.flush()
    return row


def _subject(proof: Proof) -> Subject:
    return Subject("proof", proof.id, f"proof {proof.id}")


def _facts(proof: Proof) -> list[Change]:
    """Everything a new proof says, for the history's digests; its own lines are shown to nobody."""
    facts = {
        "shows": proof.shows,
        "address": proof.address or None,
        "file_name": proof.file_name or None,
        "sha256": proof.sha256,
        "size": proof.size,
        "effective_on": proof.effective_on,
        "received_on": proof.received_on,
        "marking": proof.marking.value,
        "action": proof.action_id,
    }
    subject = _subject(proof)
    return [
        Change(subject, field, None, as_text(value)) for field, value in facts.items() if value is not None
    ]


def _details_of(proof: Proof) -> ProofDetails:
    return ProofDetails(
        shows=proof.shows,
        address=proof.address,
        file_name=proof.file_name if proof.kind is ProofOf.FILE else "",
        effective_on=proof.effective_on,
        received_on=proof.received_on,
        marking=proof.marking,
        action_id=proof.action_id,
    )
