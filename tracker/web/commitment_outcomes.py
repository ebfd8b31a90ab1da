"""One commitment: what was promised, and what came of it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.commitments import CommitmentKind, CommitmentState, Outcome
from tracker.domain.permissions import Ability, may
from tracker.domain.refusals import Conflict, Invalid
from tracker.queries.commitments import item_references
from tracker.queries.reading import reading
from tracker.services.action_views import followed_up_by, may_become_action
from tracker.services.commitment_views import commitment_in_full
from tracker.services.commitments import (
    change_commitment,
    details_of,
    get_commitment,
    record_time_done,
    settle_commitment,
)
from tracker.services.reports import require
from tracker.web.action_words import action_line
from tracker.web.addresses import page_at
from tracker.web.allow import allow, current_actor
from tracker.web.commitment_words import commitment_line, outcome_offered, turn_offered
from tracker.web.commitments import post_titles
from tracker.web.forms.base import Form, VersionedForm
from tracker.web.forms.commitments import AgainForm, commitment_form, outcome_form
from tracker.web.timelines import timeline_of

pages = Blueprint("commitment_outcomes", __name__, url_prefix="/commitments/<int(min=1, max=2147483647):key>")


@pages.route("", methods=["GET", "POST"])
@allow(Ability.READ_RESPONSES)
def show(key: int) -> ResponseReturnValue:
    """What was promised, and what came of it? Whoever may decide records it here."""
    by = current_actor()
    made, _ = get_commitment(key=key, by=by, today=today())
    is_repeating = made.kind is CommitmentKind.REPEATING
    follow_up = followed_up_by(made, by=by, today=today())
    form = outcome_form(made.version, today(), is_repeating=is_repeating, said=outcome_offered(follow_up))
    if form.is_sent:
        require(may(by, Ability.DECIDE_COMMITMENTS))
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        outcome = Outcome(CommitmentState(form.state.data), form.on.data, form.words.data or "")
        try:
            settle_commitment(
                commitment=made, version=form.version_seen, outcome=outcome, by=by, now=now(), today=today()
            )
            flash("What came of it is recorded.", "success")
            return redirect(url_for("commitment_outcomes.show", key=key))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = _told_of(form, conflict, key)
    return _shown(key, form), status


@pages.route("/again", methods=["GET", "POST"])
@allow(Ability.DECIDE_COMMITMENTS)
def again(key: int) -> ResponseReturnValue:
    """Record one time that a repeating duty was done."""
    by = current_actor()
    made, _ = get_commitment(key=key, by=by, today=today())
    follow_up = followed_up_by(made, by=by, today=today())
    offered = turn_offered(follow_up, [time.done_on for time in made.times_done])
    form = AgainForm(data={"version": made.version, "on": today()} | offered)
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            record_time_done(
                commitment=made,
                version=form.version_seen,
                done_on=form.on.data,
                words=form.words.data or "",
                by=by,
                now=now(),
                today=today(),
            )
            flash("The time it was done is recorded.", "success")
            return redirect(url_for("commitment_outcomes.show", key=key))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = _told_of(form, conflict, key)
    return render_template("commitments/again.html", form=form, key=key, text=made.text), status


@pages.route("/edit", methods=["GET", "POST"])
@allow(Ability.DECIDE_COMMITMENTS)
def edit(key: int) -> ResponseReturnValue:
    """Correct what was decided."""
    by = current_actor()
    made, response = get_commitment(key=key, by=by, today=today())
    form = commitment_form(details_of(made), post_titles(), version=made.version)
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            change_commitment(
                commitment=made, version=form.version_seen, details=form.details(), by=by, now=now()
            )
            flash("The commitment is saved.", "success")
            return redirect(url_for("commitment_outcomes.show", key=key))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = _told_of(form, conflict, key)
    return render_template(
        "commitments/edit.html", form=form, key=key, reference=response.reference, sentence=made.sentence
    ), status


def _told_of(form: VersionedForm, conflict: Conflict, key: int) -> int:
    """The form again after somebody else saved: their text is one press away, and a second save is theirs."""
    made, _ = get_commitment(key=key, by=current_actor(), today=today())
    form.take(
        {"version": f"{conflict} It says now: “{made.text}” ({made.state.label}). Save again to go on."}
    )
    form.now_at(made.version)
    return 409


def _shown(key: int, form: Form) -> str:
    by = current_actor()
    made, response = get_commitment(key=key, by=by, today=today())
    item = item_references(reading(), [made.item_id or 0]).get(made.item_id or 0, "")
    follow_up = followed_up_by(made, by=by, today=today())
    may_plan = follow_up is None and may_become_action(made, by=by, today=today())
    is_promise = made.kind is not CommitmentKind.NOT_A_PROMISE
    may_decide = bool(may(by, Ability.DECIDE_COMMITMENTS))
    return render_template(
        "commitments/show.html",
        form=form,
        line=commitment_line(commitment_in_full(made), item, today(), response.reference),
        sentence=made.sentence,
        follow_up=action_line(follow_up, today()) if follow_up is not None else None,
        is_offered=bool(outcome_offered(follow_up)),
        plan_href=page_at("actions.from_commitment", key=key) if may_plan else "",
        times=made.times_done,
        may_decide=may_decide,
        is_repeating=made.kind is CommitmentKind.REPEATING,
        may_settle=may_decide and is_promise and made.state is CommitmentState.OPEN,
        decided=f"Decided by {made.decided_by}",
        history=timeline_of([("commitment", made.id)], actor=by, today=today()),
    )
