"""The plan of a response in full: its days, what happened, who did it, what proves it, and how it stands."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from tracker.domain.london_time import in_london
from tracker.domain.permissions import Actor, may_read_pcc
from tracker.domain.plan_progress import PlanProgress, progress_of
from tracker.domain.plan_rules import PlanFacts, may_attach_proof, may_change_plan, may_record_step
from tracker.domain.response_plan import (
    COPIES,
    PlannedStep,
    PlanStep,
    ResponsePlan,
    warnings_of_plan,
    working_back_plan,
)
from tracker.domain.statutory_clock import Regime, regime
from tracker.domain.step_proofs import ProofKind
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import ForWhom, ResponseOrigin, ResponseStatus
from tracker.domain.working_days import BankHolidays
from tracker.models.base import db
from tracker.models.plan import PlanRow
from tracker.models.report import Report
from tracker.models.response import Response
from tracker.queries.plans import KeptProof, StatusMoments, plan_of, plan_rows, proofs_of, status_moments
from tracker.queries.response_moves import standing_approval
from tracker.queries.responses import answered_items, reports_of

Moments = dict[ResponseStatus, StatusMoments]

AFTERWARDS = (PlanStep.PUBLICATION, PlanStep.COPY_TO_INSPECTORS, PlanStep.COPY_TO_HOME_SECRETARY)
REACHED: dict[PlanStep, tuple[ResponseStatus, frozenset[ResponseStatus]]] = {
    PlanStep.INVITATION: (ResponseStatus.WITH_THE_FORCE, frozenset(ResponseStatus)),
    PlanStep.DRAFT: (
        ResponseStatus.READY,
        frozenset(
            {
                ResponseStatus.READY,
                ResponseStatus.APPROVED,
                ResponseStatus.ISSUED,
                ResponseStatus.PUBLISHED,
            }
        ),
    ),
    PlanStep.APPROVAL: (
        ResponseStatus.APPROVED,
        frozenset({ResponseStatus.APPROVED, ResponseStatus.ISSUED, ResponseStatus.PUBLISHED}),
    ),
}
"""The status whose move does a step, and where a response stands while that move has not been undone."""


@dataclass(frozen=True)
class ProofInPlan:
    """A proof as a page shows it; `file_name` is "" where there is no file."""

    key: int
    step: PlanStep
    kind: ProofKind
    words: str
    address: str
    file_name: str
    size: int
    sha256: str
    is_destroyed: bool
    recorded_at: datetime
    recorded_by: str
    is_withdrawn: bool
    withdrawn_by: str
    withdrawn_reason: str


@dataclass(frozen=True)
class PlanInFull:
    """Everything of a plan for one person; `version` 0 is a plan that nobody has changed yet."""

    reference: str
    status: ResponseStatus
    version: int
    subject: str
    facts: PlanFacts
    plan: ResponsePlan
    progress: PlanProgress
    warnings: tuple[str, ...]
    all_proofs: tuple[ProofInPlan, ...]
    is_proof_hidden: bool
    steps: tuple[PlanStep, ...]
    may_change: Verdict
    recordable: dict[PlanStep, Verdict]
    provable: dict[PlanStep, Verdict]

    def proofs(self, step: PlanStep) -> tuple[ProofInPlan, ...]:
        """The proofs of one step, oldest first."""
        return tuple(one for one in self.all_proofs if one.step is step)

    def has_proof(self, step: PlanStep) -> bool:
        """Whether a proof stands that was not withdrawn."""
        return any(not one.is_withdrawn for one in self.proofs(step))


def plan_in_full(*, response: Response, by: Actor, today: date, holidays: BankHolidays) -> PlanInFull:
    """Gather the plan of a response: standard days but for those a person moved, and what happened."""
    session = db.session()
    reports = reports_of(session, response)
    kept = plan_of(session, response.id)
    moments = status_moments(session, response.id)
    plan = _planned(response, reports, plan_rows(session, kept), moments, holidays)
    facts = _facts(response, reports, plan, moments, today)
    sees_proof = bool(may_read_pcc(by, response.status))
    steps = tuple(PlanStep) if facts.origin is ResponseOrigin.DRAFTED else AFTERWARDS
    done = {one.step: one.done_on is not None for one in plan.steps}
    provable = partial(may_attach_proof, by, facts=facts)
    return PlanInFull(
        reference=response.reference,
        status=response.status,
        version=kept.version if kept else 0,
        subject="; ".join(report.title for report in reports),
        facts=facts,
        plan=plan,
        progress=progress_of(plan, today, holidays),
        warnings=warnings_of_plan(plan, holidays) if facts.is_planned else (),
        all_proofs=tuple(_proof(one) for one in proofs_of(session, kept)) if sees_proof else (),
        is_proof_hidden=not sees_proof,
        steps=steps,
        may_change=may_change_plan(by, facts),
        recordable={step: may_record_step(by, step, facts) for step in steps},
        provable={step: provable(step, is_done=done[step]) for step in steps},
    )


def sha256_of(content: bytes) -> str:
    """The fingerprint of a file, in hex."""
    return hashlib.sha256(content).hexdigest()


def _planned(
    response: Response,
    reports: list[Report],
    rows: dict[PlanStep, PlanRow],
    moments: Moments,
    holidays: BankHolidays,
) -> ResponsePlan:
    timed = [r.published_on for r in reports if regime(r.kind, r.published_on) is Regime.SECTION_55]
    # The earliest of several periods ends first, and the letter answers them all.
    plan = working_back_plan(min(timed or [report.published_on for report in reports]), holidays)
    by_move = _done_by_moves(response, moments)
    return replace(plan, steps=tuple(_step(one, rows.get(one.step), response, by_move) for one in plan.steps))


def _step(
    standard: PlannedStep,
    row: PlanRow | None,
    response: Response,
    by_move: dict[PlanStep, tuple[date, str]],
) -> PlannedStep:
    planned_on = row.planned_on if row and row.planned_on else standard.planned_on
    done_on, done_by = (row.done_on, row.done_by or "") if row else (None, "")
    if standard.step is PlanStep.PUBLICATION:
        done_on = response.published_on
    elif done_on is None and standard.step in by_move:
        done_on, done_by = by_move[standard.step]
    return replace(standard, planned_on=planned_on, done_on=done_on, done_by=done_by)


def _done_by_moves(response: Response, moments: Moments) -> dict[PlanStep, tuple[date, str]]:
    """The steps that the response's own moves and the clearing of the comments did: day and name."""
    session = db.session()
    if response.origin is ResponseOrigin.IMPORTED:
        return {}
    done = {
        step: (in_london(moments[reached].last_at).date(), moments[reached].last_by)
        for step, (reached, still) in REACHED.items()
        if reached in moments and response.status in still
    }
    standing = standing_approval(session, response)
    if standing is not None and PlanStep.APPROVAL in done:
        # An approval given elsewhere has a day and a person of its own.
        approval, _ = standing
        day = approval.given_on or in_london(approval.approved_at).date()
        done[PlanStep.APPROVAL] = day, approval.given_by or approval.approved_by
    of_the_force = [
        one.answer
        for one in answered_items(session, response)
        if one.item.for_whom not in (ForWhom.PCC, ForWhom.OTHERS)
    ]
    cleared = [
        (answer.chief_constable_cleared_on, answer.chief_constable_cleared_by or "")
        for answer in of_the_force
        if answer is not None and answer.chief_constable_cleared_on is not None
    ]
    if cleared and len(cleared) == len(of_the_force):
        done[PlanStep.COMMENTS] = max(cleared)
    return done


