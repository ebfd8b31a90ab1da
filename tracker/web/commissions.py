"""Commission: who was asked for the Chief Constable's comments, how far they are, and who is to be chased."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.permissions import Ability, may
from tracker.domain.refusals import Conflict, Invalid, NotHere
from tracker.domain.response_plan import PlanStep
from tracker.domain.working_days import last_working_day_on_or_before
from tracker.queries.offices import posts
from tracker.queries.reading import reading
from tracker.services.access_log import Access
from tracker.services.commission_views import (
    CommissionsInFull,
    ItemAsked,
    commissions_in_full,
    request_eml,
)
from tracker.services.commissions import Ask, ask_owner, hand_back, hand_over, invite, propose_owner
from tracker.services.invitations import FileToHandOut, invitation_eml, invitation_file
from tracker.services.items import get_item
from tracker.services.owner_drafts import form_file, get_form
from tracker.services.plan_views import plan_in_full
from tracker.services.reports import require
from tracker.services.responses import get_response
from tracker.web.addresses import page_at
from tracker.web.allow import allow, current_actor, note_access
from tracker.web.commission_words import commission_page
from tracker.web.forms.base import VersionedForm
from tracker.web.forms.commissions import AskForm, HandBackForm, ProposeForm, invite_form

pages = Blueprint("commissions", __name__, url_prefix="/responses/<reference>/commission")

OneItem = dict[str, Any]
"""What every act on one item of a letter is told: the letter, the item, the version seen, by whom, when."""
BEFORE_THE_COMMENTS = 7
"""Days between the owners' day and the Chief Constable's, as first offered."""


def _full(reference: str) -> CommissionsInFull:
    by = current_actor()
    response = get_response(reference=reference, by=by, today=today())
    return commissions_in_full(response=response, by=by, today=today())


@pages.get("")
@allow(Ability.READ_COMMISSIONS)
def show(reference: str) -> str:
    """Who was asked, how far are they, and who is to be reminded?"""
    full = _full(reference)
    return render_template("commissions/show.html", page=commission_page(full, current_actor(), today()))


@pages.route("/invite", methods=["GET", "POST"])
@allow(Ability.COMMISSION_OWNERS)
def new(reference: str) -> ResponseReturnValue:
    """Invite the Chief Constable's comments by a day, and ask the owners."""
    response = get_response(reference=reference, by=current_actor(), today=today())
    full = _full(reference)
    require(full.may_invite)
    form = invite_form(full.items, _post_choices(), version=full.version, days=_days(reference))
    status = 400 if form.is_sent else 200
    if form.is_sent_and_valid():
        try:
            invite(
                response=response,
                version=form.version_seen,
                comments_by=form.comments_by.data,
                send_to=form.send_to.data or "",
                asks=form.asks(full.items),
                by=current_actor(),
                now=now(),
                today=today(),
            )
        except Invalid as refusal:
            form.put(refusal.problems)
        except Conflict as conflict:
            status = _met(form, conflict, _full(reference).version)
        else:
            flash("The comments are invited and the owners are asked. Send the messages below.", "success")
            return redirect(url_for("commissions.show", reference=reference))
    offices_href = page_at("offices.index") if may(current_actor(), Ability.EDIT_OFFICES) else ""
    return render_template(
        "commissions/new.html", form=form, full=full, reference=full.reference, offices_href=offices_href
    ), status


def _days(reference: str) -> tuple[date, date]:
    """The days first offered: the plan's for the comments, and some days earlier for the owners."""
    response = get_response(reference=reference, by=current_actor(), today=today())
    holidays = current_app.config["BANK_HOLIDAYS"]
    plan = plan_in_full(response=response, by=current_actor(), today=today(), holidays=holidays).plan
    comments = max(plan.step(PlanStep.COMMENTS).planned_on, today())
    owners = last_working_day_on_or_before(comments - timedelta(days=BEFORE_THE_COMMENTS), holidays)
    return comments, max(owners, today())


def _post_choices() -> list[tuple[str, str]]:
    return [(post.slug, post.title) for post in posts(reading())]


@pages.route("/items/<item>", methods=["GET", "POST"])
@allow(Ability.COMMISSION_OWNERS)
def ask(reference: str, item: str) -> ResponseReturnValue:
    """Ask about an item: of another post, with other questions, by another day."""
    full = _full(reference)
    require(full.may_ask)
    one = _one(full, item)
    data = {"version": one.version, "post": one.slug, "due_on": one.due_on, "questions": one.questions}
    form = AskForm(data=data)
    form.post.choices = [("", "Choose a post"), *_post_choices()]

    def act(about: OneItem) -> str:
        asked = Ask(one.reference, form.post.data, form.questions.data or "", form.due_on.data)
        ask_owner(**about, ask=asked, today=today())
        return f"{one.reference} is asked. Send the message to its owner."

    return _on_item("commissions/ask.html", form, full, one, act)


