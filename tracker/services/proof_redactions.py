"""The files of proofs in which the words of a redaction stand: found, destroyed, and followed by their text.

A picture or a PDF holds no words that can be found here: it goes when the words stand in its file's name.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tracker.domain.audit import Change, Subject
from tracker.domain.file_names import ending_of
from tracker.domain.redactions import pattern_for, without
from tracker.domain.refusals import NotHere
from tracker.models.base import db
from tracker.models.proof import Proof, ProofItem
from tracker.queries.progress_proofs import items_of_proofs, kept_files, kept_hashes, revisions_of
from tracker.readers import every_word
from tracker.services.items import subject_of
from tracker.services.proof_store import ProofStore

TEXT = "text/plain; charset=utf-8"
READ_AS_TEXT = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".txt", ".csv", ".eml")
"""The kinds of file whose words can be told, and so put beside without those that had to go."""


@dataclass(frozen=True)
class FoundFile:
    """A proof whose bytes must go, with all the words of its file ("" where they cannot be told)."""

    proof: Proof
    words: str


def proofs_with(words: str, store: ProofStore) -> list[FoundFile]:
    """The proofs in whose files, or in whose files' names, the words stand; the same bytes go everywhere."""
    pattern = pattern_for(words)
    kept = kept_files(db.session())
    texts: dict[str, str] = {}
    for proof in kept:
        text = texts.get(proof.sha256 or "") or _words_of(proof, store)
        if pattern.search(proof.file_name) or pattern.search(text):
            texts[proof.sha256 or ""] = text
    return [
        FoundFile(proof, texts[proof.sha256] if ending_of(proof.file_name) in READ_AS_TEXT else "")
        for proof in kept
        if proof.sha256 in texts
    ]


def destroyed(
    found: Collection[FoundFile], *, words: str, replacement: str, store: ProofStore, now: datetime
) -> list[Change]:
    """Say of these proofs that their bytes are destroyed, and put a text without the words in their place."""
    session = db.session()
    keys = [one.proof.id for one in found]
    items, replaced = items_of_proofs(session, keys), revisions_of(session, keys)
    changes: list[Change] = []
    for one in found:
        proof, says = one.proof, "destroyed"
        proof.redacted_at, proof.version = now, proof.version + 1
        if one.words and proof.withdrawn_at is None and proof.id not in replaced:
            text = without(one.words, pattern_for(words), replacement)
            says = f"destroyed, see proof {_successor(proof, text, store, now).id}"
        subject = Subject("proof", proof.id, f"proof {proof.id}")
        changes.append(Change(subject, "bytes", f"{proof.sha256}, {proof.size} bytes", says))
        for item in items[proof.id]:
            changes.append(Change(subject_of(item), "proof", f"Proof {proof.id}", f"file {says}"))
    return changes


def bytes_removed(hashes: Collection[str], store: ProofStore) -> bool:
    """Destroy the bytes once no record keeps them; False where some stay until the next start sweeps them."""
    known = kept_hashes(db.session())
    try:
        for sha256 in sorted(set(hashes) - known):
            store.remove(sha256)
    except OSError:
        return False
    return True


def _words_of(proof: Proof, store: ProofStore) -> str:
    try:
        with store.open(proof.sha256 or "") as file:
            return "\n\n".join(every_word(proof.file_name, file.read()))
    except NotHere:
        return ""


def _successor(proof: Proof, text: str, store: ProofStore, now: datetime) -> Proof:
    kept = store.put(text.encode())
    row = Proof(
        kind=proof.kind,
        shows=proof.shows,
        address="",
        file_name=f"{Path(proof.file_name).stem[:180]} (redacted).txt",
        media_type=TEXT,
        sha256=kept.sha256,
        size=kept.size,
        effective_on=proof.effective_on,
        received_on=proof.received_on,
        marking=proof.marking,
        action_id=proof.action_id,
        revision_of_id=proof.id,
        added_at=now,
        added_by=proof.added_by,
        added_by_id=proof.added_by_id,
        withdrawn_reason="",
        items=[ProofItem(item_id=one.item_id) for one in proof.items],
    )
    session = db.session()
    session.add(row)
    session.flush()
    return row
