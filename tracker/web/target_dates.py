"""Dates of items: a target set, another date asked for and decided, a printed deadline met."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid
from tracker.domain.vocabulary import TargetState
from tracker.services import target_dates
from tracker.services.items import get_item
from tracker.services.reports import require
from tracker.services.target_date_views import date_request, item_dates, requests_waiting
from tracker.web.allow import allow, current_actor
from tracker.web.forms.base import VersionedForm
from tracker.web.forms.target_dates import DateForm, DecisionForm, WithdrawDateForm, met_form
from tracker.web.target_date_words import date_line, dates_panel, request_line

pages = Blueprint("target_dates", __name__)
REQUEST = "/date-requests/<int(min=1, max=2147483647):key>"
DONE = {
    TargetState.AGREED: "The date is agreed and in force.",
    TargetState.REFUSED: "The date is refused.",
    TargetState.SENT_BACK: "The request is sent back.",
}


@pages.route("/items/<reference>/dates/new", methods=["GET", "POST"])
@allow(Ability.WORK_ON_ITEMS)
def new(reference: str) -> ResponseReturnValue:
    """Set a target date, or ask for another date."""
    by = current_actor()
    item, _ = get_item(reference=reference, by=by, today=today())
    dates = item_dates(reference=reference, by=by, today=today())
    require(dates.may_ask)
    form = DateForm(data={"version": str(dates.version)})
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            target = target_dates.want_date(
                item=item, version=form.version_seen, wanted=form.wanted(), by=by, now=now(), today=today()
            )
            asked = "Another date is asked for. Somebody else decides on it."
            flash(asked if target.is_move else "The target date is set and in force.", "success")
            return redirect(url_for("items.show", reference=reference))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            dates = item_dates(reference=reference, by=by, today=today())
            status = _late(form, conflict, dates.version)
    return render_template("target_dates/new.html", form=form, item=item, dates=dates_panel(dates)), status


@pages.route("/items/<reference>/dates/met", methods=["GET", "POST"])
@allow(Ability.WORK_ON_ITEMS)
def met(reference: str) -> ResponseReturnValue:
    """Record that one of several printed deadlines was met."""
    by = current_actor()
    item, _ = get_item(reference=reference, by=by, today=today())
    dates = item_dates(reference=reference, by=by, today=today())
    require(dates.may_ask)
    form = met_form(dates.version, dates.unmet, today())
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            target_dates.meet_deadline(
                item=item,
                version=form.version_seen,
                on=date.fromisoformat(form.deadline.data),
                met_on=form.met_on.data,
                by=by,
                now=now(),
                today=today(),
            )
            flash("It is recorded that the deadline was met.", "success")
            return redirect(url_for("items.show", reference=reference))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            dates = item_dates(reference=reference, by=by, today=today())
            status = _late(form, conflict, dates.version)
    return render_template(
        "target_dates/met.html", form=form, item=item, dates=dates_panel(dates), unmet=dates.unmet
    ), status


@pages.get("/date-requests")
@allow(Ability.READ_REGISTER)
def waiting() -> str:
    """Which dates wait for a decision, and whose?"""
    lines = [request_line(one, today()) for one in requests_waiting(by=current_actor(), today=today())]
    return render_template(
        "target_dates/waiting.html",
        mine=[line for line in lines if line.is_mine],
        others=[line for line in lines if not line.is_mine],
    )


@pages.route(REQUEST, methods=["GET", "POST"])
@allow(Ability.READ_REGISTER)
def show(key: int) -> ResponseReturnValue:
    """Who asked for which date and why, and what became of it? The executive lead decides here."""
    by = current_actor()
    target, _ = target_dates.get_target(key=key, by=by, today=today())
    form = DecisionForm(data={"version": str(target.version)})
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        state = TargetState(form.state.data)
        try:
            target_dates.decide_date(
                target=target,
                version=form.version_seen,
                state=state,
                words=form.words.data or "",
                by=by,
                now=now(),
                today=today(),
            )
            flash(DONE[state], "success")
            return redirect(url_for("target_dates.show", key=key))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            target, _ = target_dates.get_target(key=key, by=by, today=today())
            status = _late(form, conflict, target.version)
    return _request_page(key, form), status


@pages.route(f"{REQUEST}/withdraw", methods=["GET", "POST"])
@allow(Ability.WORK_ON_ITEMS)
def withdraw(key: int) -> ResponseReturnValue:
    """Withdraw a request that nobody has decided on."""
    by = current_actor()
    target, item = target_dates.get_target(key=key, by=by, today=today())
    form = WithdrawDateForm(data={"version": str(target.version)})
    status = 400 if form.is_sent else 200
    if not form.is_sent:
        require(target_dates.may_withdraw(target=target, item=item, by=by, today=today()))
    if form.is_sent_and_valid():
        try:
            target_dates.withdraw_date(
                target=target,
                version=form.version_seen,
                words=form.why.data or "",
                by=by,
                now=now(),
                today=today(),
            )
            flash("The request is withdrawn.", "success")
            return redirect(url_for("target_dates.show", key=key))
        except Conflict as conflict:
            target, _ = target_dates.get_target(key=key, by=by, today=today())
            status = _late(form, conflict, target.version)
    one = date_request(key=key, by=by, today=today())
    return render_template(
        "target_dates/withdraw.html",
        form=form,
        line=date_line(one.target),
        reference=one.item_reference,
        key=key,
    ), status


def _request_page(key: int, form: DecisionForm) -> str:
    one = date_request(key=key, by=current_actor(), today=today())
    assert one.may_withdraw is not None
    return render_template(
        "target_dates/show.html",
        form=form,
        request_line=request_line(one, today()),
        line=date_line(one.target),
        is_waiting=one.target.state is TargetState.ASKED,
        dates=dates_panel(item_dates(reference=one.item_reference, by=current_actor(), today=today())),
        may_decide=one.may_decide,
        withdraw_href=url_for("target_dates.withdraw", key=key) if one.may_withdraw else "",
    )


def _late(form: VersionedForm, conflict: Conflict, version: int) -> int:
    """The form again after somebody else saved: its words stay, and the page shows how the dates are now."""
    form.form_errors = [
        *form.form_errors,
        f"{conflict} Look at how the dates stand now, then save again.",
    ]
    form.now_at(version)
    return 409
