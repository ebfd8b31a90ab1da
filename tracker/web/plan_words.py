"""What the plan of a response says: each step with its days, its proofs and what may be done with it."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from tracker.domain.dates_in_words import date_in_words, date_with_weekday
from tracker.domain.response_plan import PlannedStep, PlanStep
from tracker.domain.statutory_clock import day_number, day_words
from tracker.domain.wording import in_a_row
from tracker.services.plan_views import AFTERWARDS, PlanInFull, ProofInPlan
from tracker.web.addresses import page_at
from tracker.web.presenting import Tag, Tone, counted, moment_in_words

AGAIN = {
    PlanStep.PUBLICATION: "put it on the web in the place of the one before",
    PlanStep.COPY_TO_INSPECTORS: "send the inspectors a copy again",
    PlanStep.COPY_TO_HOME_SECRETARY: "send the Home Secretary a copy again",
}


def slug_of(step: PlanStep) -> str:
    """A step as it stands in an address."""
    return step.value.replace("_", "-")


@dataclass(frozen=True)
class ProofLine:
    """One proof; `href` leads to its file or its web address."""

    what: str
    words: str
    address: str
    file_name: str
    file_href: str
    fingerprint: str
    recorded: str
    withdrawn: str
    withdraw_href: str


@dataclass(frozen=True)
class StepLine:
    """One step of the plan; addresses are "" where this visitor may not, with the reason beside it."""

    label: str
    planned: str
    state: Tag
    done: str
    proofs: tuple[ProofLine, ...]
    record_href: str
    record_words: str
    proof_href: str


@dataclass(frozen=True)
class PlanPage:
    """The whole plan for one person."""

    reference: str
    state: str
    last_day: str
    is_planned: bool
    warnings: tuple[str, ...]
    steps: tuple[StepLine, ...]
    change_href: str
    change_reason: str
    calendar_href: str
    note: str
    again: str
    """What a corrected version asks for once more, "" where nothing does."""
    is_proof_hidden: bool


def plan_page(full: PlanInFull) -> PlanPage:
    """The plan as its page prints it."""
    is_planned = full.facts.is_planned
    return PlanPage(
        reference=full.reference,
        state=full.progress.words if is_planned else _afterwards(full),
        last_day=full.progress.last_day if full.facts.is_timed else "",
        is_planned=is_planned,
        warnings=full.warnings,
        steps=tuple(_line(full, full.plan.step(step)) for step in full.steps),
        change_href=page_at("plans.days", reference=full.reference) if full.may_change else "",
        change_reason=full.may_change.reason,
        calendar_href=url_for("plans.calendar", reference=full.reference) if is_planned else "",
        note="" if is_planned else full.may_change.reason,
        again=_again(full),
        is_proof_hidden=full.is_proof_hidden,
    )


@dataclass(frozen=True)
class PlanPanel:
    """The plan in a few lines, for the response desk."""

    words: str
    last_day: str
    href: str
    page_href: str
    afterwards: tuple[tuple[str, str], ...]
    again: str
    publication_href: str
    publication_words: str


def plan_panel(full: PlanInFull) -> PlanPanel:
    """What the desk says of the plan; the public page is offered once a version was issued."""
    is_issued = full.status.is_issued or full.is_corrected_now
    after = [full.plan.step(step) for step in AFTERWARDS] if is_issued else []
    publication = full.plan.step(PlanStep.PUBLICATION)
    return PlanPanel(
        words=full.progress.words if full.facts.is_planned else "",
        last_day=full.progress.last_day if full.facts.is_timed else "",
        href=url_for("plans.show", reference=full.reference),
        page_href=url_for("response_pages.show", reference=full.reference) if is_issued else "",
        afterwards=tuple((one.step.label, _done(full, one) or "Not recorded") for one in after),
        again=_again(full),
        publication_href=page_at("plans.step", reference=full.reference, step=slug_of(PlanStep.PUBLICATION))
        if full.recordable[PlanStep.PUBLICATION]
        else "",
        publication_words=_publication_words(full, publication),
    )


def _publication_words(full: PlanInFull, one: PlannedStep) -> str:
    if full.facts.is_repeat(one.step):
        return f"Record when version {full.facts.corrected} was published"
    return "Correct the day of publication" if one.done_on else "Record when the comments were published"


def _again(full: PlanInFull) -> str:
    """What is still to be done once more for a corrected version, and that no clock starts again."""
    facts = full.facts
    if full.is_corrected_now:
        stays = (
            "what was issued stays, in the register and on the public page, until the corrected one is issued"
        )
        return f"A corrected version is being prepared: {stays}."
    if not facts.of_earlier:
        return ""
    waiting = [AGAIN[step] for step in AFTERWARDS if step in facts.of_earlier - facts.repeated]
    version = f"Version {facts.corrected}"
    said = [f"{version} is issued: {in_a_row(waiting)}, and record it."] if waiting else []
    said = said or [f"{version} is on the web, and what was sent before was sent again."]
    if PlanStep.PUBLICATION in facts.of_earlier:
        said.append("The first publication keeps its day: a correction starts no clock.")
    return " ".join(said)


def _afterwards(full: PlanInFull) -> str:
    """Where a letter without a plan stands: what of its publication and its copies is recorded."""
    open_steps = [one.label for one in AFTERWARDS if full.plan.step(one).done_on is None]
    if not open_steps:
        return "Publication and both copies are recorded."
    return f"Not recorded yet: {', '.join(f'“{label}”' for label in open_steps)}."


def _line(full: PlanInFull, one: PlannedStep) -> StepLine:
    step = one.step
    record_href = (
        page_at("plans.step", reference=full.reference, step=slug_of(step)) if full.recordable[step] else ""
    )
    return StepLine(
        label=step.label,
        planned=_planned(full, one) if full.facts.is_planned else "",
        state=_state(full, one),
        done=_done(full, one),
        proofs=tuple(proof_line(full, proof) for proof in full.proofs(step)),
        record_href=record_href,
        record_words=_record_words(full, one),
        proof_href=page_at("plans.proof", reference=full.reference, step=slug_of(step))
        if full.provable[step]
        else "",
    )


def _record_words(full: PlanInFull, one: PlannedStep) -> str:
    if full.facts.is_repeat(one.step):
        return f"Record it for version {full.facts.corrected}"
    return "Put right when it happened" if one.done_on else "Record that it happened"


def _planned(full: PlanInFull, one: PlannedStep) -> str:
    day = day_number(full.plan.published_on, one.planned_on)
    return f"{date_with_weekday(one.planned_on)}, day {day}"


def _state(full: PlanInFull, one: PlannedStep) -> Tag:
    if one.passed_over:
        return Tag("Left out", Tone.GREY)
    if one.done_on is None:
        if full.facts.is_planned and one.planned_on < full.facts.today:
            return Tag(f"{counted((full.facts.today - one.planned_on).days, 'day')} overdue", Tone.RED)
        return Tag("Not done yet" if full.facts.is_planned else "Not recorded", Tone.GREY)
    if full.facts.is_planned and one.days_late > 0:
        return Tag(f"Done {counted(one.days_late, 'day')} after its planned day", Tone.AMBER)
    return Tag("Done", Tone.GREEN)


def _done(full: PlanInFull, one: PlannedStep) -> str:
    if one.done_on is None:
        return one.passed_over
    by = f", by {one.done_by}" if one.done_by else ""
    day = ""
    if one.step is PlanStep.PUBLICATION and full.facts.is_timed:
        day = f", {day_words(full.plan.published_on, one.done_on)}"
    return f"{date_in_words(one.done_on)}{day}{by}"


def proof_line(full: PlanInFull, proof: ProofInPlan) -> ProofLine:
    """One proof as a page prints it."""
    has_file = bool(proof.file_name) and not proof.is_destroyed
    values: dict[str, Any] = {"reference": full.reference, "key": proof.key}
    gone = " The file was destroyed by a redaction." if proof.is_destroyed else ""
    return ProofLine(
        what=proof.kind.label,
        words=proof.words + gone,
        address=proof.address,
        file_name=proof.file_name,
        file_href=url_for("plans.proof_download", **values) if has_file else "",
        fingerprint=proof.sha256,
        recorded=f"Recorded {moment_in_words(proof.recorded_at)} by {proof.recorded_by}",
        withdrawn=f"Withdrawn by {proof.withdrawn_by}: {proof.withdrawn_reason}"
        if proof.is_withdrawn
        else "",
        withdraw_href=page_at("plans.withdraw", **values)
        if full.provable[proof.step] and not proof.is_withdrawn
        else "",
    )
