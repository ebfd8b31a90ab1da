"""Plans of responses as they are read: the rows a person changed, the proofs, and what the history dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.response_plan import PlanStep
from tracker.domain.vocabulary import ResponseStatus
from tracker.models.event import Event, EventChange, EventText
from tracker.models.plan import Plan, PlanRow, StepProof
from tracker.models.stored_file import StoredFile
from tracker.queries.reports import MAX_ID


def plan_of(session: Session, response_id: int) -> Plan | None:
    """The plan of a response; None while nobody has changed anything of it."""
    return session.scalars(select(Plan).where(Plan.response_id == response_id)).first()


def plan_subjects(session: Session, response_id: int) -> list[tuple[str, int]]:
    """The plan of a response as the history names it (kind, id), if it has one of its own."""
    plan = plan_of(session, response_id)
    return [("plan", plan.id)] if plan is not None else []


def plan_rows(session: Session, plan: Plan | None) -> dict[PlanStep, PlanRow]:
    """The rows of a plan by their steps."""
    if plan is None:
        return {}
    rows = session.scalars(select(PlanRow).where(PlanRow.plan_id == plan.id).order_by(PlanRow.step))
    return {row.step: row for row in rows}


@dataclass(frozen=True)
class KeptProof:
    """A proof with the file that belongs to it, if one does."""

    proof: StepProof
    file: StoredFile | None


def proofs_of(session: Session, plan: Plan | None) -> Sequence[KeptProof]:
    """Every proof of a plan, oldest first, those that were withdrawn among them."""
    if plan is None:
        return ()
    found = session.execute(
        select(StepProof, StoredFile)
        .outerjoin(StoredFile, StoredFile.id == StepProof.file_id)
        .where(StepProof.plan_id == plan.id)
        .order_by(StepProof.id)
    )
    return [KeptProof(proof, file) for proof, file in found]


def proof_by_id(session: Session, plan: Plan | None, key: int) -> KeptProof | None:
    """One proof of this plan by its id."""
    if plan is None or not 0 < key <= MAX_ID:
        return None
    return next((one for one in proofs_of(session, plan) if one.proof.id == key), None)


@dataclass(frozen=True)
class StatusMoments:
    """When a response first and last came to a status, and by whom the last time."""

    first_at: datetime
    last_at: datetime
    last_by: str


def status_moments(session: Session, response_id: int) -> dict[ResponseStatus, StatusMoments]:
    """When a response came to each status, as the history has it."""
    rows = session.execute(
        select(EventText.text, Event.at, Event.actor_name)
        .join(Event, Event.seq == EventText.event_seq)
        .join(
            EventChange,
            (EventChange.event_seq == EventText.event_seq) & (EventChange.position == EventText.position),
        )
        .where(
            EventChange.subject_kind == "response",
            EventChange.subject_id == response_id,
            EventChange.field == "status",
            EventText.side == "after",
            EventText.text.is_not(None),
        )
        .order_by(Event.seq)
    )
    found: dict[ResponseStatus, StatusMoments] = {}
    for text, at, name in rows:
        if text in set(ResponseStatus):
            status = ResponseStatus(text)
            found[status] = StatusMoments(found[status].first_at if status in found else at, at, name)
    return found
