"""The plan of a response: what should happen by when, what has happened, and what proves it."""

import io
from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid, NotHere
from tracker.domain.response_plan import PlanStep
from tracker.domain.verdict import Verdict
from tracker.domain.working_days import BankHolidays
from tracker.services.access_log import Access
from tracker.services.plan_calendars import plan_calendar
from tracker.services.plan_views import PlanInFull, plan_in_full
from tracker.services.reports import require
from tracker.services.response_plans import attach_proof, change_plan, record_step, withdraw_proof
from tracker.services.responses import get_response
from tracker.services.step_proofs import get_proof, proof_file
from tracker.web.allow import allow, current_actor, note_access
from tracker.web.clashes import clashes_with
from tracker.web.forms.base import VersionedForm
from tracker.web.forms.plans import ProofForm, StepForm, WithdrawalForm, plan_form, proof_choices
from tracker.web.plan_words import plan_page, proof_line

pages = Blueprint("plans", __name__, url_prefix="/responses/<reference>/plan")
KEY = "<int(min=1, max=2147483647):key>"
# What came in from outside is handed over as a file and never shown in our own pages.
APART = "default-src 'none'; sandbox"


@pages.get("")
@allow(Ability.READ_RESPONSES)
def show(reference: str) -> str:
    """What should happen by when, what has happened, and what still fits?"""
    return render_template("plans/show.html", page=plan_page(_full(reference)))


@pages.get("/calendar.ics")
@allow(Ability.READ_RESPONSES)
def calendar(reference: str) -> ResponseReturnValue:
    """The days of the plan for a person's own calendar."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    host = request.host.partition(":")[0]
    content = plan_calendar(
        response=response, by=by, now=now(), today=today(), holidays=_holidays(), host=host
    )
    note_access(Access.DOWNLOADED, f"{response.reference} calendar")
    name = f"{response.reference}-plan.ics"
    return send_file(io.BytesIO(content), mimetype="text/calendar", as_attachment=True, download_name=name)


@pages.route("/days", methods=["GET", "POST"])
@allow(Ability.EDIT_RESPONSES)
def days(reference: str) -> ResponseReturnValue:
    """Move the days of steps that have not happened yet."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    full = _full(reference)
    require(full.may_change)
    form = plan_form((one for one in full.plan.steps if one.done_on is None), full.version)
    clashes, status = {}, 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            change_plan(
                response=response,
                version=form.version_seen,
                planned=form.planned(),
                holidays=_holidays(),
                by=by,
                now=now(),
                today=today(),
            )
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            full, status = _full(reference), 409
            still_open = [one for one in full.plan.steps if one.step.value in form]
            fresh = plan_form(still_open, full.version)
            fresh.process(data={one.step.value: one.planned_on for one in still_open})
            clashes = clashes_with(form, fresh, version=full.version, their_name=conflict.theirs)
        else:
            flash("The plan is saved.", "success")
            return redirect(url_for("plans.show", reference=reference))
    return render_template("plans/days.html", form=form, clashes=clashes, page=plan_page(full)), status


@pages.route("/<step>", methods=["GET", "POST"])
@allow(Ability.EDIT_RESPONSES)
def step(reference: str, step: str) -> ResponseReturnValue:
    """Record that a step happened: when, who, and what proves it."""
    wanted, by = _step(step), current_actor()
    response = get_response(reference=reference, by=by, today=today())
    full = _full(reference)
    require(_verdict(full.recordable, wanted))
    one = full.plan.step(wanted)
    is_repeat = full.facts.is_repeat(wanted)
    known = {"done_on": one.done_on, "done_by": one.done_by or by.name}
    known = {"done_on": None, "done_by": by.name} if is_repeat else known
    form = StepForm(data={"version": str(full.version), **known})
    form.kind.choices = proof_choices(wanted)
    form.kind.data = form.kind.data or form.kind.choices[0][0]
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            record_step(
                response=response,
                step=wanted,
                version=form.version_seen,
                done_on=form.done_on.data,
                done_by=form.done_by.data or "",
                proof=form.proof(),
                content=form.content(),
                holidays=_holidays(),
                by=by,
                now=now(),
                today=today(),
            )
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            full, status = _full(reference), _met(form, conflict, reference)
        else:
            flash(f"Recorded: {wanted.label[:1].lower()}{wanted.label[1:]}.", "success")
            return redirect(url_for("plans.show", reference=reference))
    version = full.facts.corrected if is_repeat else 0
    page = plan_page(full)
    return render_template("plans/step.html", form=form, step=wanted, page=page, version=version), status


