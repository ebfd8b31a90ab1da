"""The plan of a response in full: its days, what happened, who did it, what proves it, and how it stands."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from tracker.domain.london_time import in_london
from tracker.domain.permissions import Actor, may_read_pcc
from tracker.domain.plan_progress import PlanProgress, progress_of
from tracker.domain.plan_rules import PlanFacts, may_attach_proof, may_change_plan, may_record_step
from tracker.domain.response_plan import (
    COPIES,
    PlannedStep,
    PlanStep,
    ResponsePlan,
    replanned,
    warnings_of_plan,
    working_back_plan,
)
from tracker.domain.statutory_clock import Regime, regime
from tracker.domain.step_proofs import ProofKind, is_of_version
from tracker.domain.verdict import Verdict
from tracker.domain.vocabulary import ForWhom, ResponseOrigin, ResponseStatus
from tracker.domain.working_days import BankHolidays
from tracker.models.base import db
from tracker.models.plan import Plan, PlanRow
from tracker.models.report import Report
from tracker.models.response import Response
from tracker.queries.commissions import newest_invitation
from tracker.queries.issued_words import issued_versions, when_opened, words_issued
from tracker.queries.plans import (
    KeptProof,
    StatusMoments,
    approval_that_held,
    first_recorded,
    moments_to_issue,
    plan_of,
    plan_rows,
    proofs_of,
)
from tracker.queries.responses import answered_items, reports_of

Moments = dict[ResponseStatus, StatusMoments]

AFTERWARDS = (PlanStep.PUBLICATION, PlanStep.COPY_TO_INSPECTORS, PlanStep.COPY_TO_HOME_SECRETARY)
CLEARED_ON = "chief_constable_cleared_on"
SUBMITTED = frozenset({ResponseStatus.READY, ResponseStatus.APPROVED})
REACHED: dict[PlanStep, tuple[ResponseStatus, frozenset[ResponseStatus]]] = {
    PlanStep.DRAFT: (ResponseStatus.READY, SUBMITTED),
    PlanStep.APPROVAL: (ResponseStatus.APPROVED, frozenset({ResponseStatus.APPROVED})),
}
"""The status whose move does a step, and where a letter not issued yet stands while it is not undone."""
WITHOUT: dict[PlanStep, str] = {
    PlanStep.INVITATION: "No comments were invited: the letter was submitted for approval without that.",
    PlanStep.COMMENTS: "No comments are recorded as received: the letter was submitted without them.",
}
"""What is said of a step that a letter went up without, so that nobody waits for it any more."""


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
    is_corrected_now: bool
    """Whether an issued version stands while a corrected one is being prepared."""
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
    moments = moments_to_issue(session, response.id)
    plan = _planned(response, reports, plan_rows(session, kept), moments, holidays)
    opened = when_opened(session, response)
    sees_proof = bool(may_read_pcc(by, response.status))
    proofs = proofs_of(session, kept)
    # What proved an issued version stays readable while a corrected one is prepared.
    shown = [one for one in proofs if sees_proof or (opened and one.proof.recorded_at < opened)]
    facts = replace(
        _facts(response, reports, plan, moments, today), **_corrected(response, kept, plan, proofs)
    )
    steps = tuple(PlanStep) if facts.origin is ResponseOrigin.DRAFTED else AFTERWARDS
    done = {one.step: one.done_on is not None for one in plan.steps}
    provable = partial(may_attach_proof, by, facts=facts)
    return PlanInFull(
        reference=response.reference,
        status=response.status,
        version=kept.version if kept else 0,
        subject="; ".join(report.title for report in reports),
        facts=facts,
        is_corrected_now=opened is not None,
        plan=plan,
        progress=progress_of(plan, today, holidays),
        warnings=warnings_of_plan(plan, holidays) if facts.is_planned else (),
        all_proofs=tuple(_proof(one) for one in shown),
        is_proof_hidden=not sees_proof and opened is None,
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
    plan = replanned(plan, _invited_for(response, moments))
    made = [_step(one, rows.get(one.step), response, by_move) for one in plan.steps]
    if PlanStep.DRAFT in by_move:
        made = [replace(one, passed_over="" if one.done_on else WITHOUT.get(one.step, "")) for one in made]
    return replace(plan, steps=tuple(made))


def _invited_for(response: Response, moments: Moments) -> dict[PlanStep, date]:
    """The day by which the comments were invited, in the place of the standard one."""
    issued = moments.get(ResponseStatus.ISSUED)
    invitation = newest_invitation(
        db.session(), response.id, before=issued.first_at if issued is not None else None
    )
    return {PlanStep.COMMENTS: invitation.comments_by} if invitation is not None else {}


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
    """The steps that the response's own moves and the clearing of the comments did: day and name.

    What came after the first version was issued is its correction, and no step of the 56 days.
    """
    session = db.session()
    if response.origin is ResponseOrigin.IMPORTED:
        return {}
    is_issued = ResponseStatus.ISSUED in moments
    done = {
        step: (in_london(moments[reached].last_at).date(), moments[reached].last_by)
        for step, (reached, still) in REACHED.items()
        if reached in moments and (is_issued or response.status in still)
    }
    if ResponseStatus.WITH_THE_FORCE in moments:
        invited = moments[ResponseStatus.WITH_THE_FORCE]
        done[PlanStep.INVITATION] = in_london(invited.first_at).date(), invited.first_by
    standing = approval_that_held(session, response)
    if standing is not None and PlanStep.APPROVAL in done:
        # An approval given elsewhere has a day and a person of its own.
        day = standing.given_on or in_london(standing.approved_at).date()
        done[PlanStep.APPROVAL] = day, standing.given_by or standing.approved_by
    if cleared := _cleared(response):
        done[PlanStep.COMMENTS] = cleared
    return done


def _cleared(response: Response) -> tuple[date, str] | None:
    """When the last of the force's comments was cleared, and by whom; None while one is missing.

    Of a letter that was issued, as its first version had them.
    """
    session = db.session()
    first = next(iter(issued_versions(session, response)), None)
    then = words_issued(session, response, first) if first is not None else None
    found: list[tuple[date, str]] = []
    for one in answered_items(session, response):
        if one.item.for_whom in (ForWhom.PCC, ForWhom.OTHERS):
            continue
        if one.answer is None:
            return None
        on, by = one.answer.chief_constable_cleared_on, one.answer.chief_constable_cleared_by or ""
        if then is not None:
            on = then.day_of_answer(one.answer.id, CLEARED_ON)
            by = then.names.get(("answer", one.answer.id, CLEARED_ON), "")
        if on is None:
            return None
        found.append((on, by))
    return max(found, default=None)


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


def _corrected(
    response: Response, kept: Plan | None, plan: ResponsePlan, proofs: Sequence[KeptProof]
) -> dict[str, Any]:
    """What a corrected version that was issued asks for once more; nothing where the first one stands."""
    session = db.session()
    issued = issued_versions(session, response)
    if len(issued) < 2 or not response.status.is_issued:
        return {}
    version = issued[-1]
    on = in_london(version.made_at).date()
    recorded, head = first_recorded(session, kept), version.head_seq or 0
    done = {one.step: one.done_on for one in plan.steps if one.step in AFTERWARDS and one.done_on}
    before = {step for step, day in done.items() if day < on or recorded.get(step, 0) <= head}
    standing = [one.proof for one in proofs if one.proof.withdrawn_at is None]
    again = {one.step for one in standing if is_of_version(one.words, version.number)}
    return {
        "corrected": version.number,
        "corrected_on": on,
        "of_earlier": frozenset(before),
        "repeated": frozenset(before & again),
    }


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
