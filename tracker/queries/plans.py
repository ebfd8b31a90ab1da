"""Plans of responses as they are read: the rows a person changed, the proofs, and what the history dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.response_plan import PlanStep
from tracker.domain.vocabulary import ResponseStatus
from tracker.models.approval import Approval
from tracker.models.event import Event, EventChange, EventText
from tracker.models.letter_version import LetterVersion
from tracker.models.plan import Plan, PlanRow, StepProof
from tracker.models.response import Response
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
    """When a response first and last came to a status, and by whom."""

    first_at: datetime
    first_by: str
    last_at: datetime
    last_by: str


def moments_to_issue(session: Session, response_id: int) -> dict[ResponseStatus, StatusMoments]:
    """When a response came to each status up to the issue of its first version, as the history has it."""
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
            before = found.get(status)
            first = (before.first_at, before.first_by) if before else (at, name)
            found[status] = StatusMoments(*first, at, name)
            if status is ResponseStatus.ISSUED:
                return found
    return found


def approval_that_held(session: Session, response: Response) -> Approval | None:
    """The approval that the first version has, or was issued with; None while there is none."""
    return session.scalars(
        select(Approval)
        .join(LetterVersion, LetterVersion.id == Approval.version_id)
        .where(Approval.response_id == response.id, Approval.fell_because.is_(None))
        .where(LetterVersion.number == 1)
        .order_by(Approval.id.desc())
        .limit(1)
    ).first()


def first_recorded(session: Session, plan: Plan | None) -> dict[PlanStep, int]:
    """The event that first recorded each step of a plan as done, by its number in the history."""
    if plan is None:
        return {}
    fields = {f"{step.value}_done_by": step for step in PlanStep}
    rows = session.execute(
        select(EventChange.field, func.min(EventChange.event_seq))
        .where(EventChange.subject_kind == "plan", EventChange.subject_id == plan.id)
        .where(EventChange.field.in_(fields))
        .group_by(EventChange.field)
    )
    return {fields[name]: seq for name, seq in rows}