@pages.route("/items/<item>/propose", methods=["GET", "POST"])
@allow(Ability.CLEAR_COMMENTS)
def propose(reference: str, item: str) -> ResponseReturnValue:
    """Propose who answers for an item."""
    full = _full(reference)
    require(full.may_propose)
    one = _one(full, item)
    form = ProposeForm(data={"version": one.version, "post": one.slug})
    form.post.choices = [("", "Choose a post"), *_post_choices()]

    def act(about: OneItem) -> str:
        propose_owner(**about, post=form.post.data)
        return f"The owner of {one.reference} is proposed."

    return _on_item("commissions/propose.html", form, full, one, act)


@pages.route("/items/<item>/hand-back", methods=["GET", "POST"])
@allow(Ability.CLEAR_COMMENTS)
def give_back(reference: str, item: str) -> ResponseReturnValue:
    """Hand a returned draft back to its owner."""
    full = _full(reference)
    one = _one(full, item)
    form = HandBackForm(data={"version": one.version})

    def act(about: OneItem) -> str:
        hand_back(**about, reason=form.reason.data or "")
        return f"{one.reference} is handed back to {one.post}."

    return _on_item("commissions/hand_back.html", form, full, one, act)


def _on_item(
    template: str,
    form: VersionedForm,
    full: CommissionsInFull,
    one: ItemAsked,
    act: Callable[[OneItem], str],
) -> ResponseReturnValue:
    """The page of an act on one item of the letter; `act` does it and says what was done."""
    status, by = 400 if form.is_sent else 200, current_actor()
    if form.is_sent_and_valid():
        about: OneItem = {
            "response": get_response(reference=full.reference, by=by, today=today()),
            "item": get_item(reference=one.reference, by=by, today=today())[0],
            "version": form.version_seen,
            "by": by,
            "now": now(),
        }
        try:
            flash(act(about), "success")
            return redirect(url_for("commissions.show", reference=full.reference))
        except Invalid as refusal:
            form.take({name.partition("-")[0]: words for name, words in refusal.problems.items()})
        except Conflict as conflict:
            status = _met(form, conflict, _one(_full(full.reference), one.reference).version)
    return render_template(template, form=form, one=one, reference=full.reference), status


@pages.post("/hand-over")
@allow(Ability.CLEAR_COMMENTS)
def give_over(reference: str) -> ResponseReturnValue:
    """Hand the cleared comments to the office."""
    response = get_response(reference=reference, by=current_actor(), today=today())
    seen = VersionedForm().version_seen
    hand_over(response=response, version=seen, by=current_actor(), now=now(), today=today())
    flash("The cleared comments are handed to the office.", "success")
    return redirect(url_for("commissions.show", reference=reference))


@pages.get("/invitation.docx")
@allow(Ability.READ_COMMISSIONS)
def letter(reference: str) -> ResponseReturnValue:
    """The invitation as it was made."""
    response = get_response(reference=reference, by=current_actor(), today=today())
    return _handed_out(invitation_file(response=response, by=current_actor()))


@pages.get("/invitation.eml")
@allow(Ability.READ_COMMISSIONS)
def email(reference: str) -> ResponseReturnValue:
    """The invitation as an e-mail, ready to send."""
    response = get_response(reference=reference, by=current_actor(), today=today())
    return _handed_out(invitation_eml(response=response, by=current_actor()))


@pages.get("/requests/<slug>.eml")
@allow(Ability.COMMISSION_OWNERS)
def request_email(reference: str, slug: str) -> ResponseReturnValue:
    """The message to one owner with the Word form, ready to send."""
    return _handed_out(
        request_eml(reference=reference, post=slug, by=current_actor(), now=now(), today=today())
    )


@pages.get("/forms/<slug>.docx")
@allow(Ability.COMMISSION_OWNERS)
def word_form(reference: str, slug: str) -> ResponseReturnValue:
    """The Word form of one owner."""
    form = get_form(reference=reference, post=slug, by=current_actor(), today=today())
    return _handed_out(form_file(form=form, today=today()))


def _handed_out(file: FileToHandOut) -> ResponseReturnValue:
    note_access(Access.DOWNLOADED, file.name)
    return send_file(
        io.BytesIO(file.content),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=file.name,
    )


def _one(full: CommissionsInFull, item: str) -> ItemAsked:
    found = next((one for one in full.items if one.reference.upper() == item.upper()), None)
    if found is None:
        raise NotHere(f"{full.reference} asks nothing of the force about {item}.")
    return found


def _met(form: VersionedForm, conflict: Conflict, version: int) -> int:
    """The form carries on from the newer version, with what was typed still in it."""
    form.now_at(version)
    form.take({"version": f"{conflict} Look at how it stands now, then save again."})
    return 409