def _facts(
    response: Response, reports: list[Report], plan: ResponsePlan, moments: Moments, today: date
) -> PlanFacts:
    issued = moments.get(ResponseStatus.ISSUED)
    if response.origin is ResponseOrigin.IMPORTED:
        # A letter that was brought in tells nothing of the day it was issued.
        issued_on = None
    else:
        issued_on = in_london(issued.first_at).date() if issued else response.letter_dated
    copies = [plan.step(step).done_on for step in COPIES]
    return PlanFacts(
        status=response.status,
        origin=response.origin,
        today=today,
        is_timed=any(regime(r.kind, r.published_on) is Regime.SECTION_55 for r in reports),
        last_report_on=max((report.published_on for report in reports), default=None),
        issued_on=issued_on,
        published_on=response.published_on,
        copies_sent_on=tuple(on for on in copies if on is not None),
    )


def _proof(kept: KeptProof) -> ProofInPlan:
    proof, file = kept.proof, kept.file
    return ProofInPlan(
        key=proof.id,
        step=proof.step,
        kind=proof.kind,
        words=proof.words,
        address=proof.address,
        file_name=file.name if file else "",
        size=file.size if file else 0,
        sha256=file.sha256 if file else "",
        is_destroyed=file is not None and file.redacted_at is not None,
        recorded_at=proof.recorded_at,
        recorded_by=proof.recorded_by,
        is_withdrawn=proof.withdrawn_at is not None,
        withdrawn_by=proof.withdrawn_by or "",
        withdrawn_reason=proof.withdrawn_reason,
    )
