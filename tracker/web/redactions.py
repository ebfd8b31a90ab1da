"""Redactions: one person asks for words to be removed, another confirms, and the words are gone."""

from pathlib import Path
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.permissions import Ability, may_confirm_redaction
from tracker.domain.refusals import Invalid
from tracker.queries.reading import reading
from tracker.queries.redactions import redaction_line
from tracker.queries.redactions import redactions as all_redactions
from tracker.services import redactions
from tracker.web.allow import allow, current_actor
from tracker.web.forms.base import VersionedForm
from tracker.web.forms.redactions import ASK, LOOK, RedactionForm
from tracker.web.presenting import counted
from tracker.web.proofs import proof_store
from tracker.web.redaction_words import ExtentPage, extent_page, state_of
from tracker.web.sessions import own_session

pages = Blueprint("redactions", __name__, url_prefix="/redactions")

KEY = "<int(min=1, max=2147483647):key>"


@pages.get("")
@allow(Ability.HANDLE_REDACTIONS)
def index() -> str:
    """Which words were removed, and what waits for a second person?"""
    rows = [(line, state_of(line)) for line in all_redactions(reading())]
    return render_template("redactions/index.html", rows=rows)


@pages.route("/new", methods=["GET", "POST"])
@allow(Ability.HANDLE_REDACTIONS)
def new() -> ResponseReturnValue:
    """See where words stand, then ask for them to be removed."""
    by, form, extent = current_actor(), RedactionForm(), None
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        given: dict[str, Any] = {
            "words": form.words.data or "",
            "reason": form.reason.data or "",
            "exports_dir": _exports(),
            "store": proof_store(),
        }
        try:
            if request.form.get("step") == ASK:
                asked = redactions.ask_redaction(by=by, now=now(), **given)
                flash("Asked. Nothing is removed until a second person confirms it.", "success")
                return redirect(url_for("redactions.show", key=asked.id), 303)
            found = redactions.preview(by=by, **given)
            extent, status = extent_page(found, given["words"], by=by, today=today()), 200
        except Invalid as refusal:
            form.take(refusal.problems)
    return render_template("redactions/new.html", form=form, extent=extent, look=LOOK, ask=ASK), status


@pages.get(f"/{KEY}")
@allow(Ability.HANDLE_REDACTIONS)
def show(key: int) -> str:
    """Must these words go, from all these places?"""
    by = current_actor()
    redaction = redactions.get_redaction(key=key, by=by)
    line = redaction_line(reading(), redaction)
    extent: ExtentPage | None = None
    if redaction.words:
        found = redactions.extent_of(
            words=redaction.words, exports_dir=_exports(), store=proof_store(), request_id=key
        )
        extent = extent_page(found, redaction.words, by=by, today=today())
    return render_template(
        "redactions/show.html",
        redaction=redaction,
        line=line,
        state=state_of(line),
        extent=extent,
        is_own=redaction.asked_by == by.account_id,
        refused=may_confirm_redaction(by, redaction.asked_by).reason,
        places=counted(redaction.places, "place"),
    )


@pages.post(f"/{KEY}/confirm")
@allow(Ability.HANDLE_REDACTIONS)
def confirm(key: int) -> ResponseReturnValue:
    """Remove the words, as the second person."""
    by = current_actor()
    redaction = redactions.get_redaction(key=key, by=by)
    removed = redactions.confirm_redaction(
        redaction=redaction,
        version=VersionedForm().version_seen,
        exports_dir=_exports(),
        store=proof_store(),
        by=by,
        now=now(),
    )
    # This browser's own draft was among the places: what was read of it before must not be written back.
    own_session().read_again()
    flash(f"The words are removed from {counted(removed.places, 'place')}.", "success")
    if not removed.is_compacted:
        flash(
            "The database was busy and keeps unused space for now: ask the administrator to compact it.",
            "message",
        )
    if not removed.is_store_clean:
        flash(
            "The bytes of a proof could not be destroyed now: they go when the program starts again.",
            "message",
        )
    return redirect(url_for("redactions.show", key=key), 303)


@pages.post(f"/{KEY}/refuse")
@allow(Ability.HANDLE_REDACTIONS)
def refuse(key: int) -> ResponseReturnValue:
    """Leave the words where they are; the request forgets them."""
    by = current_actor()
    redaction = redactions.get_redaction(key=key, by=by)
    redactions.refuse_redaction(redaction=redaction, version=VersionedForm().version_seen, by=by, now=now())
    flash("The words stay, and this request has forgotten them.", "success")
    return redirect(url_for("redactions.show", key=key), 303)


def _exports() -> Path:
    return current_app.config["SETTINGS"].exports_dir  # type: ignore[no-any-return]
