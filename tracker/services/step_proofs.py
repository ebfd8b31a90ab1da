"""Proofs of steps: looked at, kept by their bytes, and handed back as they came."""

from dataclasses import replace
from datetime import date, datetime

from tracker.domain.audit import Change, Subject
from tracker.domain.cleaning import clean_line, clean_text
from tracker.domain.file_names import clean_file_name
from tracker.domain.permissions import Actor, may_read_pcc
from tracker.domain.refusals import NotHere
from tracker.domain.response_plan import PlanStep
from tracker.domain.step_proofs import Proof, problems_with_proof
from tracker.domain.vocabulary import ResponseStatus
from tracker.models.base import db
from tracker.models.plan import Plan, StepProof
from tracker.models.response import Response
from tracker.queries.issued_words import when_opened
from tracker.queries.plans import KeptProof, plan_of, proof_by_id
from tracker.readers.proofs import check_proof
from tracker.readers.unreadable import UnreadableFile
from tracker.services.letter_imports import keep_file
from tracker.services.plan_views import PlanInFull, sha256_of
from tracker.services.reports import require


def checked_proof(
    full: PlanInFull, step: PlanStep, proof: Proof, content: bytes, status: ResponseStatus
) -> tuple[Proof, dict[str, str]]:
    """The proof with its texts cleaned, and by field what does not hold in it."""
    proof = replace(
        proof,
        words=clean_text(proof.words).strip(),
        address=clean_line(proof.address).strip(),
        file_name=clean_file_name(proof.file_name) if proof.file_name else "",
    )
    problems = problems_with_proof(step, proof, status)
    if proof.file_name:
        try:
            check_proof(proof.file_name, content)
        except UnreadableFile as refusal:
            problems.setdefault("file", str(refusal))
        fingerprint = sha256_of(content)
        if any(one.sha256 == fingerprint and not one.is_withdrawn for one in full.proofs(step)):
            problems.setdefault("file", "This file is already attached to this step.")
    return proof, problems


def kept_proof(
    plan: Plan, subject: Subject, step: PlanStep, proof: Proof, content: bytes, *, by: Actor, now: datetime
) -> list[Change]:
    """A proof kept inside a larger act: its change, for the caller's one event."""
    file = keep_file(name=proof.file_name, content=content, by=by, now=now) if proof.file_name else None
    row = StepProof(
        plan_id=plan.id,
        step=step,
        kind=proof.kind,
        words=proof.words,
        address=proof.address,
        file_id=file.id if file else None,
        recorded_at=now,
        recorded_by=by.name,
        withdrawn_reason="",
    )
    db.session.add(row)
    db.session.flush()
    return [Change(subject, f"{step.value}_proof", None, proof_in_words(KeptProof(row, file)))]


def proof_in_words(kept: KeptProof) -> str:
    """A proof as the history keeps it: what it is, and of a file its name and fingerprint."""
    parts = [kept.proof.kind.label, kept.proof.address, kept.proof.words]
    if kept.file is not None:
        parts.append(f"{kept.file.name} (SHA-256 {kept.file.sha256})")
    return "; ".join(filter(None, parts))


def get_proof(*, response: Response, key: int, by: Actor, today: date) -> KeptProof:
    """One proof of a response; NotHere without one, NotAllowed for who may not read the letter yet."""
    session = db.session()
    found = proof_by_id(session, plan_of(session, response.id), key)
    opened = when_opened(session, response)
    if not (found is not None and opened is not None and found.proof.recorded_at < opened):
        require(may_read_pcc(by, response.status))
    if found is None:
        raise NotHere("There is no such proof of this response.")
    return found


def proof_file(*, response: Response, key: int, by: Actor, today: date) -> tuple[str, bytes]:
    """The name and bytes of a proof's file; NotHere without one, or once a redaction destroyed it."""
    kept = get_proof(response=response, key=key, by=by, today=today)
    if kept.file is None or kept.file.content is None:
        raise NotHere("There is no file of this proof here.")
    return kept.file.name, kept.file.content
