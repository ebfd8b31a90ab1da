"""What every proof of progress goes through: checked, put on the disk, kept as a record, told in words."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from tracker.domain.audit import Change, Subject, as_text
from tracker.domain.cleaning import clean_line, clean_text
from tracker.domain.file_names import clean_file_name, media_type
from tracker.domain.permissions import Actor
from tracker.domain.progress_proofs import REDACTED_BEFORE, ProofDetails, problems_with_proof
from tracker.domain.refusals import Invalid
from tracker.domain.vocabulary import Marking
from tracker.models.base import db
from tracker.models.proof import Proof, ProofItem
from tracker.queries.progress_proofs import actions_of, same_proof, was_redacted
from tracker.readers.progress_proofs import check_progress_proof
from tracker.readers.unreadable import UnreadableFile
from tracker.services.proof_store import ProofStore


class AlreadyAttached(Invalid):
    """The same file or link is proof of this item already; `key` is the proof that holds it."""

    def __init__(self, key: int, field: str) -> None:
        what = "file" if field == "file" else "web address"
        super().__init__({field: f"This {what} is already attached to this item, as proof {key}."})
        self.key = key


def checked(details: ProofDetails, content: bytes, today: date) -> ProofDetails:
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


def fingerprint(details: ProofDetails, content: bytes) -> str | None:
    """The SHA-256 of a file, None for a link."""
    return hashlib.sha256(content).hexdigest() if details.file_name else None


def put_down(store: ProofStore, details: ProofDetails, content: bytes) -> None:
    """Put the bytes of a file on the disk, before the record of it is made. Raises StoreFull."""
    if details.file_name:
        store.put(content)


def refuse_known(item_ids: Sequence[int], details: ProofDetails, sha256: str | None) -> None:
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


def kept(
    item_ids: Sequence[int],
    details: ProofDetails,
    sha256: str | None,
    size: int,
    *,
    by: Actor,
    now: datetime,
    revision_of: Proof | None = None,
) -> Proof:
    """The record of a new proof of these items, inside a larger act."""
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


def proof_subject(proof: Proof) -> Subject:
    """A proof as the history names it."""
    return Subject("proof", proof.id, f"proof {proof.id}")


def facts_of(proof: Proof) -> list[Change]:
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
    subject = proof_subject(proof)
    return [
        Change(subject, field, None, as_text(value)) for field, value in facts.items() if value is not None
    ]


def in_words(proof: Proof) -> str:
    """A proof as an item's history tells it; of a sensitive one everybody reads no more than its number."""
    if proof.marking is Marking.OFFICIAL_SENSITIVE:
        return f"Proof {proof.id}, {proof.marking.label}"
    what = proof.address or f"{proof.file_name} (SHA-256 {proof.sha256})"
    return f"Proof {proof.id}: {proof.shows}\n{what}"
