"""The plan of a response: change its days, record what happened, attach and withdraw what proves it.

Nothing is kept of a plan before somebody changes it: its days follow the publication of the report.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from tracker.domain.audit import Change, EventName, Subject, as_text, differences
from tracker.domain.cleaning import clean_line, clean_text, is_blank
from tracker.domain.permissions import Actor
from tracker.domain.plan_rules import (
    may_attach_proof,
    may_change_plan,
    may_record_step,
    problems_with_publication,
    problems_with_repeat,
)
from tracker.domain.refusals import Conflict, Invalid, NotAllowed
from tracker.domain.response_plan import (
    COPIES,
    PlannedStep,
    PlanStep,
    problems_with_done,
    problems_with_plan,
    replanned,
    working_back_plan,
)
from tracker.domain.step_proofs import Proof, words_of_version
from tracker.domain.verdict import refused
from tracker.domain.vocabulary import ResponseStatus
from tracker.domain.working_days import BankHolidays
from tracker.models.base import db
from tracker.models.plan import Plan, PlanRow, StepProof
from tracker.models.response import Response
from tracker.queries.plans import plan_of, plan_rows, proofs_of
from tracker.services.history import record
from tracker.services.letter_details import subject_of
from tracker.services.plan_views import PlanInFull, plan_in_full
from tracker.services.reports import require
from tracker.services.step_proofs import checked_proof, kept_proof, proof_in_words
from tracker.services.writing import claim, verb

NOT_BEGUN = 0
LONGEST_NAME = 200


@verb
def change_plan(
    *,
    response: Response,
    version: int,
    planned: Mapping[PlanStep, date],
    holidays: BankHolidays,
    by: Actor,
    now: datetime,
    today: date,
) -> None:
    """Move planned days of steps that have not happened yet; the last lawful day stays (s.55(5A))."""
    full = plan_in_full(response=response, by=by, today=today, holidays=holidays)
    require(may_change_plan(by, full.facts))
    plan = _claimed_plan(response, version)
    is_open = {one.step for one in full.plan.steps if one.done_on is None}
    changed = replanned(full.plan, {step: day for step, day in planned.items() if step in is_open})
    problems = problems_with_plan(changed, today)
    if problems:
        raise Invalid(problems)
    standard = working_back_plan(full.plan.published_on, holidays)
    for one in changed.steps:
        if one.planned_on == full.plan.step(one.step).planned_on:
            continue
        is_standard = one.planned_on == standard.step(one.step).planned_on
        _row(plan, one.step).planned_on = None if is_standard else one.planned_on
    db.session.flush()
    # The history names the days themselves, whether counted or set by hand.
    changes = [
        Change(
            _subject(response, plan),
            f"{one.step.value}_planned_on",
            as_text(full.plan.step(one.step).planned_on),
            as_text(one.planned_on),
        )
        for one in changed.steps
        if one.planned_on != full.plan.step(one.step).planned_on
    ]
    record(name=EventName.PLAN_CHANGED, by=by, now=now, changes=changes)


@verb
def record_step(
    *,
    response: Response,
    step: PlanStep,
    version: int,
    done_on: date | None,
    done_by: str,
    proof: Proof,
    content: bytes,
    holidays: BankHolidays,
    by: Actor,
    now: datetime,
    today: date,
) -> None:
    """Record that a step happened: when, by whom and with what proof.

    Publication stops the clock (s.55(5A)); each copy of s.55(6) is a fact with a proof of its own. What is
    done once more for a corrected version is kept as a proof with its day: the first day stays.
    """
    full = plan_in_full(response=response, by=by, today=today, holidays=holidays)
    require(may_record_step(by, step, full.facts))
    plan = _claimed_plan(response, version)
    done = PlannedStep(
        step,
        full.plan.step(step).planned_on,
        done_on,
        clean_line(done_by).strip(),
        proof="given" if not proof.is_empty or full.has_proof(step) else "",
    )
    problems = _problems_with_done(full, done, today)
    is_repeat = full.facts.is_repeat(step)
    proof, proof_problems = (
        (proof, {})
        if proof.is_empty and not is_repeat
        else checked_proof(full, step, proof, content, response.status)
    )
    if problems := proof_problems | problems:
        raise Invalid(problems)
    before = _facts(plan)
    if is_repeat and done.done_on is not None:
        words = words_of_version(full.facts.corrected, done.done_on, done.done_by, proof.words)
        proof, changes = replace(proof, words=words), _on_the_web_again(response, step)
    else:
        changes = _done(response, _row(plan, step), done)
    if not proof.is_empty:
        changes += kept_proof(plan, _subject(response, plan), step, proof, content, by=by, now=now)
    db.session.flush()
    changes = differences(_subject(response, plan), before, _facts(plan)) + changes
    record(name=_event_of(step), by=by, now=now, changes=changes)


def _problems_with_done(full: PlanInFull, done: PlannedStep, today: date) -> dict[str, str]:
    is_repeat = full.facts.is_repeat(done.step)
    problems = (
        problems_with_repeat(full.facts, done.done_on, done.done_by)
        if is_repeat
        else problems_with_done(full.plan, done, today)
    )
    if not is_repeat and done.step is PlanStep.PUBLICATION:
        problems.pop("done_on", None)
        if problem := problems_with_publication(full.facts, done.done_on):
            problems["done_on"] = problem
    if len(done.done_by) > LONGEST_NAME:
        problems["done_by"] = f"This must be {LONGEST_NAME} characters or fewer."
    return problems


def _done(response: Response, row: PlanRow, done: PlannedStep) -> list[Change]:
    row.done_by = done.done_by
    if done.step is not PlanStep.PUBLICATION:
        row.done_on = done.done_on
        return []
    before = {"status": response.status.value, "published_on": as_text(response.published_on)}
    response.published_on, response.status = done.done_on, ResponseStatus.PUBLISHED
    after = {"status": response.status.value, "published_on": as_text(response.published_on)}
    return differences(subject_of(response), before, after)


def _on_the_web_again(response: Response, step: PlanStep) -> list[Change]:
    """The status that the publication of a corrected version leads to; its first day stays."""
    if step is not PlanStep.PUBLICATION:
        return []
    before, response.status = response.status, ResponseStatus.PUBLISHED
    subject = subject_of(response)
    return differences(subject, {"status": before.value}, {"status": response.status.value})


def _event_of(step: PlanStep) -> EventName:
    if step is PlanStep.PUBLICATION:
        return EventName.PUBLICATION_RECORDED
    return EventName.COPY_RECORDED if step in COPIES else EventName.STEP_RECORDED


@verb
def attach_proof(
    *,
    response: Response,
    step: PlanStep,
    version: int,
    proof: Proof,
    content: bytes,
    holidays: BankHolidays,
    by: Actor,
    now: datetime,
    today: date,
) -> None:
    """Attach one more proof to a step."""
    full = plan_in_full(response=response, by=by, today=today, holidays=holidays)
    is_done = full.plan.step(step).done_on is not None
    require(may_attach_proof(by, step, full.facts, is_done=is_done))
    plan = _claimed_plan(response, version)
    proof, problems = checked_proof(full, step, proof, content, response.status)
    if problems:
        raise Invalid(problems)
    changes = kept_proof(plan, _subject(response, plan), step, proof, content, by=by, now=now)
    record(name=EventName.PROOF_ATTACHED, by=by, now=now, changes=changes)


@verb
def withdraw_proof(
    *,
    response: Response,
    proof: StepProof,
    version: int,
    reason: str,
    holidays: BankHolidays,
    by: Actor,
    now: datetime,
    today: date,
) -> None:
    """Withdraw a proof with a reason; it stays to be read, and a copy keeps at least one (s.55(6))."""
    full = plan_in_full(response=response, by=by, today=today, holidays=holidays)
    require(may_attach_proof(by, proof.step, full.facts, is_done=True))
    plan = _claimed_plan(response, version)
    if proof.withdrawn_at is not None:
        raise NotAllowed(refused("This proof has been withdrawn already."))
    if is_blank(reason):
        raise Invalid({"reason": "Say why; the reason stays on record."})
    others = [one for one in full.proofs(proof.step) if not one.is_withdrawn and one.key != proof.id]
    if proof.step in COPIES and not others:
        raise Invalid({"reason": "A copy needs its proof: attach another before you withdraw this one."})
    reason = clean_text(reason).strip()
    proof.withdrawn_at, proof.withdrawn_by, proof.withdrawn_reason = now, by.name, reason
    kept = next(one for one in proofs_of(db.session(), plan) if one.proof.id == proof.id)
    change = Change(_subject(response, plan), f"{proof.step.value}_proof", proof_in_words(kept), None)
    record(name=EventName.PROOF_WITHDRAWN, by=by, now=now, changes=[change], reason=reason)


def _claimed_plan(response: Response, version: int) -> Plan:
    """The plan taken at the version its reader saw, begun if need be; version 0 is a plan nobody changed."""
    session = db.session()
    plan = plan_of(session, response.id)
    if plan is None and version == NOT_BEGUN:
        plan = Plan(response_id=response.id)
        session.add(plan)
        session.flush()
        return plan
    if plan is None:
        raise Conflict("Somebody else")
    claim(plan, version, "plan")
    return plan


def _subject(response: Response, plan: Plan) -> Subject:
    """The plan as the history names it."""
    return Subject("plan", plan.id, response.reference)


def _row(plan: Plan, step: PlanStep) -> PlanRow:
    row = plan_rows(db.session(), plan).get(step)
    if row is None:
        row = PlanRow(plan_id=plan.id, step=step)
        db.session.add(row)
    return row


def _facts(plan: Plan) -> dict[str, str | None]:
    """What the history keeps of the steps that happened."""
    facts: dict[str, str | None] = {}
    for step, row in plan_rows(db.session(), plan).items():
        facts[f"{step.value}_done_on"] = as_text(row.done_on)
        facts[f"{step.value}_done_by"] = row.done_by
    return facts