@pages.route("/<step>/proof", methods=["GET", "POST"])
@allow(Ability.EDIT_RESPONSES)
def proof(reference: str, step: str) -> ResponseReturnValue:
    """Attach one more proof to a step."""
    wanted, by = _step(step), current_actor()
    response = get_response(reference=reference, by=by, today=today())
    full = _full(reference)
    require(_verdict(full.provable, wanted))
    form = ProofForm(data={"version": str(full.version)})
    form.kind.choices = proof_choices(wanted)
    form.kind.data = form.kind.data or form.kind.choices[0][0]

    def act() -> str:
        attach_proof(
            response=response,
            step=wanted,
            version=form.version_seen,
            proof=form.proof(),
            content=form.content(),
            holidays=_holidays(),
            by=by,
            now=now(),
            today=today(),
        )
        return "The proof is attached."

    return _on_proof("plans/proof.html", form, full.reference, act, step=wanted)


@pages.get(f"/proofs/{KEY}")
@allow(Ability.READ_RESPONSES)
def proof_download(reference: str, key: int) -> ResponseReturnValue:
    """Hand over the file of a proof, byte for byte."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    name, content = proof_file(response=response, key=key, by=by, today=today())
    note_access(Access.DOWNLOADED, f"{response.reference} proof {key}")
    sent = send_file(
        io.BytesIO(content), mimetype="application/octet-stream", as_attachment=True, download_name=name
    )
    sent.headers["Content-Security-Policy"] = APART
    return sent


@pages.route(f"/proofs/{KEY}/withdraw", methods=["GET", "POST"])
@allow(Ability.EDIT_RESPONSES)
def withdraw(reference: str, key: int) -> ResponseReturnValue:
    """Withdraw a proof with a reason."""
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    kept = get_proof(response=response, key=key, by=by, today=today())
    full = _full(reference)
    line = next(proof_line(full, one) for one in full.all_proofs if one.key == key)
    form = WithdrawalForm(data={"version": str(full.version)})

    def act() -> str:
        withdraw_proof(
            response=response,
            proof=kept.proof,
            version=form.version_seen,
            reason=form.reason.data or "",
            holidays=_holidays(),
            by=by,
            now=now(),
            today=today(),
        )
        return "The proof is withdrawn; it stays to be read."

    return _on_proof("plans/withdraw.html", form, full.reference, act, proof=line)


def _on_proof(
    template: str, form: VersionedForm, reference: str, act: Callable[[], str], **shown: Any
) -> ResponseReturnValue:
    """The page of an act on a step's proof; `act` does it and says what was done."""
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            flash(act(), "success")
            return redirect(url_for("plans.show", reference=reference))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = _met(form, conflict, reference)
    return render_template(template, form=form, reference=reference, **shown), status


def _full(reference: str) -> PlanInFull:
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    return plan_in_full(response=response, by=by, today=today(), holidays=_holidays())


def _met(form: VersionedForm, conflict: Conflict, reference: str) -> int:
    """The form carries on from the newer version, with what was typed still in it."""
    form.now_at(_full(reference).version)
    form.take({"version": f"{conflict} Look at the plan as it stands now, then save again."})
    return 409


def _step(slug: str) -> PlanStep:
    found = next((one for one in PlanStep if one.value.replace("_", "-") == slug), None)
    if found is None:
        raise NotHere("There is no such step of the plan.")
    return found


def _verdict(verdicts: Mapping[PlanStep, Verdict], step: PlanStep) -> Verdict:
    """The verdict on a step; NotHere for one that this response does not have."""
    if step not in verdicts:
        raise NotHere("This letter was brought in as it was sent: it has no such step here.")
    return verdicts[step]


def _holidays() -> BankHolidays:
    holidays: BankHolidays = current_app.config["BANK_HOLIDAYS"]
    return holidays
