"""What came of an action, and each turn of a duty that comes round again."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid
from tracker.domain.vocabulary import ActionState
from tracker.queries.actions import ActionRow
from tracker.services.action_facts import details_of
from tracker.services.action_views import action_to_work_on, in_full
from tracker.services.progress_actions import get_action, record_turn, reopen_action, settle_action
from tracker.services.reports import require
from tracker.web.action_words import action_line
from tracker.web.allow import allow, current_actor
from tracker.web.forms.actions import ReopenForm, TurnForm, outcome_form
from tracker.web.forms.base import VersionedForm

pages = Blueprint("action_outcomes", __name__, url_prefix="/actions/<int(min=1, max=2147483647):key>")


@pages.route("/settle", methods=["GET", "POST"])
@allow(Ability.WORK_ON_ITEMS)
def settle(key: int) -> ResponseReturnValue:
    """Record that an action is done, or why it was dropped."""
    by, row = current_actor(), _to_report(key)
    is_repeating = details_of(row.action).is_repeating
    form = outcome_form(row.action.version, today(), is_repeating=is_repeating)
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            settle_action(
                action=row.action,
                version=form.version_seen,
                state=ActionState(form.state.data),
                on=form.on.data,
                words=form.words.data or "",
                by=by,
                now=now(),
                today=today(),
            )
            flash("What came of it is recorded.", "success")
            return redirect(url_for("actions.show", key=key))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = _told_of(form, conflict, key)
    return _page("actions/settle.html", form, key, is_repeating=is_repeating), status


@pages.route("/again", methods=["GET", "POST"])
@allow(Ability.WORK_ON_ITEMS)
def again(key: int) -> ResponseReturnValue:
    """Record that a repeating duty was done once more."""
    by, row = current_actor(), _to_report(key)
    form = TurnForm(data={"version": row.action.version, "on": today()})
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            record_turn(
                action=row.action,
                version=form.version_seen,
                done_on=form.on.data,
                words=form.words.data or "",
                by=by,
                now=now(),
                today=today(),
            )
            flash("The turn is recorded.", "success")
            return redirect(url_for("actions.show", key=key))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = _told_of(form, conflict, key)
    return _page("actions/again.html", form, key), status


@pages.route("/reopen", methods=["GET", "POST"])
@allow(Ability.WORK_ON_ITEMS)
def reopen(key: int) -> ResponseReturnValue:
    """Take back what was recorded of an action, with a reason."""
    by, row = current_actor(), _to_report(key)
    form = ReopenForm(data={"version": row.action.version})
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            reopen_action(
                action=row.action,
                version=form.version_seen,
                reason=form.reason.data or "",
                by=by,
                now=now(),
                today=today(),
            )
            flash("The action is open again.", "success")
            return redirect(url_for("actions.show", key=key))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = _told_of(form, conflict, key)
    return _page("actions/reopen.html", form, key), status


def _to_report(key: int) -> ActionRow:
    """The action, of which this person may record what came."""
    by = current_actor()
    row = get_action(key=key, by=by, today=today())
    require(action_to_work_on(row, by=by, today=today()).may_report)
    return row


def _told_of(form: VersionedForm, conflict: Conflict, key: int) -> int:
    """The form again after somebody else saved: what they saved stands above what was typed."""
    form.add_error("version", f"{conflict} What it says now stands above your words. Save again to go on.")
    form.now_at(get_action(key=key, by=current_actor(), today=today()).action.version)
    return 409


def _page(template: str, form: VersionedForm, key: int, **more: object) -> str:
    row = get_action(key=key, by=current_actor(), today=today())
    line = action_line(in_full(row, today()), today())
    return render_template(template, form=form, line=line, **more)
