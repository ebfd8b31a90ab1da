"""Ratings: one explained row by row, overridden for a time, and the rule itself with its thresholds."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.permissions import Ability, may
from tracker.domain.refusals import Conflict, Invalid
from tracker.services import overrides, rating_rules
from tracker.services.items import get_item
from tracker.services.progress_views import get_progress
from tracker.services.rating_views import rating_explained
from tracker.services.reports import require
from tracker.web.allow import allow, current_actor
from tracker.web.forms.base import VersionedForm
from tracker.web.forms.ratings import EndOverrideForm, OverrideForm, thresholds_form
from tracker.web.rule_words import explained_in_words, row_in_words, set_in_words

pages = Blueprint("ratings", __name__)
OF_ITEM = "/items/<reference>/rating"
RULE = "/settings/rating-rule"


@pages.get(OF_ITEM)
@allow(Ability.READ_REGISTER)
def show(reference: str) -> str:
    """Why is this item rated as it is?"""
    full = rating_explained(reference=reference, by=current_actor(), today=today())
    return render_template("ratings/show.html", **explained_in_words(full, today()))


@pages.route(f"{OF_ITEM}/override", methods=["GET", "POST"])
@allow(Ability.OVERRIDE_RATING)
def override(reference: str) -> ResponseReturnValue:
    """Set a rating over the rule's, with a reason and a last day."""
    by = current_actor()
    item, _ = get_item(reference=reference, by=by, today=today())
    require(overrides.may_override_item(item=item, by=by, today=today()))
    form = OverrideForm(data={"version": str(get_progress(item=item).version)})
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            overrides.override_rating(
                item=item,
                version=form.version_seen,
                rating=form.chosen(),
                reason=form.reason.data or "",
                expires_on=form.expires_on.data,
                by=by,
                now=now(),
                today=today(),
            )
            flash("The rating is overridden.", "success")
            return redirect(url_for("ratings.show", reference=reference))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = _late(form, conflict, reference)
    return _of_item("ratings/override.html", form, reference), status


@pages.route(f"{OF_ITEM}/override/end", methods=["GET", "POST"])
@allow(Ability.OVERRIDE_RATING)
def end_override(reference: str) -> ResponseReturnValue:
    """Let the rule's own rating show again."""
    by = current_actor()
    item, _ = get_item(reference=reference, by=by, today=today())
    require(overrides.may_override_item(item=item, by=by, today=today()))
    form = EndOverrideForm(data={"version": str(get_progress(item=item).version)})
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            overrides.end_override(
                item=item,
                version=form.version_seen,
                reason=form.reason.data or "",
                by=by,
                now=now(),
                today=today(),
            )
            flash("The override has ended. The rule’s own rating shows.", "success")
            return redirect(url_for("ratings.show", reference=reference))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = _late(form, conflict, reference)
    return _of_item("ratings/end_override.html", form, reference), status


@pages.get(RULE)
@allow(Ability.READ_REGISTER)
def rule() -> str:
    """By which rule are items rated, and since when?"""
    found = rating_rules.rule_in_force(today=today())
    return render_template(
        "ratings/rule.html",
        rows=[row_in_words(row) for row in found.table],
        sets=[set_in_words(one, today()) for one in found.sets],
        may_change=may(current_actor(), Ability.CHANGE_SETTINGS),
    )


@pages.route(f"{RULE}/new", methods=["GET", "POST"])
@allow(Ability.CHANGE_SETTINGS)
def new_rule() -> ResponseReturnValue:
    """Set the numbers of days that hold from a day on."""
    by = current_actor()
    form = thresholds_form(rating_rules.rule_in_force(today=today()).thresholds)
    if form.is_sent_and_valid():
        try:
            rating_rules.set_thresholds(
                thresholds=form.thresholds(),
                from_on=form.from_on.data,
                reason=form.reason.data or "",
                by=by,
                now=now(),
                today=today(),
            )
            flash("The numbers are set, and the ratings of all items are worked out again.", "success")
            return redirect(url_for("ratings.rule"))
        except Invalid as refusal:
            form.take(refusal.problems)
    return render_template("ratings/new_rule.html", form=form), 400 if form.is_sent else 200


def _of_item(template: str, form: VersionedForm, reference: str) -> str:
    full = rating_explained(reference=reference, by=current_actor(), today=today())
    return render_template(template, form=form, **explained_in_words(full, today()))


def _late(form: VersionedForm, conflict: Conflict, reference: str) -> int:
    """The form again after somebody else saved: its words stay, beside the rating as it is now."""
    item, _ = get_item(reference=reference, by=current_actor(), today=today())
    form.form_errors = [
        *form.form_errors,
        f"{conflict} Look at the rating as it stands now, then save again.",
    ]
    form.now_at(get_progress(item=item).version)
    return 409
