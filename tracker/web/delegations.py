"""Delegations: who may approve and sign in the PCC's place?"""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain import delegations as rule
from tracker.domain.dates_in_words import date_in_words
from tracker.domain.permissions import Ability, may
from tracker.domain.refusals import Conflict, Invalid
from tracker.queries.reading import reading
from tracker.queries.response_moves import account_choices, delegation_lines
from tracker.services import delegations
from tracker.web.allow import allow, current_actor
from tracker.web.forms.response_moves import DelegationForm, EndForm

pages = Blueprint("delegations", __name__, url_prefix="/offices/delegations")


@pages.get("")
@allow(Ability.READ_REGISTER)
def index() -> str:
    """Who may approve and sign in the PCC's place?"""
    return render_template(
        "delegations/index.html",
        rows=delegation_lines(reading()),
        period=lambda row: _period(row.from_on, row.to_on, today()),
        may_edit=bool(may(current_actor(), Ability.EDIT_OFFICES)),
    )


def _period(from_on: date, to_on: date | None, day: date) -> str:
    begins = f"From {date_in_words(from_on)}"
    if to_on is None:
        return f"{begins}, until it is taken back"
    ended = "ended" if to_on <= day else "ends"
    return f"{begins}; {ended} on {date_in_words(to_on)}"


@pages.route("/new", methods=["GET", "POST"])
@allow(Ability.EDIT_OFFICES)
def new() -> ResponseReturnValue:
    """Record a delegation with its proof."""
    by, form = current_actor(), DelegationForm()
    nobody = ("", "None: they sign and do not sign in here")
    form.to_account_id.choices = [nobody, *((str(key), name) for key, name in account_choices(reading()))]
    if form.is_sent_and_valid():
        assert form.from_on.data is not None
        details = rule.Delegation(
            from_on=form.from_on.data,
            to_on=form.to_on.data,
            to_name=form.to_name.data or "",
            to_account_id=int(form.to_account_id.data) if form.to_account_id.data else None,
            proof=form.proof.data or "",
        )
        try:
            delegations.record_delegation(details=details, by=by, now=now())
            flash("The delegation is recorded.", "success")
            return redirect(url_for("delegations.index"))
        except Invalid as refusal:
            form.take(refusal.problems)
    return render_template("delegations/new.html", form=form), 400 if form.is_sent else 200


@pages.route("/<int(max=2147483647):key>/end", methods=["GET", "POST"])
@allow(Ability.EDIT_OFFICES)
def end(key: int) -> ResponseReturnValue:
    """Set the day from which a delegation no longer holds."""
    by = current_actor()
    delegation = delegations.get_delegation(key=key, by=by)
    form = EndForm(data={"version": delegation.version, "to_on": delegation.to_on})
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        assert form.to_on.data is not None
        try:
            delegations.end_delegation(
                delegation=delegation, version=form.version_seen, to_on=form.to_on.data, by=by, now=now()
            )
            flash("The end of the delegation is recorded.", "success")
            return redirect(url_for("delegations.index"))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = 409
            fresh = delegations.get_delegation(key=key, by=by)
            form.take({"version": f"{conflict} Look at the delegation as it stands now, then save again."})
            form.now_at(fresh.version)
    name = delegations.get_delegation(key=key, by=by).to_name
    return render_template("delegations/end.html", form=form, name=name), status
