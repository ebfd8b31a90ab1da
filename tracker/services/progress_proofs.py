"""Proof of progress: added with its bytes made certain first, revised, and withdrawn with a reason."""

from datetime import date, datetime

from tracker.domain.audit import Change, EventName
from tracker.domain.cleaning import clean_text
from tracker.domain.ownership import Relation
from tracker.domain.permissions import Actor
from tracker.domain.progress_proofs import (
    ProofDetails,
    may_add_proof,
    may_change_proof,
    problem_with_reason,
)
from tracker.domain.refusals import Invalid
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import Marking, ProofOf
from tracker.models.base import db
from tracker.models.item import Item
from tracker.models.proof import Proof
from tracker.queries.item_states import current_states
from tracker.queries.ownership import relations_to
from tracker.queries.progress_proofs import items_of_proofs, revisions_of
from tracker.services.history import record
from tracker.services.items import subject_of
from tracker.services.proof_keeping import (
    AlreadyAttached,
    checked,
    facts_of,
    fingerprint,
    in_words,
    kept,
    proof_subject,
    put_down,
    refuse_known,
)
from tracker.services.proof_store import ProofStore
from tracker.services.reports import require
from tracker.services.writing import claim, verb


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
    details = checked(details, content, today)
    _may_add(item, by, today)
    sha256 = fingerprint(details, content)
    try:
        refuse_known([item.id], details, sha256)
        put_down(store, details, content)
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
    details = checked(details, content, today)
    require(_may_change(proof, by, today))
    sha256 = fingerprint(details, content)
    refuse_known([row.item_id for row in proof.items], details, sha256)
    put_down(store, details, content)
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
    refuse_known([item.id], details, sha256)
    row = kept([item.id], details, sha256, size, by=by, now=now)
    changes = [Change(subject_of(item), "proof", None, in_words(row)), *facts_of(row)]
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
    refuse_known([item.id for item in items], details, sha256)
    row = kept([item.id for item in items], details, sha256, size, by=by, now=now, revision_of=proof)
    changes = [Change(subject_of(item), "proof", in_words(proof), in_words(row)) for item in items]
    changes += [*facts_of(row), Change(proof_subject(proof), "replaced_by", None, str(row.id))]
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
    changes.append(Change(proof_subject(proof), "withdrawn_reason", None, reason))
    # Everybody reads the reason of an event; of a sensitive proof it stays with the proof.
    said = "" if proof.marking is Marking.OFFICIAL_SENSITIVE else reason
    record(name=EventName.PROGRESS_PROOF_WITHDRAWN, by=by, now=now, changes=changes, reason=said)


def relations_to_proof(proof: Proof, by: Actor, today: date) -> frozenset[Relation]:
    """How a person stands to any of a proof's items."""
    session = db.session()
    return frozenset(
        relation for row in proof.items for relation in relations_to(session, by, row.item_id, today)
    )


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
