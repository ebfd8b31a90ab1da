"""Completion of an item: the force proposes it, somebody else signs it off or sends it back."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.clock import now, today
from tracker.domain.delivery_moves import DeliveryMove
from tracker.domain.permissions import Ability
from tracker.domain.refusals import Conflict, Invalid
from tracker.services import completion
from tracker.services.completion_views import completion_in_full
from tracker.services.item_views import item_in_full
from tracker.services.items import get_item
from tracker.services.progress_proof_views import proofs_of
from tracker.services.reports import require
from tracker.web.allow import allow, current_actor
from tracker.web.completion_words import completion_panel
from tracker.web.forms.completions import (
    CompletionForm,
    ProposeForm,
    SendBackForm,
    SignOffForm,
    WithdrawProposalForm,
    WithdrawSignOffForm,
)
from tracker.web.kept_drafts import drafts_here
from tracker.web.progress_proof_words import proof_panel

pages = Blueprint("completions", __name__, url_prefix="/items/<reference>")
M = DeliveryMove


@pages.route("/propose", methods=["GET", "POST"])
@allow(Ability.WORK_ON_ITEMS)
def propose(reference: str) -> ResponseReturnValue:
    """Propose that an item is complete."""
    done = "completion is proposed. Somebody else signs it off or sends it back."
    return _moved(reference, M.PROPOSE, ProposeForm, completion.propose_completion, done)


@pages.route("/withdraw-proposal", methods=["GET", "POST"])
@allow(Ability.WORK_ON_ITEMS)
def withdraw_proposal(reference: str) -> ResponseReturnValue:
    """Take a proposal of completion back."""
    done = "the proposal is withdrawn. The item is in progress again."
    return _moved(reference, M.WITHDRAW_PROPOSAL, WithdrawProposalForm, completion.withdraw_proposal, done)


@pages.route("/sign-off", methods=["GET", "POST"])
@allow(Ability.SIGN_OFF)
def sign_off(reference: str) -> ResponseReturnValue:
    """Has somebody seen the proof that it is complete?"""
    return _moved(reference, M.SIGN_OFF, SignOffForm, completion.sign_off, "completion is signed off.")


@pages.route("/send-back", methods=["GET", "POST"])
@allow(Ability.SIGN_OFF)
def send_back(reference: str) -> ResponseReturnValue:
    """Send a proposal of completion back with what is missing."""
    done = "completion is sent back. The owner sees what is missing."
    return _moved(reference, M.SEND_BACK, SendBackForm, completion.send_back, done)


@pages.route("/withdraw-sign-off", methods=["GET", "POST"])
@allow(Ability.SIGN_OFF)
def withdraw_sign_off(reference: str) -> ResponseReturnValue:
    """Take a sign-off back with a reason."""
    done = "the sign-off is withdrawn. The item is in progress again."
    return _moved(reference, M.WITHDRAW_SIGN_OFF, WithdrawSignOffForm, completion.withdraw_sign_off, done)


def _moved(
    reference: str, move: DeliveryMove, form_class: type[CompletionForm], act: Callable[..., Any], done: str
) -> ResponseReturnValue:
    """The page of one move."""
    by = current_actor()
    item, report = get_item(reference=reference, by=by, today=today())
    full = completion_in_full(reference=reference, by=by, today=today())
    form = form_class(data={"version": str(full.version)})
    status = 400 if form.is_sent else 200
    is_late = form.is_sent and form.version_seen != full.version
    if not is_late and not _words_kept():
        require(full.verdict_on(move))
    if form.is_sent_and_valid():
        try:
            act(item=item, version=form.version_seen, said=form.said(), by=by, now=now(), today=today())
            flash(f"{item.reference}: {done}", "success")
            return redirect(url_for("items.show", reference=item.reference))
        except Invalid as refusal:
            form.take(refusal.problems)
        except Conflict as conflict:
            status = 409
            full = completion_in_full(reference=reference, by=by, today=today())
            form.now_at(full.version)
            words = f"{conflict} Look below at how the item stands now, then decide again."
            form.form_errors = [*form.form_errors, words]
    return render_template(
        "completions/move.html",
        form=form,
        move=move.button,
        reason=full.verdict_on(move).reason,
        item=item_in_full(item=item, report=report, by=by, today=today()),
        completion=completion_panel(full),
        proofs=proof_panel(proofs_of(reference=reference, by=by, today=today())),
    ), status


def _words_kept() -> bool:
    """Whether this person typed here before: the page then comes also where the move is refused by now."""
    here = drafts_here()
    return bool(here.filled or here.offered)
